"""
Reads a table as programs and spreadsheets write it: bytes become rows of text under a header.

Who wrote it and what its columns mean is the business of one reader per kind of table.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from unknot.domain.recording import FileWarning
from unknot.domain.sentence import sentence
from unknot.intake.draft import Drafts
from unknot.intake.errors import NotAnActivity, RunFileUnreadable

# Twenty years of two activities a day with long descriptions are half of this.
LARGEST_BYTES = 32 * 2**20
MOST_ROWS = 200_000
MOST_CELLS = 8_000_000
# A name or a note is never this long; what is longer is cut, and said.
LONGEST_CELL = 100_000

_DELIMITERS = ",;\t"
_SPREADSHEET_HINT = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_DECIMAL_COMMA = re.compile(r"-?(?:\d+|\d{1,3}(?:[. \u00a0\u202f]\d{3})+),(?:\d{1,2}|\d{4,})")
_COMMA_OR_THOUSANDS = re.compile(r"-?\d{1,3},\d{3}")
_DECIMAL_POINT = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)\.\d+")
_GROUPING = re.compile(r"[\s\u00a0\u2009\u202f'’]")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")


@dataclass(frozen=True, slots=True)
class TableRow:
    """
    One row below the header, by the number that a spreadsheet shows beside it.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """
    A header and its rows; every cell is text without blanks around it.

    Rows may have fewer or more cells than the header; names may come twice. Blank rows are left
    out. `decimal_comma` is true where numbers are written as in "7,5".
    """

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    delimiter: str = ","
    decimal_comma: bool = False
    warnings: tuple[FileWarning, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """
        The header in small letters, for looking names up.
        """
        return tuple(name.casefold() for name in self.header)

    def named(self, row: TableRow) -> Mapping[str, str]:
        """
        The cells of a row by the names in small letters. Of names that come twice, the first counts.
        """
        pairs = list(zip(self.names, row.cells, strict=False))
        return dict(reversed(pairs))

    def number(self, cell: str) -> float | None:
        """
        The number in a cell of this table; None where there is none.
        """
        return number_in(cell, self.decimal_comma)


@dataclass(frozen=True, slots=True)
class TableReader:
    """
    One kind of table: how it is told from others by its header, and who reads it.

    `knows` is given the names of the header in small letters.
    """

    called: str
    knows: Callable[[tuple[str, ...]], bool]
    read: Callable[[Table], Drafts]


def read_table(content: bytes) -> Table:
    """
    The table in these bytes, whatever its encoding and delimiter.

    Raises
    ------
    RunFileUnreadable
        If it is no text, or larger than any log.
    NotAnActivity
        If there is nothing in it at all. A header without rows is a table.
    """
    if len(content) > LARGEST_BYTES:
        raise RunFileUnreadable(
            "The table is larger than {most} MiB, which no log needs. Export a shorter span.",
            most=LARGEST_BYTES // 2**20,
        )
    text, odd = decoded(content)
    hint = _SPREADSHEET_HINT.match(text)
    if hint:
        text = text[hint.end() :]
    delimiter = hint[1] if hint else _delimiter_of(text)
    rows, cut = _rows_of(text, delimiter)
    if not rows:
        raise NotAnActivity("The table is empty. Export it again.")
    header, below = rows[0], rows[1:]
    commas = _has_decimal_commas(below, delimiter)
    if delimiter == ";" and commas:
        odd = (*odd, _local_numbers())
    return Table(header.cells, tuple(below), delimiter, commas, (*odd, *cut))


def decoded(content: bytes) -> tuple[str, tuple[FileWarning, ...]]:
    """
    The bytes as text; a warning where the encoding had to be guessed.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").replace("\x00", ""), ()
    if b"\x00" in content[:4096]:
        raise RunFileUnreadable("The file is called a table, but it is no text. Export it again.")
    try:
        return content.decode("utf-8-sig").replace("\x00", ""), ()
    except UnicodeDecodeError:
        guessed = content.decode("cp1252", errors="replace").replace("\x00", "")
    said = sentence(
        "The text is not UTF-8; it was read as Western European (Windows-1252). If letters look"
        " wrong, save the file as UTF-8 and import it again."
    )
    return guessed, (FileWarning("encoding-guessed", said),)


def number_in(cell: str, decimal_comma: bool = False) -> float | None:
    """
    The finite number that a cell is, thousands grouped or not; None where it is none.
    """
    bare = _GROUPING.sub("", cell)
    if decimal_comma:
        bare = bare.replace(".", "").replace(",", ".") if "," in bare else bare
    else:
        bare = bare.replace(",", "")
    if not _NUMBER.fullmatch(bare):
        return None
    value = float(bare)
    return value if math.isfinite(value) else None


def _delimiter_of(text: str) -> str:
    first_line = _QUOTED.sub("", text.lstrip("\r\n").partition("\n")[0])
    return max(_DELIMITERS, key=first_line.count)


def _rows_of(text: str, delimiter: str) -> tuple[list[TableRow], tuple[FileWarning, ...]]:
    # The limit of the csv module is one for the whole program, and lower than a long note may be.
    csv.field_size_limit(LARGEST_BYTES)
    try:
        return _limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as wrong:
        problem = str(wrong)
    try:
        rows, cut = _limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as broken:
        raise RunFileUnreadable(
            "The table could not be read ({why}). Export it again.", why=str(broken)
        ) from broken
    if "unexpected end" in problem:
        said = sentence(
            "A quotation mark is opened and never closed, so the end of the table may be missing."
        )
        cut = (*cut, FileWarning("open-quote", said))
    return rows, cut


def _limited(reader: Iterator[list[str]]) -> tuple[list[TableRow], tuple[FileWarning, ...]]:
    rows: list[TableRow] = []
    cut: list[FileWarning] = []
    n_cells = 0
    for number, cells in enumerate(reader, start=1):
        n_cells += len(cells)
        if number > MOST_ROWS or n_cells > MOST_CELLS:
            raise RunFileUnreadable(
                "The table has more than {most} rows, which no log needs. Export a shorter span.",
                most=min(number, MOST_ROWS),
            )
        stripped = tuple(cell.strip()[:LONGEST_CELL] for cell in cells)
        if any(len(cell) > LONGEST_CELL for cell in cells):
            cut.append(_long_cell(number))
        if any(stripped):
            rows.append(TableRow(number, stripped))
    return rows, tuple(cut)


def _has_decimal_commas(rows: Iterable[TableRow], delimiter: str) -> bool:
    every = chain.from_iterable(row.cells for row in rows)
    figures = [cell for cell in every if "," in cell or "." in cell]
    if any(_DECIMAL_COMMA.fullmatch(cell) for cell in figures):
        return True
    if any(_DECIMAL_POINT.fullmatch(cell) for cell in figures):
        return False
    # "1,024" alone says nothing; who parts columns by semicolons does it because of such commas.
    return delimiter == ";" and any(_COMMA_OR_THOUSANDS.fullmatch(cell) for cell in figures)


def _local_numbers() -> FileWarning:
    return FileWarning(
        "decimal-commas",
        sentence(
            "The columns are parted by semicolons and the numbers have decimal commas; they were"
            " read that way."
        ),
    )


def _long_cell(number: int) -> FileWarning:
    said = sentence(
        "Row {number} has a text of more than {most} letters; the rest of it was left out.",
        number=number,
        most=LONGEST_CELL,
    )
    return FileWarning("long-text", said)
