"""
What every reader keeps, whatever bytes it is given: sound values, or a sentence that says why not.
"""

from __future__ import annotations

import math
import pickle
from collections.abc import Iterable
from datetime import date

from unknot.domain.check_in import LONGEST_NOTE
from unknot.domain.recording import FileOutcome, ReadFile, Recording
from unknot.domain.run import PlanFile
from unknot.domain.sentence import Sentence
from unknot.domain.units import year_can_be
from unknot.domain.wellness import WellnessDay

FIRST_YEAR, LAST_YEAR = 1998, 2099
LONGEST_S = 14 * 86_400
FARTHEST_M = 2_000_000
LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_ZONE = 300, 5_000, 64
LONGEST_SENTENCE = 3_000
MOST_SENTENCES = 200
# What is said when a reader met something nobody foresaw: for a runner better than a crash, for
# us a finding.
UNFORESEEN = "The file could not be read ({what})"


class Broken(AssertionError):
    """
    A reader broke its promise; the text says which one.
    """


def holds(truth: bool, promise: str) -> None:
    """
    Complains with the promise that is broken.
    """
    if not truth:
        raise Broken(promise)


def assert_sound_file(got: ReadFile) -> None:
    """
    An outcome with its sentence, and values that can be.
    """
    unforeseen = [each for each in got.reasons if each.said.startswith(UNFORESEEN)]
    holds(not unforeseen, f"only errors with a name of their own: {got.reason}")
    holds(got.outcome is not FileOutcome.DUPLICATE, "a reader knows no duplicates")
    took = bool(got.recordings or got.undated or got.days)
    if got.outcome is FileOutcome.IMPORTED:
        holds(
            took or bool(got.warnings), "an imported file holds something, or says that it is empty"
        )
    else:
        holds(bool(got.reasons), f"{got.outcome} is told why")
    if got.outcome is FileOutcome.FAILED:
        holds(not took, "nothing is taken from a failed file")
    assert_sound_sentences((*got.reasons, *(each.sentence for each in got.warnings)))
    for run in got.recordings:
        assert_sound_recording(run)
    for effort in got.undated:
        for name in ("elapsed_s", "timer_s", "distance_m", "ascent_m", "avg_hr"):
            assert_finite(name, getattr(effort, name))
    for day in got.days:
        assert_sound_day(day)
    holds(len(pickle.dumps(got)) > 0, "what was read can go to another process")


def assert_sound_recording(run: Recording) -> None:
    """
    A date that is one, figures within reason, streams as long as there are records.
    """
    holds(FIRST_YEAR <= run.start_utc.year <= LAST_YEAR, f"a date is a date: {run.start_utc}")
    assert_within("elapsed_s", run.elapsed_s, 0, LONGEST_S)
    assert_within("timer_s", run.timer_s, 0, LONGEST_S)
    assert_within("distance_m", run.distance_m, 0, FARTHEST_M)
    assert_within("avg_hr", run.avg_hr, 0, 255)
    assert_within("max_hr", run.max_hr, 0, 255)
    assert_within("rpe", run.rpe, 0, 10)
    assert_within("ascent_m", run.ascent_m, 0, FARTHEST_M)
    assert_within("descent_m", run.descent_m, 0, FARTHEST_M)
    for text in (run.title, run.gear, run.maker):
        assert_sound_text(text, LONGEST_NAME)
    assert_sound_text(run.description, LONGEST_DESCRIPTION)
    assert_sound_text(run.zone or "", LONGEST_ZONE)
    for name, values in run.streams.items():
        holds(len(values) == run.n_records, f"{name} is as long as there are records")
        known = [value for value in values if not math.isnan(value)]
        holds(bool(known), f"{name} is there only where it says something")
        lowest, highest = _STREAM_SPANS[name]
        holds(
            lowest <= min(known) and max(known) <= highest,
            f"{name} is possible: {min(known)} to {max(known)}",
        )


_STREAM_SPANS = {
    "time_s": (-200 * 86_400 * 366, 200 * 86_400 * 366),
    "distance_m": (0, FARTHEST_M),
    "heart_rate_bpm": (0, 255),
    "altitude_m": (-500, 9_000),
    "speed_mps": (0, 100),
    "cadence_rpm": (0, 254),
    "power_w": (0, 3_000),
    "latitude_deg": (-90, 90),
    "longitude_deg": (-180, 180),
}


def assert_sound_day(day: WellnessDay) -> None:
    """
    A day within memory, and figures within reason.
    """
    assert_sound_date(day.date)
    assert_within("sleep_h", day.sleep_h, 0, 24)
    assert_within("resting_hr", day.resting_hr, 20, 150)
    assert_within("hrv_lnrmssd", day.hrv_lnrmssd, 0, 6.5)
    assert_within("soreness_overall", day.soreness_overall, 0, 10)
    for name in ("fatigue", "stress", "mood"):
        assert_within(name, getattr(day, name), 1, 7)
    holds(day.says_something, "a day says more than its date")
    for text in (day.source, day.note):
        assert_sound_text(text, LONGEST_NOTE)


def assert_sound_plan(plan: PlanFile) -> None:
    """
    Runs with ids that differ, in order of date, and distances that can be.
    """
    holds(bool(plan.runs or plan.rest_days or plan.strength_days), "a plan holds something")
    dates = [run.date for run in plan.runs]
    holds(dates == sorted(dates), "the runs of a plan stand in order of date")
    holds(len({run.id for run in plan.runs}) == len(plan.runs), "no two runs share an id")
    for day in (*dates, *plan.rest_days, *plan.strength_days):
        assert_sound_date(day)
    for run in plan.runs:
        assert_within("distance_m", run.distance_m, 0, FARTHEST_M)
        assert_within("duration_min", run.duration_min, 0, LONGEST_S / 60)
        holds(run.starts_at is None or run.starts_at.tzinfo is None, "a time is on the own clock")
        assert_sound_text(run.title, LONGEST_NAME)
    assert_sound_sentences(plan.not_understood)


def assert_sound_date(day: date) -> None:
    """
    A day that a diary or a plan may speak of.
    """
    holds(year_can_be(day), f"a date is a date: {day}")


def assert_sound_sentences(sentences: Iterable[Sentence]) -> None:
    """
    Whole sentences, not too many, each with all its facts and fit to be shown.
    """
    told = [str(each) for each in sentences]
    holds(len(told) <= MOST_SENTENCES, f"{len(told)} sentences are too many to be read")
    for said in told:
        holds(said.endswith("."), f"a sentence ends with a full stop: {said!r}")
        assert_sound_text(said, LONGEST_SENTENCE)


def assert_sound_text(text: str, longest: int) -> None:
    """
    Text that every database, page and calendar takes.
    """
    holds(len(text) <= longest, f"a text of {len(text)} characters is too long: {text[:60]!r}")
    holds("\x00" not in text, f"a text holds no zero: {text[:60]!r}")
    holds(_is_unicode(text), f"a text can be written: {text[:60]!r}")


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def assert_within(name: str, value: float | None, lowest: float, highest: float) -> None:
    """
    A figure is missing, or between these.
    """
    assert_finite(name, value)
    holds(value is None or lowest <= value <= highest, f"{name} is possible: {value}")


def assert_finite(name: str, value: float | None) -> None:
    """
    A figure is missing, or a number.
    """
    holds(value is None or math.isfinite(value), f"{name} is a number: {value}")
