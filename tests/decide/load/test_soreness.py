"""
How sore the body will be on waking.
"""

from __future__ import annotations

from datetime import date, time, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.decide.load.builders import MONDAY, a_check_in, a_run, weeks_of_runs
from unknot.decide.load.kinds import kinds_of
from unknot.decide.load.picture import load_picture
from unknot.decide.load.soreness import forecast_soreness
from unknot.domain.body import BodyPart, Region, RegionGroup, Side
from unknot.domain.recording import Sport
from unknot.domain.run import RawLoads, RunKind, RunPlanned
from unknot.domain.safety import Injury, InjuryKind

TODAY = MONDAY + timedelta(weeks=6)
LEFT, RIGHT = Side.LEFT, Side.RIGHT


def the_outlook(
    runs=(), ahead=(), check_ins=(), injuries=(), today=TODAY, n_days=7, zone="UTC", picture=None
):
    """
    The forecast for a week, with kinds and loads as they follow from the runs.
    """
    runs = list(runs)
    return forecast_soreness(
        runs,
        kinds_of(runs, ()),
        picture or load_picture(runs, today),
        ahead,
        check_ins,
        injuries,
        today,
        n_days,
        zone,
    )


def track(outlook, group, side=None):
    """
    The one track of a group and side.
    """
    (found,) = [each for each in outlook.tracks if (each.group, each.side) == (group, side)]
    return found


def test_the_usual_long_run_gives_three_of_ten_next_morning():
    """
    Sunday's long run alone: 3 of 10 in the calf on Monday, where it weighs most.
    """
    history = weeks_of_runs(first=MONDAY - timedelta(weeks=40))
    sunday = a_run(TODAY - timedelta(days=1), 120, 20, 4, time(9))
    calf = track(the_outlook([*history, sunday]), RegionGroup.CALF)

    assert calf.scores[0] == pytest.approx(3.0)
    assert calf.causes[0] == sunday.id


def test_soreness_arrives_over_three_mornings_and_fades():
    """
    0.45, 0.35 and 0.15 arrive, and three tenths of each morning's soreness stay.
    """
    history = weeks_of_runs(first=MONDAY - timedelta(weeks=40))
    sunday = a_run(TODAY - timedelta(days=1), 120, 20, 4, time(9))
    scores = track(the_outlook([*history, sunday]), RegionGroup.CALF).scores

    full = 3.0 / 0.45
    first, second = 0.45 * full, 0.3 * 0.45 * full + 0.35 * full
    third = 0.3 * second + 0.15 * full
    assert scores[:4] == pytest.approx((first, second, third, 0.3 * third))


def test_regions_follow_the_kind_of_run():
    """
    Downhill is the front thigh's, speed is the calf's.
    """
    downhill = RunPlanned("down", TODAY, RunKind.DOWNHILL, duration_min=60)
    outlook = the_outlook(weeks_of_runs(first=MONDAY - timedelta(weeks=40)), [downhill])

    quads, calf = (
        track(outlook, group).scores[1] for group in (RegionGroup.QUADS, RegionGroup.CALF)
    )
    assert quads > calf > 0
    assert track(outlook, RegionGroup.QUADS).causes[1] == "down"


def test_a_ride_loads_the_front_thigh_more_than_the_calf():
    """
    Legs that rode are sore legs too, each region by its share.
    """
    ride = a_run(TODAY - timedelta(days=1), 180, 70, 4, sport=Sport.CYCLING)
    outlook = the_outlook([*weeks_of_runs(first=MONDAY - timedelta(weeks=40)), ride])

    assert track(outlook, RegionGroup.QUADS).scores[0] > track(outlook, RegionGroup.CALF).scores[0]
    assert track(outlook, RegionGroup.QUADS).causes[0] == ride.id


def test_who_reports_six_has_six_today_and_the_week_follows_from_it():
    """
    The report replaces the forecast, and tomorrow three tenths of it are left.
    """
    report = a_check_in(TODAY, (Region.CALF, LEFT, 6), (Region.CALF, RIGHT, 6))
    calf = track(the_outlook(check_ins=[report]), RegionGroup.CALF)

    assert calf.scores[:3] == pytest.approx((6, 1.8, 0.54))
    assert calf.reported == (6, *[None] * 6)


def test_who_reports_nothing_sore_has_nothing_sore():
    """
    A reported 0 is a 0, whatever the long run was forecast to do.
    """
    runs = weeks_of_runs()
    report = a_check_in(TODAY, (Region.CALF, LEFT, 0), (Region.CALF, RIGHT, 0))

    assert track(the_outlook(runs), RegionGroup.CALF).scores[0] > 2
    assert track(the_outlook(runs, check_ins=[report]), RegionGroup.CALF).scores[0] == 0


def test_an_older_report_corrects_the_path_too():
    """
    Yesterday's 8 is 2.4 today without anything else.
    """
    report = a_check_in(TODAY - timedelta(days=1), (Region.CALF, LEFT, 8), (Region.CALF, RIGHT, 8))
    calf = track(the_outlook(check_ins=[report]), RegionGroup.CALF)

    assert calf.scores[0] == pytest.approx(2.4)
    assert calf.reported[0] is None


def test_a_group_is_as_sore_as_its_sorest_region():
    """
    Achilles 2 and lower calf 5 make the calf group 5.
    """
    parts = [(Region.ACHILLES, 2), (Region.SOLEUS, 5)]
    report = a_check_in(TODAY, *[(r, side, score) for r, score in parts for side in Side])

    assert track(the_outlook(check_ins=[report]), RegionGroup.CALF).scores[0] == 5


@pytest.mark.parametrize("region", [Region.FOREARM, Region.NECK, Region.SHOULDERS])
def test_a_sore_hand_is_no_sore_back(region):
    """
    Parts that no care for the back reaches do not make the back sore; the back itself does.
    """
    sore = [(region, side, 6) for side in Side]
    back = [(Region.UPPER_BACK, side, 3) for side in Side]
    elsewhere = track(the_outlook(check_ins=[a_check_in(TODAY, *sore)]), RegionGroup.BACK)
    both = track(the_outlook(check_ins=[a_check_in(TODAY, *sore, *back)]), RegionGroup.BACK)

    assert elsewhere.reported[0] is None
    assert elsewhere.scores[0] == 0
    assert both.scores[0] == 3


def test_left_and_right_part_where_a_report_tells_them_apart():
    """
    A sore left calf is not a sore right calf, and not a sore left thigh.
    """
    report = a_check_in(TODAY, (Region.CALF, LEFT, 6))
    outlook = the_outlook(weeks_of_runs(), check_ins=[report])
    unreported = track(the_outlook(weeks_of_runs()), RegionGroup.CALF)

    assert track(outlook, RegionGroup.CALF, LEFT).scores[0] == 6
    assert track(outlook, RegionGroup.CALF, RIGHT).scores == unreported.scores
    assert track(outlook, RegionGroup.CALF, RIGHT).reported[0] is None
    assert len([each for each in outlook.tracks if each.side is not None]) == 2


@pytest.mark.parametrize(
    ("started", "ended", "is_split"),
    [
        (TODAY - timedelta(days=20), None, True),
        (TODAY - timedelta(days=20), TODAY, True),
        (TODAY - timedelta(days=20), TODAY - timedelta(days=1), False),
    ],
)
def test_an_injury_on_one_side_parts_left_and_right_while_it_lasts(started, ended, is_split):
    """
    From its first to its last day, and not a day longer.
    """
    injury = Injury("i", InjuryKind.OVERUSE, started, (BodyPart(Region.KNEE, LEFT),), ended)
    sides = {
        each.side
        for each in the_outlook(injuries=[injury]).tracks
        if each.group is RegionGroup.QUADS
    }

    assert (sides == {LEFT, RIGHT}) is is_split


def test_a_run_of_unknown_load_is_taken_as_usual_and_not_as_nothing():
    """
    A watch that failed on the long run does not spare the calves.
    """
    history = weeks_of_runs(first=MONDAY - timedelta(weeks=40))
    unknown = a_run(TODAY - timedelta(days=1), 120, 20, None, time(9))
    without = track(the_outlook(history), RegionGroup.CALF)
    calf = track(the_outlook([*history, unknown]), RegionGroup.CALF)

    assert without.scores[0] == pytest.approx(0, abs=0.01)
    assert calf.scores[0] == pytest.approx(3.0)


def test_todays_run_is_not_counted_twice():
    """
    Once the evening's run is in, the plan's run of the day is no longer ahead.
    """
    planned = RunPlanned("p", TODAY, RunKind.EASY, distance_m=10_000)
    done = [*weeks_of_runs(), a_run(TODAY)]

    assert the_outlook(done, [planned]).tracks == the_outlook(done).tracks


def test_yesterdays_plan_is_not_a_run():
    """
    A run planned for yesterday and not done makes nothing sore.
    """
    missed = RunPlanned("p", TODAY - timedelta(days=1), RunKind.LONG, distance_m=30_000)

    assert the_outlook(weeks_of_runs(), [missed]) == the_outlook(weeks_of_runs())


def test_soreness_stays_between_nothing_and_ten():
    """
    Two hundred kilometres are ten of ten and not forty.
    """
    ultra = RunPlanned("u", TODAY, RunKind.RACE, distance_m=200_000)
    scores = track(the_outlook(weeks_of_runs(), [ultra]), RegionGroup.CALF).scores

    assert max(scores) == 10


@pytest.mark.parametrize(
    ("runs", "check_ins", "is_known"),
    [
        ([], [], False),
        ([a_run(TODAY - timedelta(days=28))], [], True),
        ([a_run(TODAY - timedelta(days=29))], [], False),
        ([a_run(TODAY, loads=RawLoads())], [], False),
        ([], [a_check_in(TODAY - timedelta(days=6), (Region.CALF, LEFT, 2))], True),
        ([], [a_check_in(TODAY - timedelta(days=7), (Region.CALF, LEFT, 2))], False),
        ([], [a_check_in(TODAY)], False),
        ([], [a_check_in(TODAY + timedelta(days=1), (Region.CALF, LEFT, 2))], False),
    ],
)
def test_the_forecast_says_when_it_knows_nothing(runs, check_ins, is_known):
    """
    Known with a load of the last four weeks or a report of the last seven days.
    """
    assert the_outlook(runs, check_ins=check_ins).is_known is is_known


def test_nothing_known_still_has_every_group_for_every_day():
    """
    Ten tracks of seven days, all 0 and without a cause.
    """
    outlook = the_outlook()

    assert [each.group for each in outlook.tracks] == list(RegionGroup)
    assert {(each.scores, each.causes) for each in outlook.tracks} == {((0.0,) * 7, (None,) * 7)}


def test_mornings_are_those_where_the_runner_wakes_up():
    """
    A run at six in the morning in Tokyo was the evening before in Prague.
    """
    tokyo = a_run(TODAY, 120, 20, 4, time(6), "Asia/Tokyo")
    history = weeks_of_runs(first=MONDAY - timedelta(weeks=40))
    calf = track(the_outlook([*history, tokyo], zone="Europe/Prague"), RegionGroup.CALF)

    assert calf.scores[0] == pytest.approx(3.0)


@settings(max_examples=25)
@given(st.data())
def test_the_order_of_what_comes_in_does_not_matter(data):
    """
    The forecast is of the runs and reports and not of their order.
    """
    runs = weeks_of_runs(first=TODAY - timedelta(weeks=3), weeks=3)
    ahead = [
        RunPlanned(f"p{day}", TODAY + timedelta(days=day), RunKind.EASY, distance_m=9000)
        for day in range(4)
    ]
    reports = [
        a_check_in(TODAY - timedelta(days=day), (Region.CALF, LEFT, day)) for day in range(5)
    ]

    given_order = the_outlook(runs, ahead, reports)
    shuffled = the_outlook(
        data.draw(st.permutations(runs)),
        data.draw(st.permutations(ahead)),
        data.draw(st.permutations(reports)),
    )
    assert given_order == shuffled


@settings(max_examples=20)
@given(st.integers(-26, 26))
def test_moved_by_four_weeks_it_is_the_same_forecast_moved(times):
    """
    The same life any number of four weeks later has the same scores, where no clock changes.
    """
    later = timedelta(days=28 * times)
    runs = weeks_of_runs(first=TODAY - timedelta(weeks=8))
    moved = weeks_of_runs(first=TODAY - timedelta(weeks=8) + later)
    now = the_outlook(runs, check_ins=[a_check_in(TODAY, (Region.CALF, LEFT, 4))])
    then = the_outlook(
        moved, check_ins=[a_check_in(TODAY + later, (Region.CALF, LEFT, 4))], today=TODAY + later
    )

    assert [each.scores for each in now.tracks] == [each.scores for each in then.tracks]


@settings(max_examples=40)
@given(
    st.sampled_from(list(RunKind)),
    st.integers(1, 60_000),
    st.integers(0, 60_000),
    st.integers(0, 6),
)
def test_a_longer_run_never_makes_less_sore(kind, metres, more, day):
    """
    More load ahead is never less soreness, in any region on any morning.
    """
    if kind is RunKind.RACE and metres < 21_000 <= metres + more:
        more = 0  # there the table of weights changes from speed to race

    def scores(distance_m):
        planned = RunPlanned("p", TODAY + timedelta(days=day), kind, distance_m=distance_m)
        return [each.scores for each in the_outlook(weeks_of_runs(), [planned], n_days=10).tracks]

    for less, longer in zip(scores(metres), scores(metres + more), strict=True):
        assert all(one <= other + 1e-9 for one, other in zip(less, longer, strict=True))


def test_the_cause_is_the_run_that_adds_most_that_morning():
    """
    After a small run on the long run's morrow the long run is still to blame.
    """
    history = weeks_of_runs(first=MONDAY - timedelta(weeks=40))
    sunday = a_run(TODAY - timedelta(days=2), 120, 20, 4, time(9))
    monday = a_run(TODAY - timedelta(days=1), 20, 3, 2)
    calf = track(the_outlook([*history, sunday, monday]), RegionGroup.CALF)

    assert calf.causes[0] == sunday.id


def test_the_forecast_covers_as_many_days_as_asked():
    """
    Sixteen weeks are 112 mornings in every track.
    """
    outlook = the_outlook(weeks_of_runs(), n_days=112)

    assert {len(each.scores) for each in outlook.tracks} == {112}
    assert {len(each.causes) for each in outlook.tracks} == {112}
    assert {len(each.reported) for each in outlook.tracks} == {112}
    assert outlook.first_day == TODAY == date(2026, 10, 19)


def test_nothing_sore_has_no_cause():
    """
    Who woke up without soreness has no run to blame for it.
    """
    report = a_check_in(TODAY, (Region.CALF, LEFT, 0), (Region.CALF, RIGHT, 0))
    calf = track(the_outlook(weeks_of_runs(), check_ins=[report]), RegionGroup.CALF)

    assert calf.causes[0] is None
    assert calf.causes[1] is not None


def test_a_run_from_a_watch_set_to_another_decade_makes_nothing_sore():
    """
    What is dated years ahead did not happen yesterday.
    """
    lost = a_run(date(2036, 1, 1), 300, 50, 9)

    assert the_outlook([*weeks_of_runs(), lost]).tracks == the_outlook(weeks_of_runs()).tracks


def a_season_of_check_ins(days=120, memory=0.75, seed=4):
    """
    Every morning up to yesterday: calves that stay sore long, whatever the runs were.
    """
    chance, level, said = np.random.default_rng(seed), 2.0, []
    for back in range(days, 0, -1):
        level = round(min(memory * level + chance.gamma(1.0, 0.9), 10))
        sore = ((Region.CALF, side, level) for side in Side)
        said.append(a_check_in(TODAY - timedelta(days=back), *sore))
    return said


def test_every_morning_has_a_range_that_a_report_takes_away():
    """
    What was said is known; from the next morning on it may be more or less.
    """
    report = a_check_in(TODAY, (Region.CALF, LEFT, 6), (Region.CALF, RIGHT, 6))
    calf = track(the_outlook(weeks_of_runs(), check_ins=[report]), RegionGroup.CALF)

    assert (calf.lows[0], calf.scores[0], calf.highs[0]) == (6, 6, 6)
    assert all(
        low < score < high
        for low, score, high in zip(calf.lows[1:4], calf.scores[1:4], calf.highs[1:4], strict=True)
    )


def test_a_season_of_reports_changes_the_forecast_of_this_runner():
    """
    Whose calves were seen to stay sore is forecast so, and told that these are own figures.
    """
    runs = weeks_of_runs(first=MONDAY - timedelta(weeks=20), weeks=26)
    season = a_season_of_check_ins()
    sore = a_check_in(TODAY, (Region.CALF, LEFT, 8), (Region.CALF, RIGHT, 8))
    knowing = the_outlook(runs, check_ins=[*season, sore])
    not_knowing = the_outlook(runs, check_ins=[*season[-10:], sore])

    assert knowing.personal.is_used
    assert not not_knowing.personal.is_used
    assert knowing.personal.memory > 0.5
    tomorrow, expected = (
        track(each, RegionGroup.CALF).scores[1] for each in (knowing, not_knowing)
    )
    assert tomorrow > expected + 1


def test_the_order_of_reports_changes_nothing_learned():
    """
    Check-ins in any order give the same outlook to the last digit.
    """
    runs, season = weeks_of_runs(), a_season_of_check_ins()

    assert the_outlook(runs, check_ins=season) == the_outlook(runs, check_ins=season[::-1])


def test_a_run_that_leaves_this_runner_next_to_nothing_is_not_blamed():
    """
    Whom runs were seen to leave unsore has no cause on mornings where everybody would have one.
    """
    runs = weeks_of_runs(first=MONDAY - timedelta(weeks=20), weeks=26)
    quiet = [
        a_check_in(TODAY - timedelta(days=back), *((Region.CALF, side, 0) for side in Side))
        for back in range(120, 0, -1)
    ]
    knowing, everybody = the_outlook(runs, check_ins=quiet), the_outlook(runs)

    assert knowing.personal.strength == 0.25
    blamed = [
        sum(cause is not None for cause in track(each, RegionGroup.HIP_FLEXORS).causes)
        for each in (knowing, everybody)
    ]
    assert 0 < blamed[0] < blamed[1]


def test_what_is_usual_for_a_runner_is_not_blamed_on_a_run():
    """
    Who reports 3 every morning is forecast sore long after the last run, and no run is named for
    it once hardly anything is left of the little that runs leave this runner.
    """
    runs = weeks_of_runs(first=MONDAY - timedelta(weeks=20), weeks=26)
    steady = [
        a_check_in(TODAY - timedelta(days=back), *((Region.CALF, side, 3) for side in Side))
        for back in range(120, 0, -1)
    ]
    outlook = the_outlook(runs, check_ins=steady, n_days=28)
    calf = track(outlook, RegionGroup.CALF)

    assert (outlook.personal.memory, outlook.personal.strength) == (0.75, 0.25)
    assert calf.scores[-1] > 1
    # A quarter of some 3 points, three quarters of it left every morning: 0.05 after two weeks.
    assert sum(cause is not None for cause in calf.causes) < 16
