"""
What other programs read: the documented fields, in words and in the runner's money.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from unknot.deliver.plain import gate_as_plain, plan_as_plain, write_json
from unknot.deliver.words import Voice
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.plan import Conflict, MonthMoney, PlanDecision, PlanItem, Wish
from unknot.domain.reason import Reason, Why
from unknot.domain.safety import Allowed, Limit, Modality, Refused, Restricted, SafetyList
from unknot.domain.session import CareKind, Depth, MassageType

PRAGUE = Voice(zone="Europe/Prague", currency="CZK")
LEFT_CALF = BodyPart(Region.CALF, Side.LEFT)


def a_massage(cents: int | None = 5550) -> PlanItem:
    return PlanItem(
        "massage-2026-11-26",
        CareKind.MASSAGE,
        date(2026, 11, 26),
        datetime(2026, 11, 26, 17, 30, tzinfo=UTC),
        "Europe/Prague",
        60,
        regions=(LEFT_CALF,),
        massage_type=MassageType.SPORTS,
        depth=Depth.MEDIUM,
        cents=cents,
        reasons=(Reason(Why.FITS_BUDGET, {"price_cents": 5550}, ("MAS-BENDER19",)),),
    )


def test_an_item_is_told_on_the_runners_wall_and_in_the_runners_money():
    """
    The start carries its distance from UTC, the price is in units of the currency.
    """
    (item,) = plan_as_plain(PlanDecision("d", items=(a_massage(),)), PRAGUE)["items"]

    assert item["start"] == "2026-11-26T18:30:00+01:00"
    assert (item["price"], item["currency"]) == (55.5, "CZK")
    assert item["regions"] == [{"region": "calf", "side": "left"}]
    assert item["reasons"] == [
        {
            "code": "fits-budget",
            "text": "It costs 55.50\N{NO-BREAK SPACE}CZK, which fits your budget.",
            "facts": {"price_cents": 5550},
            "evidence": ["MAS-BENDER19"],
        }
    ]


@pytest.mark.parametrize(("cents", "price"), [(5500, 55), (5550, 55.5), (0, 0), (None, None)])
def test_prices_are_numbers(cents, price):
    """
    Whole sums are whole numbers, and no price is null.
    """
    (item,) = plan_as_plain(PlanDecision("d", items=(a_massage(cents),)), PRAGUE)["items"]

    assert item["price"] == price
    assert type(item["price"]) is type(price)


def test_wishes_and_conflicts_say_what_would_help():
    """
    A wish carries its cheapest change, a conflict what to do.
    """
    decision = PlanDecision(
        "d",
        wishes_not_met=(
            Wish("rhythm", Reason(Why.RHYTHM_NOT_MET), Reason(Why.RAISE_THE_BUDGET)),
            Wish("budget", Reason(Why.SET_A_BUDGET)),
        ),
        conflicts=(Conflict("a_1", Reason(Why.CONFLICT_TWO_ON_ONE_DAY), "move-it"),),
        money=(MonthMoney("2026-11", None, 0, 5500, 0),),
    )
    plan = plan_as_plain(decision, PRAGUE)

    assert plan["wishes_not_met"][0]["cheapest_change"]["text"] == "A larger budget would do."
    assert plan["wishes_not_met"][1]["cheapest_change"] is None
    assert plan["conflicts"][0]["what_to_do"]["text"].startswith("Move it")
    assert (plan["money"][0]["budget"], plan["money"][0]["committed"]) == (None, 55)


def test_the_gates_three_words():
    """
    Allowed, restricted with places and depth, refused with its list and what to do.
    """
    limit = Limit(
        frozenset({Modality.GUN, Modality.MASSAGE}),
        Depth.LIGHT,
        Reason(Why.AVOID_THE_AREA, {"region": "calf", "side": "left"}),
        frozenset({LEFT_CALF}),
        until_date=date(2026, 12, 1),
    )
    refused = Refused(SafetyList.EMERGENCY, (Reason(Why.EMERGENCY_NOW),), "call-emergency")
    (told,) = gate_as_plain(Restricted((limit,)), PRAGUE)["limits"]

    assert gate_as_plain(Allowed(), PRAGUE) == {"outcome": "allowed"}
    assert told["modalities"] == ["gun", "massage"]
    assert (told["max_depth"], told["until_date"]) == ("light", "2026-12-01")
    assert told["regions"] == [{"region": "calf", "side": "left"}]
    assert gate_as_plain(refused, PRAGUE)["list"] == "A"
    assert "emergency number" in gate_as_plain(refused, PRAGUE)["what_to_do"]["text"]


def test_the_text_is_the_same_every_time():
    """
    Sorted keys, letters as they are, one newline at the end.
    """
    text = write_json({"b": "Nová", "a": None})

    assert text == '{\n  "a": null,\n  "b": "Nová"\n}\n'
    assert json.loads(text) == {"a": None, "b": "Nová"}


def test_a_figure_that_is_none_never_slips_through():
    """
    Not-a-number is no JSON; a program that reads us would choke on it.
    """
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json({"a": float("nan")})
