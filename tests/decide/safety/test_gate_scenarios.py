"""
The gate's word on some ninety people, each agreed on by hand.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from unknot.catalogue.safety import intake_questions, warning_signs
from unknot.decide.safety.allowance import allowed_depth
from unknot.decide.safety.red_flags import decide_gate
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.canonical import read_canonical, to_plain
from unknot.domain.safety import GateInput, InjuryKind, Modality

FOLDER = Path(__file__).resolve().parents[2] / "scenarios_gate"
SCENARIOS = sorted(each for each in FOLDER.iterdir() if (each / "gate.json").is_file())


def _part(name: str) -> BodyPart | None:
    if name == "body":
        return None
    side, region = name.split(" ")
    return BodyPart(Region(region), Side(side))


def _given(folder: Path) -> GateInput:
    return read_canonical(GateInput, (folder / "gate.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda folder: folder.name)
def test_the_gate_decides_as_agreed(folder):
    """
    Every folder in tests/scenarios_gate is decided as its expected.json says.
    """
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    assert expected == to_plain(decide_gate(_given(folder)))


@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda folder: folder.name)
def test_the_gate_allows_what_people_said_by_hand(folder):
    """
    Place by place and day by day, the gate allows what allows.json says and no more.
    """
    outcome = decide_gate(_given(folder))
    agreed = json.loads((folder / "allows.json").read_text(encoding="utf-8"))

    for place, modality, day, depth in agreed:
        found = allowed_depth(outcome, _part(place), Modality(modality), date.fromisoformat(day))
        assert depth == found.value, f"{place}, {modality}, {day}"


def test_every_scenario_says_who_would_be_hurt():
    """
    A folder without its WHY.md is a riddle to whoever has to change it.
    """
    assert len(SCENARIOS) >= 40
    assert [each.name for each in SCENARIOS if len(_why(each)) < 30] == []


def _why(folder: Path) -> str:
    return (folder / "WHY.md").read_text(encoding="utf-8")


def test_the_scenarios_cover_all_lists_and_all_spans():
    """
    Every list, every kind of injury and every emergency sign stands in some scenario.
    """
    told = [_given(folder) for folder in SCENARIOS]
    codes = {code for each in told for report in each.reports for code in report.signs}
    codes |= {code for each in told if each.answers for code in each.answers.conditions}
    kinds = {injury.kind for each in told for injury in each.injuries}
    entries = [*intake_questions(), *warning_signs()]

    assert set(InjuryKind) == kinds
    assert {e.safety_list for e in entries} == {e.safety_list for e in entries if e.code in codes}
    assert [e.code for e in entries if e.safety_list.value == "A" and e.code not in codes] == []
