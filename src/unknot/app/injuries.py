"""
Injuries and illnesses: spans of days on which other rules hold.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from unknot.app.content_ids import free_id
from unknot.app.errors import NotFound, Refusal
from unknot.app.lengths import check_note
from unknot.app.ports import RunnerId, Store
from unknot.domain.body import BodyPart
from unknot.domain.safety import Injury, InjuryKind


def add_injury(
    store: Store,
    runner_id: RunnerId,
    kind: InjuryKind,
    started_on: date,
    parts: tuple[BodyPart, ...],
    note: str = "",
) -> Injury:
    """
    Keeps it; every day from the first on counts until it is ended.

    The same one said again while it lasts is the one already kept.
    """
    if not parts and kind is not InjuryKind.ILLNESS:
        raise Refusal("Say where it is: an injury needs at least one region and side.")
    check_note(note)
    where = () if kind is InjuryKind.ILLNESS else tuple(sorted(set(parts)))
    with store.open(runner_id) as db:
        known = db.injuries()
        content = [kind, started_on, where, note.strip()]
        injury_id = free_id("i", content, {each.id for each in known})
        injury = Injury(injury_id, kind, started_on, where, None, note.strip())
        for each in known:
            if replace(each, id=injury_id) == injury:
                return each
        db.keep_injury(injury)
    return injury


def end_injury(store: Store, runner_id: RunnerId, injury_id: str, on: date) -> Injury:
    """
    That day was the last of it.
    """
    with store.open(runner_id) as db:
        for injury in db.injuries():
            if injury.id == injury_id:
                ended = _ended(injury, on)
                db.keep_injury(ended)
                return ended
    raise NotFound("There is no injury called '{name}'.", name=injury_id)


def _ended(injury: Injury, on: date) -> Injury:
    if on < injury.started_on:
        raise Refusal(
            "It began on {first}, so it cannot end on {last}.",
            first=injury.started_on.isoformat(),
            last=on.isoformat(),
        )
    return replace(injury, ended_on=on)
