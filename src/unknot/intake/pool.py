"""
Reads many files in other processes, so that every core helps and no file can take us down.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from unknot.domain.recording import FileOutcome, ReadFile
from unknot.intake.registry import Readers

NamedBytes = tuple[str, bytes]
Read = Callable[[str, bytes], ReadFile]

# Starting another process costs about as much as reading this many files.
_WORTH_A_POOL = 8
_AHEAD_PER_WORKER = 4
_CRASHED = ReadFile(
    FileOutcome.FAILED,
    reason="the reader crashed on it; the other files are not affected. Export it again, and if"
    " that does not help, report it with the file",
)


def read_many(files: Iterable[NamedBytes]) -> Iterator[ReadFile]:
    """
    What each file holds, in the order given.

    A few files are read here; many by one process less than there are cores, as one core is
    needed to keep what the others read.
    """
    waiting = iter(files)
    first = list(itertools.islice(waiting, _WORTH_A_POOL))
    if len(first) < _WORTH_A_POOL:
        return (read_one(name, content) for name, content in first)
    return Pool(workers_here()).read(itertools.chain(first, waiting))


def workers_here() -> int:
    """
    How many processes read: one core is left for the writer.
    """
    return max(1, (os.cpu_count() or 2) - 1)


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


class Pool:
    """
    A handful of reading processes with a short queue before them.
    """

    def __init__(self, workers: int, read: Read = read_one) -> None:
        self._workers = workers
        self._read_one = read
        # Started afresh and never forked: a fork of a program with threads may hang.
        self._context = multiprocessing.get_context("spawn")

    def read(self, files: Iterable[NamedBytes]) -> Iterator[ReadFile]:
        """
        What each file holds, in the order given.
        """
        waiting = iter(files)
        underway: deque[tuple[NamedBytes, Future[ReadFile]]] = deque()
        executor = self._start(self._workers)
        try:
            while True:
                room = self._workers * _AHEAD_PER_WORKER - len(underway)
                for name, content in itertools.islice(waiting, room):
                    future = executor.submit(self._read_one, name, content)
                    underway.append(((name, content), future))
                if not underway:
                    return
                try:
                    answer = underway[0][1].result()
                except BrokenProcessPool:
                    # One file took its process down, and the queue with it: nobody knows which.
                    executor.shutdown(wait=False)
                    executor = self._start(self._workers)
                    for file, _ in underway:
                        yield self._read_apart(file)
                    underway.clear()
                    continue
                underway.popleft()
                yield answer
        finally:
            executor.shutdown(wait=False, cancel_futures=True)

    def _read_apart(self, file: NamedBytes) -> ReadFile:
        executor = self._start(1)
        try:
            return executor.submit(self._read_one, *file).result()
        except BrokenProcessPool:
            return _CRASHED
        finally:
            executor.shutdown(wait=False)

    def _start(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=self._context)
