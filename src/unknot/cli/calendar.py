"""
`unknot calendar ...`: the private address that a calendar program can subscribe to.
"""

from __future__ import annotations

import typer

from unknot.cli.door import spoken, tell, visit
from unknot.deliver.marking import mark as _

calendar_app = typer.Typer(help="The private calendar address.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.add_typer(calendar_app, name="calendar")


@calendar_app.command("new-address")
def new_address(
    ctx: typer.Context,
    port: int = typer.Option(8765, help="The port that `unknot serve` uses."),
) -> None:
    """
    Make a new private address; the old one stops working.
    """
    with visit(ctx) as here:
        token = here.house.renew_feed(here.runner_id)
    typer.echo(f"http://127.0.0.1:{port}/calendar/{token}.ics")
    tell(
        spoken(
            _(
                "Keep it to yourself: who knows the address can read the calendar. It is shown only now."
            )
        )
    )
