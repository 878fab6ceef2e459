"""
A guided session that was had: kept once, however often the phone sends it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from unknot.app.check_in import add_check_in
from unknot.app.errors import NotFound, Refusal
from unknot.app.guide import GUIDED_KINDS
from unknot.app.mark_item import mark_done_as
from unknot.app.plan_items import item_named
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.sent_once import SentItem, keep_once
from unknot.domain.body import Pain
from unknot.domain.check_in import CheckIn
from unknot.domain.guided import Feeling, GuidedSession
from unknot.domain.session import ItemStatus
from unknot.domain.units import local_date

# A phone's clock may be wrong, but nobody has done tomorrow's care.
_CLOCKS_DIFFER = timedelta(days=1)


def keep_session(
    store: Store, runner_id: RunnerId, session: GuidedSession, now: datetime
) -> GuidedSession:
    """
    Keeps it under the phone's own id, and gives back what is kept. It never counts as load.

    The first time, pain that was told goes to that day's check-in, and the item of the plan is
    done if at least half of what was meant was had. Sent again, only feelings are added.
    """
    with store.open(runner_id) as db:
        return _keep(db, session, now)


def take_session(store: Store, runner_id: RunnerId, sent: SentItem, session: GuidedSession) -> bool:
    """
    The same for one that a phone kept first; false when it was here already.
    """

    def keep(db: RunnerStore) -> str:
        return _keep(db, session, sent.came_at).id

    return keep_once(store, runner_id, sent, keep)


def _keep(db: RunnerStore, session: GuidedSession, now: datetime) -> GuidedSession:
    if session.started_at > now + _CLOCKS_DIFFER:
        raise Refusal(
            "This session begins in the future. Set the clock of your phone and keep it again."
        )
    earlier = db.guided_session(session.id)
    kept = session if earlier is None else _with_feelings(earlier, session)
    if kept != earlier:
        db.keep_guided_session(kept)
    if earlier is None:
        _tell_pain(db, session)
        _mark_item(db, session)
    return kept


def _with_feelings(earlier: GuidedSession, later: GuidedSession) -> GuidedSession:
    told = {each.part: each for each in earlier.feelings}
    told |= {each.part: _newest(each, told.get(each.part)) for each in later.feelings}
    return replace(earlier, feelings=tuple(told.values()))


def _newest(later: Feeling, earlier: Feeling | None) -> Feeling:
    return earlier if earlier is not None and later.after is None else later


def _tell_pain(db: RunnerStore, session: GuidedSession) -> None:
    """
    Pain of the session is pain of that day, unless the check-in of that day was made later.

    The check-in stays the one it was: a form that is open on it is not out of date.
    """
    if not session.pain:
        return
    day = local_date(session.ended_at, db.settings().zone)
    earlier = next((each for each in db.check_ins(day) if each.date == day), None)
    is_later = earlier is not None and earlier.reported_at > session.ended_at
    told = {report.part for report in earlier.pain} if earlier and is_later else set()
    pain = {part: Pain(part, score) for part, score in session.pain if part not in told}
    if pain:
        told_at = earlier.reported_at if earlier else session.ended_at
        add_check_in(db, CheckIn(day, told_at, pain=tuple(pain.values())))


def _mark_item(db: RunnerStore, session: GuidedSession) -> None:
    if not session.item_id or 2 * session.seconds_done < session.seconds_planned:
        return
    try:
        item = item_named(db, session.item_id)
    except NotFound:
        # The plan moved on while the phone was away; the session itself is kept all the same.
        return
    if item.kind in GUIDED_KINDS and item.status is not ItemStatus.DONE:
        minutes = max(1, round(session.seconds_done / 60))
        mark_done_as(db, item, minutes, session.parts_cared_for or item.regions)
