"""
What the use cases hand to the doors: plain values that pages and tables show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

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

# The longest recording we know is a hundredth of this; what is larger is something else.
MOST_BYTES = 256 * 2**20


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """
    A file somebody dropped on us: its name, and how to get at its bytes when their turn comes.

    `read` may raise `OSError`, or `CannotBeOffered` with what is wrong; that file then failed,
    and the others go on. `open` is there for what is too large to be held at once, such as an
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

    `undated` are efforts of a watch that did not know the date: shown, but no run of any day.
    """

    file: str
    outcome: FileOutcome
    reasons: tuple[Sentence, ...] = ()
    warnings: tuple[FileWarning, ...] = ()
    runs: tuple[RunFacts, ...] = ()
    undated: tuple[UndatedEffort, ...] = ()

    @property
    def reason(self) -> str:
        """
        Why, in English; empty where there is nothing to say.
        """
        return in_a_row(self.reasons)


@dataclass(frozen=True, slots=True)
class RecordingLine:
    """
    One recording of a run: who made it, how rich it is, and whether its figures are shown.
    """

    id: str
    maker: str
    n_records: int
    chosen: bool
    file: str


@dataclass(frozen=True, slots=True)
class RunDetail:
    """
    Everything one run's page shows. `kind_is_inferred` is false when the runner said the kind.
    """

    run: RunDone
    facts: RunFacts
    load: Load
    kind: RunKind
    kind_is_inferred: bool
    recordings: tuple[RecordingLine, ...] = ()


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
