"""
The addresses of Benefits: the six cards, and a guide for each measurement at home.
"""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from unknot.app.errors import NotFound, Refusal
from unknot.deliver.benefit_words import name_of_test
from unknot.domain.measures import FlexibilityTest
from unknot.web.forms import Answers
from unknot.web.pages.benefits import benefits_page
from unknot.web.pages.measure import measure_page, read_measurements, side_called
from unknot.web.templating import go, show
from unknot.web.templating import mark as _
from unknot.web.visit import Reading, Writing

router = APIRouter(default_response_class=Response)


@router.get("/benefits")
def benefits(visit: Reading, said: str = "") -> Response:
    """
    What the runner's own readings did, and what of it is noise.
    """
    page = benefits_page(visit)
    return show(visit, "pages/benefits.html", page, visit.say(_("Benefits")), said=said)


@router.get("/benefits/measure/{name}")
def measure(visit: Reading, name: str, said: str = "") -> Response:
    """
    How to measure, step by step.
    """
    test = _test_called(name)
    page = measure_page(visit, test)
    return show(visit, "pages/measure.html", page, name_of_test(test, visit.voice), said=said)


@router.post("/benefits/measure/{name}")
def keep(visit: Writing, name: str) -> Response:
    """
    Keeps the tries of one day.
    """
    test = _test_called(name)
    answers = Answers(visit.form, visit.voice)
    measurements = read_measurements(visit, test, answers)
    if not answers.wrong:
        try:
            for each in measurements:
                visit.house.keep_measurement(visit.runner_id, each)
            return go(f"/benefits/measure/{test.value}", "measured")
        except Refusal as refused:
            answers.wrong["date"] = visit.voice.refuse(refused)
    page = measure_page(visit, test, answers.typed, answers.wrong)
    return show(visit, "pages/measure.html", page, name_of_test(test, visit.voice), 422)


@router.post("/benefits/measure/{name}/remove")
def remove(visit: Writing, name: str) -> Response:
    """
    Takes one measurement out.
    """
    test = _test_called(name)
    day, _dot, side = Answers(visit.form, visit.voice).text("key").partition(".")
    try:
        when, which = date.fromisoformat(day), side_called(side)
    except ValueError:
        raise NotFound("Nothing was measured like that.") from None
    visit.house.remove_measurement(visit.runner_id, when, test, which)
    return go(f"/benefits/measure/{test.value}", "removed")


def _test_called(name: str) -> FlexibilityTest:
    try:
        return FlexibilityTest(name)
    except ValueError:
        raise NotFound("There is no test called '{name}'.", name=name) from None
