"""
Days as a table that spreadsheets open and Unknot reads back: the runner's own log.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from unknot.app.views import ToldDay
from unknot.domain import wellness_log as log
from unknot.domain.body import BodyPart


def render_days_csv(days: Sequence[ToldDay]) -> bytes:
    """
    One row a day, one column for each part of the body that was ever sore or hurt.
    """
    sore = sorted({each.part for day in days for each in day.soreness})
    hurting = sorted({each.part for day in days for each in day.pain})
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(
        [
            *log.WRITTEN,
            *(log.column_of(log.SORENESS, part) for part in sore),
            *(log.column_of(log.PAIN, part) for part in hurting),
        ]
    )
    writer.writerows(_row_of(day, sore, hurting) for day in days)
    return text.getvalue().encode()


def _row_of(day: ToldDay, sore: Sequence[BodyPart], hurting: Sequence[BodyPart]) -> list[object]:
    soreness = {each.part: each.score for each in day.soreness}
    pain = {each.part: each.score for each in day.pain}
    figures = {
        log.DATE: day.date.isoformat(),
        log.SLEEP_H: day.sleep_h,
        log.RESTING_HR: day.resting_hr,
        log.HRV_LNRMSSD: day.hrv_lnrmssd,
        log.SORENESS: day.soreness_overall,
        log.FATIGUE: day.fatigue,
        log.STRESS: day.stress,
        log.MOOD: day.mood,
        log.SICK: None if day.is_sick is None else ("yes" if day.is_sick else "no"),
        log.NOTE: log.defused(day.note),
    }
    return [
        *(figures[name] for name in log.WRITTEN),
        *(soreness.get(part) for part in sore),
        *(pain.get(part) for part in hurting),
    ]
