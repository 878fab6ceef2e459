"""
What changed since the plan before, gathered under what caused it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from unknot.deliver.words import Voice, join_comma, say, say_short_weekday, title_of
from unknot.domain.plan import Change, PlanDecision, PlanItem
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """
    One cause, and what it did to the plan.
    """

    cause: str
    effects: tuple[str, ...]


def change_lines(visit: Visit, decision: PlanDecision | None) -> tuple[ChangeLine, ...]:
    """
    The causes in the order in which they bear on the plan; none where nothing changed.

    That a day came into reach is no news, and is left out.
    """
    if decision is None:
        return ()
    items = {item.id: item for item in decision.items}
    by_cause: defaultdict[str, list[Change]] = defaultdict(list)
    for change in decision.changes:
        if change.reason.code.value != "horizon-moved":
            by_cause[say(change.reason, visit.voice)].append(change)
    return tuple(
        ChangeLine(cause, _effects(visit, changes, items)) for cause, changes in by_cause.items()
    )


def _effects(
    visit: Visit, changes: Sequence[Change], items: dict[str, PlanItem]
) -> tuple[str, ...]:
    said = []
    for what, (words, count) in _WHAT.items():
        found = [each for each in changes if each.what == what]
        if not found:
            continue
        known = [items[each.item_id] for each in found if each.item_id in items]
        named = [_named(visit, item) for item in known[:_MOST_NAMED]]
        if named and len(found) <= _MOST_NAMED:
            said.append(visit.say(words, items=join_comma(named, visit.voice)))
        else:
            said.append(count(visit.voice, len(found)))
    return tuple(said)


_WHAT: dict[str, tuple[str, Callable[[Voice, int], str]]] = {
    "added": (
        _("New: {items}."),
        lambda voice, n: voice.count("{n} item is new.", "{n} items are new.", n),
    ),
    "moved": (
        _("Moved: {items}."),
        lambda voice, n: voice.count("{n} item moved.", "{n} items moved.", n),
    ),
    "changed": (
        _("Changed: {items}."),
        lambda voice, n: voice.count("{n} item changed.", "{n} items changed.", n),
    ),
    "removed": (
        _("Taken out: {items}."),
        lambda voice, n: voice.count("{n} item was taken out.", "{n} items were taken out.", n),
    ),
}


def _named(visit: Visit, item: PlanItem) -> str:
    day = say_short_weekday(item.date.weekday(), visit.voice)
    return visit.say(_("{title} on {day}"), title=title_of(item, visit.voice), day=day)
