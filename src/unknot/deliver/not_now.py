"""
Why a run waits, in one calm line: what closes running, and until when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from unknot.deliver.amounts import say_date
from unknot.deliver.marking import mark as _
from unknot.deliver.voice import Voice
from unknot.domain.reason import Why
from unknot.domain.run import RunPlanned
from unknot.domain.safety import GateOutcome, RunningClosed, running_closed_on

_WHY = {
    Why.EMERGENCY_NOW: _("What you told us can be an emergency: call for help first."),
    Why.SEE_SOMEONE_TODAY: _("Please get medical advice today."),
    Why.INJURY_HERE: _("A bone stress injury and running do not go together."),
    Why.AVOID_THE_AREA: _("Your safety answers and running do not go together."),
    Why.NO_MASSAGE_ANYWHERE: _("Rest until this has passed."),
    Why.ILLNESS_NOW: _("You are ill; rest until you are well again."),
}
_ELSE = _("What you told us and running do not go together.")


def why_not_now(closed: RunningClosed, voice: Voice) -> str:
    """
    What closes running, without what the runner ticked: that is told beside it.
    """
    return voice.translate(_WHY.get(closed.reason.code, _ELSE))


def until_when(closed: RunningClosed, voice: Voice) -> str:
    """
    The last day on which runs wait, or whose word ends it.
    """
    if closed.until_date is None:
        return voice.translate(_("Your runs wait until you say that it is over."))
    day = say_date(closed.until_date, voice)
    return voice.fill(_("Your runs wait until {day} is over."), day=day)


def runs_that_wait(gate: GateOutcome, runs: Iterable[RunPlanned], voice: Voice) -> tuple[str, ...]:
    """
    How many of these runs wait and until when, one line for each thing that closes running.
    """
    closings = [running_closed_on(gate, run.date) for run in runs]
    waiting = Counter(
        (why_not_now(closed, voice), closed.until_date) for closed in closings if closed
    )
    return tuple(
        f"{why} {_how_many(number, until, voice)}" for (why, until), number in waiting.items()
    )


def _how_many(number: int, until: date | None, voice: Voice) -> str:
    if until is None:
        return voice.count(
            "{n} run waits until you say that it is over.",
            "{n} runs wait until you say that it is over.",
            number,
        )
    day = say_date(until, voice)
    return voice.count(
        "{n} run waits until {day} is over.", "{n} runs wait until {day} is over.", number, day=day
    )
