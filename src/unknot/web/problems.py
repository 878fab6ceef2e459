"""
What is wrong with a request, as one sentence: the field as the request names it, what was given,
and what is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from unknot.domain.canonical import (
    LIST_NEEDED,
    NEEDED,
    NONE_OF,
    NUMBER_WITH_AN_END_NEEDED,
    OBJECT_NEEDED,
    NotReadable,
    name_of,
)
from unknot.domain.refused import CannotBe
from unknot.domain.sentence import mark as _
from unknot.web.forms import DATE_LOOKS_LIKE

Problem = Mapping[str, Any]

# How the kinds of pydantic begin, and what is said where one of them is found.
_NEEDED = {
    "int": NEEDED[int],
    "float": NEEDED[float],
    "decimal": NEEDED[float],
    "finite_number": NUMBER_WITH_AN_END_NEEDED,
    "bool": NEEDED[bool],
    "string_type": NEEDED[str],
    "list": LIST_NEEDED,
    "dict": OBJECT_NEEDED,
    "datetime": NEEDED[datetime],
    "time": NEEDED[time],
}
# By the kind: the name of the bound, and what is said of it.
_BOUNDS = {
    "greater_than_equal": ("ge", _("at least {bound} is needed, not {given}")),
    "greater_than": ("gt", _("more than {bound} is needed, not {given}")),
    "less_than_equal": ("le", _("at most {bound} is needed, not {given}")),
    "less_than": ("lt", _("less than {bound} is needed, not {given}")),
}


def what_is_wrong(problem: Problem) -> CannotBe:
    """
    One problem that was found with a request.
    """
    where, kind = field_of(problem.get("loc", ())), str(problem.get("type", ""))
    if kind == "json_invalid":
        return NotReadable("the request holds no valid JSON")
    if kind == "missing" and not where:
        return NotReadable("the request holds nothing to read")
    said, facts = _said(kind, problem)
    found = NotReadable(said, where, **facts)
    return found if where else NotReadable("the request: {problem}", problem=found)


def field_of(way: tuple[object, ...]) -> str:
    """
    The way to a field as JSON writes it, `parts[0].side`; what part of the request it is in is
    left out.
    """
    field = ""
    for step in way[1:]:
        field += f"[{step}]" if isinstance(step, int) else f".{step}"
    return field.removeprefix(".")


def _said(kind: str, problem: Problem) -> tuple[str, Mapping[str, object]]:
    """
    The sentence for a kind of problem, and its facts.
    """
    context, given = problem.get("ctx", {}), problem.get("input")
    if kind == "missing":
        return _("this is needed"), {}
    if kind == "value_error":
        return _said_of_value(context.get("error"))
    if kind.startswith("date_"):
        return DATE_LOOKS_LIKE, {}
    if kind in ("enum", "literal_error"):
        known = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        return NONE_OF, {"given": name_of(given), "known": known}
    if kind == "string_too_long":
        return (
            _("at most {most} characters are allowed, and these are {n}"),
            {"most": context["max_length"], "n": len(str(given))},
        )
    if kind in _BOUNDS:
        bound, said = _BOUNDS[kind]
        return said, {"bound": f"{context[bound]:g}", "given": name_of(given)}
    needed = next((said for begin, said in _NEEDED.items() if kind.startswith(begin)), "")
    if needed:
        return needed, {"given": name_of(given)}
    # The framework's own words, for what none of our addresses asks.
    return _("this is not valid: {why}"), {"why": problem.get("msg", kind)}


def _said_of_value(refused: object) -> tuple[str, Mapping[str, object]]:
    if isinstance(refused, CannotBe):
        return refused.said, refused.facts
    return _("this is not valid: {why}"), {"why": str(refused)}
