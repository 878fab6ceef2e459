"""
The JSON interface, continued: safety, injuries, massages and the training plan.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from fastapi import APIRouter, Body, Form, UploadFile
from starlette.responses import JSONResponse

from unknot.deliver.plain import (
    appointment_as_plain,
    day_as_plain,
    gate_as_plain,
    training_plan_as_plain,
)
from unknot.deliver.safety_words import intake_questions, warning_questions
from unknot.domain.body import BodyPart
from unknot.domain.canonical import to_plain
from unknot.domain.safety import InjuryKind
from unknot.domain.session import Depth, MassageType
from unknot.web.api import PROBLEMS, Plain, read_plain, runner_of, writes
from unknot.web.forms import Day
from unknot.web.visit import Reading

router = APIRouter(
    prefix="/api/v1", tags=["unknot"], default_response_class=JSONResponse, responses=PROBLEMS
)
Parts = Annotated[list[Plain] | None, Body()]


# safety


@router.get("/safety")
def show_safety(visit: Reading) -> Plain:
    """
    What the gate says now: allowed, restricted within limits, or refused with what to do.
    """
    return gate_as_plain(visit.house.gate(runner_of(visit)), visit.voice)


@router.get("/safety/questions")
def list_questions(visit: Reading) -> list[Plain]:
    """
    What the one screen before the first plan asks, with the codes to answer by.
    """
    return [to_plain(each) for each in intake_questions(visit.voice)]


@router.put("/safety/answers", dependencies=writes)
def answer_questions(
    visit: Reading,
    conditions: Annotated[list[str], Body()],
    cleared: Annotated[list[str] | None, Body()] = None,
    age_under_16: Annotated[bool, Body()] = False,
    places: Annotated[dict[str, list[Plain]] | None, Body()] = None,
) -> Plain:
    """
    The codes that apply, none of them as `[]`, in place of earlier answers; and what follows.
    """
    where = {code: _parts(parts, f"places.{code}") for code, parts in (places or {}).items()}
    outcome = visit.house.answer_gate(
        visit.runner_id, frozenset(conditions), frozenset(cleared or ()), age_under_16, where
    )
    visit.wake()
    return gate_as_plain(outcome, visit.voice)


@router.get("/reports/signs")
def list_signs(visit: Reading) -> list[Plain]:
    """
    What "something is wrong" asks, the most urgent first, with the codes to report by.
    """
    return [to_plain(each) for each in warning_questions(visit.voice)]


@router.get("/reports")
def list_reports(visit: Reading) -> list[Plain]:
    """
    Every report of something wrong, oldest first; an open one has no `ended_on`.
    """
    return [to_plain(each) for each in visit.house.reports(runner_of(visit))]


@router.post("/reports", dependencies=writes, status_code=201)
def report_symptoms(
    visit: Reading, signs: Annotated[list[str], Body()], parts: Parts = None
) -> Plain:
    """
    Something is wrong, from now until it is ended; and what follows from it.
    """
    outcome = visit.house.report_symptoms(visit.runner_id, frozenset(signs), _parts(parts, "parts"))
    visit.wake()
    return gate_as_plain(outcome, visit.voice)


@router.post("/reports/{report_id}/end", dependencies=writes)
def end_report(
    visit: Reading, report_id: str, on: Annotated[Day | None, Body(embed=True)] = None
) -> Plain:
    """
    It is over since that day, today unless given; and what the gate says then.
    """
    visit.house.end_report(runner_of(visit), report_id, on or visit.today)
    visit.wake()
    return show_safety(visit)


@router.get("/days")
def list_days(
    visit: Reading, from_date: date | None = None, to_date: date | None = None
) -> list[Plain]:
    """
    Sleep, heart rate, soreness and more of those days, whoever told them, oldest first.
    """
    days = visit.house.list_days(runner_of(visit), from_date, to_date)
    return [day_as_plain(day) for day in days]


@router.get("/injuries")
def list_injuries(visit: Reading) -> list[Plain]:
    """
    Injuries and illnesses, past and present, oldest first.
    """
    return [to_plain(each) for each in visit.house.injuries(runner_of(visit))]


@router.post("/injuries", dependencies=writes, status_code=201)
def add_injury(
    visit: Reading,
    kind: Annotated[InjuryKind, Body()],
    started_on: Annotated[Day | None, Body()] = None,
    parts: Parts = None,
    note: Annotated[str, Body()] = "",
) -> Plain:
    """
    An injury or an illness, since today unless given; every day of it counts until it is ended.
    """
    day = started_on or visit.today
    injury = visit.house.add_injury(visit.runner_id, kind, day, _parts(parts, "parts"), note)
    visit.wake()
    return dict(to_plain(injury))


@router.post("/injuries/{injury_id}/end", dependencies=writes)
def end_injury(
    visit: Reading, injury_id: str, on: Annotated[Day | None, Body(embed=True)] = None
) -> Plain:
    """
    That day was the last of it, today unless given.
    """
    injury = visit.house.end_injury(runner_of(visit), injury_id, on or visit.today)
    visit.wake()
    return dict(to_plain(injury))


# massages


@router.get("/massages")
def list_massages(visit: Reading) -> list[Plain]:
    """
    Massages had and booked, oldest first.
    """
    return [appointment_as_plain(each) for each in visit.house.appointments(runner_of(visit))]


@router.post("/massages", dependencies=writes, status_code=201)
def log_massage(
    visit: Reading,
    on: Annotated[Day, Body()],
    massage_type: Annotated[MassageType, Body()],
    minutes: Annotated[int, Body()],
    price: Annotated[float | None, Body(ge=0, le=10_000)] = None,
    regions: Parts = None,
    depth: Annotated[Depth | None, Body()] = None,
    start: Annotated[time | None, Body()] = None,
) -> Plain:
    """
    One that was had or, on a day ahead, one that is booked. `start` is on the runner's wall.
    """
    cents = None if price is None else round(price * 100)
    massage = visit.house.log_massage(
        visit.runner_id, on, massage_type, minutes, cents, _parts(regions, "regions"), depth, start
    )
    visit.wake()
    return appointment_as_plain(massage)


@router.delete("/massages/{massage_id}", dependencies=writes, status_code=204)
def remove_massage(visit: Reading, massage_id: str) -> None:
    """
    Forgets it.
    """
    visit.house.remove_appointment(runner_of(visit), massage_id)
    visit.wake()


# runs ahead


@router.put("/runs-ahead", dependencies=writes)
def import_plan_file(
    visit: Reading, file: UploadFile, on: Annotated[Day | None, Form()] = None
) -> Plain:
    """
    A training plan (ICS or CSV) as a multipart field, in place of what was known before, or a
    workout (FIT), which is put on the day `on` beside it.

    `note` is a sentence when its last run lies behind, so that it is not used; else null.
    """
    name = file.filename or "file"
    plan = visit.house.import_plan_file(visit.runner_id, name, file.file.read(), on)
    visit.wake()
    return training_plan_as_plain(plan, visit.today, visit.voice)


@router.delete("/runs-ahead", dependencies=writes, status_code=204)
def forget_plan_file(visit: Reading) -> None:
    """
    Back to the usual week, guessed from habits.
    """
    visit.house.forget_plan_file(runner_of(visit))
    visit.wake()


def _parts(plain: list[Plain] | None, where: str) -> tuple[BodyPart, ...]:
    return tuple(read_plain(tuple[BodyPart, ...], plain or [], where))
