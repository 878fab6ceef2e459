"""
One effort from several recordings: which one is richest, and what the effort's figures are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from unknot.app.ports import KeptRecording
from unknot.app.views import RunFacts
from unknot.domain.effort import EffortSpan, share_in_common
from unknot.domain.features import RunFeatures
from unknot.domain.recording import Recording, Sport, Surface
from unknot.domain.run import RunDone
from unknot.domain.ties import Said

_FORMATS = (".fit", ".tcx", ".gpx")
_NOTHING = Said()

# A recording of a part of an effort, or of more than it, says nothing of its duration or way.
# Times that were typed in are rough, so less of them need agree.
ALIKE_SHARE = 0.8
ROUGHLY_ALIKE_SHARE = 0.5


_RUN, _RECORDING = "r_", "rec_"


def recording_id_of(source: str, index: int) -> str:
    """
    The id of a recording, from where it came and its place there: always the same.
    """
    return _RECORDING + hashlib.sha256(f"{source}|{index}".encode()).hexdigest()[:12]


def run_id_of(recording_id: str) -> str:
    """
    The id of the run that begins with that recording.
    """
    return _RUN + recording_id.removeprefix(_RECORDING)


def recording_id_in(run_id: str) -> str:
    """
    The other way round: the recording that a run is named after.
    """
    return _RECORDING + run_id.removeprefix(_RUN)


def by_richness(kept: Iterable[KeptRecording]) -> tuple[KeptRecording, ...]:
    """
    The richest first: by hand, then with heart rate, then more records, FIT before TCX before
    GPX, and what came first.

    Between recordings that differ in a figure the figures decide, so that the order in which
    files are imported does not.
    """
    arrived = tuple(kept)
    order = {each.id: place for place, each in enumerate(arrived)}
    return tuple(
        sorted(
            arrived,
            key=lambda each: (
                not each.is_by_hand,
                each.recording.elapsed_s is None,
                each.recording.avg_hr is None,
                -each.recording.n_records,
                _format_rank(each.file),
                _figures_of(each.recording),
                order[each.id],
            ),
        )
    )


def shown_first(
    kept: Iterable[KeptRecording], said: Mapping[str, Said]
) -> tuple[KeptRecording, ...]:
    """
    The one to show first: what the runner chose, else the richest.
    """
    return tuple(
        sorted(by_richness(kept), key=lambda each: not said.get(each.id, _NOTHING).is_chosen)
    )


def said_together(shown_first: Sequence[KeptRecording], said: Mapping[str, Said]) -> Said:
    """
    What the runner said of an effort, told by any of its recordings; an entry by hand says so too.
    """
    known = [said[each.id] for each in shown_first if each.id in said]
    by_hand = [each.recording.rpe for each in shown_first if each.is_by_hand]
    return Said(
        rpe=_first([*(each.rpe for each in known), *by_hand]),
        kind=_first(each.kind for each in known),
    )


def run_from(
    run_id: str, shown_first: Sequence[Recording], zone: str, said: Said = _NOTHING
) -> RunDone:
    """
    The effort as its shown recording tells it; what that one does not say, the one most alike
    does. Figures are taken over only from recordings of the same time: the walk home, recorded
    apart, lends the run no duration.

    What the runner said of it stands above what any file says.
    """
    shown = shown_first[0]
    most_alike = _most_alike_first(shown_first)
    alike = [each for each in most_alike if is_alike(shown, each)]
    return RunDone(
        id=run_id,
        sport=_first((each.sport for each in most_alike), but=Sport.OTHER) or Sport.OTHER,
        surface=_first((each.surface for each in most_alike), but=Surface.UNKNOWN)
        or Surface.UNKNOWN,
        start_utc=shown.start_utc,
        zone=_first(each.zone for each in most_alike) or zone,
        elapsed_s=shown.elapsed_s,
        timer_s=_first(each.timer_s for each in alike),
        distance_m=_first(_trusted_first(alike)),
        ascent_m=_first(each.ascent_m for each in alike),
        descent_m=_first(each.descent_m for each in alike),
        avg_hr=_first(each.avg_hr for each in alike),
        rpe=_first([said.rpe, *(each.rpe for each in most_alike)]),
        kind=said.kind,
        title=_first((each.title for each in most_alike), but="") or "",
        features=features_among(alike),
    )


def features_among(alike: Iterable[Recording]) -> RunFeatures | None:
    """
    What the run was made of, from the first of its recordings whose samples tell.
    """
    return next((each.features for each in alike if each.features and each.features.is_known), None)


def _most_alike_first(shown_first: Sequence[Recording]) -> list[Recording]:
    shown, *others = shown_first
    span = span_of("", shown)
    return [shown, *sorted(others, key=lambda each: -share_in_common(span, span_of("", each)))]


def is_alike(shown: Recording, other: Recording) -> bool:
    """
    True when both tell of the same time, so that one can say what the other does not.
    """
    is_rough = not shown.n_records or not other.n_records
    share = share_in_common(span_of("", shown), span_of("", other))
    return other is shown or share >= (ROUGHLY_ALIKE_SHARE if is_rough else ALIKE_SHARE)


def span_of(
    run_id: str, recording: Recording, recording_id: str = "", file: str | None = None
) -> EffortSpan:
    """
    What is compared to find the same effort again.
    """
    return EffortSpan(
        id=run_id,
        sport=recording.sport,
        start_utc=recording.start_utc,
        elapsed_s=recording.recorded_s,
        distance_m=recording.distance_m,
        n_records=recording.n_records,
        recording_id=recording_id,
        is_indoors=recording.surface is Surface.TREADMILL,
        places=recording.places or (),
        file=file or "",
    )


_SAID_ALIKE = (
    "sport", "surface", "start_utc", "elapsed_s", "timer_s", "distance_m", "ascent_m",
    "descent_m", "avg_hr", "max_hr", "n_records", "maker",
)  # fmt: skip
_WRITTEN = ("title", "description", "gear")


def adds_nothing(new: Recording, kept: Recording) -> bool:
    """
    True when a recording says, figure by figure, what one that is kept already says.

    Another export of the same file, whose bytes differ. A title, notes, gear or a rating that the
    kept one lacks is something new; without records, equal figures may be chance.
    """
    if not new.n_records:
        return False
    return (
        all(getattr(new, name) == getattr(kept, name) for name in _SAID_ALIKE)
        and all(getattr(new, name) in ("", getattr(kept, name)) for name in _WRITTEN)
        and new.rpe in (None, kept.rpe)
    )


def facts_of(run: RunDone | Recording, run_id: str, n_records: int) -> RunFacts:
    """
    A run as tables show it.
    """
    return RunFacts(
        run_id=run_id,
        sport=run.sport,
        start_utc=run.start_utc,
        elapsed_s=run.elapsed_s,
        timer_s=run.timer_s,
        distance_m=run.distance_m,
        ascent_m=run.ascent_m,
        avg_hr=run.avg_hr,
        n_records=n_records,
    )


def _figures_of(recording: Recording) -> tuple[float | str, ...]:
    """
    What sets two equally rich recordings apart, the longer and farther one first.
    """
    figures = (
        recording.elapsed_s,
        recording.distance_m,
        recording.timer_s,
        recording.ascent_m,
        recording.descent_m,
        recording.avg_hr,
        recording.max_hr,
    )
    told = (0.0 if figure is None else -1.0 - figure for figure in figures)
    return (*told, recording.start_utc.isoformat(), recording.sport, recording.title)


def _format_rank(file: str) -> int:
    name = file.lower().removesuffix(".gz")
    return next((rank for rank, end in enumerate(_FORMATS) if name.endswith(end)), len(_FORMATS))


def _trusted_first(recordings: Sequence[Recording]) -> list[float | None]:
    trusted = [each.distance_m for each in recordings if each.trusted_distance]
    return trusted + [each.distance_m for each in recordings if not each.trusted_distance]


def _first(values: Iterable[Any], but: Any = None) -> Any:
    return next((value for value in values if value is not None and value != but), None)
