"""
The intake questions, and what the gate says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from unknot.app.errors import Refusal
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.told_days import check_ins_and_logs
from unknot.catalogue.safety import intake_questions, report_holds_days
from unknot.decide.safety.red_flags import decide_gate, gate_input_of
from unknot.domain.plan import PlanInput
from unknot.domain.safety import GateAnswers, GateOutcome
from unknot.domain.units import local_date


def answer_gate(store: Store, runner_id: RunnerId, answers: GateAnswers) -> GateOutcome:
    """
    Keeps the answers in place of earlier ones, and says what follows from them.
    """
    _check(answers)
    # A doctor's word counts for what applies; a box left ticked beside another is no answer.
    answers = replace(answers, cleared=answers.cleared & answers.conditions)
    with store.open(runner_id) as db:
        db.keep_gate_answers(answers)
        return gate_of_rows(db, answers.answered_at)


def gate_now(store: Store, runner_id: RunnerId, now: datetime) -> GateOutcome:
    """
    What the gate says from all that is known now.
    """
    with store.look(runner_id) as db:
        return gate_of_rows(db, now)


def gate_of_rows(db: RunnerStore, now: datetime) -> GateOutcome:
    """
    The same inside a transaction.

    Every page asks for it, so only what the gate looks at is read: years of runs and of reports
    that no longer count would not change its word.
    """
    settings = db.settings()
    since = local_date(now, settings.zone) - timedelta(days=report_holds_days())
    given = PlanInput(
        now=now,
        weeks=1,
        settings=settings,
        check_ins=check_ins_and_logs(db, since, now),
        gate=db.gate_answers(),
        reports=tuple(db.reports()),
        injuries=tuple(db.injuries()),
    )
    return decide_gate(gate_input_of(given))


def _check(answers: GateAnswers) -> None:
    known = {condition.code for condition in intake_questions()}
    unknown = sorted((answers.conditions | answers.cleared) - known)
    if unknown:
        raise Refusal("The questions do not know {codes}.", codes=", ".join(unknown))
