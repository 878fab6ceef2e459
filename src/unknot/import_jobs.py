"""
Imports that go on behind the pages: files wait on disk, one import at a time is worked on.

Whoever closes the page changes nothing. What was sent lies in a folder of its own until it is
done with, so that a server that is killed goes on where it was when it starts again.
"""

from __future__ import annotations

import json
import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from unknot.app.errors import NotFound, Refusal
from unknot.app.ports import RunnerId
from unknot.app.views import GOING_ON, ImportBatch, ImportedFile, ImportProgress, OfferedFile
from unknot.bootstrap import House

INCOMING = "incoming"
_ABOUT = "import.json"
_STEP_BYTES = 2**20
_LONGEST_NAME_BYTES = 200


@dataclass(slots=True)
class _Job:
    """
    One import that waits or is worked on. What was sent for it lies in `folder`; files that lie
    where the runner keeps them are read there.
    """

    runner_id: RunnerId
    batch: ImportBatch
    files: Callable[[], Iterable[OfferedFile]]
    n_bytes: int
    folder: Path | None = None
    progress: ImportProgress = field(default_factory=ImportProgress)
    is_cancelled: bool = False
    began: float = 0.0


class _ServerStops(Exception):
    """
    The server ends while an import goes on: it is cut off here and taken up at the next start.
    """


class ImportJobs:
    """
    The imports of this server: accepted, worked on one after another, and told of meanwhile.

    `on_done` is called with the runner whenever one has come to its end.
    """

    def __init__(
        self, house: House, on_done: Callable[[RunnerId], None] = lambda runner_id: None
    ) -> None:
        self._house = house
        self._on_done = on_done
        self._place = house.data_dir / INCOMING
        self._changed = threading.Condition()
        self._jobs: dict[str, _Job] = {}
        self._waiting: list[_Job] = []
        self._troubles: dict[str, Refusal] = {}
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name="imports", daemon=True)
        self._take_up_again()
        self._thread.start()

    # from the doors

    def accept(self, runner_id: RunnerId, files: Iterable[tuple[str, BinaryIO]]) -> ImportBatch:
        """
        Files that were sent: they are put on disk, and their import begins when it is its turn.

        Raises `Refusal` when the disk has no room for them; then nothing of them stays.
        """
        incoming = self._place / f"arriving-{time.time_ns()}"
        try:
            incoming.mkdir(parents=True, mode=0o700)
            names = [_put(incoming, place, *file) for place, file in enumerate(files)]
        except OSError as failed:
            shutil.rmtree(incoming, ignore_errors=True)
            raise Refusal(
                "The files could not be put into the data folder ({why}), so nothing was imported."
                " Make some room and send them again.",
                why=failed.strerror or str(failed),
            ) from failed
        batch = self._house.begin_import(runner_id, names)
        folder = self._place / batch.id
        about = {"runner": runner_id, "batch": batch.id}
        (incoming / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
        incoming.rename(folder)
        self._enqueue(_sent(runner_id, batch, folder))
        return batch

    def accept_in_place(
        self,
        runner_id: RunnerId,
        batch: ImportBatch,
        files: Callable[[], Iterable[OfferedFile]],
        n_bytes: int,
    ) -> None:
        """
        Files that stay where they lie, for an import that has begun; they are offered in its turn.
        """
        self._enqueue(_Job(runner_id, batch, files, n_bytes))

    def cancel(self, batch_id: str) -> None:
        """
        Stops an import after the file it is at; what was kept stays, and can be taken back.
        """
        with self._changed:
            job = self._jobs.get(batch_id)
            if job is not None:
                job.is_cancelled = True
                self._changed.notify_all()

    def progress(self, batch_id: str) -> ImportProgress | None:
        """
        How far it is; None when this server does not work on it (any more).
        """
        with self._changed:
            job = self._jobs.get(batch_id)
            if job is None:
                return None
            seconds = time.monotonic() - job.began if job.began else 0.0
            return replace(job.progress, seconds=seconds)

    def trouble_of(self, batch_id: str) -> Refusal | None:
        """
        What cut off an import, such as a full disk.
        """
        with self._changed:
            return self._troubles.get(batch_id)

    def go_on(self, batch_id: str) -> bool:
        """
        Takes up an import that was cut off; False when what was sent for it is not here any more.
        """
        job = self._job_in(self._place / batch_id)
        with self._changed:
            if job is None or batch_id in self._jobs:
                return job is not None
            self._troubles.pop(batch_id, None)
        self._enqueue(job)
        return True

    def going_on(self, runner_id: RunnerId) -> str | None:
        """
        The import of that runner that is being worked on or waits, if there is one.
        """
        with self._changed:
            return next((id for id, job in self._jobs.items() if job.runner_id == runner_id), None)

    def wait_for(self, batch_id: str, seconds: float) -> bool:
        """
        Waits a little; True when the import has come to its end by then.
        """
        with self._changed:
            return self._changed.wait_for(lambda: batch_id not in self._jobs, seconds)

    def stop(self) -> None:
        """
        No more files from here on. What is not done yet goes on when the server starts again.
        """
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._thread.join(timeout=30)

    # behind the pages

    def _take_up_again(self) -> None:
        if not self._place.is_dir():
            return
        for folder in sorted(self._place.iterdir()):
            job = self._job_in(folder)
            if job is None:
                shutil.rmtree(folder, ignore_errors=True)
            else:
                self._enqueue(job)

    def _job_in(self, folder: Path) -> _Job | None:
        try:
            about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
            runner_id, batch_id = str(about["runner"]), str(about["batch"])
            batch, _files = self._house.show_import(runner_id, batch_id)
        except (OSError, ValueError, KeyError, TypeError, NotFound):
            return None  # sent in part only, or its runner was erased
        return _sent(runner_id, batch, folder) if batch.state in GOING_ON else None

    def _enqueue(self, job: _Job) -> None:
        with self._changed:
            self._jobs[job.batch.id] = job
            self._waiting.append(job)
            self._changed.notify_all()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            is_done = False
            try:
                self._import(job)
                is_done = True
            except _ServerStops:
                pass
            except Refusal as refused:
                self._troubles[job.batch.id] = refused
            except Exception:
                logging.getLogger("unknot").exception("the import %s failed", job.batch.id)
            self._finish(job, is_done)

    def _next(self) -> _Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._stopped)
            return None if self._stopped else self._waiting.pop(0)

    def _import(self, job: _Job) -> None:
        with self._changed:
            job.began = time.monotonic()
            job.progress = ImportProgress(n_bytes=job.n_bytes)

        def on_file(file: ImportedFile, size: int) -> None:
            with self._changed:
                so_far = job.progress
                job.progress = replace(
                    so_far,
                    files=so_far.files + 1,
                    bytes_done=so_far.bytes_done + size,
                    last=file.file,
                )
                self._changed.notify_all()
            if self._stopped:
                raise _ServerStops

        self._house.import_files(
            job.runner_id,
            job.files(),
            on_file,
            batch=job.batch,
            is_cancelled=lambda: job.is_cancelled,
        )

    def _finish(self, job: _Job, is_done: bool) -> None:
        if is_done and job.folder is not None:
            shutil.rmtree(job.folder, ignore_errors=True)
        self._on_done(job.runner_id)
        with self._changed:
            self._jobs.pop(job.batch.id, None)
            self._changed.notify_all()


def _sent(runner_id: RunnerId, batch: ImportBatch, folder: Path) -> _Job:
    files = list(_sent_in(folder))
    return _Job(runner_id, batch, lambda: files, sum(file.size for file in files), folder)


def _put(incoming: Path, place: int, name: str, stream: BinaryIO) -> str:
    """
    Writes one file under its own name in a folder of its own; no name leads anywhere else.
    """
    folder = incoming / f"{place:05d}"
    folder.mkdir()
    safe = _safe_name(name)
    with (folder / safe).open("wb") as file:
        shutil.copyfileobj(stream, file, _STEP_BYTES)
    return safe


def _safe_name(name: str) -> str:
    plain = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign if sign.isprintable() else "?" for sign in plain).strip(". ") or "file"
    encoded = plain.encode(errors="replace")
    if len(encoded) <= _LONGEST_NAME_BYTES:
        return encoded.decode()
    # The end of a name says what the file is.
    return encoded[-_LONGEST_NAME_BYTES:].decode(errors="ignore")


def _sent_in(folder: Path) -> Iterator[OfferedFile]:
    from unknot.intake.folder import offered_at

    for place in sorted(each for each in folder.iterdir() if each.is_dir()):
        for file in place.iterdir():
            yield replace(offered_at(file), name=file.name)
