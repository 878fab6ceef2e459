"""
Runs and recordings from their rows and back, by hand.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from unknot.app.ports import KeptRecording
from unknot.app.views import RunFacts
from unknot.domain.effort import EffortSpan
from unknot.domain.features import FEATURE_NAMES, FEATURES_VERSION, RunFeatures
from unknot.domain.places import Place
from unknot.domain.recording import LoadSums, Recording, Sport, Surface
from unknot.domain.run import RawLoads, RunDone, RunKind
from unknot.domain.run_form import FORM_FIGURES, RunForm

_VERSION = "version"


def figures_of(effort: RunDone | Recording) -> dict[str, Any]:
    """
    The columns that runs and recordings share.
    """
    return {
        "sport": effort.sport.value,
        "surface": effort.surface.value,
        "start_utc": effort.start_utc,
        "elapsed_s": effort.elapsed_s,
        "timer_s": effort.timer_s,
        "distance_m": effort.distance_m,
        "ascent_m": effort.ascent_m,
        "descent_m": effort.descent_m,
        "avg_hr": effort.avg_hr,
        "rpe": effort.rpe,
        "title": effort.title,
    }


def run_from(row: Row[Any]) -> RunDone:
    """
    An effort from its row.
    """
    return RunDone(
        id=row.id,
        sport=Sport(row.sport),
        surface=Surface(row.surface),
        start_utc=row.start_utc,
        zone=row.zone,
        elapsed_s=row.elapsed_s,
        timer_s=row.timer_s,
        distance_m=row.distance_m,
        ascent_m=row.ascent_m,
        descent_m=row.descent_m,
        avg_hr=row.avg_hr,
        rpe=row.rpe,
        kind=RunKind(row.kind) if row.kind else None,
        loads=RawLoads(row.rpe_min, row.trimp, row.graded),
        title=row.title,
        features=features_from(row.features),
    )


def sums_as_values(sums: LoadSums | None) -> dict[str, Any]:
    """
    The columns of what a recording adds up to; heart rates and their seconds in turn.
    """
    if sums is None:
        return {"beats": None, "graded_m2_per_s": None, "peak_hr": None}
    flat = array("d", [value for pair in sums.beats for value in pair])
    return {
        "beats": flat.tobytes(),
        "graded_m2_per_s": sums.graded_m2_per_s,
        "peak_hr": sums.peak_hr,
    }


def recorded_in(recording: Recording) -> dict[str, Any]:
    """
    The columns that say what one recording holds.
    """
    return {
        **figures_of(recording),
        "end_utc": recording.start_utc + timedelta(seconds=recording.recorded_s or 0),
        "max_hr": recording.max_hr,
        **sums_as_values(recording.sums),
        "n_records": recording.n_records,
        "description": recording.description,
        "gear": recording.gear,
        "maker": recording.maker,
        "zone": recording.zone,
        "trusted_heart_rate": recording.trusted_heart_rate,
        "trusted_distance": recording.trusted_distance,
        "places": places_as_bytes(recording.places),
        "features": features_as_text(recording.features),
        **_form_as_values(recording.form),
    }


def _form_as_values(form: RunForm | None) -> dict[str, float | None]:
    return {name: getattr(form, name, None) for name in FORM_FIGURES}


def form_from(row: Row[Any]) -> RunForm | None:
    """
    How the runner moved, from the row of a recording; None where no watch told.
    """
    figures = [getattr(row, name) for name in FORM_FIGURES]
    return None if all(each is None for each in figures) else RunForm(*figures)


def _sums_from(row: Row[Any]) -> LoadSums | None:
    if row.beats is None:
        return None
    flat = array("d", row.beats)
    beats = tuple(zip(flat[::2], flat[1::2], strict=True))
    return LoadSums(beats, row.graded_m2_per_s, row.peak_hr)


def places_as_bytes(places: Iterable[Place] | None) -> bytes | None:
    """
    The column of where a recording was: tick, latitude and longitude in turn.
    """
    if not places:
        return None
    flat = [(place.tick, place.latitude_deg, place.longitude_deg) for place in places]
    return array("d", [value for place in flat for value in place]).tobytes()


def _places_from(packed: bytes | None) -> tuple[Place, ...]:
    flat = array("d", packed or b"")
    return tuple(
        Place(int(tick), latitude, longitude)
        for tick, latitude, longitude in zip(flat[::3], flat[1::3], flat[2::3], strict=True)
    )


def kept_from(row: Row[Any]) -> KeptRecording:
    """
    A recording from its row, with its file's name and its streams if they were asked for.
    """
    return KeptRecording(row.id, row.file or "", recording_from(row), row.chosen)


def recording_from(row: Row[Any]) -> Recording:
    """
    A recording from its row.
    """
    packed = getattr(row, "packed", None)
    streams: Mapping[str, array[float]] = {}
    if packed:
        # Looking at runs needs no streams, so a server starts without NumPy.
        from unknot.store.streams import PackedStreams

        streams = PackedStreams.read(packed)
    return Recording(
        sport=Sport(row.sport),
        surface=Surface(row.surface),
        start_utc=row.start_utc,
        elapsed_s=row.elapsed_s,
        timer_s=row.timer_s,
        distance_m=row.distance_m,
        ascent_m=row.ascent_m,
        descent_m=row.descent_m,
        avg_hr=row.avg_hr,
        max_hr=row.max_hr,
        # A recording read without its streams still says how many records it has.
        n_records=row.n_records,
        rpe=row.rpe,
        title=row.title,
        description=row.description,
        gear=row.gear,
        maker=row.maker,
        zone=row.zone,
        trusted_heart_rate=row.trusted_heart_rate,
        trusted_distance=row.trusted_distance,
        streams=streams,
        sums=_sums_from(row),
        places=_places_from(row.places),
        features=features_from(row.features),
        form=form_from(row),
    )


def features_as_text(features: RunFeatures | None) -> str | None:
    """
    The column of what a run is made of: its figures by name, those that are known.
    """
    if features is None:
        return None
    known: dict[str, float] = {_VERSION: FEATURES_VERSION}
    known |= {
        name: value for name in FEATURE_NAMES if (value := getattr(features, name)) is not None
    }
    return json.dumps(known, separators=(",", ":"))


# Years of runs are read again after every change, and few of them have changed.
@lru_cache(maxsize=8192)
def features_from(text: str | None) -> RunFeatures | None:
    """
    The features in that column; None where they were told another way than today.
    """
    if text is None:
        return None
    given = json.loads(text)
    if given.get(_VERSION) != FEATURES_VERSION:
        return None
    return RunFeatures(**{name: given[name] for name in FEATURE_NAMES if name in given})


def span_from(row: Row[Any]) -> EffortSpan:
    """
    What tells whether two recordings are of one effort.
    """
    recorded_s = (row.end_utc - row.start_utc).total_seconds()
    return EffortSpan(
        id=row.run_id,
        sport=Sport(row.sport),
        start_utc=row.start_utc,
        elapsed_s=None if row.elapsed_s is None else recorded_s,
        distance_m=row.distance_m,
        n_records=row.n_records,
        recording_id=row.id,
        is_indoors=row.surface == Surface.TREADMILL.value,
        places=_places_from(row.places),
        file=row.sha256 or "",
    )


def facts_from(row: Row[Any]) -> RunFacts:
    """
    What one recording says, under the effort it is part of.
    """
    return RunFacts(
        run_id=row.run_id,
        sport=Sport(row.sport),
        start_utc=row.start_utc,
        elapsed_s=row.elapsed_s,
        timer_s=row.timer_s,
        distance_m=row.distance_m,
        ascent_m=row.ascent_m,
        avg_hr=row.avg_hr,
        n_records=row.n_records,
    )
