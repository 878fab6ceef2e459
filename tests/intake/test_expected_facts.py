"""
The figures of 216 real files against what other decoders and plain arithmetic say of them.

How a row is compared: the start is the earliest of the file's efforts, records are summed over
them. For FIT, durations and distances are sums over the sessions, as in the table; for GPX and TCX
the table counts from the first point of the file to the last, so the efforts' span is taken.
Efforts without a date count with their figures. A row without a start (a route, waypoints, a
planned workout) is no effort and must be put aside.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime

import pytest

from tests.shared_data import needs_shared_data, shared_data_dir, shared_file
from unknot.domain.recording import FileOutcome, Recording, UndatedEffort
from unknot.intake.registry import Readers

# Rows of other kinds than a run, by what their file calls itself.
NOT_ACTIVITIES = {"settings", "weight", "workout"}


def rows() -> list[dict[str, str]]:
    folder = shared_data_dir()
    if folder is None:
        return []
    with (folder / "expected.csv").open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def is_effort(row: dict[str, str]) -> bool:
    if row["file"].startswith("fit/"):
        return row["file_type"] not in NOT_ACTIVITIES
    return bool(row["start_utc"])


@needs_shared_data
def test_the_table_has_all_its_rows():
    """
    A lost row would be a file nobody looks at.
    """
    assert len(rows()) == 216


@needs_shared_data
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_a_real_file_has_the_figures_others_find_in_it(row):
    """
    Start and duration within a second, distance within a half or one percent, every record.
    """
    got = Readers().read(row["file"], shared_file(row["file"]).read_bytes())
    efforts = got.recordings or got.undated

    if not is_effort(row):
        assert (got.outcome, efforts) == (FileOutcome.SKIPPED, ())
        return
    assert got.outcome in (FileOutcome.IMPORTED, FileOutcome.RECOVERED)
    assert differences(row, efforts) == []


def differences(
    row: dict[str, str], efforts: Sequence[Recording] | Sequence[UndatedEffort]
) -> list[str]:
    is_fit = row["file"].startswith("fit/")
    found = {
        "start_utc": start_of(efforts),
        "elapsed_s": total(efforts, "elapsed_s") if is_fit else span_of(efforts),
        "distance_m": total(efforts, "distance_m"),
        "avg_hr": efforts[0].avg_hr if len(efforts) == 1 else None,
        "n_records": total(efforts, "n_records"),
    }
    told = {name: row[name] for name in found if row[name]}
    if len(efforts) > 1:
        told.pop("avg_hr", None)
    return [
        f"{name}: {found[name]} instead of {value}"
        for name, value in told.items()
        if not agrees(name, found[name], value, 0.005 if is_fit or "tcx/" in row["file"] else 0.01)
    ]


def agrees(name: str, found: float | None, told: str, share: float) -> bool:
    if name == "start_utc" and found is None:
        return True
    wanted = datetime.fromisoformat(told).timestamp() if name == "start_utc" else float(told)
    slack = {"distance_m": max(share * wanted, 0.5), "n_records": 0.0}.get(name, 1.0)
    return found is not None and abs(found - wanted) <= slack


def start_of(efforts: Sequence[Recording] | Sequence[UndatedEffort]) -> float | None:
    starts = [each.start_utc.timestamp() for each in efforts if isinstance(each, Recording)]
    return min(starts, default=None)


def span_of(efforts: Sequence[Recording] | Sequence[UndatedEffort]) -> float | None:
    dated = [each for each in efforts if isinstance(each, Recording)]
    ends = [each.start_utc.timestamp() + (each.elapsed_s or 0.0) for each in dated]
    return max(ends) - min(each.start_utc.timestamp() for each in dated)


def total(efforts: Sequence[Recording] | Sequence[UndatedEffort], name: str) -> float | None:
    known = [getattr(each, name) for each in efforts if getattr(each, name) is not None]
    return sum(known) if known else None
