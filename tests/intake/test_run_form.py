"""
How a run was run, as far as its file tells: the watch's own averages, of runs only.
"""

from __future__ import annotations

import pytest

from tests.intake import fit_writer as fit
from tests.shared_data import needs_shared_data, shared_file
from unknot.domain.recording import ReadFile, Recording
from unknot.domain.run_form import RunForm
from unknot.intake.fit_drafts import drafts_of
from unknot.intake.fit_layout import split_parts
from unknot.intake.fit_tolerant import decode_tolerantly
from unknot.intake.registry import Readers

# What fitdecode reads of the session: cadence, left, vertical ratio, bounce, contact, step.
REAL = {
    "garmin_with-new-dynamics.fit": RunForm(165.98, 51.98, 9.09, 90.0, 272.2, 976.1),
    "garmin_FR920xt-with-runscribe-plus.fit": RunForm(151.45, 49.4, 8.07, 127.9, 251.9, 1567.5),
    "garmin_Fr955v19.28andStryd.fit": RunForm(166.38, None, 8.04, 92.4, 269.3, 1157.3),
    "garmin_Fenix-2.fit": RunForm(180.0, None, None, 91.6, 216.0, None),
    "coros_OutdoorRun20200314145229.fit": RunForm(184.0, 49.3, 7.9, 94.0, 206.0, 1200.0),
}


def read(content: bytes) -> list[Recording]:
    got: ReadFile = Readers().read("run.fit", content)
    return list(got.recordings)


def test_the_averages_of_the_watch_are_kept():
    """
    Strides become steps of both feet, and the balance is the left foot's share.
    """
    (run,) = read(fit.fit_file(sessions=[fit.Session(form=fit.Form())]))

    assert run.form == RunForm(172.0, 50.8, 8.25, 84.5, 251.5, 1020.0)


def test_a_watch_that_counts_steps_is_not_doubled():
    """
    Nobody takes 340 steps a minute.
    """
    (run,) = read(fit.fit_file(sessions=[fit.Session(form=fit.Form(strides=170))]))

    assert run.form is not None
    assert run.form.cadence_spm == 170.0


def test_without_averages_steps_are_counted_while_running():
    """
    Standing at lights and walking do not slow the steps down.
    """
    points = fit.changed(fit.easy_points(), range(200), cadence=0)
    points = fit.changed(points, range(200, 300), cadence=52)
    (run,) = read(fit.fit_file(points))

    assert run.form == RunForm(cadence_spm=170.0)


def test_a_ride_has_no_form():
    """
    What a strap writes on a bicycle says nothing about running.
    """
    (ride,) = read(fit.fit_file(sessions=[fit.Session(sport=fit.CYCLING, form=fit.Form())]))

    assert ride.form is None


@needs_shared_data
@pytest.mark.parametrize("name", REAL)
def test_real_watches_are_read_alike_by_both_decoders(name):
    """
    The figures are those of the session, whichever decoder reads it.
    """
    content = shared_file("fit", name).read_bytes()
    (run,) = read(content)
    (part,), _rest = split_parts(content)
    (patient,) = drafts_of(decode_tolerantly(part))

    assert run.form == REAL[name]
    assert patient.form == REAL[name]


@needs_shared_data
def test_only_the_runs_of_a_triathlon_have_a_form():
    """
    Swim, transitions and ride carry numbers too, and they are not of running.
    """
    content = shared_file("fit", "garmin_Multisession-stop-after-transition.fit").read_bytes()
    forms = {each.sport.value: each.form for each in read(content)}

    assert forms["running"] is not None
    assert [sport for sport, form in forms.items() if form is not None] == ["running"]
