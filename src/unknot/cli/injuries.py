"""
`unknot injury ...`: injuries and illnesses, for as long as they last.
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
    from unknot.domain.safety import Injury

injury_app = typer.Typer(
    help="Injuries and illnesses, for as long as they last.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.add_typer(injury_app, name="injury")


@injury_app.command("add")
def add_injury(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Option(help="acute, overuse, bone-stress, surgery, skin or illness.")
    ],
    regions: Regions = None,
    side: SideOption = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Its first day; else today.")
    ] = None,
    note: Annotated[str, typer.Option(help="Anything else.")] = "",
    as_json: AsJson = False,
) -> None:
    """
    Note an injury or an illness; every day of it counts until you end it.
    """
    from unknot.cli.body_values import read_parts
    from unknot.cli.values import read_member
    from unknot.domain.safety import InjuryKind

    with visit(ctx) as here:
        meant = read_member(InjuryKind, kind, sentence("kind of injury"))
        parts = read_parts(regions or (), side)
        if not parts and meant is not InjuryKind.ILLNESS:
            raise typer.BadParameter(spoken(_("say where, such as --region calf --side left")))
        day = day_said(since, here)
        _answer_injury(
            here.house.add_injury(here.runner_id, meant, day, parts, note), here, as_json
        )


@injury_app.command("end")
def end_injury(
    ctx: typer.Context,
    injury_id: Annotated[str, typer.Argument(metavar="INJURY", help="From `unknot injury list`.")],
    on: OnDate = None,
    as_json: AsJson = False,
) -> None:
    """
    Say that an injury or illness is over; that day is its last.
    """
    with visit(ctx) as here:
        ended = here.house.end_injury(here.runner_id, injury_id, day_said(on, here))
        _answer_injury(ended, here, as_json)


@injury_app.command("list")
def list_injuries(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    List injuries and illnesses, past and present.
    """
    with visit(ctx) as here:
        found = here.house.injuries(here.runner_id)
        if as_json:
            from unknot.domain.canonical import to_plain

            print_json([to_plain(injury) for injury in found])
            return
        for injury in found:
            typer.echo(_injury_line(injury, here))
        if not found:
            tell(spoken(_("No injury or illness is noted.")))


def _answer_injury(injury: Injury, here: Visit, as_json: bool) -> None:
    if as_json:
        from unknot.domain.canonical import to_plain

        print_json(to_plain(injury))
    else:
        typer.echo(_injury_line(injury, here))


def _injury_line(injury: Injury, here: Visit) -> str:
    from unknot.deliver.words import (
        join_and,
        join_comma,
        name_of,
        names_of_parts,
        say_date_with_year,
    )

    where = join_and(names_of_parts(injury.parts, here.voice), here.voice)
    what = join_comma(
        [name for name in (name_of(injury.kind, here.voice), where) if name], here.voice
    )
    said = _("{what}, from {first} to {last}") if injury.ended_on else _("{what}, since {first}")
    first = say_date_with_year(injury.started_on, here.voice)
    last = say_date_with_year(injury.ended_on, here.voice) if injury.ended_on else ""
    return f"{injury.id}  {here.voice.fill(said, what=what, first=first, last=last)}"
