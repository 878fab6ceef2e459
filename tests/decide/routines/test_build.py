"""
The right few minutes of self-care: for what is sore, in the time there is, and never too hard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.decide.routines.shelf import (
    LEFT_CALF,
    RIGHT_CALF,
    SHELF,
    TECHNIQUES,
    a_request,
)
from unknot.decide.routines.build import build_routine
from unknot.domain.body import ALL_PARTS, BodyPart, Region, Side
from unknot.domain.reason import Why
from unknot.domain.routine import RegionNeed, Routine, RoutineRequest
from unknot.domain.safety import Modality
from unknot.domain.session import Depth, Tool
from unknot.domain.technique import RoutinePhase, TechniqueKind


def the_routine(request: RoutineRequest) -> Routine:
    """
    What is built from the shelf.
    """
    return build_routine(request, SHELF)


def touched_parts(routine: Routine) -> set[BodyPart]:
    """
    Every part that any step is felt at.
    """
    return {
        BodyPart(region, side)
        for step in routine.steps
        for region in (step.region, *TECHNIQUES[step.technique].presses)
        if region is not None
        for side in ((step.side,) if step.side else Side)
    }


NEEDS = st.dictionaries(
    st.sampled_from(ALL_PARTS),
    st.tuples(st.integers(0, 10), st.integers(0, 10), st.sampled_from([0.0, 1.0, 2.5])),
    max_size=6,
).map(
    lambda told: tuple(
        RegionNeed(part, soreness, pain, load) for part, (soreness, pain, load) in told.items()
    )
)
DEPTHS = st.sampled_from([Depth.NONE, Depth.LIGHT, Depth.MEDIUM])
ALLOWED = st.dictionaries(
    st.tuples(
        st.sampled_from(ALL_PARTS),
        st.sampled_from([Modality.SELF_MASSAGE, Modality.STRETCHING, Modality.GUN]),
    ),
    DEPTHS,
    max_size=8,
)
REQUESTS = st.builds(
    RoutineRequest,
    minutes=st.integers(1, 30),
    phase=st.sampled_from(RoutinePhase),
    tools=st.frozensets(st.sampled_from(Tool)),
    needs=NEEDS,
    felt=NEEDS,
    allowed=ALLOWED,
)


def test_a_sore_left_calf_gets_most_of_the_time_on_the_left():
    """
    Ten minutes for a left calf at 6 of 10 begin there, last, and never turn to the right leg.
    """
    routine = the_routine(a_request(RegionNeed(LEFT_CALF, 6)))

    assert {step.side for step in routine.steps} == {Side.LEFT}
    calf = [step for step in routine.steps if step.region is Region.CALF]
    assert calf[0].tool is Tool.ROLLER
    assert sum(step.seconds for step in calf) >= 90
    assert calf[0].reasons[0].code is Why.ROUTINE_FOR_SORENESS
    assert 420 <= routine.seconds_total + routine.seconds_getting_ready <= 600


def test_who_names_nothing_gets_what_running_usually_asks():
    """
    Without a sore place and without a run, both legs get the usual care, left and right alike.
    """
    routine = the_routine(a_request(minutes=20))

    assert {step.side for step in routine.steps if step.region is Region.CALF} == set(Side)
    assert all(step.reasons[0].code is Why.ROUTINE_USUAL for step in routine.steps[:1])


def test_before_a_run_it_is_short_and_ends_with_moving():
    """
    Rolling before a run stays at a minute a muscle, and the warm-up comes behind it.
    """
    routine = the_routine(a_request(RegionNeed(LEFT_CALF, 3), phase=RoutinePhase.BEFORE))

    kinds = [step.kind for step in routine.steps]
    first_drill = kinds.index(TechniqueKind.DRILL)
    assert set(kinds[first_drill:]) == {TechniqueKind.DRILL}
    assert all(step.seconds <= 60 for step in routine.steps)
    assert all(step.discomfort_at_most <= 5 for step in routine.steps)
    assert 1 <= kinds.count(TechniqueKind.DRILL) <= 3


def test_a_very_sore_calf_gets_light_hands_only():
    """
    At 8 of 10 no tool touches the calf, and no stretch pulls at it.
    """
    routine = the_routine(a_request(RegionNeed(LEFT_CALF, 8)))

    there = [step for step in routine.steps if step.region is Region.CALF]
    assert [(step.tool, step.pressure) for step in there] == [(Tool.HANDS, Depth.LIGHT)]
    assert there[0].reasons[-1].code is Why.ROUTINE_GENTLE


def test_where_it_hurts_pain_is_named_as_the_reason_for_light_hands():
    """
    A place that hurts and is not sore is never said to have been given 0 of 10 for soreness.
    """
    lower = BodyPart(Region.SOLEUS, Side.LEFT)
    routine = the_routine(a_request(RegionNeed(LEFT_CALF, 6), RegionNeed(lower, 0, pain=3)))

    gentle = [
        dict(reason.facts)
        for step in routine.steps
        for reason in step.reasons
        if reason.code is Why.ROUTINE_GENTLE and step.region is Region.SOLEUS
    ]
    assert gentle
    assert all((facts["because"], facts["score"]) == ("pain", 3) for facts in gentle)


@pytest.mark.parametrize(("pain", "is_touched"), [(5, True), (6, False)])
def test_pain_over_five_closes_the_place(pain, is_touched):
    """
    At 5 of 10 there is light care; above it nothing, and the routine says so.
    """
    routine = the_routine(a_request(RegionNeed(LEFT_CALF, 4, pain)))

    assert (LEFT_CALF in touched_parts(routine)) is is_touched
    said = [each.reason.code for each in routine.left_out if each.part == LEFT_CALF]
    assert said == ([] if is_touched else [Why.PAIN_OVER_FIVE])


def test_a_tendon_is_not_cared_for_over_a_painful_calf():
    """
    What presses the calf on behalf of the tendon stays away when the calf hurts.
    """
    achilles = BodyPart(Region.ACHILLES, Side.LEFT)
    routine = the_routine(a_request(RegionNeed(achilles, 5), felt=(RegionNeed(LEFT_CALF, 0, 7),)))

    assert LEFT_CALF not in touched_parts(routine)
    assert Why.ROUTINE_NOTHING_SAFE in {each.reason.code for each in routine.left_out}


def test_what_a_condition_rules_out_is_not_offered():
    """
    A gun is not offered to brittle bones, and is without them.
    """
    wish = a_request(RegionNeed(LEFT_CALF, 5), tools=frozenset({Tool.GUN}))

    assert Tool.GUN in {step.tool for step in the_routine(wish).steps}
    ruled_out = replace(wish, conditions=frozenset({"osteoporosis"}))
    assert Tool.GUN not in {step.tool for step in the_routine(ruled_out).steps}


def test_sides_that_may_not_be_treated_alike_are_told_apart():
    """
    With the right calf closed the left one still gets its care.
    """
    wish = a_request(
        RegionNeed(LEFT_CALF, 5),
        RegionNeed(RIGHT_CALF, 5),
        allowed={(RIGHT_CALF, Modality.SELF_MASSAGE): Depth.NONE},
    )
    routine = the_routine(wish)

    assert LEFT_CALF in touched_parts(routine)
    there = [step for step in routine.steps if step.region is Region.CALF]
    assert Side.RIGHT not in {
        step.side for step in there if step.kind is TechniqueKind.SELF_MASSAGE
    }
    assert Why.ROUTINE_CLOSED_HERE in {each.reason.code for each in routine.left_out}


@settings(max_examples=150, deadline=None)
@given(REQUESTS)
def test_it_never_lasts_longer_than_asked_for(request):
    """
    Care and getting ready together stay within the minutes.
    """
    routine = the_routine(request)

    assert routine.seconds_total + routine.seconds_getting_ready <= request.minutes * 60


@settings(max_examples=150, deadline=None)
@given(REQUESTS)
def test_it_never_touches_what_is_closed(request):
    """
    No step is felt where the gate closes massage or where pain was said to be over 5.
    """
    routine = the_routine(request)

    hurting = {need.part for need in (*request.needs, *request.felt) if need.pain > 5}
    assert not hurting & touched_parts(routine)
    for step in routine.steps:
        is_rubbing = step.kind is TechniqueKind.SELF_MASSAGE
        way = Modality.SELF_MASSAGE if is_rubbing else Modality.STRETCHING
        for part in touched_parts(replace(routine, steps=(step,))):
            allowed = request.allowed.get((part, way), Depth.DEEP)
            assert allowed is not Depth.NONE
            assert step.pressure.rank <= allowed.rank


@settings(max_examples=150, deadline=None)
@given(REQUESTS, st.integers(0, 5), st.integers(1, 10))
def test_more_soreness_never_allows_more_pressure(request, which, more):
    """
    The sorer a part is said to be, the gentler every hand there may be.
    """
    if which >= len(request.needs):
        return
    need = request.needs[which]
    sorer = replace(need, soreness=min(10, need.soreness + more))
    needs = tuple(sorer if each is need else each for each in request.needs)

    before = firmest_at(need.part, the_routine(request))
    after = firmest_at(need.part, the_routine(replace(request, needs=needs)))

    for how, (depth, discomfort) in after.items():
        if how in before:
            assert depth <= before[how][0]
            assert discomfort <= before[how][1]


def firmest_at(part: BodyPart, routine: Routine) -> Mapping[str, tuple[int, int]]:
    """
    How hard each technique presses that part at most.
    """
    return {
        step.technique: (step.pressure.rank, step.discomfort_at_most)
        for step in routine.steps
        if part in touched_parts(replace(routine, steps=(step,)))
    }


@settings(max_examples=60, deadline=None)
@given(REQUESTS, st.randoms())
def test_the_order_in_which_places_are_named_does_not_matter(request, chance):
    """
    The same places in another order give the same routine.
    """
    needs, shelf = list(request.needs), list(SHELF)
    chance.shuffle(needs)

    assert build_routine(replace(request, needs=tuple(needs)), shelf) == the_routine(request)


@settings(max_examples=100, deadline=None)
@given(REQUESTS)
def test_only_owned_tools_are_used(request):
    """
    Nobody is told to take what they do not have.
    """
    used = {step.tool for step in the_routine(request).steps} - {None}

    assert used <= request.tools | {Tool.HANDS}
