"""
The plan reads back from the calendar as it was written, over clock changes and new plans.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from unknot.deliver.ics import render_plan, uid_of
from unknot.domain.body import RegionGroup, parts_in
from unknot.domain.plan import PlanItem
from unknot.domain.reason import Reason, Why
from unknot.domain.session import Appointment, CareKind, CareRecord, Depth, ItemStatus, MassageType
from unknot.domain.settings import Settings
from unknot.domain.units import instant_at

NOW = datetime(2026, 10, 19, 7, 0, tzinfo=UTC)
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
PRAGUE = "Europe/Prague"
ZONES = [
    PRAGUE, "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo",
    "Africa/Casablanca", "Pacific/Chatham",
]  # fmt: skip


def an_item(item_id="s_1", kind=CareKind.SELF_MASSAGE, day=date(2026, 10, 20), **more) -> PlanItem:
    zone = more.pop("zone", PRAGUE)
    start = more.pop("start_utc", None) or instant_at(day, time(18, 30), zone)
    minutes = more.pop("minutes", 8)
    return PlanItem(item_id, kind, day, start, zone, minutes, **more)


def a_massage(**more) -> PlanItem:
    return an_item(
        "m_1",
        CareKind.MASSAGE,
        date(2026, 10, 22),
        minutes=60,
        massage_type=MassageType.SPORTS,
        depth=Depth.MEDIUM,
        regions=parts_in(RegionGroup.CALF),
        cents=5500,
        reasons=(Reason(Why.RELAXATION_WISHED),),
        **more,
    )


def rendered(*items, settings=Settings(zone=PRAGUE), sequences=None, now=NOW):  # noqa: B008
    return render_plan(items, settings, "runner-1", now, sequences or {})


IDS = {uid_of(known, "runner-1"): known for known in ("m_1", "r_1", *(f"s_{n}" for n in range(6)))}


def events_of(content: bytes) -> dict[str, object]:
    calendar = Calendar.from_ical(content)
    return {IDS[str(event["UID"])]: event for event in calendar.walk("VEVENT")}


def starts_of(content: bytes) -> dict[str, datetime]:
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(
        NOW - timedelta(days=800), NOW + timedelta(days=800)
    )
    return {IDS[str(event["UID"])]: event["DTSTART"].dt for event in found}


@given(
    st.lists(
        st.integers(0, 2 * 365 * 24 * 60).map(lambda n: FIRST_DAY + timedelta(minutes=n)),
        min_size=1,
        max_size=6,
        unique=True,
    ),
    st.sampled_from(ZONES),
    st.integers(1, 240),
)
def test_every_instant_reads_back_as_it_was(starts, zone, minutes):
    """
    Start and end come back as the same instants, whatever the zone and the clock change.
    """
    items = [
        an_item(f"s_{n}", start_utc=start, zone=zone, minutes=minutes)
        for n, start in enumerate(starts)
    ]
    content, _ = rendered(*items, settings=Settings(zone=zone))

    events = events_of(content)
    for item in items:
        end = item.start_utc + timedelta(minutes=minutes)
        assert events[item.id]["DTSTART"].dt.astimezone(UTC) == item.start_utc
        assert events[item.id]["DTEND"].dt.astimezone(UTC) == end


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone != "UTC"])
def test_the_zone_is_described_right_hour_by_hour(zone):
    """
    A program that knows no zone names gets every offset from the description alone.
    """
    content, _ = rendered(an_item(zone=zone), settings=Settings(zone=zone))
    # A name that no list of zones has, or the reader would use its own.
    text = content.decode().replace(zone, f"Nowhere {zone}")
    described = Calendar.from_ical(text.encode()).walk("VTIMEZONE")[0].to_tz()
    known = ZoneInfo(zone)

    instant = NOW
    while instant < NOW + timedelta(days=340):
        wall = instant.astimezone(known)
        if not wall.fold:
            naive = wall.replace(tzinfo=None)
            assert naive.replace(tzinfo=described).utcoffset() == wall.utcoffset(), instant
        instant += timedelta(hours=3)


def test_the_onset_of_summer_time_is_written_as_the_standard_asks():
    """
    Clocks in Prague go forward at two in the morning, told in winter time.
    """
    content, _ = rendered(an_item())

    daylight = next(
        part
        for part in Calendar.from_ical(content).walk("DAYLIGHT")
        if part["DTSTART"].dt.year == 2027
    )
    assert daylight["DTSTART"].dt.isoformat() == "2027-03-28T02:00:00"
    assert daylight["TZOFFSETFROM"].td == timedelta(hours=1)
    assert daylight["TZOFFSETTO"].td == timedelta(hours=2)


def test_the_same_plan_gives_the_same_bytes_in_any_order():
    """
    A calendar that did not change is not delivered as a changed one.
    """
    one, kept = rendered(an_item(), a_massage())
    other, again = rendered(a_massage(), an_item(), sequences=kept)

    assert one == other
    assert kept == again


def test_lines_are_folded_and_end_as_the_standard_asks():
    """
    No line is longer than 75 octets, and every line ends with CR and LF.
    """
    settings = Settings(zone=PRAGUE, calendar_shows_details=True)
    content, _ = rendered(a_massage(), settings=settings)

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_an_item_keeps_its_identity_and_a_change_raises_its_sequence():
    """
    A moved appointment moves in the calendar and does not double.
    """
    first, kept = rendered(a_massage())
    moved = replace(a_massage(), start_utc=a_massage().start_utc + timedelta(hours=1))
    second, kept = rendered(moved, sequences=kept, now=NOW + timedelta(days=1))
    third, _ = rendered(moved, sequences=kept, now=NOW + timedelta(days=2))

    uids = {str(events_of(content)["m_1"]["UID"]) for content in (first, second, third)}
    sequences = [events_of(content)["m_1"]["SEQUENCE"] for content in (first, second, third)]
    assert len(uids) == 1
    assert sequences == [0, 1, 1]


def test_two_runners_never_share_an_identity():
    """
    A family's calendars can lie in one program; the runner's own id is not told.
    """
    one, _ = render_plan([an_item()], Settings(), "runner-1", NOW, {})
    other, _ = render_plan([an_item()], Settings(), "runner-2", NOW, {})
    uids = [Calendar.from_ical(content).walk("VEVENT")[0]["UID"] for content in (one, other)]

    assert uids[0] != uids[1]
    assert b"runner-1" not in one


@pytest.mark.parametrize("status", [None, ItemStatus.WITHDRAWN, ItemStatus.SKIPPED])
def test_what_is_gone_is_cancelled_once_delivered(status):
    """
    An item that left the plan, was withdrawn or skipped does not stay in the calendar.
    """
    _, kept = rendered(an_item(), a_massage())
    left = () if status is None else (replace(a_massage(), status=status),)
    content, kept = rendered(an_item(), *left, sequences=kept)
    again, kept_again = rendered(an_item(), *left, sequences=kept)

    cancelled = events_of(content)["m_1"]
    assert cancelled["STATUS"] == "CANCELLED"
    assert cancelled["SEQUENCE"] == 1
    assert cancelled["DTSTART"].dt == a_massage().start_utc
    assert (again, kept_again) == (content, kept)


def test_what_comes_back_is_no_longer_cancelled():
    """
    Undoing a skip brings the event back under its old identity.
    """
    _, kept = rendered(a_massage())
    _, kept = rendered(sequences=kept)
    content, _ = rendered(a_massage(), sequences=kept)

    assert events_of(content)["m_1"]["STATUS"] == "TENTATIVE"
    assert events_of(content)["m_1"]["SEQUENCE"] == 2


def test_what_was_never_delivered_is_not_cancelled():
    """
    A skipped item nobody has seen does not appear as a cancellation.
    """
    content, kept = rendered(replace(a_massage(), status=ItemStatus.SKIPPED))

    assert events_of(content) == {}
    assert kept == {}


def test_what_lies_behind_is_not_cancelled():
    """
    Yesterday's massage happened: leaving the plan does not undo it.
    """
    _, kept = rendered(a_massage())
    content, _ = rendered(sequences=kept, now=NOW + timedelta(days=30))

    assert events_of(content) == {}


def test_what_lies_a_year_behind_is_forgotten():
    """
    What has to be remembered does not grow for as long as somebody runs.
    """
    _, kept = rendered(a_massage())
    _, soon = rendered(sequences=kept, now=NOW + timedelta(days=300))
    _, later = rendered(sequences=kept, now=NOW + timedelta(days=400))

    assert set(soon) == {"m_1"}
    assert later == {}


A_DAY_LATER = datetime(2026, 10, 23, 7, 0, tzinfo=UTC)
HAD = Appointment(
    "a_1", date(2026, 10, 22), MassageType.SPORTS, Depth.MEDIUM, 60, 5500,
    parts_in(RegionGroup.CALF), a_massage().start_utc,
)  # fmt: skip
DONE = CareRecord(
    "s_1", CareKind.SELF_MASSAGE, date(2026, 10, 20), ItemStatus.DONE, 8, (), an_item().start_utc
)


def behind_of(appointments=(), care_done=(), now=A_DAY_LATER, sequences=None, **settings):
    """
    The events of a calendar whose plan is empty, by UID, and what is remembered.
    """
    content, kept = render_plan(
        (), Settings(zone=PRAGUE, **settings), "runner-1", now, sequences or {},
        appointments, care_done,
    )  # fmt: skip
    events = Calendar.from_ical(content).walk("VEVENT")
    return {str(event["UID"]): event for event in events}, kept


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (datetime(2026, 10, 22, 21, 59, tzinfo=UTC), set()),
        (datetime(2026, 10, 22, 22, 0, tzinfo=UTC), {"a_1"}),
        (datetime(2026, 11, 19, 22, 59, tzinfo=UTC), {"a_1"}),
        (datetime(2026, 11, 19, 23, 0, tzinfo=UTC), set()),
    ],
)
def test_four_weeks_lie_behind_from_the_runners_midnight(now, shown):
    """
    From the day after, when the plan no longer holds it, for four weeks.
    """
    events, _ = behind_of([HAD], now=now)

    assert events.keys() == {uid_of(item_id, "runner-1") for item_id in shown}


@pytest.mark.parametrize("status", [ItemStatus.SKIPPED, ItemStatus.PROPOSED])
def test_what_was_not_had_does_not_lie_behind(status):
    """
    Skipped is skipped; a massage that was booked counts as had until it is taken out.
    """
    events, _ = behind_of([replace(HAD, status=status)], [replace(DONE, status=status)])
    booked, _ = behind_of([replace(HAD, status=ItemStatus.CONFIRMED)])

    assert events == {}
    assert len(booked) == 1


def test_what_lies_behind_says_what_it_was_only_to_who_wants_details():
    """
    Neutral without, with its name, its parts and its price with; the same bytes twice.
    """
    neutral, kept = behind_of([HAD], [DONE])
    again, kept_again = behind_of([HAD], [DONE], sequences=kept)
    detailed, _ = behind_of([HAD], [DONE], calendar_shows_details=True)

    assert {str(event["SUMMARY"]) for event in neutral.values()} == {"Reserved time"}
    assert [e.to_ical() for e in again.values()] == [e.to_ical() for e in neutral.values()]
    assert kept == kept_again
    assert [str(event["SUMMARY"]) for event in detailed.values()] == ["Loosen up", "Sports massage"]
    assert "€55" in str(detailed[uid_of("a_1", "runner-1")]["DESCRIPTION"])


def test_a_massage_noted_by_hand_stays_the_event_it_was_in_the_plan():
    """
    Of two on a day each keeps its own, also at the hour that the plan assumed; nothing doubles.
    """
    other = replace(HAD, id="a_2", start_utc=None)
    items = (
        replace(a_massage(), id="massage-2026-10-22"),
        replace(
            a_massage(), id="massage-2026-10-22-a_2", start_utc=an_item(day=HAD.date).start_utc
        ),
    )
    _, kept = rendered(*items)
    events, _ = behind_of([other, HAD], sequences=kept)
    only_other, _ = behind_of([other], sequences=kept)

    assert {uid: event["DTSTART"].dt for uid, event in events.items()} == {
        uid_of(item.id, "runner-1"): item.start_utc for item in items
    }
    assert only_other.keys() == {uid_of("massage-2026-10-22-a_2", "runner-1")}


def test_a_massage_of_a_day_without_an_hour_takes_the_day():
    """
    Nothing is invented: only the day is known, and no calendar was told an hour.
    """
    events, kept = behind_of([replace(HAD, start_utc=None)])
    again, _ = behind_of([replace(HAD, start_utc=None)], sequences=kept)

    [event] = events.values()
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (HAD.date, HAD.date + timedelta(days=1))
    assert again[uid_of("a_1", "runner-1")]["SEQUENCE"] == 0


def test_titles_are_neutral_unless_the_runner_wants_details():
    """
    A shared screen tells nobody that a massage is booked, where, or for how much.
    """
    neutral, _ = rendered(a_massage(), an_item())
    detailed, _ = rendered(
        a_massage(), an_item(), settings=Settings(zone=PRAGUE, calendar_shows_details=True)
    )

    assert {str(event["SUMMARY"]) for event in events_of(neutral).values()} == {"Reserved time"}
    assert not any(word in neutral.lower() for word in (b"massage", b"calf", "€".encode()))
    assert str(events_of(detailed)["m_1"]["SUMMARY"]) == "Sports massage"
    assert "feel calmer" in str(events_of(detailed)["m_1"]["DESCRIPTION"])
    assert "get advice if a bruise spreads" in str(events_of(detailed)["m_1"]["DESCRIPTION"])


def test_the_file_behind_neutral_titles_tells_nothing_either():
    """
    An item's own id names what it is, "massage-2026-10-22"; planned or cancelled, it stays home.
    """
    planned, kept = rendered(replace(a_massage(), id="massage-2026-10-22"))
    cancelled, _ = rendered(sequences=kept)

    assert b"BEGIN:VEVENT" in planned
    assert b"STATUS:CANCELLED" in cancelled
    assert b"massage" not in (planned + cancelled).lower()


def test_an_appointment_blocks_time_and_warns_half_an_hour_before():
    """
    A massage is busy time with an alarm ahead; self-massage leaves the time free.
    """
    content, _ = rendered(a_massage(), an_item())
    massage, at_home = events_of(content)["m_1"], events_of(content)["s_1"]

    assert (massage["TRANSP"], at_home["TRANSP"]) == ("OPAQUE", "TRANSPARENT")
    assert massage.walk("VALARM")[0]["TRIGGER"].dt == timedelta(minutes=-30)
    assert at_home.walk("VALARM")[0]["TRIGGER"].dt == timedelta(0)


def test_what_is_confirmed_says_so():
    """
    A proposal is tentative, a booking confirmed.
    """
    content, _ = rendered(replace(a_massage(), status=ItemStatus.CONFIRMED), an_item())

    assert events_of(content)["m_1"]["STATUS"] == "CONFIRMED"
    assert events_of(content)["s_1"]["STATUS"] == "TENTATIVE"


def test_a_rest_day_takes_the_whole_day_and_rings_no_bell():
    """
    Rest has no hour.
    """
    content, _ = rendered(an_item("r_1", CareKind.REST, minutes=0))
    rest = events_of(content)["r_1"]

    assert rest["DTSTART"].dt == date(2026, 10, 20)
    assert rest["DTEND"].dt == date(2026, 10, 21)
    assert rest.walk("VALARM") == []


def test_the_stamp_is_the_plans_own_now():
    """
    The clock of the machine never shows in the file.
    """
    content, _ = rendered(an_item())

    assert events_of(content)["s_1"]["DTSTAMP"].dt == NOW


def test_a_calendar_reader_finds_each_item_once():
    """
    A program that expands calendars sees the plan's instants.
    """
    content, _ = rendered(an_item(), a_massage())

    assert starts_of(content) == {"s_1": an_item().start_utc, "m_1": a_massage().start_utc}


def test_an_empty_plan_is_a_calendar_too():
    """
    Subscribing before the first plan is no error.
    """
    content, kept = rendered()

    assert events_of(content) == {}
    assert kept == {}
