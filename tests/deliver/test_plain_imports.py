"""
What an import prints as JSON.
"""

from __future__ import annotations

from unknot.app.views import ImportedFile
from unknot.deliver.plain import import_as_plain
from unknot.domain.recording import FileOutcome, Sport, UndatedEffort


def test_an_effort_without_a_day_is_shown_without_a_run() -> None:
    """
    A watch that forgot the date loses nothing silently: figures are there, id and start are null.
    """
    effort = UndatedEffort(Sport.RUNNING, elapsed_s=1800.0, distance_m=5000.0, n_records=1800)
    file = ImportedFile("old.fit", FileOutcome.IMPORTED, undated=(effort,))

    ((run,),) = [each["runs"] for each in import_as_plain([file])]

    assert run["run_id"] is None
    assert run["start_utc"] is None
    assert (run["sport"], run["elapsed_s"], run["distance_m"]) == ("running", 1800.0, 5000.0)
