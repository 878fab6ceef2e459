"""
Taking imports back, stopping them and going on with them: what is left is always whole.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

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
from tests.fakes import NOON
from unknot.app.add_run import HandEntry, add_run
from unknot.app.batches import begin_batch, list_batches, show_batch
from unknot.app.check_in import keep_check_in
from unknot.app.errors import NotFound, Refusal
from unknot.app.import_runs import import_runs
from unknot.app.rate_run import rate_run
from unknot.app.show_runs import list_runs, show_run
from unknot.app.undo_import import undo_import
from unknot.app.views import BatchState, OfferedFile
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.check_in import CheckIn, Soreness
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.run import RunKind
from unknot.domain.sentence import sentence

YESTERDAY = MORNING - timedelta(days=1)
WATCH = a_recording()
PHONE = without_heart(a_recording(1, 58, n_records=500))
EARLIER = a_recording(-24 * 60, 50)


@pytest.fixture
def store(both_stores):
    """
    Held to the same on both.
    """
    return both_stores


READER = a_reader(
    phone=read_as(PHONE),
    early=read_as(EARLIER),
    watch=read_as(WATCH),
    new=read_as(a_recording(48 * 60)),
    broken=ReadFile(FileOutcome.FAILED, reasons=(sentence("it is cut off"),)),
)


def import_a(store, runner):
    return import_all(store, runner, offered(a_gpx=b"phone", b_fit=b"early"), READER.read_many)


def import_b(store, runner, **more):
    files = offered(c_fit=b"watch", d_fit=b"new", e_fit=b"broken", f_gpx=b"phone")
    return import_all(store, runner, files, READER.read_many, **more)


def newest_of(store, runner) -> str:
    return list_batches(store, runner, NOON)[0].id


def told(store, runner) -> dict:
    """
    Everything that is kept of runs and of the body, as rows tell it; the record stands apart.
    """
    with store.look(runner) as db:
        runs = db.runs()
        return {
            "runs": list(runs),
            "recordings": {
                run.id: [
                    (each.id, each.file, each.chosen, replace(each.recording, streams={}))
                    for each in db.recordings_of(run.id)
                ]
                for run in runs
            },
            "originals": db.known_digests(
                record.sha256 for batch in db.batches() for record in db.files_of(batch.id)
            ),
            "unmeasured": list(db.unmeasured("none", 100)),
            "peaks": list(db.peak_heart_rates()),
            "check_ins": list(db.check_ins()),
            "settings": db.settings(),
            "gate": db.gate_answers(),
        }


def live_between(store, runner) -> None:
    """
    A check-in, a run by hand and a rating between two imports.
    """
    soreness = (Soreness(BodyPart(Region.SOLEUS, Side.LEFT), 4),)
    keep_check_in(store, runner, CheckIn(date(2026, 11, 20), NOON, soreness))
    add_run(store, runner, HandEntry(datetime(2026, 11, 18, 17, 0, tzinfo=UTC), 30, rpe=4), NOON)
    [phone] = [run for run in list_runs(store, runner) if run.start_utc.day == 20]
    rate_run(store, runner, phone.run_id, 7, RunKind.RACE)


def test_an_import_that_is_taken_back_leaves_what_was_before_it(store, ada, clock):
    """
    Overlapping recordings, new runs and failures of the second import go; nothing else changes.
    """
    import_a(store, ada)
    live_between(store, ada)
    before = told(store, ada)
    clock.move(timedelta(hours=1))
    files = import_b(store, ada, clock=clock)
    assert [each.outcome.value for each in files] == ["imported", "imported", "failed", "duplicate"]
    assert told(store, ada) != before

    n_gone = undo_import(store, ada, newest_of(store, ada), clock.now())

    assert n_gone == 1  # the run of the watch is that of the phone, which stays
    assert told(store, ada) == before


def test_what_the_runner_noted_outlives_every_import(store, ada, clock):
    """
    When all imports are taken back, the check-in and the run by hand are still there.
    """
    import_a(store, ada)
    live_between(store, ada)
    clock.move(timedelta(hours=1))
    import_b(store, ada, clock=clock)
    for batch in list_batches(store, ada, clock.now()):
        undo_import(store, ada, batch.id, clock.now())

    left = told(store, ada)
    assert [run.start_utc.day for run in left["runs"]] == [18]
    assert left["originals"] == frozenset()
    assert len(left["check_ins"]) == 1
    assert {each.state for each in list_batches(store, ada, clock.now())} == {BatchState.UNDONE}


def test_a_run_by_hand_stays_as_it_was_when_its_file_goes(store, ada):
    """
    A file lends the entry its heart rate, and takes nothing along when it is taken back.
    """
    entered = add_run(store, ada, HandEntry(MORNING, 55, 9_000.0, rpe=5, title="Club"), NOON)
    before = told(store, ada)
    import_all(store, ada, offered(c_fit=b"watch"), READER.read_many)
    assert show_run(store, ada, entered.run_id, NOON).run.avg_hr == 145.0

    assert undo_import(store, ada, newest_of(store, ada), NOON) == 0

    assert told(store, ada) == before | {"originals": frozenset()}


def test_files_of_an_import_that_was_taken_back_can_come_in_again(store, ada, clock):
    """
    They are no duplicates then; a second import has its own record.
    """
    first = import_a(store, ada)
    before = told(store, ada)
    undo_import(store, ada, newest_of(store, ada), NOON)
    clock.move(timedelta(hours=1))

    again = import_all(
        store, ada, offered(a_gpx=b"phone", b_fit=b"early"), READER.read_many, clock=clock
    )

    assert again == first
    assert told(store, ada) == before
    assert [each.state.value for each in list_batches(store, ada, clock.now())] == [
        "done",
        "undone",
    ]


def test_only_what_is_over_can_be_taken_back(store, ada, clock):
    """
    Not while it goes on, not twice, and not what never was. One that fell silent was cut off.
    """
    running = begin_batch(store, ada, ["runs"], clock.now(), "tests")
    with pytest.raises(Refusal, match="still going on"):
        undo_import(store, ada, running.id, clock.now())
    clock.move(timedelta(minutes=3))

    assert undo_import(store, ada, running.id, clock.now()) == 0
    with pytest.raises(Refusal, match="undone already"):
        undo_import(store, ada, running.id, clock.now())
    with pytest.raises(NotFound):
        undo_import(store, ada, "i_nothing", clock.now())


def many(n: int) -> tuple[list[OfferedFile], object]:
    """
    So many files of so many mornings, and who reads them.
    """
    names = [f"run{number}" for number in range(n)]
    reader = a_reader(
        **{name: read_as(a_recording(index * 24 * 60)) for index, name in enumerate(names)}
    )
    return [OfferedFile(f"{name}.fit", lambda name=name: name.encode()) for name in names], reader


def test_an_import_that_is_stopped_keeps_whole_what_was_told(store, ada, clock):
    """
    After the file it is at nothing more is read; what is in is measured, recorded, and undoable.
    """
    files, reader = many(9)
    seen = []
    batch = begin_batch(store, ada, ["runs"], clock.now(), "tests")

    outcomes = import_runs(
        store, ada, batch, files, reader.read_many, clock,
        on_file=lambda file, _: seen.append(file.file), is_cancelled=lambda: len(seen) >= 4,
    )  # fmt: skip

    stopped, told_files = show_batch(store, ada, batch.id, clock.now())
    assert stopped.state is BatchState.CANCELLED
    assert stopped.ended_at == clock.now()
    assert stopped.counts == {FileOutcome.IMPORTED: 4}
    assert [each.file for each in told_files] == seen == [each.file for each in outcomes]
    runs = told(store, ada)["runs"]
    assert len(runs) == 4
    assert all(run.loads.trimp for run in runs)
    assert undo_import(store, ada, batch.id, clock.now()) == 4
    assert told(store, ada)["runs"] == []


def test_an_import_that_was_cut_off_goes_on_where_it_was(store, ada, clock):
    """
    What it told already is told again as it was, and read by nobody a second time.
    """
    files, reader = many(6)

    def stop_at_the_third(file, _size) -> None:
        if file.file == "run2.fit":
            raise KeyboardInterrupt

    first = begin_batch(store, ada, ["runs"], clock.now(), "tests")
    with pytest.raises(KeyboardInterrupt):
        import_runs(store, ada, first, files, reader.read_many, clock, stop_at_the_third)
    assert show_batch(store, ada, first.id, clock.now())[0].state is BatchState.CUT_OFF
    reader.asked.clear()

    again = begin_batch(store, ada, ["runs"], clock.now(), "tests", may_go_on=True)
    outcomes = import_runs(store, ada, again, files, reader.read_many, clock)

    assert again.id == first.id
    assert reader.asked == ["run3.fit", "run4.fit", "run5.fit"]
    assert [each.outcome for each in outcomes] == [FileOutcome.IMPORTED] * 6
    done, told_files = show_batch(store, ada, first.id, clock.now())
    assert (done.state, done.counts) == (BatchState.DONE, {FileOutcome.IMPORTED: 6})
    assert len(told_files) == len(told(store, ada)["runs"]) == 6
