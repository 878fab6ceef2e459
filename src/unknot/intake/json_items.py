"""
The objects of a long JSON list, one after the other, without holding the whole list.

Vendors write ten years into one list. Only one of its objects is in memory at a time, and what is
nested too deeply, or is no JSON at all, ends in a sentence.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from unknot.intake.errors import RunFileUnreadable

_STEP_BYTES = 2**18
_LARGEST_ITEM = 8 * 2**20
_BLANKS = re.compile(r"[\s,]*")
# A list that stands inside an object of its own, as in [{"summarizedActivitiesExport": [...
_WRAPPER = re.compile(r'\{\s*"([^"\\]{1,80})"\s*:\s*\[')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Item = dict[str, Any]


def items_in(stream: BinaryIO, inside: str = "") -> Iterator[Item]:
    """
    The objects of the outermost list, also where it is the first thing in an object of its own.

    Objects whose first key is `inside` are looked into in the same way.

    Raises
    ------
    RunFileUnreadable
        If it is no JSON, breaks off, or nests too deeply. What came before was whole.
    """
    yield from _Reading(stream, inside).items()


def number_of(value: Any) -> float | None:
    """
    The finite number that a value is, also where it is written as text; None where it is none.
    """
    if isinstance(value, str):
        try:
            value = float(value[:40])
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def text_of(value: Any, at_most: int) -> str:
    """
    The text that a value is, of no more than so many letters; empty where it is none.
    """
    if not isinstance(value, str):
        return ""
    # Half a character and what no database keeps are left out.
    whole = value[: 10 * at_most].encode("utf-8", "replace").decode()
    return _CONTROL.sub(" ", whole).strip()[:at_most]


class _Reading:
    def __init__(self, stream: BinaryIO, inside: str) -> None:
        self._stream = stream
        self._inside = inside
        self._is_first = True
        self._decode = codecs.getincrementaldecoder("utf-8-sig")(errors="replace").decode
        self._text = ""
        self._at = 0
        self._is_over = False
        self._decoder = json.JSONDecoder(
            parse_int=_whole_number, parse_constant=lambda _: None, strict=False
        )

    def items(self) -> Iterator[Item]:
        """
        Objects, wherever a list of them is opened.
        """
        first = self._peek()
        if first not in ("[", "{"):
            raise RunFileUnreadable("The file is no JSON. Export it again.")
        while (mark := self._peek()) != "":
            if mark in "[]}":
                # A list at the very top: what stands in it first is an item.
                self._is_first = False
                self._at += 1
            elif mark == '"':
                self._skip_pair()
            elif mark == "{" and self._opens_a_list():
                self._is_first = False
            else:
                self._is_first = False
                value = self._value()
                if isinstance(value, dict):
                    yield value

    def _opens_a_list(self) -> bool:
        self._fill(200)
        wrapper = _WRAPPER.match(self._text, self._at)
        is_meant = wrapper is not None and (self._is_first or wrapper[1] == self._inside)
        if wrapper is None or not is_meant:
            return False
        self._at = wrapper.end()
        return True

    def _skip_pair(self) -> None:
        """
        What else stands in an object that holds the list.
        """
        self._value()
        if self._peek() == ":":
            self._at += 1
            self._peek()
            self._value()

    def _peek(self) -> str:
        while True:
            blanks = _BLANKS.match(self._text, self._at)
            self._at = blanks.end() if blanks else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(_STEP_BYTES):
                return ""

    def _fill(self, wanted: int) -> None:
        while len(self._text) - self._at < wanted and self._more(_STEP_BYTES):
            pass

    def _more(self, step: int) -> bool:
        if self._is_over:
            return False
        read = self._stream.read(step)
        self._is_over = not read
        self._text = self._text[self._at :] + self._decode(read, final=not read)
        self._at = 0
        return True

    def _value(self) -> Any:
        step = _STEP_BYTES
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError as deep:
                raise RunFileUnreadable(
                    "The file nests lists too deeply to be one of a watch. Export it again."
                ) from deep
            except ValueError as wrong:
                self._read_on(step, wrong)
            else:
                # A number at the end of what was read so far may go on.
                if end < len(self._text) or self._is_over:
                    self._at = end
                    return value
                self._more(step)
            step *= 2

    def _read_on(self, step: int, wrong: ValueError) -> None:
        if len(self._text) - self._at > _LARGEST_ITEM:
            raise RunFileUnreadable(
                "The file is no JSON that Unknot can read, or has an entry larger than {most} MiB."
                " Export it again.",
                most=_LARGEST_ITEM // 2**20,
            ) from wrong
        if not self._more(step):
            raise RunFileUnreadable(
                "The file breaks off or is damaged. Download it again."
            ) from wrong


def _whole_number(digits: str) -> int | float:
    # Python refuses to read numbers of thousands of digits; none of a watch has twenty.
    return int(digits) if len(digits) < 20 else float(digits)
