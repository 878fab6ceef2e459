"""
What a runner wrote in a vendor's list joins what the file says.
"""

from __future__ import annotations

import pytest

from tests.app.recorded import a_recording, read_as
from unknot.app.describe import described
from unknot.domain.recording import AboutEffort, Sport, Surface, UndatedEffort

FILE = a_recording(title="Run", description="", gear="", rpe=4.0)


def test_what_the_runner_typed_stands_above_what_the_watch_wrote():
    """
    Title, notes, gear and the rating are the runner's own words.
    """
    about = AboutEffort(title="With Ada", description="Warm", gear="Old shoes", rpe=7.0)
    (run,) = described(read_as(FILE), about).recordings

    assert (run.title, run.description, run.gear, run.rpe) == ("With Ada", "Warm", "Old shoes", 7.0)


def test_where_nothing_was_written_the_file_keeps_its_word():
    """
    An empty cell takes nothing away.
    """
    assert described(read_as(FILE), AboutEffort()) == read_as(FILE)


@pytest.mark.parametrize(
    ("own", "told", "meant"),
    [
        (Sport.OTHER, Sport.RUNNING, Sport.RUNNING),
        (Sport.WALKING, Sport.RUNNING, Sport.WALKING),
        (Sport.OTHER, None, Sport.OTHER),
    ],
)
def test_the_sport_of_the_file_is_believed_unless_it_names_none(own, told, meant):
    """
    A watch knows better than a list what it recorded; a phone often says nothing.
    """
    read = read_as(a_recording(sport=own), undated=(UndatedEffort(own),))
    joined = described(read, AboutEffort(sport=told))

    assert joined.recordings[0].sport is meant
    assert joined.undated[0].sport is meant


@pytest.mark.parametrize(
    ("sport", "own", "meant"),
    [
        (Sport.RUNNING, Surface.UNKNOWN, Surface.TRAIL),
        (Sport.RUNNING, Surface.ROAD, Surface.ROAD),
        (Sport.CYCLING, Surface.UNKNOWN, Surface.UNKNOWN),
    ],
)
def test_the_ground_is_told_where_a_run_has_none(sport, own, meant):
    """
    Only runs have a ground.
    """
    read = read_as(a_recording(sport=sport, surface=own))

    assert described(read, AboutEffort(surface=Surface.TRAIL)).recordings[0].surface is meant


def test_every_effort_of_the_file_is_described():
    """
    What is said of a file of two efforts is said of both.
    """
    joined = described(read_as(FILE, a_recording(120)), AboutEffort(title="Double day"))

    assert [each.title for each in joined.recordings] == ["Double day", "Double day"]
