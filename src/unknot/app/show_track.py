"""
One run as it went, from the richest recording of it that has samples.
"""

from __future__ import annotations

from unknot.app.efforts import by_richness, is_alike
from unknot.app.ports import RunnerId, Store
from unknot.app.show_runs import run_named
from unknot.decide.load.track import track_of
from unknot.domain.track import Track


def show_track(store: Store, runner_id: RunnerId, run_id: str, split_m: float) -> Track | None:
    """
    Its splits of that length, and heart rate and pace over time; None without any samples.

    The recording whose figures are shown comes first, then those of the same time.
    """
    with store.look(runner_id) as db:
        run_named(db, run_id)
        kept = db.recordings_of(run_id)
        ranked = sorted(by_richness(kept), key=lambda each: not each.chosen)
        for each in ranked:
            if each.recording.streams and is_alike(ranked[0].recording, each.recording):
                track = track_of(each.recording, split_m)
                if track is not None:
                    return track
    return None
