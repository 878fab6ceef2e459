"""
Reads a training plan from a calendar file.

Every dated event is read, however far ahead; `ics_repeats` unfolds those that repeat.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import icalendar

from unknot.app.errors import NotUnderstood
from unknot.domain.sentence import sentence
from unknot.domain.units import zone_named
from unknot.intake.ics_repeats import occurrences, repeats
from unknot.intake.plan_amounts import distance_in, duration_in
from unknot.intake.plan_entries import (
    LARGEST_BYTES,
    LONGEST_TEXT,
    LONGEST_TITLE,
    PlanEntries,
    PlannedDay,
)
from unknot.intake.plan_vendors import (
    is_done_already,
    is_of_a_plan_vendor,
    stated_by_vendor,
    stated_minutes,
)

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Whatever a broken event does to the libraries, the other events are still read.
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, OverflowError, OSError)


def read_ics(content: bytes, zone: str, today: date) -> PlanEntries:
    """
    The entries of a calendar in the runner's own time, and what was not understood.

    Raises
    ------
    NotUnderstood
        If it is no calendar.
    """
    entries = PlanEntries()
    events = _events_in(content, entries)
    planned = [event for event in events if not is_done_already(event)]
    entries.is_plan = bool(planned) and all(is_of_a_plan_vendor(event) for event in planned)
    if len(planned) < len(events):
        entries.said.append(
            sentence(
                "Runs that are done already: {n}. They were left out; bring in their recordings.",
                n=len(events) - len(planned),
            )
        )
    for group in _groups_of(planned):
        if entries.is_full():
            break
        _read_group(group, zone, today, entries)
    return entries


def _read_group(group: list[icalendar.Event], zone: str, today: date, entries: PlanEntries) -> None:
    try:
        for event in occurrences(group, today, entries, _title_of(group[0])):
            day = _day_of(event, zone, entries)
            if day is not None:
                entries.days.append(day)
    except _BROKEN as broken:
        entries.said.append(
            sentence(
                "'{title}' could not be read and was left out ({why}).",
                title=_title_of(group[0]),
                why=_first_line(broken),
            )
        )


def is_calendar(content: bytes) -> bool:
    """
    True for the beginning of a calendar file, in any of the encodings they come in.
    """
    return b"BEGIN:VCALENDAR" in content[:4096].upper().replace(b"\x00", b"")


def _events_in(content: bytes, entries: PlanEntries) -> list[icalendar.Event]:
    if len(content) > LARGEST_BYTES:
        raise NotUnderstood(
            "The calendar is larger than {most} MiB, more than any plan.",
            most=LARGEST_BYTES // 2**20,
        )
    if not is_calendar(content):
        raise NotUnderstood("This is no calendar file: it does not begin with BEGIN:VCALENDAR.")
    try:
        calendars = icalendar.Calendar.from_ical(_decoded(content, entries), multiple=True)
        walked = [event for calendar in calendars for event in calendar.walk("VEVENT")]
        events = [event for event in walked if isinstance(event, icalendar.Event)]
    except (*_BROKEN, RecursionError) as broken:
        raise NotUnderstood(
            "The calendar is damaged and could not be read ({why}). Export it again.",
            why=_first_line(broken),
        ) from broken
    for event in events:
        for name, error in getattr(event, "errors", ()):
            _say_of_line(event, name or "?", error, entries)
    return [event for event in events if _text(event, "STATUS").upper() != "CANCELLED"]


def _say_of_line(event: icalendar.Event, name: str, error: object, entries: PlanEntries) -> None:
    entries.said.append(
        sentence(
            "'{title}': its line {name} cannot be read ({why}).",
            title=_title_of(event),
            name=name,
            why=_first_line(error),
        )
    )


def _decoded(content: bytes, entries: PlanEntries) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        text = content.decode("utf-8-sig", errors="replace")
    plain = _UNPRINTABLE.sub("", text)
    if len(plain) < len(text):
        entries.said.append(
            sentence(
                "Signs that no calendar may hold were left out: {n}.", n=len(text) - len(plain)
            )
        )
    return plain


def _groups_of(events: Iterable[icalendar.Event]) -> Iterator[list[icalendar.Event]]:
    """
    An event that repeats together with its exceptions; every other event alone.
    """
    repeating: dict[str, list[icalendar.Event]] = {}
    alone: list[icalendar.Event] = []
    for event in events:
        uid = _text(event, "UID")
        if uid and (repeats(event) or "RECURRENCE-ID" in event):
            repeating.setdefault(uid, []).append(event)
        else:
            alone.append(event)
    yield from repeating.values()
    yield from ([event] for event in alone)


def _day_of(event: icalendar.Event, zone: str, entries: PlanEntries) -> PlannedDay | None:
    title = _text(event, "SUMMARY")[:LONGEST_TEXT]
    if not isinstance(getattr(event.get("DTSTART"), "dt", None), date):
        entries.said.append(
            sentence("'{title}' has no date and was left out.", title=_title_of(event))
        )
        return None
    day, starts_at = _local(event, zone, entries)
    if not title:
        entries.said.append(
            sentence("An entry on {day} has no title and was left out.", day=day.isoformat())
        )
        return None
    description = _text(event, "DESCRIPTION")[:LONGEST_TEXT]
    return PlannedDay(
        date=day,
        title=title,
        description=description,
        starts_at=starts_at,
        distance_m=distance_in(title, description),
        duration_min=stated_minutes(event) or duration_in(title, description),
        block_min=_block_of(event, entries) if starts_at else None,
        stated=stated_by_vendor(event),
    )


def _local(event: icalendar.Event, zone: str, entries: PlanEntries) -> tuple[date, time | None]:
    """
    Date and time on the runner's own clock; a time without a zone is the runner's already.
    """
    start: Any = event["DTSTART"].dt  # type: ignore[union-attr]
    if not isinstance(start, datetime):
        return start, None
    named = event["DTSTART"].params.get("TZID")
    if start.tzinfo is None:
        if named:
            entries.said.append(
                sentence(
                    "The time zone '{zone}' is unknown; its times were taken as yours.",
                    zone=str(named),
                )
            )
        return start.date(), start.time()
    own = start.astimezone(UTC).astimezone(zone_named(zone))
    return own.date(), own.time()


def _block_of(event: icalendar.Event, entries: PlanEntries) -> float | None:
    try:
        minutes = event.duration.total_seconds() / 60
    except _BROKEN:
        return None
    if minutes < 0:
        entries.said.append(sentence("'{title}' ends before it starts.", title=_title_of(event)))
    return minutes if 0 < minutes <= 24 * 60 else None


def _title_of(event: icalendar.Event) -> str:
    return _text(event, "SUMMARY")[:LONGEST_TITLE] or "?"


def _text(event: icalendar.Event, name: str) -> str:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    return _UNPRINTABLE.sub("", str(value)).strip() if value is not None else ""


def _first_line(broken: object) -> str:
    return (str(broken).splitlines() or [""])[0][:120]
