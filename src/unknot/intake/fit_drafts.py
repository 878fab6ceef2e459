"""
From FIT messages to efforts: one for each session, with the records that fall into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from unknot.domain.recording import Sport
from unknot.domain.run_form import RunForm, possible_form
from unknot.intake.check_clock import LATEST
from unknot.intake.check_heart import MOST_STRIDES
from unknot.intake.draft import UNIX_TIME, Column, Draft
from unknot.intake.fit_hr import merge_heart_rates
from unknot.intake.fit_messages import (
    FIRST_DATE,
    NEAR_S,
    FitMessages,
    Message,
    near_dates,
    number_in,
    text_in,
)
from unknot.intake.sports import sport_called, surface_called

# What a session calls a sport without naming one.
_NO_SPORT = ("", "generic", "all", "unknown", "invalid")


def drafts_of(messages: FitMessages) -> Iterator[Draft]:
    """
    One draft per session, in order of time; a file without a session is one effort.
    """
    columns = _with_strap_rates(messages)
    sessions = sorted(messages.sessions, key=lambda each: number_in(each, "start_time") or 0.0)
    if not sessions:
        yield _draft_of({}, messages, columns, messages.n_records)
        return
    owner = _session_of_each_record(sessions, columns, messages.n_records)
    for index, session in enumerate(sessions):
        mine = owner == index
        own_columns = {name: column[mine] for name, column in columns.items()}
        yield _draft_of(session, messages, own_columns, int(np.count_nonzero(mine)))


def _with_strap_rates(messages: FitMessages) -> Mapping[str, Column]:
    columns = dict(messages.columns)
    times = columns.get(UNIX_TIME)
    if not messages.heart_rates or times is None:
        return columns
    merged = merge_heart_rates(times, messages.heart_rates)
    if merged is not None:
        watch = columns.get("heart_rate_bpm")
        filled = merged if watch is None else np.where(np.isnan(watch), merged, watch)
        columns["heart_rate_bpm"] = filled
    return columns


def _session_of_each_record(
    sessions: list[Message], columns: Mapping[str, Column], n_records: int
) -> np.ndarray:
    """
    A record belongs to the last session that started before it; the first takes what is earlier.
    """
    starts = [number_in(session, "start_time") or 0.0 for session in sessions]
    times = columns.get(UNIX_TIME)
    if times is None or len(sessions) == 1:
        return np.zeros(n_records, dtype=np.int64)
    known = np.where(np.isnan(times), -np.inf, times)
    return np.searchsorted(np.array(starts[1:]), np.maximum.accumulate(known), side="right")


def _draft_of(
    session: Message, messages: FitMessages, columns: Mapping[str, Column], n_records: int
) -> Draft:
    sport_message = (*messages.sports, {})[0]
    lap = (*messages.laps, {})[0]
    title = text_in(session, "sport_profile_name") or text_in(sport_message, "name")
    telling = _those_asked_for_the_sport(session, sport_message, lap)
    names = [_name_of(each, field) for each in telling for field in ("sport", "sub_sport")]
    details = [_name_of(each, "sub_sport") for each in telling]
    sport = sport_called(*names, title=title)
    return Draft(
        sport=sport,
        surface=surface_called(sport, *details),
        start=_start_of(session, lap, messages, columns),
        elapsed_s=_elapsed_of(session, columns),
        timer_s=number_in(session, "total_timer_time"),
        distance_m=number_in(session, "total_distance"),
        ascent_m=number_in(session, "total_ascent"),
        descent_m=number_in(session, "total_descent"),
        avg_hr=number_in(session, "avg_heart_rate"),
        max_hr=number_in(session, "max_heart_rate"),
        rpe=_effort_felt(session),
        title="" if sport is Sport.OTHER and title.lower() == "other" else title,
        maker=_maker_of(messages.file_id),
        n_records=n_records,
        columns=columns,
        form=_form_of(session) if sport is Sport.RUNNING else None,
    )


def _those_asked_for_the_sport(session: Message, *file_wide: Message) -> tuple[Message, ...]:
    """
    What the file says of its sport in general is asked only where the session names none: the
    change of shoes in a triathlon is no swim.
    """
    says_nothing = _name_of(session, "sport").lower() in _NO_SPORT
    return (session, *file_wide) if says_nothing else (session,)


def _start_of(
    session: Message, lap: Message, messages: FitMessages, columns: Mapping[str, Column]
) -> float | None:
    """
    The first time in the file that is a date; seconds since power-on are none.

    A summary dated days away from all its records is damaged: then the records date the run.
    """
    dated = near_dates(columns.get(UNIX_TIME))
    told = number_in(session, "start_time")
    if told is not None and not _is_near_any(told, columns.get(UNIX_TIME)):
        told = None
    candidates = (
        told,
        float(dated[0]) if len(dated) else None,
        number_in(lap, "start_time"),
        number_in(session, "timestamp"),
        number_in(messages.file_id, "time_created"),
    )
    dates = (each for each in candidates if each is not None and FIRST_DATE <= each < LATEST)
    return next(dates, None)


def _is_near_any(told: float, times: Column | None) -> bool:
    dated = times[(times >= FIRST_DATE) & (times < LATEST)] if times is not None else np.empty(0)
    return not len(dated) or bool((np.abs(dated - told) < NEAR_S).any())


def _elapsed_of(session: Message, columns: Mapping[str, Column]) -> float | None:
    told = number_in(session, "total_elapsed_time")
    if told is not None:
        return told
    times = columns.get(UNIX_TIME)
    known = times[np.isfinite(times)] if times is not None else np.empty(0)
    return float(known[-1] - known[0]) if len(known) > 1 and known[-1] >= known[0] else None


def _effort_felt(session: Message) -> float | None:
    """
    The runner's own rating: Garmin keeps RPE times ten.
    """
    told = number_in(session, "workout_rpe")
    return told / 10 if told is not None and 0 <= told <= 100 else None


def _form_of(session: Message) -> RunForm | None:
    """
    How the runner moved, by the watch's own averages of the session: every file with samples of it
    carries them, and reading those would cost each import time.

    FIT says `stance_time_balance` in percent without naming a foot; Garmin's own service calls the
    same figure that of the left. The two decoders call a running cadence by different names.
    """
    strides = number_in(session, "avg_running_cadence", "avg_cadence")
    fraction = number_in(session, "avg_fractional_cadence") or 0.0
    return possible_form(
        cadence_spm=_steps_a_minute(strides, fraction),
        contact_left_pct=number_in(session, "avg_stance_time_balance"),
        vertical_ratio_pct=number_in(session, "avg_vertical_ratio"),
        vertical_oscillation_mm=number_in(session, "avg_vertical_oscillation"),
        contact_ms=number_in(session, "avg_stance_time"),
        step_length_mm=number_in(session, "avg_step_length"),
    )


def _steps_a_minute(cadence: float | None, fraction: float) -> float | None:
    """
    Of both feet. Most files count strides, some count steps already.
    """
    if cadence is None:
        return None
    counted = cadence + fraction
    return counted if counted > MOST_STRIDES else 2 * counted


def _name_of(message: Message, field: str) -> str:
    value = message.get(field)
    return value if isinstance(value, str) else ""


def _maker_of(file_id: Message) -> str:
    maker = _name_of(file_id, "manufacturer")
    # What FIT calls whoever has no number there names nobody.
    maker = "" if maker == "development" else maker
    product = text_in(file_id, "product_name")
    return product or maker
