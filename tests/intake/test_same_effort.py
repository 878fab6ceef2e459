"""
Three sources of one runner's four years together are the efforts of the truth.
"""

from __future__ import annotations

from benchmarks.intake.same_effort import (
    BAR,
    ONLY_A_START,
    read_all,
    score,
    starts_that_found_a_run,
)

from tests.shared_data import needs_shared_data, shared_file

# docs/explanation/same-effort.md reads each of them.
TWO_THINGS = {"206", "253"}


@needs_shared_data
def test_fit_gpx_and_a_strava_archive_together_are_the_efforts_of_the_truth():
    """
    Hardly a pair is missed, none is made up, and what is told apart is two things.
    """
    everything = read_all(shared_file("history"))
    known = [each for each in everything if each.group != ONLY_A_START]

    result, split = score("together", known)

    assert result.files == 653 + 583 + 612
    assert result.precision >= BAR
    assert result.recall >= BAR
    assert {group[0].group for group in split} == TWO_THINGS
    assert starts_that_found_a_run(everything) == (424, 424)
