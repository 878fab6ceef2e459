"""
Load: years of weeks as bars by sport, beside what was usual, and the same numbers as a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from unknot.deliver.words import name_of, start_with_capital
from unknot.domain.load_weeks import LoadWeek
from unknot.domain.recording import Sport
from unknot.domain.run import LoadMethod
from unknot.web.pages.load_figures import (
    Measure,
    average_of,
    chart_value,
    finding_of,
    of_sport,
    of_week,
    say_amount,
    say_week,
    unit_of,
)
from unknot.web.pages.muscles import MusclesView, muscles_view
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

MOST_SPORTS = 4
# With more of them a week is a hair on the screen, and what goes beside it only clutters.
MOST_WEEKS_IN_DETAIL = 120


class Span(StrEnum):
    """
    How far back the page looks.
    """

    TWELVE_WEEKS = "12-weeks"
    YEAR = "year"
    ALL = "all"


_WEEKS: Mapping[Span, int] = {Span.TWELVE_WEEKS: 12, Span.YEAR: 53}


@dataclass(frozen=True, slots=True)
class Choice:
    """
    One link of a row of choices.
    """

    name: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SportLine:
    """
    One sport with its colour in the chart and its sum over the weeks shown.
    """

    look: str
    name: str
    total: str


@dataclass(frozen=True, slots=True)
class WeekRow:
    """
    One week of the table: its first day, then a cell for each column.
    """

    week: str
    cells: tuple[str, ...]
    is_known: bool


@dataclass(frozen=True, slots=True)
class LoadPage:
    """
    What the page Load shows; `chart` is what the table shows, as numbers for the drawing.
    """

    spans: tuple[Choice, ...]
    measures: tuple[Choice, ...]
    eyebrow: str
    finding: str
    beside: str
    sports: tuple[SportLine, ...]
    has_averages: bool
    columns: tuple[str, ...]
    rows: tuple[WeekRow, ...]
    methods: tuple[tuple[str, str], ...]
    without_load: int
    chart: Mapping[str, Any] = field(default_factory=dict)
    muscles: MusclesView | None = None


def load_page(visit: Visit, span: Span = Span.YEAR, measure: Measure = Measure.LOAD) -> LoadPage:
    """
    Gathers what Load shows from the weeks as every door has them.
    """
    since = None if span is Span.ALL else visit.today - timedelta(weeks=_WEEKS[span] - 1)
    weeks = visit.house.show_load(visit.runner_id, from_date=since)
    groups = _groups_of(weeks, measure)
    names = [_name_of_group(visit, group, groups) for group in groups]
    amounts = [[of_sport(week, group, measure) for group in groups] for week in weeks]
    finding, beside = finding_of(visit, weeks, measure)
    return LoadPage(
        spans=_choices(visit, _SPANS, span, lambda each: (each, measure)),
        measures=_choices(visit, _MEASURES, measure, lambda each: (span, each)),
        eyebrow=_eyebrow(visit, weeks),
        finding=finding,
        beside=beside,
        sports=_sport_lines(visit, amounts, names, measure),
        has_averages=measure is Measure.LOAD,
        columns=_columns(visit, names, measure),
        rows=tuple(
            _row(visit, week, of_sports, groups, measure)
            for week, of_sports in zip(reversed(weeks), reversed(amounts), strict=True)
        ),
        methods=_methods(visit, weeks),
        without_load=sum(week.without_load for week in weeks),
        chart=_chart(visit, weeks, amounts, names, measure),
        muscles=muscles_view(visit),
    )


_SPANS = ((Span.TWELVE_WEEKS, _("12 weeks")), (Span.YEAR, _("A year")), (Span.ALL, _("All years")))
_MEASURES = (
    (Measure.LOAD, _("Load")), (Measure.DISTANCE, _("Distance")), (Measure.TIME, _("Time")),
)  # fmt: skip


def _choices(visit: Visit, named: Any, chosen: Any, with_other: Any) -> tuple[Choice, ...]:
    choices = []
    for each, name in named:
        span, measure = with_other(each)
        href = f"/load?span={span.value}&show={measure.value}"
        choices.append(Choice(visit.say(name), href, each is chosen))
    return tuple(choices)


def _eyebrow(visit: Visit, weeks: Sequence[LoadWeek]) -> str:
    if not weeks:
        return visit.say(_("The weeks that lie behind"))
    return visit.say(_("Since {date}"), date=say_week(visit, weeks[0]))


# sports


Group = tuple[Sport, ...]
# Of each week what each group had.
Amounts = Sequence[Sequence[float | None]]


def _groups_of(weeks: Sequence[LoadWeek], measure: Measure) -> tuple[Group, ...]:
    """
    The sports that this is known of, most time first; what is seldom done stands together.
    """
    minutes: Counter[Sport] = Counter()
    for week in weeks:
        for each in week.sports:
            if of_week(each, measure) is not None:
                minutes[each.sport] += round(each.minutes or 0) + 1
    order = sorted(minutes, key=lambda sport: (-minutes[sport], sport))
    if len(order) <= MOST_SPORTS:
        return tuple((sport,) for sport in order)
    alone = order[: MOST_SPORTS - 1]
    return (*((sport,) for sport in alone), tuple(order[MOST_SPORTS - 1 :]))


def _name_of_group(visit: Visit, group: Group, groups: Sequence[Group]) -> str:
    if len(group) > 1:
        return visit.say(_("Other sports"))
    return start_with_capital(name_of(group[0], visit.voice))


def _sport_lines(
    visit: Visit, amounts: Amounts, names: Sequence[str], measure: Measure
) -> tuple[SportLine, ...]:
    sums = [sum(week[place] or 0 for week in amounts) for place in range(len(names))]
    return tuple(
        SportLine(f"sp{place}", name, _share_or_sum(visit, amount, sum(sums), measure))
        for place, (name, amount) in enumerate(zip(names, sums, strict=True))
    )


def _share_or_sum(visit: Visit, amount: float, of_all: float, measure: Measure) -> str:
    # Years of load in one number mean nothing to anybody; which part a sport has of it does.
    if measure is Measure.LOAD:
        return visit.say(_("{n} %"), n=round(100 * amount / of_all)) if of_all else ""
    return say_amount(amount, measure, visit.voice)


# the table


def _columns(visit: Visit, names: Sequence[str], measure: Measure) -> tuple[str, ...]:
    total = [visit.say(_("All"))] if len(names) != 1 else []
    averages = [visit.say(_("7 days")), visit.say(_("42 days"))]
    return (*total, *names, *(averages if measure is Measure.LOAD else ()))


def _row(
    visit: Visit,
    week: LoadWeek,
    amounts: Sequence[float | None],
    groups: Sequence[Group],
    measure: Measure,
) -> WeekRow:
    cells = [
        _cell(visit, amount, measure) if amount is not None or _has(week, group) else ""
        for amount, group in zip(amounts, groups, strict=True)
    ]
    if len(groups) != 1:
        cells.insert(0, _cell(visit, of_week(week, measure), measure))
    if measure is Measure.LOAD and week.without_load and week.load:
        # What no method knows is not in the sum, so the week was at least so much.
        cells[0] = visit.say(_("at least {n}"), n=cells[0])
    if measure is Measure.LOAD:
        for days in (7, 42):
            value = average_of(week, days)
            cells.append("" if value is None else say_amount(value, measure, visit.voice))
    name = say_week(visit, week)
    if not week.is_over:
        name = visit.say(_("{date}, so far"), date=name)
    return WeekRow(name, tuple(cells), week.is_known)


def _has(week: LoadWeek, group: Group) -> bool:
    return any(each.sport in group for each in week.sports)


def _cell(visit: Visit, value: float | None, measure: Measure) -> str:
    return visit.say(_("not known")) if value is None else say_amount(value, measure, visit.voice)


# the chart


def _chart(
    visit: Visit,
    weeks: Sequence[LoadWeek],
    amounts: Amounts,
    names: Sequence[str],
    measure: Measure,
) -> dict[str, Any]:
    def numbers(values: Iterable[float | None]) -> list[float | None]:
        return [chart_value(value, measure, visit.voice) for value in values]

    chart: dict[str, Any] = {
        "first": weeks[0].starts_on.isoformat() if weeks else "",
        "unit": unit_of(measure, visit.voice),
        "names": list(names),
        "sports": [numbers(week[place] for week in amounts) for place in range(len(names))],
        "totals": numbers(of_week(week, measure) for week in weeks),
        "words": {
            "week": visit.say(_("Week of {date}")),
            "unknown": visit.say(_("not known")),
            "least": visit.say(_("at least {n}")),
            "usual": visit.say(_("usual {low} to {high}")),
            "short": visit.say(_("7 days {n}")),
            "long": visit.say(_("42 days {n}")),
        },
    }
    if measure is Measure.LOAD:
        chart["least"] = [place for place, week in enumerate(weeks) if week.without_load]
        chart["long"] = numbers(week.average_42 for week in weeks)
    if measure is Measure.LOAD and len(weeks) <= MOST_WEEKS_IN_DETAIL:
        chart["short"] = numbers(week.average_7 for week in weeks)
        chart["low"] = numbers(week.usual_low for week in weeks)
        chart["high"] = numbers(week.usual_high for week in weeks)
    return chart


# how it was found


def _methods(visit: Visit, weeks: Sequence[LoadWeek]) -> tuple[tuple[str, str], ...]:
    counted: Counter[LoadMethod] = Counter()
    for week in weeks:
        counted.update(week.methods)
    return tuple(
        (
            start_with_capital(name_of(method, visit.voice)),
            visit.voice.count("{n} activity", "{n} activities", counted[method]),
        )
        for method in LoadMethod
        if counted[method]
    )
