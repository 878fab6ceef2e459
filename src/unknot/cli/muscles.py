"""
`unknot muscles`: what the last seven days asked of each muscle, as the page Load has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _
from unknot.domain.body import Region

if TYPE_CHECKING:
    from unknot.cli.door import Visit
    from unknot.domain.muscle_load import MuscleWeek, RegionLoad


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("muscles")(show_muscles)


def show_muscles(
    ctx: typer.Context,
    region: Annotated[
        Region | None, typer.Argument(metavar="[REGION]", help="Open one muscle, such as calf.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """
    Show what the last seven days asked of each muscle, or which runs asked it of one.
    """
    with visit(ctx) as here:
        week = here.house.show_muscles(here.runner_id)
        if as_json:
            from unknot.deliver.plain_muscles import muscle_week_as_plain, region_load_as_plain

            print_json(
                muscle_week_as_plain(week)
                if region is None
                else region_load_as_plain(week.region(region))
            )
        elif not week.efforts:
            tell(spoken(_("No activity is known in the last 7 days.")))
        elif region is None:
            _print_week(week, here)
        else:
            _print_region(week.region(region), week, here)


def _print_week(week: MuscleWeek, here: Visit) -> None:
    from unknot.cli.tables import print_table
    from unknot.deliver.muscle_words import say_beside_usual
    from unknot.deliver.words import say_grade, say_number
    from unknot.domain.body import REGION_NAMES

    voice = here.voice
    marked = (_("Muscle"), _("Name for it here"), _("Load"), _("Beside usual"), _("How sure"))
    rows = [
        (
            voice.translate(REGION_NAMES[each.region].everyday),
            each.region.value,
            say_number(each.points, voice, 0),
            say_beside_usual(each, voice),
            say_grade(each.grade, voice),
        )
        for each in sorted(week.regions, key=lambda each: -each.points)
    ]
    print_table([voice.translate(each) for each in marked], rows, right=frozenset({2}))


def _print_region(load: RegionLoad, week: MuscleWeek, here: Visit) -> None:
    from unknot.cli.tables import print_table
    from unknot.deliver.muscle_words import (
        name_of_run_part,
        say_amount_of_part,
        say_mostly_from,
    )
    from unknot.deliver.words import name_of, say_date, say_number

    voice = here.voice
    print(say_mostly_from(load, week.until, voice))
    marked = (_("Date"), _("Run"), _("Kind"), _("Part"), _("Amount"), _("Load"))
    rows = [
        (
            say_date(run.date, voice),
            run.run_id,
            name_of(run.kind if run.is_run else run.sport, voice),
            name_of_run_part(part.part.part, voice),
            say_amount_of_part(part.part, voice),
            say_number(part.points, voice, 0),
        )
        for run in load.runs
        for part in run.parts
    ]
    if rows:
        print_table([voice.translate(each) for each in marked], rows, right=frozenset({5}))
