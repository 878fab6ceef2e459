"""
Settings, the training plan, plans and the private calendar feed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, TypeVar

from sqlalchemy import Row, insert, select, update

from unknot.app.errors import NotFound
from unknot.app.ports import NOBODY_YET, KeptPlan
from unknot.domain.canonical import NotReadable, read_canonical, write_canonical
from unknot.domain.plan import AdoptedPlan, PlanDecision, PlanItem
from unknot.domain.run import OtherDay, PlanFile, RunKind, RunPlanned
from unknot.domain.sentence import mark as _
from unknot.domain.settings import Settings
from unknot.store import rows
from unknot.store.kept_values import read_kept
from unknot.store.scoped import ScopedRows

T = TypeVar("T")
NOBODY = _("There is no such runner here.")
_NOBODYS_ROW = SimpleNamespace(
    has_plan_file=False, revision=0, inputs_changed_at=None, feed_token_hash=None
)


class PlanRows(ScopedRows):
    """
    What the runner wants, what is ahead, and what was decided.
    """

    # settings

    def settings(self) -> Settings:
        """
        What was set; the defaults where nothing was.
        """
        row = self.row_of(rows.settings)
        return Settings() if row is None else read_kept(Settings, row.document)

    def keep_settings(self, settings: Settings) -> None:
        """
        The settings, in place of earlier ones.
        """
        self.inputs_changed = True
        self.put(rows.settings, {}, document=write_canonical(settings))

    # the training plan

    def training_plan(self) -> PlanFile | None:
        """
        The runs and other days of the training plan; None when no plan was given. Without a plan
        there may still be single workouts.
        """
        is_whole = self._self_row().has_plan_file
        found = self.rows_of(rows.planned_runs, order=(rows.planned_runs.c.position,))
        days = self.rows_of(rows.planned_days, order=(rows.planned_days.c.date,))
        if not (is_whole or found or days):
            return None
        return PlanFile(
            is_whole=is_whole,
            runs=tuple(_planned_from(row) for row in found),
            rest_days=tuple(row.date for row in days if row.kind == OtherDay.REST.value),
            strength_days=tuple(row.date for row in days if row.kind == OtherDay.STRENGTH.value),
        )

    def keep_training_plan(self, plan: PlanFile | None) -> None:
        """
        A training plan, in place of all known before; None forgets it.
        """
        self.inputs_changed = True
        self.drop(rows.planned_runs)
        self.drop(rows.planned_days)
        self._change_self(has_plan_file=plan is not None and plan.is_whole)
        if plan is not None:
            self._add_runs(plan.runs)
            for kind, days in (
                (OtherDay.REST, plan.rest_days),
                (OtherDay.STRENGTH, plan.strength_days),
            ):
                for day in days:
                    self.add(rows.planned_days, date=day, kind=kind.value)

    def _add_runs(self, runs: tuple[RunPlanned, ...]) -> None:
        for position, run in enumerate(runs):
            self.add(
                rows.planned_runs,
                position=position,
                id=run.id,
                date=run.date,
                kind=run.kind.value,
                starts_at=run.starts_at,
                distance_m=run.distance_m,
                duration_min=run.duration_min,
                title=run.title,
                is_guess=run.is_guess,
            )

    # plans

    def adopted_plan(self) -> AdoptedPlan | None:
        """
        The plan the runner lives by; None before the first.
        """
        row = self.row_of(rows.adopted_plans)
        items = None if row is None else _unless_outdated(items_from, row.items)
        return None if row is None or items is None else AdoptedPlan(row.adopted_at, items)

    def keep_adopted_plan(self, plan: AdoptedPlan) -> None:
        """
        The plan the runner lives by from now on.
        """
        items = write_canonical(plan.items)
        self.put(rows.adopted_plans, {}, adopted_at=plan.adopted_at, items=items)

    def kept_plan(self) -> KeptPlan | None:
        """
        The decision that pages show; None before the first.
        """
        row = self.row_of(rows.kept_plans)
        decision = None if row is None else _unless_outdated(decision_from, row.decision)
        if row is None or decision is None:
            return None
        return KeptPlan(decision, row.input, row.decided_at, row.revision, row.decided_by)

    def keep_plan(self, plan: KeptPlan) -> None:
        """
        The decision, in place of the one before.
        """
        self.put(
            rows.kept_plans,
            {},
            decided_at=plan.decided_at,
            revision=plan.revision,
            decided_by=plan.decided_by,
            decision=write_canonical(plan.decision),
            input=plan.input_json,
        )

    def revision(self) -> int:
        """
        How often anything a plan is decided from has changed, this transaction included.
        """
        return int(self._self_row().revision) + (1 if self.inputs_changed else 0)

    def inputs_changed_at(self) -> datetime | None:
        """
        When that was the last time.
        """
        changed_at: datetime | None = self._self_row().inputs_changed_at
        return changed_at

    # the private calendar feed

    def feed_token_hash(self) -> str | None:
        """
        SHA-256 of the secret in the private address; the secret itself is kept nowhere.
        """
        token_hash: str | None = self._self_row().feed_token_hash
        return token_hash

    def keep_feed_token_hash(self, token_hash: str) -> None:
        """
        A new secret; the old address opens nothing any more.
        """
        self._change_self(feed_token_hash=token_hash)

    def sequences(self) -> Mapping[str, tuple[int, str]]:
        """
        Per item the SEQUENCE it was last delivered with, and the digest of that event.
        """
        return {row.item_id: (row.sequence, row.digest) for row in self.rows_of(rows.sequences)}

    def keep_sequences(self, sequences: Mapping[str, tuple[int, str]]) -> None:
        """
        What was delivered, in place of all before.
        """
        self.drop(rows.sequences)
        every = [
            {
                "runner_id": self.runner.id,
                "item_id": item_id,
                "sequence": sequence,
                "digest": digest,
            }
            for item_id, (sequence, digest) in sequences.items()
        ]
        if every:
            self.db.execute(insert(rows.sequences), every)

    def _self_row(self) -> Any:
        if self.runner.id == NOBODY_YET:
            return _NOBODYS_ROW
        mine = rows.runners.c.id == self.runner.id
        row = self.db.execute(select(rows.runners).where(mine)).first()
        if row is None:
            raise NotFound(NOBODY)
        return row

    def _change_self(self, **values: Any) -> None:
        mine = rows.runners.c.id == self.runner.id
        changed = self.db.execute(update(rows.runners).where(mine).values(**values))
        if not changed.rowcount:
            raise NotFound(NOBODY)


@lru_cache(maxsize=8)
def decision_from(text: str) -> PlanDecision:
    """
    A decision from its text. Every page shows the same one, so the last few are remembered.
    """
    return read_canonical(PlanDecision, text)


def items_from(text: str) -> tuple[PlanItem, ...]:
    """
    Items of a plan from their text.
    """
    return read_canonical(tuple[PlanItem, ...], text)


def _unless_outdated(read: Callable[[str], T], text: str) -> T | None:
    # A plan that another version wrote in other words is not worth a failure: it is made again.
    try:
        return read(text)
    except NotReadable:
        return None


def _planned_from(row: Row[Any]) -> RunPlanned:
    return RunPlanned(
        id=row.id,
        date=row.date,
        kind=RunKind(row.kind),
        starts_at=row.starts_at,
        distance_m=row.distance_m,
        duration_min=row.duration_min,
        title=row.title,
        is_guess=row.is_guess,
    )
