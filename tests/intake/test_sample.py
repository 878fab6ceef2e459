"""
The sample: real sessions, nobody's name or place, moved to the last full week.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import fitdecode
import pytest

from unknot.domain.units import local_date
from unknot.intake.sample import PackagedSample

ZONE = "Europe/Prague"
# A Monday, a Sunday, and the two nights of the clock changes.
DAYS = [
    datetime(2026, 11, 23, 9, tzinfo=UTC),
    datetime(2026, 11, 29, 20, tzinfo=UTC),
    datetime(2027, 3, 28, 9, tzinfo=UTC),
    datetime(2027, 10, 31, 9, tzinfo=UTC),
]


def messages(content: bytes, name: str) -> list[dict[str, object]]:
    """
    The messages of that name in a FIT file, as an independent decoder reads them.
    """
    with fitdecode.FitReader(content, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        return [
            {field.name: field.value for field in frame.fields}
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage) and frame.name == name
        ]


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_the_last_session_lies_in_the_last_full_week(now: datetime) -> None:
    """
    Whatever day it is, the sample's runs end with the week before this one.
    """
    sample = PackagedSample().sample(now, ZONE)
    today = local_date(now, ZONE)
    monday = today - timedelta(days=today.weekday())

    start = messages(sample.files[-1][1], "session")[0]["start_time"]

    assert monday - timedelta(days=7) <= local_date(start, ZONE) < monday


def test_sessions_keep_their_hour_on_the_wall_clock() -> None:
    """
    Moving by weeks over a clock change moves no run by an hour.
    """
    winter = PackagedSample().sample(DAYS[0], ZONE).files[-1][1]
    summer = PackagedSample().sample(datetime(2027, 7, 14, 9, tzinfo=UTC), ZONE).files[-1][1]

    hours = [
        messages(content, "session")[0]["start_time"].astimezone(UTC).hour
        for content in (winter, summer)
    ]

    assert hours[0] - hours[1] == 1  # Prague is one hour further from UTC in summer


def test_nothing_in_the_files_says_who_or_where() -> None:
    """
    No session holds a position, a name, a maker or a serial number.
    """
    sample = PackagedSample().sample(DAYS[0], ZONE)

    for name, content in sample.files:
        fields = {key for message in messages(content, "record") for key in message}
        assert not {key for key in fields if "position" in key}, name
        (head,) = messages(content, "file_id")
        assert head["manufacturer"] == "development", name
        assert head.get("serial_number") is None, name


def test_what_is_invented_says_so() -> None:
    """
    Thirty check-ins and two massages, all marked as invented, none in the future.
    """
    sample = PackagedSample().sample(DAYS[0], ZONE)

    assert len(sample.check_ins) == 30
    assert len(sample.appointments) == 2
    assert all(each.invented for each in (*sample.check_ins, *sample.appointments))
    assert max(each.date for each in sample.check_ins) < local_date(DAYS[0], ZONE)


def test_the_race_is_seven_weeks_away() -> None:
    """
    A half marathon on a Sunday in the seventh week from now, and 110 a month to spend.
    """
    settings = PackagedSample().sample(DAYS[0], ZONE).settings

    (race,) = settings.races
    assert race.date == date(2027, 1, 17)
    assert race.distance_m == 21_097.5
    assert settings.budget_cents_a_month == 110_00
