"""
What a runner sets: money, time, tools, wishes, races, heart rates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from unknot.app.errors import Refusal, ValueRefused
from unknot.app.lengths import check_name
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import RunnerId, Store
from unknot.catalogue.currencies import currencies
from unknot.domain.canonical import NotReadable, read_canonical, write_canonical
from unknot.domain.refused import CannotBe
from unknot.domain.settings import Settings
from unknot.domain.units import zone_named

_MEASURED_WITH = frozenset(
    {"resting_hr", "maximal_hr", "trimp_sex_coefficient", "threshold_pace_s_per_km"}
)


def change_settings(store: Store, runner_id: RunnerId, changes: Mapping[str, Any]) -> Settings:
    """
    Changes what is named and nothing else; all of it, or, with a sentence, none of it.

    Loads are measured again when the heart rates or the pace they are measured with change.
    A new zone also dates the runs whose file named none.
    """
    with store.open(runner_id) as db:
        before = db.settings()
        after = _changed(before, changes)
        if after.watch_folder and db.runner.is_sample:
            raise Refusal("The sample watches no folder. Import your own runs first.")
        if after.watch_folder and db.runner.is_added:
            raise Refusal("A folder of this machine is watched only for whoever runs Unknot on it.")
        if after != before:
            db.keep_settings(after)
        if after.zone != before.zone:
            db.move_assumed_zone(after.zone)
    if any(getattr(after, name) != getattr(before, name) for name in _MEASURED_WITH):
        measure_runs(store, runner_id)
    return after


def _changed(before: Settings, changes: Mapping[str, Any]) -> Settings:
    unknown = sorted(set(changes) - {each.name for each in fields(Settings)})
    if unknown:
        raise Refusal("There is no setting called {names}.", names=", ".join(unknown))
    try:
        after = replace(before, **changes)
        _check_words(before, after)
        # What cannot be read back tomorrow is not kept today.
        return read_canonical(Settings, write_canonical(after))
    except NotReadable as wrong:
        raise Refusal("This setting cannot be kept: {why}.", why=wrong) from wrong
    except CannotBe as wrong:
        raise ValueRefused(wrong) from wrong
    except (TypeError, AttributeError, ValueError) as wrong:
        named = ", ".join(sorted(changes))
        raise Refusal(
            "{names} cannot be set to this: another sort of value is needed.", names=named
        ) from wrong


def _check_words(before: Settings, after: Settings) -> None:
    zone_named(after.zone)
    # What is kept already stays readable when a currency ends.
    if after.currency != before.currency and after.currency not in currencies():
        raise Refusal(
            "{currency} is no currency; give its three letters of ISO 4217, such as EUR or CZK.",
            currency=after.currency,
        )
    for name in (after.name, *(race.name for race in after.races)):
        check_name(name)
