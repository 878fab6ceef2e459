"""
`unknot runs-ahead ...`: the training plan, in place of the guess from the usual week.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.cli.door import DONE, SOMETHING_WAS_REFUSED, end, print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.cli.door import Visit
    from unknot.domain.run import PlanFile

ahead_app = typer.Typer(help="The runs ahead, from your training plan.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.add_typer(ahead_app, name="runs-ahead")


@ahead_app.command("import")
def import_plan(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A training plan: .ics, .csv, or a workout, .fit."),
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of a workout that has none.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """
    Read your training plan; it replaces the guess from your usual week. A single workout is put
    beside it.
    """
    from unknot.cli.values import read_date

    day = None if on is None else read_date(on)
    with visit(ctx, own=True) as here:
        plan = here.house.import_plan_file(here.runner_id, file.name, file.read_bytes(), day)
        if as_json:
            _print_plain(plan, here)
        else:
            _print_counts(plan, here)
        _tell_if_over(plan, here)
        for line in plan.not_understood:
            tell(spoken(_("Please check: {line}"), line=here.voice.say(line)))
    end(SOMETHING_WAS_REFUSED if plan.not_understood else DONE)


def _print_counts(plan: PlanFile, here: Visit) -> None:
    from unknot.deliver.training_plan import count_other_days

    typer.echo(
        here.voice.count("One run ahead is read.", "{n} runs ahead are read.", len(plan.runs))
    )
    others = count_other_days(plan, here.voice)
    if others:
        typer.echo(spoken(_("And {days}."), days=others))


@ahead_app.command("show")
def show_plan(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """
    Show what your training plan has from today on.
    """
    with visit(ctx) as here:
        plan = here.house.training_plan(here.runner_id)
        if as_json:
            _print_plain(plan, here)
        elif plan is not None:
            _print_days(plan, here)
        if plan is not None:
            _tell_if_over(plan, here)
        elif not as_json:
            tell(spoken(_("There is no training plan; the weeks ahead are your usual ones.")))


def _print_plain(plan: PlanFile | None, here: Visit) -> None:
    from unknot.deliver.plain import training_plan_as_plain

    print_json(plan and training_plan_as_plain(plan, here.today, here.voice))


def _tell_if_over(plan: PlanFile, here: Visit) -> None:
    from unknot.deliver.training_plan import say_plan_is_over

    note = say_plan_is_over(plan, here.today, here.voice)
    if note:
        tell(note)


def _print_days(plan: PlanFile, here: Visit) -> None:
    from unknot.deliver.training_plan import other_days_on, say_run_ahead
    from unknot.deliver.words import join_comma, name_of, say_date, start_with_capital

    days = {run.date for run in plan.runs} | {*plan.rest_days, *plan.strength_days}
    for day in sorted(day for day in days if day >= here.today):
        said = [say_run_ahead(run, here.voice) for run in plan.runs if run.date == day]
        said += [name_of(kind, here.voice) for kind in other_days_on(day, plan)]
        line = start_with_capital(join_comma(said, here.voice))
        typer.echo(f"{say_date(day, here.voice)} {day.year}: {line}")


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
