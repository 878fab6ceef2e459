"""
FIT files, good and bad: each oddity that watches are known to write is one test.
"""

from __future__ import annotations

import math
from datetime import timedelta

import pytest

from tests.intake import fit_writer as fit
from unknot.domain.recording import FileOutcome, ReadFile, Recording, Sport, Surface
from unknot.intake.fit_decode import decode_part
from unknot.intake.fit_layout import split_parts
from unknot.intake.registry import Readers


def read(content: bytes, name: str = "run.fit") -> ReadFile:
    return Readers().read(name, content)


def only_run(content: bytes) -> Recording:
    (recording,) = read(content).recordings
    return recording


def codes(content: bytes) -> list[str]:
    return [warning.code for warning in read(content).warnings]


def is_read_fast(content: bytes) -> bool:
    (part,), _ = split_parts(content)
    return decode_part(part).by_fast_decoder


def test_a_good_run_is_read_with_its_figures_and_streams():
    """
    Ten easy minutes come in as the watch tells them, with one value a second.
    """
    run = only_run(fit.fit_file(sessions=[fit.Session(ascent_m=7, rpe_times_ten=40)]))

    assert run.sport is Sport.RUNNING
    assert run.start_utc == fit.START
    assert (run.elapsed_s, run.timer_s, run.distance_m) == (600.0, 600.0, 1800.0)
    assert (run.avg_hr, run.max_hr, run.ascent_m, run.rpe) == (140.0, 140.0, 7.0, 4.0)
    assert run.n_records == 600
    assert list(run.streams["time_s"][:3]) == [0.0, 1.0, 2.0]
    assert run.streams["distance_m"][599] == 1797.0
    assert run.streams["heart_rate_bpm"][0] == 140.0
    assert run.streams["altitude_m"][0] == pytest.approx(200.0)
    assert "power_w" not in run.streams


@pytest.mark.parametrize(
    ("sub_sport", "surface"),
    [
        (fit.TREADMILL, Surface.TREADMILL),
        (fit.TRAIL, Surface.TRAIL),
        (fit.TRACK, Surface.TRACK),
        (fit.GENERIC, Surface.UNKNOWN),
    ],
)
def test_the_surface_of_a_run_is_known(sub_sport, surface):
    """
    Treadmill, trail and track are runs, and each says where.
    """
    run = only_run(fit.fit_file(sessions=[fit.Session(sub_sport=sub_sport)]))

    assert (Sport.RUNNING, surface) == (run.sport, run.surface)


def test_an_indoor_run_without_positions_is_a_run():
    """
    No position is no reason to refuse a run.
    """
    assert read(fit.fit_file()).outcome is FileOutcome.IMPORTED
    assert "latitude_deg" not in only_run(fit.fit_file()).streams


def test_a_header_without_checksum_is_valid_and_read_fast():
    """
    Older watches leave the header's own checksum at zero.
    """
    content = fit.fit_file(header_checksum=False)

    assert read(content).outcome is FileOutcome.IMPORTED
    assert only_run(content) == only_run(fit.fit_file())
    assert is_read_fast(content)


def test_a_watch_without_a_date_is_not_dated_1990():
    """
    Times since power-on are no dates: the figures are told, but no day is invented.
    """
    got = read(fit.fit_file(start=16_000_000))

    assert got.outcome is FileOutcome.IMPORTED
    assert got.recordings == ()
    assert [(each.elapsed_s, each.distance_m) for each in got.undated] == [(600.0, 1800.0)]
    assert got.undated[0].n_records == 600
    (warning,) = got.warnings
    assert warning.code == "no-date"
    assert "10 min, 1.80 km" in warning.text


def test_speed_and_distance_in_three_bytes_are_unpacked():
    """
    A foot pod's packed distance wraps every 256 m and must still count up.
    """
    session = fit.Session(distance_m=None)
    run = only_run(fit.fit_file(compressed_speed=True, sessions=[session]))

    assert run.distance_m == pytest.approx(1797.0, abs=0.5)
    assert run.streams["speed_mps"][100] == pytest.approx(3.0, abs=0.01)


def test_only_packed_values_leave_the_fast_path():
    """
    Zwift writes the packed field with nothing in it; that is no reason to be slow.
    """
    empty = fit.changed(fit.easy_points(), range(600), speed_mps=None)

    assert not is_read_fast(fit.fit_file(compressed_speed=True))
    assert is_read_fast(fit.fit_file(empty, compressed_speed=True))


def test_times_of_five_bits_are_unrolled():
    """
    Compressed headers carry a time modulo 32 seconds; the run still lasts ten minutes.
    """
    content = fit.fit_file(compressed_times=True)
    run = only_run(content)

    assert run.start_utc == fit.START
    assert run.streams["time_s"][599] == 599.0
    assert run.n_records == 600
    assert not is_read_fast(content)


def test_rates_of_a_strap_are_put_to_the_records():
    """
    What a strap kept while the watch heard nothing belongs to the run's seconds.
    """
    silent = fit.changed(fit.easy_points(41), range(41), heart_rate=None)
    rates = [100 + second for second in range(41)]
    session = fit.Session(elapsed_s=40, avg_hr=None)
    run = only_run(fit.fit_file(silent, [session], strap_rates=rates))

    assert list(run.streams["heart_rate_bpm"][:41:10]) == [100.0, 110.0, 120.0, 130.0, 140.0]


def test_strap_rates_in_a_chained_part_are_put_to_the_run_before_it():
    """
    Some watches append the strap's memory as a FIT file of its own.
    """
    silent = fit.changed(fit.easy_points(41), range(41), heart_rate=None)
    run_part = fit.fit_file(silent, [fit.Session(elapsed_s=40, avg_hr=None)])
    strap_part = fit.fit_file([], [], strap_rates=[120] * 41)
    run = only_run(run_part + strap_part)

    assert run.streams["heart_rate_bpm"][20] == 120.0


def test_power_of_a_pod_is_known_by_its_name():
    """
    A pod's developer field "Power" is power.
    """
    run = only_run(fit.fit_file(developer_power=250))

    assert run.streams["power_w"][10] == 250.0


def test_several_sessions_are_several_efforts_with_their_own_records():
    """
    A ride and the run after it are two efforts.
    """
    sessions = [
        fit.Session(0, 300.0, 300.0, 900.0, sport=fit.CYCLING),
        fit.Session(300, 300.0, 300.0, 900.0, avg_hr=150),
    ]
    ride, run = read(fit.fit_file(sessions=sessions)).recordings

    assert (ride.sport, run.sport) == (Sport.CYCLING, Sport.RUNNING)
    assert (ride.n_records, run.n_records) == (300, 300)
    assert run.start_utc == fit.START + timedelta(seconds=300)
    assert run.streams["time_s"][0] == 0.0


def test_a_change_of_shoes_is_not_the_sport_the_file_began_with():
    """
    Between ride and run a watch records a transition; that is nothing we know, and no swim.
    """
    sessions = [
        fit.Session(0, 300.0, 300.0, 900.0, sport=fit.SWIMMING),
        fit.Session(300, 60.0, 60.0, 100.0, sport=fit.TRANSITION),
        fit.Session(360, 240.0, 240.0, 700.0),
    ]
    legs = read(fit.fit_file(sessions=sessions, file_sport=fit.SWIMMING)).recordings

    assert [leg.sport for leg in legs] == [Sport.SWIMMING, Sport.OTHER, Sport.RUNNING]


def test_a_session_without_a_sport_is_of_the_files_sport():
    """
    Older watches name the sport once, beside the session.
    """
    sessions = [fit.Session(sport=fit.GENERIC)]

    assert only_run(fit.fit_file(sessions=sessions, file_sport=fit.RUNNING)).sport is Sport.RUNNING


def test_two_chained_recordings_are_two_and_a_twin_is_counted_once():
    """
    Two files in one are two efforts, unless they are the same one twice.
    """
    first = fit.fit_file()
    second = fit.fit_file(start=fit.START + timedelta(hours=5))

    assert len(read(first + second).recordings) == 2
    assert len(read(first + first).recordings) == 1
    assert codes(first + first) == ["recording-repeated-in-file"]


def test_a_second_recording_cut_off_keeps_the_way_it_measured():
    """
    Its summary is missing, and with it the distance; its records still count the metres.
    """
    second = fit.fit_file(start=fit.START + timedelta(hours=5))
    got = read(fit.fit_file() + second[: len(second) // 2])
    whole, half = got.recordings

    assert got.outcome is FileOutcome.RECOVERED
    assert whole.distance_m == 1800.0
    assert half.distance_m == 3.0 * (half.n_records - 1) > 0


def test_a_wrong_checksum_is_said_and_the_run_recovered():
    """
    The values are read, and the runner is told that some may be damaged.
    """
    got = read(fit.with_wrong_checksum(fit.fit_file()))

    assert got.outcome is FileOutcome.RECOVERED
    assert "checksum is wrong" in got.reason
    assert got.recordings[0].distance_m == 1800.0


def test_a_wrong_checksum_is_said_also_where_the_header_has_none():
    """
    The rewritten checksum of an older watch's file is right only if its own was.
    """
    got = read(fit.with_wrong_checksum(fit.fit_file(header_checksum=False)))

    assert got.outcome is FileOutcome.RECOVERED
    assert "checksum is wrong" in got.reason


def test_a_summary_dated_far_from_its_records_does_not_date_the_run():
    """
    A damaged start a century away: the records say when it was.
    """
    run = only_run(fit.fit_file(sessions=[fit.Session(at=2_000_000_000)]))

    assert run.start_utc == fit.START


def test_a_field_that_does_not_fit_its_type_is_read_leniently_and_said():
    """
    Two bytes for a number of four: values are read, and the runner hears that it was odd.
    """
    good = fit.fit_file(fit.easy_points(20))
    odd = good[14:-2].replace(bytes([6, 2, 0x84]), bytes([6, 2, 0x86]), 1)
    got = read(fit.sealed(odd))

    assert got.outcome is FileOutcome.RECOVERED
    assert "leniently" in got.reason


def test_a_cut_off_file_gives_what_is_whole_and_says_what_is_missing():
    """
    A battery that died in the middle leaves the run up to there.
    """
    content = fit.fit_file()
    got = read(content[: len(content) // 2])

    assert got.outcome is FileOutcome.RECOVERED
    assert "The end of the file is missing" in got.reason
    assert "summary is missing" in got.reason
    (run,) = got.recordings
    assert 250 < run.n_records < 350
    assert run.elapsed_s == run.n_records - 1
    assert run.distance_m == pytest.approx(3.0 * (run.n_records - 1))


@pytest.mark.parametrize("size", [0, 4_294_967_280])
def test_a_wrong_size_in_the_header_loses_nothing(size):
    """
    A watch that never wrote the final size still recorded the run.
    """
    got = read(fit.with_data_size(fit.fit_file(), size))

    assert got.outcome is FileOutcome.RECOVERED
    assert got.recordings[0].n_records == 600


def test_junk_after_the_end_is_left_out_and_said():
    """
    Bytes that are no FIT are counted, not read.
    """
    got = read(fit.fit_file() + b"x" * 37)

    assert (got.outcome, len(got.recordings)) == (FileOutcome.RECOVERED, 1)
    assert "37 bytes" in got.reason


@pytest.mark.parametrize(
    ("file_type", "words"),
    [
        (fit.SETTINGS, "settings"),
        (fit.WORKOUT, "planned workout"),
        (fit.COURSE, "course"),
        (fit.WEIGHT, "weights"),
    ],
)
def test_what_is_not_an_activity_is_put_aside(file_type, words):
    """
    Settings, workouts, courses and weights are healthy files, only no runs.
    """
    got = read(fit.fit_file([], [], file_type=file_type))

    assert got.outcome is FileOutcome.SKIPPED
    assert words in got.reason


def test_an_empty_activity_fails_with_a_sentence():
    """
    A file in which nothing was recorded is not a run of zero.
    """
    got = read(fit.fit_file([], []))

    assert (got.outcome, got.recordings) == (FileOutcome.FAILED, ())
    assert got.reason.endswith(".")


def test_values_the_watch_did_not_have_are_missing_and_not_255():
    """
    FIT writes its largest numbers for "invalid"; they never become a heart rate.
    """
    nothing = fit.changed(
        fit.easy_points(60),
        range(60),
        heart_rate=None,
        distance_m=None,
        speed_mps=None,
        altitude_m=None,
        cadence=None,
    )
    session = fit.Session(elapsed_s=None, timer_s=None, distance_m=None, avg_hr=None)
    got = read(fit.fit_file(nothing, [session]))
    run = got.recordings[0]

    assert (run.distance_m, run.avg_hr, run.timer_s) == (None, None, None)
    assert set(run.streams) == {"time_s"}
    assert got.warnings == ()


def test_speed_is_not_rounded_down_by_the_fast_path():
    """
    fitfast cuts a millimetre off enlarged speeds; ours are those of the file.
    """
    points = fit.changed(fit.easy_points(), range(600), speed_mps=4.031)
    run = only_run(fit.fit_file(points))

    assert math.isclose(run.streams["speed_mps"][5], 4.031, abs_tol=1e-9)
