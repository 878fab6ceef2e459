"""
The plan's addresses: the five weeks, whether a new plan is ready, the calendar file and feed.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Query
from starlette.responses import Response

from unknot.app.errors import NotFound, Refusal
from unknot.domain.session import Depth, MassageType
from unknot.web.forms import Answers, Day
from unknot.web.pages.about import ErrorPage
from unknot.web.pages.massage import massage_page, parts_of_places
from unknot.web.pages.plan import plan_page
from unknot.web.routes.today import is_empty
from unknot.web.templating import go, show
from unknot.web.templating import mark as _
from unknot.web.visit import Reading, Writing

router = APIRouter(default_response_class=Response)
CALENDAR = "text/calendar; charset=utf-8"
LONGEST_WAIT_S, LOOK_EVERY_S = 10.0, 0.05


@router.get("/plan")
def plan(
    visit: Reading,
    day: Day | None = None,
    start: Annotated[Day | None, Query(alias="from")] = None,
    said: str = "",
) -> Response:
    """
    Five weeks, and the reasons for one day; on an empty store, the way to the first plan.
    """
    if is_empty(visit):
        nothing = ErrorPage(
            visit.say(_("No plan yet")),
            visit.say(_("Your runs and a few answers make the plan. It takes a minute.")),
            200, visit.say(_("Begin")),
        )  # fmt: skip
        return show(visit, "pages/error.html", nothing, visit.say(_("Plan")))
    page = plan_page(visit, day, start)
    return show(visit, "pages/plan.html", page, visit.say(_("Plan")), said=said)


@router.get("/plan/state")
async def plan_state(visit: Reading) -> Response:
    """
    Answers as soon as no plan is being made any more, or after a while that it still is.
    """
    for _turn in range(round(LONGEST_WAIT_S / LOOK_EVERY_S)):
        if not visit.is_planning:
            return Response(status_code=204)
        await asyncio.sleep(LOOK_EVERY_S)
    return Response(status_code=202)


@router.get("/plan.ics")
def plan_file(visit: Reading) -> Response:
    """
    The kept plan as a calendar file.
    """
    kept = visit.kept_plan()
    if kept is None:
        raise NotFound("There is no plan yet; it is made as soon as the questions are answered.")
    content = visit.house.plan_ics(visit.runner_id, kept.decision, kept.decided_at)
    headers = {"content-disposition": 'attachment; filename="unknot-plan.ics"'}
    return Response(content, media_type=CALENDAR, headers=headers)


@router.get("/calendar/{token}.ics")
def feed(visit: Reading, token: str, if_none_match: Annotated[str, Header()] = "") -> Response:
    """
    The private feed behind its secret address. What a program has already is not sent again.
    """
    runner = visit.house.runner_of_feed(token)
    if runner is None:
        raise NotFound("There is no calendar at this address; make a new one in the settings.")
    # Whoever only ever looks at the calendar gets fresh plans too: they are there the next time.
    visit.door.replanner.look_after(runner.id)
    content = visit.house.feed_ics(runner.id)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if tag in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=CALENDAR, headers=headers)


@router.get("/massage")
def massage(visit: Reading, said: str = "") -> Response:
    """
    A massage had or booked.
    """
    page = massage_page(visit)
    return show(visit, "pages/massage.html", page, visit.say(_("Massage")), said=said)


@router.post("/massage")
def log_massage(visit: Writing) -> Response:
    """
    Notes a massage.
    """
    answers = Answers(visit.form, visit.voice)
    on, minutes = answers.day("date"), answers.whole("minutes", 10, 240)
    kind, depth = answers.one_of("type", MassageType), answers.one_of("depth", Depth)
    cents, start = answers.cents("price", 10_000), answers.clock("time")
    answers.need("date", on, _("Which day was it, or will it be?"))
    answers.need("minutes", minutes, _("How many minutes?"))
    answers.need("type", kind, _("Which kind of massage?"))
    places = answers.all_of("places")
    if on and minutes and kind and not answers.wrong:
        try:
            visit.house.log_massage(
                visit.runner_id, on, kind, minutes, cents, parts_of_places(places), depth, start
            )
            visit.wake()
            return go("/massage", "added")
        except (Refusal, ValueError) as refused:
            answers.wrong["date"] = visit.voice.refuse(refused)
    page = massage_page(visit, answers.typed, places, answers.wrong)
    return show(visit, "pages/massage.html", page, visit.say(_("Massage")), 422)


@router.post("/massage/remove")
def remove_massage(visit: Writing) -> Response:
    """
    Forgets one.
    """
    visit.house.remove_appointment(visit.runner_id, Answers(visit.form, visit.voice).text("key"))
    visit.wake()
    return go("/massage", "removed")
