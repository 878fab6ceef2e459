"""
History's addresses: files in, runs by hand, the training plan.
"""

from __future__ import annotations

from datetime import time

from fastapi import APIRouter
from starlette.responses import Response

from unknot.app.errors import NotUnderstood, Refusal
from unknot.domain.recording import Surface
from unknot.domain.run import RunKind
from unknot.domain.units import instant_at
from unknot.web.forms import Answers
from unknot.web.pages.history import RUNS_SHOWN, history_page
from unknot.web.templating import go, show
from unknot.web.templating import mark as _
from unknot.web.uploads import bare_name
from unknot.web.visit import Reading, Visit, Writing

router = APIRouter(default_response_class=Response)
LARGEST_PLAN_FILE = 5_000_000


@router.get("/history")
def history(visit: Reading, shown: int = RUNS_SHOWN, said: str = "") -> Response:
    """
    What was run so far.
    """
    page = history_page(visit, shown=max(1, min(shown, 5000)))
    return show(visit, "pages/history.html", page, visit.say(_("History")), said=said)


@router.post("/history/plan")
def import_plan(visit: Writing) -> Response:
    """
    Reads a training plan and shows what was understood.
    """
    answers = Answers(visit.form, visit.voice)
    uploads, on = answers.files("plan"), answers.day("plan_on")
    if answers.wrong:
        return _history(visit, "", answers)
    if not uploads:
        return _history(visit, visit.say(_("Choose a file first: ICS, CSV or FIT.")), answers)
    content = uploads[0].file.read(LARGEST_PLAN_FILE + 1)
    if len(content) > LARGEST_PLAN_FILE:
        too_large = visit.say(
            _("That file is larger than {most} MB, so it is no plan."),
            most=LARGEST_PLAN_FILE // 1_000_000,
        )
        return _history(visit, too_large, answers)
    try:
        plan = visit.house.import_plan_file(visit.runner_id, bare_name(uploads[0]), content, on)
    except NotUnderstood as refused:
        return _history(visit, visit.voice.refuse(refused), answers)
    visit.wake()
    page = history_page(visit, plan_file=plan)
    return show(visit, "pages/history.html", page, visit.say(_("History")), said="plan-file")


@router.post("/history/plan/forget")
def forget_plan(visit: Writing) -> Response:
    """
    Back to the usual week.
    """
    visit.house.forget_plan_file(visit.runner_id)
    visit.wake()
    return go("/history", "plan-file-gone")


@router.post("/history/run")
def add_run(visit: Writing) -> Response:
    """
    A run that no watch recorded.
    """
    answers = Answers(visit.form, visit.voice)
    on, clock = answers.day("date"), answers.clock("time") or time(12)
    minutes = answers.number("minutes", 1, 2880)
    metres = answers.metres("distance", visit.settings.units)
    rpe, kind = answers.number("rpe", 0, 10), answers.one_of("kind", RunKind)
    surface = answers.one_of("surface", Surface) or Surface.UNKNOWN
    answers.need("date", on, _("Which day was it?"))
    answers.need("minutes", minutes, _("How many minutes did it take?"))
    if on and minutes and not answers.wrong:
        start = instant_at(on, clock, visit.settings.zone)
        try:
            visit.house.add_run(visit.runner_id, start, minutes, metres, rpe, kind, surface)
            visit.wake()
            return go("/history", "added")
        except (Refusal, ValueError) as refused:
            answers.wrong["date"] = visit.voice.refuse(refused)
    page = history_page(visit, hand=answers.typed, wrong=answers.wrong)
    return show(visit, "pages/history.html", page, visit.say(_("History")), 422)


def _history(visit: Visit, plan_error: str, answers: Answers) -> Response:
    page = history_page(
        visit, plan_error=plan_error, plan_on=answers.text("plan_on"), wrong=answers.wrong
    )
    return show(visit, "pages/history.html", page, visit.say(_("History")), 422)
