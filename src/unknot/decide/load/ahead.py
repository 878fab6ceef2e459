"""
Runs ahead: the runner's usual week where there is no plan, usual hours, and races.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from statistics import median

from unknot.catalogue.load import load_figure
from unknot.decide.load.expected import expected_load
from unknot.decide.load.kinds import minutes_of
from unknot.domain.run import RunDone, RunKind, RunPlanned
from unknot.domain.settings import Race, UsualRun
from unknot.domain.units import as_utc, local_date, zone_named

__all__ = [
    "expected_load",
    "habits_as_said",
    "said_week",
    "usual_week",
    "with_races",
    "with_usual_times",
]

_SATURDAY = 5
_GUESSED_TO_M = 100


def usual_week(
    runs: Sequence[RunDone],
    kinds: Mapping[str, RunKind],
    today: date,
    weeks: int,
    zone: str,
) -> tuple[RunPlanned, ...]:
    """
    The weeks ahead as a guess from the last six weeks' habits, every run marked as one.

    A weekday has a run when at least half of the weeks had one there. Weeks before the first
    run do not count, weeks of a break do: after three weeks off no habit is left and nothing
    is guessed. With runs in fewer than two weeks there is no habit yet. Who ran long in at least
    half of the weeks, on whatever day, is guessed to run long on the day that was most frequent.
    """
    habits = _habits(runs, kinds, today, zone)
    if not habits:
        return ()
    has_run_today = any(_day_of(run, zone) == today for run in runs if run.is_run)
    days = (today + timedelta(days=ahead) for ahead in range(7 * weeks))
    return tuple(
        _usual_run(day, habits[day.weekday()], kinds, zone)
        for day in days
        if day.weekday() in habits and not (day == today and has_run_today)
    )


def said_week(
    said: Sequence[UsualRun], runs: Sequence[RunDone], today: date, weeks: int, zone: str
) -> tuple[RunPlanned, ...]:
    """
    The weeks ahead as the runner says they usually are: no guess, but not a plan either.

    Who has run today has had the day's run.
    """
    has_run_today = any(_day_of(run, zone) == today for run in runs if run.is_run)
    ordered = sorted(said, key=lambda each: (each.weekday, each.starts_at or time.max, each.kind))
    return tuple(
        RunPlanned(
            id=f"u_{day.isoformat()}_{place}",
            date=day,
            kind=usual.kind,
            starts_at=usual.starts_at,
            distance_m=usual.distance_m,
            duration_min=usual.duration_min,
        )
        for day in (today + timedelta(days=ahead) for ahead in range(7 * weeks))
        if not (day == today and has_run_today)
        for place, usual in enumerate(each for each in ordered if each.weekday == day.weekday())
    )


def habits_as_said(
    runs: Sequence[RunDone], kinds: Mapping[str, RunKind], today: date, zone: str
) -> tuple[UsualRun, ...]:
    """
    The usual week of `usual_week` as a runner would say it, today's run included.
    """
    # Seen from tomorrow the week ahead has every weekday once.
    week = usual_week(runs, kinds, today + timedelta(days=1), 1, zone)
    found = (
        UsualRun(run.date.weekday(), run.kind, run.starts_at, run.distance_m, run.duration_min)
        for run in week
    )
    return tuple(sorted(found, key=lambda each: each.weekday))


def with_usual_times(
    planned: Sequence[RunPlanned], runs: Sequence[RunDone], zone: str
) -> tuple[RunPlanned, ...]:
    """
    The same runs, each with an hour: the plan's own, else the weekday's usual one.

    Where the runner never ran on that weekday, 18:00 from Monday to Friday and 09:00 on
    weekends is assumed.
    """
    first_day = min((run.date for run in planned), default=date.max)
    by_weekday = _starts_by_weekday(runs, zone, first_day)
    return tuple(
        run
        if run.starts_at is not None
        else replace(run, starts_at=_usual_start(run.date.weekday(), by_weekday))
        for run in planned
    )


def with_races(
    planned: Sequence[RunPlanned],
    races: Sequence[Race],
    first_day: date | None = None,
    last_day: date | None = None,
) -> tuple[RunPlanned, ...]:
    """
    The same runs, with each race in them: the day's run becomes it, or it is added.

    Only races from `first_day` through `last_day` are looked at. Other days stay as they are.
    """
    runs = list(planned)
    for race in sorted(races, key=lambda each: (each.date, each.distance_m)):
        if (first_day and race.date < first_day) or (last_day and race.date > last_day):
            continue
        same_day = [run for run in runs if run.date == race.date]
        run = max(same_day, key=_is_likely_the_race, default=None)
        if run is None:
            run = RunPlanned(f"race_{race.date.isoformat()}", race.date, RunKind.RACE)
            runs.append(run)
        runs[runs.index(run)] = replace(
            run,
            kind=RunKind.RACE,
            distance_m=race.distance_m,
            duration_min=None,
            title=race.name or run.title,
            is_guess=False,
        )
    return tuple(sorted(runs, key=lambda run: (run.date, run.starts_at or time.max, run.id)))


def _is_likely_the_race(run: RunPlanned) -> tuple[bool, float, float, str]:
    return (
        run.kind is RunKind.RACE,
        run.distance_m or 0.0,
        run.duration_min or 0.0,
        run.id,
    )


def _habits(
    runs: Sequence[RunDone], kinds: Mapping[str, RunKind], today: date, zone: str
) -> dict[int, list[RunDone]]:
    """
    The runs that make the usual one of each weekday; the weekly long run has one day for itself.
    """
    all_weeks = int(load_figure("habit_weeks"))
    by_weekday, oldest = _largest_by_weekday(runs, today, zone)
    seen_weeks = {week for of_week in by_weekday.values() for week in of_week}
    if len(seen_weeks) < load_figure("habit_weeks_at_least"):
        return {}
    needed = load_figure("habit_share") * min(all_weeks, oldest + 1)
    habits = {
        weekday: [of_week[week] for week in sorted(of_week)]
        for weekday, of_week in by_weekday.items()
        if len(of_week) >= needed
    }
    return _with_weekly_long_run(habits, _long_by_week(by_weekday, kinds), needed, zone)


def _largest_by_weekday(
    runs: Sequence[RunDone], today: date, zone: str
) -> tuple[dict[int, dict[int, RunDone]], int]:
    # Weeks are seven days counted back from yesterday, so each holds every weekday once.
    all_weeks = int(load_figure("habit_weeks"))
    by_weekday: dict[int, dict[int, RunDone]] = defaultdict(dict)
    oldest = 0
    for run in sorted(runs, key=lambda each: (each.start_utc, each.id)):
        days_ago = (today - _day_of(run, zone)).days
        if not run.is_run or days_ago < 1:
            continue
        week = (days_ago - 1) // 7
        oldest = max(oldest, week)
        if week < all_weeks:
            of_day = by_weekday[_day_of(run, zone).weekday()]
            of_day[week] = max(of_day.get(week, run), run, key=_size_of)
    return by_weekday, oldest


def _long_by_week(
    by_weekday: Mapping[int, Mapping[int, RunDone]], kinds: Mapping[str, RunKind]
) -> dict[int, RunDone]:
    longest: dict[int, RunDone] = {}
    for of_week in by_weekday.values():
        for week, run in of_week.items():
            if kinds[run.id] is RunKind.LONG:
                longest[week] = max(longest.get(week, run), run, key=_size_of)
    return longest


def _with_weekly_long_run(
    habits: Mapping[int, Sequence[RunDone]], long: Mapping[int, RunDone], needed: float, zone: str
) -> dict[int, list[RunDone]]:
    """
    The long run of most weeks on its most frequent day, whichever day it moved to now and then.

    Looked at by weekday alone, a long run on Saturday in one week and on Sunday in the next
    would be no habit of either day.
    """
    kept = {weekday: list(habit) for weekday, habit in habits.items()}
    if len(long) < needed:
        return kept
    ids = {run.id for run in long.values()}
    days = Counter(_day_of(run, zone).weekday() for run in long.values())
    chosen = max(days, key=lambda weekday: (days[weekday], weekday))
    for weekday, habit in kept.items():
        kept[weekday] = [run for run in habit if run.id not in ids] or habit
    kept[chosen] = [long[week] for week in sorted(long)]
    return kept


def _usual_run(
    day: date, habit: Sequence[RunDone], kinds: Mapping[str, RunKind], zone: str
) -> RunPlanned:
    # A race is no habit, so it says nothing about the usual run of its weekday.
    usual = [run for run in habit if kinds[run.id] is not RunKind.RACE] or list(habit)
    of_kind = Counter(kinds[run.id] for run in usual)
    of_kind.pop(RunKind.RACE, None)
    order = list(RunKind)
    kind = min(of_kind, key=lambda each: (-of_kind[each], order.index(each)), default=RunKind.EASY)
    return RunPlanned(
        id=f"g_{day.isoformat()}",
        date=day,
        kind=kind,
        starts_at=_rounded_time([_minute_of_day(run, zone) for run in usual]),
        distance_m=_usual_figure((run.distance_m for run in usual), _GUESSED_TO_M),
        duration_min=_usual_figure((minutes_of(run) for run in usual), 1),
        is_guess=True,
    )


def _size_of(run: RunDone) -> tuple[float, float, str]:
    return (minutes_of(run) or 0.0, run.distance_m or 0.0, run.id)


def _usual_figure(values: Iterable[float | None], step: int) -> float | None:
    # A guess of 5,350.05 metres would look like knowledge.
    known = [value for value in values if value]
    return float(max(round(median(known) / step), 1) * step) if known else None


def _starts_by_weekday(runs: Sequence[RunDone], zone: str, first_day: date) -> dict[int, list[int]]:
    # The last twelve weeks of running, also where that was a year ago.
    days = {run.id: _day_of(run, zone) for run in runs if run.is_run}
    last = max((day for day in days.values() if day <= first_day), default=first_day)
    weeks = timedelta(weeks=load_figure("start_time_weeks"))
    starts: dict[int, list[int]] = defaultdict(list)
    for run in runs:
        if run.id in days and last - weeks < days[run.id] <= last:
            starts[days[run.id].weekday()].append(_minute_of_day(run, zone))
    return starts


def _usual_start(weekday: int, by_weekday: Mapping[int, Sequence[int]]) -> time:
    if by_weekday.get(weekday):
        return _rounded_time(by_weekday[weekday])
    name = "start_weekend_h" if weekday >= _SATURDAY else "start_weekday_h"
    return time(hour=int(load_figure(name)))


def _rounded_time(minutes: Sequence[int]) -> time:
    step = int(load_figure("start_rounding_min"))
    rounded = round(median(minutes) / step) * step
    return time(*divmod(min(rounded, 24 * 60 - step), 60))


def _day_of(run: RunDone, zone: str) -> date:
    return local_date(run.start_utc, zone)


def _minute_of_day(run: RunDone, zone: str) -> int:
    wall = as_utc(run.start_utc).astimezone(zone_named(zone))
    return wall.hour * 60 + wall.minute
