"""
Which entries of a file belong to a training plan, and which are doubtful.

In a private calendar "Track package" is no run. An entry counts when it speaks of running, or
names a distance or a duration beside a plan's word. Words that mean other things too count alone
only where the calendar as a whole is a plan, and then it is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unknot.domain.sentence import Sentence, sentence
from unknot.intake.plan_entries import LONGEST_TITLE, PlannedDay
from unknot.intake.plan_words import Understood, kind_named_first, understand

_SURE_ONES_OF_A_PLAN = 3
# So many times more of a plan's calendar is plan than anything else.
_MOSTLY = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """
    An entry and what it means.
    """

    day: PlannedDay
    meaning: Understood


def judged(days: Sequence[PlannedDay], is_plan: bool) -> tuple[list[Judged], list[Sentence]]:
    """
    The entries that count, and what is to be said of the others and of the doubtful ones.

    `is_plan` tells that the whole file is a plan; then doubtful words are taken at their word.
    """
    known = [Judged(day, meaning_of(day)) for day in days]
    taken_alone = is_plan or _is_mostly_plan(known)
    nothing_else = not any(_is_foreign(each) for each in known)
    kept: list[Judged] = []
    said: list[Sentence] = []
    for each in known:
        if _is_foreign(each):
            said.append(_about(_FOREIGN, each))
        elif each.meaning.is_sure or is_plan:
            kept.append(each)
        elif taken_alone or (nothing_else and each.meaning.is_all_known):
            kept.append(each)
            said.append(_about(_TAKEN, each))
        else:
            said.append(_about(_LEFT_OUT, each))
    return kept, said


def _(message: str) -> str:
    # For translators; the doors say it in the reader's language.
    return message


_FOREIGN = _("{day}: '{title}' was not understood and left out.")
_TAKEN = _(
    "{day}: '{title}' was taken as part of the plan, as the rest of the calendar is one; its words "
    "can mean other things too."
)
_LEFT_OUT = _(
    "{day}: '{title}' was left out, because its words can mean other things than training. Write "
    "'run' into its title if it is part of your plan."
)


def meaning_of(day: PlannedDay) -> Understood:
    """
    What an entry means: what the vendor itself calls it counts before the title.
    """
    has_duration = day.duration_min is not None
    by_title = understand(day.title, day.description, day.distance_m, has_duration)
    stated = understand(day.stated) if day.stated else Understood()
    if by_title.day is not None and by_title.is_run:
        return by_title
    if stated.day is not None:
        return replace(stated, is_sure=True)
    if stated.is_run:
        kind = stated.kind or by_title.kind or kind_named_first(day.description)
        return Understood(is_run=True, kind=kind)
    return by_title


def _is_foreign(each: Judged) -> bool:
    return each.meaning.day is None and not each.meaning.is_run


def _is_mostly_plan(known: Sequence[Judged]) -> bool:
    sure = sum(each.meaning.is_sure and not _is_foreign(each) for each in known)
    foreign = {each.day.title for each in known if _is_foreign(each)}
    return sure >= max(_SURE_ONES_OF_A_PLAN, _MOSTLY * len(foreign))


def _about(said: str, each: Judged) -> Sentence:
    return sentence(said, day=each.day.date.isoformat(), title=each.day.title[:LONGEST_TITLE])
