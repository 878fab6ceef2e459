"""
`unknot something-wrong ...`: a warning sign is reported, and holds until it is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from unknot.cli.body import AsJson, OnDate, Regions, SideOption, day_said
from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _
from unknot.domain.sentence import sentence

if TYPE_CHECKING:
    from unknot.cli.door import Visit
    from unknot.domain.safety import SymptomReport

wrong_app = typer.Typer(
    help="Something is wrong: say it, and say when it is over.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.add_typer(wrong_app, name="something-wrong")


@wrong_app.command("signs")
def list_signs(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    List the warning signs that can be reported, the most urgent first.
    """
    from unknot.cli.safety import print_entries
    from unknot.deliver.safety_words import warning_questions

    print_entries(warning_questions, ctx, as_json)


@wrong_app.command("report")
def report_signs(
    ctx: typer.Context,
    signs: Annotated[
        list[str], typer.Option("--sign", help="A code from `something-wrong signs`.")
    ],
    regions: Regions = None,
    side: SideOption = None,
    as_json: AsJson = False,
) -> None:
    """
    Report a warning sign; it holds until you say that it is over.
    """
    from unknot.cli.body_values import read_parts
    from unknot.cli.plan import leave_with
    from unknot.cli.safety import answer_gate_with, check_codes
    from unknot.cli.values import read_words
    from unknot.deliver.safety_words import warning_questions

    with visit(ctx) as here:
        named = frozenset(read_words(signs))
        check_codes(
            named, warning_questions(here.voice), sentence("warning sign"), "something-wrong signs"
        )
        parts = read_parts(regions or (), side)
        outcome = here.house.report_symptoms(here.runner_id, named, parts)
        answer_gate_with(outcome, here, as_json)
    leave_with(outcome)


@wrong_app.command("list")
def list_reports(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    List what you reported, open or over.
    """
    with visit(ctx) as here:
        found = here.house.reports(here.runner_id)
        if as_json:
            from unknot.domain.canonical import to_plain

            print_json([to_plain(report) for report in found])
            return
        for report in found:
            typer.echo(_report_line(report, here))
        if not found:
            tell(spoken(_("Nothing was reported.")))


def _report_line(report: SymptomReport, here: Visit) -> str:
    from unknot.deliver.safety_words import ask_of
    from unknot.deliver.words import join_and, names_of_parts, say_date, say_instant

    where = join_and(names_of_parts(report.parts, here.voice), here.voice)
    signs = "; ".join(ask_of(sign, here.voice) for sign in sorted(report.signs))
    what = f"{signs} ({where})" if where else signs
    said = _("{when}: {what}, over on {day}") if report.ended_on else _("{when}: {what}")
    when = say_instant(report.reported_at, here.voice)
    day = say_date(report.ended_on, here.voice) if report.ended_on else ""
    return f"{report.id}  {here.voice.fill(said, when=when, what=what, day=day)}"


@wrong_app.command("end")
def end_report(
    ctx: typer.Context,
    report_id: Annotated[
        str, typer.Argument(metavar="REPORT", help="From `something-wrong list`.")
    ],
    on: OnDate = None,
) -> None:
    """
    Say that it is over.
    """
    with visit(ctx) as here:
        here.house.end_report(here.runner_id, report_id, day_said(on, here))
    typer.echo(spoken(_("Good that it is over.")))
