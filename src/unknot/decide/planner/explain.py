"""
Why each item is there: the run that caused it, what it changes, and the limit that bound.

Codes and facts only, as `docs/reference/reasons.md` lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from unknot.catalogue.load import regions_apart
from unknot.catalogue.planning import effects, figure, planning_figures
from unknot.decide.planner.choose import Draft
from unknot.decide.planner.facts import run_facts
from unknot.decide.planner.limits import self_care_blocks
from unknot.decide.planner.money import left_in_month, month_of
from unknot.decide.planner.problem import Problem, RunSpan
from unknot.decide.planner.rules_self_care import cold_cause
from unknot.decide.planner.solve import Solution
from unknot.decide.planner.variables import minutes_of
from unknot.domain.body import group_of
from unknot.domain.plan import PlanItem
from unknot.domain.reason import Fact, Reason, Why
from unknot.domain.session import CareKind, Depth
from unknot.domain.settings import Settings

# A massage this many days before its rhythm is due still counts as the rhythm's.
RHYTHM_NEAR_DAYS = 3


class Explainer:
    """
    Gives the drafts of one solved plan their reasons.
    """

    def __init__(self, problem: Problem, solution: Solution, drafts: tuple[Draft, ...]) -> None:
        self.problem = problem
        self.solution = solution
        self.drafts = drafts

    def explained(self) -> tuple[PlanItem, ...]:
        """
        Every draft as a finished item, in order of start.
        """
        return tuple(
            replace(draft.item, reasons=tuple(self._reasons(draft))) for draft in self.drafts
        )

    @cached_property
    def _spans(self) -> dict[str, RunSpan]:
        return {span.run.id: span for span in self.problem.runs}

    def _reasons(self, draft: Draft) -> Iterator[Reason]:
        tellers = {
            CareKind.MASSAGE: self._why_massage,
            CareKind.SELF_MASSAGE: self._why_self_massage,
            CareKind.BEFORE_RUN: self._why_before_run,
            CareKind.STRETCHING: self._why_stretching,
            CareKind.COLD_WATER: self._why_cold_water,
            CareKind.REST: self._why_rest,
        }
        yield from tellers[draft.item.kind](draft)

    def _why_massage(self, draft: Draft) -> Iterator[Reason]:
        evidence = effects()["massage_full_dose"].evidence
        yield from self._why_sore(draft, evidence)
        yield from self._why_key_run(draft)
        yield from self._why_rhythm(draft)
        goal = self.problem.settings.relaxation_goal
        if goal > 0:
            proof = planning_figures()["relaxation"].evidence
            yield Reason(Why.RELAXATION_WISHED, {"goal": goal}, proof)
        yield from self._forecast(draft, evidence)
        yield self._why_this_day(draft)
        yield from self._why_money(draft)
        yield from self._why_type_and_depth(draft)
        yield from self._guessed(draft)
        yield _expert_prior("rhythm_price" if not draft.tracks else "relief_ceiling")

    def _why_self_massage(self, draft: Draft) -> Iterator[Reason]:
        evidence = effects()["self_massage"].evidence + _evidence("self_massage_min")
        yield from self._why_sore(draft, evidence)
        yield from self._forecast(draft, evidence)
        yield from self._why_minutes(draft)
        if draft.item.depth is Depth.LIGHT:
            yield from self._why_gentle(draft)
        yield from self._guessed(draft)
        yield _expert_prior("relief_ceiling")

    def _why_before_run(self, draft: Draft) -> Iterator[Reason]:
        if draft.span is not None:
            proof = _evidence("before_run_min")
            yield Reason(Why.BEFORE_RUN_WISHED, run_facts(draft.span), proof)
        yield from self._guessed(draft)
        yield _expert_prior("before_run_price")

    def _why_stretching(self, draft: Draft) -> Iterator[Reason]:
        wished = self.problem.settings.stretching_a_week
        proof = _evidence("stretching_min")
        yield Reason(Why.STRETCHING_WISHED, {"wished_a_week": wished}, proof)
        yield _expert_prior("stretching_price")

    def _why_cold_water(self, draft: Draft) -> Iterator[Reason]:
        cause = cold_cause(self.problem, draft.day)
        if cause is not None:
            because, span = cause
            proof = effects()["cold_water"].evidence
            yield Reason(Why.COLD_AFTER_HARD, {"because": because, **run_facts(span)}, proof)
        yield from self._guessed(draft)
        yield _expert_prior("cold_every_days")

    def _why_rest(self, draft: Draft) -> Iterator[Reason]:
        if draft.span is not None:
            yield Reason(Why.REST_DAY_WISHED, run_facts(draft.span), ("LOAD-RIST14",))
        yield from self._guessed(draft)
        yield _expert_prior("rest_day_missing_price")

    def _why_sore(self, draft: Draft, evidence: tuple[str, ...]) -> Iterator[Reason]:
        for track in draft.tracks:
            said = self.problem.tracks[track].reported[:1]
            score = said[0] if said else None
            if draft.day <= 2 and score is not None and score >= figure("sore_today_from"):
                on = self.problem.first_day.isoformat()
                place = self._place(track) | self._place_reported(track, score)
                yield Reason(Why.SORE_REPORTED, place | {"score": score, "date": on}, evidence)
        cause = self._cause(draft)
        if cause is not None:
            track, span = cause
            facts = {**self._place(track), **self._morning(track, draft.day + 1)}
            del facts["after"]
            yield Reason(Why.SORE_AFTER_RUN, {**facts, **run_facts(span)}, evidence)

    def _cause(self, draft: Draft) -> tuple[int, RunSpan] | None:
        """
        The run whose soreness is eased: the next morning's cause, unless that run comes only
        after the care; then this morning's.
        """
        for track in draft.tracks:
            causes = self.problem.tracks[track].causes
            for morning in (draft.day + 1, draft.day):
                cause = causes[morning] if morning < len(causes) else None
                span = self._spans.get(cause) if cause is not None else None
                if span is not None and span.start_utc < draft.item.start_utc:
                    return track, span
        return None

    def _place(self, track: int) -> dict[str, Fact]:
        side = self.problem.tracks[track].side
        return {
            "group": self.problem.group_of(track).value,
            "side": None if side is None else side.value,
        }

    def _place_reported(self, track: int, score: int) -> dict[str, Fact]:
        """
        The region the runner gave that score this morning; a heel is not spoken of as a foot.
        """
        sides = self.problem.sides_of(track)
        parts = sorted(
            said.part
            for check_in in self.problem.given.check_ins
            if check_in.date == self.problem.first_day
            for said in check_in.soreness
            if said.score == score
            and group_of(said.part.region) is self.problem.group_of(track)
            and said.part.region not in regions_apart()
            and said.part.side in sides
        )
        if not parts:
            return {"region": None}
        region = parts[0].region
        felt = {part.side for part in parts if part.region is region}
        return {"region": region.value, "side": felt.pop().value if len(felt) == 1 else None}

    def _morning(self, track: int, morning: int) -> dict[str, Fact]:
        before = float(self.problem.soreness[track, morning])
        after = before - float(self.solution.relief[track, morning])
        return {
            "date": self.problem.date_of(morning).isoformat(),
            "before": round(before, 1),
            "after": round(after, 1),
        }

    def _forecast(self, draft: Draft, evidence: tuple[str, ...]) -> Iterator[Reason]:
        for track in draft.tracks[:1]:
            facts = {**self._place(track), **self._morning(track, draft.day + 1)}
            yield Reason(Why.FORECAST_CHANGE, facts, evidence)

    def _why_key_run(self, draft: Draft) -> Iterator[Reason]:
        for span in self.problem.runs_ahead:
            if span.run.is_hard and draft.day < span.day <= draft.day + 2 and draft.tracks:
                facts = {"group": self.problem.group_of(draft.tracks[0]).value}
                yield Reason(Why.EASES_BEFORE_KEY_RUN, {**facts, **run_facts(span)})
                return

    def _why_rhythm(self, draft: Draft) -> Iterator[Reason]:
        before = [each.day for each in self.problem.booked if each.day < draft.day]
        before += [c.day for c in self.solution.columns if c.day < draft.day]
        last = max(before, default=None)
        wish = self.problem.settings.rhythm_days
        if last is None or draft.day - last >= wish - RHYTHM_NEAR_DAYS:
            is_wish = wish != Settings().rhythm_days
            facts: dict[str, Fact] = {
                "because": "wish" if is_wish else "usual-start",
                "rhythm_days": wish,
                "last_date": None if last is None else self.problem.date_of(last).isoformat(),
                "days_since": None if last is None else draft.day - last,
            }
            yield Reason(Why.RHYTHM_DUE, facts)

    def _why_this_day(self, draft: Draft) -> Reason:
        near = range(draft.day - RHYTHM_NEAR_DAYS, draft.day + RHYTHM_NEAR_DAYS + 1)
        possible = sum(day in near for day in self.solution.options.days_with_offers)
        because = "most-relief" if draft.tracks else "rhythm"
        if possible == 1:
            because = "only-free-day"
        return Reason(Why.DAY_CHOSEN, {"because": because, "days_possible": possible})

    def _why_money(self, draft: Draft) -> Iterator[Reason]:
        month = month_of(draft.item.date)
        budget = self.problem.settings.budget_cents_a_month
        left = left_in_month(self.problem.given, month) - sum(
            other.item.cents or 0
            for other in self.drafts
            if other.item.kind is CareKind.MASSAGE and month_of(other.item.date) == month
        )
        facts: dict[str, Fact] = {"month": month, "budget_cents": budget}
        yield Reason(
            Why.FITS_BUDGET,
            {**facts, "price_cents": draft.item.cents, "left_cents": max(0, left)},
        )
        cheapest = min((price.cents for price in self.problem.settings.prices), default=0)
        if left < cheapest:
            facts |= {"price_cents": cheapest, "left_cents": max(0, left)}
            yield Reason(Why.LIMIT_BUDGET, facts)

    def _why_type_and_depth(self, draft: Draft) -> Iterator[Reason]:
        if draft.turn is not None:
            kind, times = draft.turn
            yield Reason(Why.TYPE_TURN, {"massage_type": kind.value, "times_had": times})
        if draft.depth_limit is not None and draft.item.depth is not None:
            facts: dict[str, Fact] = {
                **draft.depth_limit.facts,
                "depth": draft.item.depth.value,
                "because": draft.depth_limit.code.value,
            }
            yield Reason(Why.DEPTH_LIMITED, facts, draft.depth_limit.evidence or ("RACE-CUSTOM",))

    def _why_gentle(self, draft: Draft) -> Iterator[Reason]:
        for part in draft.item.regions:
            report = self.problem.last_soreness.get(part)
            if report is not None and report.score >= figure("light_only_from_soreness"):
                yield Reason(
                    Why.VERY_SORE_LIGHT_HANDS_ONLY,
                    {
                        "region": part.region.value,
                        "side": part.side.value,
                        "score": report.score,
                        "date": report.date.isoformat(),
                    },
                )
                return

    def _why_minutes(self, draft: Draft) -> Iterator[Reason]:
        settings, shortest = self.problem.settings, figure("self_massage_min")
        week = self.problem.week_of(draft.day)
        a_day = self._minutes_on(range(draft.day, draft.day + 1))
        a_week = self._minutes_on(self.problem.days_in_week(week))
        if a_day + shortest > settings.self_care_min_a_day:
            facts: dict[str, Fact] = {
                "minutes": settings.self_care_min_a_day,
                "date": draft.item.date.isoformat(),
            }
            yield Reason(Why.LIMIT_MINUTES_A_DAY, facts)
        elif a_week + shortest > settings.self_care_min_a_week:
            first = self.problem.date_of(week).isoformat()
            facts = {"minutes": settings.self_care_min_a_week, "week_of": first}
            yield Reason(Why.LIMIT_MINUTES_A_WEEK, facts)

    def _minutes_on(self, days: range) -> int:
        blocks = self_care_blocks(self.problem, days)
        return sum(minutes_of(self.problem, b) for b in blocks if b in self.solution.blocks)

    def _guessed(self, draft: Draft) -> Iterator[Reason]:
        is_about_soreness = draft.item.kind in (CareKind.MASSAGE, CareKind.SELF_MASSAGE)
        cause = self._cause(draft) if is_about_soreness else None
        span = cause[1] if cause is not None else draft.span
        if span is not None and span.run.is_guess:
            yield Reason(Why.RUN_IS_A_GUESS, run_facts(span))


def _expert_prior(what: str) -> Reason:
    return Reason(Why.EVIDENCE_IS_EXPERT_PRIOR, {"what": what})


def _evidence(name: str) -> tuple[str, ...]:
    return planning_figures()[name].evidence
