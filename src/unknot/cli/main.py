"""
The command line: `unknot import`, `unknot plan` and all the others, joined into one program.

Nothing heavy is imported before a command needs it, so that `unknot --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from unknot import __version__
from unknot.cli import (
    accounts,
    benefits,
    body,
    calendar,
    care,
    data,
    days,
    forecast,
    imports,
    injuries,
    load,
    muscles,
    plan,
    profile,
    reread,
    routine,
    runs,
    runs_ahead,
    safety,
    serve,
    sessions,
    settings,
    something_wrong,
    watch,
)
from unknot.cli.door import Door
from unknot.cli.mishaps import CarefulGroup

app = typer.Typer(
    name="unknot",
    cls=CarefulGroup,
    help="Makes massage and recovery a planned part of a runner's training.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"unknot {__version__}")
        raise typer.Exit


@app.callback()
def choose_data(
    ctx: typer.Context,
    data_dir: Annotated[
        Path | None,
        typer.Option(
            "--data",
            envvar="UNKNOT_DATA",
            metavar="FOLDER",
            help="Where your data lies; else your system's usual place for it.",
        ),
    ] = None,
    runner: Annotated[
        str,
        typer.Option(
            "--runner",
            metavar="NAME",
            help="Whom the command is about, by the name they sign in with; else you.",
        ),
    ] = "",
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and leave."
        ),
    ] = False,
) -> None:
    """
    Makes massage and recovery a planned part of a runner's training.
    """
    ctx.obj = Door(data_dir, runner)


_ROOMS = (
    imports,
    watch,
    reread,
    routine,
    runs,
    load,
    muscles,
    runs_ahead,
    plan,
    forecast,
    body,
    days,
    benefits,
    something_wrong,
    injuries,
    safety,
    care,
    sessions,
    settings,
    profile,
    calendar,
    data,
    accounts,
    serve,
)
for _commands in _ROOMS:
    _commands.add_to(app)


def start(arguments: Sequence[str] | None = None) -> None:
    """
    What runs when someone types `unknot`.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    app(args=None if arguments is None else list(arguments), prog_name="unknot")


if __name__ == "__main__":
    start()
