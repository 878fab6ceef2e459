"""
Which recordings are one effort, and what that effort's figures are, once anything has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from unknot.app.efforts import (
    recording_id_of,
    run_from,
    run_id_of,
    said_together,
    shown_first,
)
from unknot.app.ports import RunnerStore
from unknot.domain.run import RunKind
from unknot.domain.ties import Said, Tie, groups_of


def settle_effort(db: RunnerStore, run_id: str, zone: str = "") -> None:
    """
    Shows the recording that the runner chose, else the richest, and takes the figures from there.
    """
    kept = db.recordings_of(run_id, streams=False)
    said = db.said_of(each.id for each in kept)
    ranked = shown_first(kept, said)
    db.choose_recording(run_id, ranked[0].id)
    recordings = [each.recording for each in ranked]
    zone = zone or db.settings().zone
    db.keep_effort(run_from(run_id, recordings, zone, said_together(ranked, said)))


def say_of_run(db: RunnerStore, run_id: str, rpe: float | None, kind: RunKind | None) -> None:
    """
    Keeps what the runner says of a run with every recording of it; None leaves what was said.

    So it stays with the run whichever of its files goes, and is there again when one comes back.
    """
    ids = [span.recording_id for span in db.spans_of([run_id])]
    before = db.said_of(ids)
    spoken = {}
    for recording_id in ids:
        said = before.get(recording_id, Said())
        spoken[recording_id] = replace(
            said, rpe=said.rpe if rpe is None else float(rpe), kind=kind or said.kind
        )
    db.keep_said(spoken)


def regroup(db: RunnerStore, run_ids: Iterable[str], leaving: str = "") -> dict[str, str]:
    """
    Sorts the recordings of those runs into efforts afresh, and settles each.

    A run that falls apart keeps its name for the part it began with, but never for the recording
    that is `leaving`. Gives the run that each recording is of now.
    """
    before = list(dict.fromkeys(run_ids))
    spans = db.spans_of(before)
    now_in = {span.recording_id: span.id for span in spans}
    homes = _homes(db, groups_of(spans, db.ties()), now_in, leaving)
    for run_id, recording_ids in homes.items():
        moving = [each for each in recording_ids if now_in[each] != run_id]
        if run_id not in before:
            _open_run(db, run_id, now_in[moving[0]], moving[0])
        if moving:
            db.move_recordings(run_id, moving)
    for run_id in before:
        if run_id not in homes:
            db.remove_run(run_id)
    zone = db.settings().zone
    for run_id in homes:
        settle_effort(db, run_id, zone)
    return {each: run_id for run_id, recording_ids in homes.items() for each in recording_ids}


def _homes(
    db: RunnerStore,
    groups: Sequence[tuple[str, ...]],
    now_in: dict[str, str],
    leaving: str,
) -> dict[str, tuple[str, ...]]:
    def last(group: tuple[str, ...]) -> tuple[bool, bool]:
        return leaving in group, not any(now_in[each] == run_id_of(each) for each in group)

    homes: dict[str, tuple[str, ...]] = {}
    for group in sorted(groups, key=last):
        names = [now_in[each] for each in group]
        own = [name for name, each in zip(names, group, strict=True) if name == run_id_of(each)]
        free = [name for name in (*own, *names) if name not in homes]
        homes[free[0] if free else free_run_id(db, group[0], homes)] = group
    return homes


def free_run_id(db: RunnerStore, recording_id: str, taken: Iterable[str] = ()) -> str:
    """
    The name of the run that this recording begins: its own, unless others go by that name.
    """
    name, index = run_id_of(recording_id), 0
    while name in taken or db.run(name) is not None:
        name, index = run_id_of(recording_id_of(recording_id, index)), index + 1
    return name


def _open_run(db: RunnerStore, run_id: str, was_in: str, recording_id: str) -> None:
    """
    Makes room for recordings that become a run of their own; its figures are settled afterwards.
    """
    kept = next(each for each in db.recordings_of(was_in, streams=False) if each.id == recording_id)
    db.keep_effort(run_from(run_id, [kept.recording], db.settings().zone))


def ties_with(ties: Iterable[Tie], recording_id: str, is_same: bool) -> set[str]:
    """
    The recordings that the runner called one effort with this one, or two.
    """
    return {
        each.other if each.one == recording_id else each.one
        for each in ties
        if recording_id in (each.one, each.other) and each.is_same is is_same
    }
