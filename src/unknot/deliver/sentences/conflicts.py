"""
What you have booked and a rule that speaks against it; and why something was not planned.
"""

from __future__ import annotations

from unknot.deliver.sentences.template import Sentences, counted
from unknot.deliver.voice import mark as _
from unknot.domain.reason import Why

CONFLICTS: Sentences = {
    Why.CONFLICT_DEEP_NEAR_RACE: (
        counted(
            "The deep massage on {date} is the day before your race;"
            " we keep {clear_days} clear of deep work.",
            "The deep massage on {date} is {n} days before your race on {race_date};"
            " we keep {clear_days} clear of deep work.",
            by="days",
            none=_(
                "The deep massage on {date} is on the day of your race;"
                " we keep {clear_days} clear of deep work."
            ),
        ),
        _("The deep massage on {date} is close to your race on {race_date}."),
        _("A deep massage you booked is close to your race."),
    ),
    Why.CONFLICT_DEEP_NEAR_HARD_RUN: (
        _(
            "The deep massage on {date} ends {gap} before the {run} on {run_date};"
            " we keep {clear} clear."
        ),
        _("The deep massage on {date} is close to a hard run."),
        _("A deep massage you booked is close to a hard run."),
    ),
    Why.CONFLICT_DEEP_AFTER_RACE: (
        _(
            "The deep massage on {date} is {gap} after your race on {race_date};"
            " we wait {clear} before deep work."
        ),
        _("The deep massage on {date} is soon after your race."),
        _("A deep massage you booked is soon after your race."),
    ),
    Why.CONFLICT_DEEP_REPEATED: (
        _(
            "The deep massages on {other_date} and {date} are {gap} apart;"
            " we leave {clear} between deep work on one place."
        ),
        _("The deep massage on {date} comes soon after another one."),
        _("Two deep massages you booked are close together."),
    ),
    Why.CONFLICT_FIRST_DEEP_BEFORE_RACE: (
        counted(
            "The massage on {date} would be your first deep one, the day before your race;"
            " better not within {clear_days} of a race.",
            "The massage on {date} would be your first deep one, {n} days before your race;"
            " better not within {clear_days} of a race.",
            by="days",
            none=_(
                "The massage on {date} would be your first deep one, on the day of your race;"
                " better not within {clear_days} of a race."
            ),
        ),
        _("The massage on {date} would be your first deep one, close to your race."),
        _("Your first deep massage would come close to your race."),
    ),
    Why.CONFLICT_NOT_LIGHT_BEFORE_RACE: (
        counted(
            "The {depth} massage on {date} is the day before your race;"
            " in the last {clear_days} we plan light work only.",
            "The {depth} massage on {date} is {n} days before your race on {race_date};"
            " in the last {clear_days} we plan light work only.",
            by="days",
            none=_(
                "The {depth} massage on {date} is on the day of your race;"
                " in the last {clear_days} we plan light work only."
            ),
        ),
        _("The massage on {date} is just before your race; light work only is wiser."),
        _("Just before your race, light work only is wiser."),
    ),
    Why.CONFLICT_NOT_LIGHT_AFTER_RACE: (
        _(
            "The {depth} massage on {date} is {gap} after your race on {race_date};"
            " for {clear} we plan light work only."
        ),
        _("The massage on {date} is just after your race; light work only is wiser."),
        _("Just after your race, light work only is wiser."),
    ),
    Why.CONFLICT_DEEP_STILL_SORE: (
        _(
            "You gave your {part} {score} of 10 for soreness on {reported_date}, after your race;"
            " deep work there waits until it is less, and you booked some for {date}."
        ),
        _(
            "Your {part} felt sore after your race; deep work there waits until it is less,"
            " and you booked some for {date}."
        ),
        _("You felt sore after your race; the deep massage you booked comes early."),
    ),
    Why.CONFLICT_OVER_BUDGET: (
        _("What you booked for {month} comes to {committed}, over your {budget}."),
        _("What you booked for {month} is over your budget."),
        _("What you booked is over your budget."),
    ),
    Why.CONFLICT_TWO_ON_ONE_DAY: (
        _("Two massages stand on {date}."),
        _("Two massages stand on one day."),
    ),
    Why.WITHDRAW_FOR_SAFETY: (
        _("Please put off the massage on {date}: with what you told us it is not safe now."),
        _("Please put off this massage: with what you told us it is not safe now."),
    ),
}

WHY_SOMETHING_IS_ABSENT: Sentences = {
    Why.DEEP_TOO_NEAR_HARD_RUN: (
        _(
            "No deep massage on {date}: the {run} on {run_date} is near,"
            " and deep work keeps {clear} clear of a hard run."
        ),
        _("No deep massage on {date}: a hard run is near."),
        _("No deep massage there: a hard run is near."),
    ),
    Why.DEEP_TOO_NEAR_RACE: (
        _(
            "No deep massage on {date}: your race is on {race_date},"
            " and deep work keeps {clear_days} clear of a race."
        ),
        _("No deep massage on {date}: your race is near."),
        _("No deep massage there: your race is near."),
    ),
    Why.DEEP_TOO_SOON_AFTER_RACE: (
        _("No deep massage on {date}: deep work waits {clear} after the race on {race_date}."),
        _("No deep massage on {date}: your race was not long before."),
        _("No deep massage there: your race was not long before."),
    ),
    Why.NOT_WORTH_ITS_PRICE: (
        _("Another massage for {price} would ease too little to be worth its price."),
        _("Another massage would ease too little to be worth its price."),
    ),
    Why.NOTHING_SORE: (_("Nothing is forecast to feel sore, so nothing is needed."),),
}

WHAT_TO_DO_ABOUT_CONFLICTS = {
    "ask-for-light": _("Ask your therapist to keep it light, or move it."),
    "move-it": _("Move it to another day if you can."),
    "know-it": _("You can leave it as it is; we only want you to know."),
    "withdraw": _("Cancel or put it off, and read why."),
}
