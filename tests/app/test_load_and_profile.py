"""
Weeks of load, one run as it went, and what is found about a runner, over the rows that are kept.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.app.recorded import (
    a_reader,
    a_recording,
    import_all,
    offered,
    read_as,
)
from tests.fakes import NOON
from unknot.app.add_run import HandEntry, add_run
from unknot.app.answer_gate import answer_gate, gate_now
from unknot.app.change_settings import change_settings
from unknot.app.check_in import keep_check_in
from unknot.app.errors import NotFound
from unknot.app.gather import gather_input
from unknot.app.profile_found import accept_found, find_profile
from unknot.app.rate_run import rate_run
from unknot.app.runs_known import RunsKnown
from unknot.app.show_load import show_load
from unknot.app.show_runs import newest_runs, show_run
from unknot.app.show_track import show_track
from unknot.decide.safety.red_flags import decide_gate, gate_input_of
from unknot.domain.body import BodyPart, Pain, Region, Side
from unknot.domain.check_in import CheckIn
from unknot.domain.proposal import Found
from unknot.domain.recording import LoadSums
from unknot.domain.safety import GateAnswers, Restricted
from unknot.domain.wellness import WellnessDay


def hand(store, runner, days_ago, rpe=3.0, km=10.0):
    """
    A run by hand, an hour long.
    """
    entry = HandEntry(NOON - timedelta(days=days_ago), 60, km * 1000, rpe)
    return add_run(store, runner, entry, NOON).run_id


def test_what_is_remembered_is_never_stale(store, ada):
    """
    Whatever is kept, rated or set is in the next answer, though the one before is remembered.
    """
    known = RunsKnown()

    def load_of_last_week():
        return show_load(store, ada, NOON, known)[-1].load

    hand(store, ada, 0)
    assert load_of_last_week() == load_of_last_week() == 180
    run_id = hand(store, ada, 0.1)
    assert load_of_last_week() == 360
    rate_run(store, ada, run_id, 6, None)
    assert load_of_last_week() == 540
    change_settings(store, ada, {"week_starts_on": 6})
    assert show_load(store, ada, NOON, known)[-1].starts_on.weekday() == 6


def test_a_new_day_is_looked_at_afresh(store, ada):
    """
    Nothing was kept overnight, yet today's week is another one a week later.
    """
    known = RunsKnown()
    hand(store, ada, 0)
    first = show_load(store, ada, NOON, known)
    later = show_load(store, ada, NOON + timedelta(days=7), known)

    assert len(later) == len(first) + 1
    assert (first[0].is_over, later[0].is_over) == (False, True)


def test_two_runners_are_remembered_apart(store, ada):
    """
    Ben's empty history is not Ada's.
    """
    known = RunsKnown()
    ben = store.add_runner("Ben")
    hand(store, ada, 0)

    assert len(show_load(store, ada, NOON, known)) == 1
    assert show_load(store, ben.id, NOON, known) == ()


def test_weeks_are_whole_whatever_days_are_asked_for(store, ada):
    """
    A span that begins on a Wednesday has that week from its Monday.
    """
    for days_ago in (0, 7, 14, 21):
        hand(store, ada, days_ago)
    known = RunsKnown()
    every = show_load(store, ada, NOON, known)
    wednesday = every[1].starts_on + timedelta(days=2)
    found = show_load(store, ada, NOON, known, wednesday, wednesday + timedelta(days=7))

    assert found == every[1:3]


def test_the_run_page_and_the_weeks_tell_the_same_load(store, ada):
    """
    The run's own load, found with or without what is remembered, adds up to the week's.
    """
    ids = [hand(store, ada, days_ago, rpe) for days_ago, rpe in ((0, 3.0), (0.2, 5.0))]
    known = RunsKnown()
    loads = [show_run(store, ada, run_id, NOON, known).load.points for run_id in ids]

    assert loads == [show_run(store, ada, run_id, NOON).load.points for run_id in ids]
    assert sum(loads) == show_load(store, ada, NOON, known)[-1].load


def test_the_newest_runs_come_first_and_all_are_counted(store, ada):
    """
    A page that shows two of four says that there are four.
    """
    ids = [hand(store, ada, days_ago) for days_ago in (3, 2, 1, 0)]
    shown, count = newest_runs(store, ada, 2)

    assert ([run.run_id for run in shown], count) == (ids[:1:-1], 4)


def test_the_gate_reads_what_counts_and_says_the_same(store, ada):
    """
    From a few days of reports the gate says what it says from everything that is known.
    """
    answer_gate(store, ada, GateAnswers(NOON, frozenset(), frozenset(), False))
    calf, shin = BodyPart(Region.CALF, Side.LEFT), BodyPart(Region.SHIN, Side.RIGHT)
    for days_ago, part, score in ((400, shin, 9), (20, calf, 8), (2, shin, 8), (1, calf, 2)):
        when = NOON - timedelta(days=days_ago)
        keep_check_in(store, ada, CheckIn(when.date(), when, pain=(Pain(part, score),)))
    logged = WellnessDay(
        NOON.date() - timedelta(days=3),
        "own-log",
        pain=(Pain(BodyPart(Region.KNEE, Side.LEFT), 9),),
    )
    with store.open(ada) as db:
        db.keep_wellness(None, [logged])
    with store.look(ada) as db:
        from_everything = decide_gate(gate_input_of(gather_input(db, NOON, weeks=1)))

    assert gate_now(store, ada, NOON) == from_everything
    assert isinstance(from_everything, Restricted)
    limited = {part.region for limit in from_everything.limits for part in limit.parts or ()}
    assert {Region.SHIN, Region.KNEE} <= limited
    assert Region.CALF not in limited


def test_splits_come_from_the_recording_that_is_shown(store, ada):
    """
    An hour at 2.8 m/s is ten kilometres; a run by hand has none.
    """
    reader = a_reader(watch=read_as(a_recording(n_records=600)))
    [outcome] = import_all(store, ada, offered(watch_fit=b"watch"), reader.read_many)
    track = show_track(store, ada, outcome.runs[0].run_id, 1000)

    assert len(track.splits) == 11
    assert track.splits[0].avg_hr == pytest.approx(145)
    assert show_track(store, ada, hand(store, ada, 5), 1000) is None


def test_a_run_that_is_not_there_has_no_splits(store, ada):
    """
    A mistyped id gets a sentence.
    """
    with pytest.raises(NotFound, match="r_mistyped"):
        show_track(store, ada, "r_mistyped", 1000)


@pytest.fixture
def with_peaks(store, ada):
    """
    Four runs whose hearts went to 181 and more.
    """
    run_ids = [hand(store, ada, day + 0.2) for day in range(4)]
    with store.open(ada) as db:
        for day, run_id in enumerate(run_ids):
            recording = a_recording(-1440 * day, sums=LoadSums(peak_hr=184.0 - day))
            db.keep_recording(f"rec_{day}", run_id, None, recording, True)
    return ada


def test_what_is_found_is_set_only_when_accepted(store, with_peaks):
    """
    Looking sets nothing; accepting sets that one and measures with it; then nothing is left of it.
    """
    known = RunsKnown()
    found = {each.name: each for each in find_profile(store, with_peaks, NOON, known)}
    with store.look(with_peaks) as db:
        assert db.settings().maximal_hr is None

    settings = accept_found(store, with_peaks, Found.MAXIMAL_HR, NOON, known)

    assert settings.maximal_hr == found[Found.MAXIMAL_HR].value == 182
    assert settings.threshold_pace_s_per_km is None
    left = {each.name for each in find_profile(store, with_peaks, NOON, known)}
    assert Found.MAXIMAL_HR not in left


def test_what_is_not_found_cannot_be_accepted(store, ada):
    """
    A button pressed twice, or on an old page, sets nothing and says so.
    """
    with pytest.raises(NotFound, match="max-hr"):
        accept_found(store, ada, Found.MAXIMAL_HR, NOON, RunsKnown())


def test_mornings_come_from_whoever_tells_of_them(store, ada):
    """
    A fortnight of a watch is enough, and what it told half a year ago is not.
    """
    long_ago = [
        WellnessDay(NOON.date() - timedelta(days=180 + day), "garmin", resting_hr=60.0)
        for day in range(30)
    ]
    with store.open(ada) as db:
        db.keep_wellness(None, long_ago)
    assert find_profile(store, ada, NOON, RunsKnown()) == ()

    lately = [
        WellnessDay(NOON.date() - timedelta(days=day), "garmin", resting_hr=48.0)
        for day in range(14)
    ]
    with store.open(ada) as db:
        db.keep_wellness(None, lately)
    [found] = find_profile(store, ada, NOON, RunsKnown())
    settings = accept_found(store, ada, Found.RESTING_HR, NOON, RunsKnown())

    assert (found.name, found.value, settings.resting_hr) == (Found.RESTING_HR, 48, 48)
