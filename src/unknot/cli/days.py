"""
`unknot days`: sleep, heart rate and soreness, day by day, whoever told them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.app.errors import NotUnderstood
from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.app.views import ToldDay
    from unknot.deliver.voice import Voice


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("days")(list_days)


def list_days(
    ctx: typer.Context,
    from_date: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day.")
    ] = None,
    to_date: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day.")
    ] = None,
    as_csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Write a table that Unknot reads back."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file of that name.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """
    List how your days began.

    Sleep, resting heart rate, its variability, soreness and more, from check-ins and logs.
    """
    from unknot.cli.values import read_date

    _check_that_it_can_be_written(as_csv, force)
    with visit(ctx) as here:
        first = read_date(from_date) if from_date else None
        last = read_date(to_date) if to_date else None
        found = here.house.list_days(here.runner_id, first, last)
        if as_csv is not None:
            _write(found, as_csv)
        if as_json:
            from unknot.deliver.plain import day_as_plain

            print_json([day_as_plain(day) for day in found])
        elif not found:
            tell(spoken(_("Nothing is known of those days. Check in, or import a log of yours.")))
        elif as_csv is None:
            _print_days(found, here.voice)


def _check_that_it_can_be_written(file: Path | None, force: bool) -> None:
    from unknot.cli.files import check_folder_of

    check_folder_of(file)
    if file is not None and file.exists() and not force:
        raise NotUnderstood(
            spoken(_("{file} is there already; name another file or say --force"), file=file)
        )


def _write(found: Sequence[ToldDay], file: Path) -> None:
    from unknot.cli.files import write_whole
    from unknot.deliver.days_csv import render_days_csv

    write_whole(file, render_days_csv(found))
    tell(spoken(_("{n} days are in {file}."), n=len(found), file=file))


def _print_days(found: Sequence[ToldDay], voice: Voice) -> None:
    from unknot.cli.tables import print_table

    marked = (
        _("Day"), _("Sleep (h)"), _("Resting HR"), _("rMSSD (ms)"), _("Sore, 0 to 10"),
        _("Fatigue / stress / mood"), _("Told by"),
    )  # fmt: skip
    headings = [voice.translate(heading) for heading in marked]
    print_table(headings, [_row_of(day, voice) for day in found], right=frozenset({1, 2, 3}))


def _row_of(day: ToldDay, voice: Voice) -> tuple[str, ...]:
    from unknot.deliver.day_words import name_of_source, say_rmssd_of, say_soreness_of
    from unknot.deliver.words import say_number

    feelings = (day.fatigue, day.stress, day.mood)
    return (
        day.date.isoformat(),
        "" if day.sleep_h is None else say_number(day.sleep_h, voice),
        "" if day.resting_hr is None else say_number(day.resting_hr, voice, 0),
        say_rmssd_of(day, voice),
        say_soreness_of(day, voice),
        ""
        if feelings == (None,) * 3
        else " / ".join("–" if x is None else str(x) for x in feelings),
        ", ".join(name_of_source(source, voice) for source in day.sources),
    )
