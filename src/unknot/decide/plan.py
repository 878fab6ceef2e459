"""
The one call: everything a runner has and wants goes in, an explained plan comes out.

Only here do load, safety and the planner meet. Effects first, then advice, then limits by
someone else: the picture of load, the gate's word, the solved plan, and the guard that shares
no code with the planner. Refusing is an answer: it still carries every figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from unknot.catalogue.figure import catalogue_version
from unknot.catalogue.planning import decay, figure
from unknot.decide.load.ahead import said_week, usual_week, with_races, with_usual_times
from unknot.decide.load.kinds import kinds_of
from unknot.decide.load.picture import load_picture
from unknot.decide.load.soreness import forecast_soreness
from unknot.decide.planner.money import month_of
from unknot.decide.planner.outcome import forecast_of, money_of, plan_care
from unknot.decide.planner.prepare import build_problem
from unknot.decide.planner.problem import Problem
from unknot.decide.planner.relief import ReliefRange
from unknot.decide.planner.standing import standing_items
from unknot.decide.safety.guard import check_plan
from unknot.decide.safety.red_flags import decide_gate, gate_input_of
from unknot.domain.canonical import digest_of, write_canonical
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import (
    FORMAT_VERSION,
    Conflict,
    LoadPicture,
    PlanDecision,
    PlanInput,
    PlanItem,
)
from unknot.domain.reason import Fact, Reason, Why
from unknot.domain.run import RunPlanned
from unknot.domain.safety import (
    GateOutcome,
    Refused,
    SafetyList,
    Violation,
    running_closed_on,
)
from unknot.domain.session import ItemStatus
from unknot.domain.soreness import SorenessOutlook
from unknot.domain.units import as_utc, local_date

STALE_AFTER_DAYS = 14


@dataclass(frozen=True)
class Picture:
    """
    What is known before anything is advised.

    `ahead` is what the runner means to run, `open_ahead` what the gate leaves of it.
    """

    today: date
    load: LoadPicture
    ahead: tuple[RunPlanned, ...]
    open_ahead: tuple[RunPlanned, ...]
    outlook: SorenessOutlook
    gate: GateOutcome
    problem: Problem


def decide_plan(given: PlanInput) -> PlanDecision:
    """
    The plan for the next weeks with the reasons for all that is in it and all that is not.

    Same input, same decision: no clock, no chance, no other source is looked at.
    """
    given = in_order(given)
    picture = picture_of(given)
    if isinstance(picture.gate, Refused):
        return _refusal(given, picture, picture.gate)
    care = plan_care(picture.problem, picture.outlook.is_known)
    items, removed, withdrawn = _guarded(given, picture, care.items)
    return PlanDecision(
        input_digest=_digest(given),
        safety=picture.gate,
        items=items,
        runs_ahead=_in_reach(given, picture),
        rest_days=_rest_days(given, picture),
        strength_days=_days_in_reach(given, picture, given.strength_days),
        wishes_not_met=care.wishes,
        conflicts=_joined(care.conflicts, withdrawn),
        refusals=removed,
        forecast=replace(care.forecast, personal=picture.outlook.personal),
        money=money_of(given, _months(given, picture), items),
        gap=care.gap,
        load=picture.load,
        changes=care.changes,
        assumptions=tuple(_assumptions(given, picture)),
        figures=care.figures,
    )


def in_order(given: PlanInput) -> PlanInput:
    """
    The same input with every tuple sorted, so that order cannot matter.
    """
    settings = given.settings
    settings = replace(
        settings,
        prices=tuple(sorted(settings.prices, key=write_canonical)),
        free_times=tuple(sorted(settings.free_times, key=write_canonical)),
        types_to_try=tuple(sorted(settings.types_to_try)),
        races=tuple(sorted(settings.races, key=write_canonical)),
        usual_week=tuple(sorted(settings.usual_week, key=write_canonical)),
    )
    adopted = given.adopted
    if adopted is not None:
        adopted = replace(adopted, items=tuple(sorted(adopted.items, key=write_canonical)))
    ahead = given.runs_ahead
    return replace(
        given,
        now=as_utc(given.now),
        settings=settings,
        runs_done=tuple(sorted(given.runs_done, key=lambda run: (run.start_utc, run.id))),
        runs_ahead=None if ahead is None else tuple(sorted(ahead, key=write_canonical)),
        rest_days=tuple(sorted(given.rest_days)),
        strength_days=tuple(sorted(given.strength_days)),
        check_ins=tuple(sorted(given.check_ins, key=lambda each: (each.date, each.reported_at))),
        appointments=tuple(sorted(given.appointments, key=lambda each: (each.date, each.id))),
        care_done=tuple(sorted(given.care_done, key=write_canonical)),
        reports=tuple(sorted(given.reports, key=write_canonical)),
        injuries=tuple(sorted(given.injuries, key=write_canonical)),
        adopted=adopted,
    )


def _digest(given: PlanInput) -> str:
    return digest_of(write_canonical(given), catalogue_version(), str(FORMAT_VERSION))


def picture_of(given: PlanInput) -> Picture:
    """
    Load, runs ahead, outlook, gate and the problem to solve: all that comes before advice.
    """
    zone = given.settings.zone
    today = local_date(given.now, zone)
    gate = decide_gate(gate_input_of(given))
    kinds = kinds_of(given.runs_done, given.settings.races)
    load = load_picture(given.runs_done, today)
    ahead = _runs_ahead(given, today)
    # Nobody is cared for after a run that nobody is to run.
    open_ahead = tuple(run for run in ahead if running_closed_on(gate, run.date) is None)
    n_mornings = given.weeks * 7 + len(decay("massage")) + 1
    outlook = forecast_soreness(
        given.runs_done,
        kinds,
        load,
        open_ahead,
        given.check_ins,
        given.injuries,
        today,
        n_mornings,
        zone,
    )
    problem = build_problem(given, gate, outlook, open_ahead, kinds)
    return Picture(today, load, ahead, open_ahead, outlook, gate, problem)


def _runs_ahead(given: PlanInput, today: date) -> tuple[RunPlanned, ...]:
    zone = given.settings.zone
    # A week more than is planned: what follows the last day decides what is right before it.
    last = today + timedelta(days=7 * (given.weeks + 2))
    planned = given.runs_ahead
    if planned is None:
        usual = _usual_runs(given, today)
        # A habit gives way to what the plan says: it rests on this day.
        planned = tuple(run for run in usual if run.date not in given.rest_days)
    planned = with_races(planned, given.settings.races, today, last)
    timed = with_usual_times(planned, given.runs_done, zone)
    return tuple(_with_length(run) for run in timed if today <= run.date <= last)


def _usual_runs(given: PlanInput, today: date) -> tuple[RunPlanned, ...]:
    zone, weeks = given.settings.zone, given.weeks + 1
    if given.settings.usual_week:
        return said_week(given.settings.usual_week, given.runs_done, today, weeks, zone)
    kinds = kinds_of(given.runs_done, given.settings.races)
    return usual_week(given.runs_done, kinds, today, weeks, zone)


def _with_length(run: RunPlanned) -> RunPlanned:
    if run.duration_min is not None or run.distance_m is None:
        return run
    minutes = run.distance_m / 1000 * figure("unknown_pace_s_per_km") / 60
    return replace(run, duration_min=round(minutes, 1))


def _in_reach(given: PlanInput, picture: Picture) -> tuple[RunPlanned, ...]:
    last = picture.today + timedelta(days=7 * given.weeks)
    return tuple(run for run in picture.ahead if run.date < last)


def _rest_days(given: PlanInput, picture: Picture) -> tuple[date, ...]:
    """
    The plan's rest days that are some: a race in the settings or a run today makes another of it.
    """
    with_run = {run.date for run in picture.ahead}
    with_run |= {run.date for run in given.runs_done if run.is_run}
    days = _days_in_reach(given, picture, given.rest_days)
    return tuple(day for day in days if day not in with_run)


def _days_in_reach(given: PlanInput, picture: Picture, days: tuple[date, ...]) -> tuple[date, ...]:
    last = picture.today + timedelta(days=7 * given.weeks)
    return tuple(day for day in days if picture.today <= day < last)


def _months(given: PlanInput, picture: Picture) -> list[str]:
    days = range(given.weeks * 7)
    return [month_of(picture.today + timedelta(days=day)) for day in days]


def _refusal(given: PlanInput, picture: Picture, gate: Refused) -> PlanDecision:
    problem = picture.problem
    standing = standing_items(problem)
    nothing = ReliefRange.none_for(problem)
    return PlanDecision(
        input_digest=_digest(given),
        safety=gate,
        items=standing,
        runs_ahead=_in_reach(given, picture),
        rest_days=_rest_days(given, picture),
        strength_days=_days_in_reach(given, picture, given.strength_days),
        conflicts=_withdrawn_all(gate, standing),
        refusals=gate.reasons,
        forecast=replace(
            forecast_of(problem, nothing, picture.outlook.is_known),
            personal=picture.outlook.personal,
        ),
        money=money_of(given, _months(given, picture), standing),
        load=picture.load,
        assumptions=tuple(_assumptions(given, picture)),
    )


def _withdrawn_all(gate: Refused, standing: Sequence[PlanItem]) -> tuple[Conflict, ...]:
    if gate.safety_list is SafetyList.UNANSWERED:
        return ()
    because = gate.reasons[0] if gate.reasons else Reason(Why.NO_MASSAGE_ANYWHERE)
    return tuple(
        Conflict(
            item.id,
            Reason(
                Why.WITHDRAW_FOR_SAFETY,
                {"date": item.date.isoformat(), "because": because.code.value},
                because.evidence,
            ),
            "withdraw",
        )
        for item in standing
        if item.status is ItemStatus.CONFIRMED
    )


def _guarded(
    given: PlanInput, picture: Picture, items: tuple[PlanItem, ...]
) -> tuple[tuple[PlanItem, ...], tuple[Reason, ...], tuple[Violation, ...]]:
    violations = check_plan(given, picture.gate, picture.open_ahead, items)
    confirmed = {item.id for item in items if item.status is ItemStatus.CONFIRMED}
    faulty = {v.item_id for v in violations} - confirmed
    kept = tuple(item for item in items if item.id not in faulty)
    removed = tuple(
        Reason(
            Why.GUARD_REMOVED_ITEM,
            {**violation.reason.facts, "item_id": violation.item_id, "rule": violation.rule},
            violation.reason.evidence,
        )
        for violation in violations
        if violation.item_id in faulty
    )
    return kept, removed, tuple(v for v in violations if v.item_id in confirmed)


def _joined(
    conflicts: tuple[Conflict, ...], withdrawn: tuple[Violation, ...]
) -> tuple[Conflict, ...]:
    known = {each.item_id for each in conflicts if each.what_to_do == "withdraw"}
    more = {
        violation.item_id: Conflict(violation.item_id, violation.reason, "withdraw")
        for violation in withdrawn
        if violation.item_id is not None and violation.item_id not in known
    }
    return (*conflicts, *more.values())


def _is_felt(check_in: CheckIn) -> bool:
    """
    False where only figures are known, as from a watch: hours of sleep, the heart in the morning.
    They say nothing of how it feels.
    """
    felt = (
        check_in.stress, check_in.fatigue, check_in.sleep_quality, check_in.muscle_soreness,
        check_in.mood, check_in.note or None,
    )  # fmt: skip
    told = any(each is not None for each in felt) or check_in.soreness or check_in.pain
    figures = (check_in.sleep_h, check_in.resting_hr, check_in.hrv_lnrmssd)
    return bool(told) or all(each is None for each in figures)


def _assumptions(given: PlanInput, picture: Picture) -> Iterator[Reason]:
    today = picture.today
    runs = [run.date for run in given.runs_done if run.is_run and run.date <= today]
    told = [each.date for each in given.check_ins if each.date <= today and _is_felt(each)]
    if not runs:
        yield Reason(Why.NO_HISTORY)
    if any(_is_stale(each, today) for each in (runs, told)):
        yield Reason(
            Why.NO_RECENT_DATA, {**_ages("run", runs, today), **_ages("check_in", told, today)}
        )
    guesses = sum(run.is_guess for run in _in_reach(given, picture))
    if guesses:
        yield Reason(Why.RUN_IS_A_GUESS, {"runs": guesses})
    yield Reason(Why.EVIDENCE_IS_EXPERT_PRIOR, {"what": "relief_ceiling"})


def _is_stale(days: Sequence[date], today: date) -> bool:
    return not days or (today - max(days)).days > STALE_AFTER_DAYS


def _ages(what: str, days: Sequence[date], today: date) -> dict[str, Fact]:
    last = max(days, default=None)
    return {
        f"last_{what}_date": None if last is None else last.isoformat(),
        f"days_since_{what}": None if last is None else (today - last).days,
    }
