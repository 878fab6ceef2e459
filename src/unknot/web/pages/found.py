"""
What is found about a runner, as every page offers it: the value, why, and one button to take it.
"""

from __future__ import annotations

from dataclasses import dataclass

from unknot.deliver.proposal_words import (
    name_found,
    say_found,
    say_what_stays,
    say_why_found,
)
from unknot.deliver.words import start_with_capital
from unknot.domain.proposal import Found
from unknot.web.visit import Visit

_ICONS = {
    Found.MAXIMAL_HR: "heart-pulse", Found.RESTING_HR: "moon", Found.THRESHOLD_PACE: "timer",
    Found.USUAL_WEEK: "calendar-days", Found.UNITS: "footprints",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundLine:
    """
    One proposal in words. `run_id` leads to the run that says most of it.
    """

    code: str
    icon: str
    name: str
    value: str
    why: str
    run_id: str
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class FoundView:
    """
    What can be taken over: `fresh` where nothing was said, `quiet` beside what the runner set.
    """

    fresh: tuple[FoundLine, ...] = ()
    quiet: tuple[FoundLine, ...] = ()


def found_view(visit: Visit) -> FoundView:
    """
    Every proposal there is, in words.
    """
    if visit.runner is None:
        return FoundView()
    found = visit.house.find_profile(visit.runner_id)
    lines = [
        (
            each.replaces is not None,
            FoundLine(
                code=each.name.value,
                icon=_ICONS[each.name],
                name=name_found(each.name, visit.voice),
                value=start_with_capital(say_found(each.name, each.value, visit.voice)),
                why=" ".join(
                    said
                    for said in (
                        say_why_found(each, visit.voice),
                        say_what_stays(each, visit.voice),
                    )
                    if said
                ),
                run_id=each.run_id or "",
                is_long=each.name is Found.USUAL_WEEK,
            ),
        )
        for each in found
    ]
    return FoundView(
        fresh=tuple(line for is_quiet, line in lines if not is_quiet),
        quiet=tuple(line for is_quiet, line in lines if is_quiet),
    )
