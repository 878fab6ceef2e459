"""
The plan as a calendar: RFC 5545, so that any calendar program shows it and keeps it up to date.

An item keeps its UID from plan to plan. What changed since it was last delivered raises its
SEQUENCE, and what is gone is delivered once more as cancelled, so that nothing doubles and
nothing stays behind. The same plan gives the same bytes: the stamp is the plan's own "now".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from unknot.deliver.behind import items_behind
from unknot.deliver.delivered import CANCELLED, Delivered, Sequences, next_sequence
from unknot.deliver.names import name_of, start_with_capital
from unknot.deliver.titles import describe_item, title_of, what_to_mind
from unknot.deliver.voice import Voice, voice_of
from unknot.deliver.voice import mark as _
from unknot.deliver.vtimezone import build_timezone
from unknot.deliver.words import say
from unknot.domain.plan import PlanItem
from unknot.domain.session import Appointment, CareKind, CareRecord, ItemStatus
from unknot.domain.settings import Settings
from unknot.domain.units import local_date, zone_named

PRODUCT = "-//Unknot//Recovery plan//EN"
MASSAGE_ALARM = timedelta(minutes=-30)
REMEMBERED = timedelta(days=365)
NEUTRAL_TITLE = _("Reserved time")

_GONE = frozenset({ItemStatus.WITHDRAWN, ItemStatus.SKIPPED})


@dataclass(frozen=True, slots=True)
class _Writer:
    """
    What every event of one calendar shares.
    """

    settings: Settings
    voice: Voice
    now: datetime
    today: date
    runner_id: str


def render_plan(
    items: Iterable[PlanItem],
    settings: Settings,
    runner_id: str,
    now: datetime,
    sequences: Sequences,
    appointments: Iterable[Appointment] = (),
    care_done: Iterable[CareRecord] = (),
) -> tuple[bytes, dict[str, tuple[int, str]]]:
    """
    The items as a calendar file, and what to remember for the next time.

    Of the appointments and the care done, what lies behind is shown as well.
    """
    today = local_date(now, settings.zone)
    writer = _Writer(settings, voice_of(settings), now, today, runner_id)
    remembered = dict(sequences)
    behind = items_behind(appointments, care_done, today, settings.zone, sequences)
    every = {item.id: item for item in (*behind, *items)}
    in_order = sorted(every.values(), key=lambda item: (item.start_utc, item.id))
    events = [_shown(item, writer, remembered) for item in in_order if item.status not in _GONE]
    shown = {item.id for item in in_order if item.status not in _GONE}
    gone = {item.id for item in in_order} - shown
    events += _cancelled(writer, remembered, shown, gone)
    return _calendar(events, in_order, writer), remembered


def uid_of(item_id: str, runner_id: str) -> str:
    """
    The UID of an item in every plan of a runner.

    It differs between runners, and tells neither the runner nor, as the item's own id would,
    what is planned.
    """
    told = hashlib.sha256(f"unknot calendar {runner_id} {item_id}".encode())
    return f"{told.hexdigest()[:32]}@unknot"


def _calendar(events: list[Event], items: list[PlanItem], writer: _Writer) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Unknot")
    calendar.add("x-wr-calname", "Unknot")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for zone in sorted(_zones_of(events)):
        starts = [item.start_utc for item in items if item.zone == zone]
        calendar.add_component(build_timezone(zone, min(starts), max(starts)))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _zones_of(events: Iterable[Event]) -> set[str]:
    """
    The zones that some event is written in; UTC needs no description.
    """
    return {
        str(prop.params["TZID"])
        for event in events
        for name in ("DTSTART", "DTEND")
        if (prop := event.get(name)) is not None and "TZID" in prop.params
    }


def _shown(item: PlanItem, writer: _Writer, remembered: dict[str, tuple[int, str]]) -> Event:
    event = _event_of(item, writer)
    digest = _digest_of(event)
    delivered = Delivered(digest, item.start_utc, item.minutes)
    event.add("uid", uid_of(item.id, writer.runner_id))
    event.add("dtstamp", writer.now.astimezone(UTC))
    event.add("sequence", next_sequence(item.id, delivered, remembered))
    return event


def _event_of(item: PlanItem, writer: _Writer) -> Event:
    event = Event()
    _add_times(event, item)
    event.add("summary", _title(item, writer))
    if writer.settings.calendar_shows_details:
        event.add("description", _description(item, writer.voice))
        event.add("categories", [start_with_capital(name_of(item.kind, writer.voice))])
    else:
        event.add("categories", ["Unknot"])
    event.add("class", "PRIVATE")
    event.add("status", "TENTATIVE" if item.status is ItemStatus.PROPOSED else "CONFIRMED")
    event.add("transp", "OPAQUE" if item.kind is CareKind.MASSAGE else "TRANSPARENT")
    _add_alarm(event, item, writer)
    return event


def _title(item: PlanItem, writer: _Writer) -> str:
    if writer.settings.calendar_shows_details:
        return title_of(item, writer.voice)
    return writer.voice.translate(NEUTRAL_TITLE)


def _description(item: PlanItem, voice: Voice) -> str:
    why = (say(reason, voice) for reason in item.reasons)
    lines = [describe_item(item, voice), *what_to_mind(item, voice), *why]
    return "\n".join(line for line in lines if line)


def _add_times(event: Event, item: PlanItem) -> None:
    """
    Start and end on the runner's wall; a suggestion without length takes the whole day.

    In the hour that happens twice a wall time means the first, so the second is told in UTC.
    """
    if not item.minutes:
        event.add("dtstart", item.date)
        event.add("dtend", item.date + timedelta(days=1))
        return
    start, end = item.start_utc, item.start_utc + timedelta(minutes=item.minutes)
    walls = [instant.astimezone(zone_named(item.zone)) for instant in (start, end)]
    if item.zone == "UTC" or any(wall.fold for wall in walls):
        walls = [start.astimezone(UTC), end.astimezone(UTC)]
    event.add("dtstart", walls[0])
    event.add("dtend", walls[1])


def _add_alarm(event: Event, item: PlanItem, writer: _Writer) -> None:
    """
    Half an hour before an appointment, at its time for what is done at home.

    None for rest, for what is done, and for what lies behind.
    """
    if item.kind is CareKind.REST or not item.minutes:
        return
    if item.status is ItemStatus.DONE or item.date < writer.today:
        return
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _title(item, writer))
    alarm.add("trigger", MASSAGE_ALARM if item.kind is CareKind.MASSAGE else timedelta(0))
    event.add_component(alarm)


def _digest_of(event: Event) -> str:
    """
    What the event says, in 32 characters: stamp and sequence are not yet among it.
    """
    return hashlib.sha256(event.to_ical()).hexdigest()[:32]


def _cancelled(
    writer: _Writer,
    remembered: dict[str, tuple[int, str]],
    shown: set[str],
    gone: set[str],
) -> list[Event]:
    """
    What was delivered once and is no longer planned. What lies behind stays as it was, and is
    forgotten when it lies so far behind that no plan can come back to it.
    """
    events = []
    for item_id, (sequence, last) in sorted(remembered.items()):
        delivered = Delivered.read(last)
        if item_id in shown or delivered is None:
            continue
        if delivered.start_utc < writer.now and item_id not in gone:
            if delivered.start_utc < writer.now - REMEMBERED:
                del remembered[item_id]
            continue
        if delivered.digest != CANCELLED:
            sequence += 1
            told = Delivered(CANCELLED, delivered.start_utc, delivered.minutes)
            remembered[item_id] = (sequence, told.write())
        events.append(_cancellation(item_id, sequence, delivered, writer))
    return events


def _cancellation(item_id: str, sequence: int, delivered: Delivered, writer: _Writer) -> Event:
    event = Event()
    start = delivered.start_utc.astimezone(UTC)
    event.add("uid", uid_of(item_id, writer.runner_id))
    event.add("dtstamp", writer.now.astimezone(UTC))
    event.add("sequence", sequence)
    event.add("dtstart", start if delivered.minutes else _wall_date(start, writer))
    if delivered.minutes:
        event.add("dtend", start + timedelta(minutes=delivered.minutes))
    event.add("summary", writer.voice.translate(NEUTRAL_TITLE))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT")
    return event


def _wall_date(instant: datetime, writer: _Writer) -> date:
    return instant.astimezone(zone_named(writer.settings.zone)).date()
