"""
Load muscle by muscle in words: which part of which run, how much beside usual, and how sure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from unknot.deliver.amounts import (
    say_date,
    say_distance,
    say_height,
    say_minutes,
    say_number,
    say_weekday,
)
from unknot.deliver.names import join_and, name_of
from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.domain.muscle_load import MuscleWeek, PartOfRun, RegionLoad, RunPart
from unknot.domain.recording import Sport
from unknot.domain.run import RunKind

_NAMES: Mapping[RunPart, str] = {
    RunPart.WHOLE: _("The whole of it"),
    RunPart.LEVEL: _("On the level"),
    RunPart.FAST: _("Fast"),
    RunPart.SPRINT: _("Sprinting"),
    RunPart.UPHILL: _("Steep climb"),
    RunPart.DOWNHILL: _("Steep descent"),
}
_IN_A_SENTENCE: Mapping[RunPart, str] = {
    RunPart.FAST: _("{time} of fast running"),
    RunPart.SPRINT: _("{time} of sprinting"),
    RunPart.UPHILL: _("{distance} of steep climb"),
    RunPart.DOWNHILL: _("{distance} of steep descent"),
}


def name_of_run_part(part: RunPart, voice: Voice) -> str:
    """
    What a part of a run is called in a table: "Steep descent".
    """
    return voice.translate(_NAMES[part])


def say_run_part(part: PartOfRun, sport: Sport, voice: Voice) -> str:
    """
    One part of a run in a sentence: "1.4 km of steep descent", "the long run (2 h)".
    """
    time = "" if part.seconds is None else say_span(part.seconds, voice)
    if part.part in _IN_A_SENTENCE:
        distance = say_distance(part.metres or 0, voice)
        return voice.fill(_IN_A_SENTENCE[part.part], time=time, distance=distance)
    if not part.kinds:
        what = name_of(sport, voice)
    else:
        what = join_and([name_of(kind, voice) for kind in part.kinds], voice)
    if part.part is RunPart.WHOLE:
        return voice.fill(_("the {what} ({time})"), time=time, what=what) if time else what
    if part.kinds == (RunKind.EASY,):
        return voice.fill(_("{time} on the level"), time=time)
    return voice.fill(_("{time} on the level ({what})"), time=time, what=what)


def say_amount_of_part(part: PartOfRun, voice: Voice) -> str:
    """
    The figures of one part on a line: "12 min, 1.4 km, 160 m down".
    """
    said = []
    if part.seconds is not None:
        said.append(say_span(part.seconds, voice))
    if part.metres:
        said.append(say_distance(part.metres, voice))
    if part.climb_m is not None:
        height = say_height(part.climb_m, voice)
        is_up = part.part is RunPart.UPHILL
        said.append(voice.fill(_("{height} up") if is_up else _("{height} down"), height=height))
    return ", ".join(said)


def say_span(seconds: float, voice: Voice) -> str:
    """
    A stretch of time, in seconds where it is short: "40 s", "12 min".
    """
    if seconds < 90:
        return voice.fill(_("{n} s"), n=say_number(seconds, voice, 0))
    return say_minutes(seconds / 60, voice)


def say_beside_usual(load: RegionLoad, voice: Voice) -> str:
    """
    How much that is beside a usual week: "140 % of usual"; empty where nothing is usual yet.
    """
    if load.compared is None or load.usual is None:
        return ""
    if not load.points:
        return voice.translate(_("nothing"))
    if load.compared * load.usual < load.points * 0.99:
        # Measured by the least that is compared with: it would else stand at a thousand per cent.
        return voice.translate(_("usually hardly any"))
    return voice.fill(_("{n} % of usual"), n=say_number(100 * load.compared, voice, 0))


def say_day_of_week(day: date, today: date, voice: Voice) -> str:
    """
    A day of the last ones: "Sunday", or with its date where the weekday would be another's.
    """
    if 0 <= (today - day).days < 7:
        return say_weekday(day.weekday(), voice)
    return say_date(day, voice)


def say_mostly_from(load: RegionLoad, today: date, voice: Voice) -> str:
    """
    Where a region's load came from: "Mostly from 1.4 km of steep descent on Sunday."
    """
    every = [(part, run) for run in load.runs for part in run.parts]
    if not every or not load.points:
        return voice.translate(_("Nothing in the last 7 days asked anything of it."))
    part, run = max(every, key=lambda each: each[0].points)
    facts = {
        "what": say_run_part(part.part, run.sport, voice),
        "day": say_day_of_week(run.date, today, voice),
    }
    share = part.points / load.points
    if share >= 0.99:
        return voice.fill(_("All of it from {what} on {day}."), **facts)
    if share >= 0.5:
        return voice.fill(_("Mostly from {what} on {day}."), **facts)
    return voice.fill(_("The largest part from {what} on {day}."), **facts)


def say_standing_out(week: MuscleWeek, names: Mapping[str, str], voice: Voice) -> str:
    """
    The one sentence over all regions: which had most beyond its usual, or that none had.

    `names` are what regions are called, by their code.
    """
    if not week.efforts:
        return voice.translate(_("No activity in the last 7 days"))
    known = [each for each in week.regions if each.points]
    if not known:
        return voice.translate(_("The load of these days is not known yet"))
    if not week.has_usual:
        most = max(known, key=lambda each: each.points)
        name = names[most.region.value]
        return voice.fill(_("{region}: most load of the last 7 days"), region=name)
    # A muscle that is hardly ever used reaches any share; what weighs is how much it was more.
    more = [each for each in known if each.level >= 4]
    if not more:
        return voice.translate(_("No muscle had more than its usual week"))
    most = max(more, key=lambda each: each.points - (each.usual or 0.0))
    said = say_beside_usual(most, voice)
    name = names[most.region.value]
    return voice.fill(_("{region} stands out: {amount}"), region=name, amount=said)
