"""
Two reports of one day side by side: where they differ, in words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from unknot.deliver.words import Voice, name_of_part, say_number, start_with_capital
from unknot.domain.check_in import CheckIn
from unknot.web.templating import mark as _

_FIGURES = (
    ("sleep_h", _("Hours of sleep")), ("stress", _("Stress, 1 to 7")),
    ("fatigue", _("Tiredness, 1 to 7")), ("sleep_quality", _("Sleep quality, 1 good to 7 bad")),
    ("muscle_soreness", _("Soreness overall, 1 to 7")), ("mood", _("Mood, 1 bad to 7 good")),
    ("resting_hr", _("Resting pulse")),
)  # fmt: skip


def differences(
    mine: CheckIn, theirs: CheckIn, voice: Voice
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    What each says where it is not the same, line by line. What only the other day's report knows
    would stay as it is, so it is no difference.
    """
    ours, other = dict(_lines(mine, voice)), dict(_lines(theirs, voice))
    nothing = "–"
    differing = [
        label
        for label, said in ours.items()
        if said != other.get(label, nothing) and not (said == "0" and label not in other)
    ]
    return (
        tuple(f"{label}: {ours[label]}" for label in differing),
        tuple(f"{label}: {other.get(label, nothing)}" for label in differing),
    )


def _lines(check_in: CheckIn, voice: Voice) -> Iterator[tuple[str, str]]:
    for soreness in check_in.soreness:
        yield start_with_capital(name_of_part(soreness.part, voice)), str(soreness.score)
    for pain in check_in.pain:
        part = name_of_part(pain.part, voice)
        yield voice.fill(_("Pain, {part}"), part=part), str(pain.score)
    for name, label in _FIGURES:
        value = getattr(check_in, name)
        if value is not None:
            yield voice.translate(label), say_number(value, voice)
    if check_in.hrv_lnrmssd is not None:
        yield voice.translate(_("HRV (ms)")), say_number(math.exp(check_in.hrv_lnrmssd), voice, 0)
    if check_in.note:
        yield voice.translate(_("Note")), check_in.note
