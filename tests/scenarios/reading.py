"""
Reading the scenarios: a person in `plan.json`, the decision people agreed on in `expected.json`.

`expected.json` says each item in one line, so that a change can be read line by line. What it
leaves out (exact reasons' facts, forecasts) is tested elsewhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unknot.decide.plan import decide_plan
from unknot.domain.body import group_of
from unknot.domain.canonical import read_canonical
from unknot.domain.plan import PlanDecision, PlanInput, PlanItem, Wish
from unknot.domain.reason import Reason, Why
from unknot.domain.units import as_utc, zone_named

FOLDER = Path(__file__).resolve().parent
# Said of every item, so that it would only make lines longer.
UNSAID = {Why.EVIDENCE_IS_EXPERT_PRIOR, Why.FORECAST_CHANGE}


@dataclass(frozen=True)
class Scenario:
    """
    One folder: its headline, the person, and what was agreed.
    """

    name: str
    folder: Path

    @property
    def given(self) -> PlanInput:
        """
        The person to plan for.
        """
        return read_canonical(PlanInput, (self.folder / "plan.json").read_text(encoding="utf-8"))

    @property
    def expected(self) -> dict[str, Any]:
        """
        The decision people agreed on.
        """
        return json.loads((self.folder / "expected.json").read_text(encoding="utf-8"))

    @property
    def decided(self) -> dict[str, Any]:
        """
        The decision as it comes out now, in the same short form.
        """
        return in_short(decide_plan(self.given))


def all_scenarios() -> list[Scenario]:
    """
    Every folder with a plan, by name.
    """
    return [Scenario(each.parent.name, each.parent) for each in sorted(FOLDER.glob("*/plan.json"))]


def in_short(decision: PlanDecision) -> dict[str, Any]:
    """
    What matters of a decision, in lines.
    """
    return {
        "safety": type(decision.safety).__name__.lower(),
        "items": [_line(item) for item in decision.items],
        "wishes_not_met": [_wish(wish) for wish in decision.wishes_not_met],
        "conflicts": [
            f"{each.item_id}: {_said(each.reason)} -> {each.what_to_do}"
            for each in decision.conflicts
        ],
        "refusals": [_said(reason) for reason in decision.refusals],
        "assumptions": [_said(reason) for reason in decision.assumptions],
        "changes": [
            f"{each.what} {each.item_id}: {each.reason.code.value}" for each in decision.changes
        ],
        "money": [
            f"{month.month}: {month.budget_cents} - {month.spent_cents} spent - "
            f"{month.committed_cents} committed, {month.proposed_cents} proposed"
            for month in decision.money
        ],
        "is_known": decision.forecast.is_known,
    }


def _line(item: PlanItem) -> str:
    local = as_utc(item.start_utc).astimezone(zone_named(item.zone))
    groups = list(dict.fromkeys(group_of(part.region).value for part in item.regions))
    sides = {part.side.value for part in item.regions}
    facts = [
        f"{local:%a %Y-%m-%d %H:%M} {item.id}",
        f"{item.minutes} min",
        " ".join(
            each.value
            for each in (item.massage_type, item.depth, item.tool, item.status)
            if each is not None
        ),
        "+".join(groups) + (f" {sides.pop()} only" if len(sides) == 1 else ""),
        "" if item.cents is None else f"{item.cents} cents",
        " ".join(r.code.value for r in item.reasons if r.code not in UNSAID),
    ]
    return ", ".join(fact for fact in facts if fact)


def _wish(wish: Wish) -> str:
    change = "" if wish.cheapest_change is None else f" -> {_said(wish.cheapest_change)}"
    return f"{_said(wish.reason)}{change}"


def _said(reason: Reason) -> str:
    facts = " ".join(f"{name}={value}" for name, value in sorted(reason.facts.items()))
    return f"{reason.code.value} {facts}".strip()
