"""
Seeds for the fuzzer: every sample file, shortened to what its kind of file is about.

A fuzzer learns by the thousand tries a second; a marathon of ten thousand points has the same
ways through the reader as forty of them.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from fuzz.mutate import sealed, zipped
from unknot.intake.fit_layout import is_fit

LONGEST_SEED = 12_000
_MEMBERS_KEPT = 12
_POINTS_KEPT = 12
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, KeyError)
_PACKED = (".fit", ".gpx", ".tcx", ".csv")
_POINT = {b"trkpt", b"Trackpoint", b"Record", b"Workout"}


def seeds_of(folder: Path, endings: Iterable[str]) -> Iterator[bytes]:
    """
    Every file below the folder with one of these endings, shortened; those inside archives too.
    """
    wanted = tuple(endings)
    for path in sorted(folder.rglob("*")):
        name = path.name.lower()
        if not path.is_file():
            continue
        if name.endswith(wanted):
            yield shortened(name, path.read_bytes())
        elif name.endswith(".zip") and path.stat().st_size < 2**27:
            yield from _inside(path, wanted)


def packed_seeds(folder: Path, endings: tuple[str, ...]) -> Iterator[bytes]:
    """
    The small files of a folder packed as exports come: each gzipped, all in one archive, and that
    archive in another.
    """
    files = [path for path in sorted(folder.rglob("*.*")) if path.suffix in _PACKED]
    if ".gz" in endings:
        yield from (gzip.compress(path.read_bytes(), mtime=0) for path in files)
    if ".zip" in endings:
        for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
            members = [(f"activities/{path.name}", path.read_bytes()) for path in files[::4]]
            packed = zipped(members, method)
            yield packed
            yield zipped([("inner.zip", packed), *members[:1], ("a/notes.txt", b"hello")], method)


def _inside(path: Path, wanted: tuple[str, ...]) -> Iterator[bytes]:
    """
    A few of an archive's members: its first, its last, and some between. Sample archives may be
    traps themselves.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(wanted)]
            for name in names[:: max(1, len(names) // _MEMBERS_KEPT)]:
                yield shortened(name.lower(), _head(archive, name))
    except (*_DAMAGED, RuntimeError):
        return


def shortened(name: str, content: bytes) -> bytes:
    """
    A file of the same kind with fewer points, rows or members.
    """
    if content.startswith(b"PK"):
        return _shorter_archive(content)
    if content.startswith(b"\x1f\x8b"):
        return gzip.compress(shortened(name.removesuffix(".gz"), _unzipped(content)), mtime=0)
    if len(content) <= LONGEST_SEED:
        return content
    if is_fit(content):
        return _shorter_fit(content)
    if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        return _shorter_xml(content)
    return _first_lines(content)


def _unzipped(content: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(content, 2**26)
    except zlib.error:
        return b""


def _first_lines(content: bytes) -> bytes:
    cut = content[:LONGEST_SEED]
    return cut[: cut.rfind(b"\n") + 1] or cut


def _shorter_xml(content: bytes) -> bytes:
    """
    Of elements that come by the thousand, the first few of each parent.
    """
    for name in _POINT:
        found = list(re.finditer(rb"<%s\b.*?(?:</%s>|/>)" % (name, name), content, re.DOTALL))
        if len(found) > 2 * _POINTS_KEPT:
            start, end = found[_POINTS_KEPT].start(), found[-_POINTS_KEPT].start()
            content = content[:start] + content[end:]
    return content if len(content) <= 4 * LONGEST_SEED else content[: 4 * LONGEST_SEED]


def _shorter_fit(content: bytes) -> bytes:
    """
    The same messages, of each kind the first few in a row, with the checksum made right.
    """
    header_size = max(content[0], 12)
    body, at = content[header_size:-2], 0
    sizes: dict[int, int] = {}
    kept: list[bytes] = []
    n_of: dict[tuple[int, int], int] = {}
    version = 0
    try:
        while at < len(body):
            header = body[at]
            start = at
            if header & 0xC0 == 0x40:
                end = at + 6 + 3 * body[at + 5]
                sizes[header & 15] = sum(body[at + 7 : end : 3])
                if header & 0x20:
                    developer_end = end + 1 + 3 * body[end]
                    sizes[header & 15] += sum(body[end + 2 : developer_end : 3])
                    end = developer_end
                at, version = end, version + 1
                kept.append(body[start:at])
                continue
            local = (header >> 5) & 3 if header & 0x80 else header & 15
            at += 1 + sizes[local]
            n_of[local, version] = n_of.get((local, version), 0) + 1
            if n_of[local, version] <= _POINTS_KEPT:
                kept.append(body[start:at])
    except (IndexError, KeyError):
        pass
    short = b"".join(kept)
    return sealed(content[:header_size], short[: 3 * LONGEST_SEED])


def _shorter_archive(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            chosen = [*entries[:_MEMBERS_KEPT], *entries[-3:]]
            lists = [each for each in entries if each.filename.endswith((".csv", ".json", ".xml"))]
            wanted = dict.fromkeys(each.filename for each in [*chosen, *lists[:_MEMBERS_KEPT]])
            members = [(name, shortened(name.lower(), _head(archive, name))) for name in wanted]
    except (*_DAMAGED, RuntimeError):
        return content[:LONGEST_SEED]
    return zipped(members, zipfile.ZIP_DEFLATED)


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(2**22)


def write_seeds(seeds: Iterable[bytes], folder: Path) -> int:
    """
    Seeds as files named by what they hold; how many there are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    return sum(1 for _ in folder.iterdir())
