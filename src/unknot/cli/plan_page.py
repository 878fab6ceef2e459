"""
A plan on a terminal: one table with a reason for each item, then what the plan says besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from unknot.cli.tables import print_heading, print_lines, print_table
from unknot.deliver.marking import mark as _
from unknot.deliver.words import (
    Voice,
    describe_item,
    evidence_lines,
    join_comma,
    name_of,
    name_of_group,
    names_of_parts,
    runs_that_wait,
    say,
    say_clock,
    say_date,
    say_minutes,
    say_money,
    say_month,
    say_number,
    say_range,
    title_of,
    what_to_do,
    what_to_mind,
)
from unknot.domain.plan import DayForecast, MonthMoney, PlanDecision, PlanItem, Wish
from unknot.domain.reason import Reason
from unknot.domain.safety import GateOutcome, Limit, Modality, Refused, Restricted
from unknot.domain.session import CareKind, ItemStatus
from unknot.domain.units import zone_named

DAYS_OF_FORECAST = 7


def print_plan(decision: PlanDecision, voice: Voice, all_reasons: bool = False) -> None:
    """
    Everything a decision says, the safety first; of each item its first reason, or all of them.
    """
    print_gate(decision.safety, voice, quiet=True)
    _print_section(_("Not now"), voice, runs_that_wait(decision.safety, decision.runs_ahead, voice))
    _print_section(_("Not offered"), voice, (say(each, voice) for each in _not_said_yet(decision)))
    if decision.items:
        rows = [_row_of(item, voice, all_reasons) for item in decision.items]
        headings = [voice.translate(each) for each in (_("When"), _("What"), _("Why"))]
        print_table(headings, rows)
    else:
        print_lines([voice.translate(_("Nothing is planned in these weeks."))], indent="")
    _print_section(
        _("Wishes that did not fit"),
        voice,
        (_wish(each, voice) for each in decision.wishes_not_met),
    )
    _print_section(
        _("Please look at"),
        voice,
        (
            f"{say(each.reason, voice)} {what_to_do(each.what_to_do, voice)}"
            for each in decision.conflicts
        ),
    )
    _print_section(_("Soreness in the morning, out of 10"), voice, _forecast(decision, voice))
    _print_section(
        _("Money"), voice, (_month(each, voice) for each in decision.money if _has_money(each))
    )
    _print_section(
        _("What the plan goes by"), voice, (say(each, voice) for each in decision.assumptions)
    )
    _print_section(_("How sure"), voice, _certainty(decision, voice))


def print_gate(outcome: GateOutcome, voice: Voice, quiet: bool = False) -> None:
    """
    The gate's word; with `quiet` nothing when nothing stands against care.
    """
    if isinstance(outcome, Refused):
        print_heading(voice.translate(_("No care is offered now")))
        print_lines(
            [*(say(each, voice) for each in outcome.reasons), what_to_do(outcome.what_to_do, voice)]
        )
    elif isinstance(outcome, Restricted):
        print_heading(voice.translate(_("Care within limits")))
        print_lines(_limits(outcome.limits, voice))
    elif not quiet:
        print_lines([voice.translate(_("Nothing stands against care."))], indent="")


def _not_said_yet(decision: PlanDecision) -> Iterator[Reason]:
    """
    What was not offered, but for what the gate's own word has told above.
    """
    told = decision.safety.reasons if isinstance(decision.safety, Refused) else ()
    return (each for each in decision.refusals if each not in told)


def print_item(item: PlanItem, voice: Voice) -> None:
    """
    One item with all its reasons.
    """
    print_heading(f"{_when(item, voice)}: {title_of(item, voice)} ({name_of(item.status, voice)})")
    print_lines([describe_item(item, voice), *(say(each, voice) for each in item.reasons)])
    _print_section(_("What to mind"), voice, what_to_mind(item, voice))
    sources = [name for reason in item.reasons for name in reason.evidence]
    _print_section(_("What it rests on"), voice, evidence_lines(sources, voice))


def _limits(limits: Iterable[Limit], voice: Voice) -> Iterator[str]:
    """
    Each reason once, followed by what it closes and what it leaves.
    """
    left: dict[str, list[str]] = {}
    for limit in limits:
        left.setdefault(say(limit.reason, voice), []).append(_limit(limit, voice))
    return (" ".join([why, *dict.fromkeys(what)]) for why, what in left.items())


def _limit(limit: Limit, voice: Voice) -> str:
    kinds = sorted(limit.modalities, key=list(Modality).index)
    return voice.fill(
        _LIMITS[bool(limit.max_depth.rank), limit.parts is not None, bool(limit.until_date)],
        kinds=join_comma([name_of(each, voice) for each in kinds], voice),
        parts=join_comma(names_of_parts(limit.parts or (), voice), voice),
        depth=name_of(limit.max_depth, voice),
        day=say_date(limit.until_date, voice) if limit.until_date else "",
    )


# By whether some depth is left, whether it is about parts, and whether its last day is known.
_LIMITS = {
    (False, False, False): _("No {kinds}."),
    (False, False, True): _("Until {day} no {kinds}."),
    (False, True, False): _("No {kinds} here: {parts}."),
    (False, True, True): _("Until {day} no {kinds} here: {parts}."),
    (True, False, False): _("At most {depth} {kinds}."),
    (True, False, True): _("Until {day} at most {depth} {kinds}."),
    (True, True, False): _("At most {depth} {kinds} here: {parts}."),
    (True, True, True): _("Until {day} at most {depth} {kinds} here: {parts}."),
}


def _print_section(heading: str, voice: Voice, lines: Iterable[str]) -> None:
    shown = list(dict.fromkeys(lines))
    if shown:
        print_heading(voice.translate(heading))
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
    said = [say(wish.reason, voice)]
    if wish.cheapest_change:
        said.append(say(wish.cheapest_change, voice))
    # A wish that is itself the change says it once.
    return " ".join(dict.fromkeys(said))


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
    if any(each.low is not None for each in decision.forecast.days):
        yield voice.translate(
            _(
                "In brackets: where it lies on four mornings in five if nothing is done,"
                " so far may the forecast itself be off."
            )
        )
    if any(each.after_low != each.after_high for each in decision.forecast.days):
        yield voice.translate(_("Likely means how much or how little studies find that care does."))


def _forecast_line(day: DayForecast, voice: Voice) -> str:
    without, with_plan = say_number(day.without, voice), say_number(day.with_plan, voice)
    likely = say_range(day.after_low, day.after_high, voice)
    off = say_range(day.low, day.high, voice)
    said = _("{date}: {part} about {without}")
    if likely not in ("", with_plan):
        said = _(
            "{date}: {part} about {without}, about {with_plan} with this plan (likely {likely})"
        )
    elif with_plan != without:
        said = _("{date}: {part} about {without}, about {with_plan} with this plan")
    return voice.fill(
        said,
        date=say_date(day.date, voice),
        part=name_of_group(day.group, day.side, voice),
        without=without if off in ("", without) else f"{without} ({off})",
        with_plan=with_plan,
        likely=likely,
    )


def _has_money(month: MonthMoney) -> bool:
    return month.budget_cents is not None or bool(month.spent_cents or month.committed_cents)


def _month(month: MonthMoney, voice: Voice) -> str:
    words = [
        voice.fill(message, money=say_money(cents, voice))
        for cents, message in (
            (month.spent_cents, _("{money} spent")),
            (month.committed_cents, _("{money} booked")),
            (month.proposed_cents, _("{money} proposed")),
        )
        if cents
    ]
    said = _("{month}: {sums} of {budget}")
    if month.budget_cents is None:
        said = _("{month}: {sums}, no budget")
    return voice.fill(
        said,
        month=say_month(month.month, voice),
        sums=join_comma(words, voice) or voice.translate(_("nothing")),
        budget=say_money(month.budget_cents or 0, voice),
    )


def _certainty(decision: PlanDecision, voice: Voice) -> Iterator[str]:
    """
    How near the plan is proven to be to the best one; never shown as nearer than it is.
    """
    if decision.gap is None:
        return
    if decision.gap <= 0:
        yield voice.translate(_("Proven to be the best plan there is, by these estimates."))
        return
    share = say_number(max(ceil(decision.gap * 10_000) / 100, 0.01), voice, 2)
    yield voice.fill(
        _("Proven to be within {share} % of the best plan there is, by these estimates."),
        share=share,
    )
