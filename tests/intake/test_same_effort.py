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


@needs_shared_data
def test_fit_gpx_and_a_strava_archive_together_are_the_efforts_of_the_truth():
    """
    No pair is missed and none is made up.
    """
    everything = read_all(shared_file("history"))
    known = [each for each in everything if each.group != ONLY_A_START]

    result, split = score("together", known)

    assert result.files == 653 + 583 + 612
    assert result.precision >= BAR
    assert result.recall >= BAR
    assert split == []
    assert starts_that_found_a_run(everything) == (424, 424)
