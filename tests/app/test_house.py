"""
The house as the doors see it, with everything real inside.
"""

from __future__ import annotations

import csv
import os
import sys
import time
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from tests.app.recorded import import_all
from tests.fakes import NOON, FakeClock
from tests.intake import xml_writer as xml
from tests.shared_data import needs_shared_data, shared_file
from unknot.app.views import OfferedFile
from unknot.bootstrap import Replanner, default_data_dir, machine_zone, open_house
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.sentence import sentence
from unknot.domain.session import ItemStatus
from unknot.intake.pool import ReadingPool
from unknot.intake.registry import Readers


@pytest.fixture
def house(tmp_path):
    """
    An empty house on a Monday at noon.
    """
    opened = open_house(tmp_path / "data", FakeClock())
    yield opened
    opened.close()


def test_an_empty_house_shows_nobody(house):
    """
    Then the sample, then the own runner as soon as there is something of theirs, then nobody.
    """
    assert house.runner() is None
    own = house.own_runner()
    assert house.runner() == own
    sample = house.load_sample()
    assert house.runner() == sample
    house.add_run(own.id, NOON, 40)
    assert house.runner() == own
    house.remove_sample()
    house.erase(own.id)
    assert house.runner() is None


def test_the_sample_is_whole_and_loading_it_twice_adds_nothing(house):
    """
    Runs, check-ins, massages, answers and prices are there once.
    """
    first, second = house.load_sample(), house.load_sample()

    assert first == second
    assert first.is_sample
    runs = house.list_runs(first.id)
    assert len(runs) > 40
    assert max(run.start_utc for run in runs) < NOON
    assert len(house.check_ins(first.id)) == 30
    assert len(house.appointments(first.id)) == 2
    assert house.settings(first.id).prices
    assert house.gate_answers(first.id) is not None


def test_the_sample_plan_stands_and_is_replayed(house):
    """
    From files to an adopted plan to the same bytes again.
    """
    runner = house.load_sample().id

    kept = house.replan(runner)

    assert kept.decision.items
    assert house.kept_plan(runner) == kept
    assert house.replay(kept.input_json) == kept.decision
    assert not house.plan_is_stale(runner)
    assert house.plan_ics(runner, kept.decision, NOON).startswith(b"BEGIN:VCALENDAR")
    token = house.renew_feed(runner)
    assert len(token) == 64
    assert house.runner_of_feed(token).id == runner
    assert house.feed_ics(runner).startswith(b"BEGIN:VCALENDAR")


def test_an_adopted_massage_keeps_its_identity_when_it_is_confirmed(house):
    """
    After confirming and planning again the appointment stands in the plan under the same id.
    """
    runner = house.load_sample().id
    massage = next(
        item for item in house.replan(runner).decision.items if item.massage_type is not None
    )

    house.mark_item(runner, massage.id, ItemStatus.CONFIRMED)
    items = house.replan(runner).decision.items

    [same] = [item for item in items if item.id == massage.id]
    assert (same.start_utc, same.status) == (massage.start_utc, ItemStatus.CONFIRMED)


def test_the_replanner_plans_what_is_stale_and_then_rests(house):
    """
    Waking it for a fresh plan changes nothing; after a change there is a new plan.
    """
    runner = house.load_sample().id
    replanner = Replanner(house)
    try:
        first = _planned(replanner, house, runner)
        assert _planned(replanner, house, runner) == first
        house.change_settings(runner, stretching_a_week=0)
        assert house.plan_is_stale(runner)
        second = _planned(replanner, house, runner)
        assert second.revision > first.revision
        assert replanner.failures == {}
    finally:
        replanner.stop()


def test_the_replanner_outlives_a_plan_that_fails(house, monkeypatch):
    """
    The page gets a sentence, and the next runner still gets a plan.
    """
    runner = house.load_sample().id
    real = house.replan

    def fail(_runner: str) -> None:
        raise RuntimeError("the solver is out for lunch")

    monkeypatch.setattr(house, "replan", fail)
    replanner = Replanner(house)
    try:
        _wait_for(replanner, runner)
        assert "out for lunch" in str(replanner.failures[runner])
        monkeypatch.setattr(house, "replan", real)
        assert _planned(replanner, house, runner) is not None
        assert replanner.failures == {}
    finally:
        replanner.stop()
    replanner.wake(runner)
    assert not replanner.is_busy(runner)


def test_looking_at_a_plan_that_just_failed_does_not_make_it_fail_again(house, monkeypatch):
    """
    A page that is open shows why and rests; a change, or some minutes, give it another chance.
    """
    runner = house.load_sample().id
    tries = []

    def fail(_runner: str) -> None:
        tries.append(house.clock.now())
        raise RuntimeError("the solver is out for lunch")

    monkeypatch.setattr(house, "replan", fail)
    replanner = Replanner(house)
    try:
        for _ in range(3):
            replanner.look_after(runner)
            _wait_until_idle(replanner, runner)
        assert len(tries) == 1
        _wait_for(replanner, runner)
        assert len(tries) == 2
        house.clock.move(timedelta(minutes=6))
        replanner.look_after(runner)
        _wait_until_idle(replanner, runner)
        assert len(tries) == 3
    finally:
        replanner.stop()


def test_nobody_is_told_that_the_plan_of_an_erased_runner_failed(house, monkeypatch):
    """
    Erased while the plan was made: that is what was asked for.
    """
    runner = house.load_sample().id
    real = house.replan

    def erase_first(runner_id: str) -> None:
        house.erase(runner_id)
        real(runner_id)

    monkeypatch.setattr(house, "replan", erase_first)
    replanner = Replanner(house)
    try:
        _wait_for(replanner, runner)
        assert replanner.failures == {}
    finally:
        replanner.stop()


def _planned(replanner, house, runner):
    _wait_for(replanner, runner)
    return house.kept_plan(runner)


def _wait_for(replanner, runner):
    replanner.wake(runner)
    _wait_until_idle(replanner, runner)


def _wait_until_idle(replanner, runner):
    until = time.monotonic() + 60
    while replanner.is_busy(runner) and time.monotonic() < until:
        time.sleep(0.02)
    assert not replanner.is_busy(runner)


def test_two_clicks_at_once_make_one_sample_and_one_runner(house):
    """
    An impatient runner gets one of each, whatever the threads do.
    """
    with ThreadPoolExecutor(4) as clicks:
        samples = {runner.id for runner in clicks.map(lambda _: house.load_sample(), range(4))}
        owners = {runner.id for runner in clicks.map(lambda _: house.own_runner(), range(4))}

    assert len(samples) == len(owners) == 1
    assert len(house.store.runners()) == 2


def test_folders_are_gone_through_and_what_is_not_there_is_said(house, tmp_path):
    """
    Other endings inside folders are nobody's business; named, they are skipped with a sentence.
    """
    folder = tmp_path / "files"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "broken.fit").write_bytes(b"nothing")
    (folder / "notes.txt").write_text("notes")
    (folder / ".hidden.fit").write_bytes(b"x")
    runner = house.own_runner().id

    outcomes = house.import_paths(
        runner, [folder, folder / "notes.txt", tmp_path / "gone", tmp_path / "gone.fit"]
    )

    assert [(Path(each.file).name, each.outcome.value) for each in outcomes] == [
        ("broken.fit", "failed"),
        ("notes.txt", "skipped"),
        ("gone", "failed"),
        ("gone.fit", "failed"),
    ]
    assert "no such file" in outcomes[2].reason


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps such a name as it is")
def test_a_name_in_another_encoding_stops_nobody(house, tmp_path):
    """
    An old archive spells a name in Latin-1; the file is taken like any other.
    """
    folder = os.fsencode(tmp_path / "files")
    os.mkdir(folder)
    with open(folder + b"/b\xech.fit", "wb") as old:
        old.write(b"nothing")
    with open(folder + b"/run.fit", "wb") as other:
        other.write(b"nothing either")

    outcomes = house.import_paths(house.own_runner().id, [tmp_path / "files"])

    assert [Path(each.file).name for each in outcomes] == ["b\ufffdh.fit", "run.fit"]


def test_the_data_folder_can_be_named(monkeypatch, tmp_path):
    """
    `UNKNOT_DATA` wins over the user's own folder.
    """
    monkeypatch.setenv("UNKNOT_DATA", str(tmp_path))
    assert default_data_dir() == tmp_path
    monkeypatch.delenv("UNKNOT_DATA")
    assert default_data_dir().name == "unknot"


@pytest.mark.parametrize(
    ("named", "zone"),
    [("Europe/Prague", "Europe/Prague"), (":Asia/Tokyo", "Asia/Tokyo"), ("Etc/UTC", "UTC")],
)
def test_a_new_runner_lives_in_the_zone_of_the_machine(monkeypatch, house, named, zone):
    """
    Nobody has to set the zone of the clock on the wall.
    """
    monkeypatch.setenv("TZ", named)

    assert machine_zone() == zone
    assert house.settings(house.own_runner().id).zone == zone


def dies_on_poison(name: str, content: bytes) -> ReadFile:
    """
    A reader that takes its whole process down on one sort of file.
    """
    if content == b"poison":
        os._exit(11)
    return ReadFile(FileOutcome.SKIPPED, reasons=(sentence(name),))


def test_a_file_that_kills_its_reader_is_one_failed_file():
    """
    Two such files among many: those two failed, all others were read, in order.
    """
    files = [(f"{n}.fit", b"poison" if n in (3, 11) else b"fine") for n in range(20)]

    with ReadingPool(workers=2, read=dies_on_poison) as pool:
        answers = list(pool.read(iter(files)))

    assert len(answers) == 20
    for number, answer in enumerate(answers):
        if number in (3, 11):
            assert answer.outcome is FileOutcome.FAILED
            assert "the reader crashed" in answer.reason
        else:
            assert answer.reason == f"{number}.fit"


def test_few_files_start_no_process(monkeypatch):
    """
    A single run after lunch is read right here.
    """
    here = os.getpid()

    def tell_where(name: str, content: bytes) -> ReadFile:
        return ReadFile(FileOutcome.SKIPPED, reasons=(sentence(str(os.getpid())),))

    with ReadingPool(workers=2, read=tell_where) as pool:
        answers = list(pool.read([("a.fit", b"")] * 7))

    assert {answer.reason for answer in answers} == {str(here)}


def test_erasing_takes_the_reports_of_mishaps_along(house):
    """
    A traceback may quote a note; delete means delete.
    """
    reports = house.data_dir / "reports"
    reports.mkdir()
    (reports / "report-1.txt").write_text("Traceback: my heel hurts")

    house.erase(house.own_runner().id)

    assert not reports.exists()


def test_two_programs_that_import_the_same_file_keep_it_once(house):
    """
    The later one calls it a duplicate; it neither fails nor is written down as failed.
    """
    runner = house.own_runner().id
    content = xml.gpx_file(xml.gpx_track(xml.gpx_points(xml.times(60, NOON))))
    files = [OfferedFile("morning.gpx", lambda: content)]
    other = open_house(house.data_dir, house.clock)

    def read_slowly(offered):
        other.import_files(runner, files)
        return iter([Readers().read(*each) for each in offered])

    [outcome] = import_all(house.store, runner, files, read_slowly)
    other.close()

    assert outcome.outcome is FileOutcome.DUPLICATE
    assert [run.run_id for run in outcome.runs] == [run.run_id for run in house.list_runs(runner)]
    assert dict(house.imports(runner)[1].counts) == {FileOutcome.IMPORTED: 1}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
def test_a_file_name_in_another_encoding_stops_nobody(house, tmp_path):
    """
    Old archives have names that are no UTF-8: such a file is read, and shown as well as it can be.
    """
    folder = tmp_path / "archive"
    folder.mkdir()
    for name, start in ((b"caf\xe9.gpx", NOON), (b"plain.gpx", NOON - timedelta(days=1))):
        points = xml.gpx_points(xml.times(60, start))
        (folder / os.fsdecode(name)).write_bytes(xml.gpx_file(xml.gpx_track(points)))

    outcomes = house.import_paths(house.own_runner().id, [folder])

    assert [each.outcome for each in outcomes] == [FileOutcome.IMPORTED] * 2
    assert Path(outcomes[0].file).name == "caf\ufffd.gpx"


@needs_shared_data
def test_four_years_of_a_runner_are_568_efforts(house, tmp_path):
    """
    653 files, none failed, every effort counted once, and a second import that adds nothing.
    """
    with zipfile.ZipFile(shared_file("history", "runner_a", "runner_a_fit.zip")) as archive:
        archive.extractall(tmp_path / "fit")
    with shared_file("history", "runner_a", "runner_a_truth.csv").open() as lines:
        truth = {row["name"]: row for row in csv.DictReader(lines) if row["kind"] == "fit"}
    runner = house.own_runner().id

    outcomes = house.import_paths(runner, [tmp_path / "fit"])

    assert Counter(each.outcome.value for each in outcomes) == {"imported": 653}
    n_groups = len({row["overlap_group"] for row in truth.values()})
    assert len(house.list_runs(runner)) == n_groups == 568
    groups: dict[str, set[str]] = {}
    again = house.import_paths(runner, [tmp_path / "fit"])
    for each in again:
        group = truth[Path(each.file).name]["overlap_group"]
        groups.setdefault(group, set()).update(run.run_id for run in each.runs)
    assert [group for group, run_ids in groups.items() if len(run_ids) > 1] == []
    for each in outcomes:
        row = truth[Path(each.file).name]
        [run] = each.runs
        assert (
            abs((run.start_utc - NOON.fromisoformat(row["start_utc"])) / timedelta(seconds=1)) <= 1
        )
        assert run.n_records == int(row["n_records"])
        if row["distance_m"]:
            assert run.distance_m == pytest.approx(float(row["distance_m"]), rel=0.005)
    assert Counter(each.outcome.value for each in again) == {"duplicate": 653}
    assert len(house.list_runs(runner)) == 568
