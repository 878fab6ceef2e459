"""
What lies behind, as items a calendar can show: massages had or booked, and care that was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from unknot.deliver.delivered import CANCELLED, Delivered, Sequences
from unknot.domain.plan import PlanItem
from unknot.domain.session import Appointment, CareKind, CareRecord, ItemStatus
from unknot.domain.units import instant_at, local_date

SHOWN = timedelta(weeks=4)
_HAD = frozenset({ItemStatus.DONE, ItemStatus.CONFIRMED})


def items_behind(
    appointments: Iterable[Appointment],
    care_done: Iterable[CareRecord],
    today: date,
    zone: str,
    sequences: Sequences,
) -> tuple[PlanItem, ...]:
    """
    The last four weeks before `today`, each thing under the id that the calendar knows it by.
    """

    def is_behind(day: date) -> bool:
        return today - SHOWN <= day < today

    massages = [each for each in appointments if each.status in _HAD and is_behind(each.date)]
    records = [
        each for each in care_done if each.status is ItemStatus.DONE and is_behind(each.date)
    ]
    return (
        *_massages(massages, zone, sequences),
        *(_care(record, zone, sequences) for record in records),
    )


def _massages(
    appointments: Iterable[Appointment], zone: str, sequences: Sequences
) -> Iterator[PlanItem]:
    in_order = sorted(appointments, key=lambda each: (each.date, each.id))
    taken = {each.id for each in in_order}
    for each in in_order:
        item_id = _known_as(each, zone, sequences, taken)
        taken.add(item_id)
        start, minutes = _when(item_id, each.date, each.start_utc, each.minutes, zone, sequences)
        yield PlanItem(
            id=item_id,
            kind=CareKind.MASSAGE,
            date=each.date,
            start_utc=start,
            zone=zone,
            minutes=minutes,
            regions=each.parts,
            massage_type=each.massage_type,
            depth=each.depth,
            cents=each.cents,
            status=each.status,
        )


def _care(record: CareRecord, zone: str, sequences: Sequences) -> PlanItem:
    start, minutes = _when(
        record.item_id, record.date, record.start_utc, record.minutes, zone, sequences
    )
    return PlanItem(
        id=record.item_id,
        kind=record.kind,
        date=record.date,
        start_utc=start,
        zone=zone,
        minutes=minutes,
        regions=record.parts,
        status=record.status,
    )


def _known_as(each: Appointment, zone: str, sequences: Sequences, taken: set[str]) -> str:
    """
    Its own id, unless the calendar was told of it as the plan's massage of that day.

    A massage that the runner noted by hand stands in the plan under the id of the day's proposal
    or of the day, and under one with its own id behind it where a day has two.
    """
    if each.id in sequences:
        return each.id
    of_the_day = [
        item_id
        for item_id in sequences
        if item_id.startswith(f"{CareKind.MASSAGE.value}-")
        and item_id not in taken
        and _day_told(item_id, zone, sequences) == each.date
    ]
    return min(of_the_day, key=lambda told: (not told.endswith(each.id), told), default=each.id)


def _day_told(item_id: str, zone: str, sequences: Sequences) -> date | None:
    told = Delivered.read(sequences[item_id][1])
    return local_date(told.start_utc, zone) if told and told.digest != CANCELLED else None


def _when(
    item_id: str,
    day: date,
    start: datetime | None,
    minutes: int,
    zone: str,
    sequences: Sequences,
) -> tuple[datetime, int]:
    """
    When it began and how long it took: as known, else as told before, else that whole day.
    """
    if start is not None:
        return start, minutes
    told = Delivered.read(sequences[item_id][1]) if item_id in sequences else None
    if told is not None and told.minutes and local_date(told.start_utc, zone) == day:
        return told.start_utc, minutes
    return instant_at(day, time(), zone), 0
