"""
Settings: plain forms, each saved on its own; a wrong value keeps what was typed and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import available_timezones

from unknot.deliver.proposal_words import say_usual_run, say_usual_start
from unknot.deliver.words import (
    name_of,
    say_clock,
    say_date_with_year,
    say_distance,
    say_money,
    say_number,
    say_weekday,
    start_with_capital,
)
from unknot.domain.session import MassageType, Tool
from unknot.domain.settings import BodyFigure, RacePriority, Settings, Units
from unknot.domain.units import METRES_PER_MILE
from unknot.web.figure import FRONT, WHOLE, Figure, draw
from unknot.web.pages.found import FoundView, found_view
from unknot.web.pages.history import kind_options
from unknot.web.pages.watch import WatchLine, watch_line
from unknot.web.pages.weeks import race_name
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Listed:
    """
    One entry of a list that can be removed: a race, a price, a free evening.
    """

    key: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """
    What the page Settings shows. `typed` and `wrong` belong to the section sent last.
    """

    values: Mapping[str, str]
    wrong: Mapping[str, str]
    zones: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    weekdays: tuple[tuple[str, str], ...]
    curves: tuple[tuple[str, str], ...]
    estimates: Mapping[str, str]
    prices: tuple[Listed, ...]
    races: tuple[Listed, ...]
    evenings: tuple[Listed, ...]
    types: tuple[tuple[str, str, bool], ...]
    type_options: tuple[tuple[str, str], ...]
    tools: tuple[tuple[str, str, bool], ...]
    strength: tuple[tuple[str, str, bool], ...]
    priorities: tuple[tuple[str, str], ...]
    deep: str
    cold: bool
    shows_details: bool
    unit: str
    pace_unit: str
    feed: str
    gate_said: str
    is_sample: bool
    erase_word: str
    week: tuple[Listed, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    found: FoundView = field(default_factory=FoundView)
    watched: WatchLine | None = None
    answered: bool = False
    figures: tuple[tuple[str, str, bool, Figure], ...] = ()
    may_watch: bool = True
    sections: tuple[tuple[str, str], ...] = field(default_factory=tuple)


def settings_page(
    visit: Visit,
    typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
    feed: str = "",
) -> SettingsPage:
    """
    Everything that can be set, with what was just typed in place of what is kept.
    """
    settings = visit.settings
    answers = visit.house.gate_answers(visit.runner_id)
    return SettingsPage(
        values={**_values(settings, visit), **(typed or {})},
        wrong=wrong or {},
        zones=tuple(sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")),
        units=_choices(visit, Units),
        weekdays=tuple((str(day), say_weekday(day, visit.voice)) for day in range(7)),
        curves=(
            ("", visit.say(_("Not said (the curve for men)"))),
            ("men", visit.say(_("The curve for men"))),
            ("women", visit.say(_("The curve for women"))),
        ),
        estimates=_estimates(visit),
        prices=tuple(
            Listed(
                str(index), start_with_capital(name_of(price.massage_type, visit.voice)),
                visit.say(_("{n} min, {money}"), n=price.minutes, money=say_money(price.cents, visit.voice)),
            )
            for index, price in enumerate(settings.prices)
        ),
        races=tuple(
            Listed(
                str(index), race_name(visit, race),
                visit.say(
                    _("{date}, {distance}, {priority}"),
                    date=say_date_with_year(race.date, visit.voice),
                    distance=say_distance(race.distance_m, visit.voice),
                    priority=name_of(race.priority, visit.voice),
                ),
            )
            for index, race in enumerate(settings.races)
        ),
        evenings=tuple(
            Listed(
                str(index), say_weekday(evening.weekday, visit.voice),
                visit.say(
                    _("{start} to {end}"), start=say_clock(evening.starts_at, visit.voice),
                    end=say_clock(evening.ends_at, visit.voice),
                ),
            )
            for index, evening in enumerate(settings.free_times)
        ),
        types=_ticks(visit, MassageType, set(settings.types_to_try)),
        type_options=_choices(visit, MassageType),
        tools=_ticks(visit, Tool, set(settings.tools)),
        strength=tuple(
            (str(day), say_weekday(day, visit.voice), day in settings.strength_weekdays)
            for day in range(7)
        ),
        priorities=_choices(visit, RacePriority),
        deep={None: "", True: "yes", False: "no"}[settings.had_deep_massage],
        cold=settings.cold_water_wanted,
        shows_details=settings.calendar_shows_details,
        unit=visit.say(_("miles") if settings.units is Units.IMPERIAL else _("km")),
        pace_unit=visit.say(_("a mile") if settings.units is Units.IMPERIAL else _("a km")),
        feed=feed,
        gate_said=visit.say(_("Answered.")) if answers else visit.say(_("Not answered yet.")),
        is_sample=visit.runner is not None and visit.runner.is_sample,
        erase_word=visit.say(_("delete everything")),
        week=tuple(
            Listed(str(index), start_with_capital(say_usual_run(run, visit.voice)), say_usual_start(run, visit.voice))
            for index, run in enumerate(settings.usual_week)
        ),
        kinds=kind_options(visit),
        found=found_view(visit),
        watched=watch_line(visit),
        answered=answers is not None,
        figures=_figures(visit),
        may_watch=may_watch(visit),
        sections=tuple(
            (anchor, visit.say(name))
            for anchor, name in _SECTIONS
            if anchor != "files" or may_watch(visit)
        ),
    )  # fmt: skip


_SECTIONS = (
    ("you", _("You")), ("races", _("Races")), ("week", _("Your usual week")), ("money", _("Money and prices")),
    ("evenings", _("Free evenings")), ("care", _("Self-care and wishes")), ("body", _("Body")),
    ("safety", _("Safety answers")), ("calendar", _("Calendar")),
    ("files", _("Files")), ("account", _("Signing in")), ("data", _("Your data")),
)  # fmt: skip


def may_watch(visit: Visit) -> bool:
    """
    Folders of this machine are for whoever runs Unknot on it, not for those who joined.
    """
    return visit.guest.runner is None or not visit.guest.runner.is_added


def _values(settings: Settings, visit: Visit) -> dict[str, str]:
    """
    Every setting as its field shows it.
    """
    budget = settings.budget_cents_a_month
    return {
        "name": settings.name,
        "zone": settings.zone,
        "units": settings.units.value,
        "week_starts_on": str(settings.week_starts_on),
        "resting_hr": _text(settings.resting_hr),
        "maximal_hr": _text(settings.maximal_hr),
        "threshold": pace_text(settings.threshold_pace_s_per_km, settings.units),
        "curve": settings.trimp_sex_coefficient or "",
        "budget": "" if budget is None else say_number(budget / 100, visit.voice, 2),
        "currency": settings.currency,
        "rhythm_days": str(settings.rhythm_days),
        "self_care_min_a_day": str(settings.self_care_min_a_day),
        "self_care_min_a_week": str(settings.self_care_min_a_week),
        "stretching_a_week": str(settings.stretching_a_week),
        "relaxation": str(round(settings.relaxation_goal * 10)),
        "watch_folder": settings.watch_folder,
    }


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def pace_text(seconds_per_km: float | None, units: Units) -> str:
    """
    A pace as it is typed: "4:35", for the runner's own unit.
    """
    if seconds_per_km is None:
        return ""
    per_unit = METRES_PER_MILE / 1000 if units is Units.IMPERIAL else 1.0
    seconds = round(seconds_per_km * per_unit)
    return f"{seconds // 60}:{seconds % 60:02d}"


def _estimates(visit: Visit) -> dict[str, str]:
    """
    What Unknot takes while a field is empty, marked as an estimate.
    """
    profile = visit.house.profile(visit.runner_id)
    speed = profile.threshold_speed_mps
    pace = pace_text(1000 / speed if speed else None, visit.settings.units)
    taken = {
        "resting_hr": str(round(profile.resting_hr)),
        "maximal_hr": str(round(profile.maximal_hr)),
        "threshold": pace,
    }
    return {
        name: visit.say(_("Empty means our estimate, now {value}."), value=value)
        for name, value in taken.items()
    }


def _choices(
    visit: Visit, kind: type[Units] | type[RacePriority] | type[MassageType]
) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, start_with_capital(name_of(each, visit.voice))) for each in kind)


def _figures(visit: Visit) -> tuple[tuple[str, str, bool, Figure], ...]:
    """
    Both drawings of the body to choose from, each small beside its name.
    """
    return tuple(
        (
            each.value, name_of(each, visit.voice), each is visit.settings.figure,
            draw(FRONT, WHOLE, {}, figure=each),
        )
        for each in BodyFigure
    )  # fmt: skip


def _ticks(
    visit: Visit, kind: type[MassageType] | type[Tool], ticked: set[object]
) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (each.value, start_with_capital(name_of(each, visit.voice)), each in ticked)
        for each in kind
    )
