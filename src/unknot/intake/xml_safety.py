"""
Opens XML from strangers: no entities, no network, no document type, and bounded depth.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lxml import etree

from unknot.domain.sentence import Sentence, sentence
from unknot.intake.errors import RunFileUnreadable

# A document type can define entities that blow up or reach for files; neither format needs one.
# XML knows them in capitals only, so plain search does, in each encoding we read.
_FORBIDDEN = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
# Two days at one point a second have fewer tags and bytes. An opened element takes hundreds of
# bytes however short it is, so a small packed file of nothing but tags would fill the memory.
MOST_TAGS = 2_500_000
MOST_XML_BYTES = 64 * 1024 * 1024

# So much of a strange file is quoted in a sentence.
_LONGEST_QUOTE = 120

_ROOT = re.compile(r"<\s*(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s>/]")
_KINDS = {"gpx": "gpx", "TrainingCenterDatabase": "tcx", "HealthData": "apple-health"}


@dataclass(frozen=True, slots=True)
class OpenedXml:
    """
    The root element, and what was wrong with the text if it was mended.
    """

    root: etree._Element
    damage: tuple[Sentence, ...] = ()


def kind_of_xml(content: bytes) -> str | None:
    """
    "gpx", "tcx" or "apple-health" by the root element, None for anything else.
    """
    for name in _ROOT.findall(_beginning(content)):
        if name in _KINDS:
            return _KINDS[name]
    return None


def open_xml(content: bytes, root_name: str) -> OpenedXml:
    """
    The root element of that name.

    A text cut off at its end, or with bytes of another encoding, is mended as far as it goes.

    Raises
    ------
    RunFileUnreadable
        If it is not XML, has a document type or another root, or is larger than any recording.
    """
    if len(content) > MOST_XML_BYTES or content.count(b"<") > MOST_TAGS:
        raise RunFileUnreadable(
            "The file is larger than any recording (two days at a point a second are less); it "
            "was left unread. Cut it into its activities and import those."
        )
    text = content.lstrip().removeprefix(codecs.BOM_UTF8).lstrip()
    _refuse_what_is_no_xml(text, root_name)
    try:
        opened = OpenedXml(etree.fromstring(text, _parser(recover=False)))
    except (etree.XMLSyntaxError, ValueError) as broken:
        opened = _mended(text, root_name, _what_is_wrong(broken))
    if opened.root.getroottree().docinfo.doctype:
        # Written in an encoding in which plain search did not find it, such as UTF-7.
        raise _has_a_document_type(root_name)
    name = str(opened.root.tag).rpartition("}")[2]
    if name != root_name:
        raise RunFileUnreadable(
            "The file's root element is '{found}', not '{needed}'.",
            found=name[:_LONGEST_QUOTE],
            needed=root_name,
        )
    return opened


def _refuse_what_is_no_xml(text: bytes, root_name: str) -> None:
    if any(word in text for word in _FORBIDDEN):
        raise _has_a_document_type(root_name)
    beginning = _beginning(text).lstrip("\ufeff \r\n\t")
    if not beginning.startswith("<"):
        raise RunFileUnreadable("The file is not XML. Export the activity again.")
    if re.match(r"(?is)(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+)?html\b", beginning):
        raise RunFileUnreadable(
            "This is a web page, saved under the name of an activity. Download the file again."
        )


def _has_a_document_type(root_name: str) -> RunFileUnreadable:
    return RunFileUnreadable(
        "The file has a document type (DOCTYPE), which can hide attacks and which no {kind} file"
        " needs; it was not opened. Export the activity again.",
        kind=root_name,
    )


def _what_is_wrong(broken: Exception) -> str:
    return str(broken).partition(" (<string>")[0][:_LONGEST_QUOTE]


def _mended(text: bytes, root_name: str, wrong: str) -> OpenedXml:
    if b"\x00" in text and not text.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        raise RunFileUnreadable("The file holds zero bytes, so it is no XML. Export it again.")
    try:
        root = etree.fromstring(text, _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or not len(root):
        raise RunFileUnreadable(
            "The XML is broken and nothing of it can be read ({wrong}).", wrong=wrong
        )
    mended = sentence("The XML is broken ({wrong}); what can be read of it was read.", wrong=wrong)
    return OpenedXml(root, (mended,))


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _beginning(content: bytes) -> str:
    first = content[:4096]
    if first.startswith((b"\xff\xfe", b"<\x00")):
        return first.decode("utf-16-le", errors="replace")
    if first.startswith((b"\xfe\xff", b"\x00<")):
        return first.decode("utf-16-be", errors="replace")
    return first.decode("utf-8-sig", errors="replace")
