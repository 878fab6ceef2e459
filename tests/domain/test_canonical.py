"""
Values as canonical JSON and back.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.domain.body import ALL_PARTS, Pain, Soreness
from unknot.domain.canonical import (
    NotReadable,
    canonical_json,
    digest_of,
    from_plain,
    read_canonical,
    to_plain,
    write_canonical,
)
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import AdoptedPlan, DayForecast, PlanInput, PlanItem
from unknot.domain.reason import Reason, Why
from unknot.domain.recording import Sport, Surface
from unknot.domain.run import RawLoads, RunDone, RunKind, RunPlanned
from unknot.domain.safety import (
    Allowed,
    GateAnswers,
    GateOutcome,
    Injury,
    InjuryKind,
    Limit,
    Modality,
    Refused,
    Restricted,
    SafetyList,
    SymptomReport,
)
from unknot.domain.session import (
    Appointment,
    CareKind,
    CareRecord,
    Depth,
    ItemStatus,
    MassageType,
    Price,
    Tool,
)
from unknot.domain.settings import Evening, Race, Settings

NOW = datetime(2026, 9, 7, 7, tzinfo=UTC)

names = st.text(max_size=8)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
instants = st.integers(0, 10**14).map(lambda passed: NOW + timedelta(microseconds=passed))
figures = st.none() | st.floats(0, 1e6)
parts = st.sampled_from(ALL_PARTS)
loads = st.builds(RawLoads, figures, figures, figures)
facts = st.dictionaries(
    names, st.none() | st.booleans() | st.integers() | st.floats(-1e9, 1e9) | names, max_size=3
)
reasons = st.builds(Reason, st.sampled_from(Why), facts, st.tuples(names))


def some(values, most=3):
    """
    A short tuple of values.
    """
    return st.lists(values, max_size=most).map(tuple)


runs_done = st.builds(
    RunDone,
    names,
    st.sampled_from(Sport),
    st.sampled_from(Surface),
    instants,
    st.just("Europe/Prague"),
    distance_m=figures,
    rpe=st.none() | st.floats(0, 10),
    kind=st.none() | st.sampled_from(RunKind),
    loads=loads,
    title=names,
)
runs_ahead = st.builds(
    RunPlanned,
    names,
    days,
    st.sampled_from(RunKind),
    st.none() | st.times(),
    figures,
    figures,
    names,
    st.booleans(),
)
check_ins = st.builds(
    CheckIn,
    days,
    instants,
    some(st.builds(Soreness, parts, st.integers(0, 10)), 1),
    some(st.builds(Pain, parts, st.integers(0, 10)), 1),
    st.none() | st.floats(0, 24),
    st.none() | st.integers(1, 7),
)
appointments = st.builds(
    Appointment,
    names,
    days,
    st.sampled_from(MassageType),
    st.sampled_from(Depth),
    st.integers(10, 240),
    st.none() | st.integers(0, 20_000),
    some(parts),
    st.none() | instants,
)
some_settings = st.builds(
    Settings,
    prices=some(st.builds(Price, st.sampled_from(MassageType), st.just(60), st.integers(0, 9999))),
    tools=st.frozensets(st.sampled_from(Tool)),
    free_times=st.just((Evening(1, time(18), time(21)),)),
    strength_weekdays=st.frozensets(st.integers(0, 6)),
    races=some(st.builds(Race, days, st.floats(100, 100_000))),
    name=names,
)
items = st.builds(
    PlanItem,
    names,
    st.sampled_from(CareKind),
    days,
    instants,
    st.just("UTC"),
    st.integers(1, 90),
    regions=some(parts),
    depth=st.none() | st.sampled_from(Depth),
    reasons=some(reasons),
)
plan_inputs = st.builds(
    PlanInput,
    instants,
    st.integers(1, 16),
    some_settings,
    some(runs_done),
    st.none() | some(runs_ahead),
    some(days),
    some(days),
    some(check_ins),
    some(appointments),
    some(
        st.builds(
            CareRecord,
            names,
            st.sampled_from(CareKind),
            days,
            st.sampled_from(ItemStatus),
        )
    ),
    st.none() | st.builds(GateAnswers, instants, st.frozensets(names, max_size=3)),
    some(st.builds(SymptomReport, names, instants, st.frozensets(names, max_size=3))),
    some(st.builds(Injury, names, st.sampled_from(InjuryKind), days)),
    st.none() | st.builds(AdoptedPlan, instants, some(items)),
)
limits = st.builds(
    Limit,
    st.frozensets(st.sampled_from(Modality)),
    st.sampled_from(Depth),
    reasons,
    st.none() | st.frozensets(parts, max_size=3),
    st.none() | days,
    st.none() | days,
)
outcomes = st.one_of(
    st.just(Allowed()),
    st.builds(Restricted, some(limits)),
    st.builds(Refused, st.sampled_from(SafetyList), some(reasons), names),
)


@settings(max_examples=60)
@given(plan_inputs)
def test_a_plan_input_reads_back_the_same(given_input):
    """
    What a bug report holds is what was decided from.
    """
    assert read_canonical(PlanInput, write_canonical(given_input)) == given_input


@given(outcomes)
def test_each_outcome_of_the_gate_reads_back_as_itself(outcome):
    """
    A refusal never comes back as an empty permission.
    """
    assert read_canonical(GateOutcome, write_canonical(outcome)) == outcome  # type: ignore[arg-type]


@settings(max_examples=40)
@given(plan_inputs)
def test_the_text_of_a_value_is_always_the_same(given_input):
    """
    Sorted keys, sorted sets: reading and writing again gives the same bytes.
    """
    text = write_canonical(given_input)

    assert write_canonical(read_canonical(PlanInput, text)) == text
    assert canonical_json(json.loads(text)) == text


def test_an_instant_is_written_in_utc():
    """
    The same instant from two zones has one text.
    """
    prague = NOW.astimezone(timezone(timedelta(hours=2)))

    assert to_plain(prague) == to_plain(NOW) == "2026-09-07T07:00:00Z"


def test_a_forecast_kept_before_ranges_were_said_reads_without_one():
    """
    A decision of yesterday is still a decision.
    """
    kept = {"date": "2026-11-24", "group": "calf", "without": 3.0, "with_plan": 2.5, "side": None}
    read = from_plain(DayForecast, kept)

    assert (read.with_plan, read.after_low, read.after_high) == (2.5, None, None)


def test_what_is_not_a_number_is_written_as_nothing():
    """
    Neither NaN nor infinity is JSON; both mean that there is no figure.
    """
    assert write_canonical(RawLoads(float("nan"), float("inf"), 1.0)) == (
        '{"graded":1.0,"rpe_min":null,"trimp":null}'
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "^an object with now, weeks is needed, not a list$"),
        ('{"now":"2026-09-07T07:00:00Z"}', "^nothing is said about weeks$"),
        (
            '{"now":"2026-09-07T07:00:00Z","weeks":"5"}',
            "^weeks: a whole number is needed, not '5'$",
        ),
        (
            '{"now":"2026-09-07T07:00:00Z","weeks":true}',
            "^weeks: a whole number is needed, not true$",
        ),
        ('{"now":"2026-09-07T07:00:00","weeks":5}', "^now: an instant needs a zone"),
        (
            '{"now":"yesterday","weeks":5}',
            "^now: an instant such as .* is needed, not 'yesterday'$",
        ),
        ('{"now":"2026-09-07T07:00:00Z","weeks":99}', "^weeks: a plan covers 1 to 16 weeks"),
        (
            '{"now":"2026-09-07T07:00:00Z","weeks":5,"x":1}',
            "^there is no field called x; there are now, weeks, settings",
        ),
        (
            '{"now":"2026-09-07T07:00:00Z","weeks":5,"runs_done":{}}',
            "^runs_done: a list is needed, not an object$",
        ),
        (
            '{"now":"2026-09-07T07:00:00Z","weeks":5,"settings":{"units":"feet"}}',
            "^settings.units: 'feet' is none of metric, imperial$",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(text, sentence):
    """
    A sentence says where in the document the trouble is.
    """
    with pytest.raises(NotReadable, match=sentence):
        read_canonical(PlanInput, text)


def test_a_digest_tells_texts_apart():
    """
    Moving a letter from one text to the next changes it.
    """
    assert digest_of("ab", "c") != digest_of("a", "bc")
    assert len(digest_of("a")) == 64


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "1" + "0" * 400])
def test_a_number_without_an_end_is_refused(number):
    """
    What JSON calls a number and no clock or scale can show is told with its place.
    """
    settings = f'{{"relaxation_goal":{number}}}'
    text = f'{{"now":"2026-09-07T07:00:00Z","weeks":5,"settings":{settings}}}'

    with pytest.raises(NotReadable, match=r"relaxation_goal: a number is needed that has an end"):
        read_canonical(PlanInput, text)
