"""
`unknot load`: what the weeks behind asked of you, as the page Load has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.cli.door import Visit
    from unknot.domain.load_weeks import LoadWeek


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("load")(show_load)


def show_load(
    ctx: typer.Context,
    from_date: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="A day of the first week.")
    ] = None,
    to_date: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="A day of the last week.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """
    Show load, distance and time week by week, in all sports.
    """
    from unknot.cli.values import read_date

    with visit(ctx) as here:
        first = read_date(from_date) if from_date else None
        last = read_date(to_date) if to_date else None
        weeks = here.house.show_load(here.runner_id, first, last)
        if as_json:
            from unknot.deliver.plain import load_week_as_plain

            print_json([load_week_as_plain(week) for week in weeks])
        elif weeks:
            _print_weeks(weeks, here)
        else:
            tell(spoken(_("No weeks are known in those days. Add runs with: unknot import FOLDER")))


def _print_weeks(weeks: Sequence[LoadWeek], here: Visit) -> None:
    from unknot.cli.tables import print_table

    marked = (
        _("Week of"), _("Activities"), _("Load"), _("7 days"), _("42 days"), _("Usual"),
        _("Distance"), _("Time"),
    )  # fmt: skip
    headings = [here.voice.translate(heading) for heading in marked]
    rows = [_row_of(week, here) for week in weeks]
    print_table(headings, rows, right=frozenset(range(1, len(headings))))


def _row_of(week: LoadWeek, here: Visit) -> tuple[str, ...]:
    from unknot.deliver.words import say_date_with_year, say_distance, say_minutes, say_number

    voice = here.voice
    unknown = voice.translate(_("not known"))

    def figure(value: float | None, empty: str = "") -> str:
        return empty if value is None else say_number(value, voice, 0)

    load = figure(week.load, unknown)
    if week.without_load and week.load is not None:
        load = voice.fill(_("at least {n}"), n=load)
    usual = ""
    if week.usual_low is not None and week.usual_high is not None:
        ends = {"low": figure(week.usual_low), "high": figure(week.usual_high)}
        usual = voice.fill(_("{low} to {high}"), **ends)
    return (
        say_date_with_year(week.starts_on, voice),
        str(week.efforts) if week.is_known else "",
        load,
        figure(week.average_7),
        figure(week.average_42),
        usual,
        unknown if week.distance_m is None else say_distance(week.distance_m, voice),
        unknown if week.minutes is None else say_minutes(week.minutes, voice),
    )
