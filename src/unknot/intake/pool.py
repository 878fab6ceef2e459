"""
Reads many files in other processes, so that every core helps and no file can take us down.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.sentence import sentence
from unknot.intake.registry import Readers

NamedBytes = tuple[str, bytes]
Read = Callable[[str, bytes], ReadFile]
Parcel = list[NamedBytes]
Underway = deque[tuple[Parcel, "Future[list[ReadFile]]"]]

# Starting another process costs about as much as reading this many files.
_WORTH_A_PROCESS = 8
# Handing a file over costs as much as reading a small one, so several go at once.
_FILES_AT_ONCE = 8
_BYTES_AT_ONCE = 4_000_000
# Enough that a worker never waits for us while we keep what it read, few enough for any memory.
_PARCELS_PER_WORKER = 6
_BYTES_PER_WORKER = 16_000_000
_CRASHED = ReadFile(
    FileOutcome.FAILED,
    reasons=(
        sentence(
            "the reader crashed on it; the other files are not affected. Export it again, and if"
            " that does not help, report it with the file"
        ),
    ),
)


def read_one(name: str, content: bytes) -> ReadFile:
    """
    What one file holds; whatever its reader does, the answer is an outcome.
    """
    try:
        return Readers().read(name, content)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:
        # A decoder written in Rust panics past every `except Exception`.
        return _CRASHED


def workers_here() -> int:
    """
    How many processes read: one core is left for the one that keeps what they read.
    """
    return max(1, (os.cpu_count() or 2) - 1)


class ReadingPool:
    """
    Reads files in the order given: a few of them here, many in processes of their own.

    The processes are started when first needed and live until the pool is closed.
    """

    def __init__(self, workers: int | None = None, read: Read = read_one) -> None:
        self._workers = workers_here() if workers is None else workers
        self._read_one = read
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def read(self, files: Iterable[NamedBytes]) -> Iterator[ReadFile]:
        """
        What each file holds, in the order given.
        """
        waiting = iter(files)
        first = list(itertools.islice(waiting, _WORTH_A_PROCESS))
        if self._workers and len(first) == _WORTH_A_PROCESS:
            return self._read_elsewhere(itertools.chain(first, waiting))
        return (self._read_one(*file) for file in itertools.chain(first, waiting))

    def _read_elsewhere(self, files: Iterator[NamedBytes]) -> Iterator[ReadFile]:
        parcels = _parcels(files)
        underway: Underway = deque()
        while True:
            try:
                self._submit(parcels, underway)
                if not underway:
                    return
                answers = underway[0][1].result()
            except BrokenProcessPool:
                # One file took its process down and the queue with it; nobody knows which one.
                self._stop()
                yield from self._read_one_by_one(file for parcel, _ in underway for file in parcel)
                underway.clear()
                continue
            underway.popleft()
            yield from answers

    def _submit(self, parcels: Iterator[Parcel], underway: Underway) -> None:
        if self._executor is None:
            self._executor = _start(self._workers)
        while self._has_room(underway):
            parcel = next(parcels, None)
            if parcel is None:
                return
            # Noted before it is handed over: if the pool is broken by then, it is not lost.
            underway.append((parcel, Future()))
            underway[-1] = (parcel, self._executor.submit(_read_all, self._read_one, parcel))

    def _has_room(self, underway: Underway) -> bool:
        size = sum(len(content) for parcel, _ in underway for _, content in parcel)
        return (
            len(underway) < self._workers * _PARCELS_PER_WORKER
            and size < self._workers * _BYTES_PER_WORKER
        )

    def _read_one_by_one(self, files: Iterable[NamedBytes]) -> Iterator[ReadFile]:
        for file in files:
            if self._executor is None:
                self._executor = _start(1)
            try:
                [answer] = self._executor.submit(_read_all, self._read_one, [file]).result()
            except BrokenProcessPool:
                self._stop()
                answer = _CRASHED
            yield answer
        self._stop()

    def _stop(self) -> None:
        if self._executor is not None:
            # Waited for: a process that outlives the interpreter's end dies with a traceback.
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


def _parcels(files: Iterator[NamedBytes]) -> Iterator[Parcel]:
    parcel: Parcel = []
    size = 0
    for name, content in files:
        parcel.append((name, content))
        size += len(content)
        if len(parcel) >= _FILES_AT_ONCE or size >= _BYTES_AT_ONCE:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel


def _read_all(read: Read, parcel: Parcel) -> list[ReadFile]:
    return [read(name, content) for name, content in parcel]


def _start(workers: int) -> ProcessPoolExecutor:
    how = "fork" if may_fork() else "spawn"
    context = multiprocessing.get_context(how)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_live_as_long_as_its_parent)


def _live_as_long_as_its_parent() -> None:
    """
    A program that is killed cannot tell its workers to end, and they would wait for ever.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def end_with_it() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=end_with_it, name="parent", daemon=True).start()


def may_fork() -> bool:
    """
    True where a process may be a copy of this one, which is there at once: on Linux, and only
    while nothing else goes on here. A copy of a program with threads may hang.
    """
    return sys.platform == "linux" and threading.active_count() == 1
