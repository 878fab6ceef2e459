"""
Why: stable codes and the facts behind them. The edge chooses the sentence and the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Fact = str | int | float | bool | None


class Why(StrEnum):
    """
    Every reason Unknot can give. Codes never change meaning; a new meaning gets a new code.
    """

    # Why an item is there
    SORE_AFTER_RUN = "sore-after-run"
    SORE_REPORTED = "sore-reported"
    EASES_BEFORE_KEY_RUN = "eases-before-key-run"
    RHYTHM_DUE = "rhythm-due"
    RELAXATION_WISHED = "relaxation-wished"
    BEFORE_RUN_WISHED = "before-run-wished"
    STRETCHING_WISHED = "stretching-wished"
    COLD_AFTER_HARD = "cold-after-hard"
    REST_DAY_WISHED = "rest-day-wished"
    FORECAST_CHANGE = "forecast-change"
    FITS_BUDGET = "fits-budget"
    TYPE_TURN = "type-turn"
    DEPTH_LIMITED = "depth-limited"
    DAY_CHOSEN = "day-chosen"
    KEPT_FROM_PLAN = "kept-from-plan"
    MOVED_FROM_PLAN = "moved-from-plan"
    CONFIRMED_BY_RUNNER = "confirmed-by-runner"
    RUN_IS_A_GUESS = "run-is-a-guess"
    EVIDENCE_IS_EXPERT_PRIOR = "evidence-is-expert-prior"

    # Which limit bound
    LIMIT_BUDGET = "limit-budget"
    LIMIT_MINUTES_A_DAY = "limit-minutes-a-day"
    LIMIT_MINUTES_A_WEEK = "limit-minutes-a-week"
    LIMIT_FREE_TIMES = "limit-free-times"
    LIMIT_SPACING = "limit-spacing"

    # Wishes not met, and what would meet them
    SET_A_BUDGET = "set-a-budget"
    SET_A_PRICE_LIST = "set-a-price-list"
    BUDGET_BELOW_EVERY_PRICE = "budget-below-every-price"
    BUDGET_ALREADY_COMMITTED = "budget-already-committed"
    RHYTHM_NOT_MET = "rhythm-not-met"
    STRETCHING_NOT_MET = "stretching-not-met"
    BEFORE_RUN_NOT_MET = "before-run-not-met"
    REST_DAY_NOT_MET = "rest-day-not-met"
    NO_FREE_TIME = "no-free-time"
    NO_HISTORY = "no-history"
    NO_RECENT_DATA = "no-recent-data"

    # The cheapest change that meets a wish
    RAISE_THE_BUDGET = "raise-the-budget"
    RAISE_MINUTES_A_DAY = "raise-minutes-a-day"
    RAISE_MINUTES_A_WEEK = "raise-minutes-a-week"
    FREE_AN_EVENING = "free-an-evening"
    WISH_FOR_LESS = "wish-for-less"

    # Conflicts: what is confirmed breaks a rule
    CONFLICT_DEEP_NEAR_RACE = "conflict-deep-near-race"
    CONFLICT_DEEP_NEAR_HARD_RUN = "conflict-deep-near-hard-run"
    CONFLICT_DEEP_AFTER_RACE = "conflict-deep-after-race"
    CONFLICT_DEEP_REPEATED = "conflict-deep-repeated"
    CONFLICT_FIRST_DEEP_BEFORE_RACE = "conflict-first-deep-before-race"
    CONFLICT_NOT_LIGHT_BEFORE_RACE = "conflict-not-light-before-race"
    CONFLICT_NOT_LIGHT_AFTER_RACE = "conflict-not-light-after-race"
    CONFLICT_DEEP_STILL_SORE = "conflict-deep-still-sore"
    CONFLICT_OVER_BUDGET = "conflict-over-budget"
    CONFLICT_TWO_ON_ONE_DAY = "conflict-two-on-one-day"
    WITHDRAW_FOR_SAFETY = "withdraw-for-safety"

    # Safety
    ANSWER_THE_QUESTIONS = "answer-the-questions"
    EMERGENCY_NOW = "emergency-now"
    SEE_SOMEONE_TODAY = "see-someone-today"
    NO_MASSAGE_ANYWHERE = "no-massage-anywhere"
    AVOID_THE_AREA = "avoid-the-area"
    ASK_YOUR_DOCTOR = "ask-your-doctor"
    INJURY_HERE = "injury-here"
    ILLNESS_NOW = "illness-now"
    PAIN_OVER_FIVE = "pain-over-five"
    VERY_SORE_LIGHT_HANDS_ONLY = "very-sore-light-hands-only"
    NO_COLD_WATER = "no-cold-water"
    GUARD_REMOVED_ITEM = "guard-removed-item"

    # Why something is absent
    DEEP_TOO_NEAR_HARD_RUN = "deep-too-near-hard-run"
    DEEP_TOO_NEAR_RACE = "deep-too-near-race"
    DEEP_TOO_SOON_AFTER_RACE = "deep-too-soon-after-race"
    NOT_WORTH_ITS_PRICE = "not-worth-its-price"
    NOTHING_SORE = "nothing-sore"

    # Routines of self-care
    ROUTINE_FOR_SORENESS = "routine-for-soreness"
    ROUTINE_FOR_LOAD = "routine-for-load"
    ROUTINE_NEIGHBOUR = "routine-neighbour"
    ROUTINE_USUAL = "routine-usual"
    ROUTINE_STRETCH = "routine-stretch"
    ROUTINE_WARM_UP = "routine-warm-up"
    ROUTINE_GENTLE = "routine-gentle"
    ROUTINE_CLOSED_HERE = "routine-closed-here"
    ROUTINE_NOTHING_SAFE = "routine-nothing-safe"
    ROUTINE_NO_ROOM = "routine-no-room"

    # What changed since the adopted plan, and why
    HORIZON_MOVED = "horizon-moved"
    CHECK_IN_CAME = "check-in-came"
    RUN_CAME = "run-came"
    RUN_GONE = "run-gone"
    SAFETY_CHANGED = "safety-changed"
    INPUT_CHANGED = "input-changed"


@dataclass(frozen=True, slots=True)
class Reason:
    """
    One why with its facts: plain values, units in their names (`gap_h`, `distance_m`).

    Dates are ISO strings, regions and kinds their codes. `evidence` names entries of the
    catalogue.
    """

    code: Why
    facts: Mapping[str, Fact] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
