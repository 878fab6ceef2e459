"""
What the use cases hand to the doors: plain values that pages and tables show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import BinaryIO

from unknot.domain.body import Pain, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.recording import (
    AboutEffort,
    FileOutcome,
    FileWarning,
    ReadFile,
    Sport,
    UndatedEffort,
)
from unknot.domain.run import Load, RunDone, RunKind
from unknot.domain.safety import GateAnswers
from unknot.domain.sentence import Sentence, in_a_row
from unknot.domain.session import Appointment
from unknot.domain.settings import Settings
from unknot.domain.soreness import SorenessOutlook

# The longest recording we know is a hundredth of this; what is larger is something else.
MOST_BYTES = 256 * 2**20


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """
    A file somebody dropped on us: its name, and how to get at its bytes when their turn comes.

    `read` may raise `OSError`, or `CannotBeOffered` with what is wrong; that file then failed,
    and the others go on; an archive closes behind its last file. `open` is there for what is too large to be held at once, such as an
    archive: it gives a stream that can be moved about in. `about` is what the archive says of it.
    `verdict` is its outcome where that is known without reading it, `warnings` are what was odd
    about it already. A part is a piece of a file that is kept by itself: all parts of one name are
    told as one file. `size` is how many bytes of what was dropped are done with when it is.
    """

    name: str
    read: Callable[[], bytes]
    open: Callable[[], BinaryIO] | None = None
    about: AboutEffort | None = None
    verdict: ReadFile | None = None
    warnings: tuple[FileWarning, ...] = ()
    is_part: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class RunFacts:
    """
    One run as tables and JSON show it. Missing is None, never zero.
    """

    run_id: str
    sport: Sport
    start_utc: datetime
    elapsed_s: float | None
    timer_s: float | None
    distance_m: float | None
    ascent_m: float | None
    avg_hr: float | None
    n_records: int


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """
    What became of one offered file, and the runs it holds as this file tells them.

    `undated` are efforts of a watch that did not know the date: shown, but no run of any day. A
    part is told together with the other parts of its file. `n_days` is how many days of wellness it tells of.
    """

    file: str
    outcome: FileOutcome
    reasons: tuple[Sentence, ...] = ()
    warnings: tuple[FileWarning, ...] = ()
    runs: tuple[RunFacts, ...] = ()
    undated: tuple[UndatedEffort, ...] = ()
    is_part: bool = False
    n_days: int = 0

    @property
    def reason(self) -> str:
        """
        Why, in English; empty where there is nothing to say.
        """
        return in_a_row(self.reasons)


# An import that has said nothing for so long is not going on any more.
SILENT_FOR = timedelta(minutes=2)


class BatchState(StrEnum):
    """
    How far an import has come. One that was cut off goes on when the same is imported again.
    """

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    CUT_OFF = "cut-off"
    UNDONE = "undone"


GOING_ON = frozenset({BatchState.RUNNING, BatchState.CUT_OFF})


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """
    The record of one import.

    `dropped` is what was named or dropped, `counts` how many files had which outcome, and
    `made_by` the versions of Unknot and its readers. `heard_at` is when it last said something.
    `digests` are those of the archives that a watched folder held, so that they are known again.
    """

    id: str
    dropped: tuple[str, ...]
    state: BatchState
    started_at: datetime
    heard_at: datetime
    ended_at: datetime | None = None
    made_by: str = ""
    counts: Mapping[FileOutcome, int] = field(default_factory=dict)
    digests: tuple[str, ...] = ()

    def as_of(self, now: datetime) -> ImportBatch:
        """
        The same as it looks now: whoever has been silent for long was cut off.
        """
        is_silent = self.state is BatchState.RUNNING and now - self.heard_at > SILENT_FOR
        return replace(self, state=BatchState.CUT_OFF) if is_silent else self


class RereadOutcome(StrEnum):
    """
    What a newer reader makes of a kept file. One that fails now keeps what was read before.
    """

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ValueChange:
    """
    One value that is another now: of a recording of a run, or of a day.

    `field` is a value's own name, a stream's, or `recording` or `day` where one came or went.
    """

    run_id: str | None
    field: str
    before: object
    after: object
    date: date | None = None


@dataclass(frozen=True, slots=True)
class RereadFile:
    """
    What became of one kept file that was read again.
    """

    file: str
    sha256: str
    outcome: RereadOutcome
    changes: tuple[ValueChange, ...] = ()
    reasons: tuple[Sentence, ...] = ()

    @property
    def reason(self) -> str:
        """
        Why, in English; empty where there is nothing to say.
        """
        return in_a_row(self.reasons)


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """
    How far an import has come: files and bytes done, of how many bytes, after how many seconds.

    `n_bytes` is zero where nobody knows how much there is.
    """

    files: int = 0
    bytes_done: int = 0
    n_bytes: int = 0
    seconds: float = 0.0
    last: str = ""

    @property
    def files_a_second(self) -> float | None:
        """
        How fast it goes; None in the first second, which says nothing yet.
        """
        return self.files / self.seconds if self.seconds >= 1 else None

    @property
    def share(self) -> float | None:
        """
        How much of it is done, 0 to 1, never more than that; None where nobody knows.
        """
        return min(1.0, self.bytes_done / self.n_bytes) if self.n_bytes else None

    @property
    def seconds_left(self) -> float | None:
        """
        As long as the rest takes at the pace so far; None as long as there is too little to judge.
        """
        share = self.share
        if share is None or share < 0.02 or self.seconds < 2:
            return None
        return self.seconds * (1 - share) / share


@dataclass(frozen=True, slots=True)
class ToldDay:
    """
    One day as all who speak of it tell it, joined. Missing is None, never zero.

    `sources` are their codes, the one whose word counts first in front; see `WellnessDay` for the
    figures. The last three are asked by check-ins only; `hooper` is there where all four of its
    answers are.
    """

    date: date
    sources: tuple[str, ...]
    soreness: tuple[Soreness, ...] = ()
    pain: tuple[Pain, ...] = ()
    soreness_overall: int | None = None
    sleep_h: float | None = None
    resting_hr: float | None = None
    hrv_lnrmssd: float | None = None
    fatigue: int | None = None
    stress: int | None = None
    mood: int | None = None
    is_sick: bool | None = None
    note: str = ""
    sleep_quality: int | None = None
    muscle_soreness: int | None = None
    hooper: int | None = None


@dataclass(frozen=True, slots=True)
class RecordingLine:
    """
    One recording of a run: who made it, how rich it is, and whether its figures are shown.

    `chosen_by_runner` says that the runner chose it; otherwise the richest is shown.
    """

    id: str
    maker: str
    n_records: int
    chosen: bool
    file: str
    sport: Sport
    start_utc: datetime
    elapsed_s: float | None = None
    distance_m: float | None = None
    avg_hr: float | None = None
    chosen_by_runner: bool = False
    description: str = ""
    gear: str = ""


@dataclass(frozen=True, slots=True)
class RunDetail:
    """
    Everything one run's page shows. `kind_is_inferred` is false when the runner said the kind.

    `description` and `gear` are what the shown recording says, or else the first that says it.
    """

    run: RunDone
    facts: RunFacts
    load: Load
    kind: RunKind
    kind_is_inferred: bool
    recordings: tuple[RecordingLine, ...] = ()
    description: str = ""
    gear: str = ""


@dataclass(frozen=True, slots=True)
class SampleHistory:
    """
    A real runner's months to try Unknot with: files of real runs, and invented reports.

    `files` are (name, bytes) as a runner would drop them; what is invented says so itself.
    """

    settings: Settings
    files: tuple[tuple[str, bytes], ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    gate_answers: GateAnswers | None = None


@dataclass(frozen=True, slots=True)
class CausingRun:
    """
    An effort that leaves soreness behind, done or still ahead; `kind` is None in other sports.
    """

    run_id: str
    date: date
    sport: Sport
    kind: RunKind | None
    distance_m: float | None


@dataclass(frozen=True, slots=True)
class ForecastShown:
    """
    How sore the runner may wake up, and the efforts that its causes name.
    """

    outlook: SorenessOutlook
    runs: Mapping[str, CausingRun]
