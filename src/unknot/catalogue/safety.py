"""
Who should not be pressed where: the signs, conditions and spans that limit care, as data.

The lists A to E are those of evidence section 7.2, the cold-water cautions those of section 4.
Loading checks every entry, so a slip in the data file is found before anyone is advised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from unknot.catalogue.figure import read_data_file
from unknot.domain.body import Region
from unknot.domain.safety import InjuryKind, Modality, SafetyList
from unknot.domain.session import Depth

_FILE = "safety.toml"
_HANDS_ON = (Modality.MASSAGE, Modality.SELF_MASSAGE, Modality.GUN)
_TOGETHER: Mapping[str, tuple[Modality, ...]] = {
    "hands_on": _HANDS_ON,
    "all_care": (*_HANDS_ON, Modality.STRETCHING, Modality.COLD_WATER),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """
    What one entry does to care: these kinds, no deeper than this, there, for so long.

    `at` is "everywhere", "part" or "part-and-below"; with `regions` it is those regions on
    both sides instead. `only_regions` picks among the named parts. `for_hours` counts from
    the start of the trouble; None lasts as long as the trouble does.
    """

    modalities: frozenset[Modality]
    max_depth: Depth
    at: str
    regions: tuple[Region, ...] = ()
    only_regions: tuple[Region, ...] = ()
    for_hours: float | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """
    Something that is true of a body for a long time, as asked on the one intake screen.

    `asks` is the sentence beside the tick-box. `what_to_do` is a code of `what_to_do()`.
    `refuses` closes the whole plan. `effects_until_cleared` end when the doctor has said yes;
    `effects` never do. `default_regions` are meant where a place is needed but none was named.
    """

    code: str
    safety_list: SafetyList
    group: str
    asks: str
    what_to_do: str
    evidence: tuple[str, ...]
    refuses: bool = False
    needs_place: bool = False
    limits_cold_water: bool = False
    default_regions: tuple[Region, ...] = ()
    effects: tuple[Effect, ...] = ()
    effects_until_cleared: tuple[Effect, ...] = ()
    lasts_hours: float | None = None
    note: str = ""

    @property
    def can_be_cleared(self) -> bool:
        """
        True where a doctor's yes changes what Unknot offers.
        """
        return bool(self.effects_until_cleared)


# A sign is asked about and limits exactly like a condition; only the screen it stands on differs.
Sign = Condition


@dataclass(frozen=True, slots=True)
class WhatToDo:
    """
    The advice that goes with an entry, and when the runner may take the report back.
    """

    code: str
    sentence: str
    until: str


@dataclass(frozen=True, slots=True)
class Rule:
    """
    What follows from an injury, an illness, a strong pain or a young age.
    """

    code: str
    safety_list: SafetyList
    what_to_do: str
    evidence: tuple[str, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class StandingAdvice:
    """
    What holds on these regions for everyone: kinds of care never offered there, and why.
    """

    code: str
    regions: tuple[Region, ...]
    no: frozenset[Modality]
    advice: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """
    The words around a screen of tick-boxes.
    """

    title: str
    introduction: str
    none_of_these: str = ""
    cleared: str = ""
    age_under_16: str = ""


def intake_questions() -> tuple[Condition, ...]:
    """
    What the one screen before the first plan asks, list by list: C, D, E, cold water.
    """
    return tuple(_conditions().values())


def warning_signs() -> tuple[Sign, ...]:
    """
    What "something is wrong" asks, the most urgent first: A, B, then what passes of C and D.
    """
    return tuple(_signs().values())


def condition(code: str) -> Condition:
    """
    One intake condition by its code. Raises KeyError for a code that does not exist.
    """
    return _conditions()[code]


def sign(code: str) -> Sign:
    """
    One warning sign by its code. Raises KeyError for a code that does not exist.
    """
    return _signs()[code]


def find_entry(code: str) -> Condition | None:
    """
    The condition or sign of that code, None where there is none.
    """
    return _conditions().get(code) or _signs().get(code)


@cache
def group_titles() -> Mapping[str, str]:
    """
    The title of each group of questions, in the order in which the screens show them.
    """
    return {name: str(entry["title"]) for name, entry in read_data_file(_FILE)["groups"].items()}


@cache
def what_to_do(code: str) -> WhatToDo:
    """
    The advice with that code. Raises KeyError for a code that does not exist.
    """
    entry = read_data_file(_FILE)["what_to_do"][code]
    return WhatToDo(code, str(entry["sentence"]), str(entry["until"]))


@cache
def intake_screen() -> Screen:
    """
    The words of the intake screen, with the one tick a healthy runner needs.
    """
    return Screen(**read_data_file(_FILE)["intake"])


@cache
def warning_screen() -> Screen:
    """
    The words of the "something is wrong" screen.
    """
    return Screen(**read_data_file(_FILE)["warning"])


@cache
def injury_rule(kind: InjuryKind) -> Rule:
    """
    What follows from an injury or illness of that kind on every day of its span.
    """
    return _rule(f"injury-{kind.value}", read_data_file(_FILE)["injuries"][kind.value])


@cache
def age_rule() -> Rule:
    """
    What follows from being younger than 16.
    """
    return _rule("age-under-16", read_data_file(_FILE)["age_under_16"])


@cache
def felt_rule(what: str) -> tuple[int, Rule]:
    """
    For "pain" or "soreness": the score above which the rule holds, and the rule.
    """
    entry = read_data_file(_FILE)["felt"][what]
    return int(entry["above"]), _rule(what, entry)


@cache
def report_holds_days() -> int:
    """
    How many days after its own day a pain or soreness report still counts.
    """
    return int(read_data_file(_FILE)["reports"]["holds_days"])


@cache
def standing_advice() -> tuple[StandingAdvice, ...]:
    """
    The local advice that applies to everyone, region by region.
    """
    return tuple(
        StandingAdvice(
            code=str(entry["code"]),
            regions=_regions(entry, "regions"),
            no=_modalities(entry["no"]),
            advice=str(entry["advice"]),
            evidence=tuple(entry["evidence"]),
        )
        for entry in read_data_file(_FILE)["standing"]
    )


def advice_lines(table: str) -> tuple[str, ...]:
    """
    The sentences of `cold_water_advice` or `after_massage`, in order.
    """
    return tuple(str(entry["advice"]) for entry in read_data_file(_FILE)[table])


@cache
def _conditions() -> Mapping[str, Condition]:
    return _entries("conditions")


@cache
def _signs() -> Mapping[str, Condition]:
    return _entries("signs")


def _entries(table: str) -> Mapping[str, Condition]:
    raw = read_data_file(_FILE)[table]
    entries = [_entry(code, entry) for code, entry in raw.items()]
    in_order = sorted(entries, key=lambda each: list(SafetyList).index(each.safety_list))
    return {each.code: each for each in in_order}


def _entry(code: str, raw: Mapping[str, Any]) -> Condition:
    found = Condition(
        code=code,
        safety_list=SafetyList(raw["list"]),
        group=str(raw["group"]),
        asks=str(raw["asks"]),
        what_to_do=str(raw["what_to_do"]),
        evidence=tuple(raw["evidence"]),
        refuses=bool(raw.get("refuses", False)),
        needs_place=bool(raw.get("needs_place", False)),
        limits_cold_water=bool(raw.get("limits_cold_water", False)),
        default_regions=_regions(raw, "default_regions"),
        effects=_effects(raw, "effects"),
        effects_until_cleared=_effects(raw, "effects_until_cleared"),
        lasts_hours=raw.get("lasts_hours"),
        note=str(raw.get("note", "")),
    )
    _check_entry(found)
    return found


def _check_entry(entry: Condition) -> None:
    known = read_data_file(_FILE)
    if entry.what_to_do not in known["what_to_do"] or entry.group not in known["groups"]:
        raise ValueError(f"{_FILE}: {entry.code} names a group or advice that does not exist")
    if not (entry.refuses or entry.effects or entry.effects_until_cleared):
        raise ValueError(f"{_FILE}: {entry.code} neither refuses nor limits anything")
    if not entry.evidence:
        raise ValueError(f"{_FILE}: {entry.code} needs evidence")


def _rule(code: str, raw: Mapping[str, Any]) -> Rule:
    return Rule(
        code=code,
        safety_list=SafetyList(raw["list"]),
        what_to_do=str(raw["what_to_do"]),
        evidence=tuple(raw["evidence"]),
        effects=_effects(raw, "effects"),
    )


def _effects(raw: Mapping[str, Any], key: str) -> tuple[Effect, ...]:
    return tuple(_effect(entry) for entry in raw.get(key, ()))


def _effect(raw: Mapping[str, Any]) -> Effect:
    at = str(raw.get("at", "regions"))
    if at not in {"everywhere", "part", "part-and-below", "regions"}:
        raise ValueError(f"{_FILE}: 'at' cannot be '{at}'")
    hours = raw.get("for_hours")
    return Effect(
        modalities=_modalities(raw["modalities"]),
        max_depth=Depth(raw["max_depth"]),
        at=at,
        regions=_regions(raw, "regions"),
        only_regions=_regions(raw, "only_regions"),
        for_hours=None if hours is None else float(hours),
    )


def _modalities(names: list[str]) -> frozenset[Modality]:
    return frozenset(
        modality for name in names for modality in _TOGETHER.get(name) or (Modality(name),)
    )


def _regions(raw: Mapping[str, Any], key: str) -> tuple[Region, ...]:
    return tuple(Region(name) for name in raw.get(key, ()))
