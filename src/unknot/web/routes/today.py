"""
Today's addresses: the first page, what became of an item, how hard a run was.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.responses import Response

from unknot.app.errors import Refusal
from unknot.domain.run import RunKind
from unknot.domain.session import ItemStatus
from unknot.web.forms import Answers
from unknot.web.pages.about import about_page
from unknot.web.pages.history import run_page
from unknot.web.pages.today import today_page
from unknot.web.pages.welcome import WelcomePage
from unknot.web.templating import go, load_templates, show
from unknot.web.templating import mark as _
from unknot.web.visit import Reading, Visit, Writing

router = APIRouter(default_response_class=Response)

_MARKS = {
    ItemStatus.DONE: "done", ItemStatus.SKIPPED: "skipped", ItemStatus.CONFIRMED: "booked",
    ItemStatus.PROPOSED: "undone",
}  # fmt: skip


@router.get("/")
def today(visit: Reading, said: str = "") -> Response:
    """
    The one thing to do now; on an empty store, the two ways in.
    """
    if is_empty(visit):
        page = show(visit, "pages/welcome.html", WelcomePage(), visit.say(_("Welcome")), said=said)
        # While the way in is read, what the first plan needs is made ready.
        page.background = BackgroundTask(_make_ready, visit)
        return page
    return show(visit, "pages/today.html", today_page(visit), visit.say(_("Today")), said=said)


def _make_ready(visit: Visit) -> None:
    visit.house.warm_up()
    load_templates("pages/today.html", "pages/questions.html")


def is_empty(visit: Visit) -> bool:
    """
    True while there is nothing of a runner at all: no run, no answer, no day told.
    """
    if visit.runner is None:
        return True
    if visit.runner.is_sample or visit.house.gate_answers(visit.runner.id) is not None:
        return False
    runner = visit.runner.id
    return not (visit.house.newest_runs(runner, 1)[0] or visit.house.list_days(runner))


@router.get("/about")
def about(visit: Reading) -> Response:
    """
    What may be said of each kind of care.
    """
    return show(visit, "pages/about.html", about_page(visit), visit.say(_("About")))


@router.post("/items/{item_id}")
def mark_item(visit: Writing, item_id: str) -> Response:
    """
    Done, skipped, booked, or taken back.
    """
    answers = Answers(visit.form, visit.voice)
    status = answers.one_of("status", ItemStatus)
    if status not in _MARKS:
        raise Refusal("An item can be done, skipped, booked or taken back.")
    visit.house.mark_item(visit.runner_id, item_id, status)
    visit.wake()
    return go(back_to(answers), _MARKS[status])


def back_to(answers: Answers) -> str:
    """
    The page the form stood on; only our own pages count.
    """
    back = answers.text("back")
    return back if back == "/" or back.startswith("/plan?day=") else "/"


@router.get("/runs/{run_id}")
def run(visit: Reading, run_id: str, said: str = "") -> Response:
    """
    One run with its load and how it was found.
    """
    page = run_page(visit, visit.house.show_run(visit.runner_id, run_id))
    return show(visit, "pages/run.html", page, page.title, said=said)


@router.post("/runs/{run_id}/rate")
def rate_run(visit: Writing, run_id: str) -> Response:
    """
    How hard it was, and of which kind.
    """
    answers = Answers(visit.form, visit.voice)
    rpe = answers.number("rpe", 0, 10)
    kind = answers.one_of("kind", RunKind)
    if answers.wrong:
        page = run_page(visit, visit.house.show_run(visit.runner_id, run_id), answers.wrong)
        return show(visit, "pages/run.html", page, page.title, 422)
    visit.house.rate_run(visit.runner_id, run_id, rpe, kind)
    visit.wake()
    return go("/" if answers.text("back") == "/" else f"/runs/{run_id}", "rated")
