"""
Values are checked once, at birth, and refuse in a sentence.
"""

from __future__ import annotations

from array import array
from datetime import UTC, date, datetime, time

import pytest

from unknot.domain.body import BodyPart, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import PlanInput
from unknot.domain.recording import Recording, Sport, Surface
from unknot.domain.run import HARD_KINDS, RunDone, RunKind, RunPlanned
from unknot.domain.safety import Injury, InjuryKind
from unknot.domain.session import Depth, MassageType, Price
from unknot.domain.settings import Evening, Race, Settings

NOW = datetime(2026, 9, 7, 7, tzinfo=UTC)
CALF = BodyPart(Region.CALF, Side.LEFT)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: CheckIn(NOW.date(), NOW.replace(tzinfo=None)), "time zone"),
        (lambda: CheckIn(NOW.date(), NOW, sleep_h=25), "0 to 24 hours, got 25"),
        (lambda: CheckIn(NOW.date(), NOW, stress=8), "stress goes from 1 to 7, got 8"),
        (lambda: CheckIn(NOW.date(), NOW, fatigue=0), "fatigue goes from 1 to 7, got 0"),
        (
            lambda: CheckIn(NOW.date(), NOW, (Soreness(CALF, 1), Soreness(CALF, 2))),
            "soreness names one twice",
        ),
        (lambda: PlanInput(NOW.replace(tzinfo=None), 5), "time zone"),
        (lambda: PlanInput(NOW, 0), "1 to 16 weeks, got 0"),
        (lambda: PlanInput(NOW, 17), "1 to 16 weeks, got 17"),
        (lambda: Price(MassageType.LIGHT, 5, 1000), "10 to 240 minutes, got 5"),
        (lambda: Price(MassageType.LIGHT, 60, -1), "not negative"),
        (lambda: Race(NOW.date(), 99), "between 100 m and 1000 km"),
        (lambda: Evening(7, time(18), time(20)), "got 7"),
        (lambda: Evening(0, time(20), time(18)), "ends after it starts"),
        (lambda: Settings(resting_hr=200), "resting heart rate is between"),
        (lambda: Settings(resting_hr=110, maximal_hr=120), "at least 20 above"),
        (lambda: Settings(currency="euro"), "three capital letters"),
        (lambda: Settings(budget_cents_a_month=-1), "between 0 and 100000"),
        (lambda: Settings(trimp_sex_coefficient="x"), "'men' or 'women'"),
        (lambda: Settings(rhythm_days=6), "between 7 and 120 days"),
        (lambda: Settings(strength_weekdays=frozenset({7})), "0 \\(Monday\\) to 6"),
        (
            lambda: Injury("i", InjuryKind.ACUTE, date(2026, 9, 7), ended_on=date(2026, 9, 6)),
            "does not end before it starts",
        ),
        (
            lambda: Recording(
                Sport.RUNNING, Surface.ROAD, NOW, 1, 1, 1, 0, streams={"watts": array("d")}
            ),
            "no stream is called watts",
        ),
        (
            lambda: Recording(
                Sport.RUNNING,
                Surface.ROAD,
                NOW,
                1,
                1,
                1,
                n_records=2,
                streams={"time_s": array("d", [0.0])},
            ),
            "has 1 values, not 2",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(make, sentence):
    """
    Every refusal says what was wrong.
    """
    with pytest.raises(ValueError, match=sentence):
        make()


def test_an_injury_covers_every_day_of_its_span():
    """
    The first day, the last day and all between; not the days around.
    """
    injury = Injury("i", InjuryKind.OVERUSE, date(2026, 9, 7), ended_on=date(2026, 9, 9))

    assert [injury.covers(date(2026, 9, day)) for day in range(6, 11)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_an_injury_that_lasts_covers_every_day_from_its_first():
    """
    Without a last day there is no last day.
    """
    injury = Injury("i", InjuryKind.OVERUSE, date(2026, 9, 7))

    assert injury.covers(date(2027, 9, 7))
    assert not injury.covers(date(2026, 9, 6))


def test_a_run_is_on_the_local_date_of_its_start():
    """
    A run that starts at 23:30 on Sunday is Sunday's.
    """
    run = RunDone(
        "r",
        Sport.RUNNING,
        Surface.ROAD,
        datetime(2026, 9, 6, 21, 30, tzinfo=UTC),
        "Europe/Prague",
    )

    assert run.date == date(2026, 9, 6)


def test_easy_and_trail_runs_are_not_hard():
    """
    Everything else keeps deep work away.
    """
    assert set(RunKind) - HARD_KINDS == {RunKind.EASY, RunKind.TRAIL}
    assert RunPlanned("p", date(2026, 9, 7), RunKind.LONG).is_hard
    assert not RunPlanned("p", date(2026, 9, 7), RunKind.EASY).is_hard


def test_depths_can_be_compared():
    """
    Nothing is gentler than light, and nothing deeper than deep.
    """
    assert sorted(Depth, key=lambda depth: depth.rank) == [
        Depth.NONE,
        Depth.LIGHT,
        Depth.MEDIUM,
        Depth.DEEP,
    ]
