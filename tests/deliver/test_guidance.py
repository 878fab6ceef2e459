"""
What a guided session says between two steps, and how it names lengths.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from unknot.deliver.guidance import say_change, say_how_hard, say_seconds, spoken_words
from unknot.deliver.voice import Voice
from unknot.domain.body import Region, Side
from unknot.domain.routine import RoutineStep
from unknot.domain.session import Depth, Tool
from unknot.domain.technique import Position, TechniqueKind

VOICE = Voice()
STEP = RoutineStep(
    technique="calf-roller",
    kind=TechniqueKind.SELF_MASSAGE,
    region=Region.CALF,
    side=Side.LEFT,
    tool=Tool.ROLLER,
    position=Position.SITTING_FLOOR,
    seconds=90,
    pressure=Depth.LIGHT,
    discomfort_at_most=4,
    get_ready_s=15,
    reasons=(),
)
HANDS = replace(STEP, technique="calf-hands", tool=Tool.HANDS)


@pytest.mark.parametrize(
    ("before", "step", "said"),
    [
        (None, STEP, "Take the roller."),
        (STEP, replace(STEP, side=Side.RIGHT), "Change sides."),
        (STEP, replace(STEP, technique="soleus-roller"), ""),
        (STEP, replace(STEP, technique="soleus-ball", tool=Tool.BALL), "Take the ball."),
        (STEP, HANDS, ""),
        (HANDS, replace(STEP, side=Side.RIGHT), "Take the roller."),
    ],
    ids=["first", "other-side", "same-tool", "other-tool", "hands", "tool-and-side"],
)
def test_only_what_changes_is_said(before, step, said):
    """
    The side or the tool; who goes on as before hears nothing.
    """
    assert said == say_change(before, step, VOICE)


@pytest.mark.parametrize(
    ("seconds", "said"), [(45, "45 s"), (60, "1 min"), (595, "9 min 55 s"), (0, "0 s")]
)
def test_lengths_are_short(seconds, said):
    """
    Minutes from the first one on.
    """
    assert said == say_seconds(seconds, VOICE)


def test_how_hard_is_said_where_something_is_pressed_or_pulled():
    """
    A drill has no pressure.
    """
    assert say_how_hard(STEP, VOICE) == "a foam roller: light, at most 4 of 10"
    stretch = replace(STEP, kind=TechniqueKind.STRETCH, tool=None, pressure=Depth.NONE)
    assert say_how_hard(stretch, VOICE) == "a gentle pull, at most 4 of 10"
    assert say_how_hard(replace(stretch, kind=TechniqueKind.DRILL), VOICE) == ""


def test_every_sentence_that_the_script_asks_for_is_there():
    """
    A word that is missing would be shown as nothing at all.
    """
    import re
    from pathlib import Path

    from unknot.web import assets

    script = (Path(assets.__file__).parent / "static" / "session.js").read_text()
    asked = set(re.findall(r"\bwords\.(\w+)\b(?!\()", script))

    assert asked <= set(spoken_words(VOICE))
    assert {"ready", "work", "skipped", "hurt", "not-reached"} <= set(spoken_words(VOICE))
