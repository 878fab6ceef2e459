"""
How much memory does an archive of 5,000 activities take, and how long?

An archive in Strava's layout is made from the sample that Unknot carries: real sessions, each moved
to a day of its own, 5,000 in all, with their list. It goes in by `unknot import` with a process that
reads beside the one that keeps. Bar: 400 MiB at the peak (goal 250) for all processes together,
as their own pages and a fair share of the common ones (PSS). Linux only.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import itertools
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from benchmarks.doors.start_up import UNKNOT
from unknot.bootstrap import SystemClock
from unknot.intake.registry import Readers
from unknot.intake.sample import PackagedSample

ACTIVITIES = 5_000
BAR_MIB, GOAL_MIB = 400, 250
_LIST = ("Activity ID", "Activity Date", "Activity Name", "Activity Type", "Filename")


def make_archive(file: Path, activities: int) -> int:
    """
    Writes the archive; returns how many bytes it has.
    """
    rows = io.StringIO()
    listed = csv.writer(rows)
    listed.writerow(_LIST)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for number, content in enumerate(itertools.islice(_sessions(), activities)):
            [recording, *_more] = Readers().read("a.fit", content).recordings
            name = f"activities/{number}.fit.gz"
            archive.writestr(name, gzip.compress(content, 5, mtime=0))
            begun = f"{recording.start_utc:%b %d, %Y, %I:%M:%S %p}"
            listed.writerow([number, begun, f"Run {number}", "Run", name])
        archive.writestr("activities.csv", rows.getvalue())
    return file.stat().st_size


def _sessions() -> Iterator[bytes]:
    """
    The sample's sessions, and again as they were twenty weeks earlier, and so on.
    """
    now = SystemClock().now()
    for times in itertools.count():
        earlier = now - timedelta(weeks=20 * times)
        for _name, content in PackagedSample().sample(earlier).files:
            yield content


def peak_of(command: list[str]) -> tuple[float, float, bytes]:
    """
    Seconds, the highest memory of the process and all its children in MiB, and what it printed.
    """
    began = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out)
        highest = 0.0
        while process.poll() is None:
            highest = max(highest, sum(map(_pss_mib, _family_of(process.pid))))
            time.sleep(0.1)
        out.seek(0)
        return time.perf_counter() - began, highest, out.read()


def _family_of(pid: int) -> list[int]:
    family = [pid]
    for each in family:
        try:
            children = Path(f"/proc/{each}/task/{each}/children").read_text().split()
        except OSError:
            continue
        family += [int(child) for child in children]
    return family


def _pss_mib(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main() -> None:
    """
    Print the peak, or JSON with --json.
    """
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--activities", type=int, default=ACTIVITIES)
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    if not Path("/proc/self/smaps_rollup").exists():
        sys.exit("The memory of several processes can be told on Linux only.")
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "export_1.zip"
        size = make_archive(archive, options.activities)
        command = [str(UNKNOT), "--data", f"{folder}/data", "import", str(archive), "--json"]
        seconds, peak, printed = peak_of(command)
    outcomes = [each["outcome"] for each in json.loads(printed)]
    told = {outcome: outcomes.count(outcome) for outcome in sorted(set(outcomes))}
    if options.json:
        print(json.dumps({"peak_mib": round(peak), "seconds": round(seconds, 1), **told}, indent=2))
        return
    print(
        f"{options.activities} activities, {size / 1e6:.0f} MB: {peak:.0f} MiB at the peak  bar"
        f" {BAR_MIB}, goal {GOAL_MIB}  {'met' if peak <= BAR_MIB else 'missed'}"
    )
    print(f"{seconds:.1f} s, {options.activities / seconds:.0f} activities a second; {told}")


if __name__ == "__main__":
    main()
