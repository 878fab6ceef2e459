"""
Tables from anywhere: encodings, delimiters, numbers, and limits that hold.
"""

from __future__ import annotations

import pytest

from tests.shared_data import needs_shared_data, shared_file
from unknot.intake import tables
from unknot.intake.errors import NotAnActivity, RunFileUnreadable
from unknot.intake.tables import number_in, read_table


@pytest.mark.parametrize(
    ("cell", "decimal_comma", "value"),
    [
        ("7.5", False, 7.5),
        ("7,5", True, 7.5),
        ("1,024.50", False, 1024.5),
        ("1.024,50", True, 1024.5),
        ("1 024,5", True, 1024.5),
        ("7.5", True, 7.5),
        ("-3", False, -3.0),
        ("1e3", False, 1000.0),
        ("nan", False, None),
        ("1e999", False, None),
        ("5 km", False, None),
        ("", False, None),
    ],
)
def test_numbers_are_read_as_a_table_writes_them(cell, decimal_comma, value):
    """
    Decimal points and commas, grouped thousands, and nothing that is no finite number.
    """
    assert number_in(cell, decimal_comma) == value


def test_names_that_come_twice_do_not_hide_the_first():
    """
    Strava's own table names its distance twice; the first is looked up by name, both by place.
    """
    table = read_table(b"Distance,Name,Distance\n5,Run,5000\n")

    assert table.named(table.rows[0]) == {"distance": "5", "name": "Run"}
    assert table.rows[0].cells == ("5", "Run", "5000")


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    """
    Blank rows are left out and still counted; a line break in a cell makes no row.
    """
    table = read_table(b'a,b\n\n1,"two\nlines"\n3,4\n')

    assert [(row.number, row.cells) for row in table.rows] == [
        (3, ("1", "two\nlines")),
        (4, ("3", "4")),
    ]


def test_the_line_that_tells_spreadsheets_the_delimiter_is_obeyed():
    """
    "sep=;" is no header.
    """
    table = read_table(b"sep=;\r\na;b,c\r\n1;2\r\n")

    assert (table.header, table.rows[0].cells) == (("a", "b,c"), ("1", "2"))


def test_a_quotation_mark_that_is_never_closed_is_said():
    """
    What lies behind it may be missing.
    """
    table = read_table(b'a,b\n1,"two\n3,4\n')

    assert [warning.code for warning in table.warnings] == ["open-quote"]


def test_limits_hold(monkeypatch):
    """
    Bytes, rows and letters of a cell are counted; a table of nothing and one of bytes are refused.
    """
    long = read_table(b"a,b\n1," + b"x" * (tables.LONGEST_CELL + 5) + b"\n")
    assert [len(cell) for cell in long.rows[0].cells] == [1, tables.LONGEST_CELL]
    assert [warning.code for warning in long.warnings] == ["long-text"]

    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    with pytest.raises(RunFileUnreadable, match="3 rows"):
        read_table(b"a,b\n" + b"1,2\n" * 3)
    monkeypatch.setattr(tables, "LARGEST_BYTES", 2**20)
    with pytest.raises(RunFileUnreadable, match="1 MiB"):
        read_table(b"a" * (2**20 + 1))
    with pytest.raises(RunFileUnreadable, match="no text"):
        read_table(b"a,b\x00\x01\n")
    with pytest.raises(NotAnActivity):
        read_table(b"\n \n")


@needs_shared_data
@pytest.mark.parametrize(
    ("name", "n_rows", "codes"),
    [
        ("csv_semicolon_decimal_comma_bom.csv", 1, ["decimal-commas"]),
        ("csv_latin1.csv", 1, ["encoding-guessed"]),
        ("csv_thousands_separator.csv", 1, []),
        ("csv_newlines_quotes_in_name.csv", 1, []),
        ("csv_one_huge_field.csv", 1, ["long-text"]),
        ("csv_columns_shuffled.csv", 1, []),
        ("csv_header_only.csv", 0, []),
        ("csv_formula_injection.csv", 1, []),
    ],
)
def test_hostile_tables_are_read_as_tables(name, n_rows, codes):
    """
    Each has its rows, and what had to be guessed or cut is said.
    """
    table = read_table(shared_file("malformed", name).read_bytes())

    assert len(table.rows) == n_rows
    assert [warning.code for warning in table.warnings] == codes
    assert all(len(row.cells) == len(table.header) for row in table.rows)
