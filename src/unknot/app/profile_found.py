"""
What is found about a runner in the runner's own data: offered, and taken only when accepted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from unknot.app.change_settings import change_settings
from unknot.app.errors import NotFound
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.runs_known import RunsKnown
from unknot.app.told_days import joined
from unknot.decide.load.proposals import proposals_of
from unknot.domain.proposal import FIELD_OF, Found, Proposal
from unknot.domain.settings import Settings
from unknot.domain.units import local_date
from unknot.domain.wellness import WellnessDay

# Mornings from before say nothing about how the heart rests now.
_MORNINGS = timedelta(days=90)


def find_profile(
    store: Store,
    runner_id: RunnerId,
    now: datetime,
    known: RunsKnown,
) -> tuple[Proposal, ...]:
    """
    Every proposal as of now, with its evidence. Changes nothing.
    """
    with store.look(runner_id) as db:
        settings = db.settings()
        today = local_date(now, settings.zone)
        stand = known.of(db, settings, today)
        return proposals_of(
            settings, stand.runs, stand.kinds, db.peak_heart_rates(), _mornings(db, today), today
        )


def accept_found(
    store: Store,
    runner_id: RunnerId,
    name: Found,
    now: datetime,
    known: RunsKnown,
) -> Settings:
    """
    Sets what was found, as if the runner had typed it.

    Raises `NotFound` when nothing of that name is found any more.
    """
    found = find_profile(store, runner_id, now, known)
    chosen = next((each for each in found if each.name is name), None)
    if chosen is None:
        raise NotFound(
            "Nothing is proposed for {name} now. unknot profile shows what is.", name=name.value
        )
    return change_settings(store, runner_id, {FIELD_OF[name]: chosen.value})


def _mornings(db: RunnerStore, today: date) -> Sequence[tuple[date, float]]:
    """
    The resting heart rate of each morning that any source tells of.
    """
    of_day: defaultdict[date, list[WellnessDay]] = defaultdict(list)
    for told in db.wellness_days(today - _MORNINGS):
        if told.resting_hr is not None and told.date <= today:
            of_day[told.date].append(told)
    days = ((day, joined(of_day[day]).resting_hr) for day in sorted(of_day))
    return [(day, bpm) for day, bpm in days if bpm is not None]
