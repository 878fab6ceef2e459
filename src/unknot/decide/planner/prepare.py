"""
From what a runner has and wants to the problem to solve.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

import numpy as np

from unknot.catalogue.planning import decay, depths_of, figure
from unknot.decide.planner.clock import clock_at, rounded_up
from unknot.decide.planner.problem import (
    Block,
    Booked,
    Offer,
    Points,
    Problem,
    Report,
    RunSpan,
)
from unknot.decide.planner.relief import effects_at, given_relief
from unknot.domain.body import BodyPart, RegionGroup, Side
from unknot.domain.plan import PlanInput
from unknot.domain.run import RunDone, RunKind, RunPlanned
from unknot.domain.safety import GateOutcome
from unknot.domain.session import Appointment, CareKind, ItemStatus, MassageType, Price
from unknot.domain.settings import Evening, Settings
from unknot.domain.soreness import SorenessOutlook, SorenessTrack
from unknot.domain.units import instant_at, local_date

DAYS_BACK = 28


def build_problem(
    given: PlanInput,
    gate: GateOutcome,
    outlook: SorenessOutlook,
    runs_ahead: tuple[RunPlanned, ...],
    kinds: Mapping[str, RunKind],
) -> Problem:
    """
    The problem of a runner's next weeks; what cannot be used is left out, nothing is guessed.
    """
    today = local_date(given.now, given.settings.zone)
    n_days = given.weeks * 7
    tracks = tuple(sorted(outlook.tracks, key=_place_of))
    soreness = _soreness_of(tracks, n_days)
    runs = tuple(_run_spans(given, runs_ahead, kinds, today))
    booked = tuple(_booked(given, today))
    level = effects_at(given.effects)
    return Problem(
        given=given,
        gate=gate,
        first_day=today,
        n_days=n_days,
        tracks=tracks,
        soreness=soreness,
        weights=_weights(tracks, soreness, runs),
        given_relief=given_relief(given, today, tracks, soreness, booked, level),
        effects=level,
        runs=runs,
        booked=booked,
        offers=tuple(_offers(given, today, n_days, runs)),
        blocks=tuple(_blocks(len(tracks), n_days, runs)),
        last_soreness=_last_reports(given, today, "soreness"),
        last_pain=_last_reports(given, today, "pain"),
    )


def _place_of(track: SorenessTrack) -> tuple[int, int]:
    side = -1 if track.side is None else list(Side).index(track.side)
    return list(RegionGroup).index(track.group), side


def _soreness_of(tracks: tuple[SorenessTrack, ...], n_days: int) -> Points:
    n_mornings = max([len(track.scores) for track in tracks], default=n_days + 1)
    soreness = np.zeros((len(tracks), max(n_mornings, n_days + 1)))
    for row, track in enumerate(tracks):
        soreness[row, : len(track.scores)] = track.scores
    return soreness


def _run_spans(
    given: PlanInput,
    runs_ahead: Iterable[RunPlanned],
    kinds: Mapping[str, RunKind],
    today: date,
) -> Iterator[RunSpan]:
    spans = [
        _span_of(planned, given.settings.zone, today)
        for planned in runs_ahead
        if planned.date >= today
    ]
    spans += [
        _done_span(run, kinds.get(run.id) or run.kind or RunKind.EASY, today)
        for run in given.runs_done
        if run.is_run and (today - run.date).days <= DAYS_BACK
    ]
    return iter(sorted(spans, key=lambda span: (span.start_utc, span.run.id)))


def _span_of(planned: RunPlanned, zone: str, today: date) -> RunSpan:
    at = planned.starts_at or clock_at(figure("unknown_run_starts_h"))
    start = instant_at(planned.date, at, zone)
    end = start + timedelta(minutes=planned.duration_min or figure("unknown_run_min"))
    return RunSpan(planned, (planned.date - today).days, start, end)


def _done_span(run: RunDone, kind: RunKind, today: date) -> RunSpan:
    seconds = run.elapsed_s or run.timer_s or figure("unknown_run_min") * 60
    planned = RunPlanned(
        id=run.id,
        date=run.date,
        kind=kind,
        distance_m=run.distance_m,
        duration_min=round(seconds / 60, 1),
        title=run.title,
    )
    end = run.start_utc + timedelta(seconds=seconds)
    return RunSpan(planned, (run.date - today).days, run.start_utc, end, is_done=True)


def _booked(given: PlanInput, today: date) -> Iterator[Booked]:
    counted = (ItemStatus.DONE, ItemStatus.CONFIRMED)
    for appointment in sorted(given.appointments, key=lambda each: (each.date, each.id)):
        if appointment.status in counted:
            start = appointment.start_utc or _usual_start(given, appointment)
            end = start + timedelta(minutes=appointment.minutes)
            yield Booked(appointment, (appointment.date - today).days, start, end)


def _usual_start(given: PlanInput, appointment: Appointment) -> datetime:
    evenings = [
        evening.starts_at
        for evening in given.settings.free_times
        if evening.weekday == appointment.date.weekday()
    ]
    at = min(evenings, default=time(18, 0))
    return instant_at(appointment.date, at, given.settings.zone)


def _offers(
    given: PlanInput, today: date, n_days: int, runs: tuple[RunSpan, ...]
) -> Iterator[Offer]:
    evenings = sorted(given.settings.free_times, key=lambda each: (each.starts_at, each.ends_at))
    for day in range(n_days):
        on = today + timedelta(days=day)
        for evening in evenings:
            if evening.weekday == on.weekday():
                yield from _offers_in(given, day, on, evening, runs)


def _offers_in(
    given: PlanInput, day: int, on: date, evening: Evening, runs: tuple[RunSpan, ...]
) -> Iterator[Offer]:
    zone = given.settings.zone
    closes = instant_at(on, evening.ends_at, zone)
    for price in sorted(set(given.settings.prices), key=price_order):
        length = timedelta(minutes=price.minutes)
        opens = instant_at(on, evening.starts_at, zone)
        # What eases a run comes after it where there is room; else it comes before.
        for earliest in (_after_the_runs_of(day, opens, runs), opens):
            start = _free_from(earliest, length, runs)
            if start + length <= closes:
                for depth in depths_of(price.massage_type):
                    yield Offer(day, start, price, depth)
                break


def prices_to_try(settings: Settings) -> tuple[Price, ...]:
    """
    The lines of the price list that come first: of the types to try, where there are any.
    """
    wished = set(settings.types_to_try)
    lines = sorted(set(settings.prices), key=price_order)
    return tuple(line for line in lines if line.massage_type in wished) or tuple(lines)


def price_order(price: Price) -> tuple[int, int, int]:
    """
    Gentle types first, then short, then cheap: the order in which equals are taken.
    """
    return list(MassageType).index(price.massage_type), price.minutes, price.cents


def _after_the_runs_of(day: int, opens: datetime, runs: tuple[RunSpan, ...]) -> datetime:
    pause = timedelta(minutes=figure("after_run_pause_min"))
    ends = [span.end_utc + pause for span in runs if span.day == day]
    last = max(ends, default=opens)
    return opens if last <= opens else rounded_up(last, "appointment_grid_min")


def _free_from(start: datetime, length: timedelta, runs: tuple[RunSpan, ...]) -> datetime:
    pause = timedelta(minutes=figure("after_run_pause_min"))
    # From the table into the shoes, and the few minutes before a run have their place too.
    ready = pause + timedelta(minutes=figure("before_run_lead_min"))
    for span in runs:
        if span.start_utc - ready < start + length and start < span.end_utc + pause:
            start = rounded_up(span.end_utc + pause, "appointment_grid_min")
    return start


def _blocks(n_tracks: int, n_days: int, runs: tuple[RunSpan, ...]) -> Iterator[Block]:
    run_days = {span.day for span in runs}
    for day in range(n_days):
        for track in range(n_tracks):
            yield Block(CareKind.MASSAGE, day, track)
            yield Block(CareKind.SELF_MASSAGE, day, track)
        yield Block(CareKind.STRETCHING, day)
        if day in run_days:
            yield Block(CareKind.BEFORE_RUN, day)
            yield Block(CareKind.COLD_WATER, day)
            yield Block(CareKind.REST, day)


def _weights(
    tracks: tuple[SorenessTrack, ...], soreness: Points, runs: tuple[RunSpan, ...]
) -> Points:
    weights: Points = np.ones_like(soreness)
    for span in runs:
        if span.is_done or not span.run.is_hard:
            continue
        bonus = figure("race_day_bonus" if span.is_race else "key_day_bonus")
        for morning in (span.day - 1, span.day):
            if 0 <= morning < weights.shape[1]:
                weights[:, morning] += bonus
    weights = np.minimum(weights, figure("weight_ceiling"))
    for row, track in enumerate(tracks):
        said = track.reported[0] if track.reported else None
        if said is not None and said >= figure("sore_today_from"):
            weights[row, : len(decay("massage")) + 1] *= figure("sore_today_factor")
        if track.side is not None:
            weights[row] *= 1 / len(Side)
    return weights


def _last_reports(given: PlanInput, today: date, what: str) -> dict[BodyPart, Report]:
    # Who looks at the plan of a day gone by sees what was known then.
    told = (each for each in given.check_ins if each.date <= today)
    last: dict[BodyPart, Report] = {}
    for check_in in sorted(told, key=lambda each: (each.date, each.reported_at)):
        for said in getattr(check_in, what):
            last[said.part] = Report(said.part, said.score, check_in.date)
    return last
