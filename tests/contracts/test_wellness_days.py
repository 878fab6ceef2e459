"""
What every store promises about days of wellness: who said what last, and what is left of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.contracts import a_full_life as life
from unknot.domain.wellness import WellnessDay

FIRST, SECOND, THIRD = "aa" * 32, "bb" * 32, "cc" * 32
DAY = WellnessDay(life.SUNDAY, "elite-hrv", resting_hr=50.0)
NEXT_DAY = replace(DAY, date=life.SUNDAY + timedelta(days=1))


def test_a_newer_file_replaces_what_the_same_source_said_of_a_day(store):
    """
    A log exported again tells a day anew; another source's word of that day stays beside it.
    """
    runner = store.add_runner("Ada")
    other = replace(DAY, source="apple-health", resting_hr=48.0)
    newer = replace(DAY, resting_hr=51.0, hrv_lnrmssd=4.0)
    with store.open(runner.id) as db:
        db.keep_wellness(FIRST, [DAY, NEXT_DAY, other])
        db.keep_wellness(SECOND, [newer])

    with store.look(runner.id) as db:
        assert [other, newer, NEXT_DAY] == list(db.wellness_days())
        assert list(db.wellness_days(NEXT_DAY.date)) == [NEXT_DAY]


def test_taking_a_file_back_leaves_what_the_others_told(store):
    """
    Every export of a log tells all its days; without the newest the one before it counts again.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        db.keep_wellness(FIRST, [DAY])
        db.keep_wellness(None, [replace(DAY, source="garmin")])
        db.keep_wellness(SECOND, [replace(DAY, resting_hr=51.0), NEXT_DAY])
        db.keep_wellness(THIRD, [replace(DAY, resting_hr=52.0)])

    with store.open(runner.id) as db:
        db.drop_wellness_of([THIRD, "00" * 32])
        assert [each.resting_hr for each in db.wellness_days()] == [51.0, 50.0, 50.0]
        db.drop_wellness_of([FIRST])
        assert [each.resting_hr for each in db.wellness_days()] == [51.0, 50.0, 50.0]
        db.drop_wellness_of([SECOND])
        assert [each.source for each in db.wellness_days()] == ["garmin"]


def test_a_file_read_again_keeps_its_place_among_the_others(store):
    """
    A better reader changes what a file says, not how new the file is; days it no longer tells go.
    """
    runner = store.add_runner("Ada")
    later = replace(DAY, date=NEXT_DAY.date + timedelta(days=1))
    with store.open(runner.id) as db:
        db.keep_wellness(FIRST, [DAY, replace(later, resting_hr=47.0)])
        db.keep_wellness(SECOND, [DAY, NEXT_DAY, later])
        db.keep_wellness(THIRD, [replace(DAY, resting_hr=51.0)])
        db.keep_wellness(SECOND, [replace(DAY, resting_hr=49.0)])
        assert [each.resting_hr for each in db.wellness_days()] == [51.0, 47.0]
        db.drop_wellness_of([THIRD])
        assert [each.resting_hr for each in db.wellness_days()] == [49.0, 47.0]


def test_days_count_as_a_change_and_belong_to_one_runner(store):
    """
    A log makes the plan stale; taking back what nobody told changes nothing for anybody.
    """
    ada, ben = store.add_runner("Ada"), store.add_runner("Ben")
    with store.open(ada.id) as db:
        db.keep_wellness(FIRST, [DAY])
    with store.open(ben.id) as db:
        db.drop_wellness_of([FIRST])
        db.keep_wellness(FIRST, [])

    with store.look(ben.id) as db:
        assert (db.revision(), list(db.wellness_days())) == (0, [])
    with store.look(ada.id) as db:
        assert (db.revision(), list(db.wellness_days())) == (1, [DAY])


def test_one_source_may_tell_a_day_in_several_files(store):
    """
    Sleep in one file and the heart in another are one day; the newest word on each counts.
    """
    runner = store.add_runner("Ada")
    day = date(2026, 11, 20)
    with store.open(runner.id) as db:
        db.keep_wellness("a" * 64, [WellnessDay(day, "garmin", sleep_h=7.5, resting_hr=50)])
        db.keep_wellness("b" * 64, [WellnessDay(day, "garmin", resting_hr=48)])
    with store.look(runner.id) as db:
        assert db.wellness_days() == [WellnessDay(day, "garmin", sleep_h=7.5, resting_hr=48)]
