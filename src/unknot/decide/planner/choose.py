"""
From the solver's numbers to the items of a plan: which type, how deep, where, at what hour.

What the model sees as equal is told apart here by a stated order: the type whose turn it is,
the deepest that is legal, the earliest hour.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from unknot.catalogue.planning import decay, figure
from unknot.decide.planner.clock import rounded_up, slot_of
from unknot.decide.planner.money import month_of
from unknot.decide.planner.options import Column, Options, hands_on
from unknot.decide.planner.places import (
    depth_allowed,
    group_parts,
    is_gentle_only,
    is_very_sore,
    massage_parts,
    self_massage_parts,
    stretching_parts,
    tool_for,
)
from unknot.decide.planner.prepare import price_order, prices_to_try
from unknot.decide.planner.problem import Block, Offer, Problem, RunSpan
from unknot.decide.planner.solve import Solution
from unknot.decide.planner.variables import minutes_of
from unknot.domain.body import BodyPart, RegionGroup, group_of
from unknot.domain.plan import PlanItem
from unknot.domain.reason import Reason
from unknot.domain.safety import Modality
from unknot.domain.session import CareKind, Depth, MassageType, Phase

# Hands that give a track less than this share of a dose are not worth naming it.
SMALLEST_SHARE = 0.05
# Less than this is no soreness that anybody would come for.
SMALLEST_SORENESS = 0.05
DEFAULT_GROUPS = (
    RegionGroup.CALF,
    RegionGroup.QUADS,
    RegionGroup.HAMSTRINGS,
    RegionGroup.GLUTES,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """
    An item before its reasons: what the reasons need to know about it.
    """

    item: PlanItem
    day: int
    tracks: tuple[int, ...] = ()
    span: RunSpan | None = None
    turn: tuple[MassageType, int] | None = None
    depth_limit: Reason | None = None


def draft_items(problem: Problem, solution: Solution) -> tuple[Draft, ...]:
    """
    Every item of the plan, in the order of their start.
    """
    drafts = [*draft_massages(problem, solution)]
    drafts += _draft_self_care(problem, solution, drafts)
    return tuple(sorted(drafts, key=lambda draft: (draft.item.start_utc, draft.item.id)))


def draft_massages(problem: Problem, solution: Solution) -> Iterator[Draft]:
    """
    The appointments in order of date, each with the type whose turn it is.
    """
    had = Counter(each.appointment.massage_type for each in problem.booked)
    deep_before: list[tuple[int, frozenset[RegionGroup]]] = []
    for column in solution.columns:
        tracks = _tracks_worked(problem, solution, column.day)
        parts = _massage_parts(problem, tracks, column)
        cap = _depth_cap(problem, solution.options, tracks, column.day, parts, deep_before)
        legal = [offer for offer in column.offers if offer.depth.rank <= cap[0].rank]
        kind = min(
            legal or column.offers,
            key=lambda offer: (had[offer.price.massage_type], _rank(offer), offer.depth.rank),
        )
        offer, limit = _deepest(problem, solution.options, kind, cap)
        if offer.depth is Depth.DEEP:
            deep_before.append((column.day, frozenset(group_of(p.region) for p in parts)))
        massage_type = offer.price.massage_type
        turn = (
            (massage_type, had[massage_type]) if _is_its_turn(problem, massage_type, had) else None
        )
        had[massage_type] += 1
        item = _massage_item(problem, offer, parts)
        yield Draft(item, column.day, tracks, turn=turn, depth_limit=limit)


def _month(problem: Problem, day: int) -> str:
    return month_of(problem.date_of(day))


def _is_its_turn(problem: Problem, kind: MassageType, had: Mapping[MassageType, int]) -> bool:
    """
    True for the least used of the types to try.

    Without types to try they take turns too, yet that was nobody's wish and is no reason.
    """
    wished = {price.massage_type for price in prices_to_try(problem.settings)}
    wished &= set(problem.settings.types_to_try)
    return len(wished) > 1 and had[kind] == min(had[other] for other in wished)


def _tracks_worked(problem: Problem, solution: Solution, day: int) -> tuple[int, ...]:
    shares = {
        track: share
        for (track, on), share in solution.hands.items()
        if on == day and share >= SMALLEST_SHARE and is_sore_after(problem, track, day)
    }
    minutes = next(column.minutes for column in solution.columns if column.day == day)
    n_groups = max(1, int((minutes - figure("massage_setup_min")) // hands_on_min()))
    by_gain = sorted(shares, key=lambda track: (-_gain(problem, track, day, shares[track]), track))
    # The rest gets a minute or two in passing; naming it would help nobody.
    named = by_gain[:n_groups]
    return tuple(sorted(named, key=lambda track: (-float(problem.soreness[track, day + 1]), track)))


def is_sore_after(problem: Problem, track: int, day: int) -> bool:
    """
    True where there is something to relieve on the mornings that a massage is felt.
    """
    mornings = problem.soreness[track, day + 1 : day + 1 + len(decay("massage"))]
    return bool(mornings.max(initial=0.0) >= SMALLEST_SORENESS)


def _gain(problem: Problem, track: int, day: int, share: float) -> float:
    # Both sides of a group count for twice one side of it.
    return share * problem.share_of(track) * float(problem.soreness[track, day + 1])


def hands_on_min() -> float:
    """
    Minutes of hands on one region group that make a full dose.
    """
    return figure("hands_on_min_per_region")


def _massage_parts(problem: Problem, tracks: Sequence[int], column: Column) -> tuple[BodyPart, ...]:
    day = column.day
    if tracks:
        return tuple(part for track in tracks for part in massage_parts(problem, track, day))
    gentlest = min(offer.depth.rank for offer in column.offers)
    for groups in (DEFAULT_GROUPS, tuple(RegionGroup)):
        parts = tuple(
            part
            for group in groups
            for part in group_parts(problem, group, day, Modality.MASSAGE)
            if _part_cap(problem, part, day)[0].rank >= gentlest
        )
        if parts:
            return parts
    return ()


def _rank(offer: Offer) -> tuple[int, int, int]:
    return price_order(offer.price)


def _depth_cap(
    problem: Problem,
    options: Options,
    tracks: Sequence[int],
    day: int,
    parts: Sequence[BodyPart],
    deep_before: Sequence[tuple[int, frozenset[RegionGroup]]],
) -> tuple[Depth, Reason | None]:
    caps: list[tuple[Depth, Reason | None]] = [
        options.depths[block] for t in tracks if (block := hands_on(t, day)) in options.depths
    ]
    caps += [_part_cap(problem, part, day) for part in parts]
    cap = min(caps, key=lambda each: each[0].rank, default=(Depth.DEEP, None))
    groups = {group_of(part.region) for part in parts}
    is_near = any(
        (day - before) * 24 <= figure("deep_same_region_h") and groups & worked
        for before, worked in deep_before
    )
    return (Depth.MEDIUM, None) if is_near and cap[0] is Depth.DEEP else cap


def _part_cap(problem: Problem, part: BodyPart, day: int) -> tuple[Depth, Reason | None]:
    allowed = depth_allowed(problem.gate, part, Modality.MASSAGE, problem.date_of(day))
    if is_very_sore(problem, part, day) and allowed[0].rank > Depth.LIGHT.rank:
        return Depth.LIGHT, None
    return allowed


def _deepest(
    problem: Problem, options: Options, kind: Offer, cap: tuple[Depth, Reason | None]
) -> tuple[Offer, Reason | None]:
    same = [offer for offer in problem.offers if (offer.day, offer.price) == (kind.day, kind.price)]
    legal = [
        offer
        for offer in same
        if offer not in options.offers_out and offer.depth.rank <= cap[0].rank
    ]
    chosen = max(
        legal, key=lambda offer: (offer.depth.rank, -offer.start_utc.timestamp()), default=kind
    )
    wanted = max(same, key=lambda offer: offer.depth.rank)
    if wanted.depth.rank <= chosen.depth.rank:
        return chosen, None
    return chosen, options.offers_out.get(wanted) or cap[1]


def _massage_item(problem: Problem, offer: Offer, parts: tuple[BodyPart, ...]) -> PlanItem:
    on = problem.date_of(offer.day)
    return PlanItem(
        id=f"massage-{on.isoformat()}",
        kind=CareKind.MASSAGE,
        date=on,
        start_utc=offer.start_utc,
        zone=problem.settings.zone,
        minutes=offer.price.minutes,
        phase=Phase.ANY,
        regions=parts,
        massage_type=offer.price.massage_type,
        depth=offer.depth,
        cents=offer.price.cents,
    )


def _draft_self_care(
    problem: Problem, solution: Solution, massages: Sequence[Draft]
) -> list[Draft]:
    by_day: dict[int, list[Block]] = defaultdict(list)
    for block in sorted(solution.blocks, key=lambda each: (each.day, each.track)):
        by_day[block.day].append(block)
    drafts: list[Draft] = []
    for day, blocks in sorted(by_day.items()):
        day_drafts = [_draft_of(problem, kind, day, blocks) for kind in _kinds_of(blocks)]
        drafts += _one_after_another(problem, day, day_drafts, massages)
    return drafts


def _kinds_of(blocks: Iterable[Block]) -> list[CareKind]:
    kinds = {block.kind for block in blocks}
    return [kind for kind in CareKind if kind in kinds]


def _draft_of(problem: Problem, kind: CareKind, day: int, blocks: Sequence[Block]) -> Draft:
    mine = [block for block in blocks if block.kind is kind]
    slot = slot_of(problem, kind, day)
    if slot is None:
        raise ValueError(f"{kind.value} has no time on day {day}; a rule should have said so")
    start, phase, span = slot
    tracks = tuple(
        sorted(
            (block.track for block in mine if block.track >= 0),
            key=lambda track: (-float(problem.soreness[track, day + 1]), track),
        )
    )
    if kind is CareKind.BEFORE_RUN:
        tracks = _tight_tracks(problem, day)
    item = _care_item(problem, kind, day, start, phase, tracks)
    minutes = sum(minutes_of(problem, block) for block in mine)
    run_id = span.run.id if span is not None and phase is not Phase.EVENING else None
    return Draft(replace(item, minutes=minutes, run_id=run_id), day, tracks, span)


def _tight_tracks(problem: Problem, day: int) -> tuple[int, ...]:
    # 30 to 60 seconds a muscle: two groups fill the four minutes.
    tracks = [
        track for track in range(len(problem.tracks)) if self_massage_parts(problem, track, day)
    ]
    tracks.sort(key=lambda track: (-float(problem.soreness[track, day]), track))
    groups = list(dict.fromkeys(problem.group_of(track) for track in tracks))[:2]
    return tuple(track for track in tracks if problem.group_of(track) in groups)


def _care_item(
    problem: Problem,
    kind: CareKind,
    day: int,
    start: datetime,
    phase: Phase,
    tracks: tuple[int, ...],
) -> PlanItem:
    on = problem.date_of(day)
    suffix = f"-{phase.value}" if kind in (CareKind.SELF_MASSAGE, CareKind.STRETCHING) else ""
    item = PlanItem(
        id=f"{kind.value}-{on.isoformat()}{suffix}",
        kind=kind,
        date=on,
        start_utc=start,
        zone=problem.settings.zone,
        minutes=0,
        phase=phase,
    )
    if kind is CareKind.STRETCHING:
        return replace(item, regions=stretching_parts(problem, day))
    if kind not in (CareKind.SELF_MASSAGE, CareKind.BEFORE_RUN):
        return item
    parts = _self_parts(problem, day, tracks)
    is_gentle = is_gentle_only(problem, parts, day)
    groups = list(dict.fromkeys(group_of(part.region) for part in parts))
    tool = tool_for(problem, [] if is_gentle else groups)
    depth = Depth.LIGHT if is_gentle or kind is CareKind.BEFORE_RUN else Depth.MEDIUM
    return replace(item, regions=parts, tool=tool, depth=depth)


def _self_parts(problem: Problem, day: int, tracks: Sequence[int]) -> tuple[BodyPart, ...]:
    if tracks:
        return tuple(part for track in tracks for part in self_massage_parts(problem, track, day))
    return tuple(
        part
        for group in DEFAULT_GROUPS[:2]
        for part in group_parts(problem, group, day, Modality.SELF_MASSAGE)
    )


def _one_after_another(
    problem: Problem, day: int, drafts: Sequence[Draft], massages: Sequence[Draft]
) -> list[Draft]:
    pause = timedelta(minutes=figure("after_run_pause_min"))
    busy = [
        (draft.item.start_utc, draft.item.start_utc + timedelta(minutes=draft.item.minutes) + pause)
        for draft in massages
        if draft.day == day
    ]
    busy += [(each.start_utc, each.end_utc + pause) for each in problem.booked if each.day == day]
    placed: list[Draft] = []
    for draft in drafts:
        start, length = draft.item.start_utc, timedelta(minutes=draft.item.minutes)
        if draft.item.kind not in (CareKind.BEFORE_RUN, CareKind.REST):
            for begins, ends in sorted(busy):
                if begins < start + length and start < ends:
                    start = rounded_up(ends, "self_care_grid_min")
            busy.append((start, start + length))
        placed.append(replace(draft, item=replace(draft.item, start_utc=start)))
    return placed
