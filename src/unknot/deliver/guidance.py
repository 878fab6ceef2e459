"""
What a guided session says, on the screen and aloud.
"""

from __future__ import annotations

from unknot.deliver.names import name_of
from unknot.deliver.routines import say_pressure
from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.deliver.words import say_number
from unknot.domain.routine import RoutineStep
from unknot.domain.session import Tool
from unknot.domain.technique import TechniqueKind

# What to reach for between two steps; how to sit or lie is in each step's own first sentence.
_TAKE = {
    Tool.ROLLER: _("Take the roller."),
    Tool.BALL: _("Take the ball."),
    Tool.STICK: _("Take the stick."),
    Tool.GUN: _("Take the massage gun."),
}

_WORDS = {
    "step": _("Step {n} of {all}"),
    "ready": _("Get ready"),
    "work": _("To go"),
    "held": _("Paused"),
    "slept": _("Your device was asleep, so the clock was held."),
    "next": _("Next: {name}, {length}"),
    "last": _("The last step"),
    "ten": _("Ten seconds left."),
    "over": _("And done."),
    "all_over": _("That was the last step. Well looked after."),
    "pause": _("Pause"),
    "resume": _("Go on"),
    "leave": _("The session is not over. Leave it?"),
    "no_voice": _("This device has no voice of its own in this language. Tones and text guide you."),
    "noted": _("Noted. Thank you."),
    "not_kept": _("This browser keeps nothing, so the session is not recorded. Record it by hand."),
    "kept": _("Kept on this device. It is sent as soon as the server is in reach."),
    "sent": _("Sent. It is in your records."),
    "skipped": _("Skipped"),
    "hurt": _("Ended because it hurt"),
    "not-reached": _("Not reached"),
    "whole": _("Everything done"),
    "minutes": _("{minutes} min {seconds} s"),
    "seconds": _("{n} s"),
    "went_on": _("Step {n} of {all}: {name}"),
}  # fmt: skip


def spoken_words(voice: Voice) -> dict[str, str]:
    """
    The sentences that the script fills in while no server is in reach.
    """
    return {name: voice.translate(said) for name, said in _WORDS.items()}


def say_change(before: RoutineStep | None, step: RoutineStep, voice: Voice) -> str:
    """
    What to change before a step: the side, or the tool; nothing where its own words say it all.
    """
    if before is not None and before.technique == step.technique and before.side != step.side:
        return voice.translate(_("Change sides."))
    if step.tool is None or (before is not None and before.tool is step.tool):
        return ""
    return voice.translate(_TAKE.get(step.tool, ""))


def say_how_hard(step: RoutineStep, voice: Voice) -> str:
    """
    With what and how hard: "a foam roller, light, at most 4 of 10"; nothing for drills and rest.
    """
    if step.kind is TechniqueKind.STRETCH:
        return say_pressure(step, voice)
    if step.kind is not TechniqueKind.SELF_MASSAGE or step.tool is None:
        return ""
    return voice.fill(
        _("{tool}: {pressure}"), tool=name_of(step.tool, voice), pressure=say_pressure(step, voice)
    )


def say_seconds(seconds: int, voice: Voice) -> str:
    """
    "45 s" below a minute, "2 min" and "9 min 35 s" above.
    """
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return voice.fill(_("{n} s"), n=say_number(rest, voice))
    if not rest:
        return voice.fill(_("{n} min"), n=say_number(minutes, voice))
    return voice.fill(
        _("{minutes} min {seconds} s"),
        minutes=say_number(minutes, voice),
        seconds=say_number(rest, voice),
    )
