"""
What is measured at home, as every store keeps it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.contracts import a_full_life as life
from unknot.domain.body import Side
from unknot.domain.run_form import RunForm


def test_only_the_measurement_that_is_named_is_removed(store):
    """
    The other side, the other day and the other test stay.
    """
    ada = store.add_runner("Ada").id
    right = replace(life.KNEE, side=Side.RIGHT)
    before = replace(life.KNEE, date=life.KNEE.date - timedelta(days=1))
    with store.open(ada) as db:
        for each in (life.KNEE, right, before, life.REACH):
            db.keep_measurement(each)
        db.remove_measurement(life.KNEE.date, life.KNEE.test, life.KNEE.side)

    with store.look(ada) as db:
        assert list(db.measurements()) == [before, right, life.REACH]
        assert list(db.measurements(life.SUNDAY)) == [right, life.REACH]


def test_measuring_changes_no_plan(store):
    """
    Nothing is planned by it, so no plan is made anew.
    """
    ada = store.add_runner("Ada").id
    with store.open(ada) as db:
        db.keep_measurement(life.KNEE)

    with store.look(ada) as db:
        assert db.revision() == 0


def test_the_shown_recording_tells_the_form_and_another_one_where_it_is_silent(store):
    """
    Two watches on one run do not count twice.
    """
    ada = store.add_runner("Ada").id
    silent = replace(life.RECORDING, form=None)
    other = replace(life.RECORDING, form=RunForm(cadence_spm=160.0))
    with store.open(ada) as db:
        db.keep_effort(life.RUN)
        db.keep_recording("rec_1", life.RUN.id, None, silent, True)
        db.keep_recording("rec_2", life.RUN.id, None, other, False)
        first = _forms(db)
        db.change_recording("rec_1", life.RECORDING)
        second = _forms(db)
        late = list(db.forms_of_runs(life.MORNING + timedelta(seconds=1)))

    assert first == [RunForm(cadence_spm=160.0)]
    assert second == [life.RECORDING.form]
    assert late == []


def _forms(db) -> list[RunForm]:
    return [form for _run, form in db.forms_of_runs(life.MORNING)]
