"""
Benefits from what a runner told, measured and ran.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.app.recorded import import_all, offered
from tests.fakes import NOON, FakeReader
from tests.intake import fit_writer as fit
from unknot.app.benefits import show_benefits
from unknot.app.errors import NotFound, Refusal
from unknot.app.measures import keep_measurement, list_measurements, remove_measurement
from unknot.app.reading_changes import changes_between
from unknot.domain.benefits import Reading
from unknot.domain.body import BodyPart, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.domain.wellness import WellnessDay
from unknot.intake.registry import Readers

TODAY = date(2026, 11, 23)
KNEE = Measurement(TODAY, FlexibilityTest.KNEE_TO_WALL, Side.LEFT, (9.0, 9.5))
CALF, SOLE = BodyPart(Region.CALF, Side.LEFT), BodyPart(Region.SOLE, Side.LEFT)


def readings(store, runner):
    """
    What is read of each measure, by its name.
    """
    found = show_benefits(store, runner, NOON)
    return {trend.measure: list(trend.readings) for each in found for trend in each.trends}


def test_a_day_is_as_sore_as_its_sorest_place_and_silence_is_no_zero(both_stores):
    """
    A check-in that says nothing of soreness is not a day without any.
    """
    runner = both_stores.add_runner("Ada").id
    with both_stores.open(runner) as db:
        db.keep_check_in(CheckIn(TODAY, NOON, (Soreness(CALF, 2), Soreness(SOLE, 5))))
        db.keep_check_in(CheckIn(TODAY - timedelta(days=1), NOON, stress=3))
        db.keep_wellness(None, [WellnessDay(TODAY, "garmin", resting_hr=48.0)])
    read = readings(both_stores, runner)

    assert read["soreness"] == [Reading(TODAY, 5.0)]
    assert read["stress"] == [Reading(TODAY - timedelta(days=1), 3.0)]
    assert read["resting-pulse"] == [Reading(TODAY, 48.0)]
    assert read["hrv"] == []


def test_how_a_run_was_run_comes_from_its_recording(both_stores, clock):
    """
    Runs with a watch that tells are read; the day is the runner's own.
    """
    runner = both_stores.add_runner("Ada").id
    start = NOON - timedelta(days=3)
    content = fit.fit_file(sessions=[fit.Session(form=fit.Form())], start=start)
    reader = FakeReader({content: Readers().read("run.fit", content)})
    import_all(both_stores, runner, offered(run_fit=content), reader.read_many, clock)
    read = readings(both_stores, runner)

    assert read["contact-balance"] == [Reading(start.date(), 50.8)]
    assert read["cadence"] == [Reading(start.date(), 172.0)]


def test_measuring_again_on_the_same_day_replaces_it(store, ada):
    """
    One value a day and side; the other side is another one.
    """
    again = Measurement(TODAY, FlexibilityTest.KNEE_TO_WALL, Side.LEFT, (10.0,))
    right = Measurement(TODAY, FlexibilityTest.KNEE_TO_WALL, Side.RIGHT, (11.0,))
    for each in (KNEE, right, again):
        keep_measurement(store, ada, each, NOON)

    assert list_measurements(store, ada) == (again, right)


def test_tomorrow_cannot_be_measured(store, ada):
    """
    A slip of the finger in the date is said at once.
    """
    tomorrow = Measurement(TODAY + timedelta(days=1), KNEE.test, KNEE.side, KNEE.tries)

    with pytest.raises(Refusal, match="has not come yet"):
        keep_measurement(store, ada, tomorrow, NOON)


def test_a_measurement_can_be_taken_out_once(store, ada):
    """
    The second time there is nothing to take out, and that is said.
    """
    keep_measurement(store, ada, KNEE, NOON)
    remove_measurement(store, ada, KNEE.date, KNEE.test, KNEE.side)

    assert list_measurements(store, ada) == ()
    with pytest.raises(NotFound):
        remove_measurement(store, ada, KNEE.date, KNEE.test, KNEE.side)


def test_files_read_again_say_which_figures_of_form_came():
    """
    Runs that were here before have them after that, figure by figure.
    """
    content = fit.fit_file(sessions=[fit.Session(form=fit.Form())])
    (new,) = Readers().read("run.fit", content).recordings
    old = replace(new, form=None)
    changes = changes_between({0: ("r_1", old)}, {0: ("r_1", new)})

    assert [(each.field, each.before, each.after) for each in changes][:2] == [
        ("cadence_spm", None, 172.0),
        ("contact_left_pct", None, 50.8),
    ]
    assert len(changes) == 6
