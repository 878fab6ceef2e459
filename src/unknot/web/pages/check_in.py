"""
Check-in: fifteen seconds for how the body feels, starting from what was said yesterday.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from unknot.deliver.words import (
    name_of_part,
    say_clock,
    say_long_date,
    say_number,
    start_with_capital,
)
from unknot.domain.body import ALL_PARTS, REGION_NAMES, BodyPart, Pain, Region, Side, Soreness
from unknot.domain.check_in import LONGEST_NOTE, CheckIn
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
from unknot.web.forms import Answers, code_of, part_of
from unknot.web.pages.body import STILL_COUNTS_DAYS, describe_scores
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

_SCALE = (
    _("Very, very low"), _("Very low"), _("Low"), _("Some"), _("High"), _("Very high"),
    _("Very, very high"),
)  # fmt: skip

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
    One region in the list, with whether its left and its right side are chosen.
    """

    code: str
    name: str
    latin: str
    left: bool
    right: bool


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
    note: str
    longest_note: int
    is_again: bool
    nothing_else: bool
    wrong: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """
    A check-in being filled in: chosen parts with their scores, pain, and the rest.
    """

    on: date
    soreness: dict[BodyPart, int] = field(default_factory=dict)
    pain: dict[BodyPart, int] = field(default_factory=dict)
    sleep_h: float | None = None
    stress: int | None = None
    fatigue: int | None = None
    note: str = ""
    nothing_else: bool = False
    is_whole: bool = False
    is_front: bool = False
    is_soles: bool = False


def first_draft(visit: Visit, on: date) -> Draft:
    """
    Where the form starts: what this day has, else the sore parts of the last days.
    """
    since = visit.house.check_ins(visit.runner_id, on - timedelta(days=STILL_COUNTS_DAYS))
    reports = sorted((each for each in since if each.date <= on), key=lambda each: each.date)
    draft = Draft(on)
    for report in reports:
        draft.soreness.update({each.part: each.score for each in report.soreness})
        draft.pain.update({each.part: each.score for each in report.pain})
        draft.sleep_h = report.sleep_h if report.sleep_h is not None else draft.sleep_h
        draft.stress = report.stress or draft.stress
        draft.fatigue = report.fatigue or draft.fatigue
        draft.note = report.note if report.date == on else ""
    draft.soreness = {part: score for part, score in draft.soreness.items() if score}
    draft.pain = {part: score for part, score in draft.pain.items() if score}
    for part in draft.pain:
        draft.soreness.setdefault(part, 0)
    return draft


def read_draft(answers: Answers, on: date) -> Draft:
    """
    The form as it came.
    """
    draft = Draft(on)
    for name in answers.typed:
        kind, _dot, code = name.partition(":")
        part = part_of(code)
        if part is None:
            continue
        score = answers.whole(name, 0, 10)
        if kind == "soreness" and score is not None:
            draft.soreness[part] = score
        elif kind == "pain" and score is not None:
            draft.pain[part] = score
    draft.sleep_h = answers.number("sleep_h", 0, 24)
    draft.stress = answers.whole("stress", 1, 7)
    draft.fatigue = answers.whole("fatigue", 1, 7)
    draft.note = answers.text("note", LONGEST_NOTE)
    draft.nothing_else = answers.is_ticked("nothing_else")
    draft.is_whole = answers.is_ticked("whole")
    draft.is_front = answers.text("view") == FRONT
    draft.is_soles = answers.text("view") == SOLES
    return draft


def report_of(draft: Draft, visit: Visit) -> CheckIn:
    """
    The draft as the report that is kept.

    What the form started with and no longer names is a zero: it was taken away on purpose.
    "Nothing else is sore" is a zero for every other part.
    """
    shown = first_draft(visit, draft.on)
    scores = dict.fromkeys(shown.soreness, 0) | draft.soreness
    pain = dict.fromkeys(shown.pain, 0) | draft.pain
    if draft.nothing_else:
        scores = {part: scores.get(part, 0) for part in ALL_PARTS}
    return CheckIn(
        date=draft.on,
        reported_at=visit.now,
        soreness=tuple(Soreness(part, score) for part, score in sorted(scores.items())),
        pain=tuple(Pain(part, score) for part, score in sorted(pain.items())),
        sleep_h=draft.sleep_h,
        stress=draft.stress,
        fatigue=draft.fatigue,
        note=draft.note,
    )


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
        scale=tuple(visit.say(word) for word in _SCALE),
        note=draft.note,
        longest_note=LONGEST_NOTE,
        is_again=any(each.date == draft.on for each in before),
        nothing_else=draft.nothing_else,
        wrong=wrong or {},
    )


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
    )  # fmt: skip
