"""
A measure as a small drawing: its readings, its noise band, and where it stands now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from statistics import median

from unknot.deliver.benefit_words import say_measured
from unknot.deliver.words import say_date
from unknot.domain.benefits import Reading, Trend
from unknot.domain.measures import Unit
from unknot.web.visit import Visit

# The drawing is stretched to its place; lines keep their width.
_WIDTH, _HEIGHT = 1000, 100
# The scale begins and ends at a whole number of these, so that its marks read well.
_STEP = {
    Unit.CM: 1.0,
    Unit.DEGREES: 5.0,
    Unit.POINTS: 1.0,
    Unit.BPM: 5.0,
    Unit.LN_MS: 0.05,
    Unit.DAYS: 7.0,
    Unit.STEPS_A_MINUTE: 2.0,
    Unit.PERCENT: 0.5,
}
# A flat line is drawn in the middle of at least so much, in the measure's own unit.
_LEAST_RANGE = {
    Unit.CM: 4.0,
    Unit.DEGREES: 20.0,
    Unit.POINTS: 3.0,
    Unit.BPM: 10.0,
    Unit.LN_MS: 0.4,
    Unit.DAYS: 14.0,
    Unit.STEPS_A_MINUTE: 8.0,
    Unit.PERCENT: 1.5,
}


@dataclass(frozen=True, slots=True)
class TrendChart:
    """
    Numbers for the drawing: dots, lines between days in a row, the band and the two centres.

    A day without a reading has no dot, and no line crosses it. `band` is x, y, width and height;
    `usual` and `now` are x from, x to and y; all three are None while they are not known.
    """

    dots: tuple[tuple[float, float], ...]
    lines: tuple[str, ...]
    band: tuple[float, float, float, float] | None
    usual: tuple[float, float, float] | None
    now: tuple[float, float, float] | None
    marks: tuple[str, ...]
    times: tuple[str, ...]


def chart_of(visit: Visit, trend: Trend) -> TrendChart | None:
    """
    The drawing of a trend; None where there is nothing to draw.
    """
    if not trend.readings:
        return None
    first, last = _days_of(trend)
    low, high = _range_of(trend)

    def x(day: date) -> float:
        return round((day - first).days / max((last - first).days, 1) * _WIDTH, 1)

    def y(value: float) -> float:
        return round((high - value) / (high - low) * _HEIGHT, 1)

    return TrendChart(
        dots=tuple((x(each.date), y(each.value)) for each in trend.readings),
        lines=tuple(
            " ".join(f"{x(each.date)},{y(each.value)}" for each in row)
            for row in _in_a_row(trend.readings)
        ),
        band=_band(trend, y),
        usual=_level(trend.usual.centre, x(max(trend.usual.first, first)), x(trend.usual.last), y),
        now=_level(trend.now.centre, x(max(trend.now.first, first)), x(trend.now.last), y),
        marks=tuple(say_measured(trend, each, visit.voice) for each in (high, low)),
        times=tuple(say_date(each, visit.voice).split(" ", 1)[-1] for each in (first, last)),
    )


def _days_of(trend: Trend) -> tuple[date, date]:
    """
    From the first reading, or a window before it where that is later, to today.
    """
    last = trend.now.last
    first = min(trend.readings[0].date, trend.now.first - timedelta(days=7))
    return first, last


def _range_of(trend: Trend) -> tuple[float, float]:
    values = [each.value for each in trend.readings]
    values += [each for each in (trend.changes_below, trend.changes_above) if each is not None]
    low, high = min(values), max(values)
    if _ends_at_zero(trend.unit):
        low = max(low, 0.0)
    least, step = _LEAST_RANGE[trend.unit], _STEP[trend.unit]
    lacking = max(0.0, least - (high - low)) / 2
    low, high = low - lacking, high + lacking
    if _ends_at_zero(trend.unit):
        low = max(low, 0.0)
    return floor(low / step) * step, ceil(high / step) * step


def _ends_at_zero(unit: Unit) -> bool:
    return unit in (Unit.POINTS, Unit.DAYS)


def _band(trend: Trend, y: Callable[[float], float]) -> tuple[float, float, float, float] | None:
    if trend.changes_above is None or trend.changes_below is None:
        return None
    top = max(y(trend.changes_above), 0.0)
    bottom = min(y(trend.changes_below), float(_HEIGHT))
    return 0.0, top, float(_WIDTH), round(bottom - top, 1)


def _level(
    value: float | None, start: float, end: float, y: Callable[[float], float]
) -> tuple[float, float, float] | None:
    return None if value is None else (start, end, y(value))


def _in_a_row(readings: Sequence[Reading]) -> list[list[Reading]]:
    """
    Readings of days that follow each other; alone stands nothing that a line could join.

    Where one day has several, as with two runs, nothing says which comes first.
    """
    of_day: dict[date, list[float]] = {}
    for each in readings:
        of_day.setdefault(each.date, []).append(each.value)
    rows: list[list[Reading]] = []
    before: date | None = None
    for day, values in sorted(of_day.items()):
        reading = Reading(day, median(values))
        if before is not None and (day - before).days == 1:
            rows[-1].append(reading)
        else:
            rows.append([reading])
        before = day
    return [row for row in rows if len(row) > 1]
