"""
The runs of a usual week as a runner types and reads them: "tue:easy:8km", "sun:long:90min:09:00".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unknot.app.errors import NotUnderstood
from unknot.cli import values
from unknot.domain.run import RunKind
from unknot.domain.sentence import sentence
from unknot.domain.settings import Settings, UsualRun

if TYPE_CHECKING:
    from unknot.deliver.voice import Voice


def read_week(words: list[str], settings: Settings) -> tuple[UsualRun, ...]:
    """
    Every run of it, one by one or in a row with commas.
    """
    return tuple(_read_run(word, settings) for word in values.read_words(words))


def _read_run(text: str, settings: Settings) -> UsualRun:
    words = text.split(":", 3)
    if len(words) < 3:
        raise NotUnderstood(
            "'{text}' is no usual run; write day, kind and length as tue:easy:8km", text=text
        )
    minutes = values.plainly(words[2]).removesuffix("min").strip("-")
    is_time = minutes != values.plainly(words[2]).strip("-")
    length: dict[str, Any] = (
        {"duration_min": float(values.read_whole(minutes, sentence("a length in minutes")))}
        if is_time
        else {"distance_m": values.read_distance(words[2], settings.units)}
    )
    return UsualRun(
        weekday=values.read_weekday(words[0]),
        kind=values.read_member(RunKind, words[1], sentence("kind of run")),
        starts_at=values.read_clock(words[3]) if len(words) > 3 else None,
        **length,
    )


def say_week(week: tuple[UsualRun, ...], voice: Voice) -> str:
    """
    One run a line.
    """
    from unknot.deliver.proposal_words import say_usual_run, say_usual_start
    from unknot.deliver.words import join_comma

    lines = ([say_usual_run(run, voice), say_usual_start(run, voice)] for run in week)
    return "\n".join(join_comma([word for word in line if word], voice) for line in lines)
