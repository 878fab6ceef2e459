"""
Damage that gets past a file's outer shell: inside what is compressed, behind a right checksum,
in one value of one field. Every mutator is a pure function of the bytes and a seed.
"""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

from unknot.intake.fit_layout import SIGNATURE, checksum

# Bytes, at most so many, to damaged bytes: what libFuzzer does, or a stand-in.
ByteMutator = Callable[[bytes, int], bytes]
Mutator = Callable[[bytes, int, random.Random, ByteMutator], bytes]

_TEXTS = (
    "", " ", "0", "-0", "-1", "1", "nan", "-inf", "inf", "1e308", "1e-320", "1e999", "0x10", "1_000",
    "99999999999999999999999999", "2147483647", "4294967295", "1,5", "1.234,5", "1'234.5", "½", "²",
    "12", "null", "None", "true", "%s", "{", "}", "{n}", "{0}", "\\", '"', "'", "\x00", "\x0b", "\x85",
    "\u2028", "\ufeff", "\u202e", "\ud7ff", "𝟡", "é", "e\u0301", "ﬁ", "İ", "A" * 5_000, "=1+1", "@x",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1969-12-31T23:59:59.999999Z", "2024-02-29",
    "2023-02-29", "2024-13-01T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T12:00:60Z",
    "2024-01-01T12:00:00+99:99", "2024-01-01T12:00:00-23:59", "2024-W01-1", "20240101", "01/02/2024",
    "2024-01-01T12:00:00", "NaT", "now", "today", "2024-01-01T12:00:00.123456789012Z", "10:00", "59:60",
    "99:99:99", "-1:00", "5 km", "5-6 km", "3 mi", "1e5 km", "5'30\"/km", "Run", "Rest", "Long run 20 km",
    "Europe/Prague", "../../etc/passwd", "UTC", "running", "P1D", "PT1H", "-PT1H", "P99999999D",
    "FREQ=DAILY", "FREQ=YEARLY;BYMONTHDAY=31", "FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=0",
    "FREQ=WEEKLY;BYDAY=MO;UNTIL=99991231T000000Z", "FREQ=DAILY;COUNT=99999999", "20240230T000000",
)  # fmt: skip


def as_bytes(content: bytes, at_most: int, chance: random.Random, mutated: ByteMutator) -> bytes:
    """
    As bytes come.
    """
    return mutated(content, at_most)


def fit(content: bytes, at_most: int, chance: random.Random, mutated: ByteMutator) -> bytes:
    """
    Mostly with size and checksum made right again, and often in one field of one message.
    """
    if len(content) < 16 or content[8:12] != SIGNATURE or chance.random() < 0.2:
        return mutated(content, at_most)
    header_size = 14 if content[0] == 14 else 12
    body = content[header_size:-2]
    if chance.random() < 0.5:
        body = _with_another_value(body, chance)
    else:
        body = mutated(body, max(at_most - header_size - 2, 1))
    return sealed(content[:header_size], body)


def sealed(header: bytes, body: bytes) -> bytes:
    """
    A FIT file whose header and checksum fit its body.
    """
    head = header[:4] + len(body).to_bytes(4, "little") + SIGNATURE
    if len(header) == 14:
        head += checksum(head).to_bytes(2, "little") if any(header[12:]) else b"\x00\x00"
    return head + body + checksum(head + body).to_bytes(2, "little")


def _with_another_value(body: bytes, chance: random.Random) -> bytes:
    fields = _fields_in(body)
    if not fields:
        return body
    out = bytearray(body)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        start, size = chance.choice(fields)
        out[start : start + size] = _value(size, chance)
    return bytes(out)


def _value(size: int, chance: random.Random) -> bytes:
    kind = chance.randrange(6)
    if kind == 0:
        return bytes(size)
    if kind == 1:
        return b"\xff" * size
    if kind == 2:
        return (1 << (8 * size - 1)).to_bytes(size, "little") if size else b""
    if kind == 3:
        return (b"\xff" * (size - 1) + b"\x7f")[-size:] if size else b""
    if kind == 4:
        return (bytes([chance.randrange(256)]) + bytes(size))[:size]
    return bytes(chance.randrange(256) for _ in range(size))


def _fields_in(body: bytes) -> list[tuple[int, int]]:
    """
    Where the values of all messages lie, as far as the layout can be followed; those of
    definitions too, as a type that does not fit is the best damage.
    """
    found: list[tuple[int, int]] = []
    sizes: dict[int, list[int]] = {}
    at = 0
    try:
        while at < len(body):
            header = body[at]
            if header & 0xC0 == 0x40:
                n_fields = body[at + 5]
                end = at + 6 + 3 * n_fields
                sizes[header & 15] = list(body[at + 7 : end : 3])
                found += [(at + 6 + 3 * i, 3) for i in range(n_fields)] + [(at + 3, 2)]
                if header & 0x20:
                    developer_end = end + 1 + 3 * body[end]
                    sizes[header & 15] += list(body[end + 2 : developer_end : 3])
                    end = developer_end
                at = end
                continue
            at += 1
            for size in sizes[(header >> 5) & 3 if header & 0x80 else header & 15]:
                found.append((at, size))
                at += size
    except (IndexError, KeyError):
        pass
    return [(start, size) for start, size in found if start + size <= len(body)]


_XML_VALUE = re.compile(rb">([^<>]{1,60})<|\"([^\"<>]{0,60})\"")
_XML_ELEMENT = re.compile(rb"<([A-Za-z][\w:.-]*)[^<>]*?(?:/>|>[^<>]{0,60}</\1>)")


def xml(content: bytes, at_most: int, chance: random.Random, mutated: ByteMutator) -> bytes:
    """
    Half of the time in a text or an attribute, so that the document stays one.
    """
    kind = chance.random()
    if kind < 0.4:
        return mutated(content, at_most)
    if kind < 0.85:
        return _with_replaced(content, _XML_VALUE, chance, at_most, mutated)
    elements = list(_XML_ELEMENT.finditer(content))
    if not elements:
        return mutated(content, at_most)
    chosen = chance.choice(elements)
    again = content[chosen.start() : chosen.end()] * chance.choice((0, 2, 3))
    return (content[: chosen.start()] + again + content[chosen.end() :])[:at_most]


def _with_replaced(
    content: bytes,
    pattern: re.Pattern[bytes],
    chance: random.Random,
    at_most: int,
    mutated: ByteMutator,
) -> bytes:
    found = list(pattern.finditer(content))
    if not found:
        return mutated(content, at_most)
    chosen = chance.choice(found)
    group = next((at for at, text in enumerate(chosen.groups(), 1) if text is not None), 0)
    start, end = chosen.span(group)
    if chance.random() < 0.3:
        new = mutated(content[start:end], 80)
    elif chance.random() < 0.3:
        other = chance.choice(found)
        new = next((text for text in other.groups() if text is not None), b"")
    else:
        new = chance.choice(_TEXTS).encode()
    return (content[:start] + new + content[end:])[:at_most]


def gz(content: bytes, at_most: int, chance: random.Random, mutated: ByteMutator) -> bytes:
    """
    Mostly inside what is compressed.
    """
    if chance.random() < 0.4:
        return mutated(content, at_most)
    try:
        inside = zlib.decompressobj(31).decompress(content, 2**18)
    except zlib.error:
        return mutated(content, at_most)
    packed = gzip.compress(fit(inside, at_most, chance, mutated), chance.choice((0, 1)), mtime=0)
    if chance.random() < 0.1:
        packed += packed
    return packed if len(packed) <= at_most else mutated(content, at_most)


_METHODS = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_NAMES = (
    "a.fit", "a.gpx.gz", "activities.csv", "../a.fit", "/a.fit", "C:\\a.fit", "a\\b.tcx", "a/", "",
    "inner.zip", "a/inner.zip", "export.xml", "apple_health_export/export.xml", "x.json", "é.gpx",
    "a\x00b.fit", "A" * 1_200, "__MACOSX/a.fit", ".a.fit", "DI_CONNECT/a_summarizedActivities.json",
)  # fmt: skip


def zip_archive(content: bytes, at_most: int, chance: random.Random, mutated: ByteMutator) -> bytes:
    """
    Half of the time as an archive: its members renamed, damaged, doubled, packed another way, or
    packed into another archive.
    """
    if chance.random() < 0.5:
        return mutated(content, at_most)
    members = _members_of(content)
    if not members:
        return mutated(content, at_most)
    at = chance.randrange(len(members))
    name, inside = members[at]
    kind = chance.randrange(6)
    if kind == 0:
        members[at] = (chance.choice(_NAMES), inside)
    elif kind == 1:
        members[at] = (name, mutated(inside, at_most))
    elif kind == 2:
        members[at] = (name, _by_name(name)(inside, at_most, chance, mutated))
    elif kind == 3:
        members.append((chance.choice((name, *_NAMES)), inside))
    elif kind == 4:
        members.append(("inner.zip", content))
    else:
        del members[at]
    packed = zipped(members, chance.choice(_METHODS), links=chance.random() < 0.05)
    return packed if len(packed) <= at_most else mutated(content, at_most)


def _by_name(name: str) -> Mutator:
    endings: dict[str, Mutator] = {
        ".fit": fit,
        ".gpx": xml,
        ".tcx": xml,
        ".xml": xml,
        ".gz": gz,
        ".csv": cells,
        ".json": json_text,
    }
    return endings.get(name[name.rfind(".") :].lower(), as_bytes)


def _members_of(content: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [each for each in archive.infolist()[:40] if each.file_size < 2**18]
            return [(each.filename, archive.read(each)) for each in entries]
    except Exception:
        return []


def zipped(members: list[tuple[str, bytes]], method: int, links: bool = False) -> bytes:
    """
    An archive of these members, always the same bytes for the same members.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name or "x", (2024, 1, 1, 0, 0, 0))
            entry.compress_type = method
            if links:
                entry.external_attr = 0o120777 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


_LINE_VALUE = re.compile(rb"(?m)(?:[:;=])([^\r\n:;=]{0,80})")


def lines(content: bytes, at_most: int, chance: random.Random, mutated: ByteMutator) -> bytes:
    """
    Line by line, as calendars are written: a value replaced, a line left out, doubled or moved.
    """
    kind = chance.random()
    if kind < 0.3:
        return mutated(content, at_most)
    if kind < 0.8:
        return _with_replaced(content, _LINE_VALUE, chance, at_most, mutated)
    every = content.splitlines(keepends=True)
    if not every:
        return mutated(content, at_most)
    at = chance.randrange(len(every))
    line = every.pop(at)
    for _ in range(chance.choice((0, 1, 2))):
        every.insert(chance.randrange(len(every) + 1), line)
    return b"".join(every)[:at_most]


_CELL = re.compile(rb"(?m)(?:^|[,;\t])([^,;\t\r\n]{0,80})")


def cells(content: bytes, at_most: int, chance: random.Random, mutated: ByteMutator) -> bytes:
    """
    Cell by cell, as tables are written; now and then with another separator or encoding.
    """
    kind = chance.random()
    if kind < 0.3:
        return mutated(content, at_most)
    if kind < 0.75:
        return _with_replaced(content, _CELL, chance, at_most, mutated)
    if kind < 0.8:
        return content.replace(b",", chance.choice((b";", b"\t", b"|", b",,")))[:at_most]
    if kind < 0.83:
        encoding = chance.choice(("utf-16", "utf-8-sig", "latin-1", "cp1250"))
        return content.decode(errors="replace").encode(encoding, errors="replace")[:at_most]
    return lines(content, at_most, chance, mutated)


_JSON_VALUE = re.compile(rb":\s*(\"[^\"]{0,80}\"|-?[\d.eE+-]+|true|false|null|\[\]|\{\})")
_JSON_VALUES = (
    "null", "true", "[]", "{}", '""', "0", "-1", "1e999", "NaN", "Infinity", "-0.0", "1" * 5_000,
    "1e308", "99999999999999999999", '"\\ud800"', '"\\u0000"', '"2024-02-30"', '"0001-01-01"', '"x"',
    "[[[[[[[]]]]]]]", '{"a":{"b":{}}}', "1700000000000", "-99999999999999", "1.5",
)  # fmt: skip


def json_text(content: bytes, at_most: int, chance: random.Random, mutated: ByteMutator) -> bytes:
    """
    Half of the time one value for another, so that the text stays JSON.
    """
    found = list(_JSON_VALUE.finditer(content))
    if not found or chance.random() < 0.4:
        return mutated(content, at_most)
    start, end = chance.choice(found).span(1)
    new = chance.choice(_JSON_VALUES).encode()
    if chance.random() < 0.3:
        new = chance.choice(found)[1]
    return (content[:start] + new + content[end:])[:at_most]
