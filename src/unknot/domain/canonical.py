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

T = TypeVar("T")


class NotReadable(ValueError):
    """
    A document does not describe the value it should; the message says where and why.
    """


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
        raise NotReadable(f"this is not JSON: {broken}") from broken
    return from_plain(kind, plain)


def from_plain(kind: type[T], plain: object, where: str = "") -> T:
    """
    The value of that kind that plain JSON types describe; see `read_canonical`.
    """
    return typing.cast(T, _read(kind, plain, where or getattr(kind, "__name__", "value")))


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
            failures.append(str(not_this_one))
    raise NotReadable(failures[0] if failures else f"{where}: nothing fits {plain!r}")


def _read_sequence(hint: Any, plain: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise NotReadable(f"{where}: a list is needed, not {_name_of(plain)}")
    return tuple(_read(hint, entry, f"{where}[{index}]") for index, entry in enumerate(plain))


def _read_mapping(hints: tuple[Any, ...], plain: Any, where: str) -> dict[Any, Any]:
    if not isinstance(plain, dict):
        raise NotReadable(f"{where}: an object is needed, not {_name_of(plain)}")
    key_hint, value_hint = hints
    return {
        _read(key_hint, key, where): _read(value_hint, entry, f"{where}.{key}")
        for key, entry in plain.items()
    }


@cache
def _hints_of(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read_dataclass(kind: Any, plain: Any, where: str) -> Any:
    if not isinstance(plain, dict):
        raise NotReadable(f"{where}: an object is needed, not {_name_of(plain)}")
    known = {each.name: each for each in dataclasses.fields(kind)}
    given = {name: entry for name, entry in plain.items() if name != "outcome" or name in known}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise NotReadable(f"{where}: there is no field called {', '.join(unknown)}")
    missing = [name for name, each in known.items() if name not in given and _is_needed(each)]
    if missing:
        raise NotReadable(f"{where}: nothing is said about {', '.join(missing)}")
    hints = _hints_of(kind)
    values = {name: _read(hints[name], entry, f"{where}.{name}") for name, entry in given.items()}
    try:
        return kind(**values)
    except NotReadable:
        raise
    except ValueError as refused:
        raise NotReadable(f"{where}: {refused}") from refused


def _is_needed(field: dataclasses.Field[Any]) -> bool:
    none = dataclasses.MISSING
    return field.init and field.default is none and field.default_factory is none


def _read_scalar(hint: Any, plain: Any, where: str) -> Any:
    try:
        if isinstance(hint, type) and issubclass(hint, Enum):
            return _read_member(hint, plain, where)
        if hint is datetime and isinstance(plain, str):
            instant = datetime.fromisoformat(plain)
            if instant.tzinfo is None:
                raise NotReadable(f"{where}: an instant needs a zone, as in 2026-11-23T08:00:00Z")
            return instant
        if hint in (date, time) and isinstance(plain, str):
            return hint.fromisoformat(plain)
    except NotReadable:
        raise
    except ValueError as refused:
        raise NotReadable(f"{where}: {refused}") from refused
    if hint is float and isinstance(plain, int | float) and not isinstance(plain, bool):
        return _read_number(plain, where)
    if hint is bool and isinstance(plain, bool):
        return plain
    if hint is int and isinstance(plain, int) and not isinstance(plain, bool):
        return plain
    if hint is str and isinstance(plain, str):
        return plain
    wanted = getattr(hint, "__name__", str(hint))
    raise NotReadable(f"{where}: {wanted} is needed, not {_name_of(plain)}")


def _read_number(plain: int | float, where: str) -> float:
    try:
        number = float(plain)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise NotReadable(f"{where}: a number is needed that has an end")
    return number


def _read_member(kind: type[Enum], plain: Any, where: str) -> Enum:
    known = [member.value for member in kind]
    if plain not in known:
        names = ", ".join(map(str, known))
        raise NotReadable(f"{where}: {plain!r} is none of {names}")
    return kind(plain)


def _name_of(plain: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", type(None): "nothing"}
    return names.get(type(plain), repr(plain))
