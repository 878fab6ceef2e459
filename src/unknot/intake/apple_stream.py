"""
Streams an Apple Health `export.xml`, gigabytes of it, through a parser that holds none of it.

Its document type is the one that is let through anywhere, and it is cut off unread: iOS writes
some that are broken, and what they declare is nothing we need. One that declares entities or
names another file is no export of Apple's.
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol
from xml.parsers import expat

from unknot.app.errors import CannotBeOffered
from unknot.domain.sentence import Sentence, sentence
from unknot.intake.apple_values import RESTING, SAMPLES, SLEEP
from unknot.intake.errors import RunFileUnreadable

Attributes = dict[str, str]

# Apple's own document type takes nine kilobytes, and its longest element a few.
_MOST_PROLOG = 1024 * 1024
_MOST_BETWEEN_TAGS = 4 * 1024 * 1024
_DEEPEST = 32

_ROOT = re.compile(r"<HealthData[\s/>]")
_HOSTILE = re.compile(r"<!ENTITY|%[\w.:-]+;|<!DOCTYPE\s+[^\s\[>]+\s+(?:SYSTEM|PUBLIC)\b")
# Some versions of iOS let characters through that no XML may hold.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], " ")

# Most of an export are records nobody here reads, such as the energy of every minute. They are
# cut out four times as fast as a parser reads them. No tag can hold a "<", so what is cut out is
# whole elements, or text inside a comment or a CDATA section that means nothing anyway.
_UNREAD = re.compile(
    rf'<Record type="(?!(?:{"|".join(sorted({SLEEP, RESTING, *SAMPLES}))})")[^<>]*+>'
    r"(?:(?<=/>)|\s*+(?:<MetadataEntry [^<>]*+>\s*+)*+</Record>)\s*+"
)


class Listener(Protocol):
    """
    Whoever is told what stands in the export, element by element.
    """

    def left_out(self, text: str, n: int) -> None:
        """
        A piece of the export as it came, of which `n` records were cut out unread.
        """
        ...

    def opened(self, name: str, attributes: Attributes) -> None:
        """
        An element begins.
        """
        ...

    def closed(self, name: str) -> None:
        """
        The element ends that was opened last.
        """
        ...


def stream_export(blocks: Iterable[bytes], listener: Listener) -> tuple[Sentence, ...]:
    """
    Tell the listener of every element. What is wrong with the rest, when it ends too early.

    Raises
    ------
    RunFileUnreadable
        If it is no export of Apple Health, or one made to do harm.
    """
    parser = expat.ParserCreate("utf-8")
    guard = _Guard(listener)
    parser.StartElementHandler, parser.EndElementHandler = guard.opened, guard.closed
    n_read = 0
    try:
        for text in _whole_tags(_from_root(_texts(blocks))):
            n_read += len(text)
            kept, n_unread = _UNREAD.subn("", text)
            listener.left_out(text, n_unread)
            parser.Parse(kept, False)
            guard.expect_elements_in(len(kept))
        parser.Parse("", True)
    except (expat.ExpatError, CannotBeOffered, OSError, EOFError, zlib.error) as broken:
        # Whatever cannot be unpacked or read further has its own sentence, or none.
        why = (broken.sentence,) if isinstance(broken, CannotBeOffered) else ()
        return (_damage_after(n_read), *why)
    return ()


def _damage_after(n_read: int) -> Sentence:
    return sentence(
        "The export is damaged or cut off after {mb} MB; what stands before that was read."
        " Export it again to have the rest.",
        mb=f"{n_read / 1e6:.1f}",
    )


class _Guard:
    """
    Passes elements on, as long as they are such as Apple writes.
    """

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._depth = 0
        self._without_element = 0

    def opened(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        self._without_element = 0
        if self._depth > _DEEPEST:
            raise RunFileUnreadable(
                "The elements of this file are nested deeper than in any export of Apple Health;"
                " it was not read further."
            )
        self._listener.opened(name, attributes)

    def closed(self, name: str) -> None:
        self._depth -= 1
        self._listener.closed(name)

    def expect_elements_in(self, n_more: int) -> None:
        """
        A tag without an end is kept whole by the parser until the memory is full.
        """
        self._without_element += n_more
        if self._without_element > _MOST_BETWEEN_TAGS:
            raise _too_long()


def _texts(blocks: Iterable[bytes]) -> Iterator[str]:
    """
    The bytes as text. What is no text in one name must not cost the rest of the file.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")
    for block in blocks:
        text = decoder.decode(block)
        # Looked for as bytes, because to translate a text is slow.
        yield text.translate(_CONTROLS) if _has_controls(block, text) else text
    yield decoder.decode(b"", final=True)


_NO_CONTROLS = bytes(each for each in _CONTROLS if each < 32)


def _has_controls(block: bytes, text: str) -> bool:
    return (
        len(block.translate(None, _NO_CONTROLS)) != len(block)
        or "\ufffe" in text
        or "\uffff" in text
    )


def _from_root(texts: Iterator[str]) -> Iterator[str]:
    prolog = ""
    for text in texts:
        prolog += text
        root = _ROOT.search(prolog)
        if root is not None:
            _refuse_what_is_hostile(prolog[: root.start()])
            yield prolog[root.start() :]
            yield from texts
            return
        if len(prolog) > _MOST_PROLOG:
            break
    _refuse_what_is_hostile(prolog)
    raise RunFileUnreadable(
        "This is no export of Apple Health: the element 'HealthData' is missing."
    )


def _refuse_what_is_hostile(prolog: str) -> None:
    if _HOSTILE.search(prolog):
        raise RunFileUnreadable(
            "The document type of this file declares entities or names another file, which can hide"
            " attacks and which Apple Health never does; it was not opened. Export it again."
        )


def _whole_tags(texts: Iterator[str]) -> Iterator[str]:
    """
    The same text in pieces that end where a tag ends.
    """
    rest = ""
    for text in texts:
        cut = text.rfind(">") + 1
        if cut:
            yield rest + text[:cut]
            rest = text[cut:]
        else:
            rest += text
        if len(rest) > _MOST_BETWEEN_TAGS:
            raise _too_long()
    if rest:
        yield rest


def _too_long() -> RunFileUnreadable:
    return RunFileUnreadable(
        "A single entry of this file is longer than {mb} MB, as in no export of Apple Health; it"
        " was not read further.",
        mb=_MOST_BETWEEN_TAGS // 2**20,
    )
