"""
The days behind as check-ins tell them: a strip to step through, and how it went over weeks.

A day without a check-in is a gap. It is drawn as one and never as a zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from unknot.app.views import ToldDay
from unknot.deliver.day_words import say_rmssd_of, say_soreness_of
from unknot.deliver.words import say_date, say_long_date, say_number, say_short_weekday
from unknot.domain.wellness import CHECK_IN
from unknot.web.figure import level_of
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

STRIP_DAYS = 14
SPANS = (28, 91, 365)
# The plots count in these units across and down; the page stretches them.
_ACROSS, _DOWN = 1000.0, 100.0


@dataclass(frozen=True, slots=True)
class DayCell:
    """
    One day of the strip: its sorest score with its colour, or a gap where nobody checked in.
    """

    iso: str
    weekday: str
    number: int
    said: str
    score: str
    level: int
    is_here: bool
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """
    One measure over the days: stretches without a gap as lines, every day as a dot.
    """

    title: str
    low: str
    high: str
    lines: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    gaps: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class CheckInHistoryPage:
    """
    What the page of past check-ins shows. `rows` are the days told of, newest first.
    """

    found: str
    spans: tuple[tuple[int, str, bool], ...]
    plots: tuple[Plot, ...]
    first: str
    last: str
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


def days_around(visit: Visit, on: date) -> tuple[DayCell, ...]:
    """
    Two weeks up to today, or around an earlier day.
    """
    last = min(visit.today, max(on + timedelta(days=STRIP_DAYS // 2), visit.today)
               if (visit.today - on).days < STRIP_DAYS else on + timedelta(days=STRIP_DAYS // 2))  # fmt: skip
    first = last - timedelta(days=STRIP_DAYS - 1)
    told = {each.date: each for each in _checked_in(visit, first, last)}
    days = (first + timedelta(days=n) for n in range(STRIP_DAYS))
    return tuple(_cell(visit, day, told.get(day), day == on) for day in days)


def history_page(visit: Visit, span: int) -> CheckInHistoryPage:
    """
    How soreness and the Hooper index went over so many days.
    """
    first = visit.today - timedelta(days=span - 1)
    told = _checked_in(visit, first, visit.today)
    plots = (
        _plot(visit.say(_("Sorest part, 0 to 10")), told, first, span, _sorest, (0, 10)),
        _plot(visit.say(_("Hooper index, 4 to 28")), told, first, span, _hooper, (4, 28)),
    )
    return CheckInHistoryPage(
        found=visit.say(
            _("You checked in on {n} of the last {days} days."), n=len(told), days=span
        ),
        spans=tuple((each, _say_span(visit, each), each == span) for each in SPANS),
        plots=tuple(plot for plot in plots if plot.dots),
        first=say_date(first, visit.voice),
        last=say_date(visit.today, visit.voice),
        rows=tuple(_row(visit, day) for day in reversed(told)),
    )


def _say_span(visit: Visit, days: int) -> str:
    return {
        28: visit.say(_("4 weeks")), 91: visit.say(_("3 months")), 365: visit.say(_("A year")),
    }[days]  # fmt: skip


def _checked_in(visit: Visit, first: date, last: date) -> Sequence[ToldDay]:
    days = visit.house.list_days(visit.runner_id, first, last)
    return [day for day in days if CHECK_IN in day.sources]


def _cell(visit: Visit, day: date, told: ToldDay | None, is_here: bool) -> DayCell:
    score = _sorest(told) if told else None
    if told is None:
        said = visit.say(_("no check-in"))
    else:
        said = say_soreness_of(told, visit.voice) or visit.say(_("nothing sore"))
    return DayCell(
        iso=day.isoformat(),
        weekday=say_short_weekday(day.weekday(), visit.voice),
        number=day.day,
        said=f"{say_long_date(day, visit.voice)}: {said}",
        score="" if score is None else f"{score:g}",
        level=level_of(int(score or 0)),
        is_here=is_here,
        is_gap=told is None,
    )


def _sorest(day: ToldDay) -> float | None:
    scores = [each.score for each in day.soreness]
    return max(scores) if scores else None


def _hooper(day: ToldDay) -> float | None:
    return day.hooper


def _plot(
    title: str,
    told: Iterable[ToldDay],
    first: date,
    span: int,
    figure: Callable[[ToldDay], float | None],
    scale: tuple[float, float],
) -> Plot:
    values = {(day.date - first).days: value for day in told if (value := figure(day)) is not None}
    width = _ACROSS / span
    low, high = scale

    def place(at: int) -> tuple[float, float]:
        height = (values[at] - low) / (high - low)
        return round((at + 0.5) * width, 1), round(_DOWN * (1 - height), 1)

    lines = tuple(
        " ".join(f"{x:g},{y:g}" for x, y in map(place, stretch)) for stretch in _stretches(values)
    )
    missing = _stretches(set(range(min(values, default=0), span)) - set(values))
    return Plot(
        title,
        f"{low:g}",
        f"{high:g}",
        lines,
        tuple(map(place, sorted(values))),
        tuple((round(gap[0] * width, 1), round(len(gap) * width, 1)) for gap in missing),
    )


def _stretches(days: Iterable[int]) -> list[list[int]]:
    """
    Days in a row, each row by itself.
    """
    numbered = enumerate(sorted(days))
    return [
        [day for _place, day in row]
        for _key, row in groupby(numbered, key=lambda each: each[1] - each[0])
    ]


def _row(visit: Visit, day: ToldDay) -> tuple[str, str, tuple[str, ...]]:
    def said(value: float | None, digits: int = 0) -> str:
        return "–" if value is None else say_number(value, visit.voice, digits)

    cells = (
        say_soreness_of(day, visit.voice) or visit.say(_("nothing sore")),
        said(day.hooper), said(day.sleep_h, 1), said(day.mood), said(day.resting_hr),
        say_rmssd_of(day, visit.voice) or "–",
    )  # fmt: skip
    return day.date.isoformat(), say_date(day.date, visit.voice), cells
