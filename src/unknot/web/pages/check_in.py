"""
Check-in: fifteen seconds for how the body feels, starting from what was said yesterday.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from unknot.deliver.day_words import name_of_source
from unknot.deliver.words import (
    name_of_part,
    say_clock,
    say_long_date,
    say_number,
    start_with_capital,
)
from unknot.domain.body import REGION_NAMES, BodyPart, Region, Side
from unknot.domain.check_in import LONGEST_NOTE, CheckIn, hooper_index
from unknot.web.figure import (
    BACK,
    BOTH_SOLES,
    FRONT,
    LEGS,
    SOLES,
    WHOLE,
    Crop,
    Figure,
    draw,
    level_of,
)
from unknot.web.forms import code_of
from unknot.web.pages.body import STILL_COUNTS_DAYS, describe_scores
from unknot.web.pages.check_in_days import DayCell, days_around
from unknot.web.pages.check_in_draft import Draft, source_of
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

_SCALE = (
    _("Very, very low"), _("Very low"), _("Low"), _("Some"), _("High"), _("Very high"),
    _("Very, very high"),
)  # fmt: skip

_HOW_GOOD = (
    _("Very, very good"), _("Very good"), _("Good"), _("Average"), _("Bad"), _("Very bad"),
    _("Very, very bad"),
)  # fmt: skip
_MOODS = (
    _("Very bad"), _("Bad"), _("Rather bad"), _("Neither"), _("Rather good"), _("Good"),
    _("Very good"),
)  # fmt: skip
_CHOICES = (
    ("sleep_quality", _("How you slept"), _HOW_GOOD),
    ("muscle_soreness", _("Soreness overall"), _SCALE),
    ("mood", _("Mood"), _MOODS),
)

# The list below the figure, from the ground up, in the words a runner would look for.
_SHELVES: tuple[tuple[str, tuple[Region, ...]], ...] = (
    (_("Foot and ankle"), (Region.SOLE, Region.HEEL, Region.FOREFOOT, Region.ANKLE)),
    (
        _("Lower leg"),
        (
            Region.CALF, Region.SOLEUS, Region.ACHILLES, Region.SHIN, Region.INNER_SHIN,
            Region.PERONEALS,
        ),
    ),
    (
        _("Knee and thigh"),
        (Region.KNEE, Region.QUADRICEPS, Region.HAMSTRINGS, Region.ADDUCTORS, Region.TFL),
    ),
    (
        _("Hip and buttock"),
        (Region.GLUTE_MAX, Region.GLUTE_MED, Region.PIRIFORMIS, Region.HIP_FLEXORS),
    ),
    (
        _("Back and arms"),
        (Region.LOWER_BACK, Region.UPPER_BACK, Region.NECK, Region.SHOULDERS, Region.FOREARM),
    ),
)  # fmt: skip

_ABOVE_THE_LEGS = frozenset(_SHELVES[-1][1])


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    One chosen part: its score now, what was said before, and pain apart from soreness.
    """

    code: str
    name: str
    score: int
    pain: str
    before: str


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """
    One region in the list, with whether its left and its right side are chosen, and what a sheet
    calls each side.
    """

    code: str
    name: str
    latin: str
    left: bool
    right: bool
    left_name: str
    right_name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """
    A question that may stay open, with its seven answers; `value` is 0 while it does.
    """

    name: str
    asks: str
    value: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figured:
    """
    A figure of the morning as it stands in its field, and who measured it, if no runner typed it.
    """

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class CheckInPage:
    """
    What the page Check-in shows. `levels` pairs each score with its colour.
    """

    date: str
    iso: str
    is_today: bool
    sheets: tuple[Sheet, ...]
    shelves: tuple[tuple[str, tuple[ShelfRow, ...]], ...]
    front: Figure
    back: Figure
    front_whole: Figure
    back_whole: Figure
    soles: Figure
    is_whole: bool
    is_front: bool
    is_soles: bool
    levels: tuple[tuple[int, int], ...]
    sleep: str
    stress: int
    fatigue: int
    scale: tuple[str, ...]
    choices: tuple[Choice, ...]
    pulse: Figured
    rmssd: Figured
    hooper: str
    is_more_open: bool
    note: str
    longest_note: int
    is_again: bool
    nothing_else: bool
    base: str
    started: tuple[str, ...]
    hurt: tuple[str, ...]
    days: tuple[DayCell, ...]
    before: str
    after: str
    zone: str
    wrong: Mapping[str, str] = field(default_factory=dict)


def check_in_page(
    visit: Visit, draft: Draft, wrong: Mapping[str, str] | None = None
) -> CheckInPage:
    """
    The form, filled with the draft.
    """
    before = visit.house.check_ins(visit.runner_id, draft.on - timedelta(days=STILL_COUNTS_DAYS))
    earlier = [each for each in before if each.date < draft.on]
    said = describe_scores(draft.soreness, visit.voice)
    clock = say_clock(visit.now.astimezone(visit.zone).time(), visit.voice)
    day = say_long_date(draft.on, visit.voice)
    is_today = draft.on == visit.today

    def drawn(view: str, crop: Crop, where: str) -> Figure:
        label = _label(visit, where, said)
        return draw(
            view, crop, draft.soreness, (), label, visit.settings.figure,
            lambda part: _in_full(visit, part),
        )  # fmt: skip

    return CheckInPage(
        date=visit.say(_("{date}, {clock}"), date=day, clock=clock) if is_today else day,
        iso=draft.on.isoformat(),
        is_today=is_today,
        sheets=tuple(_sheet(visit, part, draft, earlier) for part in draft.soreness),
        shelves=tuple(
            (visit.say(title), tuple(_row(visit, region, draft) for region in regions))
            for title, regions in _SHELVES
        ),
        front=drawn(FRONT, LEGS, _("Front of the legs")),
        back=drawn(BACK, LEGS, _("Back of the legs")),
        front_whole=drawn(FRONT, WHOLE, _("Front of the body")),
        back_whole=drawn(BACK, WHOLE, _("Back of the body")),
        soles=drawn(SOLES, BOTH_SOLES, _("Soles of the feet")),
        is_whole=draft.is_whole or _is_above_the_legs(draft),
        is_front=draft.is_front,
        is_soles=draft.is_soles,
        levels=tuple((score, level_of(score)) for score in range(11)),
        sleep=say_number(draft.sleep_h, visit.voice) if draft.sleep_h is not None else "7.5",
        stress=draft.stress or 3,
        fatigue=draft.fatigue or 3,
        choices=tuple(
            Choice(name, visit.say(asks), getattr(draft, name) or 0, tuple(map(visit.say, words)))
            for name, asks, words in _CHOICES
        ),
        pulse=_figured(visit, draft, "resting_hr", draft.resting_hr),
        rmssd=_figured(visit, draft, "hrv_lnrmssd", draft.rmssd_ms),
        hooper=_say_hooper(visit, next((each for each in before if each.date == draft.on), None)),
        is_more_open=bool(draft.sleep_quality or draft.muscle_soreness or draft.mood),
        scale=tuple(visit.say(word) for word in _SCALE),
        note=draft.note,
        longest_note=LONGEST_NOTE,
        is_again=any(each.date == draft.on for each in before),
        nothing_else=draft.nothing_else,
        base=draft.base or "",
        started=tuple(code_of(part) for part in sorted(draft.started or ())),
        hurt=tuple(code_of(part) for part in sorted(draft.hurt)),
        days=days_around(visit, draft.on),
        before=(draft.on - timedelta(days=1)).isoformat(),
        after="" if is_today else (draft.on + timedelta(days=1)).isoformat(),
        zone=visit.settings.zone,
        wrong=wrong or {},
    )


def _figured(visit: Visit, draft: Draft, figure: str, value: float | None) -> Figured:
    source = source_of(visit, draft, figure)
    return Figured(
        "" if value is None else f"{value:g}", name_of_source(source, visit.voice) if source else ""
    )


def _say_hooper(visit: Visit, own: CheckIn | None) -> str:
    index = hooper_index(own) if own else None
    return "" if index is None else visit.say(_("Hooper index {n} of 4 to 28"), n=index)


def _is_above_the_legs(draft: Draft) -> bool:
    """
    True when something sore is not to be seen on a figure cropped to the legs.
    """
    return any(part.region in _ABOVE_THE_LEGS for part in draft.soreness)


def _in_full(visit: Visit, part: BodyPart) -> str:
    """
    Everyday words first, Latin second: "Left calf (Gastrocnemius)".
    """
    everyday = start_with_capital(name_of_part(part, visit.voice))
    return visit.say(_("{name} ({latin})"), name=everyday, latin=REGION_NAMES[part.region].latin)


def _label(visit: Visit, where: str, said: str) -> str:
    return f"{visit.say(where)}. {said}".strip()


def _sheet(visit: Visit, part: BodyPart, draft: Draft, earlier: Sequence[CheckIn]) -> Sheet:
    pain = draft.pain.get(part)
    return Sheet(
        code_of(part), start_with_capital(name_of_part(part, visit.voice)), draft.soreness[part],
        "" if pain is None else str(pain), _before(visit, part, draft.on, earlier),
    )  # fmt: skip


def _before(visit: Visit, part: BodyPart, on: date, earlier: Sequence[CheckIn]) -> str:
    for report in sorted(earlier, key=lambda each: each.date, reverse=True):
        for soreness in report.soreness:
            if soreness.part == part:
                days = (on - report.date).days
                if days == 1:
                    return visit.say(_("Yesterday {score}"), score=soreness.score)
                return visit.voice.count(
                    "{score} {n} day ago", "{score} {n} days ago", days, score=soreness.score
                )
    return ""


def _row(visit: Visit, region: Region, draft: Draft) -> ShelfRow:
    name = REGION_NAMES[region]
    return ShelfRow(
        region.value, visit.say(name.everyday), name.latin,
        BodyPart(region, Side.LEFT) in draft.soreness,
        BodyPart(region, Side.RIGHT) in draft.soreness,
        *(
            start_with_capital(name_of_part(BodyPart(region, side), visit.voice))
            for side in (Side.LEFT, Side.RIGHT)
        ),
    )  # fmt: skip
