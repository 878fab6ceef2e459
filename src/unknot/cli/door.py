"""
Standing in the door: whose house it is, in whose voice to speak, and where words go.

What was asked for goes to standard output alone; what is said about it goes to standard error.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.app.ports import Runner
    from unknot.bootstrap import House
    from unknot.deliver.voice import Voice
    from unknot.domain.settings import Settings

DONE = 0
SOMETHING_WAS_REFUSED = 1


@dataclass(frozen=True, slots=True)
class Door:
    """
    What was said before the command: where the data lies, None for the usual place; and who it is
    about, by the name they sign in with, for the runner whose house it is nothing.
    """

    data_dir: Path | None = None
    runner: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """
    One command's stay: the open house, the runner it is about, and how to speak to them.
    """

    house: House
    runner: Runner
    settings: Settings
    voice: Voice

    @property
    def runner_id(self) -> str:
        """
        Whose rows are read and written.
        """
        return self.runner.id

    @property
    def now(self) -> datetime:
        """
        This instant, by the house's clock.
        """
        return self.house.clock.now()

    @property
    def today(self) -> date:
        """
        The date on the runner's wall calendar.
        """
        from unknot.domain.units import local_date

        return local_date(self.now, self.settings.zone)


@contextmanager
def open_house_of(ctx: typer.Context) -> Iterator[House]:
    """
    The house over the data folder that was named, closed again at the end.
    """
    from unknot.bootstrap import open_house

    house = open_house(door_of(ctx).data_dir)
    try:
        yield house
    finally:
        house.close()


@contextmanager
def visit(ctx: typer.Context, own: bool = False) -> Iterator[Visit]:
    """
    A stay with the runner whose pages are shown; with `own` never with the sample.
    """
    with open_house_of(ctx) as house:
        runner = own_runner(ctx, house) if own else shown_runner(ctx, house)
        runner = runner or house.own_runner()
        settings = house.settings(runner.id)
        if runner.is_sample:
            tell(spoken(_("This is the sample runner. Import your own runs to see yourself.")))
        yield Visit(house, runner, settings, voice_for(settings))


def own_runner(ctx: typer.Context, house: House) -> Runner | None:
    """
    The runner that the command is about, and not a sample; None where nobody is yet.
    """
    name = door_of(ctx).runner
    return house.runner_named(name) if name else house.own_runner_if_any()


def shown_runner(ctx: typer.Context, house: House) -> Runner | None:
    """
    Whose data is shown: theirs, or the sample that they look around in.
    """
    name = door_of(ctx).runner
    return house.shown_to(house.runner_named(name)) if name else house.runner()


def door_of(ctx: typer.Context) -> Door:
    """
    What was said before the command.
    """
    found = ctx.find_object(Door)
    return found if found is not None else Door()


def voice_for(settings: Settings) -> Voice:
    """
    How to speak on this terminal: the runner's units and money, the terminal's language.
    """
    from unknot.deliver.voice import voice_of

    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    language = (spoken or "").partition(".")[0]
    return voice_of(settings, *([language] if language else []))


def spoken(message: str, /, **words: object) -> str:
    """
    A marked message in the terminal's language, with its placeholders filled.
    """
    return terminal_voice().fill(message, **words)


@cache
def terminal_voice() -> Voice:
    """
    How to speak before any runner is known.
    """
    from unknot.domain.settings import Settings

    return voice_for(Settings())


def tell(sentence: str) -> None:
    """
    Something said about the work, beside what was asked for.
    """
    typer.echo(sentence, err=True)


def print_json(plain: object) -> None:
    """
    The answer for other programs: on standard output, and nothing else there.
    """
    from unknot.deliver.plain import write_json

    typer.echo(write_json(plain), nl=False)


def end(code: int) -> NoReturn:
    """
    Leaves the command with that exit code.
    """
    raise typer.Exit(code)
