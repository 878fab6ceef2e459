"""
Wishes a plan could not meet, what would meet them, and what the plan takes as given.
"""

from __future__ import annotations

from unknot.deliver.sentences.template import Sentences, counted
from unknot.deliver.voice import mark as _
from unknot.domain.reason import Why

WISHES_NOT_MET: Sentences = {
    Why.SET_A_BUDGET: (
        _("Set a budget to have massages planned: {budget} a month pays for one."),
        _("Set a budget to have massages planned; the cheapest on your list costs {price}."),
        _("Set a budget a month to have massages planned; without one we plan none."),
    ),
    Why.SET_A_PRICE_LIST: (
        _("Add what a massage costs where you go; without prices we plan none."),
    ),
    Why.BUDGET_BELOW_EVERY_PRICE: (
        _(
            "Your {budget} a month is less than the cheapest massage on your list:"
            " {minutes} of {massage_type} for {price}."
        ),
        _("Your {budget} a month is less than the cheapest massage on your list, {price}."),
        _("Your budget is less than the cheapest massage on your list."),
    ),
    Why.BUDGET_ALREADY_COMMITTED: (
        _("Of your {budget} for {month}, {spent} are spent and {committed} are booked."),
        _("Your budget for {month} is already spent or booked."),
        _("Your budget is already spent or booked."),
    ),
    Why.RHYTHM_NOT_MET: (
        _("A massage about every {rhythm_days} does not fit: it is overdue from {from_date} on."),
        _("A massage about every {rhythm_days} does not fit."),
        _("Massages as often as you like do not fit."),
    ),
    Why.STRETCHING_NOT_MET: (
        counted(
            "One of the stretching sessions you wished for does not fit.",
            "{n} of the stretching sessions you wished for do not fit.",
            by="missing",
        ),
        _("Not all the stretching you wished for fits."),
    ),
    Why.BEFORE_RUN_NOT_MET: (
        counted(
            "Before one of your runs there is no room for the few minutes you wished for.",
            "Before {n} of your runs there is no room for the few minutes you wished for.",
            by="missing",
        ),
        _("Not every run has the few minutes before it that you wished for."),
    ),
    Why.REST_DAY_NOT_MET: (
        _("The week from {week_of} has no free day, and every run in it matters."),
        counted(
            "One week has no free day, and every run in it matters.",
            "{n} weeks have no free day, and every run in them matters.",
            by="missing",
        ),
        _("Some week has no free day, and every run in it matters."),
    ),
    Why.NO_FREE_TIME: (
        _("None of your free times is long enough for a massage of {minutes}."),
        _("You have not named a free time for a massage."),
    ),
}

WHAT_WOULD_MEET_THEM: Sentences = {
    Why.RAISE_THE_BUDGET: (
        _("{more} more a month would do: a budget of {budget}."),
        _("A budget of {budget} a month would do."),
        _("A larger budget would do."),
    ),
    Why.RAISE_MINUTES_A_DAY: (
        _("{minutes} of self-care a day and {a_week} a week would do."),
        _("{more} more self-care a day would do: {minutes}."),
        _("{minutes} of self-care a day would do."),
        _("More self-care time a day would do."),
    ),
    Why.RAISE_MINUTES_A_WEEK: (
        _("{more} more self-care a week would do: {minutes}."),
        _("{minutes} of self-care a week would do."),
        _("More self-care time a week would do."),
    ),
    Why.FREE_AN_EVENING: (
        _("A free {weekday} evening of {minutes} would do."),
        _("One more free evening of {minutes} would do."),
        _("One more free evening would do."),
    ),
    Why.WISH_FOR_LESS: (
        _("A massage about every {rhythm_days} can be had."),
        counted(
            "Stretching once a week can be had.",
            "Stretching {n} times a week can be had.",
            by="wished_a_week",
            none=_("No stretching can be had in these weeks."),
        ),
        counted(
            "A few minutes before one run can be had.",
            "A few minutes before {n} runs can be had.",
            by="runs",
            none=_("No minutes before a run can be had in these weeks."),
        ),
        _("A smaller wish would fit."),
    ),
}

WHAT_IS_TAKEN_AS_GIVEN: Sentences = {
    Why.NO_HISTORY: (
        _("There is no run to go by yet. Add your runs and the plan will follow them."),
    ),
    Why.NO_RECENT_DATA: (
        _(
            "Your last run here was {days_since_run} ago and your last check-in"
            " {days_since_check_in} ago, so the forecast is less sure than usual."
        ),
        _("Your last run here was {days_since_run} ago, so the forecast is less sure than usual."),
        _("Your last check-in was {days_since_check_in} ago, so the forecast is less sure."),
        _("Without recent check-ins from you the forecast is less sure."),
    ),
}

WHAT_CHANGED: Sentences = {
    Why.HORIZON_MOVED: (
        _("{date} was beyond the reach of the plan before."),
        _("The plan now reaches further ahead."),
    ),
    Why.CHECK_IN_CAME: (
        _("On {date} you gave your {part} {score} of 10 for soreness."),
        _("You told us how your {part} felt."),
        _("You told us how your body felt."),
    ),
    Why.RUN_CAME: (
        _("You did the {run} on {run_date}."),
        _("You have run since."),
    ),
    Why.RUN_GONE: (_("The run it belonged to is no longer planned."),),
    Why.SAFETY_CHANGED: (_("Your answers about safety changed what we can offer."),),
    Why.INPUT_CHANGED: (_("Something the plan goes by has changed since."),),
}
