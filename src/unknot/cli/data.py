"""
`unknot export`, `unknot erase` and `unknot demo`: everything out, everything gone, or a sample in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unknot.app.errors import NotUnderstood
from unknot.cli.door import open_house_of, tell, visit


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
    Write everything kept about you into one ZIP: every row and every original file.
    """
    from unknot.cli.plan import check_folder_of, write_whole

    check_folder_of(file)
    if file.exists() and not force:
        raise NotUnderstood(f"{file} is there already; name another file or say --force")
    with visit(ctx) as here:
        content = here.house.export_zip(here.runner_id)
        write_whole(file, content)
    tell(f"Everything is in {file} ({len(content) / 1e6:.1f} MB).")


def erase(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """
    Delete everything kept about you, originals included. It cannot be undone.
    """
    with open_house_of(ctx) as house:
        runner = house.runner()
        if runner is None:
            tell("There is nothing to erase.")
            return
        whose = "the sample runner's data" if runner.is_sample else "everything kept about you"
        if not yes and not typer.confirm(f"Delete {whose} for good?", err=True):
            raise NotUnderstood("Nothing was deleted.")
        house.erase(runner.id)
    tell("It is deleted." if runner.is_sample else "Everything kept about you is deleted.")


def demo(
    ctx: typer.Context,
    remove: Annotated[bool, typer.Option("--remove", help="Take the sample away again.")] = False,
) -> None:
    """
    Look around with a real runner's history; --remove takes it away again.
    """
    with open_house_of(ctx) as house:
        if remove:
            house.remove_sample()
            tell("The sample runner is gone.")
            return
        house.load_sample()
        shown = house.runner()
    tell("The sample runner is here: a real runner's four months, without names or places.")
    if shown is not None and not shown.is_sample:
        tell("Your own runs are here too, so it is your pages that are shown.")
    else:
        tell("See the plan with: unknot plan. Remove it with: unknot demo --remove")
