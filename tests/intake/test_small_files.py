"""
The small files in tests/files, read as anybody would read them: from the disk.
"""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.intake.apple_writer import APPLE_FILES
from tests.intake.small_files import FOLDER, PLAN_FILES, RUN_FILES
from unknot.domain.run import RunKind
from unknot.intake.plan_files import PlanFiles
from unknot.intake.registry import Readers


@pytest.mark.parametrize("name", RUN_FILES)
def test_a_small_file_has_its_outcome(name):
    """
    Good, cut off, wrong, empty and not an activity: each as the list says.
    """
    _, outcome, n_efforts = RUN_FILES[name]
    got = Readers().read(name, (FOLDER / name).read_bytes())

    assert (outcome, n_efforts) == (got.outcome, len(got.recordings))


@pytest.mark.parametrize("name", [*RUN_FILES, *PLAN_FILES, *APPLE_FILES])
def test_a_small_file_is_the_one_that_is_described(name):
    """
    What lies on disk is what the list makes: run `python -m tests.intake.small_files`.
    """
    others = PLAN_FILES | APPLE_FILES
    described = RUN_FILES[name][0] if name in RUN_FILES else others[name]

    assert described == (FOLDER / name).read_bytes()


def test_a_small_calendar_is_a_plan():
    """
    Two languages, two units, one repetition, and a rest day.
    """
    content = (FOLDER / "ics/plan.ics").read_bytes()
    plan = PlanFiles().read("plan.ics", content, "Europe/Prague", date(2026, 2, 1))

    assert [(run.date.day, run.kind, run.starts_at) for run in plan.runs] == [
        (3, RunKind.EASY, time(6, 30)),
        (8, RunKind.LONG, None),
        (15, RunKind.LONG, None),
        (22, RunKind.LONG, None),
    ]
    assert plan.rest_days == (date(2026, 2, 9),)
    assert plan.runs[0].duration_min == 48.0
