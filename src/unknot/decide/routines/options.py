"""
Everything that could be done for each aim: with which technique, for how long, and its worth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from unknot.catalogue.routines import (
    NOTHING,
    PressureLimit,
    routine_figure,
    rules_of_phase,
    worth_of_tool,
)
from unknot.decide.routines.aims import Aim
from unknot.decide.routines.limits import PressureLimits
from unknot.domain.body import Region, Side
from unknot.domain.reason import Reason, Why
from unknot.domain.routine import RoutineRequest
from unknot.domain.technique import RoutinePhase, Technique, TechniqueKind

BOTH: tuple[Side, ...] = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Option:
    """
    One technique for so many seconds a step, and what that is worth in points.

    `steps` are its steps: one, or two where left and right take turns; `limit` is how hard.
    """

    technique: Technique
    seconds: int
    sides: tuple[Side | None, ...]
    worth: float
    limit: PressureLimit

    @property
    def takes_s(self) -> int:
        """
        Seconds of the routine, with getting ready for each step.
        """
        return len(self.sides) * (self.seconds + int(routine_figure("get_ready_s")))


@dataclass(frozen=True, slots=True)
class Choice:
    """
    Of these options at most one is taken: all are for the same parts and the same kind of care.
    """

    aims: tuple[Aim, ...]
    reason: Reason
    options: tuple[Option, ...]


def choices_of(
    request: RoutineRequest, aims: Sequence[Aim], techniques: Iterable[Technique]
) -> tuple[Choice, ...]:
    """
    What can be chosen from, in the order of the body; drills come last.
    """
    known = tuple(techniques)
    limits = PressureLimits(request)
    by_region: defaultdict[Region, list[Technique]] = defaultdict(list)
    for each in known:
        if each.region is not None and each.kind is not TechniqueKind.DRILL:
            by_region[each.region].append(each)
    found: list[Choice] = []
    for region, of_region in _by_region(aims).items():
        found += _choices_at(request.phase, of_region, by_region[region], limits)
    drills = [each for each in known if each.kind is TechniqueKind.DRILL]
    return (*found, *_drills(request.phase, drills, aims, limits))


def _by_region(aims: Iterable[Aim]) -> Mapping[Region, tuple[Aim, ...]]:
    found: dict[Region, tuple[Aim, ...]] = {}
    for aim in aims:
        found[aim.part.region] = (*found.get(aim.part.region, ()), aim)
    return found


def _choices_at(
    phase: RoutinePhase,
    aims: tuple[Aim, ...],
    techniques: Sequence[Technique],
    limits: PressureLimits,
) -> list[Choice]:
    """
    The choices at one region: for both sides together where nothing tells them apart.
    """
    found = []
    for kind in rules_of_phase(phase).kinds:
        of_kind = [each for each in techniques if each.kind is kind]
        groups = [aims] if _go_together(aims, of_kind, limits) else [(aim,) for aim in aims]
        for group in groups:
            options = tuple(
                option for each in of_kind for option in _options(phase, group, each, limits)
            )
            if options:
                found.append(Choice(group, _reason(phase, kind, group), options))
    return found


def _go_together(
    aims: tuple[Aim, ...], techniques: Sequence[Technique], limits: PressureLimits
) -> bool:
    if len(aims) < 2:
        return True
    if all(each.is_two_sided for each in techniques):
        return True
    left, right = aims
    return left.worth == right.worth and all(
        limits.limit(each, (left.part.side,)) == limits.limit(each, (right.part.side,))
        for each in techniques
        if not each.is_two_sided
    )


def _options(
    phase: RoutinePhase, aims: tuple[Aim, ...], technique: Technique, limits: PressureLimits
) -> tuple[Option, ...]:
    sides = BOTH if technique.is_two_sided else tuple(aim.part.side for aim in aims)
    limit = limits.limit(technique, sides)
    if limit == NOTHING:
        return ()
    need = sum(aim.worth for aim in aims)
    steps: tuple[Side | None, ...] = (None,) if technique.is_two_sided else sides
    return _doses(phase, technique, need, steps, limit)


def _doses(
    phase: RoutinePhase,
    technique: Technique,
    need: float,
    steps: tuple[Side | None, ...],
    limit: PressureLimit,
) -> tuple[Option, ...]:
    rules, dose = rules_of_phase(phase), technique.doses[phase]
    share = rules.kinds[technique.kind] * worth_of_tool(technique.suits)
    return tuple(
        Option(
            technique, seconds, steps,
            need * share * (1 - 0.5 ** (seconds / rules.half_after_s)), limit,
        )
        for seconds in sorted({dose.least_s, dose.usual_s, dose.most_s})
    )  # fmt: skip


def _reason(phase: RoutinePhase, kind: TechniqueKind, aims: tuple[Aim, ...]) -> Reason:
    if kind is TechniqueKind.STRETCH and phase is not RoutinePhase.FLEXIBILITY:
        part = aims[0].part
        facts = {"region": part.region.value, "side": part.side.value}
        return Reason(Why.ROUTINE_STRETCH, facts, ("STR-HERB11",))
    return max(aims, key=lambda aim: aim.worth).reason


def _drills(
    phase: RoutinePhase, drills: Sequence[Technique], aims: Sequence[Aim], limits: PressureLimits
) -> tuple[Choice, ...]:
    """
    A few drills, those for the aims first: a warm-up belongs behind any rolling before a run.
    """
    rules = rules_of_phase(phase)
    if TechniqueKind.DRILL not in rules.kinds:
        return ()
    aimed = {aim.part.region for aim in aims}
    fitting = [each for each in drills if limits.limit(each, BOTH) != NOTHING]
    fitting.sort(key=lambda each: (each.region not in aimed, -each.suits))
    worth = routine_figure("worth_of_drill")
    reason = Reason(Why.ROUTINE_WARM_UP, {}, ("STR-BEHM16",))
    return tuple(
        Choice((), reason, _doses(phase, each, worth, (None,), limits.limit(each, BOTH)))
        for each in fitting[: rules.most_drills]
    )
