"""
`unknot log massage` and `unknot item ...`: what was had, booked, done and skipped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from unknot.app.errors import NotUnderstood
from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _
from unknot.domain.sentence import sentence

if TYPE_CHECKING:
    from unknot.cli.door import Visit
    from unknot.domain.plan import PlanItem
    from unknot.domain.session import Appointment

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]
ItemId = Annotated[str, typer.Argument(metavar="ID", help="Below its name in `unknot plan`.")]

log_app = typer.Typer(help="Massages you had or booked.", no_args_is_help=True)
item_app = typer.Typer(help="One item of the plan you live by.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.add_typer(log_app, name="log")
    app.add_typer(item_app, name="item")


@log_app.command("massage")
def log_massage(
    ctx: typer.Context,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day.")],
    massage_type: Annotated[
        str, typer.Option("--type", help="light, swedish, sports or deep-tissue.")
    ],
    minutes: Annotated[int, typer.Option(help="How long.")],
    price: Annotated[str | None, typer.Option(help="What it cost, such as 55.")] = None,
    regions: Annotated[
        list[str] | None,
        typer.Option("--regions", "--region", help="Where, such as calf,hamstrings."),
    ] = None,
    depth: Annotated[str | None, typer.Option(help="light, medium or deep.")] = None,
    at: Annotated[str | None, typer.Option(metavar="TIME", help="When it began, as 18:30.")] = None,
    as_json: AsJson = False,
) -> None:
    """
    Note a massage you had; on a day ahead it is an appointment the plan keeps.
    """
    from unknot.cli.body_values import read_parts
    from unknot.cli.values import read_clock, read_date, read_member
    from unknot.domain.session import Depth, MassageType

    with visit(ctx) as here:
        _check_length(minutes)
        appointment = here.house.log_massage(
            here.runner_id,
            read_date(on),
            read_member(MassageType, massage_type, sentence("massage type")),
            minutes,
            None if price is None else _price(price),
            read_parts(regions or ()),
            read_member(Depth, depth, sentence("depth")) if depth else None,
            read_clock(at) if at else None,
        )
        _answer_with(appointment, here, as_json)


def _check_length(minutes: int) -> None:
    if not 10 <= minutes <= 240:
        raise NotUnderstood("a massage lasts 10 to 240 minutes, not {minutes}", minutes=minutes)


def _price(text: str) -> int:
    from unknot.cli.values import read_money

    cents = read_money(text)
    if cents < 0:
        raise NotUnderstood("a price is not negative")
    return cents


@log_app.command("list")
def list_massages(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    List the massages you had and booked.
    """
    with visit(ctx) as here:
        found = here.house.appointments(here.runner_id)
        if as_json:
            from unknot.deliver.plain import appointment_as_plain

            print_json([appointment_as_plain(each) for each in found])
            return
        for each in found:
            typer.echo(_line_of(each, here))
        if not found:
            tell(spoken(_("No massage is noted yet.")))


@log_app.command("remove")
def remove_massage(
    ctx: typer.Context,
    appointment_id: Annotated[str, typer.Argument(metavar="ID", help="From `unknot log list`.")],
) -> None:
    """
    Forget a massage that was noted or booked.
    """
    with visit(ctx) as here:
        here.house.remove_appointment(here.runner_id, appointment_id)
    typer.echo(spoken(_("That massage is forgotten.")))


def _answer_with(appointment: Appointment, here: Visit, as_json: bool) -> None:
    if as_json:
        from unknot.deliver.plain import appointment_as_plain

        print_json(appointment_as_plain(appointment))
    else:
        typer.echo(_line_of(appointment, here))


def _line_of(appointment: Appointment, here: Visit) -> str:
    from unknot.deliver.words import (
        join_and,
        name_of,
        names_of_parts,
        say_date,
        say_minutes,
        say_money,
    )

    voice = here.voice
    words = [
        name_of(appointment.massage_type, voice),
        say_minutes(appointment.minutes, voice),
        join_and(names_of_parts(appointment.parts, voice), voice),
        "" if appointment.cents is None else say_money(appointment.cents, voice),
        name_of(appointment.status, voice),
    ]
    said = ", ".join(word for word in words if word)
    return f"{appointment.id}  {say_date(appointment.date, voice)} {appointment.date.year}: {said}"


def _mark(ctx: typer.Context, item_id: str, status_code: str, as_json: bool) -> None:
    from unknot.domain.session import ItemStatus

    with visit(ctx) as here:
        item = here.house.mark_item(here.runner_id, item_id, ItemStatus(status_code))
        _answer_item(item, here, as_json)


def _answer_item(item: PlanItem, here: Visit, as_json: bool) -> None:
    if as_json:
        from unknot.deliver.plain import item_as_plain

        print_json(item_as_plain(item, here.voice))
    else:
        from unknot.cli.plan_page import print_item

        print_item(item, here.voice)


@item_app.command("done")
def done(ctx: typer.Context, item_id: ItemId, as_json: AsJson = False) -> None:
    """
    You did it.
    """
    _mark(ctx, item_id, "done", as_json)


@item_app.command("skip")
def skip(ctx: typer.Context, item_id: ItemId, as_json: AsJson = False) -> None:
    """
    You leave it out, which is fine.
    """
    _mark(ctx, item_id, "skipped", as_json)


@item_app.command("confirm")
def confirm(ctx: typer.Context, item_id: ItemId, as_json: AsJson = False) -> None:
    """
    You booked it: the plan keeps it where it is.
    """
    _mark(ctx, item_id, "confirmed", as_json)


@item_app.command("undo")
def undo(ctx: typer.Context, item_id: ItemId, as_json: AsJson = False) -> None:
    """
    Take back what you said about it.
    """
    _mark(ctx, item_id, "proposed", as_json)


@item_app.command("show")
def show(ctx: typer.Context, item_id: ItemId, as_json: AsJson = False) -> None:
    """
    Show one item with all its reasons.
    """
    with visit(ctx) as here:
        kept = here.house.kept_plan(here.runner_id)
        items = () if kept is None else kept.decision.items
        for item in items:
            if item.id == item_id:
                _answer_item(item, here, as_json)
                return
    raise NotUnderstood(
        "there is no item {item_id} in the plan you live by; see: unknot plan --keep",
        item_id=item_id,
    )
