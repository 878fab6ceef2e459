"""
The check-in's addresses: the form, a part more or less, and saving.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from unknot.app.check_in import DayChanged, stamp_of
from unknot.app.errors import Refusal
from unknot.web.forms import Answers, Day, part_of
from unknot.web.pages.check_in import check_in_page
from unknot.web.pages.check_in_days import SPANS, history_page
from unknot.web.pages.check_in_draft import Draft, first_draft, read_draft, report_of
from unknot.web.pages.check_in_words import differences
from unknot.web.templating import go, show
from unknot.web.templating import mark as _
from unknot.web.visit import Reading, Visit, Writing

router = APIRouter(default_response_class=Response)


@router.get("/check-in")
def check_in(visit: Reading, on: Day | None = None, said: str = "") -> Response:
    """
    The form, starting from what was said last.
    """
    day = min(on or visit.today, visit.today)
    return _form(visit, first_draft(visit, day), said=said)


@router.post("/check-in/parts")
def change_parts(visit: Writing) -> Response:
    """
    One part more or one less; everything else stays as it was filled in, and nothing is kept.
    """
    visit.keeps_something = False
    answers = Answers(visit.form, visit.voice)
    draft = _draft(visit, answers)
    added, dropped = part_of(answers.text("add")), part_of(answers.text("drop"))
    if added is not None:
        draft.soreness = {added: draft.soreness.get(added, 3), **draft.soreness}
    if dropped is not None:
        draft.soreness.pop(dropped, None)
        draft.pain.pop(dropped, None)
    return _form(visit, draft)


@router.post("/check-in")
def save(visit: Writing) -> Response:
    """
    Keeps the report; the plan takes note behind the page.
    """
    answers = Answers(visit.form, visit.voice)
    draft = _draft(visit, answers)
    if not answers.wrong:
        try:
            visit.house.check_in(visit.runner_id, report_of(draft, visit), draft.base)
            visit.wake()
            return go("/", "checked-in")
        except DayChanged as changed:
            # Shown once more with what was typed; saved again it is meant.
            draft.base = stamp_of(changed.theirs)
            answers.wrong["form"] = _say_changed(visit, changed, draft)
            return _form(visit, draft, answers, 409)
        except (Refusal, ValueError) as refused:
            answers.wrong["form"] = visit.voice.refuse(refused)
    return _form(visit, draft, answers, 422)


@router.get("/check-in/history")
def history(visit: Reading, days: int = SPANS[0]) -> Response:
    """
    How it went over weeks, with its gaps.
    """
    page = history_page(visit, days if days in SPANS else SPANS[0])
    return show(visit, "pages/check_in_history.html", page, visit.say(_("Your check-ins")))


def _say_changed(visit: Visit, changed: DayChanged, draft: Draft) -> str:
    mine, theirs = differences(report_of(draft, visit), changed.theirs, visit.voice)
    return visit.say(
        _("{changed} Kept there: {theirs}. Here: {mine}. Save again to keep what stands here."),
        changed=visit.voice.refuse(changed),
        theirs=", ".join(theirs) or "–",
        mine=", ".join(mine) or "–",
    )


def _draft(visit: Visit, answers: Answers) -> Draft:
    on = answers.day("on") or visit.today
    if on > visit.today:
        answers.refuse("on", _("A check-in is about today or a day before."))
        on = visit.today
    return read_draft(answers, on)


def _form(
    visit: Visit, draft: Draft, answers: Answers | None = None, status: int = 200, said: str = ""
) -> Response:
    page = check_in_page(visit, draft, answers.wrong if answers else None)
    return show(visit, "pages/check_in.html", page, visit.say(_("Check-in")), status, said)
