"""
What a file holds: one recorded effort, its figures and its streams.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from math import isnan

from unknot.domain.features import RunFeatures
from unknot.domain.places import Place, places_in
from unknot.domain.run_form import RunForm
from unknot.domain.sentence import Sentence, in_a_row
from unknot.domain.wellness import WellnessDay


class Sport(StrEnum):
    """
    The sports we know by name; everything else is `other` and still kept.
    """

    RUNNING = "running"
    CYCLING = "cycling"
    SWIMMING = "swimming"
    WALKING = "walking"
    HIKING = "hiking"
    ROWING = "rowing"
    STRENGTH = "strength"
    SKIING = "skiing"
    SKATING = "skating"
    PADDLING = "paddling"
    TENNIS = "tennis"
    MULTISPORT = "multisport"
    OTHER = "other"


# Metres a second that no one keeps up for a whole recording. The world's best run 1,500 m at
# 7.3 and 400 m at 9.3; riders average 15 in an hour, alone on a track.
_FASTEST_MPS = {
    Sport.RUNNING: 10.0,
    Sport.WALKING: 5.0,
    Sport.HIKING: 5.0,
    Sport.SWIMMING: 3.0,
    Sport.ROWING: 8.0,
    Sport.PADDLING: 8.0,
    Sport.STRENGTH: 10.0,
    Sport.CYCLING: 25.0,
}
_FASTEST_OTHER_MPS = 100.0


def fastest_mps(sport: Sport) -> float:
    """
    Metres a second beyond which a distance or a duration must be wrong.
    """
    return _FASTEST_MPS.get(sport, _FASTEST_OTHER_MPS)


class Surface(StrEnum):
    """
    Where a run took place, as far as the file says.
    """

    UNKNOWN = "unknown"
    ROAD = "road"
    TREADMILL = "treadmill"
    TRAIL = "trail"
    TRACK = "track"


class FileOutcome(StrEnum):
    """
    What became of one file.
    """

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    RECOVERED = "recovered"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileWarning:
    """
    Something odd in a file: a stable code, and a plain sentence with the figures.
    """

    code: str
    sentence: Sentence

    @property
    def text(self) -> str:
        """
        The sentence in English.
        """
        return str(self.sentence)


# Names of the streams; each is an array of doubles as long as `n_records`, with NaN
# where the file says nothing. Times are seconds after `start_utc`.
STREAM_NAMES = (
    "time_s",
    "distance_m",
    "heart_rate_bpm",
    "altitude_m",
    "speed_mps",
    "cadence_rpm",
    "power_w",
    "latitude_deg",
    "longitude_deg",
)


# Two records or fewer are a summary: they do not say when the recording ended.
_FEW_RECORDS = 3


class StreamsOnDemand(Mapping[str, "array[float]"]):
    """
    Streams that are kept small and unpacked when somebody first asks for one of them.

    Most of what is asked of a recording needs one or two of its streams, or none.
    """

    @property
    @abstractmethod
    def n_records(self) -> int:
        """
        How many values each of them has, known without unpacking any.
        """

    @abstractmethod
    def last_of(self, name: str) -> float | None:
        """
        The last value of a stream, None without one; found once and then remembered.
        """


@dataclass(frozen=True, slots=True)
class AboutEffort:
    """
    What somebody wrote about an effort beside its recording, as a vendor's own list does.

    Empty where nothing was written. `rpe` is the runner's own 0 to 10.
    """

    title: str = ""
    description: str = ""
    gear: str = ""
    sport: Sport | None = None
    surface: Surface | None = None
    rpe: float | None = None


@dataclass(frozen=True, slots=True)
class LoadSums:
    """
    What one recording says of load before anything is known of the runner.

    Added up once from the samples, so that new heart rates or a new threshold need no second
    look at them. `beats` are pairs of a heart rate in bpm, to a tenth, and the seconds spent at
    it; empty where the heart rate says nothing. `graded_m2_per_s` is the sum over time of the
    squared speed that the hills made of it; None where pace says nothing. `peak_hr` is the
    highest heart rate, single spikes left out.
    """

    beats: tuple[tuple[float, float], ...] = ()
    graded_m2_per_s: float | None = None
    peak_hr: float | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """
    One effort as one source recorded it.

    Missing is None, never zero. `elapsed_s` runs from start to end, `timer_s` without the
    pauses. `trusted_heart_rate` and `trusted_distance` are false when the values were found
    impossible (a heart rate locked to cadence, a jump across the map): shown, but left out
    of load. `rpe` is the runner's own 0 to 10, if the file carries one. `sums`, `features` and
    `places` are there once somebody has looked at the samples for load, for what the run was made
    of, and for where it was. `form` is how the runner moved, where a watch tells.
    """

    sport: Sport
    surface: Surface
    start_utc: datetime
    elapsed_s: float | None
    timer_s: float | None
    distance_m: float | None
    ascent_m: float | None = None
    descent_m: float | None = None
    avg_hr: float | None = None
    max_hr: float | None = None
    n_records: int = 0
    rpe: float | None = None
    title: str = ""
    description: str = ""
    gear: str = ""
    maker: str = ""
    zone: str | None = None
    trusted_heart_rate: bool = True
    trusted_distance: bool = True
    streams: Mapping[str, array[float]] = field(default_factory=dict)
    sums: LoadSums | None = None
    places: tuple[Place, ...] | None = None
    features: RunFeatures | None = None
    form: RunForm | None = None

    def __post_init__(self) -> None:
        if self.start_utc.tzinfo is None:
            raise ValueError("a recording needs a start with a time zone")
        for name, length in _lengths_of(self.streams):
            if name not in STREAM_NAMES:
                raise ValueError(f"no stream is called {name}")
            if length != self.n_records:
                raise ValueError(f"stream {name} has {length} values, not {self.n_records}")

    @property
    def recorded_s(self) -> float | None:
        """
        From the start to the last thing recorded: a watch that nobody stopped counts on without.

        Where there are no streams to tell, that is `elapsed_s`.
        """
        if self.elapsed_s is None or self.n_records < _FEW_RECORDS:
            return self.elapsed_s
        last_s = _last_in(self.streams, "time_s")
        if last_s is None or isnan(last_s) or last_s <= 0:
            return self.elapsed_s
        return min(self.elapsed_s, last_s)


def with_places(recording: Recording) -> Recording:
    """
    The recording with where it was, if nobody has looked yet.
    """
    if recording.places is not None:
        return recording
    return replace(recording, places=places_in(recording.start_utc, recording.streams))


def _last_in(streams: Mapping[str, array[float]], name: str) -> float | None:
    if isinstance(streams, StreamsOnDemand):
        return streams.last_of(name)
    values = streams.get(name)
    return values[-1] if values else None


def _lengths_of(streams: Mapping[str, array[float]]) -> Iterable[tuple[str, int]]:
    if isinstance(streams, StreamsOnDemand):
        return [(name, streams.n_records) for name in streams]
    return [(name, len(values)) for name, values in streams.items()]


@dataclass(frozen=True, slots=True)
class UndatedEffort:
    """
    An effort of a watch that did not know the date: real figures, but no day to put them on.

    It is shown with its file and never becomes a run: a date is not invented.
    """

    sport: Sport
    elapsed_s: float | None = None
    timer_s: float | None = None
    distance_m: float | None = None
    ascent_m: float | None = None
    avg_hr: float | None = None
    n_records: int = 0


@dataclass(frozen=True, slots=True)
class ReadFile:
    """
    What a reader found in one file: the outcome, why, the recordings, and days of wellness.

    `outcome` is never `duplicate` here: only the store knows what it already has. `undated`
    are the efforts that no day is known of.
    """

    outcome: FileOutcome
    recordings: tuple[Recording, ...] = ()
    reasons: tuple[Sentence, ...] = ()
    warnings: tuple[FileWarning, ...] = ()
    undated: tuple[UndatedEffort, ...] = ()
    days: tuple[WellnessDay, ...] = ()

    @property
    def reason(self) -> str:
        """
        Why, in English; empty where there is nothing to say.
        """
        return in_a_row(self.reasons)
