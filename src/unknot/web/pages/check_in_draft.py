"""
A check-in being filled in: where it starts, what was typed, and the report it becomes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from unknot.app.check_in import stamp_of
from unknot.domain.body import ALL_PARTS, BodyPart, Pain, Soreness
from unknot.domain.check_in import LONGEST_NOTE, CheckIn
from unknot.domain.wellness import HRV_LNRMSSD, RESTING_HR, lnrmssd_of
from unknot.web.figure import FRONT, SOLES
from unknot.web.forms import Answers, part_of, parts_of
from unknot.web.pages.body import STILL_COUNTS_DAYS
from unknot.web.visit import Visit

_CARRIED_ON = ("sleep_h", "stress", "fatigue")
_OF_THE_DAY = ("sleep_quality", "muscle_soreness", "mood", "resting_hr")


@dataclass(slots=True)
class Draft:
    """
    A check-in being filled in: chosen parts with their scores, pain, and the rest.

    `started` are the parts the form was opened with, `hurt` those with pain; None where nobody knows. `base` is the stamp
    of the day's report at that time. `rmssd_ms` is as watches show it.
    """

    on: date
    soreness: dict[BodyPart, int] = field(default_factory=dict)
    pain: dict[BodyPart, int] = field(default_factory=dict)
    sleep_h: float | None = None
    stress: int | None = None
    fatigue: int | None = None
    sleep_quality: int | None = None
    muscle_soreness: int | None = None
    mood: int | None = None
    resting_hr: float | None = None
    rmssd_ms: float | None = None
    note: str = ""
    nothing_else: bool = False
    is_whole: bool = False
    is_front: bool = False
    is_soles: bool = False
    started: frozenset[BodyPart] | None = None
    hurt: frozenset[BodyPart] = frozenset()
    base: str | None = None


def first_draft(visit: Visit, on: date) -> Draft:
    """
    Where the form starts: what this day has, else the sore parts of the last days.

    How last night was, the mood and the heart of the morning belong to the day alone; what a watch
    told of them stands there ready.
    """
    since = visit.house.check_ins(visit.runner_id, on - timedelta(days=STILL_COUNTS_DAYS))
    reports = sorted((each for each in since if each.date <= on), key=lambda each: each.date)
    draft = Draft(on)
    for report in reports:
        draft.soreness.update({each.part: each.score for each in report.soreness})
        draft.pain.update({each.part: each.score for each in report.pain})
        for name in _CARRIED_ON:
            told = getattr(report, name)
            setattr(draft, name, told if told is not None else getattr(draft, name))
    draft.soreness = {part: score for part, score in draft.soreness.items() if score}
    draft.pain = {part: score for part, score in draft.pain.items() if score}
    for part in draft.pain:
        draft.soreness.setdefault(part, 0)
    own = reports[-1] if reports and reports[-1].date == on else None
    _fill_day(draft, own, _logs_of(visit, on))
    draft.started, draft.hurt = frozenset(draft.soreness), frozenset(draft.pain)
    draft.base = stamp_of(own)
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
    for name in ("stress", "fatigue", "sleep_quality", "muscle_soreness", "mood"):
        setattr(draft, name, answers.whole(name, 1, 7))
    draft.resting_hr = answers.number("resting_hr", *RESTING_HR)
    draft.rmssd_ms = answers.number("rmssd_ms", 1, int(math.exp(HRV_LNRMSSD[1])))
    draft.note = answers.text("note", LONGEST_NOTE)
    draft.nothing_else = answers.is_ticked("nothing_else")
    draft.is_whole = answers.is_ticked("whole")
    draft.is_front = answers.text("view") == FRONT
    draft.is_soles = answers.text("view") == SOLES
    if "base" in answers.form:
        draft.base = answers.text("base")
        draft.started = frozenset(parts_of(answers.all_of("started")))
        draft.hurt = frozenset(parts_of(answers.all_of("hurt")))
    return draft


def report_of(draft: Draft, visit: Visit, felt_at: datetime | None = None) -> CheckIn:
    """
    The draft as the report that is kept.

    What the form started with and no longer names is a zero: it was taken away on purpose.
    "Nothing else is sore" is a zero for every other part. A pulse that stands as a watch told it
    remains the watch's word.
    """
    began = draft if draft.started is not None else first_draft(visit, draft.on)
    scores = dict.fromkeys(began.started or (), 0) | draft.soreness
    pain = dict.fromkeys(began.hurt, 0) | draft.pain
    if draft.nothing_else:
        scores = {part: scores.get(part, 0) for part in ALL_PARTS}
    told = {name: value for name, (value, _source) in _logs_of(visit, draft.on).items()}
    same_pulse = draft.resting_hr == _shown(told.get("resting_hr"))
    same_hrv = draft.rmssd_ms == _shown_ms(told.get("hrv_lnrmssd"))
    return CheckIn(
        date=draft.on,
        reported_at=felt_at or visit.now,
        soreness=tuple(Soreness(part, score) for part, score in sorted(scores.items())),
        pain=tuple(Pain(part, score) for part, score in sorted(pain.items())),
        sleep_h=draft.sleep_h,
        stress=draft.stress,
        fatigue=draft.fatigue,
        sleep_quality=draft.sleep_quality,
        muscle_soreness=draft.muscle_soreness,
        mood=draft.mood,
        resting_hr=None if same_pulse else draft.resting_hr,
        hrv_lnrmssd=None if same_hrv or draft.rmssd_ms is None else lnrmssd_of(draft.rmssd_ms),
        note=draft.note,
    )


def source_of(visit: Visit, draft: Draft, figure: str) -> str:
    """
    The code of the watch or log whose figure stands in the form; empty where it is the runner's.
    """
    value, source = _logs_of(visit, draft.on).get(figure, (None, ""))
    shown = (
        draft.rmssd_ms == _shown_ms(value)
        if figure == "hrv_lnrmssd"
        else draft.resting_hr == _shown(value)
    )
    return source if value is not None and shown else ""


def _fill_day(draft: Draft, own: CheckIn | None, told: Mapping[str, tuple[float, str]]) -> None:
    if own is not None:
        draft.note = own.note
        for name in _OF_THE_DAY:
            setattr(draft, name, getattr(own, name))
        draft.rmssd_ms = _shown_ms(own.hrv_lnrmssd)
    elif "sleep_h" in told:
        draft.sleep_h = round(told["sleep_h"][0] * 2) / 2
    if draft.resting_hr is None and "resting_hr" in told:
        draft.resting_hr = _shown(told["resting_hr"][0])
    if draft.rmssd_ms is None and "hrv_lnrmssd" in told:
        draft.rmssd_ms = _shown_ms(told["hrv_lnrmssd"][0])


def _logs_of(visit: Visit, on: date) -> Mapping[str, tuple[float, str]]:
    return visit.house.figures_of_logs(visit.runner_id, on)


def _shown(pulse: float | None) -> float | None:
    return None if pulse is None else float(round(pulse))


def _shown_ms(lnrmssd: float | None) -> float | None:
    return None if lnrmssd is None else float(round(math.exp(lnrmssd)))
