"""
Loads are measured when a run comes in, and again when the runner's heart rates change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from unknot.app.efforts import by_richness, features_among, is_alike
from unknot.app.ports import KeptRecording, RunnerId, RunnerStore, Store
from unknot.decide.load.features import features_of
from unknot.decide.load.measure import measure_loads
from unknot.decide.load.profile import Profile, observed_maximum, profile_of
from unknot.domain.canonical import digest_of
from unknot.domain.features import FEATURES_VERSION
from unknot.domain.run import RawLoads, RunDone

# With another way to tell what runs are made of, every run is looked at again.
_FEATURES = f"features {FEATURES_VERSION}"
# Measured so many at a time, so that whoever else writes need not wait for years of runs.
_AT_ONCE = 50


def profile_now(db: RunnerStore) -> Profile:
    """
    The heart rates and the threshold to measure with, as of now.
    """
    return profile_of(db.settings(), db.runs(), observed_maximum(db.peak_heart_rates().values()))


def measure_runs(store: Store, runner_id: RunnerId) -> int:
    """
    Measures every run whose loads do not belong to the runner's profile of today.

    Returns how many there were.
    """
    with store.look(runner_id) as db:
        profile = profile_now(db)
        key = key_of(profile)
        if not db.unmeasured(key, 1):
            return 0
    measured = 0
    while True:
        with store.open(runner_id) as db:
            runs = db.unmeasured(key, _AT_ONCE)
            kept = db.recordings_in(run.id for run in runs)
            loads = {run.id: _loads_of(run, kept.get(run.id, ()), profile) for run in runs}
            _look_at_samples(db, kept)
            db.keep_loads(loads, key)
        measured += len(runs)
        if len(runs) < _AT_ONCE:
            return measured


def key_of(profile: Profile) -> str:
    """
    The same for profiles that measure the same.
    """
    figures = (profile.resting_hr, profile.maximal_hr, profile.threshold_speed_mps)
    return digest_of(*(f"{figure:.3f}" for figure in figures), profile.sex, _FEATURES)[:32]


def _look_at_samples(db: RunnerStore, kept: Mapping[str, Sequence[KeptRecording]]) -> None:
    """
    Tells what runs are made of whose recordings came before anybody asked.
    """
    for run_id, before in kept.items():
        if all(each.recording.features or not each.recording.n_records for each in before):
            continue
        found = {}
        for each in db.recordings_of(run_id):
            if each.recording.n_records and each.recording.features is None:
                found[each.id] = features_of(each.recording)
        ranked = sorted(by_richness(before), key=lambda each: not each.chosen)
        known = [
            replace(each.recording, features=found.get(each.id, each.recording.features))
            for each in ranked
            if is_alike(ranked[0].recording, each.recording)
        ]
        db.keep_features(found, {run_id: features_among(known)})


def _loads_of(run: RunDone, kept: Iterable[KeptRecording], profile: Profile) -> RawLoads:
    """
    By each method from the first recording of the run's time that it can say something of: the
    shown one, then the richer before the poorer.
    """
    seconds = run.timer_s or run.elapsed_s
    minutes = seconds / 60 if seconds else None
    found = RawLoads()
    ranked = sorted(by_richness(kept), key=lambda each: not each.chosen)
    for each in ranked:
        if not is_alike(ranked[0].recording, each.recording):
            continue
        measured = measure_loads(each.recording, profile, run.rpe, minutes)
        found = RawLoads(
            rpe_min=measured.rpe_min if found.rpe_min is None else found.rpe_min,
            trimp=measured.trimp if found.trimp is None else found.trimp,
            graded=measured.graded if found.graded is None else found.graded,
        )
    return found
