"""
Archives of whole accounts go in, tell how far they are, and can be taken back whole.
"""

from __future__ import annotations

import pytest

from tests.fakes import FakeClock
from tests.shared_data import needs_shared_data, shared_file
from unknot.app.views import BatchState
from unknot.bootstrap import open_house
from unknot.domain.recording import FileOutcome

ARCHIVES = {
    "strava_export_31337001.zip": (584, 0),
    "strava_export_localized_cs.zip": (11, 0),
    "garmin_account_export.zip": (56, 106),
    "apple_health_export.zip": (70, 152),
}


def what_is_there(house, runner) -> tuple[int, int]:
    """
    How many efforts and how many days of wellness.
    """
    return len(house.list_runs(runner)), len(house.list_days(runner))


@needs_shared_data
@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_goes_in_once_and_comes_out_whole(name, tmp_path):
    """
    A second time adds nothing; taken back, nothing of it is left; then it goes in again.
    """
    house = open_house(tmp_path, FakeClock())
    runner = house.own_runner().id
    archive = shared_file("history", name)
    sizes: list[int] = []

    house.import_paths(runner, [archive], lambda _file, size: sizes.append(size))
    first = what_is_there(house, runner)
    again = house.import_paths(runner, [archive])
    twice = what_is_there(house, runner)
    [batch] = [each for each in house.imports(runner) if FileOutcome.IMPORTED in each.counts]
    house.undo_import(runner, batch.id)
    undone = what_is_there(house, runner)
    with house.store.look(runner) as db:
        left = [path for path, _content in db.export() if path.startswith("originals/")]
    house.import_paths(runner, [archive])
    back = what_is_there(house, runner)
    house.close()

    assert first == twice == back == ARCHIVES[name]
    assert {each.outcome.value for each in again} <= {"duplicate", "skipped"}
    assert undone == (0, 0)
    assert left == []
    assert all(size >= 0 for size in sizes)
    assert 0.5 * archive.stat().st_size < sum(sizes) <= archive.stat().st_size
    assert batch.state is BatchState.DONE
