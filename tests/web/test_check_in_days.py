"""
The check-in of any day: what stands there ready, and the days behind with their gaps.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from tests.web.conftest import NOW, text_of
from unknot.domain.body import BodyPart, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.wellness import WellnessDay, lnrmssd_of

TODAY = date(2026, 11, 24)
CALF = BodyPart(Region.CALF, Side.LEFT)


def told_by_a_watch(browser) -> None:
    runner = browser.house.own_runner().id
    day = WellnessDay(
        TODAY, "garmin", sleep_h=6.3, resting_hr=47.2, hrv_lnrmssd=lnrmssd_of(61)
    )  # fmt: skip
    with browser.house.store.open(runner) as db:
        db.keep_original("ab" * 32, "days.json", b"{}")
        db.keep_wellness("ab" * 32, [day])


def value_of(page: str, name: str) -> str:
    [field] = re.findall(rf'<input[^>]* name="{name}"[^>]*>', page)
    return re.search(r'value="([^"]*)"', field).group(1)


def kept(browser, day: date = TODAY) -> CheckIn:
    [found] = [each for each in browser.house.check_ins(browser.runner, day) if each.date == day]
    return found


def test_what_a_watch_measured_stands_ready_with_its_name(empty):
    """
    Sleep, pulse and HRV of the morning; who saves them unchanged has said nothing of their own.
    """
    told_by_a_watch(empty)
    page = empty.get("/check-in")

    assert [value_of(page, each) for each in ("sleep_h", "resting_hr", "rmssd_ms")] == [
        "6.5", "47", "61",
    ]  # fmt: skip
    assert text_of(page).count("From Garmin") == 2
    empty.post("/check-in", {"on": TODAY.isoformat(), "resting_hr": "47", "rmssd_ms": "61"})
    assert (kept(empty).resting_hr, kept(empty).hrv_lnrmssd) == (None, None)
    empty.post("/check-in", {"on": TODAY.isoformat(), "resting_hr": "52", "rmssd_ms": "61"})
    assert (kept(empty).resting_hr, kept(empty).hrv_lnrmssd) == (52, None)


def test_last_night_is_not_answered_by_the_night_before(empty):
    """
    Sore places and stress start from yesterday; sleep quality, mood and pulse belong to their day.
    """
    yesterday = TODAY - timedelta(days=1)
    form = {
        "on": yesterday.isoformat(), "stress": "6", "fatigue": "5", "sleep_quality": "7",
        "muscle_soreness": "4", "mood": "2", "resting_hr": "58,5", "rmssd_ms": "33",
        "soreness:calf.left": "4",
    }  # fmt: skip
    empty.post("/check-in", form)
    told = kept(empty, yesterday)
    page = empty.get("/check-in")

    assert (told.sleep_quality, told.mood, told.resting_hr) == (7, 2, 58.5)
    assert round(told.hrv_lnrmssd, 4) == 3.4965
    assert value_of(page, "stress") == "6"
    assert 'id="part-calf.left"' in page
    assert value_of(page, "resting_hr") == ""
    assert 'value="7" selected' not in page
    assert "Hooper index 22 of 4 to 28" in empty.get(f"/check-in?on={yesterday}")


def test_a_wrong_figure_is_said_beside_its_field(empty):
    """
    A pulse of 500 keeps everything else that was typed.
    """
    form = {"on": TODAY.isoformat(), "resting_hr": "500", "note": "stiff"}
    page = empty.post("/check-in", form, 422)

    assert 'id="resting_hr-wrong"' in page
    assert value_of(page, "note") == "stiff"


def test_a_day_without_a_check_in_is_a_gap_and_can_be_filled(empty):
    """
    Not a zero: it is said, drawn apart, and a link away. A day on which nothing was sore is no gap.
    """
    empty.house.own_runner()
    for ago, score in ((0, 5), (2, 0)):
        day = TODAY - timedelta(days=ago)
        at = NOW - timedelta(days=ago)
        empty.house.check_in(empty.runner, CheckIn(day, at, (Soreness(CALF, score),)))
    page = empty.get("/check-in")

    assert page.count('class="gap"') == 12
    assert 'aria-label="Monday 23 November: no check-in"' in page
    assert 'aria-label="Sunday 22 November: nothing sore"' in page
    gap = empty.get("/check-in?on=2026-11-23")
    assert value_of(gap, "on") == "2026-11-23"
    assert "/check-in?on=2026-11-22" in gap
    assert "/check-in?on=2026-11-24" in gap
    empty.post("/check-in", {"on": "2026-11-23", "soreness:calf.left": "2"})
    assert empty.get("/check-in").count('class="gap"') == 11


def test_lines_end_where_nobody_said_anything(empty):
    """
    Two stretches with a day between them are two lines, and the table tells the same.
    """
    empty.house.own_runner()
    for ago, score in ((0, 5), (1, 4), (3, 2), (4, 3)):
        day, at = TODAY - timedelta(days=ago), NOW - timedelta(days=ago)
        report = CheckIn(day, at, (Soreness(CALF, score),), stress=ago + 1, fatigue=3)
        empty.house.check_in(empty.runner, report)
    page = empty.get("/check-in/history")

    assert page.count("<polyline") == 2
    assert page.count('class="dot"') == 4
    assert page.count('<rect class="gap"') == 1
    assert "You checked in on 4 of the last 28 days." in text_of(page)
    assert page.count('<th scope="row">') == 4
    assert "Hooper index, 4 to 28" not in page
    for ago in (0, 1):
        day, at = TODAY - timedelta(days=ago), NOW - timedelta(days=ago)
        more = CheckIn(day, at, sleep_quality=3, muscle_soreness=4)
        empty.house.check_in(empty.runner, more)
    assert "Hooper index, 4 to 28" in empty.get("/check-in/history?days=91")


def test_a_year_without_a_check_in_says_so(empty):
    """
    Nothing is drawn of nothing; spans nobody offers are the shortest.
    """
    assert "Nothing to draw yet" in empty.get("/check-in/history?days=365")
    assert "of the last 28 days" in empty.get("/check-in/history?days=7")


def test_what_was_taken_away_after_the_page_was_opened_is_a_zero_of_that_page(empty):
    """
    A form knows what it started with: a part told elsewhere meanwhile is not wiped by it.
    """
    empty.house.own_runner()
    yesterday = CheckIn(TODAY - timedelta(days=1), NOW - timedelta(days=1), (Soreness(CALF, 4),))
    empty.house.check_in(empty.runner, yesterday)
    knee = BodyPart(Region.KNEE, Side.LEFT)
    form = {"on": TODAY.isoformat(), "base": "", "started": "calf.left"}
    more = CheckIn(TODAY - timedelta(days=1), NOW, (Soreness(knee, 6),))
    empty.house.check_in(empty.runner, more)
    empty.post("/check-in", form)

    assert kept(empty).soreness == (Soreness(CALF, 0),)
