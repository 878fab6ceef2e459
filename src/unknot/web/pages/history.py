"""
History: files in, one outcome per file, and the runs they held.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from unknot.app.views import ImportBatch, RunDetail, RunFacts
from unknot.deliver.training_plan import count_other_days, say_plan_is_over, say_run_ahead
from unknot.deliver.words import (
    name_of,
    say_clock,
    say_date,
    say_date_with_year,
    say_distance,
    say_height,
    say_instant,
    say_long_date,
    say_minutes,
    say_number,
    say_pace,
    start_with_capital,
)
from unknot.domain.recording import FileOutcome, Sport, Surface
from unknot.domain.run import LoadScale, PlanFile, RunKind
from unknot.domain.units import local_date
from unknot.web.pages.muscles import RunMuscles, run_muscles
from unknot.web.pages.recordings import RecordedBy, recorded_by
from unknot.web.pages.run_track import TrackView, track_view
from unknot.web.pages.watch import WatchLine, watch_line
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

RUNS_SHOWN = 15
IMPORTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ImportLine:
    """
    One import in a few words.
    """

    id: str
    when: str
    what: str
    counts: str
    state: str
    is_going_on: bool


@dataclass(frozen=True, slots=True)
class RunLine:
    """
    One run in the table.
    """

    id: str
    date: str
    what: str
    distance: str
    length: str
    heart: str
    is_run: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """
    What the page History shows.
    """

    runs: tuple[RunLine, ...]
    n_runs: int
    shown: int
    more: int
    imports: tuple[ImportLine, ...]
    plan_runs: tuple[tuple[str, str], ...]
    plan_other_days: str
    plan_not_understood: tuple[str, ...]
    plan_is_guess: bool
    has_plan_file: bool
    plan_note: str
    plan_error: str
    plan_on: str
    files_error: str
    hand: Mapping[str, str]
    wrong: Mapping[str, str]
    sports: tuple[tuple[str, str], ...]
    surfaces: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    unit: str
    plan_file: PlanFile | None = None
    watched: WatchLine | None = None


def history_page(
    visit: Visit,
    shown: int = RUNS_SHOWN,
    plan_file: PlanFile | None = None,
    plan_error: str = "",
    plan_on: str = "",
    files_error: str = "",
    hand: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> HistoryPage:
    """
    Gathers what History shows.
    """
    house, runner = visit.house, visit.runner_id
    runs, n_runs = house.newest_runs(runner, shown)
    kept = house.kept_plan(runner)
    ahead = kept.decision.runs_ahead if kept else ()
    kept_plan_file = house.training_plan(runner)
    return HistoryPage(
        runs=tuple(_run_line(visit, run) for run in runs),
        n_runs=n_runs,
        shown=len(runs),
        more=shown + 100 if n_runs > shown else 0,
        imports=tuple(import_line(visit, batch) for batch in house.imports(runner)[:IMPORTS_SHOWN]),
        plan_runs=tuple(
            (say_date(run.date, visit.voice), say_run_ahead(run, visit.voice))
            for run in (plan_file.runs[:12] if plan_file else ())
        ),
        plan_other_days=count_other_days(plan_file, visit.voice) if plan_file else "",
        plan_not_understood=tuple(map(visit.voice.say, plan_file.not_understood)) if plan_file else (),
        plan_is_guess=bool(ahead) and all(run.is_guess for run in ahead if run.kind is not RunKind.RACE),
        has_plan_file=kept_plan_file is not None,
        plan_note=say_plan_is_over(kept_plan_file, visit.today, visit.voice) if kept_plan_file else "",
        plan_error=plan_error,
        plan_on=plan_on,
        files_error=files_error,
        hand={**_an_hour_ago(visit), **(hand or {})},
        wrong=wrong or {},
        sports=_options(visit, Sport),
        surfaces=_options(visit, Surface),
        kinds=kind_options(visit),
        unit=visit.say(_("miles") if visit.settings.units.value == "imperial" else _("km")),
        plan_file=plan_file,
        watched=watch_line(visit),
    )  # fmt: skip


def _an_hour_ago(visit: Visit) -> dict[str, str]:
    """
    When a run that has just ended began, as the fields of a run by hand have it.
    """
    wall = (visit.now - timedelta(hours=1)).astimezone(visit.zone)
    minute = wall.minute - wall.minute % 5
    return {"date": wall.date().isoformat(), "time": f"{wall.hour:02d}:{minute:02d}"}


def kind_options(visit: Visit) -> tuple[tuple[str, str], ...]:
    """
    The kinds of run a runner can name.
    """
    return tuple((kind.value, start_with_capital(name_of(kind, visit.voice))) for kind in RunKind)


def _options(visit: Visit, kinds: type[Sport] | type[Surface]) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, start_with_capital(name_of(each, visit.voice))) for each in kinds)


def _run_line(visit: Visit, run: RunFacts) -> RunLine:
    seconds = run.timer_s or run.elapsed_s
    return RunLine(
        run.run_id,
        _day_of(visit, local_date(run.start_utc, visit.settings.zone)),
        start_with_capital(name_of(run.sport, visit.voice)),
        say_distance(run.distance_m, visit.voice) if run.distance_m else "",
        say_minutes(seconds / 60, visit.voice) if seconds else "",
        say_number(run.avg_hr, visit.voice, 0) if run.avg_hr else "",
        run.sport is Sport.RUNNING,
    )  # fmt: skip


def _day_of(visit: Visit, day: date) -> str:
    """
    A day of the last months needs no year.
    """
    is_recent = timedelta() <= visit.today - day < timedelta(days=300)
    return say_date(day, visit.voice) if is_recent else say_date_with_year(day, visit.voice)


def import_line(visit: Visit, batch: ImportBatch) -> ImportLine:
    """
    When it was, what was dropped, what became of it.
    """
    return ImportLine(
        batch.id,
        say_instant(batch.started_at, visit.voice),
        _what_was_dropped(visit, batch.dropped),
        say_counts(visit, batch.counts),
        name_of(batch.state, visit.voice),
        visit.door.jobs.progress(batch.id) is not None,
    )


def _what_was_dropped(visit: Visit, dropped: Sequence[str]) -> str:
    names = [name.replace("\\", "/").rstrip("/").rpartition("/")[2] or name for name in dropped]
    if len(names) <= 2:
        return ", ".join(names) or visit.say(_("Files"))
    return visit.say(_("{first} and {n} more"), first=names[0], n=len(names) - 1)


def say_counts(visit: Visit, counts: Mapping[FileOutcome, int]) -> str:
    """
    How many files had which outcome.
    """
    return ", ".join(
        f"{counts[each]} {name_of(each, visit.voice)}" for each in FileOutcome if counts.get(each)
    )


@dataclass(frozen=True, slots=True)
class RunPage:
    """
    What the page of one run shows.
    """

    id: str
    title: str
    date: str
    facts: tuple[tuple[str, str], ...]
    load: str
    load_how: str
    kind: str
    kind_is_inferred: bool
    kind_name: str
    rpe: str
    kinds: tuple[tuple[str, str], ...]
    recorded: RecordedBy
    description: tuple[str, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)
    track: TrackView = field(default_factory=TrackView)
    split_unit: str = ""
    muscles: RunMuscles | None = None


def run_page(visit: Visit, detail: RunDetail, wrong: Mapping[str, str] | None = None) -> RunPage:
    """
    One run with its figures, its load and how that was found.
    """
    run, voice = detail.run, visit.voice
    clock = say_clock(run.start_utc.astimezone(visit.zone).time(), voice)
    return RunPage(
        id=run.id,
        title=run.title or _title(visit, detail),
        date=visit.say(_("{date}, {clock}"), date=say_long_date(run.date, voice), clock=clock),
        facts=_facts(visit, detail),
        load=say_number(detail.load.points, voice, 0) if detail.load.points is not None else "",
        load_how=_load_how(visit, detail),
        kind="" if detail.kind_is_inferred else detail.kind.value,
        kind_is_inferred=detail.kind_is_inferred,
        kind_name=name_of(detail.kind, voice),
        rpe=say_number(run.rpe, voice) if run.rpe is not None else "",
        kinds=_kinds_to_choose(visit, detail),
        recorded=recorded_by(visit, detail),
        description=tuple(line for line in detail.description.splitlines() if line.strip()),
        wrong=wrong or {},
        track=track_view(visit, detail),
        split_unit=visit.say(_("Mile") if visit.settings.units.value == "imperial" else _("Kilometre")),
        muscles=run_muscles(visit, detail),
    )  # fmt: skip


def _kinds_to_choose(visit: Visit, detail: RunDetail) -> tuple[tuple[str, str], ...]:
    """
    A guess stays a guess until the runner chooses a kind.
    """
    if not detail.kind_is_inferred:
        return kind_options(visit)
    guess = visit.say(_("Our guess: {kind}"), kind=name_of(detail.kind, visit.voice))
    return (("", guess), *kind_options(visit))


def _title(visit: Visit, detail: RunDetail) -> str:
    sport = start_with_capital(name_of(detail.run.sport, visit.voice))
    if detail.run.distance_m is None:
        return sport
    return visit.say(
        _("{distance}, {sport}"),
        distance=say_distance(detail.run.distance_m, visit.voice), sport=sport.lower(),
    )  # fmt: skip


def _facts(visit: Visit, detail: RunDetail) -> tuple[tuple[str, str], ...]:
    run, voice = detail.run, visit.voice
    seconds = run.timer_s or run.elapsed_s
    pace = seconds / run.distance_m * 1000 if seconds and run.distance_m else None
    rows = (
        (_("Distance"), say_distance(run.distance_m, voice) if run.distance_m else ""),
        (_("Time moving"), say_minutes(seconds / 60, voice) if seconds else ""),
        (_("Pace"), say_pace(pace, voice) if pace and run.is_run and 120 < pace < 1800 else ""),
        (_("Heart rate"), visit.say(_("{n} bpm"), n=round(run.avg_hr)) if run.avg_hr else ""),
        (_("Climb"), say_height(run.ascent_m, voice) if run.ascent_m else ""),
        (_("Ground"), name_of(run.surface, voice) if run.surface is not Surface.UNKNOWN else ""),
        (_("Gear"), detail.gear),
    )
    return tuple((visit.say(name), value) for name, value in rows if value)


def _load_how(visit: Visit, detail: RunDetail) -> str:
    said = visit.say(_("Found from {method}."), method=name_of(detail.load.method, visit.voice))
    scale = {
        LoadScale.OWN_RUNS: _("Brought to one scale by your own runs."),
        LoadScale.CATALOGUE_RATIO: _("Brought to one scale by a general ratio, until ten of your runs have both."),
        LoadScale.NATIVE: "",
    }[detail.load.scale]  # fmt: skip
    if detail.load.points is None:
        return visit.say(_("Not known: rate the run below and it will be."))
    return f"{said} {visit.say(scale)}".strip()
