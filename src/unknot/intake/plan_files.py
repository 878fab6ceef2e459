"""
Reads a training plan, whatever file it comes in.
"""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from unknot.app.errors import NotUnderstood
from unknot.domain.run import PlanFile
from unknot.intake.ics import read_ics
from unknot.intake.plan_build import build_plan
from unknot.intake.plan_csv import read_csv


class PlanFiles:
    """
    Reads calendars (ICS) and tables (CSV) of runs to come.
    """

    def read(self, name: str, content: bytes, zone: str, today: date) -> PlanFile:
        """
        The plan in the file, dates and times on the runner's own clock.

        Raises
        ------
        NotUnderstood
            If it is neither, or holds no plan; the sentence says what was expected.
        """
        if not content.strip():
            raise NotUnderstood("The file is empty.")
        is_calendar = b"BEGIN:VCALENDAR" in content[:4096].upper().replace(b"\x00", b"")
        if is_calendar or name.lower().endswith((".ics", ".ical", ".ifb")):
            days, open_questions = read_ics(content, zone, today)
        elif name.lower().endswith((".csv", ".txt", ".tsv")):
            days, open_questions = read_csv(content, today)
        else:
            raise NotUnderstood(
                "'{file}' is no training plan: a calendar (.ics) or a table (.csv) is needed.",
                file=PurePath(name).name,
            )
        return build_plan(days, open_questions)
