"""
Recordings and files of them, in a few words.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.fakes import FakeClock, FakeReader
from unknot.app.batches import begin_batch
from unknot.app.import_runs import import_runs
from unknot.app.ports import ReadMany, Store
from unknot.app.views import ImportedFile, OfferedFile
from unknot.domain.recording import FileOutcome, ReadFile, Recording, Sport, Surface

MORNING = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


def a_recording(minutes_later: float = 0, minutes: float = 60, **changes: Any) -> Recording:
    """
    An easy hour with a heart rate, on the morning of a Friday.
    """
    n = changes.pop("n_records", 60)
    seconds = minutes * 60
    times = array("d", [index * seconds / max(1, n - 1) for index in range(n)])
    usual = Recording(
        sport=Sport.RUNNING,
        surface=Surface.ROAD,
        start_utc=MORNING + timedelta(minutes=minutes_later),
        elapsed_s=seconds,
        timer_s=seconds,
        distance_m=seconds * 2.8,
        avg_hr=145.0,
        max_hr=160.0,
        n_records=n,
        streams={
            "time_s": times,
            "distance_m": array("d", [time * 2.8 for time in times]),
            "heart_rate_bpm": array("d", [145.0] * n),
        },
    )
    return replace(usual, **changes)


def without_heart(recording: Recording) -> Recording:
    """
    The same from a phone without a strap.
    """
    streams = {n: v for n, v in recording.streams.items() if n != "heart_rate_bpm"}
    return replace(recording, avg_hr=None, max_hr=None, streams=streams)


def read_as(*recordings: Recording, **changes: Any) -> ReadFile:
    """
    What a reader says of a healthy file.
    """
    return replace(ReadFile(FileOutcome.IMPORTED, recordings), **changes)


def offered(**files: bytes) -> list[OfferedFile]:
    """
    Files by name; `watch_fit` is `watch.fit`.
    """
    return [OfferedFile(name.replace("_", "."), _giving(files[name])) for name in files]


def a_reader(**answers: ReadFile) -> FakeReader:
    """
    A reader that knows each file by its bytes, which are its name.
    """
    return FakeReader({name.encode(): answer for name, answer in answers.items()})


def _giving(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def import_all(
    store: Store,
    runner_id: str,
    files: Iterable[OfferedFile],
    read_many: ReadMany,
    clock: FakeClock | None = None,
    **more: Any,
) -> tuple[ImportedFile, ...]:
    """
    Imports the files as a batch of their own.
    """
    clock = clock or FakeClock()
    batch = begin_batch(store, runner_id, ["dropped"], clock.now(), "tests")
    return import_runs(store, runner_id, batch, files, read_many, clock, **more)
