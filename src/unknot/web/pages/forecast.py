"""
The soreness forecast: the group likely to be sorest, without care and with the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from unknot.deliver.forecast_words import say_how_well
from unknot.deliver.words import (
    name_of_group,
    say_date,
    say_number,
    say_range,
)
from unknot.domain.body import RegionGroup, Side
from unknot.domain.plan import DayForecast, PlanDecision
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

# The left margin has room for the figures of the scale.
CHART_H, CHART_LEFT, CHART_RIGHT = 96, 18, 254
# Below this nobody would call it sore.
SORE_FROM = 0.5


@dataclass(frozen=True, slots=True)
class ForecastView:
    """
    The sorest group ahead, without care and with the plan, as two lines and as a table.

    `band` is what care may do around the line of the plan, and `likely` says it; `unsure` is how
    far the line without care may be off, and `off` says it; `fit` is how well the forecast fits the
    runner. All are empty in a plan kept before they were said.
    """

    finding: str
    likely: str
    off: str
    fit: tuple[str, ...]
    group: str
    top: str
    without: str
    with_plan: str
    band: str
    unsure: str
    marks: tuple[tuple[float, str], ...]
    rows: tuple[tuple[str, str, str, str, str], ...]
    mean_without: str
    mean_with: str


def forecast_of(visit: Visit, decision: PlanDecision | None) -> ForecastView | None:
    """
    The group that is forecast to be sorest, since an average would hide it.
    """
    if decision is None or not decision.forecast.is_known or not decision.forecast.days:
        return None
    track = _sorest(decision.forecast.days)
    if len(track) < 2:
        return None
    first = track[0]
    name = name_of_group(first.group, first.side, visit.voice)
    ends = [each.without if each.high is None else each.high for each in track]
    top = min(10, max(5, ceil(max(ends)) + 1))
    hard = sorted(track, key=lambda each: -each.without)[: max(3, len(track) // 4)]
    before = sum(each.without for each in hard) / len(hard)
    after = sum(each.with_plan for each in hard) / len(hard)
    return ForecastView(
        finding=_finding(visit, name, before, after),
        likely=_likely(visit, hard) if before >= SORE_FROM else "",
        off=_off(visit, hard) if before >= SORE_FROM else "",
        fit=_fit(visit, decision),
        group=name,
        top=str(top),
        without=_line([each.without for each in track], top),
        with_plan=_line([each.with_plan for each in track], top),
        band=_band([(each.after_low, each.after_high) for each in track], top),
        unsure=_band([(each.low, each.high) for each in track], top),
        marks=tuple(
            (_x(index, len(track)), say_date(track[index].date, visit.voice).split(" ", 1)[1])
            for index in (0, len(track) - 1)
        ),
        rows=tuple(
            (say_date(each.date, visit.voice), say_number(each.without, visit.voice),
             say_range(each.low, each.high, visit.voice), say_number(each.with_plan, visit.voice),
             say_range(each.after_low, each.after_high, visit.voice))
            for each in track
        ),
        mean_without=say_number(before, visit.voice),
        mean_with=say_number(after, visit.voice),
    )  # fmt: skip


def _finding(visit: Visit, name: str, before: float, after: float) -> str:
    if before < SORE_FROM:
        return visit.say(_("No day ahead is likely to leave you sore."))
    if before - after < 0.15:
        return visit.say(
            _("Your {part} may be around {before} of 10 on the hardest days; care changes little."),
            part=name, before=say_number(before, visit.voice),
        )  # fmt: skip
    return visit.say(
        _("On the hardest days your {part} may be around {after} of 10 instead of {before}."),
        part=name, after=say_number(after, visit.voice), before=say_number(before, visit.voice),
    )  # fmt: skip


def _likely(visit: Visit, hard: Sequence[DayForecast]) -> str:
    ends = _mean_ends([(each.after_low, each.after_high) for each in hard], visit)
    if ends is None:
        return ""
    return visit.say(
        _("By what studies find of care, it is likely between {low} and {high} with this plan."),
        low=ends[0], high=ends[1],
    )  # fmt: skip


def _off(visit: Visit, hard: Sequence[DayForecast]) -> str:
    ends = _mean_ends([(each.low, each.high) for each in hard], visit)
    if ends is None:
        return ""
    return visit.say(
        _("The forecast itself may be off: without care, four such mornings in five lie between {low} and {high}."),
        low=ends[0], high=ends[1],
    )  # fmt: skip


def _mean_ends(
    ends: Sequence[tuple[float | None, float | None]], visit: Visit
) -> tuple[str, str] | None:
    """
    The lower and the upper end on average; None where they are not known or read the same.
    """
    known = [(low, high) for low, high in ends if low is not None and high is not None]
    if not known:
        return None
    low, high = (say_number(sum(end) / len(end), visit.voice) for end in zip(*known, strict=True))
    return None if low == high else (low, high)


def _fit(visit: Visit, decision: PlanDecision) -> tuple[str, ...]:
    personal = decision.forecast.personal
    return () if personal is None else say_how_well(personal, visit.voice)


def _sorest(days: Sequence[DayForecast]) -> list[DayForecast]:
    tracks: dict[tuple[RegionGroup, Side | None], list[DayForecast]] = {}
    for day in days:
        tracks.setdefault((day.group, day.side), []).append(day)
    worst = max(tracks.values(), key=lambda track: max(each.without for each in track))
    return sorted(worst, key=lambda each: each.date)


def _x(index: int, count: int) -> float:
    return round(CHART_LEFT + index * (CHART_RIGHT - CHART_LEFT) / (count - 1), 1)


def _y(score: float, top: int) -> float:
    return round(CHART_H - 10 - min(score, top) * (CHART_H - 20) / top, 1)


def _line(scores: Sequence[float], top: int) -> str:
    points = (f"{_x(index, len(scores))},{_y(score, top)}" for index, score in enumerate(scores))
    return " ".join(points)


def _band(ends: Sequence[tuple[float | None, float | None]], top: int) -> str:
    """
    The ground between the lower ends and the upper ones; nothing where one is not known.
    """
    lows = [(index, low) for index, (low, _high) in enumerate(ends)]
    highs = [(index, high) for index, (_low, high) in enumerate(ends)]
    edge = [*highs, *reversed(lows)]
    points = [f"{_x(at, len(ends))},{_y(score, top)}" for at, score in edge if score is not None]
    return " ".join(points) if len(points) == len(edge) else ""
