"""
A plan on a terminal: one table with a reason for each item, then what the plan says besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from unknot.cli.tables import print_heading, print_lines, print_table
from unknot.deliver.words import (
    Voice,
    describe_item,
    evidence_lines,
    join_and,
    join_comma,
    name_of,
    name_of_group,
    names_of_parts,
    say,
    say_clock,
    say_date,
    say_minutes,
    say_money,
    say_month,
    say_number,
    start_with_capital,
    title_of,
    what_to_do,
)
from unknot.domain.plan import DayForecast, MonthMoney, PlanDecision, PlanItem, Wish
from unknot.domain.safety import GateOutcome, Limit, Refused, Restricted
from unknot.domain.session import CareKind, ItemStatus
from unknot.domain.units import zone_named

DAYS_OF_FORECAST = 7


def print_plan(decision: PlanDecision, voice: Voice, all_reasons: bool = False) -> None:
    """
    Everything a decision says, the safety first; of each item its first reason, or all of them.
    """
    print_gate(decision.safety, voice, quiet=True)
    _print_section("Not offered", (say(each, voice) for each in decision.refusals))
    if decision.items:
        rows = [_row_of(item, voice, all_reasons) for item in decision.items]
        print_table(("When", "What", "Why"), rows)
    else:
        print_lines(["Nothing is planned in these weeks."], indent="")
    _print_section(
        "Wishes that did not fit", (_wish(each, voice) for each in decision.wishes_not_met)
    )
    _print_section(
        "Please look at",
        (
            f"{say(each.reason, voice)} {what_to_do(each.what_to_do, voice)}"
            for each in decision.conflicts
        ),
    )
    _print_section("Soreness in the morning, out of 10", _forecast(decision, voice))
    _print_section("Money", (_month(each, voice) for each in decision.money if _has_money(each)))
    _print_section("What the plan goes by", (say(each, voice) for each in decision.assumptions))
    _print_section("How sure", _certainty(decision, voice))


def print_gate(outcome: GateOutcome, voice: Voice, quiet: bool = False) -> None:
    """
    The gate's word; with `quiet` nothing when nothing stands against care.
    """
    if isinstance(outcome, Refused):
        print_heading("No care is offered now")
        print_lines(
            [*(say(each, voice) for each in outcome.reasons), what_to_do(outcome.what_to_do, voice)]
        )
    elif isinstance(outcome, Restricted):
        print_heading("Care within limits")
        print_lines(_limit(limit, voice) for limit in outcome.limits)
    elif not quiet:
        print_lines(["Nothing stands against care."], indent="")


def print_item(item: PlanItem, voice: Voice) -> None:
    """
    One item with all its reasons.
    """
    print_heading(f"{_when(item, voice)}: {title_of(item, voice)} ({name_of(item.status, voice)})")
    print_lines([describe_item(item, voice), *(say(each, voice) for each in item.reasons)])
    sources = [name for reason in item.reasons for name in reason.evidence]
    _print_section("What it rests on", evidence_lines(sources, voice))


def _limit(limit: Limit, voice: Voice) -> str:
    """
    One limit: why, then what it leaves.
    """
    kinds = sorted(limit.modalities, key=lambda each: each.value)
    named = join_and([name_of(each, voice) for each in kinds], voice)
    where = "" if limit.parts is None else join_and(names_of_parts(limit.parts, voice), voice)
    most = name_of(limit.max_depth, voice)
    left = f"{start_with_capital(named)}: at most {most}" if limit.max_depth.rank else f"No {named}"
    until = f" until {say_date(limit.until_date, voice)}" if limit.until_date else ""
    return f"{say(limit.reason, voice)} {left}{f' on the {where}' if where else ''}{until}."


def _print_section(heading: str, lines: Iterable[str]) -> None:
    shown = list(dict.fromkeys(lines))
    if shown:
        print_heading(heading)
        print_lines(shown)


def _row_of(item: PlanItem, voice: Voice, all_reasons: bool) -> tuple[str, ...]:
    """
    When, what with its number below, and why.
    """
    status = "" if item.status is ItemStatus.PROPOSED else f" ({name_of(item.status, voice)})"
    what = join_comma([title_of(item, voice), *_how(item, voice)], voice)
    why = [say(reason, voice) for reason in item.reasons]
    shown = why if all_reasons else why[:1]
    return _when(item, voice), f"{what}{status}\n{item.id}", "\n".join(shown)


def _when(item: PlanItem, voice: Voice) -> str:
    day = say_date(item.date, voice)
    if not item.minutes:
        return day
    return f"{day} {say_clock(item.start_utc.astimezone(zone_named(item.zone)).time(), voice)}"


def _how(item: PlanItem, voice: Voice) -> list[str]:
    words = [say_minutes(item.minutes, voice)] if item.minutes else []
    if item.kind is CareKind.MASSAGE and item.cents is not None:
        words.append(say_money(item.cents, voice))
    return words


def _wish(wish: Wish, voice: Voice) -> str:
    change = f" {say(wish.cheapest_change, voice)}" if wish.cheapest_change else ""
    return say(wish.reason, voice) + change


def _forecast(decision: PlanDecision, voice: Voice) -> Iterator[str]:
    """
    The sorest group of each of the next days, without care and with the plan.
    """
    if not decision.forecast.is_known:
        return
    days = sorted({each.date for each in decision.forecast.days})[:DAYS_OF_FORECAST]
    for day in days:
        sorest = max(
            (each for each in decision.forecast.days if each.date == day),
            key=lambda each: (each.without, each.group.value),
        )
        yield _forecast_line(sorest, voice)


def _forecast_line(day: DayForecast, voice: Voice) -> str:
    name = name_of_group(day.group, day.side, voice)
    without = say_number(day.without, voice)
    with_plan = say_number(day.with_plan, voice)
    said = f"{say_date(day.date, voice)}: {name} about {without}"
    return said if with_plan == without else f"{said}, about {with_plan} with this plan"


def _has_money(month: MonthMoney) -> bool:
    return month.budget_cents is not None or bool(month.spent_cents or month.committed_cents)


def _month(month: MonthMoney, voice: Voice) -> str:
    words = [
        f"{say_money(cents, voice)} {name}"
        for cents, name in (
            (month.spent_cents, "spent"),
            (month.committed_cents, "booked"),
            (month.proposed_cents, "proposed"),
        )
        if cents
    ]
    budget = (
        "no budget" if month.budget_cents is None else f"of {say_money(month.budget_cents, voice)}"
    )
    return f"{say_month(month.month, voice)}: {', '.join(words) or 'nothing'} {budget}"


def _certainty(decision: PlanDecision, voice: Voice) -> Iterator[str]:
    """
    How near the plan is proven to be to the best one; never shown as nearer than it is.
    """
    if decision.gap is None:
        return
    if decision.gap <= 0:
        yield "Proven to be the best plan there is, by these estimates."
        return
    share = say_number(max(ceil(decision.gap * 10_000) / 100, 0.01), voice, 2)
    yield f"Proven to be within {share} % of the best plan there is, by these estimates."
