"""
Kept files read again by a newer reader: what changed is kept and told, and nothing else moves.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.app.recorded import (
    MORNING,
    a_reader,
    a_recording,
    import_all,
    offered,
    read_as,
    without_heart,
)
from tests.fakes import NOON, FakeReader
from unknot.app.add_run import HandEntry, add_run
from unknot.app.batches import list_batches
from unknot.app.errors import NotFound
from unknot.app.rate_run import rate_run
from unknot.app.reread import reread
from unknot.app.show_runs import list_runs, show_run
from unknot.app.views import OfferedFile, RereadOutcome
from unknot.domain.recording import AboutEffort, FileOutcome, ReadFile, Sport
from unknot.domain.run import RunKind
from unknot.domain.sentence import sentence
from unknot.domain.wellness import WellnessDay
from unknot.store.streams import with_packed_streams

NEW = "reader 2"


@pytest.fixture
def store(both_stores):
    """
    Held to the same on both.
    """
    return both_stores


def a_packing_reader(answers: Mapping[str, ReadFile]) -> FakeReader:
    """
    As in the real house, streams are made small by whoever reads them.
    """
    return a_reader(
        **{
            name: replace(read, recordings=tuple(map(with_packed_streams, read.recordings)))
            for name, read in answers.items()
        }
    )


def import_with(store, runner, **answers: ReadFile):
    files = offered(**{f"{name}_fit": name.encode() for name in answers})
    return import_all(store, runner, files, a_packing_reader(answers).read_many)


def reread_with(store, runner, run_id=None, **answers: ReadFile) -> Mapping[str, object]:
    told = reread(store, runner, a_packing_reader(answers).read_many, NEW, run_id)
    return {each.file: each for each in told}


def test_what_reads_the_same_is_left_as_it_is(store, ada):
    """
    Nothing is written, so no plan grows old.
    """
    same = read_as(a_recording())
    import_with(store, ada, a=same, b=read_as(without_heart(a_recording(24 * 60))))
    with store.look(ada) as db:
        before = db.revision()

    told = reread_with(store, ada, a=same, b=read_as(without_heart(a_recording(24 * 60))))

    assert list(told) == ["a.fit", "b.fit"]
    assert {each.outcome for each in told.values()} == {RereadOutcome.UNCHANGED}
    with store.look(ada) as db:
        assert db.revision() == before


def test_what_changed_is_told_and_kept_and_measured(store, ada):
    """
    Values and streams, before and after; the run keeps its id and gets its load anew.
    """
    old = a_recording(title="Run", ascent_m=10.0)
    beats = array("d", [170.0] * 60)
    new = replace(
        old, ascent_m=25.0, avg_hr=170.0, streams={**old.streams, "heart_rate_bpm": beats}
    )
    import_with(store, ada, a=read_as(old))
    [run] = list_runs(store, ada)
    load = show_run(store, ada, run.run_id, NOON).run.loads.trimp

    told = reread_with(store, ada, a=read_as(new))["a.fit"]

    assert told.outcome is RereadOutcome.CHANGED
    assert [(each.run_id, each.field, each.before, each.after) for each in told.changes] == [
        (run.run_id, "ascent_m", 10.0, 25.0),
        (run.run_id, "avg_hr", 145.0, 170.0),
        (
            run.run_id,
            "heart_rate_bpm",
            {"values": 60, "mean": 145.0},
            {"values": 60, "mean": 170.0},
        ),
    ]
    shown = show_run(store, ada, run.run_id, NOON)
    assert (shown.run.ascent_m, shown.run.avg_hr) == (25.0, 170.0)
    assert shown.run.loads.trimp > load
    assert reread_with(store, ada, a=read_as(new))["a.fit"].outcome is RereadOutcome.UNCHANGED


def test_what_cannot_be_read_any_more_stays_as_it_was(store, ada):
    """
    A worse reader takes nothing away: the old recording is shown, and the file is named.
    """
    import_with(store, ada, a=read_as(a_recording()), b=read_as(a_recording(24 * 60)))
    before = list_runs(store, ada)
    worse = ReadFile(FileOutcome.FAILED, reasons=(sentence("it is not understood"),))

    told = reread_with(store, ada, a=worse, b=ReadFile(FileOutcome.SKIPPED))

    assert [each.outcome for each in told.values()] == [RereadOutcome.FAILED] * 2
    assert told["a.fit"].reason == "it is not understood"
    assert told["b.fit"].reason
    assert list_runs(store, ada) == before


def test_what_the_runner_said_stays(store, ada):
    """
    The rating and the kind, also when the newer reader finds another start.
    """
    import_with(store, ada, a=read_as(a_recording()), b=read_as(a_recording(24 * 60)))
    for run in list_runs(store, ada):
        rate_run(store, ada, run.run_id, 7, RunKind.RACE)

    reread_with(
        store, ada,
        a=read_as(a_recording(distance_m=9_999.0)),
        b=read_as(a_recording(25 * 60)),
    )  # fmt: skip

    first, second = list_runs(store, ada)
    assert (first.distance_m, (second.start_utc - MORNING).total_seconds()) == (9_999.0, 25 * 3600)
    for run in (first, second):
        shown = show_run(store, ada, run.run_id, NOON)
        assert (shown.run.rpe, shown.run.kind) == (7, RunKind.RACE)
        assert shown.load.points == 7 * 60


def test_other_recordings_of_the_run_stay_beside_it(store, ada):
    """
    A second recording and an entry by hand keep their place; which one is shown is settled anew.
    """
    phone = without_heart(a_recording(1, 58, n_records=500))
    import_with(store, ada, watch=read_as(a_recording()), phone=read_as(phone))
    by_hand = HandEntry(MORNING.replace(day=18), 30, rpe=4)
    add_run(store, ada, by_hand, NOON)
    blind = without_heart(a_recording())

    told = reread_with(store, ada, watch=read_as(blind), phone=read_as(phone))

    assert told["watch.fit"].outcome is RereadOutcome.CHANGED
    assert told["phone.fit"].outcome is RereadOutcome.UNCHANGED
    _hand, run = list_runs(store, ada)
    lines = show_run(store, ada, run.run_id, NOON).recordings
    assert {line.file: line.chosen for line in lines} == {"watch.fit": False, "phone.fit": True}
    assert (run.avg_hr, run.n_records) == (None, 500)


def test_a_start_that_moves_finds_the_run_it_is_of(store, ada):
    """
    A watch with the wrong clock, read rightly now, is the phone's run after all.
    """
    import_with(
        store, ada,
        watch=read_as(a_recording(5 * 60)),
        phone=read_as(without_heart(a_recording())),
    )  # fmt: skip
    assert len(list_runs(store, ada)) == 2

    told = reread_with(
        store, ada, watch=read_as(a_recording()), phone=read_as(without_heart(a_recording()))
    )

    assert "start_utc" in [each.field for each in told["watch.fit"].changes]
    [run] = list_runs(store, ada)
    assert run.avg_hr == 145.0


def test_an_activity_more_or_less_is_told_as_one(store, ada):
    """
    A reader that finds the second leg of a race adds it; one that finds it is none takes it away.
    """
    one, two = a_recording(0, 60), a_recording(120, 60, sport=Sport.CYCLING)
    import_with(store, ada, a=read_as(one))

    more = reread_with(store, ada, a=read_as(one, two))["a.fit"]
    assert len(list_runs(store, ada)) == 2
    less = reread_with(store, ada, a=read_as(one))["a.fit"]

    assert [(each.field, each.before, each.after) for each in more.changes] == [
        ("recording", None, two.start_utc)
    ]
    assert [(each.field, each.before, each.after) for each in less.changes] == [
        ("recording", two.start_utc, None)
    ]
    assert [run.sport for run in list_runs(store, ada)] == [Sport.RUNNING]


def test_a_recording_that_two_files_hold_is_read_from_both(store, ada):
    """
    Another export of it is nothing new, before and after a better reader; one that says something
    else now is a recording of its own.
    """
    old, better = read_as(a_recording()), read_as(a_recording(ascent_m=44.0))
    import_with(store, ada, first=old, export=old)
    [run] = list_runs(store, ada)

    same = reread_with(store, ada, first=old, export=old)
    changed = reread_with(store, ada, first=better, export=better)

    assert {each.outcome for each in same.values()} == {RereadOutcome.UNCHANGED}
    assert [(name, each.outcome.value) for name, each in changed.items()] == [
        ("first.fit", "changed"), ("export.fit", "unchanged"),
    ]  # fmt: skip
    assert show_run(store, ada, run.run_id, NOON).run.ascent_m == 44.0
    assert len(show_run(store, ada, run.run_id, NOON).recordings) == 1

    apart = reread_with(store, ada, first=better, export=read_as(a_recording(ascent_m=45.0)))

    assert [(each.field, each.after) for each in apart["export.fit"].changes] == [
        ("ascent_m", 45.0)
    ]
    assert len(show_run(store, ada, run.run_id, NOON).recordings) == 2


def test_what_an_archive_said_is_said_again(store, ada):
    """
    A title from the vendor's list stands above the recording's own, after a reread as before.
    """
    about = AboutEffort(title="Club run", rpe=6.0, gear="Blue shoes")
    file = OfferedFile("activities.zip!/1.fit", lambda: b"a", about=about)
    old, new = read_as(a_recording(title="Run")), read_as(a_recording(title="Lauf", ascent_m=9.0))
    import_all(store, ada, [file], a_packing_reader({"a": old}).read_many)

    same = reread_with(store, ada, a=old)["activities.zip!/1.fit"]
    changed = reread_with(store, ada, a=new)["activities.zip!/1.fit"]

    assert same.outcome is RereadOutcome.UNCHANGED
    assert [each.field for each in changed.changes] == ["ascent_m"]
    [run] = list_runs(store, ada)
    shown = show_run(store, ada, run.run_id, NOON)
    assert (shown.run.title, shown.run.rpe, shown.gear) == ("Club run", 6.0, "Blue shoes")


def test_days_are_told_anew(store, ada):
    """
    What a log says of days is compared day by day; where another file tells them too, its place stays.
    """
    friday = WellnessDay(date(2026, 11, 20), "own-log", sleep_h=7.0, resting_hr=50.0)
    saturday = WellnessDay(date(2026, 11, 21), "own-log", sleep_h=8.0)
    import_with(store, ada, log=read_as(days=(friday,)))
    import_with(store, ada, newer=read_as(days=(replace(friday, sleep_h=7.5, resting_hr=None),)))

    told = reread_with(
        store, ada,
        log=read_as(days=(replace(friday, sleep_h=6.0, resting_hr=48.0), saturday)),
        newer=read_as(days=()),
    )  # fmt: skip

    assert [
        (each.date, each.field, each.before, each.after) for each in told["log.fit"].changes
    ] == [
        (friday.date, "sleep_h", 7.0, 6.0),
        (friday.date, "resting_hr", 50.0, 48.0),
        (saturday.date, "day", None, "own-log"),
    ]
    assert [(each.date, each.field, each.after) for each in told["newer.fit"].changes] == [
        (friday.date, "day", None)
    ]
    with store.look(ada) as db:
        assert [each.sleep_h for each in db.wellness_days()] == [6.0, 8.0]


def test_the_record_names_the_versions_that_read_all_of_it(store, ada):
    """
    Of an import one of whose files fails now, something is still as the old version read it.
    """
    import_with(store, ada, a=read_as(a_recording()))
    import_with(store, ada, b=read_as(a_recording(24 * 60)), c=read_as(a_recording(48 * 60)))
    worse = ReadFile(FileOutcome.FAILED)

    reread_with(
        store, ada, a=read_as(a_recording()), b=worse, c=read_as(a_recording(48 * 60))
    )  # fmt: skip

    made_by = {
        len(batch.counts) and batch.counts[FileOutcome.IMPORTED]: batch.made_by
        for batch in list_batches(store, ada, NOON)
    }
    assert made_by == {1: NEW, 2: "tests"}


def test_one_run_alone_is_read_again(store, ada):
    """
    Only the files it is known from; a run that is not there is a sentence.
    """
    import_with(store, ada, a=read_as(a_recording()), b=read_as(a_recording(24 * 60)))
    first, _second = list_runs(store, ada)

    told = reread_with(store, ada, first.run_id, a=read_as(a_recording()))

    assert list(told) == ["a.fit"]
    with pytest.raises(NotFound):
        reread_with(store, ada, "r_nothing")
