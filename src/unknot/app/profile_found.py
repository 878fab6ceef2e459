"""
What is found about a runner in the runner's own data: offered, and taken only when accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from unknot.app.change_settings import change_settings
from unknot.app.errors import NotFound
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.runs_known import RunsKnown
from unknot.decide.load.proposals import proposals_of
from unknot.domain.proposal import FIELD_OF, Found, Proposal
from unknot.domain.settings import Settings
from unknot.domain.units import local_date

RestingHeartRates = Callable[[RunnerStore], Sequence[tuple[date, float]]]


def no_mornings(db: RunnerStore) -> Sequence[tuple[date, float]]:
    """
    Where no source tells of mornings.
    """
    return ()


def find_profile(
    store: Store,
    runner_id: RunnerId,
    now: datetime,
    known: RunsKnown,
    resting_of: RestingHeartRates = no_mornings,
) -> tuple[Proposal, ...]:
    """
    Every proposal as of now, with its evidence. Changes nothing.
    """
    with store.look(runner_id) as db:
        settings = db.settings()
        today = local_date(now, settings.zone)
        stand = known.of(db, settings, today)
        return proposals_of(
            settings, stand.runs, stand.kinds, db.peak_heart_rates(), resting_of(db), today
        )


def accept_found(
    store: Store,
    runner_id: RunnerId,
    name: Found,
    now: datetime,
    known: RunsKnown,
    resting_of: RestingHeartRates = no_mornings,
) -> Settings:
    """
    Sets what was found, as if the runner had typed it.

    Raises `NotFound` when nothing of that name is found any more.
    """
    found = find_profile(store, runner_id, now, known, resting_of)
    chosen = next((each for each in found if each.name is name), None)
    if chosen is None:
        raise NotFound(
            "Nothing is proposed for {name} now. unknot profile shows what is.", name=name.value
        )
    return change_settings(store, runner_id, {FIELD_OF[name]: chosen.value})
