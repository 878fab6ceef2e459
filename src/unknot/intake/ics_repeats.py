"""
Unfolds the repeating events of a calendar, over the weeks a plan is made for and not for ever.

"Every second", "every day since the year 1" and "every 30 February" are valid rules. What is handed
to the library begins in our time, lasts no longer than a day, comes true and ends, so that nothing
is looked for until the year 9999.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

import icalendar
import recurring_ical_events
from dateutil.rrule import rrulestr

from unknot.domain.sentence import sentence
from unknot.domain.units import year_can_be
from unknot.intake.ics_rules import comes_true
from unknot.intake.plan_entries import PlanEntries

WEEKS_BACK, WEEKS_AHEAD = 1, 26
# A plan that ended long ago is read too: so long is the longest.
_WEEKS_OF_A_PLAN = 104
MOST_OCCURRENCES = 400
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_LONGEST = timedelta(days=1)


def repeats(event: icalendar.Event) -> bool:
    """
    True for an event that happens more than once.
    """
    return "RRULE" in event or "RDATE" in event


def occurrences(
    group: list[icalendar.Event], today: date, entries: PlanEntries, title: str
) -> Iterable[icalendar.Event]:
    """
    The single times of an event and its exceptions.
    """
    if not any(repeats(event) for event in group):
        return group
    if any(_too_often(rule) for event in group for rule in _rules_of(event)):
        entries.said.append(
            sentence(
                "'{title}' repeats more often than daily, which no run does; only its first time "
                "was read.",
                title=title,
            )
        )
        return group[:1]
    if not all(year_can_be(_start_date(event)) for event in group):
        return group[:1]
    start, end = _horizon(group, today)
    if not all(
        comes_true(rule, _start_date(event), end) for event in group for rule in _rules_of(event)
    ):
        return [event for event in group[:1] if start <= _start_date(event) <= end]
    calendar = icalendar.Calendar()
    for event in group:
        calendar.add_component(_ending_by(event, end, entries, title))
    # `between` and not `after`: the latter searches to the year 9999 when a rule has ended.
    unfolded = recurring_ical_events.of(calendar, skip_bad_series=True).between(start, end)
    found = list(islice(unfolded, MOST_OCCURRENCES))
    if len(unfolded) > MOST_OCCURRENCES:
        entries.said.append(
            sentence(
                "'{title}' repeats very often; {n} times were read.", title=title, n=len(found)
            )
        )
    return found


def _too_often(rule: Mapping[str, Any]) -> bool:
    """
    True for rules no plan needs and that may never come to an end: every hour, every 0 days.
    """
    frequency = str((rule.get("FREQ") or [""])[0]).upper()
    interval = (rule.get("INTERVAL") or [1])[0]
    within_a_day = any(f"BY{part}" in rule for part in ("SECOND", "MINUTE", "HOUR"))
    return frequency in _TOO_OFTEN or within_a_day or not isinstance(interval, int) or interval < 1


def _rules_of(event: icalendar.Event) -> Sequence[icalendar.vRecur]:
    rules = event.get("RRULE") or []
    return rules if isinstance(rules, list) else [rules]


def _horizon(group: list[icalendar.Event], today: date) -> tuple[date, date]:
    """
    A rule that ends is unfolded from its beginning, an endless one around today.
    """
    end = today + timedelta(weeks=WEEKS_AHEAD)
    rules = [rule for event in group for rule in _rules_of(event)]
    if not all("COUNT" in rule or "UNTIL" in rule for rule in rules):
        return today - timedelta(weeks=WEEKS_BACK), end
    first = min(_start_date(event) for event in group)
    year, longest = (first + timedelta(weeks=n) for n in (2 * WEEKS_AHEAD, _WEEKS_OF_A_PLAN))
    return first, min(max(end, year), longest)


def _start_date(event: icalendar.Event) -> date:
    start = _start_of(event)
    return start.date() if isinstance(start, datetime) else start


def _start_of(event: icalendar.Event) -> date:
    start: date = event["DTSTART"].dt  # type: ignore[union-attr]
    return start


def _ending_by(
    event: icalendar.Event, end: date, entries: PlanEntries, title: str
) -> icalendar.Event:
    """
    The same event with rules that end by then, and without a length that no run has.
    """
    bounded = event.copy()
    for component in event.subcomponents:
        bounded.add_component(component)
    if not _has_a_length_of_runs(event):
        bounded.pop("DTEND", None)
        bounded.pop("DURATION", None)
        entries.said.append(
            sentence(
                "'{title}' lasts longer than a day or ends before it starts; its length was not"
                " used.",
                title=title,
            )
        )
    rules = [_rule_ending_by(rule, _start_of(event), end) for rule in _rules_of(event)]
    if rules:
        bounded["RRULE"] = rules if len(rules) > 1 else rules[0]
    return bounded


def _has_a_length_of_runs(event: icalendar.Event) -> bool:
    if "DTEND" not in event and "DURATION" not in event:
        return True
    try:
        return timedelta() <= event.duration <= _LONGEST
    except (ValueError, TypeError, AttributeError, OverflowError):
        return False


def _rule_ending_by(rule: icalendar.vRecur, start: date, end: date) -> icalendar.vRecur:
    """
    The rule with the date of its last time in place of how often it comes true: what never does
    would be counted to the end of all calendars.
    """
    naive = (
        start.replace(tzinfo=None)
        if isinstance(start, datetime)
        else datetime.combine(start, time())
    )
    last = datetime.combine(end, time(23, 59, 59))
    told = _naive((rule.get("UNTIL") or [last])[0], start)
    last = min(last, told)
    ended = icalendar.vRecur(rule)
    count = (ended.pop("COUNT", None) or [None])[0]
    if count is not None:
        ended["UNTIL"] = [last]
        times = list(islice(rrulestr(ended.to_ical().decode(), dtstart=naive), max(int(count), 0)))
        last = times[-1] if len(times) == count else last
    ended["UNTIL"] = [_as_told(last, start)]
    return ended


def _naive(until: date, start: date) -> datetime:
    """
    The end of a rule on the clock that the event itself is told on.
    """
    if not isinstance(until, datetime):
        return datetime.combine(until, time())
    zone = start.tzinfo if isinstance(start, datetime) else None
    if until.tzinfo is not None and zone is not None:
        until = until.astimezone(zone)
    return until.replace(tzinfo=None)


def _as_told(last: datetime, start: date) -> date:
    if not isinstance(start, datetime):
        return last.date()
    return last if start.tzinfo is None else last.replace(tzinfo=start.tzinfo).astimezone(UTC)
