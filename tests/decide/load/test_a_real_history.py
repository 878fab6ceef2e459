"""
Load over four years of one real runner's watch and phone, with all that is odd in them.
"""

from __future__ import annotations

import csv
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from statistics import correlation

import pytest

from tests.shared_data import needs_shared_data, shared_file
from unknot.decide.load.ahead import usual_week
from unknot.decide.load.kinds import kinds_of
from unknot.decide.load.measure import measure_loads
from unknot.decide.load.picture import load_picture
from unknot.decide.load.profile import highest_heart_rate, observed_maximum, profile_of
from unknot.decide.load.scale import ratios_of
from unknot.decide.load.soreness import forecast_soreness
from unknot.domain.recording import Recording
from unknot.domain.run import RunDone, RunKind
from unknot.domain.settings import Settings
from unknot.intake.registry import Readers

ZONE = "Asia/Shanghai"
TODAY = date(2023, 9, 24)


def recordings() -> Iterator[tuple[str, Recording]]:
    """
    One FIT recording of each effort, as the list of efforts names them.
    """
    with open(shared_file("history", "runner_a", "runner_a_truth.csv"), encoding="utf-8") as rows:
        fits = [row for row in csv.DictReader(rows) if row["kind"] == "fit"]
    one_each = {row["overlap_group"]: row["name"] for row in reversed(fits)}
    with zipfile.ZipFile(shared_file("history", "runner_a", "runner_a_fit.zip")) as archive:
        members = {name.rsplit("/", 1)[-1]: name for name in archive.namelist()}
        for name in sorted(one_each.values()):
            for recording in Readers().read(name, archive.read(members[name])).recordings:
                yield name, recording


@cache
def history() -> tuple[RunDone, ...]:
    """
    Every effort with its loads measured.
    """
    read = list(recordings())
    bare = [
        RunDone(
            f"{name}|{index}",
            each.sport,
            each.surface,
            each.start_utc,
            ZONE,
            each.elapsed_s,
            each.timer_s,
            each.distance_m,
            each.ascent_m,
            each.descent_m,
            each.avg_hr,
        )
        for index, (name, each) in enumerate(read)
    ]
    highest = observed_maximum(highest_heart_rate(each) for _, each in read)
    profile = profile_of(Settings(), bare, highest)
    return tuple(
        replace(run, loads=measure_loads(each, profile, None, None))
        for run, (_, each) in zip(bare, read, strict=True)
    )


@needs_shared_data
def test_every_run_of_four_years_has_a_load():
    """
    Also those kept with two samples and those whose strap fell off.
    """
    loads = {each.run_id: each.load for each in load_picture(history(), TODAY).runs}
    without = [run.id for run in history() if run.is_run and loads[run.id].points is None]

    assert without == []


@needs_shared_data
def test_a_half_marathon_kept_with_sixteen_samples_is_no_stroll():
    """
    Its heart says nothing, its pace weighs as that of the half marathons kept in full.
    """
    runs = {run.id.split("|")[0]: run for run in history()}
    sparse, full = runs["20210305T221614Z.fit"], runs["20230921T221841Z.fit"]

    assert sparse.loads.trimp is None
    assert sparse.loads.graded == pytest.approx(full.loads.graded, rel=0.1)


@needs_shared_data
def test_heart_and_pace_agree_about_which_runs_were_more():
    """
    Two ways of measuring one thing go together, and the ratio is near the catalogue's.
    """
    both = [
        (run.loads.trimp, run.loads.graded)
        for run in history()
        if run.is_run and run.loads.trimp and run.loads.graded
    ]
    ratios = ratios_of(history())

    assert len(both) > 100
    assert correlation(*zip(*both, strict=True)) > 0.85
    assert 2 < ratios.graded.value < 6


@needs_shared_data
def test_most_runs_are_easy_and_every_half_marathon_is_long():
    """
    Nobody runs hard every day, and 21 km are long for this runner.
    """
    kinds = kinds_of(history(), ())
    runs = [run for run in history() if run.is_run]
    counted = Counter(kinds[run.id] for run in runs)
    halves = [run for run in runs if (run.distance_m or 0) > 20_000]

    assert counted[RunKind.EASY] > 0.6 * len(runs)
    assert {kinds[run.id] for run in halves} == {RunKind.LONG}


@needs_shared_data
def test_the_calf_is_sore_after_the_half_marathon_and_it_is_named():
    """
    Two mornings after 21 km the outlook blames them.
    """
    kinds, picture = kinds_of(history(), ()), load_picture(history(), TODAY)
    ahead = usual_week(history(), kinds, TODAY, 2, ZONE)
    outlook = forecast_soreness(history(), kinds, picture, ahead, (), (), TODAY, 14, ZONE)
    calf = outlook.tracks[0]

    assert outlook.is_known
    assert ahead
    assert 2 < calf.scores[0] < 8
    assert calf.causes[0] is not None
    assert calf.causes[0].startswith("20230921T221841Z.fit")
