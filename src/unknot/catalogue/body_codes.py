"""
What our regions are called in SNOMED CT, where that is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from unknot.catalogue.figure import read_data_file
from unknot.domain.body import Region, Side

_FILE = "body_codes.toml"
SYSTEM = "http://snomed.info/sct"


@dataclass(frozen=True, slots=True)
class Code:
    """
    One code with its official name.
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class RegionCodes:
    """
    A region's codes: mostly one, two where ours joins two structures, none where none is confirmed.

    `is_wider`: the coded structure is larger than our region, so reading back is a guess.
    """

    codes: tuple[Code, ...]
    is_wider: bool = False
    why: str = ""


@cache
def region_codes() -> Mapping[Region, RegionCodes]:
    """
    Every region, with its codes or the reason why it has none.
    """
    found = {}
    for name, entry in read_data_file(_FILE)["regions"].items():
        codes = tuple(Code(each["code"], each["name"]) for each in entry["codes"])
        why = str(entry.get("why", ""))
        if not codes and not why:
            raise ValueError(f"{_FILE}: {name} needs a code, or the reason why it has none")
        found[Region(name)] = RegionCodes(codes, entry.get("fits") == "wider", why)
    return found


@cache
def side_codes() -> Mapping[Side, Code]:
    """
    The qualifiers that stand beside a region's code: left and right.
    """
    sides = read_data_file(_FILE)["sides"]
    return {side: Code(sides[side.value]["code"], sides[side.value]["name"]) for side in Side}
