"""
What must hold for any body at all: more trouble never opens a door.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.decide.safety.people import (
    CONDITIONS,
    DAYS,
    SIGNS,
    bodies,
    felt,
    injuries,
    reports,
)
from unknot.decide.safety.allowance import allowance_table, allowed_depth
from unknot.decide.safety.red_flags import decide_gate
from unknot.domain.canonical import read_canonical, write_canonical
from unknot.domain.safety import GateInput, PainToday, Refused, SorenessToday
from unknot.domain.session import Depth


def _never_wider(before: GateInput, after: GateInput) -> None:
    was = allowance_table(decide_gate(before), DAYS)
    now = allowance_table(decide_gate(after), DAYS)
    wider = [key for key in was if now[key].rank > was[key].rank]
    assert wider == []


@settings(max_examples=60)
@given(bodies(), st.sampled_from(CONDITIONS))
def test_another_condition_never_widens_what_is_allowed(body, code):
    """
    Ticking one more box never opens a place, a depth or a day.
    """
    if body.answers is None:
        return
    ticked = replace(body.answers, conditions=body.answers.conditions | {code})

    _never_wider(body, replace(body, answers=ticked))


@settings(max_examples=60)
@given(bodies(), reports(identity="w_new"))
def test_another_report_never_widens_what_is_allowed(body, report):
    """
    Saying that something is wrong never opens a door.
    """
    _never_wider(body, replace(body, reports=(*body.reports, report)))


@settings(max_examples=60)
@given(bodies(), reports(identity="w_new"), st.sampled_from(SIGNS))
def test_another_sign_in_a_report_never_widens_what_is_allowed(body, report, code):
    """
    A second sign in the same report never takes the first one back.
    """
    more = replace(report, signs=report.signs | {code})

    _never_wider(
        replace(body, reports=(*body.reports, report)),
        replace(body, reports=(*body.reports, more)),
    )


@settings(max_examples=60)
@given(bodies(), injuries(identity="i_new"))
def test_another_injury_never_widens_what_is_allowed(body, injury):
    """
    An injury more never opens a door, on any day.
    """
    _never_wider(body, replace(body, injuries=(*body.injuries, injury)))


@settings(max_examples=60)
@given(bodies(), felt(SorenessToday), felt(PainToday), st.integers(0, 10))
def test_more_soreness_or_pain_never_widens_what_is_allowed(body, sore, pain, more):
    """
    The same report with a higher score allows the same or less.
    """
    before = replace(body, soreness=(*body.soreness, sore), pain=(*body.pain, pain))
    worse_sore = replace(sore, score=max(sore.score, more))
    worse_pain = replace(pain, score=max(pain.score, more))

    _never_wider(
        before,
        replace(body, soreness=(*body.soreness, worse_sore), pain=(*body.pain, worse_pain)),
    )


@settings(max_examples=60)
@given(bodies())
def test_a_doctors_yes_never_opens_a_refusal(body):
    """
    Ticking that the doctor agrees turns no refusal into an offer.
    """
    if body.answers is None:
        return
    cleared = replace(body.answers, cleared=body.answers.conditions)

    was = decide_gate(body)
    now = decide_gate(replace(body, answers=cleared))

    assert isinstance(was, Refused) == isinstance(now, Refused)


@settings(max_examples=60)
@given(bodies())
def test_nothing_is_allowed_while_refused(body):
    """
    A refusal leaves no place, no tool and no day open.
    """
    outcome = decide_gate(body)
    depths = set(allowance_table(outcome, DAYS).values())

    assert not isinstance(outcome, Refused) or depths == {Depth.NONE}


@settings(max_examples=60)
@given(bodies(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(body, order):
    """
    The same facts in another order give the same bytes.
    """
    mixed = {}
    for name in ("reports", "injuries", "pain", "soreness"):
        entries = list(getattr(body, name))
        order.shuffle(entries)
        mixed[name] = tuple(entries)

    assert write_canonical(decide_gate(body)) == write_canonical(
        decide_gate(replace(body, **mixed))
    )


@settings(max_examples=40)
@given(bodies())
def test_what_the_gate_is_told_reads_back_the_same(body):
    """
    A gate file of any body can be kept and replayed.
    """
    assert body == read_canonical(GateInput, write_canonical(body))


@settings(max_examples=25)
@given(bodies())
def test_the_table_says_the_same_as_the_question(body):
    """
    Looking a depth up in the table is the same as asking for it.
    """
    outcome = decide_gate(body)
    table = allowance_table(outcome, DAYS[:3])

    assert table == {
        (day, part, kind): allowed_depth(outcome, part, kind, day) for day, part, kind in table
    }
