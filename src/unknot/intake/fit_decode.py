"""
Which decoder reads a part of a FIT file, and what is said when it is damaged.

The fast one reads what is whole and regular; everything else goes to the patient one. There is
no third way: a value never comes from a guess between the two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from unknot.domain.sentence import Sentence, sentence
from unknot.intake.draft import UNIX_TIME
from unknot.intake.fit_fast import FastDecoderRefuses, decode_fast
from unknot.intake.fit_layout import FitLayout, FitPart, layout_of
from unknot.intake.fit_messages import NEAR_S, FitMessages, near_dates
from unknot.intake.fit_repair import checksum_is_right, with_checksum_of_data_alone
from unknot.intake.fit_tolerant import decode_tolerantly


@dataclass(frozen=True, slots=True)
class DecodedPart:
    """
    A part's messages, the decoder that read them, and what is damaged of it.
    """

    messages: FitMessages
    by_fast_decoder: bool = False
    damage: tuple[Sentence, ...] = ()


def decode_part(part: FitPart, layout: FitLayout | None = None) -> DecodedPart:
    """
    The messages of a part, by the fast decoder whenever it can be trusted with it.
    """
    layout = layout or layout_of(part)
    is_sound = not (part.is_cut_off or part.size_is_wrong)
    if is_sound and layout.is_regular:
        read = _decode_fast_or_not_at_all(part, layout)
        if read is not None:
            return DecodedPart(read, by_fast_decoder=True)
    messages = decode_tolerantly(part)
    if not messages.sessions and not (is_sound and layout.is_whole):
        messages = _up_to_the_damage(messages)
    return DecodedPart(messages, damage=_damage_of(part, layout, messages))


def _decode_fast_or_not_at_all(part: FitPart, layout: FitLayout) -> FitMessages | None:
    try:
        return decode_fast(with_checksum_of_data_alone(part) or part, layout)
    except FastDecoderRefuses:
        return None


def _damage_of(part: FitPart, layout: FitLayout, messages: FitMessages) -> tuple[Sentence, ...]:
    what = _what_is_damaged(part, layout, messages)
    if what is None:
        return ()
    is_cut_short = part.is_cut_off or messages.stopped_early or not layout.is_whole
    without_summary = (_NO_SUMMARY,) if is_cut_short and not messages.sessions else ()
    return (what, _what_was_read(messages), *without_summary)


def _what_is_damaged(part: FitPart, layout: FitLayout, messages: FitMessages) -> Sentence | None:
    if part.is_cut_off:
        return sentence("The end of the file is missing.")
    if messages.stopped_early or not layout.is_whole:
        return sentence("The file is damaged in the middle.")
    if layout.has_misfits:
        return sentence("Some fields are not laid out as they should be and were read leniently.")
    if part.size_is_wrong:
        return sentence("The file's header names a wrong size, but everything is there.")
    if not checksum_is_right(part):
        return sentence("The file's checksum is wrong, so some values may be damaged.")
    return None


_NO_SUMMARY = sentence("The watch's summary is missing.")


def _what_was_read(messages: FitMessages) -> Sentence:
    dated = near_dates(messages.columns.get(UNIX_TIME))
    if not len(dated):
        return sentence("Records read: {n}.", n=messages.n_records)
    until = f"{datetime.fromtimestamp(float(dated.max()), tz=UTC):%Y-%m-%d %H:%M:%S}"
    return sentence("Records read: {n}, up to {until} UTC.", n=messages.n_records, until=until)


def _up_to_the_damage(messages: FitMessages) -> FitMessages:
    """
    The records before the first one whose time cannot follow the last: from there on, damage
    was read as data.
    """
    times = messages.columns.get(UNIX_TIME)
    if times is None:
        return messages
    known = np.flatnonzero(np.isfinite(times))
    breaks = np.flatnonzero(np.abs(np.diff(times[known])) > NEAR_S)
    if not len(breaks):
        return messages
    n_kept = int(known[breaks[0]]) + 1
    columns = {name: column[:n_kept] for name, column in messages.columns.items()}
    return replace(messages, columns=columns, n_records=n_kept)
