"""
Safety's addresses: the intake questions, what is wrong now, injuries that last.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from unknot.app.errors import Refusal
from unknot.domain.safety import InjuryKind
from unknot.web.forms import Answers, parts_of
from unknot.web.pages.safety import safety_page, wrong_page
from unknot.web.templating import go, show
from unknot.web.templating import mark as _
from unknot.web.visit import Reading, Visit, Writing

router = APIRouter(default_response_class=Response)


@router.get("/safety")
def questions(visit: Reading, said: str = "") -> Response:
    """
    The one screen before the first plan.
    """
    page = safety_page(visit)
    return show(visit, "pages/safety.html", page, page.title, said=said)


@router.post("/safety")
def answer(visit: Writing) -> Response:
    """
    Keeps the answers. Nothing ticked at all is no answer.
    """
    answers = Answers(visit.form, visit.voice)
    known = {question.code for question in visit.house.intake_questions()}
    ticked = answers.all_of("conditions") & known
    under_16 = answers.is_ticked("under_16")
    none = answers.is_ticked("none")
    if none and ticked:
        answers.refuse(
            "conditions",
            _("You ticked that nothing is true of you and something that is. Which is it?"),
        )
    elif not none and not ticked and not under_16:
        answers.refuse(
            "conditions",
            _(
                "Tick what is true of you, or the first box if nothing is. Without an answer there is"
                " no plan."
            ),
        )
    if answers.wrong:
        page = safety_page(visit, ticked, answers.wrong)
        return show(visit, "pages/safety.html", page, page.title, 422)
    cleared = answers.all_of("cleared") & ticked
    places = {code: parts_of(answers.all_of(f"place:{code}")) for code in sorted(ticked)}
    visit.house.answer_gate(
        visit.runner_id,
        frozenset(ticked),
        frozenset(cleared),
        under_16,
        {code: parts for code, parts in places.items() if parts},
    )
    visit.wake()
    return go("/", "answered")


@router.get("/wrong")
def wrong(visit: Reading, said: str = "") -> Response:
    """
    Something is wrong: reachable from every page.
    """
    page = wrong_page(visit)
    return show(visit, "pages/wrong.html", page, page.title, said=said)


@router.post("/wrong")
def report(visit: Writing) -> Response:
    """
    Keeps the report and says at once what to do.
    """
    answers = Answers(visit.form, visit.voice)
    known = {sign.code for sign in visit.house.warning_signs()}
    signs, parts = answers.all_of("signs") & known, parts_of(answers.all_of("parts"))
    if parts and not signs:
        # A place and nothing ticked: something there is wrong that no box fits.
        signs = frozenset({"something-else"})
    if not signs:
        answers.refuse(
            "signs", _("Tick what you notice; if it is none of these, nothing is reported.")
        )
        return _wrong_page(visit, answers)
    visit.house.report_symptoms(visit.runner_id, frozenset(signs), parts)
    visit.wake()
    return go("/wrong")


@router.post("/wrong/{report_id}/end")
def end_report(visit: Writing, report_id: str) -> Response:
    """
    It is over.
    """
    visit.house.end_report(visit.runner_id, report_id, visit.today)
    visit.wake()
    return go("/wrong", "report-ended")


@router.post("/injuries")
def add_injury(visit: Writing) -> Response:
    """
    Something that lasts.
    """
    answers = Answers(visit.form, visit.voice)
    kind, since = answers.one_of("kind", InjuryKind), answers.day("since") or visit.today
    parts = parts_of(answers.all_of("parts"))
    answers.need("kind", kind, _("What is it?"))
    if since > visit.today:
        answers.refuse("since", _("That day is still to come."))
    if kind is not None and kind is not InjuryKind.ILLNESS and not parts:
        answers.refuse("parts", _("Where is it? Open “Where” and tick the place."))
    if kind is None or answers.wrong:
        return _wrong_page(visit, answers)
    try:
        visit.house.add_injury(visit.runner_id, kind, since, parts)
    except (Refusal, ValueError) as refused:
        answers.wrong["kind"] = visit.voice.refuse(refused)
        return _wrong_page(visit, answers)
    visit.wake()
    return go("/wrong", "added")


@router.post("/injuries/{injury_id}/end")
def end_injury(visit: Writing, injury_id: str) -> Response:
    """
    Over since today.
    """
    visit.house.end_injury(visit.runner_id, injury_id, visit.today)
    visit.wake()
    return go("/wrong", "report-ended")


def _wrong_page(visit: Visit, answers: Answers) -> Response:
    page = wrong_page(visit, answers.all_of("signs"), answers.wrong)
    return show(visit, "pages/wrong.html", page, page.title, 422)
