"""
The fifteen seconds a day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from unknot.app.errors import Refusal
from unknot.app.lengths import check_note
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.sent_once import SentItem, keep_once
from unknot.domain.body import BodyPart, Pain, Soreness
from unknot.domain.check_in import FIGURES, CheckIn, contradict
from unknot.domain.sentence import mark as _
from unknot.domain.units import as_utc, local_date

Report = TypeVar("Report", Soreness, Pain)


class DayChanged(Refusal):
    """
    The day was told otherwise since the form was opened: nothing is written over unasked.
    """

    def __init__(self, theirs: CheckIn) -> None:
        super().__init__(
            _("This day was changed elsewhere since you opened it. Nothing was overwritten.")
        )
        self.theirs = theirs


def keep_check_in(
    store: Store, runner_id: RunnerId, check_in: CheckIn, base: str | None = None
) -> None:
    """
    Keeps a report. What it names replaces what was said on that day; the rest of the day stays.

    With `base`, the stamp of the report that the runner had before their eyes (see `stamp_of`),
    only if the day still stands as it did then, or nothing said since contradicts the report; else
    it is a `DayChanged`.
    """
    check_note(check_in.note)
    with store.open(runner_id) as db:
        _keep(db, check_in, None if base is None else {base})


def take_check_in(
    store: Store, runner_id: RunnerId, sent: SentItem, check_in: CheckIn, base: str, after: str
) -> bool:
    """
    Keeps a report that a phone kept first; false when it was here already.

    `after` is the id of the report that the same phone sent before about the same day, if any: what
    one has said oneself is no change made elsewhere.
    """
    check_note(check_in.note)

    def keep(db: RunnerStore) -> str:
        earlier = db.sent_item(after) if after else None
        _keep(db, check_in, {base, earlier.mark} if earlier else {base})
        return stamp_of(check_in)

    return keep_once(store, runner_id, sent, keep)


def add_check_in(db: RunnerStore, check_in: CheckIn) -> None:
    """
    The same within a transaction that is open already.
    """
    _keep(db, check_in, None)


def stamp_of(check_in: CheckIn | None) -> str:
    """
    What tells one report of a day from a later one; empty where there is none.
    """
    if check_in is None:
        return ""
    return as_utc(check_in.reported_at).isoformat()


def felt_at(made_at: datetime, now: datetime) -> datetime:
    """
    When a report was made that arrives now. A phone whose clock runs ahead is not believed.
    """
    return min(made_at, now)


def _keep(db: RunnerStore, check_in: CheckIn, known: set[str] | None) -> None:
    if check_in.date > local_date(check_in.reported_at, db.settings().zone):
        raise Refusal(
            "{day} has not come yet: nobody knows how it will feel."
            " Check in for today or for a day before.",
            day=check_in.date.isoformat(),
        )
    earlier = next(
        (each for each in db.check_ins(check_in.date) if each.date == check_in.date), None
    )
    is_news = earlier is not None and known is not None and stamp_of(earlier) not in known
    if earlier is not None and is_news and contradict(earlier, check_in):
        raise DayChanged(earlier)
    db.keep_check_in(_told_together(earlier, check_in) if earlier else check_in)


def _told_together(earlier: CheckIn, later: CheckIn) -> CheckIn:
    unsaid = {name: getattr(earlier, name) for name in FIGURES if getattr(later, name) is None}
    return replace(
        later,
        soreness=_newest_of_each_part(earlier.soreness, later.soreness),
        pain=_newest_of_each_part(earlier.pain, later.pain),
        note=later.note or earlier.note,
        **unsaid,
    )


def _newest_of_each_part(
    earlier: tuple[Report, ...], later: tuple[Report, ...]
) -> tuple[Report, ...]:
    newest: dict[BodyPart, Report] = {each.part: each for each in earlier}
    newest |= {each.part: each for each in later}
    return tuple(newest[part] for part in sorted(newest))
