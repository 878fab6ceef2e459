"""
The fifteen seconds a day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from unknot.app.errors import Refusal
from unknot.app.lengths import check_note
from unknot.app.ports import RunnerId, Store
from unknot.domain.body import BodyPart, Pain, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.units import local_date

Report = TypeVar("Report", Soreness, Pain)


def keep_check_in(store: Store, runner_id: RunnerId, check_in: CheckIn) -> None:
    """
    Keeps a report. What it names replaces what was said on that day; the rest of the day stays.
    """
    check_note(check_in.note)
    with store.open(runner_id) as db:
        if check_in.date > local_date(check_in.reported_at, db.settings().zone):
            raise Refusal(
                "{day} has not come yet: nobody knows how it will feel."
                " Check in for today or for a day before.",
                day=check_in.date.isoformat(),
            )
        earlier = [each for each in db.check_ins(check_in.date) if each.date == check_in.date]
        db.keep_check_in(_told_together(earlier[0], check_in) if earlier else check_in)


def _told_together(earlier: CheckIn, later: CheckIn) -> CheckIn:
    return replace(
        later,
        soreness=_newest_of_each_part(earlier.soreness, later.soreness),
        pain=_newest_of_each_part(earlier.pain, later.pain),
        sleep_h=earlier.sleep_h if later.sleep_h is None else later.sleep_h,
        stress=earlier.stress if later.stress is None else later.stress,
        fatigue=earlier.fatigue if later.fatigue is None else later.fatigue,
        note=later.note or earlier.note,
    )


def _newest_of_each_part(
    earlier: tuple[Report, ...], later: tuple[Report, ...]
) -> tuple[Report, ...]:
    newest: dict[BodyPart, Report] = {each.part: each for each in earlier}
    newest |= {each.part: each for each in later}
    return tuple(newest[part] for part in sorted(newest))
