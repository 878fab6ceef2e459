"""
Values as canonical JSON and back, so that a decision can be kept, compared and replayed.

Any frozen dataclass of the domain is written field by field, sorted keys, UTF-8, no spaces;
reading follows the type hints and refuses what does not fit, saying where.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import types
import typing
from array import array
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

from unknot.domain.refused import CannotBe
from unknot.domain.sentence import Sentence, sentence
from unknot.domain.sentence import mark as _

T = TypeVar("T")


class NotReadable(CannotBe):
    """
    A document does not describe the value it should; the message says where and why.

    `field` is the way to the field as the document names it, such as `soreness[0].part`.
    """

    def __str__(self) -> str:
        return self.behind_its_field(super().__str__())

    def behind_its_field(self, said: str) -> str:
        """
        What was said of it, in whichever language, behind the name of the field.
        """
        return f"{self.field}: {said}" if self.field else said


def to_plain(value: object) -> Any:
    """
    A value as plain JSON types. Sets are sorted; instants are written in UTC with a `Z`.
    """
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        plain = {
            each.name: to_plain(getattr(value, each.name)) for each in dataclasses.fields(value)
        }
        if type(value).__name__ in _OUTCOMES:
            plain["outcome"] = type(value).__name__.lower()
        return plain
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(entry) for key, entry in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((to_plain(entry) for entry in value), key=canonical_json)
    if isinstance(value, tuple | list | array):
        return [to_plain(entry) for entry in value]
    raise TypeError(f"{type(value).__name__} has no plain form")


_OUTCOMES = frozenset({"Allowed", "Restricted", "Refused"})


def canonical_json(plain: object) -> str:
    """
    Plain JSON types as the one text that stands for them.
    """
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def write_canonical(value: object) -> str:
    """
    A value as canonical JSON text.
    """
    return canonical_json(to_plain(value))


def digest_of(*texts: str) -> str:
    """
    SHA-256 over the texts, each closed by a newline, as 64 hexadecimal digits.
    """
    hasher = hashlib.sha256()
    for text in texts:
        hasher.update(text.encode())
        hasher.update(b"\n")
    return hasher.hexdigest()


def read_canonical(kind: type[T], text: str | bytes) -> T:
    """
    The value of that kind that a JSON text describes.

    Raises
    ------
    NotReadable
        If the text is not JSON, a field is unknown, missing or of another type.
    """
    try:
        plain = json.loads(text)
    except (ValueError, UnicodeDecodeError, RecursionError) as broken:
        raise NotReadable("this is not JSON: {why}", why=str(broken)) from broken
    return from_plain(kind, plain)


def from_plain(kind: type[T], plain: object, where: str = "") -> T:
    """
    The value of that kind that plain JSON types describe; see `read_canonical`.
    """
    return typing.cast(T, _read(kind, plain, where))


def _read(hint: Any, plain: Any, where: str) -> Any:
    origin = get_origin(hint)
    if hint is Any or hint is object:
        return plain
    if origin in (Union, types.UnionType):
        return _read_union(get_args(hint), plain, where)
    if origin is tuple:
        return _read_sequence(get_args(hint)[0], plain, where)
    if origin is frozenset:
        return frozenset(_read_sequence(get_args(hint)[0], plain, where))
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(get_args(hint), plain, where)
    if dataclasses.is_dataclass(hint):
        return _read_dataclass(hint, plain, where)
    return _read_scalar(hint, plain, where)


def _read_union(options: tuple[Any, ...], plain: Any, where: str) -> Any:
    if plain is None and type(None) in options:
        return None
    tagged = plain.get("outcome") if isinstance(plain, dict) else None
    failures = []
    for option in options:
        if option is type(None):
            continue
        if tagged is not None and getattr(option, "__name__", "").lower() != tagged:
            continue
        try:
            return _read(option, plain, where)
        except NotReadable as not_this_one:
            failures.append(not_this_one)
    if failures:
        raise failures[0]
    raise NotReadable("nothing fits {given}", where, given=repr(plain))


def _read_sequence(hint: Any, plain: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise NotReadable(LIST_NEEDED, where, given=name_of(plain))
    return tuple(_read(hint, entry, f"{where}[{index}]") for index, entry in enumerate(plain))


def _read_mapping(hints: tuple[Any, ...], plain: Any, where: str) -> dict[Any, Any]:
    if not isinstance(plain, dict):
        raise NotReadable(OBJECT_NEEDED, where, given=name_of(plain))
    key_hint, value_hint = hints
    return {
        _read(key_hint, key, where): _read(value_hint, entry, _inside(where, key))
        for key, entry in plain.items()
    }


@cache
def _hints_of(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read_dataclass(kind: Any, plain: Any, where: str) -> Any:
    known = {each.name: each for each in dataclasses.fields(kind)}
    if not isinstance(plain, dict):
        needed = ", ".join(name for name, each in known.items() if _is_needed(each))
        said = _("an object with {needed} is needed, not {given}") if needed else OBJECT_NEEDED
        raise NotReadable(said, where, needed=needed, given=name_of(plain))
    given = {name: entry for name, entry in plain.items() if name != "outcome" or name in known}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise NotReadable(
            "there is no field called {names}; there are {known}",
            where,
            names=", ".join(unknown),
            known=", ".join(known),
        )
    missing = [name for name, each in known.items() if name not in given and _is_needed(each)]
    if missing:
        raise NotReadable("nothing is said about {names}", where, names=", ".join(missing))
    hints = _hints_of(kind)
    values = {
        name: _read(hints[name], entry, _inside(where, name)) for name, entry in given.items()
    }
    try:
        return kind(**values)
    except NotReadable:
        raise
    except CannotBe as refused:
        at = _inside(where, refused.field) if refused.field else where
        raise NotReadable(refused.said, at, **refused.facts) from refused
    except ValueError as refused:
        raise NotReadable("this cannot be: {why}", where, why=str(refused)) from refused


def _inside(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _is_needed(field: dataclasses.Field[Any]) -> bool:
    none = dataclasses.MISSING
    return field.init and field.default is none and field.default_factory is none


LIST_NEEDED = _("a list is needed, not {given}")
OBJECT_NEEDED = _("an object is needed, not {given}")
NUMBER_WITH_AN_END_NEEDED = _("a number is needed that has an end")
# What is said where another sort of value was given.
NEEDED: Mapping[Any, str] = {
    int: _("a whole number is needed, not {given}"),
    float: _("a number is needed, not {given}"),
    bool: _("true or false is needed, not {given}"),
    str: _("a text is needed, not {given}"),
    datetime: _("an instant such as 2026-11-23T08:00:00Z is needed, not {given}"),
    date: _("a date such as 2026-11-23 is needed, not {given}"),
    time: _("a time such as 18:30 is needed, not {given}"),
}
_SOMETHING_ELSE_NEEDED = _("something else is needed, not {given}")
INSTANT_NEEDS_A_ZONE = _("an instant needs a zone, as in 2026-11-23T08:00:00Z")
NONE_OF = _("{given} is none of {known}")


def _read_scalar(hint: Any, plain: Any, where: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _read_member(hint, plain, where)
    if hint in (datetime, date, time) and isinstance(plain, str):
        return _read_moment(hint, plain, where)
    if hint is float and isinstance(plain, int | float) and not isinstance(plain, bool):
        return _read_number(plain, where)
    if hint in (bool, int, str) and type(plain) is hint:
        return plain
    raise NotReadable(NEEDED.get(hint, _SOMETHING_ELSE_NEEDED), where, given=name_of(plain))


def _read_moment(hint: Any, plain: str, where: str) -> datetime | date | time:
    try:
        moment: datetime | date | time = hint.fromisoformat(plain)
    except ValueError as refused:
        raise NotReadable(NEEDED[hint], where, given=name_of(plain)) from refused
    if isinstance(moment, datetime) and moment.tzinfo is None:
        raise NotReadable(INSTANT_NEEDS_A_ZONE, where)
    return moment


def _read_number(plain: int | float, where: str) -> float:
    try:
        number = float(plain)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise NotReadable(NUMBER_WITH_AN_END_NEEDED, where)
    return number


def _read_member(kind: type[Enum], plain: Any, where: str) -> Enum:
    try:
        return kind(plain)
    except ValueError:
        known = ", ".join(str(member.value) for member in kind)
        raise NotReadable(NONE_OF, where, given=name_of(plain), known=known) from None


_LONGEST_QUOTED = 40


def name_of(plain: Any) -> str | Sentence:
    """
    What was given instead, as a sentence names it.
    """
    if isinstance(plain, str):
        return f"'{plain}'" if len(plain) <= _LONGEST_QUOTED else sentence("a long text")
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, dict):
        return sentence("an object")
    if isinstance(plain, list):
        return sentence("a list")
    return sentence("nothing") if plain is None else repr(plain)
