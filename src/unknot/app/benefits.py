"""
The benefits as far as they can be measured, from everything a runner told, measured and ran.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from unknot.app.ports import RunnerId, Store
from unknot.app.told_days import list_days
from unknot.app.views import ToldDay
from unknot.catalogue.benefits import measure_rules
from unknot.decide.benefits.found import Told, find_benefits
from unknot.domain.benefits import BenefitFound, Reading, RunReading
from unknot.domain.run import RunDone
from unknot.domain.run_form import RunForm
from unknot.domain.safety import Injury
from unknot.domain.units import instant_at, local_date

# Measures of how a run was run, by the figure of its form that tells them.
_OF_FORM = {
    "contact-balance": "contact_left_pct",
    "vertical-ratio": "vertical_ratio_pct",
    "cadence": "cadence_spm",
}


def show_benefits(store: Store, runner_id: RunnerId, now: datetime) -> tuple[BenefitFound, ...]:
    """
    Each benefit with the trends of its measures, as of today.
    """
    with store.look(runner_id) as db:
        zone = db.settings().zone
        today = local_date(now, zone)
        since = today - timedelta(days=_days_looked_at())
        forms = db.forms_of_runs(instant_at(since, time(), zone))
        measurements = tuple(db.measurements(since))
        injuries = tuple(db.injuries())
        first_told = [each.date for each in db.check_ins()]
    days = list_days(store, runner_id, since, today)
    return find_benefits(
        Told(
            today=today,
            of_days=readings_of(days),
            measurements=measurements,
            injuries=injuries,
            runs=tuple(_reading_of(run, form) for run, form in forms if run.is_run),
            known_since=_known_since(first_told, injuries),
        )
    )


def readings_of(days: Iterable[ToldDay]) -> Mapping[str, Sequence[Reading]]:
    """
    What each day says of each measure; a day that says nothing of one has no reading of it.
    """
    of_measure: dict[str, list[Reading]] = {}
    for day in days:
        told = {
            "soreness": _worst_soreness(day),
            "hooper": day.hooper,
            "stress": day.stress,
            "resting-pulse": day.resting_hr,
            "hrv": day.hrv_lnrmssd,
        }
        for name, value in told.items():
            if value is not None:
                of_measure.setdefault(name, []).append(Reading(day.date, float(value)))
    return of_measure


def _worst_soreness(day: ToldDay) -> float | None:
    scores = [each.score for each in day.soreness]
    if day.soreness_overall is not None:
        scores.append(day.soreness_overall)
    return max(scores, default=None)


def _reading_of(run: RunDone, form: RunForm) -> RunReading:
    seconds = run.timer_s or run.elapsed_s
    # A run without a speed is comparable with none.
    speed = run.distance_m / seconds if run.distance_m and seconds else 0.0
    figures = {
        measure: value
        for measure, name in _OF_FORM.items()
        if speed and (value := getattr(form, name)) is not None
    }
    return RunReading(run.date, speed, figures)


def _known_since(check_ins: Sequence[date], injuries: Sequence[Injury]) -> date | None:
    """
    Since when a day without an injury means one in health: who told nothing at all may have been
    injured.
    """
    return min([*check_ins, *(each.started_on for each in injuries)], default=None)


def _days_looked_at() -> int:
    rules = measure_rules().values()
    return max(max(rule.shown_days, rule.now_days + rule.usual_days) for rule in rules)
