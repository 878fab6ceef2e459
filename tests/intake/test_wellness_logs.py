"""
Wellness logs: every figure as the file says it, and what is odd said in a sentence.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.shared_data import needs_shared_data, shared_file
from unknot.domain.body import BodyPart, Pain, Region, Side, Soreness
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.wellness import WellnessDay
from unknot.intake.registry import Readers

FILES = Path(__file__).resolve().parents[1] / "files" / "csv"
LEFT_CALF = BodyPart(Region.CALF, Side.LEFT)


def read_small(name: str) -> ReadFile:
    """
    One of the small logs.
    """
    return Readers().read(name, (FILES / name).read_bytes())


def read_text(text: str, encoding: str = "utf-8") -> ReadFile:
    """
    A log written into the test.
    """
    return Readers().read("log.csv", text.encode(encoding))


def codes_of(read: ReadFile) -> set[str]:
    """
    What was odd, by its codes.
    """
    return {warning.code for warning in read.warnings}


def test_hrv4training_of_an_iphone_is_read_by_its_header():
    """
    Heart rates as they stand, rMSSD as its logarithm, whatever the file is called.
    """
    content = (FILES / "hrv4training-iphone.csv").read_bytes()

    read = Readers().read("anything.csv", content)
    misnamed = Readers().read("run.gpx", content)

    assert read.outcome is FileOutcome.IMPORTED
    assert read.warnings == ()
    assert read.days == (
        WellnessDay(date(2026, 11, 20), "hrv4training", None, 47.5, math.log(54.6)),
        WellnessDay(date(2026, 11, 21), "hrv4training", None, 48.0, math.log(50)),
    )
    assert misnamed.days == read.days
    assert codes_of(misnamed) == {"misnamed-file"}


def test_mornings_where_it_is_evening_in_utc_belong_to_the_day_after():
    """
    A runner in Sydney measures at seven in the morning, which is evening before in UTC.
    """
    rows = [
        f"2026-11-{day} {clock} +0000,47,50"
        for day, clock in (("19", "20:10:00"), ("20", "20:40:00"), ("21", "01:10:00"))
    ]
    read = read_text("\n".join(["timestamp_measurement,HR,rMSSD", *rows]))

    assert [each.date.day for each in read.days] == [20, 21]
    assert codes_of(read) == {"days-moved", "day-told-twice"}


def test_hrv4training_of_android_is_read_with_its_oddities():
    """
    Year, day, month; an unquoted comma in a note; zeros; a second measurement in the evening.
    """
    read = read_small("hrv4training-android.csv")

    first, second = read.days
    assert first == WellnessDay(
        date(2026, 11, 21), "hrv4training", 7.5, 47.5, math.log(54.6), soreness_overall=3, fatigue=6
    )
    assert (second.date, second.is_sick) == (date(2026, 11, 22), True)
    assert (second.soreness_overall, second.fatigue) == (6, 6)
    assert second.sleep_h == pytest.approx(5 + 58 / 60)
    assert second.note == "sore throat, slept badly"
    assert codes_of(read) == {"not-measured", "comma-in-a-note", "measured-late", "day-told-twice"}


def test_a_slider_nobody_touched_is_no_answer():
    """
    Six rows of 5 are where the app puts the slider; one other value makes them answers.
    """
    header = "date,time,HR,rMSSD,HRV4T_Recovery_Points,muscle_soreness,fatigue"
    rows = [f"2026-11-{day},06:00,48,50,7,5,{5 if day < 20 else 7}.0" for day in range(15, 21)]

    read = read_text("\n".join([header, *rows]))

    assert {each.soreness_overall for each in read.days} == {None}
    assert [each.fatigue for each in read.days] == [4, 4, 4, 4, 4, 5]
    assert codes_of(read) == {"untouched-slider"}


def test_elite_hrv_is_read_from_the_best_column_there_is():
    """
    The logarithm, else that of rMSSD, else the score on which 6.5 is 100; mornings only.
    """
    read = read_small("elite-hrv.csv")

    assert [each.date.day for each in read.days] == [20, 21, 22]
    assert [each.hrv_lnrmssd for each in read.days] == pytest.approx(
        [3.71051727755936, math.log(28.03), 0.52 * 6.5]
    )
    assert [each.resting_hr for each in read.days] == [50.46, 53.84, 52.94]
    assert codes_of(read) == {"other-reading"}


def test_elite_hrv_columns_that_contradict_each_other_do_not_count():
    """
    A logarithm that is not that of its rMSSD leaves the heart rate and says so.
    """
    read = read_text("Member,Date,Type,lnRmssd,Rmssd,HR\nA,2026-11-20,readiness,3.7,80,50\n")

    assert read.days == (WellnessDay(date(2026, 11, 20), "elite-hrv", resting_hr=50.0),)
    assert codes_of(read) == {"not-the-same"}


def test_a_table_of_several_people_is_left_alone():
    """
    A coach's table is nobody's own days.
    """
    rows = ["A,2026-11-20,readiness,3.7,40.4,50", "B,2026-11-20,readiness,3.9,49.4,60"]
    read = read_text("\n".join(["Member,Date,Type,lnRmssd,Rmssd,HR", *rows]))

    assert (read.outcome, read.days) == (FileOutcome.SKIPPED, ())
    assert "2 people" in read.reason


def test_intervals_icu_is_read_with_its_scales_turned_round():
    """
    1 is good and 4 is bad there, for the mood too; its unset numbers and future days say nothing.
    """
    read = read_small("intervals-wellness.csv")

    assert read.days == (
        WellnessDay(
            date(2026, 11, 20),
            "intervals-icu",
            7.5,
            46.0,
            math.log(62),
            soreness_overall=0,
            fatigue=3,
            stress=5,
            mood=1,
        ),
        WellnessDay(
            date(2026, 11, 21),
            "intervals-icu",
            resting_hr=47.0,
            soreness_overall=7,
            fatigue=7,
            stress=1,
            mood=7,
            note="Long day, heavy legs",
        ),
    )
    assert codes_of(read) == {"injury-not-taken"}


def test_ones_own_log_is_read_part_by_part():
    """
    A column without a side is about both; clocks and decimals are hours; formulas are text.
    """
    read = read_small("days.csv")

    first, second = read.days
    quads = [BodyPart(Region.QUADRICEPS, side) for side in (Side.LEFT, Side.RIGHT)]
    assert first.soreness == (Soreness(LEFT_CALF, 2), *(Soreness(part, 3) for part in quads))
    assert (first.pain, first.is_sick, first.mood) == ((), False, 6)
    assert first.hrv_lnrmssd == math.log(54.6)
    assert second.pain == (Pain(BodyPart(Region.HEEL, Side.RIGHT), 2),)
    assert (second.sleep_h, second.soreness_overall, second.note) == (6.75, 4, "=long run")
    assert read.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1", "utf-16"])
def test_a_spreadsheet_of_another_country_is_read(encoding):
    """
    Semicolons, decimal commas, dates with dots, line breaks in a note, and letters beyond ASCII.
    """
    text = 'date;sleep_h;resting_hr;note\r\n20.11.2026;7,5;47,2;"müde,\nund ""schwer"""\r\n'

    read = read_text(text, encoding)

    assert read.days == (
        WellnessDay(date(2026, 11, 20), "own-log", 7.5, 47.2, note='müde,\nund "schwer"'),
    )
    guessed = {"encoding-guessed"} if encoding == "latin-1" else set()
    assert codes_of(read) == {"decimal-commas"} | guessed


def test_what_cannot_be_is_left_out_and_the_rest_of_the_row_counts():
    """
    A heart that beats 470 times, a night of 31 hours, a mark of 12, a word for a number.
    """
    read = read_text(
        "date,sleep_h,resting_hr,hrv_rmssd_ms,fatigue,soreness:calf:left,sick\n"
        "2026-11-20,31,470,5400,12,11,perhaps\n"
        "2026-11-21,well,48,0,7,10,yes\n"
        "someday,8,48,50,4,1,no\n"
    )

    assert read.days == (
        WellnessDay(
            date(2026, 11, 21),
            "own-log",
            resting_hr=48.0,
            soreness=(Soreness(LEFT_CALF, 10),),
            fatigue=7,
            is_sick=True,
        ),
    )
    assert codes_of(read) == {"impossible-value", "not-a-number", "neither-yes-nor-no", "no-date"}
    told = next(each.text for each in read.warnings if "resting_hr" in each.text)
    assert told == (
        "Column resting_hr: values that cannot be were left out (1, the first in row 2: 470)."
    )


def test_columns_that_are_not_understood_are_named():
    """
    A misspelt region is not dropped in silence, and no other part gets its soreness.
    """
    read = read_text("date,sleep_h,soreness:claf:left,weather\n2026-11-20,7,5,rain\n")

    assert read.days == (WellnessDay(date(2026, 11, 20), "own-log", 7.0),)
    assert [each.text for each in read.warnings] == [
        "Columns that were not understood and not read: soreness:claf:left, weather."
    ]


def test_a_table_of_another_program_is_skipped_with_a_sentence():
    """
    The sentence names the logs that are read.
    """
    read = read_text("when,what\n2026-11-20,tea\n")

    assert read.outcome is FileOutcome.SKIPPED
    for name in ("HRV4Training", "Elite HRV", "intervals.icu"):
        assert name in read.reason


@pytest.mark.parametrize("text", ["date,sleep_h\n", "date,sleep_h\n2026-11-20,\n", "\n\n"])
def test_a_log_without_a_day_in_it_is_skipped(text):
    """
    A header alone, or dates with nothing beside them, tells no day.
    """
    read = read_text(text)

    assert (read.outcome, read.days) == (FileOutcome.SKIPPED, ())
    assert read.reason


@pytest.mark.parametrize(
    ("dates", "days", "is_guess"),
    [
        (["2017-12-08", "2018-01-02"], [(12, 8), (1, 2)], False),
        (["2017-08-09", "2017-08-10"], [(8, 9), (8, 10)], False),
        (["13/08/2017", "14/08/2017"], [(8, 13), (8, 14)], False),
        (["08/09/2017", "08/10/2017"], [(8, 9), (8, 10)], True),
        (["09/08/2017", "10/08/2017"], [(8, 9), (8, 10)], True),
        (["9. 8. 2017", "10. 8. 2017"], [(8, 9), (8, 10)], False),
        (["20170809", "20170810"], [(8, 9), (8, 10)], False),
    ],
)
def test_day_and_month_are_told_from_all_dates_of_a_table(dates, days, is_guess):
    """
    A 13 decides; else dates that follow each other closely do, and the guess is said.
    """
    read = read_text("\n".join(["date,sleep_h", *(f"{each},7" for each in dates)]))

    assert [(each.date.month, each.date.day) for each in read.days] == days
    assert codes_of(read) == ({"dates-guessed"} if is_guess else set())


@pytest.mark.parametrize(
    ("dates", "days", "is_guess"),
    [
        (["2017-13-08", "2017-09-08"], [(8, 9), (8, 13)], False),
        (["2017-08-13", "2017-08-09"], [(8, 9), (8, 13)], False),
        (["2017-01-02", "2017-02-02", "2017-03-02"], [(2, 1), (2, 2), (2, 3)], True),
        (["2017-02-01", "2017-02-02", "2017-02-03"], [(2, 1), (2, 2), (2, 3)], False),
    ],
)
def test_hrv4training_may_turn_day_and_month_round(dates, days, is_guess):
    """
    Its Android app wrote the day before the month; newer or other ones need not.
    """
    header = "date,time,HR,rMSSD,HRV4T_Recovery_Points"
    read = read_text("\n".join([header, *(f"{each},06:00,48,50,7" for each in dates)]))

    assert [(each.date.month, each.date.day) for each in read.days] == days
    assert codes_of(read) == ({"dates-guessed"} if is_guess else set())


SMALL = sorted(FILES.glob("*.csv"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_an_altered_log_gives_values_or_a_named_outcome(path, data):
    """
    Bytes changed, cut out or put in anywhere: no exception, no figure that cannot be.
    """
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content)))
        until = min(len(content), at + data.draw(st.integers(0, 30)))
        content[at:until] = data.draw(st.binary(max_size=12))

    read = Readers().read("log.csv", bytes(content))

    assert "could not be read" not in read.reason or read.outcome is FileOutcome.FAILED
    assert not any("Error" in each for each in read.reason.split())
    assert bool(read.days) is (read.outcome is FileOutcome.IMPORTED)
    assert len({(each.date, each.source) for each in read.days}) == len(read.days)


# the real exports


def cells_of(name: str) -> Iterator[list[str]]:
    """
    The rows of a real export, split by hand: no quotes are in it.
    """
    text = shared_file("wellness", "hrv_apps", name).read_text(encoding="utf-8-sig")
    lines = [line for line in text.splitlines() if line.strip()]
    return (line.split(",") for line in lines[1:])


def read_real(name: str) -> ReadFile:
    """
    A real export as the reader sees it.
    """
    return Readers().read(name, shared_file("wellness", "hrv_apps", name).read_bytes())


@needs_shared_data
def test_every_measurement_of_a_real_iphone_export_is_there():
    """
    119 mornings, each with its heart rate and the logarithm of its rMSSD.
    """
    read = read_real("2017_7_28_myMeasurements.csv")

    told = [(each.date.isoformat(), each.resting_hr, each.hrv_lnrmssd) for each in read.days]
    expected = [
        (cells[0][:10], float(cells[1]), math.log(float(cells[4])))
        for cells in cells_of("2017_7_28_myMeasurements.csv")
    ]
    assert len(told) == 119
    assert told == expected
    assert read.warnings == ()


@needs_shared_data
@pytest.mark.parametrize(
    ("name", "n_days"), [("MyMeasurements_Android.csv", 36), ("MyMeasurements_Android_2.csv", 52)]
)
def test_every_measurement_of_the_real_android_exports_is_there(name, n_days):
    """
    Days, heart rates, variability, sleep and sickness of each row that was measured, no other row.
    """
    read = read_real(name)

    measured = [cells for cells in cells_of(name) if float(cells[5]) > 0]
    assert len(read.days) == len(measured) == n_days
    for day, cells in zip(read.days, measured, strict=True):
        year, day_of_month, month = map(int, cells[0].split("-"))
        assert day.date == date(year, month, day_of_month)
        assert (day.resting_hr, day.hrv_lnrmssd) == (float(cells[2]), math.log(float(cells[5])))
        hours = [int(each) for each in cells[20].split(":")] if cells[20] else None
        assert day.sleep_h == (hours and pytest.approx(hours[0] + hours[1] / 60))
        assert day.is_sick is (True if cells[25] == "sick" else None)
        assert day.soreness == ()


@needs_shared_data
def test_the_real_android_export_with_notes_keeps_them_and_its_fatigue():
    """
    The note with an unquoted comma is whole, and fatigue of 0 to 10 lies on 1 to 7.
    """
    read = read_real("MyMeasurements_Android_2.csv")

    notes = {each.date.isoformat(): each.note for each in read.days if each.note}
    assert notes == {
        "2017-09-03": "Spätabends gemessen.",
        "2017-09-26": "leicht verschleimt.",
        "2017-09-27": "leicht verschleimt.",
        "2017-09-30": "immer noch leicht verschleimt",
        "2017-10-01": "Atemwege leicht zu.",
        "2017-10-02": "Halsschmerzen, verschleimt.",
    }
    fatigue = {each.date.isoformat(): each.fatigue for each in read.days}
    assert (fatigue["2017-08-10"], fatigue["2017-08-15"], fatigue["2017-09-27"]) == (4, 6, 3)
    assert codes_of(read) == {
        "comma-in-a-note",
        "not-measured",
        "measured-late",
        "untouched-slider",
    }


@needs_shared_data
def test_sliders_of_the_real_android_export_that_were_never_touched_say_nothing():
    """
    Five of ten in every row is the app's own start, not 36 answers.
    """
    read = read_real("MyMeasurements_Android.csv")

    assert {(each.soreness_overall, each.fatigue) for each in read.days} == {(None, None)}
    assert [each.code for each in read.warnings].count("untouched-slider") == 2


@needs_shared_data
def test_every_reading_of_the_real_elite_hrv_export_is_there():
    """
    23 mornings with the logarithm as it stands there and the heart rate of the reading.
    """
    read = read_real("ElitHRV_Export_-_2017-10-02.csv")

    told = [(each.date.isoformat(), each.resting_hr, each.hrv_lnrmssd) for each in read.days]
    expected = [
        (cells[1], float(cells[15]), float(cells[5]))
        for cells in cells_of("ElitHRV_Export_-_2017-10-02.csv")
    ]
    assert len(told) == 23
    assert told == expected
    assert read.warnings == ()
