"""
The rules that forbid: each a sentence true of a good plan, with its figures and its reason.

A rule is a function of the problem that yields what it takes away. It keeps no state, has its
name as switch, and can be listed and tested alone. Numbers live in `catalogue/data/planning.toml`
with grade and source; the figure names stand in each docstring. What limits amounts (money,
minutes, spacing) is in `limits.py`.
"""

from __future__ import annotations

from unknot.decide.planner.forbidden import ForbiddingRule
from unknot.decide.planner.rules_massage import (
    a_skipped_massage_stays_skipped,
    after_a_race_deep_work_waits_for_soreness_to_pass,
    appointments_are_booked_ahead,
    deep_work_keeps_clear_of_hard_runs,
    deep_work_keeps_clear_of_races,
    deep_work_rests_between,
    hands_stay_off_what_the_gate_closes,
    massage_needs_the_gate_open,
    massages_keep_days_between_booked_ones,
    only_light_work_just_after_a_race,
    only_light_work_just_before_a_race,
    the_first_deep_massage_keeps_a_fortnight_before_a_race,
)
from unknot.decide.planner.rules_self_care import (
    before_a_run_is_only_where_running_is,
    care_is_never_in_the_past,
    cold_water_is_wished_and_allowed,
    cold_water_keeps_clear_of_strength_work,
    cold_water_never_before_speed_the_same_day,
    cold_water_only_after_what_is_hard,
    rest_only_instead_of_easy_runs,
    self_massage_stays_off_what_the_gate_closes,
    static_holds_never_before_a_run,
    stretching_needs_an_open_part,
    what_is_done_or_skipped_today_is_not_asked_again,
)

FORBIDDING: tuple[ForbiddingRule, ...] = (
    massage_needs_the_gate_open,
    appointments_are_booked_ahead,
    a_skipped_massage_stays_skipped,
    massages_keep_days_between_booked_ones,
    only_light_work_just_before_a_race,
    deep_work_keeps_clear_of_races,
    the_first_deep_massage_keeps_a_fortnight_before_a_race,
    only_light_work_just_after_a_race,
    deep_work_keeps_clear_of_hard_runs,
    deep_work_rests_between,
    after_a_race_deep_work_waits_for_soreness_to_pass,
    hands_stay_off_what_the_gate_closes,
    self_massage_stays_off_what_the_gate_closes,
    care_is_never_in_the_past,
    what_is_done_or_skipped_today_is_not_asked_again,
    before_a_run_is_only_where_running_is,
    stretching_needs_an_open_part,
    static_holds_never_before_a_run,
    cold_water_is_wished_and_allowed,
    cold_water_only_after_what_is_hard,
    cold_water_keeps_clear_of_strength_work,
    cold_water_never_before_speed_the_same_day,
    rest_only_instead_of_easy_runs,
)
