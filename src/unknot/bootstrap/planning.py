"""
Settings, plans and the calendar they go into.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from unknot.app.ports import KeptPlan, Runner, RunnerId
from unknot.domain.plan import PlanDecision, PlanInput
from unknot.domain.proposal import Found, Proposal
from unknot.domain.safety import GateOutcome
from unknot.domain.settings import Settings

if TYPE_CHECKING:
    from unknot.app.views import ForecastShown
    from unknot.decide.load.profile import Profile

from unknot.bootstrap.foundation import Foundation

PLAN_WEEKS = 5


class Planning(Foundation):
    """
    What the runner set, the plan decided from it, and its calendar.
    """

    def change_settings(self, runner: RunnerId, **changes: Any) -> Settings:
        """
        Changes the named settings only; a value that cannot be is refused with a sentence.
        """
        from unknot.app.change_settings import change_settings

        if changes.get("watch_folder"):
            from unknot.intake.watched import open_to_watch

            changes["watch_folder"] = open_to_watch(str(changes["watch_folder"]), self.data_dir)
        return change_settings(self.store, runner, changes)

    def profile(self, runner: RunnerId) -> Profile:
        """
        The heart rates and the threshold loads are measured with, and which are estimated.
        """
        from unknot.app.measure_runs import profile_now

        with self.store.look(runner) as db:
            return profile_now(db)

    def find_profile(self, runner: RunnerId) -> tuple[Proposal, ...]:
        """
        What the runner's own data says about the runner, with its evidence.
        """
        from unknot.app.profile_found import find_profile

        return find_profile(self.store, runner, self.clock.now(), self._runs_known())

    def accept_found(self, runner: RunnerId, name: Found) -> Settings:
        """
        Sets what was found. Raises `NotFound` when it is found no more.
        """
        from unknot.app.profile_found import accept_found

        return accept_found(self.store, runner, name, self.clock.now(), self._runs_known())

    # the plan

    def compute_plan(
        self, runner: RunnerId, weeks: int = PLAN_WEEKS, now: datetime | None = None
    ) -> tuple[PlanInput, PlanDecision]:
        """
        The plan as it would be decided at that instant. Changes nothing.
        """
        from unknot.app.make_plan import compute_plan

        return compute_plan(self.store, runner, now or self.clock.now(), weeks)

    def adopt_plan(
        self,
        runner: RunnerId,
        given: PlanInput,
        decision: PlanDecision,
        is_delivered: bool = False,
    ) -> None:
        """
        From now on this is the plan the runner lives by.

        `is_delivered` says that its calendar file was written, so that the next one updates it.
        """
        from unknot.app.make_plan import adopt_plan

        if not is_delivered:
            adopt_plan(self.store, runner, given, decision)
            return
        from unknot.deliver.ics import render_plan

        adopt_plan(self.store, runner, given, decision, render_plan)

    def show_forecast(self, runner: RunnerId) -> ForecastShown:
        """
        How sore the runner may wake up if nothing is done, and after which runs. Never solves.
        """
        from unknot.app.show_forecast import show_forecast

        return show_forecast(self.store, runner, self.clock.now(), PLAN_WEEKS)

    def kept_plan(self, runner: RunnerId) -> KeptPlan | None:
        """
        The plan that pages show. Never solves.
        """
        with self.store.look(runner) as db:
            return db.kept_plan()

    def plan_is_stale(self, runner: RunnerId) -> bool:
        """
        True when what it was decided from has changed, or a new day has begun for the runner.
        """
        from unknot.app.plan_age import plan_is_stale

        return plan_is_stale(self.store, runner, self.clock.now())

    def replan(self, runner: RunnerId) -> KeptPlan:
        """
        Decides afresh and adopts: five weeks from now.
        """
        from unknot.app.make_plan import replan

        return replan(self.store, runner, self.clock.now(), PLAN_WEEKS)

    def replay(self, input_json: str) -> PlanDecision:
        """
        Decides a kept input again; the same input gives the same decision.

        Raises `NotUnderstood` saying which field does not fit.
        """
        from unknot.app.replay import replay

        return replay(input_json)

    def gate_of(self, gate_input_json: str) -> GateOutcome:
        """
        The gate's word on a written case. Raises `NotUnderstood` as `replay` does.
        """
        from unknot.app.replay import gate_of

        return gate_of(gate_input_json)

    # the calendar

    def plan_ics(
        self, runner: RunnerId, decision: PlanDecision, now: datetime, is_kept: bool = True
    ) -> bytes:
        """
        A decision as a calendar file; items keep their identity from plan to plan.

        One that is not kept leaves no trace.
        """
        from unknot.app.calendar_feed import plan_ics
        from unknot.deliver.ics import render_plan

        return plan_ics(self.store, runner, render_plan, decision, now, is_kept)

    def renew_feed(self, runner: RunnerId) -> str:
        """
        A new secret for the private calendar address; the old one stops working.
        """
        from unknot.app.calendar_feed import keep_feed_token

        token = secrets.token_hex(32)
        keep_feed_token(self.store, runner, token)
        return token

    def runner_of_feed(self, token: str) -> Runner | None:
        """
        Whose calendar is behind a private address; None when the secret opens nothing.
        """
        from unknot.app.calendar_feed import runner_of_feed

        return runner_of_feed(self.store, token)

    def feed_ics(self, runner: RunnerId) -> bytes:
        """
        The calendar behind that runner's private address.
        """
        from unknot.app.calendar_feed import feed_ics
        from unknot.deliver.ics import render_plan

        return feed_ics(self.store, runner, render_plan)
