"""
The lists of signs and conditions hold together, and every claim in them has a source.
"""

from __future__ import annotations

import re

import pytest

from unknot.catalogue.claims import claims
from unknot.catalogue.figure import read_data_file
from unknot.catalogue.safety import (
    age_rule,
    condition,
    felt_rule,
    find_entry,
    group_titles,
    injury_rule,
    intake_questions,
    intake_screen,
    sign,
    standing_advice,
    warning_signs,
    what_to_do,
)
from unknot.decide.safety.findings import _MOST_URGENT_FIRST
from unknot.domain.body import Region
from unknot.domain.safety import InjuryKind, Modality, SafetyList

ENTRIES = [*intake_questions(), *warning_signs()]


def test_codes_are_of_one_kind_and_stand_once():
    """
    A code means one thing, whichever screen it was ticked on.
    """
    codes = [entry.code for entry in ENTRIES]

    assert sorted(set(codes)) == sorted(codes)
    assert [code for code in codes if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []
    assert all(find_entry(code) is not None for code in codes)


def test_the_intake_screen_asks_what_stands_and_the_other_what_passes():
    """
    A healthy runner answers one screen with one tick; emergencies are not on it.
    """
    asked = {entry.safety_list for entry in intake_questions()}

    assert asked == {SafetyList.NOWHERE, SafetyList.LOCAL, SafetyList.ASK_FIRST}
    assert {SafetyList.EMERGENCY, SafetyList.SAME_DAY} <= {e.safety_list for e in warning_signs()}
    assert intake_screen().none_of_these


def test_the_most_urgent_signs_come_first():
    """
    Whoever opens "something is wrong" reads the emergencies before anything else.
    """
    order = [list(SafetyList).index(entry.safety_list) for entry in warning_signs()]

    assert sorted(order) == order


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_every_entry_can_be_shown_and_followed(entry):
    """
    Each box has a sentence without jargon, advice that exists and a group with a title.
    """
    assert entry.asks
    assert entry.asks[0].isupper()
    assert what_to_do(entry.what_to_do).sentence
    assert entry.group in group_titles()
    jargon = r"contraindicat|thrombo|rhabdo|oedema|edema|haemat|hemat|femoral|palpat|acute|DVT"
    assert re.search(jargon, entry.asks, re.IGNORECASE) is None


def test_all_advice_has_a_place_in_the_order_of_urgency():
    """
    A new piece of advice has to say how urgent it is.
    """
    assert set(read_data_file("safety.toml")["what_to_do"]) == set(_MOST_URGENT_FIRST)


def test_emergencies_and_list_c_close_the_whole_plan():
    """
    Lists A and C leave nothing open, whatever else the data says.
    """
    whole = {SafetyList.EMERGENCY, SafetyList.NOWHERE}

    assert [e.code for e in ENTRIES if e.safety_list in whole and not e.refuses] == []


def test_every_cold_water_caution_closes_cold_water():
    """
    What is marked as a caution about cold does close it, and no doctor's yes opens it.
    """
    for entry in intake_questions():
        closes = any(Modality.COLD_WATER in effect.modalities for effect in entry.effects)
        assert closes == entry.limits_cold_water, entry.code


def test_the_cautions_of_section_4_are_all_there():
    """
    The whole list of who should not go into cold water is asked about.
    """
    cautions = {entry.code for entry in intake_questions() if entry.limits_cold_water}

    assert {
        "heart-disease", "heart-rhythm", "high-blood-pressure", "raynaud", "cold-urticaria",
        "pregnancy", "lung-disease", "epilepsy", "poor-leg-circulation", "diabetes-nerves",
        "sensory-loss",
    } <= cautions  # fmt: skip
    wound = sign("open-wound").effects
    assert any(Modality.COLD_WATER in effect.modalities for effect in wound)


def test_a_doctors_yes_only_matters_where_it_changes_something():
    """
    The tick "my doctor says it is fine" is offered for conditions it can change.
    """
    assert condition("blood-thinners").can_be_cleared
    assert not condition("raynaud").can_be_cleared
    assert not condition("blood-clot").can_be_cleared


def test_every_place_that_needs_care_has_standing_advice():
    """
    Neck, groin, knee, shin bone and spine are named for everyone.
    """
    named = {region for advice in standing_advice() for region in advice.regions}

    assert {
        Region.NECK, Region.HIP_FLEXORS, Region.KNEE, Region.TFL, Region.INNER_SHIN,
        Region.LOWER_BACK, Region.ACHILLES, Region.FOREARM,
    } <= named  # fmt: skip


def test_every_source_named_is_an_entry_of_the_evidence():
    """
    No evidence ID in the safety lists or the claims leads nowhere.
    """
    rules = [injury_rule(kind) for kind in InjuryKind] + [age_rule()]
    rules += [felt_rule(what)[1] for what in ("pain", "soreness")]
    named = {each for entry in [*ENTRIES, *rules, *standing_advice()] for each in entry.evidence}
    named |= {each for claim in claims().values() for each in claim.evidence}

    assert named - set(read_data_file("evidence.toml")) == set()
