"""
Fuzz our readers: `python -m fuzz run [NAME ...]`, `python -m fuzz replay`, `python -m fuzz gather`.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from fuzz.harnesses import HARNESSES
from fuzz.seeds import packed_seeds, seeds_of, write_seeds

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
CORPUS = HERE / "corpus"
# Small files of kinds that the tests write themselves and keep in no folder.
HANDMADE = HERE / "handmade"
# What grows while fuzzing lies outside of what is committed.
WORK = Path(os.environ.get("UNKNOT_FUZZ", PROJECT / ".fuzz"))
SECONDS_PER_INPUT, MEGABYTES = 10, 1024
LONGEST_INPUT = 65_536
# More than this would slow every clone down; what was found last stays out.
MOST_COMMITTED_BYTES = 60_000


def main() -> int:
    """
    The chore that the first argument names.
    """
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("chore", choices=("run", "replay", "gather"))
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(HARNESSES))
    parser.add_argument("--seconds", type=int, default=480, help="for each harness")
    parser.add_argument("--samples", type=Path, help="a folder of recordings to grow from as well")
    asked = parser.parse_args()
    unknown = set(asked.names) - set(HARNESSES)
    if unknown:
        parser.error(f"no harness is called {', '.join(sorted(unknown))}")
    names = asked.names or list(HARNESSES)
    if asked.chore == "replay":
        return sum(replay(name) for name in names)
    if asked.chore == "gather":
        return sum(gather(name) for name in names)
    return sum(run(name, asked.seconds, asked.samples) for name in names)


def run(name: str, seconds: int, samples: Path | None = None) -> int:
    """
    Fuzz one harness for so long; how many findings there are.

    What is grown from recordings of real people is kept apart from what is grown from our own
    files, and never gathered into the project.
    """
    family = "own" if samples is None else "samples"
    home = WORK / name
    grown = home / f"grown-{family}"
    seeds = home / f"seeds-{family}"
    grown.mkdir(parents=True, exist_ok=True)
    folder = PROJECT / "tests" / "files" if samples is None else samples
    endings = HARNESSES[name].endings
    write_seeds(packed_seeds(PROJECT / "tests" / "files", endings), seeds)
    write_seeds(seeds_of(HANDMADE, endings), seeds)
    n_seeds = write_seeds(seeds_of(folder, endings), seeds)
    print(f"== {name}: {n_seeds} seeds from {folder}, {seconds} s", flush=True)
    corpora = [grown, seeds, *([CORPUS / name] if (CORPUS / name).is_dir() else [])]
    ends_at = time.monotonic() + seconds
    n_run = 0
    while (left := ends_at - time.monotonic()) > 5:
        told = _told_until_it_ends(name, home, corpora, int(left))
        done = re.search(r"number_of_executed_units:\s*(\d+)", told)
        if done is None and "ERROR: libFuzzer" not in told:
            raise SystemExit(f"the fuzzer could not start:\n{told[-2000:]}")
        n_run += int(done[1]) if done else 0
    findings = [path for path in sorted((home / "findings").iterdir()) if path.suffix != ".txt"]
    _note(name, family, n_seeds, seconds, n_run, len(findings))
    for finding in findings:
        print(f"   finding: {finding}")
    return len(findings)


def _told_until_it_ends(name: str, home: Path, corpora: list[Path], seconds: int) -> str:
    """
    What one process of libFuzzer said, which ends early on what kills or stalls it.
    """
    (home / "findings").mkdir(exist_ok=True)
    command = [
        *(sys.executable, "-m", "fuzz.one", name, str(home / "findings")),
        *map(str, corpora),
        f"-max_total_time={seconds}",
        f"-timeout={SECONDS_PER_INPUT}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-max_len={LONGEST_INPUT}",
        f"-artifact_prefix={home / 'findings'}/",
        "-print_final_stats=1",
        "-reload=0",
    ]
    log = home / "log.txt"
    with log.open("wb") as out:
        subprocess.run(command, cwd=PROJECT, stdout=out, stderr=out, check=False)
    told = log.read_text(encoding="utf-8", errors="replace")
    print(*(line for line in told.splitlines() if "stat::" in line), sep="\n", flush=True)
    return told


def _note(name: str, family: str, seeds: int, seconds: int, n_run: int, findings: int) -> None:
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M}"
    with (WORK / "runs.csv").open("a", newline="", encoding="utf-8") as out:
        csv.writer(out).writerow([now, name, family, seeds, seconds, n_run, findings])


def gather(name: str) -> int:
    """
    Put into the project the fewest inputs that go every way the fuzzer found from our own files.
    """
    grown = [WORK / name / "grown-own", WORK / name / "seeds-own", CORPUS / name]
    if not any(each.is_dir() and any(each.iterdir()) for each in grown):
        raise SystemExit(f"nothing has grown for {name}: run it first")
    least = WORK / name / "least"
    shutil.rmtree(least, ignore_errors=True)
    least.mkdir(parents=True)
    command = [sys.executable, "-m", "fuzz.one", name, str(WORK / name / "findings"), "-merge=1"]
    command += [str(least), *(str(each) for each in grown if each.is_dir())]
    # libFuzzer merges in processes of its own, and starts them as one program without arguments.
    again = WORK / name / "again.sh"
    again.write_text(f'#!/bin/sh\nexec {shlex.join(command[:5])} "$@"\n', encoding="utf-8")
    again.chmod(0o755)
    known = {**os.environ, "UNKNOT_FUZZ_AGAIN": str(again)}
    subprocess.run(command, cwd=PROJECT, check=False, capture_output=True, env=known)
    kept = sorted(least.iterdir(), key=lambda path: (path.stat().st_size, path.name))
    shutil.rmtree(CORPUS / name, ignore_errors=True)
    (CORPUS / name).mkdir(parents=True)
    size = 0
    for path in kept:
        size += path.stat().st_size
        if size > MOST_COMMITTED_BYTES:
            break
        shutil.copyfile(path, CORPUS / name / path.name[:16])
    print(f"{name}: {len(list((CORPUS / name).iterdir()))} of {len(kept)} inputs")
    return 0


def replay(name: str) -> int:
    """
    Every committed input once more through its harness, without a fuzzer.
    """
    inputs = sorted((CORPUS / name).glob("*"))
    for path in inputs:
        HARNESSES[name].check(path.read_bytes())
    print(f"{name}: {len(inputs)} inputs keep the contract")
    return 0


if __name__ == "__main__":
    sys.exit(main())
