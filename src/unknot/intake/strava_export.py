"""
The archive that Strava makes of an account: a list of activities, and the files it names.

The list knows what the files do not: the title the runner typed in, notes, gear, how hard it felt.
What has no file in the archive is kept from its row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from unknot.app.errors import CannotBeOffered
from unknot.app.views import OfferedFile
from unknot.domain.recording import FileOutcome, FileWarning, ReadFile
from unknot.domain.sentence import Sentence, sentence
from unknot.intake.errors import NothingTaken
from unknot.intake.sources import Opened
from unknot.intake.strava_columns import columns_of
from unknot.intake.strava_rows import StravaRow, as_piece, read_list
from unknot.intake.tables import read_table

_LIST = "activities.csv"
_HEAD_BYTES = 16_384
_ACTIVITY_ENDS = (".fit", ".gpx", ".tcx")

_PICTURE = sentence("A photo or a film: Unknot keeps none.")
_ROUTE = sentence("A route that was planned, not a run that was run.")
_ACCOUNT = sentence("About the account: there is no activity in it.")


class StravaExport:
    """
    A Strava bulk export as it is downloaded, in any language, also packed again in one folder.
    """

    def knows(self, opened: Opened) -> bool:
        """
        True when it holds a list of activities as Strava writes it.
        """
        path = _list_in(opened)
        if path is None:
            return False
        try:
            with opened.open(path) as stream:
                head = stream.read(_HEAD_BYTES)
            return columns_of(read_table(_first_line(head)).header) is not None
        except (NothingTaken, CannotBeOffered, OSError):
            return False

    def offers(self, opened: Opened) -> Iterator[OfferedFile]:
        """
        The files of the list with what it says of them, then rows without a file, then the rest.
        """
        path = _list_in(opened)
        if path is None:
            return
        rows = _rows_of(opened, path)
        folder = path[: -len(_LIST)]
        members = _Members(opened.names(), folder)
        yield from _listed(opened, path, rows, members)
        yield from _left(opened, path, members)


class _Members:
    """
    The members of the archive as the list may call them, and which of them were offered.
    """

    def __init__(self, names: Sequence[str], folder: str) -> None:
        self.folder = folder
        self.names = tuple(dict.fromkeys(names))
        self.offered: set[str] = set()
        self._called: dict[str, str] = {}
        for name in reversed(self.names):
            self._called[_plain(name)] = name

    def called(self, file: str) -> str | None:
        """
        The member that the list means, also when it was packed or unpacked since.
        """
        plain = _plain(self.folder + file.replace("\\", "/").lstrip("/"))
        return self._called.get(plain)


def _plain(name: str) -> str:
    return name.casefold().removesuffix(".gz")


def _list_in(opened: Opened) -> str | None:
    """
    The list at the top, or inside one folder that holds everything.
    """
    lists = [
        name
        for name in opened.names()
        if name.casefold().rpartition("/")[2] == _LIST and name.count("/") <= 1
    ]
    return min(lists, key=lambda name: name.count("/"), default=None)


def _first_line(head: bytes) -> bytes:
    """
    The header alone; a list is never told by what a runner wrote.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head
    return head.lstrip(b"\r\n").partition(b"\n")[0]


def _rows_of(opened: Opened, path: str) -> tuple[StravaRow, ...]:
    """
    The rows of the list; none where it cannot be read. The files are there still, and whoever
    reads the list itself says what is wrong with it.
    """
    try:
        found = read_list(read_table(opened.read(path)))
    except (NothingTaken, CannotBeOffered, OSError):
        return ()
    return found.rows if found is not None else ()


def _listed(
    opened: Opened, path: str, rows: Sequence[StravaRow], members: _Members
) -> Iterator[OfferedFile]:
    named: dict[str, list[StravaRow]] = defaultdict(list)
    alone: list[StravaRow] = []
    for row in rows:
        member = members.called(row.file) if row.file else None
        if member is None:
            alone.append(row)
        else:
            named[member].append(row)
    for member, of_member in named.items():
        members.offered.add(member)
        if len(of_member) == 1:
            yield opened.offer(member, about=of_member[0].about)
        else:
            # Several activities of one file, as of a triathlon: nobody knows yet which is which.
            # Their rows come as efforts of their own and meet the file's by their times.
            yield opened.offer(member)
            alone.extend(of_member)
    for row in alone:
        missing = () if not row.file or members.called(row.file) else (_missing(row.file),)
        yield opened.offer(path, part=as_piece(row), warnings=missing)
    members.offered.add(path)
    if rows and not alone:
        yield opened.offer(path, verdict=_skipped(_given_away(len(rows))))
    if not rows:
        yield opened.offer(path)


def _missing(file: str) -> FileWarning:
    said = sentence(
        "The list names the file {file}, which is not in the archive: only the figures of the list"
        " are kept of that activity.",
        file=file,
    )
    return FileWarning("file-missing", said)


def _given_away(n: int) -> Sentence:
    return sentence(
        "The list of activities: titles, notes, gear and sport of all {n} went to the files it"
        " names.",
        n=n,
    )


def _left(opened: Opened, path: str, members: _Members) -> Iterator[OfferedFile]:
    """
    What the list does not name: files of activities are read all the same.
    """
    for name in members.names:
        if name in members.offered or name == path:
            continue
        inside = name.removeprefix(members.folder).casefold()
        is_of_activity = inside.startswith("activities/") and _plain(inside).endswith(
            _ACTIVITY_ENDS
        )
        # In a folder an archive may lie beside it, which is no part of the export.
        if is_of_activity or inside.endswith(".zip"):
            yield opened.offer(name)
        else:
            yield opened.offer(name, verdict=_skipped(_why_not(inside)))


def _why_not(inside: str) -> Sentence:
    folder = inside.partition("/")[0]
    if folder in ("media", "photos") or inside.endswith((".jpg", ".jpeg", ".png", ".mp4", ".heic")):
        return _PICTURE
    if folder.startswith("routes") or inside.endswith(_ACTIVITY_ENDS):
        return _ROUTE
    return _ACCOUNT


def _skipped(why: Sentence) -> ReadFile:
    return ReadFile(FileOutcome.SKIPPED, reasons=(why,))
