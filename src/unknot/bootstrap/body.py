"""
How the body is, and whether it may be cared for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from unknot.app.ports import RunnerId
from unknot.app.views import (
    ToldDay,
)
from unknot.domain.benefits import BenefitFound
from unknot.domain.body import BodyPart, Side
from unknot.domain.check_in import CheckIn
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.domain.safety import GateAnswers, GateOutcome, Injury, InjuryKind, SymptomReport

if TYPE_CHECKING:
    from unknot.app.sent_once import SentItem
    from unknot.catalogue.safety import Condition, Screen, WhatToDo

from unknot.bootstrap.foundation import Foundation


class Body(Foundation):
    """
    Check-ins, days, the safety questions, reports and injuries.
    """

    def check_in(self, runner: RunnerId, check_in: CheckIn, base: str | None = None) -> None:
        """
        Keeps a report. On a day that has one, the new one replaces what it names.

        With `base` only if the day still stands as the runner saw it; else it is a `DayChanged`.
        """
        from unknot.app.check_in import keep_check_in

        keep_check_in(self.store, runner, check_in, base)

    def take_check_in(
        self, runner: RunnerId, sent: SentItem, check_in: CheckIn, base: str, after: str
    ) -> bool:
        """
        Keeps a report that a phone kept first; false when it was here already.
        """
        from unknot.app.check_in import take_check_in

        return take_check_in(self.store, runner, sent, check_in, base, after)

    def check_ins(self, runner: RunnerId, since: date | None = None) -> tuple[CheckIn, ...]:
        """
        The reports since that day, oldest first.
        """
        with self.store.look(runner) as db:
            return tuple(db.check_ins(since))

    def check_ins_and_logs(self, runner: RunnerId, since: date) -> tuple[CheckIn, ...]:
        """
        What counts as said about each day since then: the check-in, else what logs say of it.
        """
        from unknot.app.told_days import check_ins_and_logs

        with self.store.look(runner) as db:
            return check_ins_and_logs(db, since, self.clock.now())

    def list_days(
        self, runner: RunnerId, from_date: date | None = None, to_date: date | None = None
    ) -> tuple[ToldDay, ...]:
        """
        Sleep, heart rate, soreness and more of those days, whoever told them, oldest first.
        """
        from unknot.app.told_days import list_days

        return list_days(self.store, runner, from_date, to_date)

    def figures_of_logs(self, runner: RunnerId, on: date) -> Mapping[str, tuple[float, str]]:
        """
        What watches and logs measured of one day, each figure with the source it is from.
        """
        from unknot.app.told_days import figures_of_logs

        return figures_of_logs(self.store, runner, on)

    def answer_gate(
        self,
        runner: RunnerId,
        conditions: frozenset[str],
        cleared: frozenset[str],
        age_under_16: bool,
        places: Mapping[str, tuple[BodyPart, ...]] | None = None,
    ) -> GateOutcome:
        """
        Keeps the answers to the intake questions and says what follows from them.

        `places` says where a condition is; unsaid, the limit is as wide as it may be.
        """
        from unknot.app.answer_gate import answer_gate

        answers = GateAnswers(self.clock.now(), conditions, cleared, age_under_16, places or {})
        return answer_gate(self.store, runner, answers)

    def gate_answers(self, runner: RunnerId) -> GateAnswers | None:
        """
        What was answered last; None while nothing was.
        """
        with self.store.look(runner) as db:
            return db.gate_answers()

    def gate(self, runner: RunnerId) -> GateOutcome:
        """
        What the gate says now.
        """
        from unknot.app.answer_gate import gate_now

        return gate_now(self.store, runner, self.clock.now())

    def intake_questions(self) -> tuple[Condition, ...]:
        """
        What the one screen before the first plan asks.
        """
        from unknot.catalogue.safety import intake_questions

        return intake_questions()

    def warning_signs(self) -> tuple[Condition, ...]:
        """
        What "something is wrong" asks, the most urgent first.
        """
        from unknot.catalogue.safety import warning_signs

        return warning_signs()

    def safety_screens(self) -> tuple[Screen, Screen]:
        """
        The words around the intake questions and around the warning signs.
        """
        from unknot.catalogue.safety import intake_screen, warning_screen

        return intake_screen(), warning_screen()

    def question_groups(self) -> Mapping[str, str]:
        """
        The title of each group of questions, in the order in which they are shown.
        """
        from unknot.catalogue.safety import group_titles

        return group_titles()

    def what_to_do(self, code: str) -> WhatToDo | None:
        """
        The advice behind a safety code, and until when it holds; None for other codes.
        """
        from unknot.catalogue.safety import what_to_do

        try:
            return what_to_do(code)
        except KeyError:
            return None

    def report_symptoms(
        self, runner: RunnerId, signs: frozenset[str], parts: tuple[BodyPart, ...]
    ) -> GateOutcome:
        """
        "Something is wrong": in force from now until the runner ends it.
        """
        from unknot.app.report_symptoms import report_symptoms

        return report_symptoms(self.store, runner, signs, parts, self.clock.now())

    def end_report(self, runner: RunnerId, report_id: str, on: date) -> None:
        """
        It is over: from that day on it no longer counts.
        """
        from unknot.app.report_symptoms import end_report

        end_report(self.store, runner, report_id, on)

    def reports(self, runner: RunnerId) -> tuple[SymptomReport, ...]:
        """
        Every report of something wrong, oldest first.
        """
        with self.store.look(runner) as db:
            return tuple(db.reports())

    def add_injury(
        self,
        runner: RunnerId,
        kind: InjuryKind,
        started_on: date,
        parts: tuple[BodyPart, ...],
        note: str = "",
    ) -> Injury:
        """
        An injury or illness that lasts until it is ended.
        """
        from unknot.app.injuries import add_injury

        return add_injury(self.store, runner, kind, started_on, parts, note)

    def end_injury(self, runner: RunnerId, injury_id: str, on: date) -> Injury:
        """
        That day was the last of it.
        """
        from unknot.app.injuries import end_injury

        return end_injury(self.store, runner, injury_id, on)

    def keep_measurement(self, runner: RunnerId, measurement: Measurement) -> None:
        """
        Keeps what was measured at home, in place of the same test of that side on that day.
        """
        from unknot.app.measures import keep_measurement

        keep_measurement(self.store, runner, measurement, self.clock.now())

    def measurements(self, runner: RunnerId) -> tuple[Measurement, ...]:
        """
        Everything measured at home, oldest first.
        """
        from unknot.app.measures import list_measurements

        return tuple(list_measurements(self.store, runner))

    def remove_measurement(
        self, runner: RunnerId, day: date, test: FlexibilityTest, side: Side | None
    ) -> None:
        """
        Takes out one test of one day.
        """
        from unknot.app.measures import remove_measurement

        remove_measurement(self.store, runner, day, test, side)

    def show_benefits(self, runner: RunnerId) -> tuple[BenefitFound, ...]:
        """
        Each benefit as far as it can be measured: what its measures did, and whether it is noise.
        """
        from unknot.app.benefits import show_benefits

        return show_benefits(self.store, runner, self.clock.now())

    def injuries(self, runner: RunnerId) -> tuple[Injury, ...]:
        """
        Every injury and illness, past and present, oldest first.
        """
        with self.store.look(runner) as db:
            return tuple(db.injuries())
