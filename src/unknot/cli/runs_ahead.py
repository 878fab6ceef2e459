"""
`unknot runs-ahead ...`: the training plan, in place of the guess from the usual week.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unknot.cli.door import DONE, SOMETHING_WAS_REFUSED, end, print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _

ahead_app = typer.Typer(help="The runs ahead, from your training plan.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.add_typer(ahead_app, name="runs-ahead")


@ahead_app.command("import")
def import_plan(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An .ics or .csv training plan.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """
    Read your training plan; it replaces the guess from your usual week.
    """
    with visit(ctx, own=True) as here:
        plan = here.house.import_plan_file(here.runner_id, file.name, file.read_bytes())
        if as_json:
            from unknot.domain.canonical import to_plain

            print_json(to_plain(plan))
        else:
            typer.echo(
                here.voice.count(
                    "One run ahead is read.", "{n} runs ahead are read.", len(plan.runs)
                )
            )
        for line in plan.not_understood:
            tell(spoken(_("Not understood: {line}"), line=line))
    end(SOMETHING_WAS_REFUSED if plan.not_understood else DONE)


@ahead_app.command("forget")
def forget_plan(ctx: typer.Context) -> None:
    """
    Forget your training plan and go by your usual week again.
    """
    with visit(ctx) as here:
        here.house.forget_plan_file(here.runner_id)
    typer.echo(
        spoken(_("Your training plan is forgotten; the weeks ahead are guessed from your habits."))
    )
