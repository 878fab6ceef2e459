"""
A finished plan as the guard reads it: items, runs, races, bookings and last reports.

Read straight from the input and the items. Nothing here comes from the planner or from load,
so a mistake there cannot hide itself here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from unknot.catalogue.planning import figure
from unknot.domain.body import BodyPart
from unknot.domain.plan import PlanInput, PlanItem
from unknot.domain.run import HARD_KINDS, RunDone, RunKind, RunPlanned
from unknot.domain.safety import GateOutcome
from unknot.domain.session import Appointment, CareKind, Depth, ItemStatus, MassageType
from unknot.domain.units import instant_at, local_date

SELF_CARE = frozenset(
    {CareKind.SELF_MASSAGE, CareKind.BEFORE_RUN, CareKind.STRETCHING, CareKind.COLD_WATER}
)
# How deep a type can go when nobody said.
_DEEPEST = {
    MassageType.LIGHT: Depth.LIGHT,
    MassageType.SWEDISH: Depth.LIGHT,
    MassageType.SPORTS: Depth.MEDIUM,
    MassageType.DEEP_TISSUE: Depth.DEEP,
}


@dataclass(frozen=True, slots=True)
class Out:
    """
    The runner out on a run, done or ahead: from when until when, what sort, how far.

    `kind` None: a run done of which the runner did not say what sort it was.
    """

    id: str
    date: date
    start: datetime
    end: datetime
    kind: RunKind | None
    distance_m: float | None
    is_done: bool

    @property
    def is_hard(self) -> bool:
        """
        True for the runs that deep work keeps clear of.
        """
        return self.kind in HARD_KINDS


@dataclass(frozen=True, slots=True)
class Hands:
    """
    A massage that happened, stands confirmed or is proposed.
    """

    id: str
    date: date
    start: datetime
    end: datetime
    depth: Depth
    parts: frozenset[BodyPart]


@dataclass(frozen=True)
class FinishedPlan:
    """
    Everything the guard's rules look at.
    """

    given: PlanInput
    gate: GateOutcome
    today: date
    items: tuple[PlanItem, ...]
    proposals: tuple[PlanItem, ...]
    confirmed: tuple[PlanItem, ...]
    runs: tuple[Out, ...]
    races: tuple[Out, ...]
    booked: tuple[Hands, ...]
    sore: Mapping[BodyPart, tuple[date, int]]
    hurts: Mapping[BodyPart, tuple[date, int]]

    @property
    def massages(self) -> tuple[PlanItem, ...]:
        """
        The proposed massages in order of time.
        """
        return self.of_kind(CareKind.MASSAGE)

    def of_kind(self, *kinds: CareKind) -> tuple[PlanItem, ...]:
        """
        The proposals of those kinds in order of time.
        """
        return tuple(item for item in self.proposals if item.kind in kinds)

    def runs_on(self, day: date) -> tuple[Out, ...]:
        """
        The runs of a day.
        """
        return tuple(run for run in self.runs if run.date == day)

    def week_of(self, day: date) -> date:
        """
        The first day of the calendar week, as the runner's week starts.
        """
        return day - timedelta(days=(day.weekday() - self.given.settings.week_starts_on) % 7)


def read_plan(
    given: PlanInput,
    gate: GateOutcome,
    runs_ahead: Iterable[RunPlanned],
    items: Iterable[PlanItem],
) -> FinishedPlan:
    """
    The plan laid out for checking, in order of time.
    """
    today = local_date(given.now, given.settings.zone)
    in_order = tuple(sorted(items, key=lambda item: (item.start_utc, item.id)))
    confirmed = tuple(item for item in in_order if item.status is ItemStatus.CONFIRMED)
    runs = tuple(sorted(_runs_out(given, runs_ahead, today), key=lambda run: (run.start, run.id)))
    return FinishedPlan(
        given=given,
        gate=gate,
        today=today,
        items=in_order,
        proposals=tuple(item for item in in_order if item.status is ItemStatus.PROPOSED),
        confirmed=confirmed,
        runs=runs,
        races=tuple(_races(given, runs)),
        booked=tuple(_booked(given, confirmed)),
        sore=_last_reports(given, today, "soreness"),
        hurts=_last_reports(given, today, "pain"),
    )


def depth_of(item: PlanItem) -> Depth:
    """
    How deep an item goes: as it says, else as deep as its type can.
    """
    if item.depth is not None:
        return item.depth
    if item.kind is CareKind.MASSAGE:
        return _DEEPEST[item.massage_type] if item.massage_type else Depth.DEEP
    return Depth.LIGHT


def end_of(item: PlanItem) -> datetime:
    """
    When an item is over.
    """
    return item.start_utc + timedelta(minutes=item.minutes)


def hands_of(item: PlanItem) -> Hands:
    """
    A massage of the plan in the form in which booked ones are read.
    """
    return Hands(
        item.id, item.date, item.start_utc, end_of(item), depth_of(item), frozenset(item.regions)
    )


def hours(earlier: datetime, later: datetime) -> float:
    """
    Hours from one instant to a later one, in whole minutes; below zero when it is earlier.
    """
    return round((later - earlier).total_seconds() / 60) / 60


def _runs_out(given: PlanInput, runs_ahead: Iterable[RunPlanned], today: date) -> Iterator[Out]:
    for ahead in runs_ahead:
        if ahead.date >= today:
            yield _ahead(ahead, given.settings.zone)
    for done in given.runs_done:
        if done.is_run:
            yield _done(done)


def _ahead(run: RunPlanned, zone: str) -> Out:
    start = instant_at(run.date, run.starts_at or _unknown_start(), zone)
    minutes = run.duration_min or figure("unknown_run_min")
    end = start + timedelta(minutes=minutes)
    return Out(run.id, run.date, start, end, run.kind, run.distance_m, False)


def _unknown_start() -> time:
    minutes = round(figure("unknown_run_starts_h") * 60)
    return time(minutes // 60, minutes % 60)


def _done(run: RunDone) -> Out:
    seconds = run.elapsed_s or run.timer_s or figure("unknown_run_min") * 60
    end = run.start_utc + timedelta(seconds=seconds)
    return Out(run.id, run.date, run.start_utc, end, run.kind, run.distance_m, True)


def _races(given: PlanInput, runs: tuple[Out, ...]) -> Iterator[Out]:
    """
    Races among the runs, and races of the settings that no run stands for.

    A race of the past that was not run leaves nothing to recover from.
    """
    named = {run.date for run in runs if run.kind is RunKind.RACE}
    yield from (run for run in runs if run.kind is RunKind.RACE)
    today = local_date(given.now, given.settings.zone)
    for race in given.settings.races:
        if race.date in named:
            continue
        run = max(
            (run for run in runs if run.date == race.date and run.is_done),
            key=lambda each: each.distance_m or 0,
            default=None,
        )
        if run is not None and (run.distance_m or 0) >= race.distance_m / 2:
            yield Out(run.id, run.date, run.start, run.end, RunKind.RACE, race.distance_m, True)
        elif race.date >= today and not run:
            planned = RunPlanned(
                f"race_{race.date}", race.date, RunKind.RACE, distance_m=race.distance_m
            )
            yield _ahead(planned, given.settings.zone)


def _booked(given: PlanInput, confirmed: tuple[PlanItem, ...]) -> Iterator[Hands]:
    known = set()
    for each in given.appointments:
        if each.status in (ItemStatus.DONE, ItemStatus.CONFIRMED):
            known.add(each.date)
            yield _appointment(each, given.settings.zone)
    for item in confirmed:
        if item.kind is CareKind.MASSAGE and item.date not in known:
            yield hands_of(item)


def _appointment(each: Appointment, zone: str) -> Hands:
    start = each.start_utc or instant_at(each.date, _unknown_start(), zone)
    end = start + timedelta(minutes=each.minutes)
    return Hands(each.id, each.date, start, end, each.depth, frozenset(each.parts))


def _last_reports(given: PlanInput, today: date, what: str) -> Mapping[BodyPart, tuple[date, int]]:
    last: dict[BodyPart, tuple[date, int]] = {}
    for day in sorted(given.check_ins, key=lambda each: (each.date, each.reported_at)):
        if day.date <= today:
            for report in getattr(day, what):
                last[report.part] = (day.date, report.score)
    return last
