"""
Your day as a line of at most four steps: before the run, the run, after it, the evening.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unknot.app.views import RunFacts
from unknot.deliver.words import (
    name_of,
    say_clock,
    say_distance,
    say_minutes,
    start_with_capital,
)
from unknot.domain.plan import PlanItem
from unknot.domain.recording import Sport
from unknot.domain.run import RunPlanned
from unknot.domain.units import local_date
from unknot.web.pages.care import (
    care_view,
)
from unknot.web.pages.hero import next_due
from unknot.web.pages.not_now import NotNow
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

MOST_STEPS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of the day: a run or a piece of care. A run that waits is closed.
    """

    look: str
    icon: str
    title: str
    detail: str
    is_done: bool = False
    is_skipped: bool = False
    is_now: bool = False
    is_closed: bool = False
    item_id: str = ""


def steps_of(
    visit: Visit,
    items: Sequence[PlanItem],
    runs: Sequence[RunFacts],
    ahead: Sequence[RunPlanned],
    closed: NotNow | None = None,
) -> tuple[Step, ...]:
    """
    At most four steps in the order of the day: before, run, after, evening.
    """
    done_runs = [
        run for run in runs if local_date(run.start_utc, visit.settings.zone) == visit.today
    ]
    before = [item for item in items if item.phase.value == "before-run"]
    others = [item for item in items if item not in before]
    due = next_due(items)
    steps = [_care_step(visit, item, due) for item in before]
    steps += [_done_step(visit, run) for run in done_runs]
    if not done_runs:
        steps += [_planned_step(visit, run, closed) for run in ahead]
    steps += [_care_step(visit, item, due) for item in others]
    return tuple(steps[:MOST_STEPS])


def _care_step(visit: Visit, item: PlanItem, due: PlanItem | None) -> Step:
    view = care_view(item, visit.today, visit.voice, visit.zone)
    return Step(
        view.look, view.icon, view.title,
        visit.say(_("{when}, {length}"), when=view.when, length=say_minutes(item.minutes, visit.voice))
        if item.minutes else view.when,
        view.is_done, view.is_skipped, item is due, item_id=item.id,
    )  # fmt: skip


def _done_step(visit: Visit, run: RunFacts) -> Step:
    start = run.start_utc.astimezone(visit.zone).time()
    minutes = (run.timer_s or run.elapsed_s or 0) / 60
    what = start_with_capital(name_of(run.sport, visit.voice))
    title = (
        visit.say(_("{distance} {sport}"), distance=say_distance(run.distance_m, visit.voice), sport=what.lower())
        if run.distance_m else what
    )  # fmt: skip
    detail = visit.say(
        _("{clock}, {length}"), clock=say_clock(start, visit.voice), length=say_minutes(minutes, visit.voice)
    )  # fmt: skip
    icon = "footprints" if run.sport is Sport.RUNNING else "activity"
    return Step("k-run", icon, title, detail, is_done=True)


def _planned_step(visit: Visit, run: RunPlanned, closed: NotNow | None) -> Step:
    kind = start_with_capital(name_of(run.kind, visit.voice))
    title = (
        visit.say(_("{distance}, {kind}"), distance=say_distance(run.distance_m, visit.voice), kind=kind.lower())
        if run.distance_m else kind
    )  # fmt: skip
    if closed is not None:
        return Step("k-rest", "footprints", title, closed.until, is_closed=True)
    when = say_clock(run.starts_at, visit.voice) if run.starts_at else ""
    guess = visit.say(_("a guess from your usual week")) if run.is_guess else ""
    return Step("k-run", "footprints", title, ", ".join(part for part in (when, guess) if part))
