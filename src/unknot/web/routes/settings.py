"""
The settings' addresses: each section saved on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from starlette.responses import Response

from unknot.app.errors import NotFound, Refusal
from unknot.domain.run import RunKind
from unknot.domain.session import MassageType, Price, Tool
from unknot.domain.settings import BodyFigure, Evening, Race, RacePriority, Units, UsualRun
from unknot.domain.units import METRES_PER_MILE, zone_named
from unknot.web.forms import Answers
from unknot.web.pages.settings import may_watch, settings_page
from unknot.web.templating import go, show
from unknot.web.templating import mark as _
from unknot.web.visit import Reading, Visit, Writing

router = APIRouter(default_response_class=Response)
Changes = dict[str, object]
MOST_LISTED = 40
LONGEST_PATH = 1000


@router.get("/settings")
def settings(visit: Reading, said: str = "") -> Response:
    """
    Everything that can be set.
    """
    return _page(visit, said=said)


@router.post("/settings/feed")
def renew_feed(visit: Writing) -> Response:
    """
    A new private address for the calendar, shown this once.
    """
    token = visit.house.renew_feed(visit.runner_id)
    return _page(visit, feed=f"{visit.origin}/calendar/{token}.ics")


@router.post("/settings/erase")
def erase(visit: Writing) -> Response:
    """
    Deletes everything, after the words were typed.
    """
    answers = Answers(visit.form, visit.voice)
    word = visit.say(_("delete everything"))
    if answers.text("confirm").lower() != word:
        answers.refuse(
            "confirm", _("Type the words {words} to confirm; nothing was deleted."), words=word
        )
        return _page(visit, answers, status=422)
    # Whoever has no data yet is shown their sample: it goes, and so do they.
    own = visit.guest.runner or visit.house.own_runner_if_any()
    visit.house.remove_sample(own)
    if own is not None:
        visit.house.erase(own.id)
    return go("/", "erased")


@router.get("/export.zip")
def export(visit: Reading) -> Response:
    """
    Everything kept, raw, in one archive.
    """
    if visit.runner is None:
        raise NotFound("There is nothing to download yet.")
    headers = {"content-disposition": 'attachment; filename="unknot-export.zip"'}
    content = visit.house.export_zip(visit.runner.id, visit.voice.translate)
    return Response(content, media_type="application/zip", headers=headers)


@router.post("/settings/{section}")
def save(visit: Writing, section: str) -> Response:
    """
    Saves one section; a wrong value keeps everything as it was and says why.
    """
    read = _SECTIONS.get(section)
    if read is None:
        raise NotFound("There is no section called '{name}' in the settings.", name=section)
    runner = visit.runner_id
    answers = Answers(visit.form, visit.voice)
    changes = read(answers, visit)
    if not answers.wrong:
        try:
            visit.house.change_settings(runner, **changes)
        except (Refusal, ValueError) as refused:
            answers.wrong[_FIRST_FIELD.get(section, "form")] = visit.voice.refuse(refused)
    if answers.wrong:
        return _page(visit, answers, status=422)
    visit.wake()
    visit.door.watch.look_now()
    return go(f"/settings#{_PLACES.get(section, section)}", "saved")


@router.post("/settings/{section}/remove")
def remove(visit: Writing, section: str) -> Response:
    """
    Takes one entry off a list.
    """
    name = {
        "races": "races",
        "prices": "prices",
        "evenings": "free_times",
        "week": "usual_week",
    }.get(section)
    if name is None:
        raise NotFound("There is no list called '{name}' in the settings.", name=section)
    runner = visit.runner_id
    entries: tuple[object, ...] = getattr(visit.settings, name)
    key = Answers(visit.form, visit.voice).text("key")
    kept = tuple(entry for index, entry in enumerate(entries) if str(index) != key)
    visit.house.change_settings(runner, **{name: kept})
    visit.wake()
    return go(f"/settings#{_PLACES.get(section, section)}", "removed")


def _page(
    visit: Visit, answers: Answers | None = None, status: int = 200, said: str = "", feed: str = ""
) -> Response:
    typed = answers.typed if answers else {}
    page = settings_page(visit, typed, answers.wrong if answers else None, feed)
    return show(visit, "pages/settings.html", page, visit.say(_("Settings")), status, said)


# what each section's form says


def _you(answers: Answers, visit: Visit) -> Changes:
    zone = answers.text("zone") or "UTC"
    try:
        zone_named(zone)
    except ValueError as unknown:
        answers.wrong["zone"] = visit.voice.refuse(unknown)
    return {
        "name": answers.text("name", 60),
        "zone": zone,
        "units": answers.one_of("units", Units) or visit.settings.units,
        "week_starts_on": answers.whole("week_starts_on", 0, 6) or 0,
    }


def _body(answers: Answers, visit: Visit) -> Changes:
    return {
        "resting_hr": answers.whole("resting_hr", 25, 120),
        "maximal_hr": answers.whole("maximal_hr", 100, 240),
        "threshold_pace_s_per_km": _pace(answers, visit.settings.units),
        "trimp_sex_coefficient": answers.text("curve") or None,
        "figure": answers.one_of("figure", BodyFigure) or visit.settings.figure,
    }


def _pace(answers: Answers, units: Units) -> float | None:
    """
    "4:35" or "4.5" minutes for the runner's unit, as seconds a kilometre.
    """
    text = answers.text("threshold")
    if not text:
        return None
    minutes, colon, seconds = text.partition(":")
    try:
        total = int(minutes) * 60 + int(seconds) if colon else float(text.replace(",", ".")) * 60
    except ValueError:
        answers.refuse("threshold", _("A pace looks like 4:35, minutes and seconds."))
        return None
    return total / (METRES_PER_MILE / 1000 if units is Units.IMPERIAL else 1.0)


def _money(answers: Answers, visit: Visit) -> Changes:
    return {
        "budget_cents_a_month": answers.cents("budget"),
        "currency": answers.text("currency").upper() or visit.settings.currency,
        "rhythm_days": answers.whole("rhythm_days", 7, 120) or visit.settings.rhythm_days,
    }


def _price(answers: Answers, visit: Visit) -> Changes:
    kind, cents = answers.one_of("price_type", MassageType), answers.cents("price", 10_000)
    minutes = answers.whole("price_minutes", 10, 240)
    answers.need("price", cents, _("What does it cost?"))
    answers.need("price_minutes", minutes, _("How many minutes?"))
    answers.need("price_type", kind, _("Which kind of massage?"))
    if kind is None or cents is None or minutes is None:
        return {}
    same = [
        each
        for each in visit.settings.prices
        if (each.massage_type, each.minutes) == (kind, minutes)
    ]
    others = tuple(each for each in visit.settings.prices if each not in same)
    return {"prices": (*others, Price(kind, minutes, cents))[-MOST_LISTED:]}


def _race(answers: Answers, visit: Visit) -> Changes:
    on, metres = answers.day("race_date"), answers.metres("race_distance", visit.settings.units)
    priority = answers.one_of("race_priority", RacePriority) or RacePriority.A
    name = answers.text("race_name", 60)
    answers.need("race_date", on, _("Which day is it?"))
    answers.need("race_distance", metres, _("How long is it?"))
    if on is None or metres is None:
        return {}
    try:
        race = Race(on, metres, priority, name)
    except ValueError as refused:
        answers.wrong["race_distance"] = visit.voice.refuse(refused)
        return {}
    others = tuple(each for each in visit.settings.races if each.date != on)
    return {"races": tuple(sorted((*others, race), key=lambda each: each.date))[-MOST_LISTED:]}


def _week(answers: Answers, visit: Visit) -> Changes:
    weekday, kind = answers.whole("run_weekday", 0, 6), answers.one_of("run_kind", RunKind)
    metres = answers.metres("run_distance", visit.settings.units, 300)
    minutes, start = answers.number("run_minutes", 1, 2880), answers.clock("run_start")
    answers.need("run_weekday", weekday, _("Which day?"))
    answers.need("run_distance", metres or minutes, _("How far, or how long?"))
    if weekday is None or answers.wrong:
        return {}
    run = UsualRun(weekday, kind or RunKind.EASY, start, metres, minutes)
    week = sorted((*visit.settings.usual_week, run), key=lambda each: each.weekday)
    return {"usual_week": tuple(week)[-MOST_LISTED:]}


def _evenings(answers: Answers, visit: Visit) -> Changes:
    days = sorted(int(day) for day in answers.all_of("weekday") if day in tuple("0123456"))
    start, end = answers.clock("from"), answers.clock("to")
    answers.need("weekday", days or None, _("Which days?"))
    answers.need("from", start, _("From when?"))
    answers.need("to", end, _("Until when?"))
    if not days or start is None or end is None:
        return {}
    if end <= start:
        answers.refuse("to", _("A free time ends after it starts."))
        return {}
    new = {Evening(day, start, end) for day in days}
    every = sorted(
        {*visit.settings.free_times, *new}, key=lambda each: (each.weekday, each.starts_at)
    )
    return {"free_times": tuple(every)[-MOST_LISTED:]}


def _care(answers: Answers, visit: Visit) -> Changes:
    known_tools = {tool.value for tool in Tool}
    known_types = [kind for kind in MassageType if kind.value in answers.all_of("types")]
    tools = frozenset(Tool(code) for code in answers.all_of("tools") & known_tools)
    day, week = (
        answers.whole("self_care_min_a_day", 0, 240),
        answers.whole("self_care_min_a_week", 0, 1200),
    )
    times = answers.whole("stretching_a_week", 0, 7)
    return {
        "self_care_min_a_day": visit.settings.self_care_min_a_day if day is None else day,
        "self_care_min_a_week": visit.settings.self_care_min_a_week if week is None else week,
        "stretching_a_week": visit.settings.stretching_a_week if times is None else times,
        "tools": tools | {Tool.HANDS},
        "types_to_try": tuple(known_types),
        "had_deep_massage": {"yes": True, "no": False}.get(answers.text("deep")),
        "strength_weekdays": frozenset(
            int(code) for code in answers.all_of("strength") if code in tuple("0123456")
        ),
        "cold_water_wanted": answers.is_ticked("cold"),
        "relaxation_goal": (answers.whole("relaxation", 0, 10) or 0) / 10,
    }


def _files(answers: Answers, visit: Visit) -> Changes:
    if not may_watch(visit):
        answers.refuse(
            "form", _("A folder of this machine is watched only for whoever runs Unknot on it.")
        )
    return {"watch_folder": answers.text("watch_folder", LONGEST_PATH)}


def _calendar(answers: Answers, visit: Visit) -> Changes:
    return {"calendar_shows_details": answers.is_ticked("shows_details")}


_SECTIONS: Mapping[str, Callable[[Answers, Visit], Changes]] = {
    "you": _you, "body": _body, "money": _money, "prices": _price, "races": _race,
    "week": _week, "evenings": _evenings, "care": _care, "calendar": _calendar,
    "files": _files,
}  # fmt: skip

# Where on the page a section stands that is part of another.
_PLACES = {"prices": "money"}

# Where a sentence stands that belongs to a whole section.
_FIRST_FIELD = {
    "you": "name", "body": "maximal_hr", "money": "budget", "prices": "price",
    "races": "race_date", "evenings": "from", "week": "run_distance", "care": "self_care_min_a_day",
    "files": "watch_folder",
}  # fmt: skip
