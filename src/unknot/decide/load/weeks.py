"""
The load of every week: added up by sport, with the averages and what was usual before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from unknot.catalogue.load import load_figure
from unknot.decide.load.kinds import minutes_of
from unknot.decide.load.picture import load_picture
from unknot.domain.load_weeks import LoadWeek, SportWeek
from unknot.domain.plan import LoadDay, LoadPicture
from unknot.domain.recording import Sport
from unknot.domain.run import Load, RunDone

_WEEK = timedelta(days=7)


def load_weeks(
    runs: Sequence[RunDone], today: date, week_starts_on: int = 0
) -> tuple[LoadWeek, ...]:
    """
    Every week from the first effort to the one that today lies in, oldest first.

    The numbers of a week are those of its days in the picture of load: what is not known
    there is not known here. `week_starts_on` is the first day of the runner's week, 0 for Monday.
    """
    return weeks_of(load_picture(runs, today), runs, today, week_starts_on)


def weeks_of(
    picture: LoadPicture, runs: Sequence[RunDone], today: date, week_starts_on: int = 0
) -> tuple[LoadWeek, ...]:
    """
    The same from a picture that is there already.
    """
    if not picture.days:
        return ()
    loads = {each.run_id: each.load for each in picture.runs}
    done: dict[date, list[RunDone]] = defaultdict(list)
    for run in runs:
        day = run.date
        # As the picture has it: a day ahead of home is today, later ones come from a wrong clock.
        if day <= today + timedelta(days=1):
            done[first_day_of_week(min(day, today), week_starts_on)].append(run)
    days: dict[date, list[LoadDay]] = defaultdict(list)
    for known in picture.days:
        days[first_day_of_week(known.date, week_starts_on)].append(known)
    weeks = [_week_of(start, done[start], days[start], loads, today) for start in sorted(days)]
    return tuple(_with_usual(weeks))


def first_day_of_week(day: date, week_starts_on: int) -> date:
    """
    The day on which the runner's week began.
    """
    return day - timedelta(days=(day.weekday() - week_starts_on) % 7)


def _week_of(
    start: date,
    runs: Sequence[RunDone],
    days: Sequence[LoadDay],
    loads: Mapping[str, Load],
    today: date,
) -> LoadWeek:
    by_sport: dict[Sport, list[RunDone]] = defaultdict(list)
    for run in runs:
        by_sport[run.sport].append(run)
    sports = tuple(_sport_week(sport, by_sport[sport], loads) for sport in sorted(by_sport))
    # A week without an effort is one of rest where its days are known, else a hole.
    is_known = bool(runs) or all(day.load is not None for day in days)
    return LoadWeek(
        starts_on=start,
        sports=sports,
        is_known=is_known,
        is_over=start + _WEEK <= today,
        load=_total((each.load for each in sports), is_known),
        distance_m=_total((each.distance_m for each in sports), is_known),
        minutes=_total((each.minutes for each in sports), is_known),
        without_load=sum(each.without_load for each in sports),
        average_7=_of_a_week(days[-1].average_7),
        average_42=_of_a_week(days[-1].average_42),
        methods=Counter(loads[run.id].method for run in runs),
    )


def _sport_week(sport: Sport, runs: Sequence[RunDone], loads: Mapping[str, Load]) -> SportWeek:
    points = [loads[run.id].points for run in runs]
    return SportWeek(
        sport=sport,
        efforts=len(runs),
        load=_sum_of_known(points),
        distance_m=_sum_of_known(run.distance_m for run in runs),
        minutes=_sum_of_known(minutes_of(run) for run in runs),
        without_load=points.count(None),
    )


def _of_a_week(average_of_a_day: float | None) -> float | None:
    return None if average_of_a_day is None else 7 * average_of_a_day


def _total(parts: Iterable[float | None], is_known: bool) -> float | None:
    every = list(parts)
    if not every:
        return 0.0 if is_known else None
    return _sum_of_known(every)


def _sum_of_known(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _with_usual(weeks: Sequence[LoadWeek]) -> list[LoadWeek]:
    # Only whole weeks whose every effort has a load say what was usual.
    looked_at = int(load_figure("usual_weeks"))
    needed = load_figure("usual_weeks_at_least")
    low, high = (load_figure(f"usual_{end}_percentile") for end in ("low", "high"))
    found = []
    for place, week in enumerate(weeks):
        before = [
            each.load
            for each in weeks[max(place - looked_at, 0) : place]
            if each.load is not None and not each.without_load
        ]
        if len(before) < needed:
            found.append(week)
            continue
        ends = np.percentile(before, (low, high))
        found.append(replace(week, usual_low=float(ends[0]), usual_high=float(ends[1])))
    return found
