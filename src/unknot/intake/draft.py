"""
One effort on its way from a file to a recording, before anybody has judged its values.

All readers end here, so that a doubt about a heart rate is one rule and not three.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from unknot.app.lengths import LONGEST_NAME
from unknot.domain.recording import STREAM_NAMES, FileWarning, Recording, Sport, Surface
from unknot.domain.run_form import RunForm
from unknot.domain.sentence import Sentence
from unknot.domain.wellness import WellnessDay

Column = npt.NDArray[np.float64]

# The one column that is not a stream: seconds since 1970 in UTC, NaN where there is no time.
UNIX_TIME = "unix_time"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
PLACES = ("latitude_deg", "longitude_deg")


@dataclass(frozen=True, slots=True)
class Draft:
    """
    What a file says of one effort, taken at its word. Missing is None, in columns NaN.

    `start` is in seconds since 1970, None when the file knows no date. Columns are as long
    as `n_records`; they carry the names of the streams, and `unix_time` in place of `time_s`.
    `measures_distance` is false where the file leaves the distance of this effort out on
    purpose, so that none is made up from its samples; `distance_is_counted`, that it was taken
    from the samples. `segment_starts` are the points before which the track was broken off: no way was covered
    between a segment's last point and the next one's first.
    """

    sport: Sport = Sport.OTHER
    surface: Surface = Surface.UNKNOWN
    start: float | None = None
    elapsed_s: float | None = None
    timer_s: float | None = None
    distance_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    avg_hr: float | None = None
    max_hr: float | None = None
    rpe: float | None = None
    title: str = ""
    description: str = ""
    gear: str = ""
    maker: str = ""
    zone: str | None = None
    n_records: int = 0
    trusted_heart_rate: bool = True
    trusted_distance: bool = True
    columns: Mapping[str, Column] = field(default_factory=dict)
    segment_starts: tuple[int, ...] = ()
    measures_distance: bool = True
    distance_is_counted: bool = False
    form: RunForm | None = None

    def column(self, name: str) -> Column | None:
        """
        The column of that name, or None when it is absent or holds no value at all.
        """
        values = self.columns.get(name)
        if values is None or not np.isfinite(values).any():
            return None
        return values

    def with_column(self, name: str, values: Column) -> Draft:
        """
        The same draft with one column set.
        """
        return replace(self, columns={**self.columns, name: values})

    def without_places(self, where: npt.NDArray[np.bool_]) -> Draft:
        """
        The same draft with the positions of some samples missing.
        """
        draft = self
        for name in PLACES:
            if name in self.columns:
                draft = draft.with_column(name, np.where(where, np.nan, self.columns[name]))
        return draft


# What a judgement returns: the draft, mended where it must be, and what was found odd.
Judged = tuple[Draft, tuple[FileWarning, ...]]


def as_recording(draft: Draft) -> Recording:
    """
    The recording that a judged draft becomes. Its start must be known.
    """
    if draft.start is None:
        raise ValueError("an effort without a date cannot become a recording")
    return Recording(
        sport=draft.sport,
        surface=draft.surface,
        start_utc=datetime.fromtimestamp(draft.start, tz=UTC),
        elapsed_s=_rounded(draft.elapsed_s),
        timer_s=_rounded(draft.timer_s),
        distance_m=_rounded(draft.distance_m),
        ascent_m=_rounded(draft.ascent_m),
        descent_m=_rounded(draft.descent_m),
        avg_hr=_rounded(draft.avg_hr),
        max_hr=_rounded(draft.max_hr),
        n_records=draft.n_records,
        rpe=draft.rpe,
        title=_one_line(draft.title),
        description=draft.description,
        gear=_one_line(draft.gear),
        maker=_one_line(draft.maker),
        zone=draft.zone,
        trusted_heart_rate=draft.trusted_heart_rate,
        trusted_distance=draft.trusted_distance,
        streams=_streams_of(draft, draft.start),
        form=draft.form,
    )


def _one_line(text: str) -> str:
    """
    A name as every page and database takes it: short, in one line, without control characters.
    """
    return " ".join(_CONTROL.sub(" ", text).split())[:LONGEST_NAME]


def _streams_of(draft: Draft, start: float) -> dict[str, array[float]]:
    columns = dict(draft.columns)
    times = columns.pop(UNIX_TIME, None)
    if times is not None:
        columns["time_s"] = times - start
    return {
        name: _as_array(columns[name])
        for name in STREAM_NAMES
        if name in columns and np.isfinite(columns[name]).any()
    }


def _as_array(values: Column) -> array[float]:
    stream = array("d")
    stream.frombytes(np.ascontiguousarray(values, dtype=np.float64).tobytes())
    return stream


def _rounded(value: float | None) -> float | None:
    """
    Figures are kept to the hundredth: what is finer is an artefact of floating point.
    """
    return None if value is None else round(float(value), 2)


@dataclass(frozen=True, slots=True)
class Drafts:
    """
    All efforts of one file. `recovered` says what is missing when the file was damaged.
    """

    drafts: tuple[Draft, ...]
    warnings: tuple[FileWarning, ...] = ()
    recovered: tuple[Sentence, ...] = ()
    days: tuple[WellnessDay, ...] = ()
