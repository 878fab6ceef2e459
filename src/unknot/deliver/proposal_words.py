"""
What is found about a runner, in words: the value, and why we think so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from unknot.deliver.amounts import (
    say_clock,
    say_date_with_year,
    say_distance,
    say_minutes,
    say_number,
    say_pace,
    say_short_weekday,
)
from unknot.deliver.names import join_comma, name_of, start_with_capital
from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.domain.proposal import Found, Proposal
from unknot.domain.settings import UsualRun

_NAMES: Mapping[Found, str] = {
    Found.MAXIMAL_HR: _("Maximal heart rate"),
    Found.RESTING_HR: _("Resting heart rate"),
    Found.THRESHOLD_PACE: _("Threshold pace"),
    Found.USUAL_WEEK: _("Your usual week"),
    Found.UNITS: _("Distances in"),
}


def name_found(name: Found, voice: Voice) -> str:
    """
    What a proposal is about: "Maximal heart rate".
    """
    return voice.translate(_NAMES[name])


def say_found(name: Found, value: Any, voice: Voice) -> str:
    """
    A proposed value, or the one it would replace: "189 bpm", "4:32 a km", "miles".
    """
    if name in (Found.MAXIMAL_HR, Found.RESTING_HR):
        return voice.fill(_("{n} bpm"), n=say_number(value, voice, 0))
    if name is Found.THRESHOLD_PACE:
        return say_pace(value, voice)
    if name is Found.UNITS:
        return name_of(value, voice)
    return say_usual_week(value, voice)


def say_usual_week(week: Sequence[UsualRun], voice: Voice) -> str:
    """
    A usual week in one line: "Tue easy run 5.4 km, Sun long run 18 km".
    """
    return join_comma([say_usual_run(run, voice) for run in week], voice)


def say_usual_run(run: UsualRun, voice: Voice) -> str:
    """
    One run of it: "Tue easy run 5.4 km"; the time of day is left to whoever asks for it.
    """
    length = ""
    if run.distance_m is not None:
        length = say_distance(run.distance_m, voice)
    elif run.duration_min is not None:
        length = say_minutes(run.duration_min, voice)
    words = (say_short_weekday(run.weekday, voice), name_of(run.kind, voice), length)
    return " ".join(word for word in words if word)


def say_usual_start(run: UsualRun, voice: Voice) -> str:
    """
    When it usually begins; empty where that is not said.
    """
    return "" if run.starts_at is None else say_clock(run.starts_at, voice)


def say_why_found(found: Proposal, voice: Voice) -> str:
    """
    What it was found from, in one sentence.
    """
    return _BECAUSE[found.name](found.facts, voice)


def say_what_stays(found: Proposal, voice: Voice) -> str:
    """
    What the runner has set, which stays as it is; empty where nothing was said.
    """
    if found.replaces is None:
        return ""
    is_set = say_found(found.name, found.replaces, voice)
    return voice.fill(_("You set {value}, and that stays."), value=start_with_capital(is_set))


def _maximal(facts: Mapping[str, Any], voice: Voice) -> str:
    return voice.fill(
        _(
            "Three of your {n} activities with a heart rate held {bpm} or more, one of them on"
            " {date}. You may have more in you."
        ),
        n=facts["runs"], bpm=facts["bpm"], date=_day(facts, voice),
    )  # fmt: skip


def _resting(facts: Mapping[str, Any], voice: Voice) -> str:
    return voice.fill(
        _("It is the middle of {n} mornings up to {date}."),
        n=facts["mornings"], date=_day(facts, voice),
    )  # fmt: skip


def _threshold(facts: Mapping[str, Any], voice: Voice) -> str:
    return voice.fill(
        _(
            "Your best run of {n} in a year was {distance} in {time} on {date}. We took its pace to"
            " an hour. A race would say it better."
        ),
        n=facts["runs"],
        distance=say_distance(facts["distance_m"] or 0, voice),
        time=say_minutes(facts["minutes"] or 0, voice),
        date=_day(facts, voice),
    )


def _week(facts: Mapping[str, Any], voice: Voice) -> str:
    return voice.fill(
        _("On these days at least half of your last {weeks} weeks had a run, {n} runs in all."),
        weeks=facts["weeks"], n=facts["runs"],
    )  # fmt: skip


def _units(facts: Mapping[str, Any], voice: Voice) -> str:
    return voice.fill(
        _("{whole} of your last {n} runs end on a whole one, and {other} on a whole one of the other unit."),
        whole=facts["whole"], n=facts["runs"], other=facts["other"],
    )  # fmt: skip


def _day(facts: Mapping[str, Any], voice: Voice) -> str:
    return say_date_with_year(date.fromisoformat(facts["date"]), voice)


_BECAUSE: Mapping[Found, Callable[[Mapping[str, Any], Voice], str]] = {
    Found.MAXIMAL_HR: _maximal,
    Found.RESTING_HR: _resting,
    Found.THRESHOLD_PACE: _threshold,
    Found.USUAL_WEEK: _week,
    Found.UNITS: _units,
}
