"""
`unknot account ...`: who may sign in, and how.

A passphrase is asked for or read from standard input, never taken as an argument: those stand in
the history of the shell and in the list of programs, for others to read.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from unknot.app.errors import NotUnderstood, Refusal
from unknot.cli.door import door_of, open_house_of, print_json, spoken, tell, voice_for
from unknot.deliver.marking import mark as _

account_app = typer.Typer(help="Who may sign in: passphrases and runners.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name they sign in with.")]


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.add_typer(account_app, name="account")


@account_app.command("set-passphrase")
def set_passphrase(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="The name to sign in with from now on.")
    ] = "",
) -> None:
    """
    Set your passphrase, or another one.

    It is asked for, or read as one line from standard input. Sign-ins in use end.
    """
    with open_house_of(ctx) as house:
        asked = door_of(ctx).runner
        runner = house.runner_named(asked) if asked else house.own_runner()
        kept = house.account_of(runner.id)
        known = name or (kept.name if kept else house.settings(runner.id).name or _USUAL_NAME)
        house.set_passphrase(runner.id, known, _read_passphrase())
    tell(
        spoken(
            _("Set. Sign in as {name}; wherever you were signed in, you are not any more."),
            name=known,
        )
    )


@account_app.command("add")
def add(ctx: typer.Context, name: Name) -> None:
    """
    Add another runner, with data of their own.

    The passphrase is asked for, or read as one line from standard input.
    """
    with open_house_of(ctx) as house:
        house.add_account(name, _read_passphrase())
    tell(spoken(_("{name} can sign in now, and sees nothing of anybody else."), name=name))


@account_app.command("list")
def list_accounts(
    ctx: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """
    List who may sign in, and where they are signed in.
    """
    from unknot.deliver.account_words import account_as_plain, say_account

    with open_house_of(ctx) as house:
        own = house.own_runner_if_any()
        voice = voice_for(house.settings(own.id)) if own else None
        lines = house.accounts()
    if json:
        print_json([account_as_plain(line) for line in lines])
    elif not lines or voice is None:
        tell(spoken(_("Nobody has a passphrase, so nobody has to sign in.")))
    else:
        for line in lines:
            typer.echo(say_account(line, voice))


@account_app.command("end-sessions")
def end_sessions(ctx: typer.Context, name: Name) -> None:
    """
    Sign somebody out everywhere.
    """
    with open_house_of(ctx) as house:
        n_ended = house.end_sign_ins(house.runner_named(name).id)
    tell(spoken(_("{name} is signed out everywhere ({n} in all)."), name=name, n=n_ended))


@account_app.command("remove")
def remove(
    ctx: typer.Context,
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """
    Delete an added runner with all their data.
    """
    with open_house_of(ctx) as house:
        runner = house.runner_named(name)
        if not runner.is_added:
            raise Refusal(
                "{name} is you, whose house this is. To delete all about yourself: unknot erase",
                name=name,
            )
        question = spoken(_("Delete {name} and everything kept about them for good?"), name=name)
        if not yes and not typer.confirm(question, err=True):
            raise Refusal("Nothing was deleted.")
        house.erase(runner.id)
    tell(spoken(_("All about {name} is deleted."), name=name))


# What to sign in as, where nobody said how they are called.
_USUAL_NAME = "runner"


def _read_passphrase() -> str:
    if sys.stdin.isatty():
        return str(
            typer.prompt(
                spoken(_("Passphrase")),
                hide_input=True,
                confirmation_prompt=spoken(_("Again")),
                err=True,
            )
        )
    line = sys.stdin.readline()
    if not line.strip():
        raise NotUnderstood("A passphrase is needed, as one line on standard input.")
    return line.rstrip("\r\n")
