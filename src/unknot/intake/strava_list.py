"""
A Strava list of activities by itself: every row an effort without samples.

So are kept the activities that were typed in at Strava, those whose file is lost, and a list that
is dropped without its archive.
"""

from __future__ import annotations

from collections.abc import Sequence

from unknot.domain.recording import FileWarning
from unknot.domain.sentence import sentence
from unknot.intake.draft import Draft, Drafts
from unknot.intake.errors import NotAnActivity, RunFileUnreadable
from unknot.intake.strava_columns import columns_of
from unknot.intake.strava_rows import StravaList, StravaRow, read_list
from unknot.intake.tables import Table, TableReader

MAKER = "Strava"


def read_strava_list(table: Table) -> Drafts:
    """
    One draft per row that has a date, without samples.
    """
    found = read_list(table)
    if found is None:
        raise NotAnActivity("The table is no list of activities.")
    dated = [row for row in found.rows if row.start is not None]
    if found.rows and not dated:
        raise RunFileUnreadable(
            'No date in the list could be read (the first is "{date}"), so its activities cannot'
            " be put on a day.",
            date=found.rows[0].written,
        )
    drafts = tuple(_draft_of(row) for row in dated)
    return Drafts(drafts, warnings=tuple(_warnings(found, dated)))


def _draft_of(row: StravaRow) -> Draft:
    return Draft(
        sport=row.sport,
        surface=row.surface,
        start=row.start,
        elapsed_s=row.timer_s if row.elapsed_s is None else row.elapsed_s,
        timer_s=row.timer_s,
        distance_m=row.distance_m,
        ascent_m=row.ascent_m,
        descent_m=row.descent_m,
        avg_hr=row.avg_hr,
        max_hr=row.max_hr,
        rpe=row.rpe,
        title=row.title,
        description=row.description,
        gear=row.gear,
        maker=MAKER,
    )


def _warnings(found: StravaList, dated: Sequence[StravaRow]) -> list[FileWarning]:
    said = [*_undated(found), *_filed(dated)]
    if not found.rows:
        nothing = sentence("The list has its header and no activity below it.")
        said.append(FileWarning("no-rows", nothing))
    if found.thousands:
        grouped = sentence(
            "Distances such as {distance} were read with their thousands set apart.",
            distance=found.thousands,
        )
        said.append(FileWarning("thousands-set-apart", grouped))
    if found.was_in_metres:
        metres = sentence(
            "The distances were read as metres, as nobody runs so many kilometres in that time."
        )
        said.append(FileWarning("metres-guessed", metres))
    cut = [row.number for row in dated if row.is_cut]
    if cut:
        long = sentence(
            "Row {number} has a title or a note too long to keep; the rest of it was left out.",
            number=cut[0],
        )
        said.append(FileWarning("long-text", long))
    return said


def _undated(found: StravaList) -> list[FileWarning]:
    undated = [row for row in found.rows if row.start is None]
    if not undated:
        return []
    said = sentence(
        "{n} of {of} activities have no date that can be read and were left out; the first is in"
        ' row {row} ("{date}").',
        n=len(undated),
        of=len(found.rows),
        row=undated[0].number,
        date=undated[0].written,
    )
    return [FileWarning("no-date", said)]


def _filed(dated: Sequence[StravaRow]) -> list[FileWarning]:
    """
    An activity that was recorded in a file is only half there without it.
    """
    filed = [row for row in dated if row.file]
    if not filed:
        return []
    said = sentence(
        "{n} of these activities were recorded in files that are not here (such as {file}); only"
        " their figures in the list are kept. Import the whole archive to have all of them.",
        n=len(filed),
        file=filed[0].file,
    )
    return [FileWarning("file-missing", said)]


STRAVA_LIST = TableReader("Strava", lambda names: columns_of(names) is not None, read_strava_list)
