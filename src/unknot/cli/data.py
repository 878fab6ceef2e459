"""
`unknot export`, `unknot erase` and `unknot demo`: everything out, everything gone, or a sample in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unknot.app.errors import NotUnderstood, Refusal
from unknot.cli.door import open_house_of, own_runner, shown_runner, spoken, tell, visit
from unknot.cli.tables import working
from unknot.deliver.marking import mark as _


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.command("export")(export)
    app.command("erase")(erase)
    app.command("demo")(demo)


def export(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The ZIP to write.")] = Path(
        "unknot-export.zip"
    ),
    force: Annotated[bool, typer.Option("--force", help="Write over a file of that name.")] = False,
) -> None:
    """
    Write everything kept about you into a ZIP.

    Every row and every original file is in it.
    """
    from unknot.cli.files import check_folder_of, write_whole

    check_folder_of(file)
    if file.exists() and not force:
        raise NotUnderstood("{file} is there already; name another file or say --force", file=file)
    with visit(ctx) as here:
        with working(spoken(_("Gathering everything"))):
            content = here.house.export_zip(here.runner_id, here.voice.translate)
        write_whole(file, content)
    size = f"{len(content) / 1e6:.1f}"
    tell(spoken(_("Everything is in {file} ({size} MB)."), file=file, size=size))


def erase(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """
    Delete everything kept about you.

    Originals included; it cannot be undone.
    """
    with open_house_of(ctx) as house:
        runner = shown_runner(ctx, house)
        if runner is None:
            tell(spoken(_("There is nothing to erase.")))
            return
        question = (
            _("Delete the sample runner for good?")
            if runner.is_sample
            else _("Delete everything kept about you for good?")
        )
        if not yes and not typer.confirm(spoken(question), err=True):
            raise Refusal("Nothing was deleted.")
        house.erase(runner.id)
    gone = _("The sample is deleted.") if runner.is_sample else _("All about you is deleted.")
    tell(spoken(gone))


def demo(
    ctx: typer.Context,
    remove: Annotated[bool, typer.Option("--remove", help="Take the sample away again.")] = False,
) -> None:
    """
    Look around with a real runner's history.
    """
    with open_house_of(ctx) as house:
        of = own_runner(ctx, house)
        if remove:
            house.remove_sample(of)
            tell(spoken(_("The sample runner is gone.")))
            return
        with working(spoken(_("Fetching the sample"))):
            house.load_sample(of)
        shown = shown_runner(ctx, house)
    tell(
        spoken(
            _("The sample runner is here: a real runner's four months, without names or places.")
        )
    )
    if shown is not None and not shown.is_sample:
        tell(spoken(_("Your own runs are here too, so it is your pages that are shown.")))
    else:
        tell(spoken(_("See the plan with: unknot plan. Remove it with: unknot demo --remove")))
