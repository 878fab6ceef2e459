"""
Why a piece of care stands in the plan, and which limit it met.
"""

from __future__ import annotations

from unknot.deliver.sentences.template import Sentences, counted
from unknot.deliver.voice import mark as _
from unknot.domain.reason import Why

WHY_AN_ITEM_IS_THERE: Sentences = {
    Why.SORE_AFTER_RUN: (
        _(
            "Your {part} will likely feel the {run} on {run_date}:"
            " about {before} of 10 in the morning, about {after} with this plan."
        ),
        _(
            "Your {part} will likely feel the {run} on {run_date}:"
            " about {before} of 10 in the morning."
        ),
        _("Your {part} will likely feel the {run} on {run_date}."),
        _("Your {part} will likely feel your recent running."),
        _("Your legs will likely feel your recent running."),
    ),
    Why.SORE_REPORTED: (
        _("On {date} you gave your {part} {score} of 10 for soreness."),
        _("You gave your {part} {score} of 10 for soreness."),
        _("You told us that your {part} felt sore."),
        _("You told us that you felt sore."),
    ),
    Why.EASES_BEFORE_KEY_RUN: (
        _("It comes in time for the {run} on {run_date}, so that your {part} may feel easier."),
        _("It comes in time for the {run} on {run_date}."),
        _("It comes in time for a run that matters to you."),
    ),
    (Why.RHYTHM_DUE, "usual-start"): (
        _("About one massage a month is a usual start, and your last one was {days_since} ago."),
        _("About one massage a month is a usual start, and the first one is due."),
    ),
    Why.RHYTHM_DUE: (
        _("Your last massage was {days_since} ago, and you like one about every {rhythm_days}."),
        _("You like a massage about every {rhythm_days}, and the next one is due."),
        _("By the rhythm you like, a massage is due."),
    ),
    Why.RELAXATION_WISHED: (
        _("You would like to relax, and many people feel calmer after a massage."),
    ),
    Why.BEFORE_RUN_WISHED: (
        _(
            "A few minutes to feel a little looser before the {run} on {run_date};"
            " warm up as usual afterwards."
        ),
        _("A few minutes to feel a little looser before the run; warm up as usual afterwards."),
    ),
    Why.STRETCHING_WISHED: (
        counted(
            "Your settings ask for stretching once a week.",
            "Your settings ask for stretching {n} times a week.",
            by="wished_a_week",
        ),
        _("Your settings ask for some stretching."),
    ),
    (Why.COLD_AFTER_HARD, "race"): (
        _("After the {run} on {run_date}, cold water may leave you a little less sore."),
        _("After a race, cold water may leave you a little less sore."),
    ),
    (Why.COLD_AFTER_HARD, "longest-run"): (
        _(
            "The {run} on {run_date} is the longest of the week;"
            " cold water may leave you a little less sore."
        ),
        _("After the longest run of the week, cold water may leave you a little less sore."),
    ),
    (Why.COLD_AFTER_HARD, "hard-block"): (
        _("After two hard days close together, cold water may leave you a little less sore."),
    ),
    Why.COLD_AFTER_HARD: (
        _("After the {run} on {run_date}, cold water may leave you a little less sore."),
        _("After a hard day, cold water may leave you a little less sore."),
    ),
    Why.REST_DAY_WISHED: (
        _("This week has no free day yet; you could rest instead of the {run} on {run_date}."),
        _("This week has no free day yet; you could rest instead of an easy run."),
    ),
    Why.FORECAST_CHANGE: (
        _(
            "Forecast for your {part} on the morning of {date}: about {before} of 10,"
            " about {after} with this plan."
        ),
        _("Forecast for your {part} on the morning of {date}: about {before} of 10."),
        _("The forecast for your {part} is about {before} of 10."),
        _("This plan lowers the soreness forecast a little."),
    ),
    Why.FITS_BUDGET: (
        _("It costs {price}, and {left} of your {budget} for {month} stay free."),
        _("It costs {price}, which fits your {budget} for {month}."),
        _("It costs {price}, which fits your budget."),
        _("It fits your budget."),
    ),
    Why.TYPE_TURN: (
        counted(
            "It is the turn of a {massage_type}: you have had one so far.",
            "It is the turn of a {massage_type}: you have had {n} so far.",
            by="times_had",
            none=_("You wanted to try a {massage_type}, and have not had one yet."),
        ),
        _("It is the turn of a {massage_type}."),
        _("It is the turn of this kind of massage."),
    ),
    (Why.DEPTH_LIMITED, "deep-too-near-hard-run"): (
        _("No deeper than {depth} within {clear} of the {run} on {run_date}."),
        _("No deeper than {depth}, since the {run} on {run_date} is near."),
        _("No deeper than {depth}, since a hard run is near."),
    ),
    (Why.DEPTH_LIMITED, "deep-too-near-race"): (
        _("No deeper than {depth} in the last {clear_days} before the race on {race_date}."),
        _("No deeper than {depth}, since the race on {race_date} is near."),
        _("No deeper than {depth}, since a race is near."),
    ),
    (Why.DEPTH_LIMITED, "deep-too-soon-after-race"): (
        _("No deeper than {depth} in the first {clear} after the race on {race_date}."),
        _("No deeper than {depth}, since the race on {race_date} is not long ago."),
        _("No deeper than {depth}, since a race is not long ago."),
    ),
    (Why.DEPTH_LIMITED, "very-sore-light-hands-only"): (
        _("No deeper than {depth}, since your {part} felt very sore."),
        _("No deeper than {depth}, since you felt very sore."),
    ),
    (Why.DEPTH_LIMITED, "ask-your-doctor"): (
        _("No deeper than {depth}, with what you told us about your health."),
    ),
    Why.DEPTH_LIMITED: (
        _("No deeper than {depth}, to be careful."),
        _("Gentle on purpose, to be careful."),
    ),
    (Why.DAY_CHOSEN, "most-relief"): (
        counted(
            "It is the one day that fits.",
            "Of the {n} days that fit, this one eases the most.",
            by="days_possible",
        ),
        _("Of the days that fit, this one eases the most."),
    ),
    (Why.DAY_CHOSEN, "only-free-day"): (_("It is the only day that fits."),),
    (Why.DAY_CHOSEN, "rhythm"): (
        counted(
            "It is the one day that fits and keeps your massages apart.",
            "Of the {n} days that fit, this one keeps your massages evenly apart.",
            by="days_possible",
        ),
        _("This day keeps your massages evenly apart."),
    ),
    Why.DAY_CHOSEN: (_("Of the days that fit, this one suited best."),),
    Why.KEPT_FROM_PLAN: (
        _("It stays where it stood in your plan of {adopted_on}."),
        _("It stays where it stood in your plan."),
    ),
    Why.MOVED_FROM_PLAN: (
        _("It moved from {from_date} to {to_date}."),
        _("It moved from {from_date}."),
        _("It moved to another day."),
    ),
    Why.CONFIRMED_BY_RUNNER: (
        _("You confirmed it for {date}, so it stays where it is."),
        _("You confirmed it, so it stays where it is."),
    ),
    Why.RUN_IS_A_GUESS: (
        counted(
            "One run ahead is a guess from your usual week. Add your training plan to replace it.",
            "{n} runs ahead are a guess from your usual week."
            " Add your training plan to replace them.",
            by="runs",
        ),
        _("The {run} on {run_date} is a guess from your usual week."),
        _("The runs ahead are a guess from your usual week."),
    ),
    (Why.EVIDENCE_IS_EXPERT_PRIOR, "relief_ceiling"): (
        _("How much of the soreness care can ease is partly our own estimate, not a study's."),
    ),
    (Why.EVIDENCE_IS_EXPERT_PRIOR, "rhythm_price"): (
        _("No study says how often is best; the rhythm is yours to set."),
    ),
    (Why.EVIDENCE_IS_EXPERT_PRIOR, "before_run_price"): (
        _("No study says that every run needs this; leave it out if you do not like it."),
    ),
    (Why.EVIDENCE_IS_EXPERT_PRIOR, "stretching_price"): (
        _(
            "No study shows less soreness from stretching; ask for less of it in the settings if you like."
        ),
    ),
    (Why.EVIDENCE_IS_EXPERT_PRIOR, "cold_every_days"): (
        _("How often cold water makes sense is our own estimate, not a study's."),
    ),
    (Why.EVIDENCE_IS_EXPERT_PRIOR, "rest_day_missing_price"): (
        _("How much a free day counts is our own estimate, not a study's."),
    ),
    Why.EVIDENCE_IS_EXPERT_PRIOR: (_("This rests on our own estimate, not on a study."),),
}

WHICH_LIMIT_BOUND: Sentences = {
    Why.LIMIT_BUDGET: (
        _("{left} of your {budget} for {month} stay free, less than a massage for {price}."),
        _("Your budget of {budget} for {month} allows no more."),
        _("Your budget allows no more."),
    ),
    Why.LIMIT_MINUTES_A_DAY: (
        _("Your {minutes} of self-care on {date} are used."),
        _("Your {minutes} of self-care that day are used."),
        _("Your self-care time that day is used."),
    ),
    Why.LIMIT_MINUTES_A_WEEK: (
        _("Your {minutes} of self-care in the week from {week_of} are used."),
        _("Your {minutes} of self-care that week are used."),
        _("Your self-care time that week is used."),
    ),
    Why.LIMIT_FREE_TIMES: (
        counted(
            "Only one of your free times fits a massage.",
            "Only {n} of your free times fit a massage.",
            by="free_days",
            none=_("None of your free times fits a massage."),
        ),
        _("Your free times allow no more."),
    ),
    Why.LIMIT_SPACING: (
        _("Massages keep at least {days} apart, so that you can feel what each one did."),
        _("Massages keep some days apart, so that you can feel what each one did."),
    ),
}
