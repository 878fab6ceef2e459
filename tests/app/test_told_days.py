"""
Days as told by check-ins, logs and watches: who is believed, and what the plan makes of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.app.recorded import import_all, offered
from tests.fakes import NOON, FakeReader
from unknot.app.batches import list_batches, show_batch
from unknot.app.gather import gather_input
from unknot.app.told_days import LOGS_COUNT, list_days
from unknot.app.undo_import import undo_import
from unknot.catalogue.load import load_figure
from unknot.catalogue.safety import report_holds_days
from unknot.domain.body import BodyPart, Pain, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.wellness import WellnessDay

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)
CALF, QUADS = BodyPart(Region.CALF, Side.LEFT), BodyPart(Region.QUADRICEPS, Side.LEFT)
LOG = WellnessDay(
    YESTERDAY,
    "own-log",
    sleep_h=7.0,
    soreness=(Soreness(CALF, 6),),
    pain=(Pain(QUADS, 2),),
    soreness_overall=9,
    fatigue=5,
    stress=3,
)
CHECK_IN = CheckIn(YESTERDAY, NOON - timedelta(days=1), (Soreness(CALF, 2),), note="fine")


def keep(store, runner, *days, check_ins=()):
    """
    Puts days and check-ins into the store.
    """
    with store.open(runner) as db:
        db.keep_wellness(None, days)
        for each in check_ins:
            db.keep_check_in(each)


def test_each_figure_of_a_day_comes_from_the_first_source_that_has_it(store, ada):
    """
    The check-in first, then one's own log, then what measured it, then what gathers from others.
    """
    watch = WellnessDay(YESTERDAY, "apple-health", sleep_h=6.5, resting_hr=50.0)
    app = WellnessDay(YESTERDAY, "hrv4training", resting_hr=48.0, hrv_lnrmssd=4.0, mood=5)
    gathered = WellnessDay(YESTERDAY, "intervals-icu", resting_hr=55.0, hrv_lnrmssd=3.0, mood=2)
    unknown = WellnessDay(YESTERDAY, "another", stress=7, is_sick=True)
    keep(store, ada, gathered, unknown, watch, app, LOG, check_ins=[CHECK_IN])

    (day,) = list_days(store, ada)

    assert day.sources == (
        "check-in", "own-log", "hrv4training", "apple-health", "intervals-icu", "another",
    )  # fmt: skip
    assert (day.sleep_h, day.resting_hr, day.hrv_lnrmssd, day.mood) == (7.0, 48.0, 4.0, 5)
    assert day.soreness == (Soreness(CALF, 2),)
    assert day.pain == (Pain(QUADS, 2),)
    assert (day.soreness_overall, day.stress, day.is_sick, day.note) == (9, 3, True, "fine")


def test_days_are_listed_from_first_to_last_included(store, ada):
    """
    Whichever source tells a day, it is there once.
    """
    days = [replace(LOG, date=TODAY - timedelta(days=ago)) for ago in (4, 3, 2)]
    keep(store, ada, *days, check_ins=[CHECK_IN])

    told = list_days(store, ada, TODAY - timedelta(days=3), YESTERDAY)

    assert [day.date for day in told] == [days[1].date, days[2].date, YESTERDAY]


def test_a_log_counts_as_a_check_in_where_there_was_none(store, ada):
    """
    Soreness and pain of named parts, sleep, stress and fatigue reach the planner; the rest does not.
    """
    keep(store, ada, LOG)

    with store.look(ada) as db:
        (said,) = gather_input(db, NOON, weeks=1).check_ins

    assert (said.date, said.soreness, said.pain) == (YESTERDAY, LOG.soreness, LOG.pain)
    assert (said.sleep_h, said.stress, said.fatigue) == (7.0, 3, 5)
    # Prague is an hour ahead: the day ended at 23:00 in UTC.
    assert said.reported_at == datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC)


def test_a_check_in_stands_above_every_log_of_its_day(store, ada):
    """
    What the runner said is neither changed nor added to, in the plan and in the store.
    """
    keep(store, ada, LOG, check_ins=[CHECK_IN])

    with store.look(ada) as db:
        assert gather_input(db, NOON, weeks=1).check_ins == (CHECK_IN,)
        assert list(db.check_ins()) == [CHECK_IN]


def test_soreness_without_a_place_is_never_given_to_a_muscle(store, ada):
    """
    "Nine of ten, somewhere" is shown among the days, and no plan is made from it.
    """
    keep(store, ada, WellnessDay(YESTERDAY, "hrv4training", hrv_lnrmssd=4.0, soreness_overall=9))

    with store.look(ada) as db:
        assert gather_input(db, NOON, weeks=1).check_ins == ()
    assert [day.soreness_overall for day in list_days(store, ada)] == [9]


def test_a_log_of_today_was_told_by_now_and_one_of_tomorrow_not_at_all(store, ada):
    """
    Nothing in a plan's input is later than its now.
    """
    keep(store, ada, replace(LOG, date=TODAY), replace(LOG, date=TODAY + timedelta(days=1)))

    with store.look(ada) as db:
        (said,) = gather_input(db, NOON, weeks=1).check_ins

    assert (said.date, said.reported_at) == (TODAY, NOON)


def test_a_file_of_days_is_imported_and_a_newer_one_counts(store, ada):
    """
    A log without a recording is a file like any other; taking it back brings the older word back.
    """
    newer = replace(LOG, sleep_h=8.0)
    reader = FakeReader(
        {
            b"log": ReadFile(FileOutcome.IMPORTED, days=(LOG,)),
            b"newer": ReadFile(FileOutcome.IMPORTED, days=(newer,)),
        }
    )
    for name in ("log", "newer"):
        (told,) = import_all(
            store, ada, offered(**{f"{name}_csv": name.encode()}), reader.read_many
        )
        assert (told.outcome, told.n_days, told.runs) == (FileOutcome.IMPORTED, 1, ())

    with store.look(ada) as db:
        assert list(db.wellness_days()) == [newer]
    of_file = {
        file.file: (batch.id, file.n_days)
        for each in list_batches(store, ada, NOON)
        for batch, (file,) in [show_batch(store, ada, each.id, NOON)]
    }
    assert [n_days for _, n_days in of_file.values()] == [1, 1]
    undo_import(store, ada, of_file["newer.csv"][0], NOON)
    with store.look(ada) as db:
        assert list(db.wellness_days()) == [LOG]


def test_logs_are_looked_up_as_far_back_as_anything_asks_for_them(store, ada):
    """
    Neither the forecast nor the gate asks for an older day than is looked up; older ones stay out.
    """
    asked = (load_figure("forecast_looks_back_days"), load_figure("report_counts_days"))
    keep(store, ada, replace(LOG, date=TODAY - LOGS_COUNT - timedelta(days=1)))

    assert max(*asked, report_holds_days()) < LOGS_COUNT.days
    with store.look(ada) as db:
        assert gather_input(db, NOON, weeks=1).check_ins == ()
