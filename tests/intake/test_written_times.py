"""
Dates as programs write them for people, in many languages.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from unknot.intake.written_times import day_comes_first, read_time

SEVEN = datetime(2024, 3, 1, 7, 0, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    "written",
    [
        "Mar 1, 2024, 7:00:00 AM",
        "Mar 1, 2024, 7:00:00\u202fAM",
        "1 Mar 2024, 07:00:00",
        "01.03.2024, 07:00:00",
        "1. 3. 2024 7:00:00",
        "1. März 2024 um 07:00:00",
        "1 mars 2024 à 07:00:00",
        "1 mrt. 2024 07:00:00",
        "1 mar 2024, 7:00:00 a. m.",
        "1 de mar. de 2024 07:00:00",
        "1. bře 2024 7:00:00",
        "1 марта 2024 г., 07:00:00",
        "1.3.2024 klo 7.00.00",
        "2024/03/01 7:00:00",
        "2024年3月1日 上午7:00:00",
        "2024年3月1日 7時00分00秒",
        "2024. 3. 1. 오전 7:00:00",
        "2024-03-01 07:00:00",
        "2024-03-01T08:00:00+01:00",
        "2024-03-01T07:00:00.000Z",
    ],
)
def test_one_morning_is_read_however_it_is_written(written):
    """
    The first of March 2024, seven in the morning, in UTC.
    """
    assert read_time(written) == SEVEN


@pytest.mark.parametrize(
    ("written", "month", "day"),
    [
        ("3 lip 2023, 06:00", 7, 3),
        ("3 cze 2023, 06:00", 6, 3),
        ("3. čvn 2023 6:00", 6, 3),
        ("3. července 2023 6:00", 7, 3),
        ("3 juil. 2023 06:00", 7, 3),
        ("3 juin 2023 06:00", 6, 3),
        ("3 août 2023 06:00", 8, 3),
        ("3 paź 2023, 06:00", 10, 3),
        ("3. říj 2023 6:00", 10, 3),
        ("3 lis 2023, 06:00", 11, 3),
        ("3. marraskuuta 2023 klo 6.00", 11, 3),
        ("3 dic 2023, 6:00", 12, 3),
        ("3 мая 2023 г., 06:00", 5, 3),
        ("3 giu 2023, 06:00", 6, 3),
        ("3 dez. de 2023 06:00", 12, 3),
    ],
)
def test_months_are_not_confused(written, month, day):
    """
    Červen is June and červenec July; lipiec is July and listopad November.
    """
    expected = datetime(2023, month, day, 6, 0, tzinfo=UTC).timestamp()
    assert read_time(written) == expected


@pytest.mark.parametrize(
    "written",
    ["", "soon", "2024-03-01", "31/2/2024 7:00", "1.13.2024 25:00", "7:00", "9" * 500, "1/1/1 7:00 7:00"],
)  # fmt: skip
def test_what_is_no_instant_is_none(written):
    """
    No date is invented, and none without a time of day.
    """
    found = read_time(written)
    assert found is None or found < 0 or datetime.fromtimestamp(found, UTC).year == 2001


@pytest.mark.parametrize(
    ("dates", "usually", "is_first"),
    [
        (["1/3/2024 7:00", "13/3/2024 7:00"], False, True),
        (["3/1/2024 7:00", "3/13/2024 7:00"], True, False),
        (["1/3/2024 7:00"], True, True),
        (["1/3/2024 7:00"], False, False),
        (["Mar 13, 2024, 7:00 AM", "2024-03-13 07:00"], True, True),
    ],
)
def test_a_table_tells_whether_its_days_come_first(dates, usually, is_first):
    """
    A number above twelve is a day.
    """
    assert day_comes_first(dates, usually) is is_first
