"""
A runner's days as told: by check-ins, by logs and by watches, joined into one word a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.views import ToldDay
from unknot.domain.body import BodyPart, Pain, Soreness
from unknot.domain.check_in import CheckIn, hooper_index
from unknot.domain.units import instant_at, local_date
from unknot.domain.wellness import CHECK_IN, WellnessDay, rank_of

# The forecast and the safety gate look back on reports of days and weeks, never of months.
LOGS_COUNT = timedelta(days=42)

Report = TypeVar("Report", Soreness, Pain)
Told = TypeVar("Told", float, int, bool)


def list_days(
    store: Store,
    runner_id: RunnerId,
    from_date: date | None = None,
    to_date: date | None = None,
) -> tuple[ToldDay, ...]:
    """
    The days that anything is told of, both ends included, oldest first.
    """
    with store.look(runner_id) as db:
        check_ins = {each.date: each for each in db.check_ins(from_date)}
        told = [*map(_as_wellness, check_ins.values()), *db.wellness_days(from_date)]
    of_day: defaultdict[date, list[WellnessDay]] = defaultdict(list)
    for each in told:
        if to_date is None or each.date <= to_date:
            of_day[each.date].append(each)
    return tuple(_with_hooper(joined(of_day[day]), check_ins.get(day)) for day in sorted(of_day))


def _with_hooper(day: ToldDay, check_in: CheckIn | None) -> ToldDay:
    # Only check-ins ask these, and four answers of one hour are no sum with answers of another.
    if check_in is None:
        return day
    return replace(
        day,
        sleep_quality=check_in.sleep_quality,
        muscle_soreness=check_in.muscle_soreness,
        hooper=hooper_index(check_in),
    )


def figures_of_logs(store: Store, runner_id: RunnerId, on: date) -> Mapping[str, tuple[float, str]]:
    """
    What watches and logs measured of one day: sleep and the heart, each with the source it is from.
    """
    with store.look(runner_id) as db:
        told = [each for each in db.wellness_days(on) if each.date == on]
    first: dict[str, tuple[float, str]] = {}
    for each in sorted(told, key=lambda each: rank_of(each.source)):
        for name in ("sleep_h", "resting_hr", "hrv_lnrmssd"):
            value = getattr(each, name)
            if value is not None:
                first.setdefault(name, (value, each.source))
    return first


def joined(told: Iterable[WellnessDay]) -> ToldDay:
    """
    What several sources say of one day as one: each figure from the first source that has it.

    The order is `unknot.domain.wellness.SOURCES`: the runner's own check-in first.
    """
    by_rank = sorted(told, key=lambda each: rank_of(each.source))
    return ToldDay(
        date=by_rank[0].date,
        sources=tuple(each.source for each in by_rank),
        soreness=_first_of_each_part(each.soreness for each in by_rank),
        pain=_first_of_each_part(each.pain for each in by_rank),
        soreness_overall=_first(by_rank, lambda each: each.soreness_overall),
        sleep_h=_first(by_rank, lambda each: each.sleep_h),
        resting_hr=_first(by_rank, lambda each: each.resting_hr),
        hrv_lnrmssd=_first(by_rank, lambda each: each.hrv_lnrmssd),
        fatigue=_first(by_rank, lambda each: each.fatigue),
        stress=_first(by_rank, lambda each: each.stress),
        mood=_first(by_rank, lambda each: each.mood),
        is_sick=_first(by_rank, lambda each: each.is_sick),
        note=next((each.note for each in by_rank if each.note), ""),
    )


def check_ins_and_logs(db: RunnerStore, since: date, now: datetime) -> tuple[CheckIn, ...]:
    """
    What counts as said about each day up to today: the runner's own check-in, else the logs as far
    back as anything asks for them.

    On a day with a check-in no log adds anything: what the runner said stands above it. Soreness
    without a place is left out, as no muscle can be named by it.
    """
    own = tuple(db.check_ins(since))
    zone = db.settings().zone
    checked_in = {each.date for each in own}
    of_day: defaultdict[date, list[WellnessDay]] = defaultdict(list)
    today = local_date(now, zone)
    for each in db.wellness_days(max(since, today - LOGS_COUNT)):
        if each.date not in checked_in and each.date <= today:
            of_day[each.date].append(each)
    logged = (_as_check_in(joined(told), zone, now) for told in of_day.values())
    every = (*own, *(each for each in logged if each is not None))
    return tuple(sorted(every, key=lambda each: (each.date, each.reported_at)))


def _as_check_in(day: ToldDay, zone: str, now: datetime) -> CheckIn | None:
    told = (day.soreness, day.pain, day.sleep_h, day.stress, day.fatigue)
    if not any(each is not None and each != () for each in told):
        return None
    # A log does not say when in the day it was written: by the end of it at the latest.
    end_of_day = instant_at(day.date + timedelta(days=1), time(), zone) - timedelta(seconds=1)
    return CheckIn(
        date=day.date,
        reported_at=min(now, end_of_day),
        soreness=day.soreness,
        pain=day.pain,
        sleep_h=day.sleep_h,
        stress=day.stress,
        fatigue=day.fatigue,
    )


def _as_wellness(check_in: CheckIn) -> WellnessDay:
    return WellnessDay(
        date=check_in.date,
        source=CHECK_IN,
        sleep_h=check_in.sleep_h,
        soreness=check_in.soreness,
        pain=check_in.pain,
        stress=check_in.stress,
        fatigue=check_in.fatigue,
        mood=check_in.mood,
        resting_hr=check_in.resting_hr,
        hrv_lnrmssd=check_in.hrv_lnrmssd,
        note=check_in.note,
    )


def _first(
    by_rank: Sequence[WellnessDay], figure: Callable[[WellnessDay], Told | None]
) -> Told | None:
    return next((said for each in by_rank if (said := figure(each)) is not None), None)


def _first_of_each_part(reports: Iterable[tuple[Report, ...]]) -> tuple[Report, ...]:
    first: dict[BodyPart, Report] = {}
    for said in reports:
        first |= {each.part: each for each in said if each.part not in first}
    return tuple(first[part] for part in sorted(first))
