"""
Every reason is said in one plain sentence, whatever is known of its facts.
"""

from __future__ import annotations

import re
from gettext import NullTranslations

import pytest

from tests.deliver.documented_facts import RUN_FACTS, documented_facts
from unknot.catalogue.planning import planning_figures
from unknot.catalogue.safety import intake_questions, warning_signs
from unknot.deliver.facts import words_of
from unknot.deliver.sentences.template import Counted, placeholders_of
from unknot.deliver.words import SENTENCES, Voice, say, what_to_do
from unknot.domain.reason import Reason, Why
from unknot.domain.settings import Units

HERE = Voice()
FACTS = documented_facts()
ADVICE = {entry.what_to_do for entry in (*warning_signs(), *intake_questions())}
RULES = {"cleared", "age-under-16", "injury-bone-stress"}
JARGON = re.compile(r"\b(TRIMP|MILP|SMD|RPE|modality|gap|horizon|solver|null)\b")


@pytest.mark.parametrize("why", Why)
def test_every_code_has_a_sentence_without_any_fact(why):
    """
    A reason that arrives with nothing but its code still reads like a sentence.
    """
    _reads_well(say(Reason(why), HERE))


@pytest.mark.parametrize("why", Why)
def test_every_code_has_a_sentence_with_all_its_facts(why):
    """
    With every documented fact the sentence is whole, and no code of the core shows through.
    """
    sentence = say(Reason(why, FACTS[why]), HERE)

    _reads_well(sentence)
    assert not re.search(r"[a-z]_[a-z0-9]|deep-tissue|hip-flexors|none-we-know", sentence)


@pytest.mark.parametrize("why", Why)
def test_every_fact_may_be_missing(why):
    """
    Taking away or emptying any one fact leads to another whole sentence, never to an error.
    """
    for name in FACTS[why]:
        without = {key: fact for key, fact in FACTS[why].items() if key != name}
        _reads_well(say(Reason(why, without), HERE))
        _reads_well(say(Reason(why, {**without, name: None}), HERE))
        _reads_well(say(Reason(why, {**without, name: "not understood"}), HERE))


@pytest.mark.parametrize("key", SENTENCES, ids=str)
def test_every_sentence_can_be_said(key):
    """
    No sentence waits for a fact that its code never carries.
    """
    code = key if isinstance(key, Why) else key[0]
    known = words_of(FACTS[code], HERE).keys()
    for template in SENTENCES[key]:
        if isinstance(template, Counted):
            assert template.by in FACTS[code]
            assert placeholders_of(template.many) <= {*known, "n"}
        else:
            assert placeholders_of(template) <= known, template


@pytest.mark.parametrize("key", SENTENCES, ids=str)
def test_every_because_is_one_that_can_come(key):
    """
    A sentence for a particular cause names a code that exists, or a cause that is documented.
    """
    if not isinstance(key, Why):
        causes = {"race", "longest-run", "hard-block", "most-relief", "only-free-day", "rhythm"}
        causes |= {"usual-start", "pain"}
        assert (
            key[1] in causes | {why.value for why in Why} | set(planning_figures()) | ADVICE | RULES
        )


def _reads_well(sentence: str) -> None:
    assert sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in "€{"
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "  " not in sentence
    assert not JARGON.search(sentence), sentence


@pytest.mark.parametrize(
    ("reason", "said", "unsaid"),
    [
        (Reason(Why.SEE_SOMEONE_TODAY, {"sign": "bone-pain", "region": "shin"}), "do not run", ""),
        (Reason(Why.INJURY_HERE, {"rule": "injury-bone-stress"}), "no running", "kept light"),
        (
            Reason(Why.ASK_YOUR_DOCTOR, {"condition": "blood-thinners", "is_cleared": True}),
            "Your doctor says that massage is fine",
            "Ask your doctor",
        ),
        (Reason(Why.ASK_YOUR_DOCTOR, {"rule": "age-under-16"}), "Under 16", "You told us"),
        (
            Reason(Why.AVOID_THE_AREA, {"condition": "metalwork", "region": "knee"}),
            "at most light hands near your knees",
            "alone",
        ),
        (
            Reason(Why.DEPTH_LIMITED, {"because": "ask-your-doctor", "depth": "light"}),
            "No deeper than light",
            "until",
        ),
    ],
)
def test_what_is_said_fits_what_is_closed(reason, said, unsaid):
    """
    Where running is closed the sentence says so, and nobody is sent again for a yes they have.
    """
    sentence = say(reason, HERE)

    assert said in sentence
    assert not unsaid or unsaid not in sentence


def test_a_sore_calf_names_the_run_its_distance_and_the_forecast():
    """
    The sentence a runner reads most names what caused it and what the plan changes.
    """
    facts = {"group": "calf", "side": None, "before": 3.0, "after": 2.4, **RUN_FACTS}

    assert say(Reason(Why.SORE_AFTER_RUN, facts), HERE) == (
        "Your calves will likely feel the 18 km long run on Sunday 22 November:"
        " about 3 of 10 in the morning, about 2.4 with this plan."
    )


@pytest.mark.parametrize(
    ("because", "days_since", "said"),
    [
        ("wish", 22, "Your last massage was 22 days ago, and you like one about every 21 days."),
        (
            "usual-start",
            30,
            "About one massage a month is a usual start, and your last one was 30 days ago.",
        ),
        (
            "usual-start",
            None,
            "About one massage a month is a usual start, and the first one is due.",
        ),
    ],
)
def test_nobody_is_told_to_like_a_rhythm_they_never_set(because, days_since, said):
    """
    The default is called a usual start, and only a rhythm that was set is what the runner likes.
    """
    facts = {"because": because, "rhythm_days": 21, "days_since": days_since}

    assert say(Reason(Why.RHYTHM_DUE, facts), HERE) == said


@pytest.mark.parametrize("why", [Why.SORE_REPORTED, Why.CHECK_IN_CAME])
def test_what_was_reported_is_said_by_its_own_name(why):
    """
    Who reports a heel reads of the heel and not of the foot that it belongs to.
    """
    facts = {"group": "foot", "region": "heel", "side": "left", "score": 6, "date": "2026-11-23"}

    assert say(Reason(why, facts), HERE) == (
        "On Monday 23 November you gave your left heel 6 of 10 for soreness."
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "on the day of your race"),
        (1, "the day before your race"),
        (2, "2 days before your race"),
    ],
)
@pytest.mark.parametrize(
    "why",
    [
        Why.CONFLICT_DEEP_NEAR_RACE,
        Why.CONFLICT_FIRST_DEEP_BEFORE_RACE,
        Why.CONFLICT_NOT_LIGHT_BEFORE_RACE,
    ],
)
def test_days_to_a_race_are_said_as_people_do(why, days, said):
    """
    Nobody says "0 days before your race".
    """
    assert said in say(Reason(why, {**FACTS[why], "days": days}), HERE)


def test_a_runner_who_counts_in_miles_reads_miles():
    """
    Distances follow the runner's units.
    """
    facts = {"group": "calf", "side": "left", **RUN_FACTS}

    assert say(Reason(Why.SORE_AFTER_RUN, facts), Voice(units=Units.IMPERIAL)) == (
        "Your left calf will likely feel the 11.2-mile long run on Sunday 22 November."
    )


def test_a_guessed_run_says_that_it_is_a_guess():
    """
    A run from habits is never spoken of as if it were planned.
    """
    facts = {"group": "calf", "side": None, **RUN_FACTS, "is_guess": True}

    assert "the usual 18 km long run" in say(Reason(Why.SORE_AFTER_RUN, facts), HERE)


def test_no_change_is_claimed_where_the_figures_read_the_same():
    """
    A relief too small to show as a figure is not put into words.
    """
    facts = {"group": "calf", "side": None, "date": "2026-11-23", "before": 3.0, "after": 2.98}

    assert say(Reason(Why.FORECAST_CHANGE, facts), HERE) == (
        "Forecast for your calves on the morning of Monday 23 November: about 3 of 10."
    )


def test_fresh_news_is_not_blamed():
    """
    Yesterday's run is not why the forecast is unsure: the missing check-ins are.
    """
    facts = {"days_since_run": 1, "days_since_check_in": None}

    assert "check-ins" in say(Reason(Why.NO_RECENT_DATA, facts), HERE)
    assert "Your last run here was 20 days ago" in say(
        Reason(Why.NO_RECENT_DATA, {**facts, "days_since_run": 20}), HERE
    )


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (1, "One of the stretching sessions you wished for does not fit."),
        (4, "4 of the stretching sessions you wished for do not fit."),
    ],
)
def test_one_and_many_are_told_apart(missing, sentence):
    """
    One session does not "do not fit".
    """
    assert say(Reason(Why.STRETCHING_NOT_MET, {"missing": missing}), HERE) == sentence


def test_what_was_ticked_is_quoted_in_its_own_words():
    """
    A refusal repeats the runner's answer, not the code of a list.
    """
    sentence = say(Reason(Why.ASK_YOUR_DOCTOR, {"condition": "blood-thinners"}), HERE)

    assert sentence == (
        "Ask your doctor before a massage, and tell your therapist."
        " You told us: “I take blood thinners”."
    )


def test_what_can_wait_for_an_appointment_is_not_called_urgent():
    """
    One sign of the same-day list needs a doctor, but not today.
    """
    facts = {"region": "shin", "side": "left"}
    today = say(Reason(Why.SEE_SOMEONE_TODAY, {**facts, "sign": "bone-pain"}), HERE)
    later = say(Reason(Why.SEE_SOMEONE_TODAY, {**facts, "sign": "pain-with-every-run"}), HERE)

    assert "today" in today
    assert "today" not in later


@pytest.mark.parametrize(
    "code", ["ask-for-light", "move-it", "know-it", "withdraw", "call-emergency", "advice-today"]
)
def test_every_advice_has_a_sentence(code):
    """
    What to do is said in words, for conflicts and for refusals.
    """
    _reads_well(what_to_do(code, HERE))


def test_an_unknown_advice_stays_silent():
    """
    A code from a newer version leaves the line empty and breaks nothing.
    """
    assert what_to_do("fly-away", HERE) == ""


class _Shouted(NullTranslations):
    def gettext(self, message):
        return message.upper() if "{" not in message else message.replace("Your", "DEIN")

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)


def test_sentences_come_from_the_translation():
    """
    With a translation at hand, the words are the translated ones, and so are the names in them.
    """
    facts = {"group": "calf", "side": "left", **RUN_FACTS}
    sentence = say(Reason(Why.SORE_AFTER_RUN, facts), Voice(translations=_Shouted()))

    assert sentence.startswith("DEIN LEFT CALF will")
