"""
The open library of self-care: every technique with its dose, its cues and who should leave it out.

One data file a region lies in `techniques/`, beside those for drills, cold water and rest. What
many techniques have in common (doses by name, whom a tool is not for) stands once, in
`shared.toml`. Loading checks every entry and says which file and which entry is wrong.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from unknot.catalogue.evidence import entry
from unknot.catalogue.figure import Grade
from unknot.catalogue.self_care_checks import check_technique
from unknot.domain.body import Region, RegionGroup, group_of
from unknot.domain.session import Depth, Tool
from unknot.domain.technique import (
    Cues,
    Dose,
    Position,
    RoutinePhase,
    Technique,
    TechniqueKind,
)

_SHARED = "shared.toml"
_FIELDS = {
    "must": {"kind", "name", "position", "picture", "doses", "cues"},
    "may": {
        "region",
        "tool",
        "presses",
        "suits",
        "firmest",
        "two_sided",
        "evidence",
        "not_with",
        "caution",
    },
}
_LEGS = frozenset(RegionGroup) - {RegionGroup.BACK}


@cache
def techniques() -> tuple[Technique, ...]:
    """
    Every technique, self-massage first and from the calf upwards, always in the same order.
    """
    found = [technique for file in _files() for technique in _techniques_in(file)]
    _check_codes(found)
    kinds, regions = list(TechniqueKind), list(Region)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                kinds.index(each.kind),
                len(regions) if each.region is None else regions.index(each.region),
            ),
        )
    )


def technique(code: str) -> Technique:
    """
    The technique of that code. Raises KeyError for a code that does not exist.
    """
    return _by_code()[code]


def techniques_for(region: Region | None) -> tuple[Technique, ...]:
    """
    What the library has for one region; for None what is for the whole body.
    """
    return tuple(each for each in techniques() if each.region is region)


def grade_of(technique: Technique) -> Grade:
    """
    How sure we are of it: as sure as of the weakest of its sources.
    """
    order = list(Grade)
    return max((entry(source).grade for source in technique.evidence), key=order.index)


@cache
def _by_code() -> Mapping[str, Technique]:
    return {each.code: each for each in techniques()}


def _files() -> list[str]:
    folder = resources.files("unknot.catalogue").joinpath("techniques")
    names = sorted(entry.name for entry in folder.iterdir())
    return [name for name in names if name.endswith(".toml") and name != _SHARED]


@cache
def _read(file: str) -> Mapping[str, Any]:
    path = resources.files("unknot.catalogue").joinpath("techniques", file)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _techniques_in(file: str) -> list[Technique]:
    """
    The techniques of one file, each checked; what is wrong is said with file and entry.
    """
    found = []
    for code, raw in _read(file)["techniques"].items():
        try:
            _check_fields(raw)
            built = _technique(code, raw)
            check_technique(built)
        except (ValueError, KeyError) as wrong:
            raise ValueError(f"{file}: {code}: {wrong.args[0]}") from wrong
        found.append(built)
    return found


def _technique(code: str, raw: Mapping[str, Any]) -> Technique:
    region = Region(raw["region"]) if "region" in raw else None
    tool = Tool(raw["tool"]) if "tool" in raw else None
    kind = TechniqueKind(raw["kind"])
    doses, dose_evidence = _doses(raw["doses"])
    touched = raw.get("presses", [raw["region"]] if region and tool else [])
    return Technique(
        code=code,
        kind=kind,
        name=str(raw["name"]),
        region=region,
        position=Position(raw["position"]),
        doses=doses,
        cues=Cues(**raw["cues"]),
        picture=str(raw["picture"]),
        evidence=_once(raw.get("evidence", []), dose_evidence),
        tool=tool,
        presses=tuple(Region(name) for name in touched),
        firmest=Depth(raw.get("firmest", "none")),
        suits=int(raw.get("suits", 2)),
        is_two_sided=bool(raw.get("two_sided", False)),
        not_with=_once(raw.get("not_with", []), *_not_for(kind, tool, region)),
        caution=str(raw.get("caution", "")),
    )


def _doses(raw: str | Mapping[str, Any]) -> tuple[Mapping[RoutinePhase, Dose], list[str]]:
    """
    The doses by phase, and their sources: named ones of the shared file, or the entry's own.
    """
    table = _named_doses(raw) if isinstance(raw, str) else raw
    doses = {
        RoutinePhase(phase): _dose(entry) for phase, entry in table.items() if phase != "evidence"
    }
    return doses, list(table.get("evidence", []))


def _named_doses(name: str) -> Mapping[str, Any]:
    named: Mapping[str, Mapping[str, Any]] = _read(_SHARED)["doses"]
    if name not in named:
        raise ValueError(f"{_SHARED} has no doses called {name}")
    return named[name]


def _dose(raw: Mapping[str, Any]) -> Dose:
    unknown = set(raw) - {"least_s", "usual_s", "most_s", "pass_s"}
    if unknown:
        raise ValueError(f"a dose has no field {sorted(unknown)[0]}")
    passes = raw.get("pass_s")
    return Dose(
        least_s=int(raw["least_s"]),
        usual_s=int(raw["usual_s"]),
        most_s=int(raw["most_s"]),
        pass_s=None if passes is None else (int(passes[0]), int(passes[1])),
    )


def _not_for(kind: TechniqueKind, tool: Tool | None, region: Region | None) -> list[list[str]]:
    """
    Whom everything of that kind, with that tool, or on a leg is not for.
    """
    lists = _read(_SHARED)["not_with"]
    keys = [kind.value]
    if tool is not None:
        keys.append(tool.value)
        if tool is not Tool.HANDS and region is not None and group_of(region) in _LEGS:
            keys.append("tools-on-legs")
    return [lists.get(key, []) for key in keys]


def _once(*lists: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))


def _check_fields(raw: Mapping[str, Any]) -> None:
    missing = _FIELDS["must"] - set(raw)
    unknown = set(raw) - _FIELDS["must"] - _FIELDS["may"]
    if missing:
        raise ValueError(f"the field {sorted(missing)[0]} is missing")
    if unknown:
        raise ValueError(f"there is no field {sorted(unknown)[0]}")
    cues = {"start", "direction", "feel", "stop"}
    if set(raw["cues"]) != cues:
        raise ValueError(f"cues are exactly {', '.join(sorted(cues))}")


def _check_codes(found: list[Technique]) -> None:
    seen: set[str] = set()
    for each in found:
        if each.code in seen:
            raise ValueError(f"techniques: two entries are called {each.code}")
        seen.add(each.code)
