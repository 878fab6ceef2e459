"""
Files go in, each on its own, and nothing is counted twice.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

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
from tests.fakes import NOON, FakeRunnerStore
from unknot.app.add_run import HandEntry, add_run
from unknot.app.errors import NotUnderstood, StoreUnusable
from unknot.app.rate_run import rate_run
from unknot.app.show_runs import list_runs, show_run
from unknot.app.views import OfferedFile
from unknot.domain.recording import (
    AboutEffort,
    FileOutcome,
    FileWarning,
    ReadFile,
    Sport,
    Surface,
    UndatedEffort,
)
from unknot.domain.run import LoadMethod, RunDone, RunKind
from unknot.domain.sentence import sentence


def test_a_new_file_becomes_a_run_with_its_load(store, ada):
    """
    One file, one run, measured by its heart rate.
    """
    reader = a_reader(watch=read_as(a_recording()))

    [outcome] = import_all(store, ada, offered(watch_fit=b"watch"), reader.read_many)

    [run] = outcome.runs
    assert (outcome.file, outcome.outcome) == ("watch.fit", FileOutcome.IMPORTED)
    assert list_runs(store, ada) == (run,)
    assert (run.start_utc, run.elapsed_s, run.n_records) == (MORNING, 3600, 60)
    detail = show_run(store, ada, run.run_id, NOON)
    assert detail.load.method is LoadMethod.HEART_RATE
    assert detail.run.loads.trimp
    assert detail.run.zone == "Europe/Prague"


def test_what_an_archive_says_of_a_file_is_kept_with_its_run(store, ada):
    """
    The title typed at a vendor's stands on the run, notes and gear beside it.
    """
    reader = a_reader(watch=read_as(a_recording(title="Run")))
    about = AboutEffort(title="With Ben", description="Warm", gear="Old shoes", rpe=7.0)
    files = [replace(each, about=about) for each in offered(watch_fit=b"watch")]
    [outcome] = import_all(store, ada, files, reader.read_many)

    detail = show_run(store, ada, outcome.runs[0].run_id, NOON)
    assert (detail.run.title, detail.run.rpe) == ("With Ben", 7.0)
    assert (detail.description, detail.gear) == ("Warm", "Old shoes")


def test_the_same_bytes_again_add_nothing(store, ada):
    """
    A second import reads no file, changes nothing, and still shows what the file holds.
    """
    reader = a_reader(watch=read_as(a_recording()))
    files = offered(watch_fit=b"watch", copy_fit=b"watch")
    first = import_all(store, ada, files, reader.read_many)
    with store.look(ada) as db:
        before = (db.runs(), db.recordings_in([run.run_id for run in first[0].runs]))

    second = import_all(store, ada, files, reader.read_many)

    assert [each.outcome for each in first] == [FileOutcome.IMPORTED, FileOutcome.DUPLICATE]
    assert [each.outcome for each in second] == [FileOutcome.DUPLICATE] * 2
    assert {each.runs for each in second} == {first[0].runs}
    assert reader.asked == ["watch.fit"]
    with store.look(ada) as db:
        assert (db.runs(), db.recordings_in([run.run_id for run in first[0].runs])) == before


def test_a_bad_file_stops_nobody(store, ada):
    """
    Unreadable, missing, empty and foreign files are outcomes; the good one is there.
    """

    def missing() -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    def forbidden() -> bytes:
        raise PermissionError(13, "Permission denied")

    reader = a_reader(
        good=read_as(a_recording()),
        bad=ReadFile(FileOutcome.FAILED, reasons=(sentence("it is cut off"),)),
    )
    files = [
        OfferedFile("gone.fit", missing),
        OfferedFile("locked.fit", forbidden),
        *offered(bad_fit=b"bad", settings_fit=b"settings", good_fit=b"good"),
    ]
    told = []

    outcomes = import_all(
        store, ada, files, reader.read_many, on_file=lambda file, _: told.append(file)
    )

    assert tuple(told) == outcomes
    assert [each.outcome.value for each in outcomes] == [
        "failed",
        "failed",
        "failed",
        "skipped",
        "imported",
    ]
    assert "no such file" in outcomes[0].reason
    assert "may not read" in outcomes[1].reason
    assert outcomes[2].reason == "it is cut off"
    with store.look(ada) as db:
        [batch] = db.batches()
        assert {record.file for record in db.files_of(batch.id)} == {each.file for each in outcomes}


def test_a_failed_file_is_read_again_and_not_called_a_duplicate(store, ada):
    """
    After a better reader is installed, the same file gets its second chance.
    """
    worse = a_reader(watch=ReadFile(FileOutcome.FAILED, reasons=(sentence("not understood"),)))
    import_all(store, ada, offered(watch_fit=b"watch"), worse.read_many)
    better = a_reader(watch=read_as(a_recording()))

    [outcome] = import_all(store, ada, offered(watch_fit=b"watch"), better.read_many)

    assert outcome.outcome is FileOutcome.IMPORTED
    assert len(list_runs(store, ada)) == 1


def test_what_no_row_can_hold_fails_its_own_file_only(store, ada):
    """
    A run of a million years is one failed file.
    """
    endless = replace(a_recording(), elapsed_s=1e300)
    reader = a_reader(endless=read_as(endless), good=read_as(a_recording()))

    outcomes = import_all(
        store, ada, offered(endless_fit=b"endless", good_fit=b"good"), reader.read_many
    )

    assert [each.outcome.value for each in outcomes] == ["failed", "imported"]
    assert len(list_runs(store, ada)) == 1


def test_what_the_store_does_not_understand_fails_its_own_file_only(store, ada, monkeypatch):
    """
    A title that is no text is said of its file, in the store's own words; the next file goes in.
    """
    keep = FakeRunnerStore.keep_effort

    def choosy(db: FakeRunnerStore, run: RunDone) -> None:
        if run.title == "odd":
            raise NotUnderstood("{text} is too long to be kept.", text="odd")
        keep(db, run)

    monkeypatch.setattr(FakeRunnerStore, "keep_effort", choosy)
    odd = replace(a_recording(), title="odd")
    reader = a_reader(odd=read_as(odd), good=read_as(a_recording()))

    outcomes = import_all(store, ada, offered(odd_fit=b"odd", good_fit=b"good"), reader.read_many)

    assert [each.outcome.value for each in outcomes] == ["failed", "imported"]
    assert outcomes[0].reasons == (sentence("{text} is too long to be kept.", text="odd"),)


def test_a_full_disk_ends_the_import(store, ada, monkeypatch):
    """
    What concerns every file is not blamed on each of them.
    """

    def full(*_given: object) -> None:
        raise StoreUnusable("The disk is full.")

    monkeypatch.setattr("tests.fakes.FakeRunnerStore.keep_original", full)
    reader = a_reader(watch=read_as(a_recording()))

    with pytest.raises(StoreUnusable):
        import_all(store, ada, offered(watch_fit=b"watch"), reader.read_many)


def test_watch_and_phone_are_one_run(store, ada):
    """
    The same hour from two programs is counted once, and the file says so.
    """
    phone = without_heart(a_recording(minutes_later=1, minutes=57, n_records=500))
    reader = a_reader(phone=read_as(phone), watch=read_as(a_recording()))

    first, second = import_all(
        store, ada, offered(phone_gpx=b"phone", watch_fit=b"watch"), reader.read_many
    )

    assert second.outcome is FileOutcome.IMPORTED
    assert [warning.code for warning in second.warnings] == ["same-effort"]
    assert first.runs[0].run_id == second.runs[0].run_id
    assert second.runs[0].elapsed_s == 3600
    [run] = list_runs(store, ada)
    assert run.avg_hr == 145.0
    lines = show_run(store, ada, run.run_id, NOON).recordings
    assert [(line.file, line.chosen) for line in lines] == [
        ("phone.gpx", False),
        ("watch.fit", True),
    ]


@pytest.mark.parametrize(
    ("richer", "poorer"),
    [
        (("a.gpx", a_recording(n_records=5)), ("b.fit", without_heart(a_recording()))),
        (("a.gpx", a_recording(n_records=90)), ("b.fit", a_recording(n_records=60))),
        (("a.fit", a_recording()), ("b.tcx", a_recording())),
        (("a.tcx.gz", a_recording()), ("b.gpx", a_recording())),
        (("a.fit", a_recording()), ("b.fit", a_recording())),
    ],
)
def test_the_richest_recording_is_shown(store, ada, richer, poorer):
    """
    Heart rate, then records, then FIT before TCX before GPX, then what came first.
    """
    files, answers = [], {}
    for name, recording in (richer, poorer):
        content = name.encode()
        answers[name] = read_as(recording)
        files.append(OfferedFile(name, lambda content=content: content))
    reader = a_reader(**answers)

    import_all(store, ada, files, reader.read_many)

    [run] = list_runs(store, ada)
    lines = show_run(store, ada, run.run_id, NOON).recordings
    assert [line.file for line in lines if line.chosen] == [richer[0]]


def test_what_the_shown_recording_does_not_say_another_one_does(store, ada):
    """
    A strap that calls it "other" and knows no distance still leaves a run of ten kilometres.
    """
    strap = replace(a_recording(n_records=400), sport=Sport.OTHER, distance_m=None)
    watch = replace(a_recording(n_records=5), distance_m=10_000.0)
    reader = a_reader(strap=read_as(strap), watch=read_as(watch))

    import_all(store, ada, offered(strap_fit=b"strap", watch_fit=b"watch"), reader.read_many)

    [run] = list_runs(store, ada)
    assert (run.sport, run.distance_m, run.n_records) == (Sport.RUNNING, 10_000.0, 400)


def test_the_walk_home_lends_the_run_no_duration(store, ada):
    """
    A long run whose recording reaches into the walk after it takes sport and time from its twin.
    """
    nameless = replace(a_recording(0, 117, n_records=1900), sport=Sport.OTHER, timer_s=None)
    walk = replace(a_recording(112, 26, n_records=1400), sport=Sport.WALKING)
    twin = replace(a_recording(0, 118, n_records=16), timer_s=6600.0)
    reader = a_reader(gpx=read_as(nameless), walk=read_as(walk), fit=read_as(twin))

    import_all(store, ada, offered(a_gpx=b"gpx", b_fit=b"walk", c_fit=b"fit"), reader.read_many)

    [run] = list_runs(store, ada)
    assert (run.sport, run.elapsed_s, run.timer_s) == (Sport.RUNNING, 117 * 60, 6600.0)


def test_a_part_of_another_time_lends_the_run_no_duration(store, ada):
    """
    What the phone kept of the last minutes says nothing of how long the run was.
    """
    nameless = replace(a_recording(0, 117, n_records=1900), timer_s=None, distance_m=None)
    part = without_heart(a_recording(100, 17, n_records=90))
    reader = a_reader(gpx=read_as(nameless), part=read_as(part))

    import_all(store, ada, offered(a_gpx=b"gpx", b_fit=b"part"), reader.read_many)

    [run] = list_runs(store, ada)
    assert (run.elapsed_s, run.timer_s, run.distance_m) == (117 * 60, None, None)


def test_a_part_of_a_run_lends_it_no_distance(store, ada):
    """
    A phone that died on the way knows half of it: way and load by pace stay unknown, not halved.
    """
    heart = a_recording()
    streams = {name: heart.streams[name] for name in ("time_s", "heart_rate_bpm")}
    strap = replace(heart, distance_m=None, streams=streams)
    phone = without_heart(a_recording(0, 30, n_records=5))
    reader = a_reader(strap=read_as(strap), phone=read_as(phone))

    import_all(store, ada, offered(a_fit=b"strap", b_gpx=b"phone"), reader.read_many)

    [run] = list_runs(store, ada)
    assert run.distance_m is None
    assert show_run(store, ada, run.run_id, NOON).run.loads.graded is None


def test_times_typed_in_need_not_be_exact(store, ada):
    """
    "At six, forty minutes" is the watch's run of fifty from five past: its distance is known.
    """
    add_run(store, ada, HandEntry(MORNING, 40), NOON)
    reader = a_reader(watch=read_as(a_recording(5, 50)))

    import_all(store, ada, offered(watch_fit=b"watch"), reader.read_many)

    [run] = list_runs(store, ada)
    assert (run.elapsed_s, run.distance_m) == (2400, 8400.0)
    assert show_run(store, ada, run.run_id, NOON).run.loads.trimp


def test_equally_rich_recordings_make_the_same_run_in_any_order(store):
    """
    Of two exports of one run, one with its climb and one without, the same one is shown.
    """
    recordings = {
        "flat": replace(a_recording(), ascent_m=None),
        "hilly": replace(a_recording(), ascent_m=120.0, timer_s=3500.0),
        "longer": replace(a_recording(0, 61), ascent_m=0.0),
    }
    reader = a_reader(**{name: read_as(each) for name, each in recordings.items()})
    seen = set()
    for order in permutations(recordings):
        runner = store.add_runner("Ada").id
        files = [OfferedFile(f"{name}.gpx", lambda name=name: name.encode()) for name in order]
        import_all(store, runner, files, reader.read_many)
        [run] = list_runs(store, runner)
        seen.add((run.elapsed_s, run.timer_s, run.distance_m, run.ascent_m))

    assert seen == {(3660, 3660, 3660 * 2.8, 0.0)}


def test_the_order_of_files_does_not_matter(store):
    """
    A long recording that bridges two short ones makes one effort, whichever comes first.
    """
    recordings = {
        "early": a_recording(0, 20, n_records=20),
        "late": a_recording(30, 20, n_records=30),
        "whole": a_recording(0, 60, n_records=40),
    }
    reader = a_reader(**{name: read_as(each) for name, each in recordings.items()})
    seen = set()
    for order in permutations(recordings):
        runner = store.add_runner("Ada").id
        files = [OfferedFile(f"{name}.fit", lambda name=name: name.encode()) for name in order]
        import_all(store, runner, files, reader.read_many)
        [run] = list_runs(store, runner)
        assert len(show_run(store, runner, run.run_id, NOON).recordings) == 3
        seen.add((run.start_utc, run.elapsed_s, run.n_records))

    assert len(seen) == 1


@pytest.mark.parametrize("order", [("start", "watch"), ("watch", "start")])
def test_a_treadmill_run_and_the_start_a_website_exports_of_it_are_one(store, ada, order):
    """
    Whichever comes first, the run has the watch's figures.
    """
    bare = a_recording(n_records=0, elapsed_s=None, timer_s=None, distance_m=None, avg_hr=None)
    reader = a_reader(start=read_as(replace(bare, streams={})), watch=read_as(a_recording()))
    files = [OfferedFile(f"{name}.gpx", lambda name=name: name.encode()) for name in order]

    import_all(store, ada, files, reader.read_many)

    [run] = list_runs(store, ada)
    assert (run.elapsed_s, run.avg_hr, run.n_records) == (3600, 145.0, 60)


def test_two_activities_of_one_file_stay_two(store, ada):
    """
    A file knows its own legs, even where the watch lets them touch for a while.
    """
    legs = read_as(a_recording(0, 60), a_recording(55, 60))
    reader = a_reader(race=legs)

    [outcome] = import_all(store, ada, offered(race_fit=b"race"), reader.read_many)

    assert len(outcome.runs) == len(list_runs(store, ada)) == 2


def test_what_the_runner_said_outlives_a_richer_recording(store, ada):
    """
    The rating stays when a second file of the same run takes over the figures.
    """
    reader = a_reader(
        phone=read_as(without_heart(a_recording())), watch=read_as(a_recording(rpe=3.0))
    )
    [phone] = import_all(store, ada, offered(phone_gpx=b"phone"), reader.read_many)
    run_id = phone.runs[0].run_id
    rate_run(store, ada, run_id, 7, RunKind.RACE)

    import_all(store, ada, offered(watch_fit=b"watch"), reader.read_many)

    detail = show_run(store, ada, run_id, NOON)
    assert (detail.run.rpe, detail.kind, detail.kind_is_inferred) == (7, RunKind.RACE, False)
    assert detail.load.method is LoadMethod.RPE
    assert detail.load.points == 7 * 60


def test_a_file_never_overwrites_what_was_entered_by_hand(store, ada):
    """
    The treadmill run keeps its own distance; the watch adds the heart rate it lacked.
    """
    by_hand = HandEntry(MORNING, 60, 9_000.0, rpe=5, title="Treadmill")
    entered = add_run(store, ada, by_hand, NOON)
    reader = a_reader(watch=read_as(replace(a_recording(5, 50), surface=Surface.ROAD)))

    [outcome] = import_all(store, ada, offered(watch_fit=b"watch"), reader.read_many)

    [run] = list_runs(store, ada)
    assert run.run_id == entered.run_id == outcome.runs[0].run_id
    assert (run.start_utc, run.elapsed_s, run.distance_m) == (MORNING, 3600, 9_000.0)
    assert run.avg_hr == 145.0
    detail = show_run(store, ada, run.run_id, NOON)
    assert (detail.run.title, detail.run.surface) == ("Treadmill", Surface.TREADMILL)
    assert (detail.load.points, detail.load.method) == (300.0, LoadMethod.RPE)
    assert detail.run.loads.trimp


def test_an_effort_without_a_date_is_shown_with_its_file(store, ada):
    """
    No day is invented for it: it is told, and becomes no run.
    """
    undated = UndatedEffort(Sport.RUNNING, 1800.0, n_records=30)
    warning = FileWarning("no-date", sentence("The watch did not know the date."))
    reader = a_reader(watch=read_as(undated=(undated,), warnings=(warning,)))

    [outcome] = import_all(store, ada, offered(watch_fit=b"watch"), reader.read_many)

    assert outcome.undated == (undated,)
    assert outcome.warnings == (warning,)
    assert list_runs(store, ada) == ()
