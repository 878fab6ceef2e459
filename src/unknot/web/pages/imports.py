"""
One import: how far it is, what became of each file, and taking it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unknot.app.views import BatchState, ImportBatch, ImportedFile, ImportProgress
from unknot.deliver.progress import say_progress
from unknot.deliver.words import name_of, say_instant
from unknot.domain.recording import FileOutcome
from unknot.web.pages.history import MOST_OUTCOMES_SHOWN, FileLine, lines_of, say_counts
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


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
    outcomes: tuple[FileLine, ...]
    hidden_outcomes: int
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
    is_going_on = progress is not None or batch.state is BatchState.RUNNING
    trouble = visit.door.jobs.trouble_of(batch_id)
    return ImportPage(
        id=batch.id,
        when=say_instant(batch.started_at, visit.voice),
        state=name_of(batch.state, visit.voice),
        is_going_on=is_going_on,
        may_go_on=not is_going_on and batch.state is BatchState.CUT_OFF,
        may_undo=not is_going_on and _has_added(batch),
        said=say_progress(progress, visit.voice) if progress else "",
        percent=percent_of(progress),
        outcomes=() if is_going_on else lines_of(visit, files),
        hidden_outcomes=0 if is_going_on else max(0, len(files) - MOST_OUTCOMES_SHOWN),
        summary=say_counts(visit, batch.counts),
        next=next_page,
        note=note
        or (visit.voice.refuse(trouble) if trouble else _what_to_say(visit, batch, files)),
        made_by=batch.made_by,
    )


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
