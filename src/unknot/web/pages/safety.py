"""
Safety: the questions before the first plan, and "something is wrong" from every page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from unknot.deliver.words import (
    name_of,
    say,
    say_date_with_year,
    say_instant,
    start_with_capital,
)
from unknot.domain.body import REGION_NAMES, BodyPart, Region, Side
from unknot.domain.safety import (
    Injury,
    InjuryKind,
    Refused,
    Restricted,
    SafetyList,
    SymptomReport,
    running_closed_on,
)
from unknot.web.forms import code_of
from unknot.web.pages.body import parts_named
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Question:
    """
    One tick-box: what it asks, whether it applies, and whether a doctor has cleared it.
    """

    code: str
    asks: str
    applies: bool
    can_be_cleared: bool
    is_cleared: bool
    needs_place: bool = False
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """
    Questions under one title.
    """

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """
    The one screen of questions before the first plan.
    """

    title: str
    introduction: str
    none_of_these: str
    cleared: str
    age_under_16: str
    groups: tuple[QuestionGroup, ...]
    places: tuple[tuple[str, str, str], ...]
    none_ticked: bool
    is_under_16: bool
    answered: str
    wrong: Mapping[str, str] = field(default_factory=dict)


def safety_page(
    visit: Visit,
    ticked: frozenset[str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> SafetyPage:
    """
    The intake questions, with what was answered before.
    """
    screen, _warning = visit.house.safety_screens()
    answers = visit.house.gate_answers(visit.runner_id)
    applies = ticked if ticked is not None else (answers.conditions if answers else frozenset())
    cleared = answers.cleared if answers else frozenset()
    named = answers.places if answers else {}
    groups: dict[str, list[Question]] = {}
    for each in visit.house.intake_questions():
        groups.setdefault(each.group, []).append(
            Question(
                each.code, visit.say(each.asks), each.code in applies,
                each.can_be_cleared, each.code in cleared, each.needs_place,
                frozenset(code_of(part) for part in named.get(each.code, ())),
            )
        )  # fmt: skip
    return SafetyPage(
        title=visit.say(screen.title),
        introduction=visit.say(screen.introduction),
        none_of_these=visit.say(screen.none_of_these),
        cleared=visit.say(screen.cleared),
        age_under_16=visit.say(screen.age_under_16),
        groups=tuple(
            QuestionGroup(visit.say(title), tuple(groups[code]))
            for code, title in visit.house.question_groups().items()
            if code in groups
        ),
        places=_places(visit),
        none_ticked=answers is not None and not applies,
        is_under_16=answers.age_under_16 if answers else False,
        answered=say_instant(answers.answered_at, visit.voice) if answers else "",
        wrong=wrong or {},
    )


@dataclass(frozen=True, slots=True)
class OpenReport:
    """
    A report in force: what was ticked, where, since when, and what to do until it is over.
    """

    id: str
    said: tuple[str, ...]
    where: str
    since: str
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenInjury:
    """
    An injury or illness that lasts.
    """

    id: str
    name: str
    where: str
    since: str


@dataclass(frozen=True, slots=True)
class WrongPage:
    """
    "Something is wrong": what is in force, what to do about it, and how to report more.
    """

    title: str
    introduction: str
    is_emergency: bool
    is_running_closed: bool
    advice: tuple[str, ...]
    reasons: tuple[str, ...]
    reports: tuple[OpenReport, ...]
    injuries: tuple[OpenInjury, ...]
    groups: tuple[QuestionGroup, ...]
    places: tuple[tuple[str, str, str], ...]
    injury_kinds: tuple[tuple[str, str], ...]
    today: str
    ticked: frozenset[str] = frozenset()
    wrong: Mapping[str, str] = field(default_factory=dict)


def wrong_page(
    visit: Visit,
    ticked: frozenset[str] = frozenset(),
    wrong: Mapping[str, str] | None = None,
) -> WrongPage:
    """
    What is wrong now and what follows from it.
    """
    _intake, screen = visit.house.safety_screens()
    gate = visit.house.gate(visit.runner_id)
    open_reports = [each for each in visit.house.reports(visit.runner_id) if each.ended_on is None]
    lasting = [
        each
        for each in visit.house.injuries(visit.runner_id)
        if each.ended_on is None or each.ended_on >= visit.today
    ]
    advice = _advice(visit, gate) if open_reports or lasting else ()
    return WrongPage(
        title=visit.say(screen.title),
        introduction=visit.say(screen.introduction),
        is_emergency=isinstance(gate, Refused) and gate.safety_list is SafetyList.EMERGENCY,
        is_running_closed=running_closed_on(gate, visit.today) is not None,
        advice=advice,
        reasons=_reasons(visit, gate) if (open_reports or lasting) and not advice else (),
        reports=tuple(_open_report(visit, each, advice) for each in open_reports),
        injuries=tuple(_open_injury(visit, each) for each in lasting),
        groups=_sign_groups(visit, ticked),
        places=_places(visit),
        injury_kinds=tuple(
            (kind.value, start_with_capital(name_of(kind, visit.voice))) for kind in InjuryKind
        ),
        today=visit.today.isoformat(),
        ticked=ticked,
        wrong=wrong or {},
    )


def _advice(visit: Visit, gate: object) -> tuple[str, ...]:
    if isinstance(gate, Refused) and gate.safety_list is not SafetyList.UNANSWERED:
        advice = visit.house.what_to_do(gate.what_to_do)
        return (advice.sentence,) if advice else ()
    return ()


def _reasons(visit: Visit, gate: object) -> tuple[str, ...]:
    if isinstance(gate, Restricted):
        return tuple(dict.fromkeys(say(limit.reason, visit.voice) for limit in gate.limits))
    if isinstance(gate, Refused) and gate.safety_list is not SafetyList.UNANSWERED:
        return tuple(dict.fromkeys(say(reason, visit.voice) for reason in gate.reasons))
    return ()


def _sign_groups(visit: Visit, ticked: frozenset[str]) -> tuple[QuestionGroup, ...]:
    groups: dict[str, list[Question]] = {}
    for sign in visit.house.warning_signs():
        question = Question(sign.code, visit.say(sign.asks), sign.code in ticked, False, False)
        groups.setdefault(sign.group, []).append(question)
    titles = visit.house.question_groups()
    return tuple(
        QuestionGroup(visit.say(titles[code]), tuple(questions))
        for code, questions in groups.items()
    )


def _places(visit: Visit) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (
            visit.say(REGION_NAMES[region].everyday),
            code_of(BodyPart(region, Side.LEFT)), code_of(BodyPart(region, Side.RIGHT)),
        )
        for region in Region
    )  # fmt: skip


def _open_report(visit: Visit, report: SymptomReport, said: Sequence[str]) -> OpenReport:
    signs = {sign.code: sign for sign in visit.house.warning_signs()}
    named = [signs[code] for code in sorted(report.signs) if code in signs]
    advice = [visit.house.what_to_do(sign.what_to_do) for sign in named]
    sentences = [
        text for each in advice if each for text in (each.sentence, each.until) if text not in said
    ]
    return OpenReport(
        report.id, tuple(visit.say(sign.asks) for sign in named),
        start_with_capital(parts_named(report.parts, visit.voice)),
        say_instant(report.reported_at, visit.voice),
        tuple(dict.fromkeys(visit.say(text) for text in sentences)),
    )  # fmt: skip


def _open_injury(visit: Visit, injury: Injury) -> OpenInjury:
    words = _("since {date}") if injury.ended_on is None else _("since {date}, until {until}")
    until = say_date_with_year(injury.ended_on, visit.voice) if injury.ended_on else ""
    return OpenInjury(
        injury.id, start_with_capital(name_of(injury.kind, visit.voice)),
        start_with_capital(parts_named(injury.parts, visit.voice)),
        visit.say(words, date=say_date_with_year(injury.started_on, visit.voice), until=until),
    )  # fmt: skip
