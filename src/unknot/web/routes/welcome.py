"""
The way in: the sample, the first files, the three questions after them.
"""

from __future__ import annotations

from datetime import time

from fastapi import APIRouter
from starlette.responses import Response

from unknot.app.errors import Refusal
from unknot.domain.session import MassageType, Price
from unknot.domain.settings import Evening, Race, Settings
from unknot.web.forms import Answers
from unknot.web.pages.welcome import questions_page
from unknot.web.templating import go, show
from unknot.web.templating import mark as _
from unknot.web.visit import Reading, Visit, Writing

router = APIRouter(default_response_class=Response)
USUAL_EVENING = (time(17), time(20))


@router.post("/sample")
def load_sample(visit: Writing) -> Response:
    """
    A real runner's history to look around in.
    """
    runner = visit.house.load_sample(visit.guest.runner)
    visit.door.replanner.wake(runner.id)
    return go("/")


@router.post("/sample/remove")
def remove_sample(visit: Writing) -> Response:
    """
    Takes the sample away again.
    """
    visit.house.remove_sample(visit.guest.runner)
    return go("/", "sample-gone")


@router.get("/welcome/questions")
def questions(visit: Reading, said: str = "") -> Response:
    """
    Next race, money a month, which evenings.
    """
    page = questions_page(visit)
    return show(visit, "pages/questions.html", page, visit.say(_("Three questions")), said=said)


@router.post("/welcome/questions")
def answer_questions(visit: Writing) -> Response:
    """
    Keeps what was answered and leaves the rest open.
    """
    runner = visit.runner_id
    answers = Answers(visit.form, visit.voice)
    changes = {
        **_race(answers, visit), **_money(answers, visit.settings), **_evenings(answers, visit.settings),
    }  # fmt: skip
    if not answers.wrong:
        try:
            visit.house.change_settings(runner, **changes)
            visit.wake()
            return go("/safety" if visit.house.gate_answers(runner) is None else "/", "saved")
        except (Refusal, ValueError) as refused:
            answers.wrong["budget"] = visit.voice.refuse(refused)
    page = questions_page(visit, answers.typed, answers.all_of("weekday"), answers.wrong)
    return show(visit, "pages/questions.html", page, visit.say(_("Three questions")), 422)


def _race(answers: Answers, visit: Visit) -> dict[str, object]:
    on = answers.day("race_date")
    metres = answers.number("race_distance", 100, 1_000_000)
    other = answers.metres("race_other", visit.settings.units)
    if on is None or answers.wrong:
        return {}
    if on < visit.today:
        answers.refuse("race_date", _("That day is over; a race ahead is needed."))
    answers.need("race_other", other or metres, _("How long is it?"))
    length = other or metres
    if length is None or answers.wrong:
        return {}
    others = tuple(race for race in visit.settings.races if race.date != on)
    return {"races": (*others, Race(on, length))}


def _money(answers: Answers, settings: Settings) -> dict[str, object]:
    cents, price = answers.cents("budget"), answers.cents("price")
    minutes = answers.whole("minutes", 10, 240)
    kind = answers.one_of("price_type", MassageType)
    changes: dict[str, object] = {}
    if cents is not None:
        changes["budget_cents_a_month"] = cents
    if answers.text("currency"):
        changes["currency"] = answers.text("currency").upper()
    if price is not None and minutes is not None and kind is not None:
        line = Price(kind, minutes, price)
        changes["prices"] = (*(each for each in settings.prices if each != line), line)
    return changes


def _evenings(answers: Answers, settings: Settings) -> dict[str, object]:
    days = sorted(int(day) for day in answers.all_of("weekday") if day in "0123456" and day)
    if not days:
        return {}
    others = tuple(each for each in settings.free_times if each.weekday not in days)
    return {"free_times": (*others, *(Evening(day, *USUAL_EVENING) for day in days))}
