"""
The pages of the evidence say what the catalogue says.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from unknot.catalogue.claims import claims
from unknot.catalogue.load import load_figure
from unknot.catalogue.planning import effects, figure

PAGES = Path(__file__).resolve().parents[2] / "docs" / "evidence"


def page(name: str) -> str:
    """
    One page with its white space made single.
    """
    return " ".join((PAGES / f"{name}.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("claim", claims().values(), ids=lambda claim: claim.code)
def test_popular_claims_are_answered_word_for_word(claim):
    """
    The page quotes the claim, marked, and answers as the program does.
    """
    assert f"> Claim: {claim.quoted_claim}" in page("popular-claims")
    assert f"**We say:** {claim.what_we_say}" in page("popular-claims")


def test_every_page_is_in_the_list():
    """
    Who opens the folder finds each page from its first one.
    """
    listed = page("README")
    missing = [each.name for each in PAGES.glob("*.md") if f"]({each.name})" not in listed]

    assert missing == ["README.md"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("massage-soreness", f"{effects()['massage_full_dose'].value} points of 10"),
        ("self-massage", f"{effects()['self_massage'].value} points of 10"),
        ("cold-water", f"{effects()['cold_water'].value} points of 10"),
        ("cold-water", "at most one day in three"),
        ("deep-work-timing", f"{figure('deep_before_hard_run_h'):g} hours before a hard run"),
        ("deep-work-timing", f"{figure('deep_before_hard_run_h_when_careful'):g} hours for who"),
        ("deep-work-timing", f"{figure('deep_same_region_h'):g} hours lie between"),
        ("race-timing", f"last deep work {figure('deep_before_race_days'):g} days before"),
        ("race-timing", f"{figure('deep_before_race_days_when_new'):g} if it is new"),
        ("race-timing", f"in the last {figure('only_light_before_race_days'):g} days"),
        ("race-timing", f"deep work after {figure('deep_after_race_h'):g} hours"),
        ("race-timing", f"{figure('ultra_from_m') / 1000:g} km and more"),
        ("race-timing", f"not for {figure('deep_after_ultra_days'):g} days"),
        ("rhythm-and-money", f"costs {figure('rhythm_price')} soreness-point-mornings a day"),
        ("rhythm-and-money", f"worth {figure('money_floor')} points"),
        ("rhythm-and-money", f"self-care costs {figure('self_care_price')} points"),
        ("load-scale", f"more than {load_figure('gap_s'):g} seconds"),
        ("load-scale", f"less than {load_figure('sampled_share') * 100:g} %"),
        ("load-scale", f"averaged over {load_figure('graded_smoothing_m'):g} m"),
        ("load-scale", f"{load_figure('rpe_min_per_trimp')} RPE-minutes for a point"),
        ("load-scale", f"{load_figure('rpe_min_per_graded')} for a point"),
        ("load-scale", f"resting heart rate {load_figure('resting_hr'):g}"),
        ("load-scale", f"at least {load_figure('maximal_hr_at_least'):g}"),
        ("load-scale", f"or {load_figure('maximal_hr'):g} where nothing was seen"),
        ("load-scale", f"the last {load_figure('resting_days_looked_at'):g} days that have one"),
        ("load-scale", f"at least {load_figure('resting_days_at_least'):g}. Threshold"),
        ("load-scale", f"at least {load_figure('threshold_runs_at_least'):g} runs of"),
        ("load-scale", f"at least {load_figure('round_runs_at_least'):g} and"),
        ("load-scale", f"{load_figure('round_share') * 100:g} % of the last"),
        ("load-scale", f"the last {load_figure('round_runs'):g} runs end from"),
        ("load-scale", f"{load_figure('round_before_m'):g} m before to"),
        ("load-scale", f"{load_figure('round_after_m'):g} m after a whole one"),
        ("load-scale", f"from {load_figure('hill_m_per_km'):g} m a kilometre"),
        ("load-scale", f"{load_figure('long_ratio')} times the usual run"),
        ("load-scale", f"{load_figure('long_anyway_min'):g} minutes where there is nothing"),
        ("load-scale", f"works {load_figure('speed_heart_ratio')} times as much"),
        ("load-scale", f"minute is {load_figure('speed_pace_ratio')} times"),
        ("soreness-forecast", f"{load_figure('soreness_memory')} x yesterday's"),
        ("soreness-forecast", f"{load_figure('soreness_after_1_day')} of a run's soreness"),
        ("soreness-forecast", f"{load_figure('long_run_soreness'):g} of 10 in its regions"),
        ("soreness-forecast", f"in {load_figure('forecast_looks_back_days'):g} days"),
        ("soreness-forecast", f"no report in {load_figure('report_counts_days'):g}"),
    ],
)
def test_a_page_shows_the_number_that_is_used(name, sentence):
    """
    A number changed in the data and not on its page is found here.
    """
    assert sentence in page(name)
