"""
Reads a FIT file: the watch's own account of a run, a ride, or five sessions of a triathlon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from unknot.domain.recording import FileWarning
from unknot.domain.sentence import sentence
from unknot.intake.draft import Draft, Drafts
from unknot.intake.errors import NotAnActivity, RunFileUnreadable
from unknot.intake.fit_decode import DecodedPart, decode_part
from unknot.intake.fit_drafts import drafts_of
from unknot.intake.fit_layout import SESSION, FitPart, is_fit, layout_of, split_parts
from unknot.intake.fit_messages import FitMessages, Message, text_in

# Two weeks at a record a second are 1.2 million messages, and a triathlon is five sessions. More
# would fill the memory, or take hours.
MOST_MESSAGES = 2_500_000
MOST_SESSIONS = 200

# What a file calls itself -> what we call it when we put it aside.


def _(message: str) -> str:
    # For translators; the doors say it in the reader's language.
    return message


_NOT_ACTIVITIES = {
    "device": _("This is a description of a device, not an activity."),
    "settings": _("This is a watch's settings, not an activity."),
    "sport": _("This is a sport's settings, not an activity."),
    "multi_sport": _("This is a multisport setting, not an activity."),
    "workout": _("This is a planned workout, not an activity."),
    "course": _("This is a course to follow, not an activity."),
    "schedules": _("This is a schedule of workouts, not an activity."),
    "weight": _("This is body weights, not an activity."),
    "totals": _("This is totals of a device, not an activity."),
    "goals": _("This is goals, not an activity."),
    "blood_pressure": _("This is blood pressures, not an activity."),
    "monitoring_a": _("This is all-day monitoring, not an activity."),
    "monitoring_b": _("This is all-day monitoring, not an activity."),
    "monitoring_daily": _("This is all-day monitoring, not an activity."),
    "segment": _("This is a segment, not an activity."),
    "segment_list": _("This is a list of segments, not an activity."),
    "exd_configuration": _("This is a display's settings, not an activity."),
}


def read_fit(content: bytes) -> Drafts:
    """
    Every effort in a FIT file, taken at its word.

    Raises
    ------
    RunFileUnreadable
        If nothing can be read of it, nothing was recorded, or more than anybody records.
    NotAnActivity
        If it is a healthy file of another sort.
    """
    if not is_fit(content):
        raise RunFileUnreadable(
            "This is not a FIT file: its first bytes are not those of one. "
            "Export the activity again from where it came from."
        )
    parts, left_over = split_parts(content)
    parts, warnings = _without_twins(parts)
    decoded = list(_decoded(parts))
    drafts = _drafts_of_all(list(_efforts_in(decoded)))
    if not drafts:
        _say_why_nothing(decoded)
    damage = [said for each in decoded for said in each.damage]
    if left_over:
        damage.append(
            sentence("{n} bytes after the end are no FIT data and were left out.", n=left_over)
        )
    return Drafts(tuple(drafts), warnings, tuple(damage))


def _decoded(parts: Sequence[FitPart]) -> Iterator[DecodedPart]:
    n_messages = n_sessions = 0
    for part in parts:
        layout = layout_of(part)
        n_messages += sum(layout.n_of.values())
        n_sessions += layout.n_of.get(SESSION, 0)
        if n_messages > MOST_MESSAGES or n_sessions > MOST_SESSIONS:
            raise RunFileUnreadable(
                "The file holds more than any recording (two weeks at a point a second are less);"
                " it was left unread."
            )
        yield decode_part(part, layout)


def _without_twins(
    parts: Sequence[FitPart],
) -> tuple[tuple[FitPart, ...], tuple[FileWarning, ...]]:
    different = {part.content: part for part in parts}
    n_twins = len(parts) - len(different)
    if not n_twins:
        return tuple(parts), ()
    repeated = sentence(
        "The file holds the same recording {n} times; it was counted once.", n=n_twins + 1
    )
    return tuple(different.values()), (FileWarning("recording-repeated-in-file", repeated),)


def _efforts_in(decoded: Sequence[DecodedPart]) -> Iterator[FitMessages]:
    """
    The parts that hold an effort, each with the heart rates a strap added as further parts.
    """
    strap: list[Message] = [
        rate
        for part in decoded
        if not _is_effort(part.messages)
        for rate in part.messages.heart_rates
    ]
    for part in decoded:
        if _is_effort(part.messages):
            yield _with_rates(part.messages, strap)


def _drafts_of_all(efforts: Sequence[FitMessages]) -> list[Draft]:
    """
    A file that tells one session's distance and not another's means that: there was none. An
    effort whose summary was cut off leaves nothing out on purpose.
    """
    drafts = [(draft, bool(each.sessions)) for each in efforts for draft in drafts_of(each)]
    tells = any(draft.distance_m is not None for draft, _ in drafts)
    return [
        replace(draft, measures_distance=draft.distance_m is not None or not (tells and summed_up))
        for draft, summed_up in drafts
    ]


def _is_effort(messages: FitMessages) -> bool:
    if text_in(messages.file_id, "type") in _NOT_ACTIVITIES:
        return False
    return bool(messages.n_records or messages.sessions)


def _with_rates(messages: FitMessages, strap: Sequence[Message]) -> FitMessages:
    return replace(messages, heart_rates=(*messages.heart_rates, *strap)) if strap else messages


def _say_why_nothing(decoded: Sequence[DecodedPart]) -> None:
    kinds = [text_in(part.messages.file_id, "type") for part in decoded]
    other = next((kind for kind in kinds if kind in _NOT_ACTIVITIES), None)
    if other is not None:
        raise NotAnActivity(_NOT_ACTIVITIES[other])
    raise RunFileUnreadable(
        "The file is a FIT file, but no record and no summary can be read from it. "
        "Copy it from the watch again, or export it again."
    )
