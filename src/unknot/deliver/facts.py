"""
Facts as words: the plain values behind a reason become what a sentence can be filled with.

A fact that is missing, null or not understood has no word. The sentence that needs it is then
not chosen, so that nobody ever reads a code or a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from unknot.catalogue.safety import find_entry
from unknot.deliver import amounts
from unknot.deliver.body_names import name_of_group, name_of_region
from unknot.deliver.names import name_of
from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.domain.body import Region, RegionGroup, Side
from unknot.domain.reason import Fact
from unknot.domain.run import RunKind
from unknot.domain.safety import InjuryKind
from unknot.domain.session import CareKind, Depth, MassageType

E = TypeVar("E", bound=Enum)
Facts = Mapping[str, Fact]

# What is this old or younger is no reason for a forecast to be unsure.
NEWS_IS_FRESH_DAYS = 14

_LENGTH = {
    "distance_m": amounts.say_distance_before,
    "duration_min": amounts.say_minutes,
}


def words_of(facts: Facts, voice: Voice) -> dict[str, str]:
    """
    The words a sentence can use, by placeholder: units leave the name (`gap_h` is `{gap}`).
    """
    words: dict[str, str] = {}
    for name, fact in facts.items():
        said = _say_fact(name, fact, voice)
        if said is not None:
            words[said[0]] = said[1]
    words.update(_part_words(facts, voice))
    words.update(_run_words(facts, voice))
    for name in _not_worth_saying(facts, words):
        words.pop(name, None)
    return words


def _not_worth_saying(facts: Facts, words: Mapping[str, str]) -> Iterator[str]:
    """
    A change too small to show, a rest of no money, and the age of news that is not old.
    """
    if facts.get("left_cents") == 0:
        yield "left"
    if words.get("before") == words.get("after"):
        yield "after"
    for name in ("days_since_run", "days_since_check_in"):
        age = facts.get(name)
        if isinstance(age, int) and age <= NEWS_IS_FRESH_DAYS:
            yield name


def _say_fact(name: str, fact: Fact, voice: Voice) -> tuple[str, str] | None:
    """
    A placeholder and its words, by what the name of the fact says it is.
    """
    if name in _CODES:
        kind = member_of(_CODES[name], fact)
        return None if kind is None else (name, name_of(kind, voice))
    if isinstance(fact, bool) or fact is None:
        return None
    if name in _ANSWERS:
        entry = find_entry(str(fact))
        return None if entry is None else (name, voice.translate(entry.asks))
    if isinstance(fact, str):
        return _say_text(name, fact, voice)
    return _say_amount(name, fact, voice)


_CODES: Mapping[str, type[Enum]] = {
    "massage_type": MassageType,
    "depth": Depth,
    "injury_kind": InjuryKind,
    "kind": CareKind,
}

# What the runner ticked, in the words that stood beside the tick-box.
_ANSWERS = frozenset({"sign", "condition"})

_DATES = frozenset({"date", "until", "week_of", "adopted_on"})


def _say_text(name: str, text: str, voice: Voice) -> tuple[str, str] | None:
    if name == "month":
        return _if_readable(name, lambda: amounts.say_month_name(text, voice))
    if name in _DATES or name.endswith("_date"):
        return _if_readable(
            name, lambda: amounts.say_long_date(date.fromisoformat(text[:10]), voice)
        )
    return None


def _if_readable(name: str, said: Callable[[], str]) -> tuple[str, str] | None:
    try:
        return name, said()
    except ValueError:
        return None


def _say_amount(name: str, amount: float, voice: Voice) -> tuple[str, str]:
    """
    A figure with its unit in words; a figure without a unit stays a figure.
    """
    for ending, say in _UNITS:
        if name.endswith(ending):
            return name.removesuffix(ending), say(amount, voice)
    if name in _IN_DAYS or name.endswith("_days"):
        return name, amounts.say_days(amount, voice)
    if name == "minutes":
        return name, amounts.say_minutes_in_words(amount, voice)
    if name == "weekday" and amount in range(7):
        return name, amounts.say_weekday(int(amount), voice)
    return name, amounts.say_number(amount, voice)


def _say_cents(cents: float, voice: Voice) -> str:
    return amounts.say_money(round(cents), voice)


_UNITS: tuple[tuple[str, Callable[[float, Voice], str]], ...] = (
    ("_cents", _say_cents),
    ("_min", amounts.say_minutes_in_words),
    ("_m", amounts.say_distance),
    ("_h", amounts.say_hours),
)

_IN_DAYS = frozenset(
    {"days", "days_since", "days_overdue", "days_since_run", "days_since_check_in"}
)


def _part_words(facts: Facts, voice: Voice) -> dict[str, str]:
    """
    `{part}`: the region, or the planner's group, with its side where one is meant; `{beside}`
    likewise the region beside it.
    """
    side = member_of(Side, facts.get("side"))
    beside = member_of(Region, facts.get("beside"))
    words = {} if beside is None else {"beside": name_of_region(beside, side, voice)}
    region = member_of(Region, facts.get("region"))
    if region is not None:
        return {**words, "part": name_of_region(region, side, voice)}
    group = member_of(RegionGroup, facts.get("group"))
    return words if group is None else {**words, "part": name_of_group(group, side, voice)}


def _run_words(facts: Facts, voice: Voice) -> dict[str, str]:
    """
    `{run}`: what sort of run and how long, "18 km long run"; a guess says so, "usual long run".
    """
    kind = member_of(RunKind, facts.get("run_kind"))
    if kind is None:
        return {}
    run = name_of(kind, voice)
    for name, say in _LENGTH.items():
        length = facts.get(name)
        if isinstance(length, int | float) and length > 0:
            run = voice.fill(_("{length} {run}"), length=say(length, voice), run=run)
            break
    if facts.get("is_guess"):
        run = voice.fill(_("usual {run}"), run=run)
    return {"run": run}


def member_of(kind: type[E], code: Fact) -> E | None:
    """
    The member that a code stands for; None when there is no such code.
    """
    try:
        return kind(code)
    except ValueError:
        return None
