"""
How each measure of a benefit is read: its windows, its noise band, and what both rest on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from unknot.catalogue.claims import Claim, claims
from unknot.catalogue.figure import Grade, read_data_file
from unknot.domain.benefits import Benefit
from unknot.domain.measures import Unit

_FILE = "benefits.toml"


class Centre(StrEnum):
    """
    What stands for the readings of a window.
    """

    MEAN = "mean"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """
    How one measure is judged, with how sure we are and why.

    The last `now_days` stand against the `usual_days` before them; each needs so many readings.
    The band is `band` in the measure's unit, or `spreads` times the spread of the usual readings,
    whichever is wider.
    """

    name: str
    benefit: Benefit
    unit: Unit
    centre: Centre
    now_days: int
    now_needs: int
    usual_days: int
    usual_needs: int
    band: float
    spreads: float
    shown_days: int
    grade: Grade
    evidence: tuple[str, ...]
    note: str


@cache
def measure_rules() -> Mapping[str, MeasureRule]:
    """
    Every measure by its name, in the order of the page.

    Raises
    ------
    ValueError
        If a measure names neither evidence nor why there is none, or has no band at all.
    """
    return {name: _rule(name, entry) for name, entry in read_data_file(_FILE)["measures"].items()}


@cache
def comparable_speed() -> float:
    """
    How far a run's speed may lie from the usual one, as a share, to be compared in its form.
    """
    return float(read_data_file(_FILE)["comparable_speed"]["share"])


@cache
def claim_of(benefit: Benefit) -> Claim:
    """
    What is claimed of a benefit, what we say, and how sure we are.
    """
    return claims()[str(read_data_file(_FILE)["claims"][benefit.value])]


def _rule(name: str, entry: Mapping[str, Any]) -> MeasureRule:
    rule = MeasureRule(
        name=name,
        benefit=Benefit(entry["benefit"]),
        unit=Unit(entry["unit"]),
        centre=Centre(entry["centre"]),
        now_days=int(entry["now_days"]),
        now_needs=int(entry["now_needs"]),
        usual_days=int(entry["usual_days"]),
        usual_needs=int(entry["usual_needs"]),
        band=float(entry.get("band", 0)),
        spreads=float(entry.get("spreads", 0)),
        shown_days=int(entry["shown_days"]),
        grade=Grade(entry["grade"]),
        evidence=tuple(entry.get("evidence", ())),
        note=str(entry.get("note", "")),
    )
    if not rule.evidence and not rule.note:
        raise ValueError(f"{_FILE}: {name} needs evidence, or a note that there is none")
    if not rule.band and not rule.spreads:
        raise ValueError(f"{_FILE}: {name} needs a noise band")
    return rule
