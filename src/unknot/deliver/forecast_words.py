"""
How well the soreness forecast fits a runner, in words: how far off it was, and by whose figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from unknot.deliver.amounts import say_number
from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.domain.soreness import PersonalForecast

# Errors this close to each other read the same.
_NO_BETTER_WITHIN = 0.05


def say_how_well(found: PersonalForecast, voice: Voice) -> tuple[str, ...]:
    """
    A few sentences: what is known of this runner, how far off it was, and whose figures it takes.
    """
    if found.n_held_out < found.n_needed or found.error_general is None:
        return tuple(_still_learning(found, voice))
    return (_how_far_off(found, voice), *_beside_plain_guesses(found, voice), *_whose(found, voice))


def _still_learning(found: PersonalForecast, voice: Voice) -> Iterator[str]:
    yield voice.translate(
        _("It goes by what is usual for runners. How far off it is for you is not known yet.")
    )
    if not found.n_held_out:
        yield voice.translate(
            _(
                "Say how sore you are on most mornings, also when it is nothing:"
                " after about six weeks it knows how well it fits you."
            )
        )
        return
    yield voice.fill(
        _("{n} of the {needed} mornings it needs to know how well it fits you are there."),
        n=found.n_held_out,
        needed=found.n_needed,
    )


def _how_far_off(found: PersonalForecast, voice: Voice) -> str:
    return voice.fill(
        _(
            "On {n} mornings it had not seen, it was off by {error} points of 10 on average."
            " The likely range is as wide as that makes it."
        ),
        n=found.n_held_out,
        error=_points(_error_of(found), voice),
    )


def _beside_plain_guesses(found: PersonalForecast, voice: Voice) -> Iterator[str]:
    """
    What repeating yesterday or one's usual would have done; where that is as good, it is said.
    """
    if found.error_yesterday is None or found.error_usual is None:
        return
    error, guesses = _error_of(found), (found.error_yesterday, found.error_usual)
    facts = {
        "yesterday": _points(found.error_yesterday, voice),
        "usual": _points(found.error_usual, voice),
    }
    said = _(
        "Repeating your last report would have been off by {yesterday}, your own average by {usual}."
    )
    yield voice.fill(said, **facts)
    if error < min(guesses) - _NO_BETTER_WITHIN:
        return
    if found.error_usual <= found.error_yesterday:
        yield voice.translate(_("So for you it is no better than your own average."))
    else:
        yield voice.translate(_("So for you it is no better than your last report."))


def _whose(found: PersonalForecast, voice: Voice) -> Iterator[str]:
    if not found.is_used:
        yield voice.translate(
            _("It goes by what is usual for runners: figures of your own were not clearly better.")
        )
        return
    yield voice.fill(
        _(
            "It goes by figures of your own: they were closer by {gain} points a morning than"
            " what is usual for runners, which is more than luck would do."
        ),
        gain=_points(found.gain or 0.0, voice),
    )
    yield voice.fill(
        _(
            "Of one morning's soreness about {share}% is still there on the next,"
            " and a run leaves you {times} times as sore as most."
        ),
        share=say_number(100 * found.memory, voice, 0),
        times=say_number(found.strength, voice, 2),
    )
    if found.pull:
        yield voice.translate(_("Between runs it comes back to what you usually report."))
    if found.strength_by_group:
        yield voice.translate(_("Some parts of your body have figures of their own."))


def _error_of(found: PersonalForecast) -> float:
    error = found.error_own if found.is_used else found.error_general
    return error or 0.0


def _points(value: float, voice: Voice) -> str:
    return say_number(value, voice, 2 if value < 1 else 1)
