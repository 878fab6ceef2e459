"""
`unknot import`: files and folders of activities go in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.cli.door import (
    DONE,
    SOMETHING_WAS_REFUSED,
    end,
    print_json,
    spoken,
    tell,
    terminal_voice,
    visit,
)
from unknot.cli.tables import working
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.app.views import ImportedFile
    from unknot.cli.door import Visit
    from unknot.deliver.voice import Voice

SHOWN_ONE_BY_ONE = 20


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("import")(import_activities)


def import_activities(
    ctx: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files, and folders with all they hold."),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what became of each file.")
    ] = False,
) -> None:
    """
    Read activity files and folders.

    Read are .fit, .gpx and .tcx, each also gzipped. One bad file never stops the rest, and a
    second import adds nothing.
    """
    with visit(ctx, own=True) as here:
        files: list[ImportedFile] = []
        try:
            with working(spoken(_("Reading files"))) as say:
                here.house.import_paths(here.runner_id, paths, _count_aloud(say, files))
        finally:
            # Files that are in stay in when the disk fills up or a runner stops us.
            _answer_with(files, here, as_json)
    _leave(files)


def _answer_with(files: Sequence[ImportedFile], here: Visit, as_json: bool) -> None:
    if as_json:
        from unknot.deliver.plain import import_as_plain

        print_json(import_as_plain(files))
    else:
        _print_outcomes(files, here.voice)


def _leave(files: Sequence[ImportedFile]) -> None:
    """
    Names what failed on standard error, and leaves with the exit code that says so.
    """
    failed = [each for each in files if each.outcome.value == "failed"]
    if not files:
        tell(spoken(_("There was no .fit, .gpx or .tcx file in what you named.")))
    for each in failed:
        tell(f"{each.file}: {terminal_voice().say(*each.reasons)}")
    end(SOMETHING_WAS_REFUSED if failed else DONE)


def _count_aloud(
    say: Callable[[str], None], files: list[ImportedFile]
) -> Callable[[ImportedFile], None]:
    """
    Collects the files that are done, and tells how many they are and which was the last.
    """

    def on_file(file: ImportedFile) -> None:
        files.append(file)
        last = Path(file.file).name
        say(spoken(_("Reading files: {done} done, last {last}"), done=len(files), last=last))

    return on_file


def _print_outcomes(files: Sequence[ImportedFile], voice: Voice) -> None:
    """
    A few files are shown one by one; of many only those that a runner should look at.
    """
    from unknot.cli.tables import print_lines, print_table
    from unknot.deliver.words import name_of

    few = len(files) <= SHOWN_ONE_BY_ONE
    rows = [
        (Path(each.file).name, name_of(each.outcome, voice), _about(each, voice))
        for each in files
        if few or each.outcome.value in ("recovered", "failed")
    ]
    if rows:
        print_table((spoken(_("File")), spoken(_("Outcome")), spoken(_("What we found"))), rows)
    if files:
        print_lines([_summary(files, voice)], indent="")


def _summary(files: Sequence[ImportedFile], voice: Voice) -> str:
    from unknot.deliver.words import name_of

    counted = Counter(name_of(each.outcome, voice) for each in files)
    outcomes = ", ".join(f"{number} {name}" for name, number in counted.items())
    read = voice.count("One file", "{n} files", len(files))
    summary = f"{read}: {outcomes}."
    odd = sum(1 for each in files if each.warnings)
    if not odd:
        return summary
    more = voice.fill(_("Something was odd in {odd} of them; --json tells what."), odd=odd)
    return f"{summary} {more}"


def _about(file: ImportedFile, voice: Voice) -> str:
    from unknot.deliver.words import name_of, say_date_with_year, say_distance, say_minutes
    from unknot.domain.units import local_date

    lines = []
    for run in file.runs:
        length = say_distance(run.distance_m, voice) if run.distance_m else ""
        lasted = say_minutes(run.elapsed_s / 60, voice) if run.elapsed_s else ""
        day = say_date_with_year(local_date(run.start_utc, voice.zone), voice)
        lines.append(
            ", ".join(word for word in (name_of(run.sport, voice), day, length, lasted) if word)
        )
    lines += [voice.say(*file.reasons), *(voice.say(each.sentence) for each in file.warnings)]
    return "\n".join(line for line in lines if line)
