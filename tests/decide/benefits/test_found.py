"""
All six benefits: which measure belongs where, injuries by days, runs of one speed.
"""

from __future__ import annotations

from datetime import date, timedelta

from unknot.catalogue.benefits import comparable_speed, measure_rules
from unknot.decide.benefits.found import Told, at_comparable_speed, find_benefits, injury_counts
from unknot.domain.benefits import Benefit, Reading, RunReading
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.domain.safety import Injury, InjuryKind

TODAY = date(2026, 11, 23)
DAYS = measure_rules()["injury-days"]
CADENCE = measure_rules()["cadence"]
CALF = (BodyPart(Region.CALF, Side.LEFT),)


def injury(first: int, last: int | None, kind: InjuryKind = InjuryKind.OVERUSE) -> Injury:
    """
    One that began and ended so many days ago.
    """
    ended = None if last is None else TODAY - timedelta(days=last)
    where = () if kind is InjuryKind.ILLNESS else CALF
    return Injury(f"i_{first}", kind, TODAY - timedelta(days=first), where, ended)


def counted(*injuries: Injury, since_days: int = 111) -> list[float]:
    since = TODAY - timedelta(days=since_days)
    told = Told(TODAY, {}, injuries=injuries, known_since=since)
    return [each.value for each in injury_counts(DAYS, told)]


def test_every_benefit_is_there_and_circulation_has_no_measure():
    """
    Six cards always, and no number is made up for what cannot be measured.
    """
    found = find_benefits(Told(TODAY, {}))

    assert [each.benefit for each in found] == list(Benefit)
    assert {each.benefit for each in found if not each.trends} == {Benefit.CIRCULATION}


def test_left_and_right_are_two_trends():
    """
    Each side is compared with itself: people's sides differ.
    """
    tries = [Measurement(TODAY, FlexibilityTest.KNEE_TO_WALL, Side.LEFT, (9.0, 9.5))]
    flexibility = find_benefits(Told(TODAY, {}, measurements=tries))[0]
    read = {(each.measure, each.side): each.readings for each in flexibility.trends}

    assert read["knee-to-wall", Side.LEFT] == (Reading(TODAY, 9.5),)
    assert read["knee-to-wall", Side.RIGHT] == ()


def test_an_injury_counts_on_every_day_it_lasts():
    """
    Not only on its first: from 30 days ago to 26 days ago are three days of the span before and
    two of this one.
    """
    assert counted(injury(30, 26)) == [0.0, 0.0, 3.0, 2.0]


def test_an_injury_that_goes_on_counts_until_today():
    """
    Two at once are one day, not two.
    """
    assert counted(injury(4, None), injury(2, 0))[-1] == 5.0


def test_illness_is_no_injury():
    """
    A cold says nothing about the legs.
    """
    assert counted(injury(10, 5, InjuryKind.ILLNESS)) == [0.0, 0.0, 0.0, 0.0]


def test_days_before_anything_was_told_are_not_days_in_health():
    """
    A span counts only when all of it is known; with nothing known there is no zero.
    """
    assert counted(since_days=110) == [0.0, 0.0, 0.0]
    assert injury_counts(DAYS, Told(TODAY, {})) == []


def run(days: int, speed: float, cadence: float) -> RunReading:
    return RunReading(TODAY - timedelta(days=days), speed, {"cadence": cadence})


def test_only_runs_of_nearly_one_speed_are_compared():
    """
    Intervals have more steps a minute whatever else changed.
    """
    near = 3.0 * (1 + comparable_speed() - 0.001)
    runs = [
        run(1, 3.0, 170),
        run(3, 3.0, 171),
        run(5, 3.0, 172),
        run(40, near, 168),
        run(50, 4.2, 188),
    ]

    assert [each.value for each in at_comparable_speed(CADENCE, runs, TODAY)] == [
        170,
        171,
        172,
        168,
    ]


def test_without_a_run_of_late_nothing_is_compared():
    """
    There is no speed to compare with.
    """
    assert at_comparable_speed(CADENCE, [run(60, 3.0, 170)], TODAY) == []
