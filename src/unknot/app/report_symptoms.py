"""
"Something is wrong": reachable from every page, in force until the runner ends it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from unknot.app.answer_gate import gate_of_rows
from unknot.app.content_ids import free_id
from unknot.app.errors import NotFound, Refusal
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.catalogue.safety import warning_signs
from unknot.domain.body import BodyPart
from unknot.domain.safety import GateOutcome, SymptomReport
from unknot.domain.units import local_date


def report_symptoms(
    store: Store,
    runner_id: RunnerId,
    signs: frozenset[str],
    parts: tuple[BodyPart, ...],
    now: datetime,
) -> GateOutcome:
    """
    Keeps the signs, and says what follows from them at once.

    The same signs said again on the same day, and not over yet, are the report already kept. The
    hours that some of them last count from the last time they were said.
    """
    _check(signs)
    with store.open(runner_id) as db:
        where = tuple(sorted(set(parts)))
        known = db.reports()
        report_id = free_id("w", [now, signs, where], {each.id for each in known})
        report = SymptomReport(report_id, now, signs, where)
        same = _same(report, known, db.settings().zone)
        db.keep_report(report if same is None else replace(report, id=same.id))
        return gate_of_rows(db, now)


def _same(report: SymptomReport, known: Iterable[SymptomReport], zone: str) -> SymptomReport | None:
    today = local_date(report.reported_at, zone)
    for each in known:
        is_of_today = local_date(each.reported_at, zone) == today
        if is_of_today and replace(each, id=report.id, reported_at=report.reported_at) == report:
            return each
    return None


def end_report(store: Store, runner_id: RunnerId, report_id: str, on: date) -> None:
    """
    It is over: from that day on it no longer counts.
    """
    with store.open(runner_id) as db:
        report = _report_named(db, report_id)
        began = local_date(report.reported_at, db.settings().zone)
        if on < began:
            raise Refusal(
                "It was reported on {first}, so it cannot end on {last}.",
                first=began.isoformat(),
                last=on.isoformat(),
            )
        db.keep_report(replace(report, ended_on=on))


def _report_named(db: RunnerStore, report_id: str) -> SymptomReport:
    for report in db.reports():
        if report.id == report_id:
            return report
    raise NotFound("There is no report called '{name}'.", name=report_id)


def _check(signs: frozenset[str]) -> None:
    if not signs:
        raise Refusal("Tick at least one sign, so that we know what is wrong.")
    unknown = sorted(signs - {condition.code for condition in warning_signs()})
    if unknown:
        raise Refusal("The list of signs does not know {codes}.", codes=", ".join(unknown))
