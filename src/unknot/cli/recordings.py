"""
`unknot run recordings|choose|split|join`: what a run is known from.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.cli.door import print_json, tell, visit
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.app.views import RecordingLine
    from unknot.deliver.voice import Voice

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]
RunId = Annotated[str, typer.Argument(metavar="RUN", help="Its number in `unknot runs`.")]
RecordingId = Annotated[
    str, typer.Argument(metavar="RECORDING", help="Its number in `unknot run recordings`.")
]


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.command("recordings")(list_recordings)
    app.command("choose")(choose_recording)
    app.command("split")(split_recording)
    app.command("join")(join_runs)


def list_recordings(ctx: typer.Context, run_id: RunId, as_json: AsJson = False) -> None:
    """
    List the recordings of a run: one is shown, the others are kept with it.
    """
    with visit(ctx) as here:
        _answer_with(here.house.run_recordings(here.runner_id, run_id), as_json, here.voice)


def choose_recording(
    ctx: typer.Context, run_id: RunId, recording_id: RecordingId, as_json: AsJson = False
) -> None:
    """
    Show another recording of a run; its figures count from now on.
    """
    with visit(ctx) as here:
        lines = here.house.choose_recording(here.runner_id, run_id, recording_id)
        _answer_with(lines, as_json, here.voice)


def split_recording(
    ctx: typer.Context, run_id: RunId, recording_id: RecordingId, as_json: AsJson = False
) -> None:
    """
    Say that a recording was something else: it becomes a run of its own.
    """
    with visit(ctx) as here:
        run, new = here.house.split_recording(here.runner_id, run_id, recording_id)
        if as_json:
            from unknot.deliver.plain import split_as_plain

            print_json(split_as_plain(run, new))
        else:
            said = _("The recording is a run of its own now: {new}. The rest is still {run}.")
            tell(here.voice.fill(said, new=new.run_id, run=run.run_id))


def join_runs(
    ctx: typer.Context,
    run_id: RunId,
    other_id: Annotated[
        str, typer.Argument(metavar="OTHER", help="The run that was the same effort.")
    ],
    as_json: AsJson = False,
) -> None:
    """
    Say that two runs were one effort: it is counted once.
    """
    with visit(ctx) as here:
        run = here.house.join_runs(here.runner_id, run_id, other_id)
        if as_json:
            from unknot.deliver.plain import run_as_plain

            print_json(run_as_plain(run))
        else:
            tell(here.voice.fill(_("They are one run now: {run}."), run=run.run_id))


def _answer_with(lines: Sequence[RecordingLine], as_json: bool, voice: Voice) -> None:
    if as_json:
        from unknot.deliver.plain import recordings_as_plain

        print_json(recordings_as_plain(lines))
        return
    from unknot.cli.tables import print_table

    marked = (
        _("Recording"), _("File"), _("Made by"), _("Distance"), _("Time"), _("Records"),
        _("Heart rate"), _("Shown"),
    )  # fmt: skip
    rows = [_row_of(line, voice) for line in lines]
    print_table([voice.translate(each) for each in marked], rows, right=frozenset({3, 4, 5, 6}))


def _row_of(line: RecordingLine, voice: Voice) -> tuple[str, ...]:
    from unknot.deliver.words import say_distance, say_minutes

    shown = _("your choice") if line.chosen_by_runner else _("shown")
    return (
        line.id,
        PurePosixPath(line.file).name or voice.translate(_("by hand")),
        line.maker,
        say_distance(line.distance_m, voice) if line.distance_m else "",
        say_minutes(line.elapsed_s / 60, voice) if line.elapsed_s else "",
        str(line.n_records),
        f"{line.avg_hr:.0f}" if line.avg_hr else "",
        voice.translate(shown) if line.chosen else "",
    )
