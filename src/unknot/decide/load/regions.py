"""
What one run asks of each muscle: its parts, each with its share of the time and its weights.

Weights come from the catalogue; what they rest on: docs/evidence/muscle-load.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from unknot.catalogue.load import Weights, load_figure, weights_of_kind, weights_of_sport
from unknot.catalogue.muscle_load import muscle_figure, region_shares, weights_of_part
from unknot.domain.body import Region, RegionGroup, group_of
from unknot.domain.features import RunFeatures
from unknot.domain.muscle_load import MuscleLoad, PartLoad, PartOfRun, RunPart
from unknot.domain.recording import Sport, Surface
from unknot.domain.run import RunDone, RunKind

_HILL_KINDS = frozenset({RunKind.UPHILL, RunKind.DOWNHILL})


def parts_of(run: RunDone, kind: RunKind) -> tuple[PartOfRun, ...]:
    """
    The parts of a run, whose shares of its time make one.

    Without samples, and in other sports, it is one whole. Its level part has the weights of its
    kind, except where the kind was only a guess at what the samples tell: who ran up and down
    a hill ran easily in between.
    """
    features = run.features
    if run.is_run and features is not None and features.is_known:
        parts = _measured_parts(run, features, kind)
        seconds = sum(part.seconds or 0.0 for part in parts)
        if seconds > 0:
            return tuple(
                replace(each, share=each.seconds / seconds) for each in parts if each.seconds
            )
    kinds = _kinds_of(run, kind) if run.is_run else ()
    seconds_all = run.timer_s or run.elapsed_s
    return (PartOfRun(RunPart.WHOLE, 1.0, seconds_all, run.distance_m, None, kinds),)


def _measured_parts(run: RunDone, known: RunFeatures, kind: RunKind) -> list[PartOfRun]:
    kinds = _kinds_beside(run, known, kind)
    if not known.has_hills:
        return [
            PartOfRun(RunPart.LEVEL, 0, known.steady_s, known.steady_m, None, kinds),
            PartOfRun(RunPart.FAST, 0, known.fast_s, known.fast_m),
            PartOfRun(RunPart.SPRINT, 0, known.sprint_s, known.sprint_m),
        ]
    level_s = (known.level_s or 0) - (known.level_fast_s or 0) - (known.level_sprint_s or 0)
    level_m = (known.level_m or 0) - (known.level_fast_m or 0) - (known.level_sprint_m or 0)
    return [
        PartOfRun(RunPart.LEVEL, 0, max(level_s, 0.0), max(level_m, 0.0), None, kinds),
        PartOfRun(RunPart.FAST, 0, known.level_fast_s, known.level_fast_m),
        PartOfRun(RunPart.SPRINT, 0, known.level_sprint_s, known.level_sprint_m),
        PartOfRun(RunPart.UPHILL, 0, known.uphill_s, known.uphill_m, known.climb_m),
        PartOfRun(RunPart.DOWNHILL, 0, known.downhill_s, known.downhill_m, known.drop_m),
    ]


def _kinds_of(run: RunDone, kind: RunKind) -> tuple[RunKind, ...]:
    # The table knows races from a half marathon on; see weights_of_kind.
    is_short = run.distance_m is not None and run.distance_m < load_figure("race_weights_from_m")
    return (RunKind.SPEED if kind is RunKind.RACE and is_short else kind,)


def _kinds_beside(run: RunDone, known: RunFeatures, kind: RunKind) -> tuple[RunKind, ...]:
    """
    The kinds whose weights the level part has: the run's own, and that of a trail if it was on one.
    """
    own = _kinds_of(run, kind)[0]
    is_guess = run.kind is None
    is_told_by_samples = (own in _HILL_KINDS and known.has_hills) or (
        is_guess and (own is RunKind.SPRINT or (own is RunKind.TRAIL and known.has_hills))
    )
    if is_told_by_samples:
        own = RunKind.EASY
    if run.surface is Surface.TRAIL and own is not RunKind.TRAIL:
        return (RunKind.TRAIL,) if own is RunKind.EASY else (own, RunKind.TRAIL)
    return (own,)


def group_weights(run: RunDone, kind: RunKind) -> Weights:
    """
    How much a run asks of each group, 0 to 3: its parts mixed by their share of the time.

    A group has the weight of the region that leads it, which is the greatest of its regions, so
    the scale of the forecast is that of the table whether a run has samples or not.
    """
    parts = parts_of(run, kind)
    weights = [_weights_of(part, run.sport) for part in parts]
    if len(parts) == 1:
        return weights[0]
    return {
        group: sum(part.share * each[group] for part, each in zip(parts, weights, strict=True))
        for group in RegionGroup
    }


def muscle_load(run: RunDone, kind: RunKind, points: float) -> MuscleLoad:
    """
    What a run of that load asked of each region, part by part.

    A region of full weight has all of the run's load; so many minutes at such an effort.
    """
    parts = parts_of(run, kind)
    full = muscle_figure("full_weight")
    shares = [_region_weights(part.part, part.kinds, run.sport) for part in parts]
    sizes = [points * part.share / full for part in parts]
    return MuscleLoad(
        run_id=run.id,
        parts=parts,
        has_streams=parts[0].part is not RunPart.WHOLE,
        regions={
            region: tuple(
                PartLoad(part, size * weights[region])
                for part, size, weights in zip(parts, sizes, shares, strict=True)
                if weights[region]
            )
            for region in Region
        },
    )


def _weights_of(part: PartOfRun, sport: Sport) -> Weights:
    return _group_weights(part.part, part.kinds, sport)


@cache
def _group_weights(part: RunPart, kinds: tuple[RunKind, ...], sport: Sport) -> Weights:
    if sport is not Sport.RUNNING:
        return weights_of_sport(sport)
    if not kinds:
        return weights_of_part(part)
    return _greatest(weights_of_kind(kind) for kind in kinds)


@cache
def _region_weights(
    part: RunPart, kinds: tuple[RunKind, ...], sport: Sport
) -> Mapping[Region, float]:
    groups = _group_weights(part, kinds, sport)
    if sport is not Sport.RUNNING:
        places = [sport.value]
    else:
        places = [kind.value for kind in kinds] or [part.value]
    each_share = [region_shares(place) for place in places]
    return {
        region: groups[group_of(region)] * max(shares[region] for shares in each_share)
        for region in Region
    }


def _greatest(rows: Iterable[Weights]) -> Weights:
    each = list(rows)
    return {group: max(row[group] for row in each) for group in RegionGroup}
