"""
The table of days that Unknot writes: spreadsheets may open it, and it reads back the same.
"""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from unknot.app.views import ToldDay
from unknot.deliver.days_csv import render_days_csv
from unknot.domain.body import Pain, Soreness
from unknot.domain.check_in import LONGEST_NOTE
from unknot.domain.wellness import OWN_LOG, WellnessDay
from unknot.intake.registry import Readers

NOTES = (
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=40)
    .map(str.strip)
    .filter(lambda text: len(text) <= LONGEST_NOTE)
)
FORMULAS = st.sampled_from(["=1+1", "+1", "-2", "@x", "'=1", "'", "''+x", "it's", "=\t=", "7,5"])


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    """
    A value, or none.
    """
    return st.none() | values


def scores(kind: type) -> st.SearchStrategy:
    """
    Some parts, each with a score, in order.
    """
    return st.dictionaries(strategies.PARTS, st.integers(0, 10), max_size=4).map(
        lambda said: tuple(kind(part, score) for part, score in sorted(said.items()))
    )


DAYS = st.lists(
    st.builds(
        WellnessDay,
        date=st.dates(date(1990, 1, 1), date(2150, 1, 1)),
        source=st.just(OWN_LOG),
        sleep_h=maybe(st.floats(0.01, 24)),
        resting_hr=maybe(st.floats(20, 150)),
        hrv_lnrmssd=maybe(st.floats(0, 6.5)),
        soreness=scores(Soreness),
        pain=scores(Pain),
        soreness_overall=maybe(st.integers(0, 10)),
        fatigue=maybe(st.integers(1, 7)),
        stress=maybe(st.integers(1, 7)),
        mood=maybe(st.integers(1, 7)),
        is_sick=maybe(st.booleans()),
        note=NOTES | FORMULAS,
    ).filter(lambda day: day.says_something),
    min_size=1,
    max_size=8,
    unique_by=lambda day: day.date,
).map(lambda days: tuple(sorted(days, key=lambda day: day.date)))


def told(day: WellnessDay) -> ToldDay:
    """
    The same day as the doors show it.
    """
    figures = {name: getattr(day, name) for name in WellnessDay.__slots__ if name != "source"}
    return ToldDay(sources=(day.source,), **figures)


@settings(max_examples=200, deadline=None)
@given(DAYS)
def test_whatever_is_written_reads_back_the_same(days):
    """
    Every figure, part, mark and note, to the last digit and the last quotation mark.
    """
    read = Readers().read("days.csv", render_days_csv([told(day) for day in days]))

    assert read.days == days
    assert read.warnings == ()


def test_no_cell_is_taken_for_a_formula_and_numbers_stay_numbers():
    """
    A note that begins like a formula has an apostrophe in front; 7.25 has none.
    """
    days = [
        ToldDay(date(2026, 11, day), ("check-in",), sleep_h=7.25, note=f"{sign}1")
        for day, sign in enumerate("=+-@\t\r", start=1)
    ]

    rows = list(csv.DictReader(io.StringIO(render_days_csv(days).decode(), newline="")))

    assert [row["note"][:2] for row in rows] == ["'=", "'+", "'-", "'@", "'\t", "'\r"]
    assert {row["sleep_h"] for row in rows} == {"7.25"}
