"""
`unknot reread`: what a newer reader makes of the files that are kept.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.cli.door import DONE, SOMETHING_WAS_REFUSED, end, print_json, spoken, tell, visit
from unknot.cli.tables import working
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unknot.app.views import RereadFile
    from unknot.deliver.voice import Voice


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("reread")(reread_files)


def reread_files(
    ctx: typer.Context,
    run: Annotated[
        str | None, typer.Argument(metavar="[RUN]", help="Only the files of this run.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what became of each file.")
    ] = False,
) -> None:
    """
    Read the kept files again with the readers of this version, and tell what changed.

    What you said of a run stays. A file that cannot be read any more keeps what was read before.
    """
    with visit(ctx, own=True) as here:
        told: list[RereadFile] = []
        try:
            with working(spoken(_("Reading files"))) as say:

                def on_file(file: RereadFile) -> None:
                    told.append(file)
                    say(here.voice.count("One file", "{n} files", len(told)))

                here.house.reread(here.runner_id, run, on_file)
        finally:
            if as_json:
                from unknot.deliver.plain import reread_as_plain

                print_json(reread_as_plain(told))
            else:
                _print(told, here.voice)
    failed = [each for each in told if each.outcome.value == "failed"]
    for each in failed:
        tell(f"{each.file}: {here.voice.say(*each.reasons)}")
    end(SOMETHING_WAS_REFUSED if failed else DONE)


def _print(told: Sequence[RereadFile], voice: Voice) -> None:
    """
    Only what a runner should look at is shown file by file.
    """
    from unknot.cli.tables import print_lines, print_table
    from unknot.deliver.words import name_of

    rows = [
        (each.file, name_of(each.outcome, voice), _what_changed(each, voice))
        for each in told
        if each.outcome.value != "unchanged"
    ]
    if rows:
        print_table((spoken(_("File")), spoken(_("Outcome")), spoken(_("What changed"))), rows)
    if not told:
        print_lines([spoken(_("No file is kept yet."))], indent="")
        return
    counted = Counter(name_of(each.outcome, voice) for each in told)
    outcomes = ", ".join(f"{number} {name}" for name, number in counted.items())
    print_lines([f"{voice.count('One file', '{n} files', len(told))}: {outcomes}."], indent="")


def _what_changed(file: RereadFile, voice: Voice) -> str:
    from unknot.deliver.plain import plain_value

    lines = [
        f"{each.run_id or each.date} {each.field}: {plain_value(each.before)} → {plain_value(each.after)}"
        for each in file.changes
    ]
    return "\n".join([*lines, *([voice.say(*file.reasons)] if file.reasons else [])])
