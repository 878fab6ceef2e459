"""
`unknot import` and `unknot imports`: files, folders and archives go in, and out again.
"""

from __future__ import annotations

import time
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
    from unknot.app.views import ImportBatch, ImportedFile
    from unknot.cli.door import Visit
    from unknot.deliver.voice import Voice

SHOWN_ONE_BY_ONE = 20


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("import")(import_activities)
    group = typer.Typer(help="What was imported, and taking it back.", no_args_is_help=False)
    group.callback(invoke_without_command=True)(list_imports)
    group.command("show")(show_import)
    group.command("undo")(undo_import)
    app.add_typer(group, name="imports")


def import_activities(
    ctx: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files, archives, and folders with all they hold."),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what became of each file.")
    ] = False,
) -> None:
    """
    Read activity files, wellness logs, folders, and archives as their vendors give them.

    Read are .fit, .gpx, .tcx and the .csv of logs, each also gzipped, and ZIP archives of them. One bad file never
    stops the rest, a second import adds nothing, and one that was cut off goes on when the same is
    imported again. 'unknot imports undo' takes an import back.
    """
    from unknot.app.batches import told_as_wholes

    with visit(ctx, own=True) as here:
        told: list[ImportedFile] = []
        try:
            with working(spoken(_("Reading files"))) as say:
                aloud = _count_aloud(say, told, here, paths)
                here.house.import_paths(here.runner_id, paths, aloud)
        finally:
            # Files that are in stay in when the disk fills up or a runner stops us.
            files = told_as_wholes(told)
            _answer_with(files, here, as_json)
    _leave(files)


def list_imports(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print every import.")] = False,
) -> None:
    """
    List what was imported, the newest first.
    """
    if ctx.invoked_subcommand is not None:
        return
    from unknot.cli.tables import print_lines, print_table
    from unknot.deliver.plain import batches_as_plain

    with visit(ctx, own=True) as here:
        batches = here.house.imports(here.runner_id)
        if as_json:
            print_json(batches_as_plain(batches))
        elif not batches:
            print_lines([spoken(_("Nothing was imported yet."))], indent="")
        else:
            headings = (
                spoken(_("Id")), spoken(_("Begun")), spoken(_("State")), spoken(_("Files")),
                spoken(_("What was named")),
            )  # fmt: skip
            print_table(headings, [_batch_row(batch, here.voice) for batch in batches])


def show_import(
    ctx: typer.Context,
    import_id: Annotated[str, typer.Argument(metavar="ID", help="As 'unknot imports' names it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the import.")] = False,
) -> None:
    """
    Show what became of each file of an import.
    """
    with visit(ctx, own=True) as here:
        batch, files = here.house.show_import(here.runner_id, import_id)
        if as_json:
            from unknot.deliver.plain import batches_as_plain, import_as_plain

            [plain] = batches_as_plain([batch])
            print_json({**plain, "files": import_as_plain(files)})
        else:
            _print_outcomes(files, here.voice)


def undo_import(
    ctx: typer.Context,
    import_id: Annotated[str, typer.Argument(metavar="ID", help="As 'unknot imports' names it.")],
) -> None:
    """
    Take an import back: everything it added is gone, and nothing else.
    """
    with visit(ctx, own=True) as here:
        n_runs = here.house.undo_import(here.runner_id, import_id)
        tell(
            here.voice.count(
                _("The import is undone; {n} activity is gone."),
                _("The import is undone; {n} activities are gone."),
                n_runs,
            )
        )


def _batch_row(batch: ImportBatch, voice: Voice) -> tuple[str, ...]:
    from unknot.deliver.words import name_of, say_instant

    counts = ", ".join(f"{n} {name_of(outcome, voice)}" for outcome, n in batch.counts.items())
    when = say_instant(batch.started_at, voice)
    return batch.id, when, name_of(batch.state, voice), counts, "\n".join(batch.dropped)


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
        tell(spoken(_("There was no .fit, .gpx, .tcx or .csv file in what you named.")))
    for each in failed:
        tell(f"{each.file}: {terminal_voice().say(*each.reasons)}")
    end(SOMETHING_WAS_REFUSED if failed else DONE)


def _count_aloud(
    say: Callable[[str], None], told: list[ImportedFile], here: Visit, paths: Sequence[Path]
) -> Callable[[ImportedFile, int], None]:
    """
    Collects the files that are done, and tells how far it is, how fast, and how long still.
    """
    from unknot.app.views import ImportProgress
    from unknot.deliver.progress import say_progress

    begun = time.monotonic()
    n_bytes = here.house.bytes_at(paths)
    done = 0

    def on_file(file: ImportedFile, size: int) -> None:
        nonlocal done
        told.append(file)
        done += size
        seconds = time.monotonic() - begun
        last = Path(file.file).name
        say(say_progress(ImportProgress(len(told), done, n_bytes, seconds, last), here.voice))

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
    return "\n".join(found_in(file, voice))


def found_in(file: ImportedFile, voice: Voice) -> list[str]:
    """
    What a file holds, why it holds nothing, and what was odd about it.
    """
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
    if file.n_days:
        lines.append(voice.count("One day of wellness", "{n} days of wellness", file.n_days))
    lines += [voice.say(*file.reasons), *(voice.say(each.sentence) for each in file.warnings)]
    return [line for line in lines if line]
