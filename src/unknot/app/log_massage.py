"""
A massage that was had, or is booked: a fact the planner never moves.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from unknot.app.content_ids import free_id
from unknot.app.errors import NotFound, Refusal, ValueRefused
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.catalogue.planning import depths_of
from unknot.domain.body import BodyPart
from unknot.domain.refused import CannotBe
from unknot.domain.session import Appointment, Depth, ItemStatus, MassageType, Price
from unknot.domain.units import instant_at, local_date

_STANDING = frozenset({ItemStatus.CONFIRMED, ItemStatus.DONE})


@dataclass(frozen=True, slots=True)
class Massage:
    """
    What the runner says of it. Without a depth the deepest usual for its type is assumed.
    """

    on: date
    massage_type: MassageType
    minutes: int
    cents: int | None = None
    parts: tuple[BodyPart, ...] = ()
    depth: Depth | None = None
    start: time | None = None


def log_massage(store: Store, runner_id: RunnerId, massage: Massage, now: datetime) -> Appointment:
    """
    Keeps it: done when its time has passed, else confirmed.

    The same massage said again is the one already kept; it is done now if its time has passed.
    """
    _check(massage)
    with store.open(runner_id) as db:
        known = db.appointments()
        said = _appointment_of(massage, db.settings().zone, now, {each.id for each in known})
        same = _same(said, known)
        if same is not None and (same.status is ItemStatus.DONE or same.status is said.status):
            return same
        appointment = said if same is None else replace(same, status=said.status)
        db.keep_appointment(appointment)
    return appointment


def _appointment_of(
    massage: Massage, zone: str, now: datetime, taken: Container[str]
) -> Appointment:
    start = None if massage.start is None else instant_at(massage.on, massage.start, zone)
    is_ahead = massage.on > local_date(now, zone) or (start is not None and start > now)
    return Appointment(
        id=free_id("a", massage, taken),
        date=massage.on,
        massage_type=massage.massage_type,
        depth=massage.depth or depths_of(massage.massage_type)[-1],
        minutes=massage.minutes,
        cents=massage.cents,
        parts=tuple(sorted(set(massage.parts))),
        start_utc=start,
        status=ItemStatus.CONFIRMED if is_ahead else ItemStatus.DONE,
    )


def _same(said: Appointment, known: Iterable[Appointment]) -> Appointment | None:
    for each in known:
        content = replace(each, id=said.id, status=said.status, invented=said.invented)
        if each.status in _STANDING and content == said:
            return each
    return None


def remove_appointment(store: Store, runner_id: RunnerId, appointment_id: str) -> None:
    """
    Forgets it.
    """
    with store.open(runner_id) as db:
        appointment_named(db, appointment_id)
        db.remove_appointment(appointment_id)


def appointment_named(db: RunnerStore, appointment_id: str) -> Appointment:
    """
    The appointment with that id, or `NotFound` with a sentence.
    """
    for appointment in db.appointments():
        if appointment.id == appointment_id:
            return appointment
    raise NotFound("There is no massage called '{name}'.", name=appointment_id)


def _check(massage: Massage) -> None:
    # The limits of a price list hold for what was paid as well.
    try:
        Price(massage.massage_type, massage.minutes, massage.cents or 0)
    except CannotBe as refused:
        raise ValueRefused(refused) from refused
    if massage.depth is Depth.NONE:
        raise Refusal("A massage has a depth: light, medium or deep.")
