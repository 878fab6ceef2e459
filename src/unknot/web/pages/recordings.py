"""
Recorded by: what a run is known from, which recording is shown, and what else went on then.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from unknot.app.views import RecordingLine, RunDetail, RunFacts
from unknot.deliver.words import (
    name_of,
    say_clock,
    say_distance,
    say_minutes,
    say_number,
    start_with_capital,
)
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class RecordingRow:
    """
    One recording in words, and what can be done with it.
    """

    id: str
    name: str
    what: str
    source: str
    is_shown: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OtherRun:
    """
    A run that went on at the same time, in words.
    """

    id: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class RecordedBy:
    """
    The part of a run's page about its recordings.

    With one recording there is nothing to choose and nothing to take out.
    """

    rows: tuple[RecordingRow, ...]
    others: tuple[OtherRun, ...]

    @property
    def is_several(self) -> bool:
        """
        True when one can be chosen.
        """
        return len(self.rows) > 1


def recorded_by(visit: Visit, detail: RunDetail) -> RecordedBy:
    """
    Gathers the recordings of a run and the runs that it could be joined with.
    """
    others = visit.house.runs_nearby(visit.runner_id, detail.run.id)
    return RecordedBy(
        rows=tuple(_row(visit, line) for line in detail.recordings),
        others=tuple(_other(visit, run) for run in others),
    )


def _row(visit: Visit, line: RecordingLine) -> RecordingRow:
    return RecordingRow(
        id=line.id,
        name=PurePosixPath(line.file).name or visit.say(_("noted by hand")),
        what=_figures(visit, line),
        source=_source(visit, line),
        is_shown=line.chosen,
        is_chosen=line.chosen_by_runner,
    )


def _other(visit: Visit, run: RunFacts) -> OtherRun:
    return OtherRun(
        run.run_id, start_with_capital(name_of(run.sport, visit.voice)), _figures(visit, run)
    )


def _figures(visit: Visit, known: RecordingLine | RunFacts) -> str:
    """
    When it began, how far it went and how long it took, as far as it says.
    """
    voice = visit.voice
    began = say_clock(known.start_utc.astimezone(visit.zone).time(), voice)
    sport = name_of(known.sport, voice) if isinstance(known, RecordingLine) else ""
    return ", ".join(
        each
        for each in (
            visit.say(_("from {clock}"), clock=began),
            sport,
            say_distance(known.distance_m, voice) if known.distance_m else "",
            say_minutes(known.elapsed_s / 60, voice) if known.elapsed_s else "",
        )
        if each
    )  # fmt: skip


def _source(visit: Visit, line: RecordingLine) -> str:
    points = visit.voice.count("{n} point", "{n} points", line.n_records)
    heart = (
        visit.say(_("heart rate {bpm}"), bpm=say_number(line.avg_hr, visit.voice, 0))
        if line.avg_hr
        else visit.say(_("no heart rate"))
    )
    maker = line.maker if line.file else ""
    return ", ".join(each for each in (maker, points if line.file else "", heart) if each)
