"""
`unknot runs` and `unknot run ...`: what was run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.app.errors import NotUnderstood
from unknot.cli import recordings
from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _
from unknot.domain.sentence import sentence

if TYPE_CHECKING:
    from unknot.app.views import RunDetail, RunFacts
    from unknot.cli.door import Visit
    from unknot.deliver.voice import Voice
    from unknot.domain.track import Track

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]
Kind = Annotated[
    str | None,
    typer.Option(help="easy, long, speed, sprint, uphill, downhill, trail or race."),
]
Rpe = Annotated[float | None, typer.Option(help="How hard it felt, 0 to 10.")]

run_app = typer.Typer(help="One run: show it, rate it, or add one by hand.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.command("runs")(list_runs)
    recordings.add_to(run_app)
    app.add_typer(run_app, name="run")


def list_runs(
    ctx: typer.Context,
    from_date: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day.")
    ] = None,
    to_date: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """
    List what you did, in all sports.
    """
    from unknot.cli.values import read_date

    with visit(ctx) as here:
        first = read_date(from_date) if from_date else None
        last = read_date(to_date) if to_date else None
        found = here.house.list_runs(here.runner_id, first, last)
        if as_json:
            from unknot.deliver.plain import run_as_plain

            print_json([run_as_plain(run) for run in found])
        elif found:
            _print_runs(found, here.voice)
        else:
            tell(spoken(_("There are no runs in those days. Add some with: unknot import FOLDER")))


def _print_runs(found: Sequence[RunFacts], voice: Voice) -> None:
    from unknot.cli.tables import print_table

    marked = (
        _("Run"), _("Sport"), _("Start"), _("Distance"), _("Time"), _("Climb"), _("Heart rate"),
    )  # fmt: skip
    headings = [voice.translate(heading) for heading in marked]
    rows = [_row_of(run, voice) for run in found]
    print_table(headings, rows, right=frozenset({3, 4, 5, 6}))


def _row_of(run: RunFacts, voice: Voice) -> tuple[str, ...]:
    from unknot.deliver.words import (
        name_of,
        say_clock,
        say_date,
        say_distance,
        say_height,
        say_minutes,
    )
    from unknot.domain.units import zone_named

    start = run.start_utc.astimezone(zone_named(voice.zone))
    seconds = run.timer_s or run.elapsed_s
    return (
        run.run_id,
        name_of(run.sport, voice),
        f"{say_date(start.date(), voice)} {start.year}, {say_clock(start.time(), voice)}",
        say_distance(run.distance_m, voice) if run.distance_m else "",
        say_minutes(seconds / 60, voice) if seconds else "",
        say_height(run.ascent_m, voice) if run.ascent_m else "",
        f"{run.avg_hr:.0f}" if run.avg_hr else "",
    )


@run_app.command("show")
def show_run(
    ctx: typer.Context,
    run_id: Annotated[str, typer.Argument(metavar="RUN", help="Its number in `unknot runs`.")],
    as_json: AsJson = False,
) -> None:
    """
    Show one run with its load and the recordings it was read from.
    """
    with visit(ctx) as here:
        detail = here.house.show_run(here.runner_id, run_id)
        if as_json:
            from unknot.deliver.plain import run_detail_as_plain

            print_json(run_detail_as_plain(detail))
        else:
            _print_detail(detail, here.voice)


def _print_detail(detail: RunDetail, voice: Voice) -> None:
    from unknot.cli.tables import print_lines
    from unknot.deliver.words import name_of, say_number

    _print_runs([detail.facts], voice)
    said = _("Kind: {kind} (our guess)") if detail.kind_is_inferred else _("Kind: {kind}")
    lines = [voice.fill(said, kind=name_of(detail.kind, voice))]
    if detail.load.points is None:
        lines.append(
            voice.translate(_("Load: not known, for want of how hard it felt, heart rate and pace"))
        )
    else:
        points = say_number(detail.load.points, voice, 0)
        method = name_of(detail.load.method, voice)
        lines.append(voice.fill(_("Load: {points}, from {method}"), points=points, method=method))
    if detail.run.rpe is not None:
        rpe = say_number(detail.run.rpe, voice)
        lines.append(voice.fill(_("Felt: {rpe} of 10"), rpe=rpe))
    if detail.run.title:
        lines.insert(0, voice.fill(_("Title: {title}"), title=detail.run.title))
    if detail.gear:
        lines.append(voice.fill(_("Gear: {gear}"), gear=detail.gear))
    if detail.description:
        lines.append(voice.fill(_("Notes: {notes}"), notes=detail.description))
    lines += [
        voice.fill(
            _("Recording: {file}, {n} records, used")
            if each.chosen
            else _("Recording: {file}, {n} records"),
            file=each.file or voice.translate(_("by hand")),
            n=each.n_records,
        )
        for each in detail.recordings
    ]
    print_lines(lines)


@run_app.command("splits")
def show_splits(
    ctx: typer.Context,
    run_id: Annotated[str, typer.Argument(metavar="RUN", help="Its number in `unknot runs`.")],
    as_json: AsJson = False,
) -> None:
    """
    Show one run kilometre by kilometre, or mile by mile.
    """
    with visit(ctx) as here:
        track = here.house.show_track(here.runner_id, run_id)
        if as_json:
            from unknot.deliver.plain import track_as_plain

            print_json(track_as_plain(track))
        elif track is None or not track.splits:
            tell(spoken(_("This run has no samples with a distance, so it has no splits.")))
        else:
            _print_splits(track, here.voice)


def _print_splits(track: Track, voice: Voice) -> None:
    from unknot.cli.tables import print_table
    from unknot.deliver.words import say_distance, say_height, say_pace

    marked = (_("Split"), _("Distance"), _("Pace"), _("Heart rate"), _("Climb"))
    rows = [
        (
            str(split.number),
            say_distance(split.distance_m, voice),
            say_pace(split.pace_s_per_km, voice),
            "" if split.avg_hr is None else f"{split.avg_hr:.0f}",
            "" if split.ascent_m is None else say_height(split.ascent_m, voice),
        )
        for split in track.splits
    ]
    headings = [voice.translate(heading) for heading in marked]
    print_table(headings, rows, right=frozenset(range(len(marked))))


@run_app.command("rate")
def rate_run(
    ctx: typer.Context,
    run_id: Annotated[str, typer.Argument(metavar="RUN", help="Its number in `unknot runs`.")],
    rpe: Rpe = None,
    kind: Kind = None,
    as_json: AsJson = False,
) -> None:
    """
    Say how hard a run felt, or what kind of run it was.
    """
    from unknot.cli.values import read_member
    from unknot.domain.run import RunKind

    if rpe is None and kind is None:
        raise typer.BadParameter(spoken(_("say --rpe, --kind or both")))
    _check_rpe(rpe)
    with visit(ctx) as here:
        meant = read_member(RunKind, kind, sentence("kind of run")) if kind else None
        run = here.house.rate_run(here.runner_id, run_id, rpe, meant)
        _answer_with(run, as_json, here)


def _check_rpe(rpe: float | None) -> None:
    if rpe is not None and not 0 <= rpe <= 10:
        raise NotUnderstood("how hard a run felt goes from 0 to 10, not {rpe}", rpe=f"{rpe:g}")


@run_app.command("add")
def add_run(
    ctx: typer.Context,
    start: Annotated[
        str, typer.Option(metavar="WHEN", help='When it began, such as "2026-11-20 18:00".')
    ],
    minutes: Annotated[float, typer.Option(help="How long it lasted.")],
    distance_km: Annotated[float | None, typer.Option(help="How far, in kilometres.")] = None,
    rpe: Rpe = None,
    kind: Kind = None,
    surface: Annotated[
        str, typer.Option(help="treadmill, road, trail, track or unknown.")
    ] = "treadmill",
    sport: Annotated[str, typer.Option(help="running, cycling and so on.")] = "running",
    title: Annotated[str, typer.Option(help="What you call it.")] = "",
    as_json: AsJson = False,
) -> None:
    """
    Add a run by hand, such as one on a treadmill.
    """
    from unknot.cli.values import read_instant, read_member
    from unknot.domain.recording import Sport, Surface
    from unknot.domain.run import RunKind

    _check_rpe(rpe)
    with visit(ctx, own=True) as here:
        run = here.house.add_run(
            here.runner_id,
            read_instant(start, here.settings.zone),
            minutes,
            None if distance_km is None else distance_km * 1000,
            rpe,
            read_member(RunKind, kind, sentence("kind of run")) if kind else None,
            read_member(Surface, surface, sentence("surface")),
            read_member(Sport, sport, sentence("sport")),
            title,
        )
        _answer_with(run, as_json, here)


def _answer_with(run: RunFacts, as_json: bool, here: Visit) -> None:
    if as_json:
        from unknot.deliver.plain import run_as_plain

        print_json(run_as_plain(run))
    else:
        _print_runs([run], here.voice)
