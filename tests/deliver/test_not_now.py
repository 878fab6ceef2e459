"""
Runs that wait are told in one line, with the reason and the day on which it is over.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from unknot.catalogue.safety import injury_rule, intake_questions, warning_signs
from unknot.decide.safety.red_flags import decide_gate
from unknot.deliver.not_now import _ELSE, runs_that_wait, until_when, why_not_now
from unknot.deliver.plain import plan_as_plain
from unknot.deliver.voice import Voice
from unknot.domain.plan import PlanDecision
from unknot.domain.reason import Reason, Why
from unknot.domain.run import RunKind, RunPlanned
from unknot.domain.safety import (
    GateAnswers,
    GateInput,
    Injury,
    InjuryKind,
    Modality,
    RunningClosed,
    SymptomReport,
    running_closed_on,
)

HERE = Voice()
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TUESDAY, FRIDAY, SUNDAY = date(2026, 11, 24), date(2026, 11, 27), date(2026, 11, 29)
WELL = GateInput(NOW, "UTC", GateAnswers(NOW))
RUNS = tuple(
    RunPlanned(f"p_{day}", day, RunKind.EASY, distance_m=8000.0)
    for day in (TUESDAY, FRIDAY, SUNDAY)
)
ILL_UNTIL_FRIDAY = decide_gate(
    replace(WELL, injuries=(Injury("i_1", InjuryKind.ILLNESS, TUESDAY, ended_on=FRIDAY),))
)


def test_who_is_well_has_no_run_that_waits():
    """
    Nothing is said where nothing is closed.
    """
    assert runs_that_wait(decide_gate(WELL), RUNS, HERE) == ()


def test_an_illness_with_an_end_lets_the_runs_after_it_be():
    """
    Two of three runs wait, and the line says until when.
    """
    [line] = runs_that_wait(ILL_UNTIL_FRIDAY, RUNS, HERE)

    assert line == (
        "You are ill; rest until you are well again. 2 runs wait until Fri 27 Nov is over."
    )


def test_one_run_alone_is_one_run():
    """
    Grammar, for one run and without a known end.
    """
    sign = SymptomReport("w_1", NOW, frozenset({"bone-pain"}))
    [line] = runs_that_wait(decide_gate(replace(WELL, reports=(sign,))), RUNS[:1], HERE)

    assert line == ("Please get medical advice today. 1 run waits until you say that it is over.")


def test_whatever_closes_running_has_a_reason_of_its_own():
    """
    Every sign and every injury of the catalogue that closes running is told in its own words.
    """
    closing = {
        entry.code
        for entry in (*warning_signs(), *intake_questions())
        if any(Modality.RUNNING in effect.modalities for effect in entry.effects)
    }
    gates = [
        decide_gate(replace(WELL, reports=(SymptomReport("w_1", NOW, frozenset({code})),)))
        for code in closing
    ]
    gates += [
        decide_gate(replace(WELL, injuries=(Injury("i_1", kind, TUESDAY),)))
        for kind in InjuryKind
        if any(Modality.RUNNING in effect.modalities for effect in injury_rule(kind).effects)
    ]
    for gate in gates:
        closed = running_closed_on(gate, TUESDAY)
        assert closed is not None
        assert why_not_now(closed, HERE) != _ELSE
    assert len(gates) > 5


@pytest.mark.parametrize("why", Why)
def test_no_reason_leaves_a_gap(why):
    """
    A code nobody expected here still leads to a sentence.
    """
    closed = RunningClosed(Reason(why))

    assert why_not_now(closed, HERE).endswith(".")
    assert until_when(closed, HERE) == "Your runs wait until you say that it is over."


def test_other_programs_read_which_runs_wait():
    """
    `not_now` with the reason and the last day; null for a run that may be.
    """
    plain = plan_as_plain(PlanDecision("0", ILL_UNTIL_FRIDAY, runs_ahead=RUNS), HERE)
    waits = [run["not_now"] for run in plain["runs_ahead"]]

    assert [each and each["until_date"] for each in waits] == ["2026-11-27", "2026-11-27", None]
    assert waits[0]["reason"]["code"] == "illness-now"
