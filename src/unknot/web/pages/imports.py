"""
One import: how far it is, what became of each file, and taking it back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from unknot.app.views import BatchState, ImportBatch, ImportedFile, ImportProgress, RunFacts
from unknot.deliver.progress import say_progress
from unknot.deliver.words import (
    name_of,
    say_date_with_year,
    say_distance,
    say_instant,
    start_with_capital,
)
from unknot.domain.recording import FileOutcome
from unknot.domain.units import local_date
from unknot.web.pages.history import say_counts
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

# More of one sort say no more than these.
MOST_SHOWN = 100
# Up to so many a sort is shown at once; more are folded.
SHOWN_OPEN = 12

_ICONS: Mapping[FileOutcome, str] = {
    FileOutcome.IMPORTED: "file-check",
    FileOutcome.RECOVERED: "file-check",
    FileOutcome.DUPLICATE: "file",
    FileOutcome.SKIPPED: "file",
    FileOutcome.FAILED: "file-x",
}


@dataclass(frozen=True, slots=True)
class FileLine:
    """
    What became of one file, in words. `place` is the archive and the folder it lies in.
    """

    name: str
    place: str
    outcome: str
    icon: str
    detail: str
    warnings: tuple[str, ...]
    run_id: str = ""


@dataclass(frozen=True, slots=True)
class FileGroup:
    """
    Files of one sort under one heading; `more` are not shown one by one.
    """

    title: str
    lines: tuple[FileLine, ...]
    count: int
    more: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class ImportPage:
    """
    What the page of one import shows.

    `next` is where the runner goes on: to the first questions after the first files.
    """

    id: str
    when: str
    state: str
    is_going_on: bool
    may_go_on: bool
    may_undo: bool
    said: str
    percent: int
    groups: tuple[FileGroup, ...]
    summary: str
    next: str
    note: str
    made_by: str


def import_page(visit: Visit, batch_id: str, next_page: str, note: str = "") -> ImportPage:
    """
    Gathers what is known of an import, from the record and from whoever works on it.
    """
    batch, files = visit.house.show_import(visit.runner_id, batch_id)
    progress = visit.door.jobs.progress(batch_id)
    trouble = visit.door.jobs.trouble_of(batch_id)
    if trouble is not None and batch.state is BatchState.RUNNING:
        # On a full disk not even its end could be written down.
        batch = replace(batch, state=BatchState.CUT_OFF)
    is_going_on = progress is not None or batch.state is BatchState.RUNNING
    return ImportPage(
        id=batch.id,
        when=say_instant(batch.started_at, visit.voice),
        state=name_of(batch.state, visit.voice),
        is_going_on=is_going_on,
        may_go_on=not is_going_on and batch.state is BatchState.CUT_OFF,
        may_undo=not is_going_on and _has_added(batch),
        said=say_progress(progress, visit.voice) if progress else "",
        percent=percent_of(progress),
        groups=() if is_going_on else groups_of(visit, files),
        summary=say_counts(visit, batch.counts),
        next=next_page,
        note=note
        or (visit.voice.refuse(trouble) if trouble else _what_to_say(visit, batch, files)),
        made_by=batch.made_by,
    )


def groups_of(visit: Visit, files: Sequence[ImportedFile]) -> tuple[FileGroup, ...]:
    """
    What needs a look first, then what is new, then what was here before or left out.
    """
    added = (FileOutcome.IMPORTED, FileOutcome.RECOVERED)
    odd = [each for each in files if _needs_a_look(each)]
    fine = [each for each in files if not _needs_a_look(each)]
    odd.sort(key=lambda each: each.outcome is not FileOutcome.FAILED)
    sorts = (
        (_("Needs a look"), odd),
        (_("Read"), [each for each in fine if each.outcome in added]),
        (_("Already here"), [each for each in fine if each.outcome is FileOutcome.DUPLICATE]),
        (_("Left out"), [each for each in fine if each.outcome is FileOutcome.SKIPPED]),
    )
    return tuple(
        FileGroup(
            visit.say(title),
            tuple(_file_line(visit, each) for each in found[:MOST_SHOWN]),
            len(found),
            max(0, len(found) - MOST_SHOWN),
            is_open=found is odd or len(found) <= SHOWN_OPEN,
        )
        for title, found in sorts
        if found
    )


def _needs_a_look(file: ImportedFile) -> bool:
    is_damaged = file.outcome in (FileOutcome.FAILED, FileOutcome.RECOVERED)
    return is_damaged or any(each.code not in _NOTHING_ODD for each in file.warnings)


# Said beside the file, but nothing that anybody has to look after.
_NOTHING_ODD = frozenset({"same-effort"})


def _file_line(visit: Visit, file: ImportedFile) -> FileLine:
    place, _slash, name = file.file.rpartition("/")
    said = start_with_capital(visit.voice.say(*file.reasons))
    return FileLine(
        name or file.file,
        place.replace("!", " "),
        start_with_capital(name_of(file.outcome, visit.voice)),
        _ICONS[file.outcome],
        said or _what_it_holds(visit, file),
        tuple(visit.voice.say(warning.sentence) for warning in file.warnings),
        file.runs[0].run_id if len(file.runs) == 1 else "",
    )


def _what_it_holds(visit: Visit, file: ImportedFile) -> str:
    if len(file.runs) > 2:
        return visit.voice.count("{n} activity", "{n} activities", len(file.runs))
    found = ", ".join(_in_short(visit, run) for run in file.runs)
    if file.n_days and not found:
        return visit.voice.count("One day of wellness", "{n} days of wellness", file.n_days)
    return found


def _in_short(visit: Visit, run: RunFacts) -> str:
    day = say_date_with_year(local_date(run.start_utc, visit.settings.zone), visit.voice)
    name = name_of(run.sport, visit.voice)
    return f"{day}, {say_distance(run.distance_m, visit.voice) if run.distance_m else name}"


def percent_of(progress: ImportProgress | None) -> int:
    """
    How much is done, 0 to 100.
    """
    return int(100 * (progress.share or 0)) if progress else 0


def _has_added(batch: ImportBatch) -> bool:
    added = (FileOutcome.IMPORTED, FileOutcome.RECOVERED)
    return batch.state is not BatchState.UNDONE and any(batch.counts.get(each) for each in added)


def _what_to_say(visit: Visit, batch: ImportBatch, files: Sequence[ImportedFile]) -> str:
    if batch.state is BatchState.UNDONE:
        return visit.say(_("This import was taken back: nothing of it is kept any more."))
    if batch.state is BatchState.CANCELLED:
        return visit.say(_("You stopped this import. What was read until then is kept."))
    if batch.state is BatchState.DONE and files and not any(each.runs for each in files):
        return visit.say(_("None of these files held a run."))
    return ""
