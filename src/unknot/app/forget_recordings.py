"""
Takes back what files brought: their recordings go, and every effort is as it is without them.
"""

from __future__ import annotations

from collections.abc import Iterable

from unknot.app.efforts import recording_id_of
from unknot.app.ports import RunnerStore
from unknot.app.settle import regroup


def forget_recordings(db: RunnerStore, digests: Iterable[str]) -> int:
    """
    Removes what those files brought, settles the efforts it was part of, and returns how many of
    them nothing is left of.

    A recording that another file holds too stays: it is that file's from now on. Runs entered by
    hand stay, and so does what the runner said: if the files come again, it holds again.
    An effort that only a removed recording held together falls apart into what it was before.
    Loads have to be measured afterwards, see `measure_runs`.
    """
    gone = tuple(dict.fromkeys(digests))
    for digest in gone:
        db.remove_copies_in(digest)
    touched = db.recordings_from(gone)
    for recording_id in touched:
        copies = db.copies_of(recording_id)
        if copies:
            digest, position = copies[0]
            db.hand_over(recording_id, digest, recording_id_of(digest, position))
        else:
            db.remove_recordings([recording_id])
    gone_runs = [run_id for run_id in dict.fromkeys(touched.values()) if not regroup(db, [run_id])]
    return len(gone_runs)
