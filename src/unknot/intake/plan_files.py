"""
Reads a training plan, whatever file it comes in: a calendar, a table or a watch's workout.
"""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from unknot.app.errors import NotUnderstood
from unknot.domain.run import PlanFile
from unknot.domain.sentence import sentence
from unknot.intake.fit_layout import is_fit
from unknot.intake.ics import is_calendar, read_ics
from unknot.intake.plan_build import build_plan
from unknot.intake.plan_csv import is_plan_table, read_csv
from unknot.intake.plan_entries import PlanEntries
from unknot.intake.plan_fit import is_planned_fit, read_fit_plan

_CALENDARS = (".ics", ".ical", ".ifb")
_TABLES = (".csv", ".txt", ".tsv")


class PlanFiles:
    """
    Reads calendars (ICS), tables (CSV) and planned workouts (FIT) of runs to come.
    """

    def read(
        self, name: str, content: bytes, zone: str, today: date, on: date | None = None
    ) -> PlanFile:
        """
        The plan in the file, dates and times on the runner's own clock. `on` is the day of a
        workout that has none.

        Raises
        ------
        NotUnderstood
            If it is none of them, or holds no plan; the sentence says what was expected.
        """
        entries = _entries_in(name, content, zone, today, on)
        if on is not None and not is_fit(content):
            entries.said.append(
                sentence("The file has days of its own; the day that was named was not used.")
            )
        return build_plan(entries)


def looks_like_plan(name: str, content: bytes) -> bool:
    """
    True for a file of runs to come: a calendar, a table with a plan's header, a planned workout.

    Looks at the beginning only. Recordings and diaries are none.
    """
    if is_fit(content):
        return is_planned_fit(content)
    if is_calendar(content):
        return True
    return name.lower().endswith(_TABLES) and is_plan_table(content)


def _entries_in(name: str, content: bytes, zone: str, today: date, on: date | None) -> PlanEntries:
    if not content.strip():
        raise NotUnderstood("The file is empty.")
    lower = name.lower()
    if is_fit(content):
        return read_fit_plan(content, on)
    if is_calendar(content) or lower.endswith(_CALENDARS):
        return read_ics(content, zone, today)
    if lower.endswith(_TABLES):
        return read_csv(content, today)
    raise NotUnderstood(
        "'{file}' is no training plan: a calendar (.ics), a table (.csv) or a planned workout "
        "(.fit) is needed.",
        file=PurePath(name).name,
    )
