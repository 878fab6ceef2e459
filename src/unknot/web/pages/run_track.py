"""
One run as it went: splits, and heart rate and pace over its time, without any map.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from unknot.app.views import RunDetail
from unknot.deliver.words import say_distance, say_height, say_minutes, say_number, say_pace
from unknot.domain.recording import Sport
from unknot.domain.track import Split, Track
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

# A picture is so many units wide and high; it is stretched to its place.
_WIDTH, _HEIGHT = 1000.0, 100.0
# Beyond these shares of the moments lie stops and leaps, which would press the rest flat.
_LEAST_SHARE, _MOST_SHARE = 0.02, 0.98
_MOST_TIMES_MEDIAN = 1.5


@dataclass(frozen=True, slots=True)
class SplitRow:
    """
    One split in the table; `share` is the length of its bar in percent of the fastest.
    """

    number: str
    pace: str
    share: float
    heart: str
    climb: str


@dataclass(frozen=True, slots=True)
class Curve:
    """
    One figure over the run's time: its lines in the picture, and what stands beside it.
    """

    look: str
    name: str
    said: str
    lines: tuple[str, ...]
    marks: tuple[str, ...]
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrackView:
    """
    What the page of a run shows of its samples; `missing` says why there is nothing.
    """

    splits: tuple[SplitRow, ...] = ()
    has_heart: bool = False
    has_climb: bool = False
    curves: tuple[Curve, ...] = ()
    missing: str = ""


def track_view(visit: Visit, detail: RunDetail) -> TrackView:
    """
    Splits and curves of one run, or the sentence that says why there are none.
    """
    track = visit.house.show_track(visit.runner_id, detail.run.id)
    if track is None or not (track.splits or _has_beats(track)):
        return TrackView(missing=_why_missing(visit, detail))
    return TrackView(
        splits=_rows(visit, track.splits),
        has_heart=any(split.avg_hr is not None for split in track.splits),
        has_climb=any(split.ascent_m is not None for split in track.splits),
        curves=tuple(_curves(visit, track)),
    )


def _has_beats(track: Track) -> bool:
    return any(moment.avg_hr is not None for moment in track.moments)


def _why_missing(visit: Visit, detail: RunDetail) -> str:
    if all(not line.n_records for line in detail.recordings):
        return visit.say(_("No watch recorded it second by second, so there are no splits."))
    if detail.run.sport is Sport.RUNNING:
        return visit.say(_("Its file has no distance and no heart rate to go by."))
    return visit.say(_("Its file has no heart rate to go by."))


def _rows(visit: Visit, splits: Sequence[Split]) -> tuple[SplitRow, ...]:
    voice = visit.voice
    whole = _whole(splits)
    fastest = min((split.pace_s_per_km for split in whole), default=1.0)
    rows = []
    for split in splits:
        is_whole = split in whole
        number = str(split.number) if is_whole else say_distance(split.distance_m, voice)
        rows.append(
            SplitRow(
                number=number,
                pace=say_pace(split.pace_s_per_km, voice),
                share=round(min(fastest / split.pace_s_per_km, 1.0) * 100, 1),
                heart="" if split.avg_hr is None else say_number(split.avg_hr, voice, 0),
                climb="" if split.ascent_m is None else say_height(split.ascent_m, voice),
            )
        )
    return tuple(rows)


def _whole(splits: Sequence[Split]) -> list[Split]:
    # A last bit of a few metres is no fastest kilometre.
    return [split for split in splits if split.distance_m >= splits[0].distance_m * 0.999]


def _curves(visit: Visit, track: Track) -> list[Curve]:
    beats = [moment.avg_hr for moment in track.moments]
    paces = [moment.pace_s_per_km for moment in track.moments]
    curves = []
    if sum(beat is not None for beat in beats) > 1:
        most = max(beat for beat in beats if beat is not None)
        said = visit.say(_("{n} bpm at most"), n=say_number(most, visit.voice, 0))
        curve = _curve(track, beats, lambda beat: say_number(beat, visit.voice, 0), 10, False)
        curves.append(Curve("heart", visit.say(_("Heart rate")), said, *curve))
    if sum(pace is not None for pace in paces) > 1:
        best = min((split.pace_s_per_km for split in _whole(track.splits)), default=None)
        said = (
            visit.say(_("fastest split {pace}"), pace=say_pace(best, visit.voice)) if best else ""
        )
        curve = _curve(track, paces, lambda pace: say_pace(pace, visit.voice), 15, True)
        curves.append(Curve("pace", visit.say(_("Pace")), said, *curve))
    minutes = track.seconds / 60
    times = tuple(say_minutes(minutes * share, visit.voice) for share in (0, 0.5, 1))
    return [_with_times(curve, times) for curve in curves]


def _with_times(curve: Curve, times: tuple[str, ...]) -> Curve:
    return Curve(curve.look, curve.name, curve.said, curve.lines, curve.marks, times)


def _curve(
    track: Track,
    values: Sequence[float | None],
    say: Callable[[float], str],
    step: float,
    is_upside_down: bool,
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """
    The lines between gaps, the three marks of the axis from the top, and room for the times.
    """
    known = sorted(value for value in values if value is not None)
    low = known[int(_LEAST_SHARE * (len(known) - 1))] // step * step
    most = min(known[round(_MOST_SHARE * (len(known) - 1))], _MOST_TIMES_MEDIAN * median(known))
    high = -(-most // step) * step
    high = max(high, low + 2 * step)
    marks = (high, (low + high) / 2, low)
    lines: list[list[str]] = [[]]
    for moment, value in zip(track.moments, values, strict=True):
        if value is None:
            lines.append([])
            continue
        share = min(max((value - low) / (high - low), 0.0), 1.0)
        down = share if is_upside_down else 1 - share
        lines[-1].append(f"{moment.at_s / track.seconds * _WIDTH:.0f},{down * _HEIGHT:.1f}")
    shown = tuple(" ".join(line) for line in lines if len(line) > 1)
    ordered = marks[::-1] if is_upside_down else marks
    return shown, tuple(say(mark) for mark in ordered), ()
