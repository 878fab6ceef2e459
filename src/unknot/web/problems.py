"""
What is wrong with a request, as one sentence: the field as the request names it, what was given,
and what is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unknot.domain.canonical import name_of
from unknot.web.forms import DATE_LOOKS_LIKE

Problem = Mapping[str, Any]

# How the kinds of pydantic begin, and what is needed where one of them is found.
_WANTED = {
    "int": "a whole number",
    "float": "a number",
    "decimal": "a number",
    "finite_number": "a number that has an end",
    "bool": "true or false",
    "string_type": "a text",
    "list": "a list",
    "dict": "an object",
    "datetime": "an instant such as 2026-11-23T08:00:00Z",
    "time": "a time such as 18:30",
}
_BOUNDS = {
    "greater_than_equal": "at least {ge:g}",
    "greater_than": "more than {gt:g}",
    "less_than_equal": "at most {le:g}",
    "less_than": "less than {lt:g}",
}


def what_is_wrong(problem: Problem) -> str:
    """
    One problem that was found with a request.
    """
    where, kind = field_of(problem.get("loc", ())), str(problem.get("type", ""))
    if kind == "json_invalid":
        return "The request holds no valid JSON."
    if kind == "missing":
        return f"{where}: this is needed." if where else "The request holds nothing to read."
    return f"{where or 'The request'}: {_said(kind, problem).rstrip('.')}."


def field_of(way: tuple[object, ...]) -> str:
    """
    The way to a field as JSON writes it, `parts[0].side`; what part of the request it is in is
    left out.
    """
    field = ""
    for step in way[1:]:
        field += f"[{step}]" if isinstance(step, int) else f".{step}"
    return field.removeprefix(".")


def _said(kind: str, problem: Problem) -> str:
    context, given = problem.get("ctx", {}), problem.get("input")
    if kind == "value_error":
        return str(context.get("error", "not valid"))
    if kind.startswith("date_"):
        return DATE_LOOKS_LIKE
    if kind in ("enum", "literal_error"):
        known = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        return f"{name_of(given)} is none of {known}"
    if kind == "string_too_long":
        return (
            f"at most {context['max_length']} characters are allowed,"
            f" and these are {len(str(given))}"
        )
    if kind in _BOUNDS:
        return f"{_BOUNDS[kind].format(**context)} is needed, not {name_of(given)}"
    wanted = next((said for begin, said in _WANTED.items() if kind.startswith(begin)), "")
    if wanted:
        return f"{wanted} is needed, not {name_of(given)}"
    return str(problem.get("msg", "not valid"))
