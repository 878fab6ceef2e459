"""
`unknot watch`: a folder whose new files go in by themselves.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.cli.door import spoken, tell, visit
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.app.views import ImportedFile
    from unknot.cli.door import Visit
    from unknot.watching import Watched

LOOK_EVERY_S = 5.0
# With --once: how long a file has to stay as it is before it counts as whole.
SETTLES_IN_S = 2.0


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("watch")(watch_folder)


def watch_folder(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to look into.")],
    once: Annotated[
        bool, typer.Option("--once", help="Read what is there now, and leave.")
    ] = False,
) -> None:
    """
    Read new files of a folder as they come, until you press Ctrl+C.

    A file that is still being written is left until it is whole. What was read before is not read
    again, whatever became of it.
    """
    from unknot.watching import Watched

    with visit(ctx, own=True) as here:
        watched = Watched(here.house, here.runner_id, folder.expanduser().absolute())
        if once:
            watched.look()
            time.sleep(SETTLES_IN_S)
            if not _read_new(here, watched):
                tell(spoken(_("There is nothing new in {folder}."), folder=watched.folder))
            return
        tell(spoken(_("Watching {folder}. Ctrl+C ends it."), folder=watched.folder))
        try:
            _watch(here, watched)
        except KeyboardInterrupt:
            tell(spoken(_("No longer watching. What was read is kept.")))


def _watch(here: Visit, watched: Watched) -> None:
    """
    Looks again and again; what is wrong with the folder is said once, until it is well again.
    """
    from unknot.app.errors import FolderAway

    said = ""
    while True:
        try:
            _read_new(here, watched)
            said = ""
        except FolderAway as away:
            if said != (said := here.voice.refuse(away)):
                tell(f"{said} {spoken(_('It is looked for again.'))}")
        time.sleep(LOOK_EVERY_S)


def _read_new(here: Visit, watched: Watched) -> bool:
    """
    Reads what is new and whole, with a line for each file; False when there was nothing.
    """
    new = watched.new()
    if new is None:
        return False

    def on_file(file: ImportedFile, size: int) -> None:
        name = file.file.removeprefix(f"{watched.folder}{os.sep}")
        typer.echo(_line_of(name, file, here))

    here.house.import_files(here.runner_id, new.files(), on_file, batch=new.batch)
    return True


def _line_of(name: str, file: ImportedFile, here: Visit) -> str:
    from unknot.cli.imports import found_in
    from unknot.deliver.words import name_of

    found = "; ".join(found_in(file, here.voice))
    outcome = name_of(file.outcome, here.voice)
    return f"{name}: {outcome}{'; ' if found else ''}{found}"
