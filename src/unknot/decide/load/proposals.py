"""
What the runs and the mornings of a runner say about the runner, each with what it was found from.

Only what there is evidence for is proposed. What the runner has set is never touched: a proposal
that differs says what it would replace, and one that says the same is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from typing import Any

from unknot.catalogue.load import load_figure
from unknot.decide.load.ahead import habits_as_said
from unknot.decide.load.kinds import minutes_of
from unknot.decide.load.profile import observed_maximum, speed_for_an_hour
from unknot.domain.proposal import FIELD_OF, Found, Proposal
from unknot.domain.run import RunDone, RunKind
from unknot.domain.settings import Settings, Units
from unknot.domain.units import METRES_PER_MILE

_RUNS_THAT_AGREE = 3


def proposals_of(
    settings: Settings,
    runs: Sequence[RunDone],
    kinds: Mapping[str, RunKind],
    peaks: Mapping[str, float],
    resting: Sequence[tuple[date, float]],
    today: date,
) -> tuple[Proposal, ...]:
    """
    Everything that is found and not set already, in the order in which it matters.

    `peaks` is the highest heart rate that each run reached and held, `resting` a resting heart
    rate per morning. Both may be empty.
    """
    found = (
        maximal_heart_rate(peaks, runs),
        resting_heart_rate(resting),
        threshold_pace(runs),
        habitual_week(runs, kinds, settings.zone, today),
        units_of(runs),
    )
    offered = (_beside(settings, each) for each in found if each is not None)
    return tuple(each for each in offered if each is not None and _can_be(settings, each))


def maximal_heart_rate(peaks: Mapping[str, float], runs: Sequence[RunDone]) -> Proposal | None:
    """
    What three runs reached and held: one alone may be a strap that slipped.

    Nothing is proposed below 170, where easy runs alone are the likelier reason.
    """
    by_id = {run.id: run for run in runs}
    highest = sorted(
        ((bpm, run_id) for run_id, bpm in peaks.items() if run_id in by_id), reverse=True
    )[:_RUNS_THAT_AGREE]
    reached = observed_maximum(bpm for bpm, _ in highest)
    if len(highest) < _RUNS_THAT_AGREE or reached is None:
        return None
    if reached < load_figure("maximal_hr_at_least"):
        return None
    run = by_id[highest[-1][1]]
    return Proposal(
        Found.MAXIMAL_HR,
        int(reached),
        {
            "bpm": int(reached),
            "runs": sum(each.avg_hr is not None for each in runs),
            "agree": _RUNS_THAT_AGREE,
            "date": run.date.isoformat(),
        },
        run.id,
    )


def resting_heart_rate(resting: Sequence[tuple[date, float]]) -> Proposal | None:
    """
    The middle of the mornings of the last four weeks that have one.
    """
    by_day = dict(sorted(resting))
    if not by_day:
        return None
    last = max(by_day)
    since = last - timedelta(days=load_figure("resting_days_looked_at") - 1)
    recent = {day: bpm for day, bpm in by_day.items() if day >= since}
    if len(recent) < load_figure("resting_days_at_least"):
        return None
    bpm = round(median(recent.values()))
    return Proposal(
        Found.RESTING_HR,
        bpm,
        {
            "bpm": bpm,
            "mornings": len(recent),
            "from_date": min(recent).isoformat(),
            "date": last.isoformat(),
        },
    )


def threshold_pace(runs: Sequence[RunDone]) -> Proposal | None:
    """
    The best run of 20 to 70 minutes of the last year, taken to an hour.
    """
    only_runs = [run for run in runs if run.is_run]
    if not only_runs:
        return None
    since = max(run.date for run in only_runs) - timedelta(days=load_figure("threshold_days"))
    speeds = [
        (speed, run)
        for run in only_runs
        if run.date > since and (speed := speed_for_an_hour(run)) is not None
    ]
    if len(speeds) < load_figure("threshold_runs_at_least"):
        return None
    speed, run = max(speeds, key=lambda each: (each[0], each[1].id))
    pace = float(round(1000 / speed))
    return Proposal(
        Found.THRESHOLD_PACE,
        pace,
        {
            "pace_s_per_km": pace,
            "runs": len(speeds),
            "date": run.date.isoformat(),
            "distance_m": run.distance_m,
            "minutes": minutes_of(run),
        },
        run.id,
    )


def habitual_week(
    runs: Sequence[RunDone], kinds: Mapping[str, RunKind], zone: str, today: date
) -> Proposal | None:
    """
    The runs of a usual week, from the habits of the last six.
    """
    week = habits_as_said(runs, kinds, today, zone)
    if not week:
        return None
    weeks = int(load_figure("habit_weeks"))
    since = today - timedelta(days=7 * weeks - 1)
    looked_at = [run for run in runs if run.is_run and since <= run.date <= today]
    facts = {
        "runs_a_week": len(week),
        "runs": len(looked_at),
        "weeks": weeks,
        "from_date": min(run.date for run in looked_at).isoformat() if looked_at else None,
    }
    return Proposal(Found.USUAL_WEEK, week, facts)


def units_of(runs: Sequence[RunDone]) -> Proposal | None:
    """
    The unit in which this runner stops on a whole number; None where the runs do not tell.
    """
    newest = sorted(
        (run for run in runs if run.is_run and run.distance_m),
        key=lambda run: (run.start_utc, run.id),
    )[-int(load_figure("round_runs")) :]
    miles = sum(_is_whole(run.distance_m or 0, METRES_PER_MILE) for run in newest)
    kilometres = sum(_is_whole(run.distance_m or 0, 1000.0) for run in newest)
    units, whole, other = max(
        (Units.IMPERIAL, miles, kilometres),
        (Units.METRIC, kilometres, miles),
        key=lambda each: each[1],
    )
    is_enough = whole >= load_figure("round_runs_at_least")
    is_share = whole >= load_figure("round_share") * len(newest)
    if not is_enough or not is_share or whole < load_figure("round_times_other") * other:
        return None
    return Proposal(Found.UNITS, units, {"whole": whole, "runs": len(newest), "other": other})


def _is_whole(distance_m: float, unit_m: float) -> bool:
    over = (distance_m + load_figure("round_before_m")) % unit_m
    at_all = distance_m >= unit_m - load_figure("round_before_m")
    return at_all and over <= load_figure("round_before_m") + load_figure("round_after_m")


def _beside(settings: Settings, found: Proposal) -> Proposal | None:
    """
    A proposal beside what is set: none where it says the same.
    """
    field = FIELD_OF[found.name]
    is_set = getattr(settings, field)
    if is_set == found.value or _is_about(is_set, found):
        return None
    # What stands there before anybody spoke was not said by the runner.
    was_said = is_set not in (None, ()) and is_set != getattr(Settings(), field)
    return replace(found, replaces=is_set if was_said else None)


def _is_about(is_set: object, found: Proposal) -> bool:
    if found.name is Found.USUAL_WEEK:
        # A few metres more or less make no other week: its days and its kinds of run do.
        return _outline(is_set) == _outline(found.value)
    # One beat and two seconds are the weather of a day.
    margin = {Found.MAXIMAL_HR: 1.0, Found.RESTING_HR: 1.0, Found.THRESHOLD_PACE: 2.0}
    if found.name not in margin or is_set is None:
        return False
    return abs(float(str(is_set)) - float(str(found.value))) <= margin[found.name]


def _outline(week: object) -> list[tuple[int, str]]:
    runs = week if isinstance(week, tuple) else ()
    return sorted((each.weekday, each.kind.value) for each in runs)


def _can_be(settings: Settings, found: Proposal) -> bool:
    # What the settings would refuse is not offered.
    changes: dict[str, Any] = {FIELD_OF[found.name]: found.value}
    try:
        replace(settings, **changes)
    except ValueError:
        return False
    return True
