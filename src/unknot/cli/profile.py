"""
`unknot profile`: what your own data says about you, and taking it over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.cli.door import Visit
    from unknot.domain.proposal import Proposal

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]

profile_app = typer.Typer(
    help="What your own data says about you; nothing is set unless you accept it.",
    invoke_without_command=True,
)


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.add_typer(profile_app, name="profile")


@profile_app.callback()
def show(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    Show what is found about you, and what it is found from.
    """
    if ctx.invoked_subcommand is not None:
        return
    with visit(ctx) as here:
        found = here.house.find_profile(here.runner_id)
        if as_json:
            from unknot.deliver.plain import proposal_as_plain

            print_json([proposal_as_plain(each, here.voice) for each in found])
        elif found:
            _print_found(found, here)
        else:
            tell(spoken(_("Nothing new is found about you. More runs may say more.")))


@profile_app.command("accept")
def accept(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name in `unknot profile`.")],
    as_json: AsJson = False,
) -> None:
    """
    Set what was found, as if you had typed it.
    """
    from unknot.cli.values import read_member
    from unknot.domain.canonical import to_plain
    from unknot.domain.proposal import FIELD_OF, Found
    from unknot.domain.sentence import sentence

    with visit(ctx) as here:
        chosen = read_member(Found, name, sentence("proposal"))
        settings = here.house.accept_found(here.runner_id, chosen)
        value = getattr(settings, FIELD_OF[chosen])
        if as_json:
            print_json({chosen.value: to_plain(value)})
        else:
            from unknot.deliver.proposal_words import name_found, say_found

            said = say_found(chosen, value, here.voice)
            typer.echo(f"{name_found(chosen, here.voice)}: {said}")


def _print_found(found: tuple[Proposal, ...], here: Visit) -> None:
    from unknot.cli.tables import print_table
    from unknot.deliver.proposal_words import say_found, say_what_stays, say_why_found

    rows = [
        (
            each.name.value,
            say_found(each.name, each.value, here.voice),
            " ".join(
                said
                for said in (say_why_found(each, here.voice), say_what_stays(each, here.voice))
                if said
            ),
        )
        for each in found
    ]
    print_table((spoken(_("Name")), spoken(_("We found")), spoken(_("Because"))), rows)
    tell(spoken(_("None of it is set. Take one over with: unknot profile accept NAME")))
