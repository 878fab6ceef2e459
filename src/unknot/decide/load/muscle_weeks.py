"""
The load of every muscle over the last days, beside what was usual for this runner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from statistics import median

from unknot.catalogue.muscle_load import grade_of_region, level_starts, muscle_figure
from unknot.decide.load.regions import muscle_load
from unknot.domain.body import Region
from unknot.domain.muscle_load import MuscleLoad, MuscleWeek, RegionLoad, RegionRun
from unknot.domain.run import Load, RunDone, RunKind


@dataclass(frozen=True, slots=True)
class _Effort:
    """
    One effort of the weeks looked at, with what it asked of the muscles if that is known.
    """

    run: RunDone
    kind: RunKind
    asked: MuscleLoad | None


def muscle_week(
    runs: Sequence[RunDone], kinds: Mapping[str, RunKind], loads: Mapping[str, Load], today: date
) -> MuscleWeek:
    """
    Every region over the seven days up to today, beside the twelve spans of seven days before.

    Usual is the middle one of those spans that have an activity; the order of `runs` has no
    meaning.
    """
    days = int(muscle_figure("region_days"))
    spans = _in_spans(runs, kinds, loads, today, days)
    now = spans.get(0, [])
    usual = _usual_of([span for place, span in spans.items() if place])
    return MuscleWeek(
        since=today - timedelta(days=days - 1),
        until=today,
        regions=_regions(now, usual),
        efforts=len(now),
        without_load=sum(each.asked is None for each in now),
        without_streams=sum(
            each.run.is_run and each.asked is not None and not each.asked.has_streams
            for each in now
        ),
        has_usual=usual is not None,
    )


def _in_spans(
    runs: Iterable[RunDone],
    kinds: Mapping[str, RunKind],
    loads: Mapping[str, Load],
    today: date,
    days: int,
) -> Mapping[int, list[_Effort]]:
    """
    The efforts by how many spans ago they were, the last days being 0.
    """
    most = int(muscle_figure("usual_region_weeks"))
    oldest = today - timedelta(days=days * (most + 1) - 1)
    # What is long past in any zone is not even sorted.
    first = datetime.combine(oldest - timedelta(days=1), time(), UTC)
    recent = [run for run in runs if run.start_utc >= first]
    spans: defaultdict[int, list[_Effort]] = defaultdict(list)
    for run in sorted(recent, key=lambda each: (each.start_utc, each.id)):
        day = run.date
        if not oldest <= day <= today:
            continue
        load = loads.get(run.id)
        points = None if load is None else load.points
        asked = None if points is None else muscle_load(run, kinds[run.id], points)
        spans[(today - day).days // days].append(_Effort(run, kinds[run.id], asked))
    return spans


def _usual_of(spans: Sequence[Sequence[_Effort]]) -> Mapping[Region, float] | None:
    # A span of efforts that nobody knows the load of says nothing of what is usual.
    known = [[each.asked for each in span if each.asked] for span in spans]
    known = [span for span in known if span]
    if len(known) < muscle_figure("usual_region_weeks_at_least"):
        return None
    return {
        region: median(sum(asked.points(region) for asked in span) for span in known)
        for region in Region
    }


def _regions(
    now: Sequence[_Effort], usual: Mapping[Region, float] | None
) -> tuple[RegionLoad, ...]:
    regions = tuple(_region(region, now, usual) for region in Region)
    most = max(each.points for each in regions)
    if usual is not None or not most:
        return regions
    # Nothing is usual yet: then the picture shows which regions had the most of these days.
    return tuple(replace(each, level=ceil(5 * each.points / most)) for each in regions)


def _region(
    region: Region, now: Sequence[_Effort], usual: Mapping[Region, float] | None
) -> RegionLoad:
    runs = [
        _part_in(each.run, each.kind, each.asked, region)
        for each in now
        if each.asked and each.asked.points(region)
    ]
    points = sum(each.points for each in runs)
    compared = None
    if usual is not None:
        floor = muscle_figure("usual_region_floor") * max(usual.values())
        against = max(usual[region], floor)
        compared = points / against if against else None
    return RegionLoad(
        region=region,
        points=points,
        usual=None if usual is None else usual[region],
        compared=compared,
        level=0 if compared is None else _level_of(compared),
        grade=grade_of_region(region).value,
        runs=tuple(sorted(runs, key=lambda each: (-each.points, each.date, each.run_id))),
    )


def _part_in(run: RunDone, kind: RunKind, asked: MuscleLoad, region: Region) -> RegionRun:
    return RegionRun(
        run_id=run.id,
        date=run.date,
        sport=run.sport,
        kind=kind,
        distance_m=run.distance_m,
        title=run.title,
        has_streams=asked.has_streams,
        parts=tuple(sorted(asked.regions[region], key=lambda each: (-each.points, each.part.part))),
    )


def _level_of(compared: float) -> int:
    return sum(compared >= start for start in level_starts())
