"""
`unknot routine`: a few minutes of self-care for what is sore, before a run, after it or at night.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.app.errors import NotUnderstood
from unknot.cli.door import SOMETHING_WAS_REFUSED, print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _
from unknot.domain.sentence import sentence

if TYPE_CHECKING:
    from unknot.cli.door import Visit
    from unknot.domain.body import BodyPart
    from unknot.domain.routine import RegionNeed, Routine
    from unknot.domain.session import Tool


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("routine")(routine)


def routine(
    ctx: typer.Context,
    minutes: Annotated[int, typer.Option(help="How long at most.")] = 10,
    tools: Annotated[
        list[str] | None,
        typer.Option("--tools", "--tool", help="Such as roller,ball; else those in your settings."),
    ] = None,
    phase: Annotated[str, typer.Option(help="before, after, evening or flexibility.")] = "after",
    sore: Annotated[
        list[str] | None,
        typer.Option(
            "--sore", metavar="PLACE", help="Such as calf:left:6; else what you reported."
        ),
    ] = None,
    pain: Annotated[
        list[str] | None,
        typer.Option("--pain", metavar="PLACE", help="Pain apart from soreness, as knee:right:3."),
    ] = None,
    item: Annotated[
        str, typer.Option(metavar="ID", help="For an item of your plan, see `unknot plan`.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """
    Build a routine of self-massage and stretching, step by step, with the reason for each.
    """
    from unknot.cli.values import read_member
    from unknot.domain.routine import RoutineWish
    from unknot.domain.technique import RoutinePhase

    wish = RoutineWish(
        _minutes(minutes),
        read_member(RoutinePhase, phase, sentence("phase")),
        None if tools is None else _tools(tools),
        _needs(sore or (), pain or ()),
        item,
    )
    with visit(ctx) as here:
        built = here.house.routine(here.runner_id, wish)
        if as_json:
            from unknot.deliver.routines import routine_as_plain

            print_json(routine_as_plain(built, here.voice))
        else:
            _show(built, here)
        if built.refusals:
            raise typer.Exit(SOMETHING_WAS_REFUSED)


def _minutes(minutes: int) -> int:
    from unknot.domain.routine import LONGEST_ROUTINE_MIN

    if not 1 <= minutes <= LONGEST_ROUTINE_MIN:
        raise NotUnderstood(
            "a routine lasts 1 to {most} minutes, not {minutes}",
            most=LONGEST_ROUTINE_MIN,
            minutes=minutes,
        )
    return minutes


def _tools(texts: Iterable[str]) -> frozenset[Tool]:
    from unknot.cli.values import read_member, read_words
    from unknot.domain.session import Tool

    return frozenset(read_member(Tool, each, sentence("tool")) for each in read_words(texts))


def _needs(sore: Iterable[str], pain: Iterable[str]) -> tuple[RegionNeed, ...] | None:
    """
    What was named; None where nothing was, so that the day's own reports count.
    """
    from unknot.domain.routine import RegionNeed

    soreness, pains = _scores(sore), _scores(pain)
    parts = sorted(soreness.keys() | pains.keys())
    if not parts:
        return None
    return tuple(RegionNeed(part, soreness.get(part, 0), pains.get(part, 0)) for part in parts)


def _scores(texts: Iterable[str]) -> dict[BodyPart, int]:
    from unknot.cli.body_values import read_parts
    from unknot.cli.values import read_words

    found: dict[BodyPart, int] = {}
    for text in read_words(texts):
        place, _colon, score = text.rpartition(":")
        if not place or not score.isdecimal() or int(score) > 10:
            raise NotUnderstood(
                "'{text}' is not a place and a number from 0 to 10; write it as calf:left:6",
                text=text,
            )
        found |= dict.fromkeys(read_parts([place]), int(score))
    return found


def _show(built: Routine, here: Visit) -> None:
    from unknot.cli.tables import print_table
    from unknot.deliver.routines import name_of_technique, say_pressure, say_where
    from unknot.deliver.words import say

    voice = here.voice
    for refusal in built.refusals:
        tell(say(refusal, voice))
    if built.refusals:
        return
    if not built.steps:
        tell(spoken(_("There is nothing to do that fits. That is an answer too: rest.")))
    else:
        print_table(
            [
                spoken(_("Where")), spoken(_("What")), spoken(_("Seconds")),
                spoken(_("How hard")), spoken(_("Why")),
            ],
            [
                (
                    say_where(step, voice), name_of_technique(step.technique, voice), str(step.seconds),
                    say_pressure(step, voice), " ".join(say(each, voice) for each in step.reasons),
                )
                for step in built.steps
            ],
            right=frozenset({2}),
        )  # fmt: skip
    for each in built.left_out:
        tell(say(each.reason, voice))
