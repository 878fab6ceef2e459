"""
Streams packed small come back as they were, to a precision finer than any watch.
"""

from __future__ import annotations

import math
import pickle
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.domain.recording import STREAM_NAMES
from unknot.store.streams import STEPS_PER_UNIT, PackedStreams, pack_streams

VALUES = st.one_of(
    st.floats(-1e6, 1e6), st.just(math.nan), st.floats(allow_nan=False, allow_infinity=True)
)


@given(
    st.lists(VALUES, min_size=1, max_size=60),
    st.sampled_from(STREAM_NAMES),
)
def test_values_come_back_within_half_a_step(values, name):
    """
    Whatever a file says, also what cannot be: the value is there, and a gap is a gap.
    """
    packed = pack_streams(len(values), {name: array("d", values)}).packed
    back = PackedStreams.read(packed)[name]

    half_a_step = 0.5 / STEPS_PER_UNIT[name]
    for value, kept in zip(values, back, strict=True):
        assert kept == pytest.approx(value, abs=half_a_step * 1.001, rel=1e-12, nan_ok=True)


def test_rounding_does_not_add_up():
    """
    After ten hours of odd steps the last metre is as good as the first.
    """
    n = 36_000
    metres = array("d", [index * 2.7182818284 for index in range(n)])

    back = pack_streams(n, {"distance_m": metres})["distance_m"]

    assert max(abs(kept - was) for kept, was in zip(back, metres, strict=True)) <= 0.0005


def test_an_hour_packs_small():
    """
    Five streams of an hour at one value a second take less than a twentieth of their bytes.
    """
    n = 3600
    streams = {
        "time_s": array("d", range(n)),
        "distance_m": array("d", [index * 2.9 for index in range(n)]),
        "heart_rate_bpm": array("d", [140 + index % 17 for index in range(n)]),
        "latitude_deg": array("d", [50 + index * 2.1e-5 for index in range(n)]),
        "altitude_m": array("d", [200 + index % 40 / 5 for index in range(n)]),
    }

    assert len(pack_streams(n, streams).packed) < n * 5 * 8 / 20


def test_a_recording_without_records_has_no_streams():
    """
    Nothing was measured, so nothing comes back.
    """
    assert dict(pack_streams(0, {"time_s": array("d")})) == {}


def test_a_form_from_the_future_is_refused():
    """
    Bytes of a form that is not known are not guessed at.
    """
    packed = b"\x63" + pack_streams(1, {}).packed[1:]

    with pytest.raises(ValueError, match="form 99"):
        PackedStreams.read(packed)


def test_who_asks_for_the_heart_rate_unpacks_no_positions():
    """
    Load is measured without the places: damage there harms no heart rate.
    """
    streams = {"heart_rate_bpm": array("d", [140.0, 141.0]), "latitude_deg": array("d", [50, 51])}
    packed = pack_streams(2, streams).packed
    cut = PackedStreams.read(packed[:-8])

    assert set(cut) == set(streams)
    assert list(cut["heart_rate_bpm"]) == [140.0, 141.0]


def test_packed_streams_go_to_another_process_and_stay_themselves():
    """
    Packing twice changes nothing, and neither does being handed over.
    """
    streams = {"time_s": array("d", [0.0, 1.0]), "longitude_deg": array("d", [14.0, math.nan])}
    packed = pack_streams(2, streams)
    assert list(packed["time_s"]) == [0.0, 1.0]

    handed_over = pickle.loads(pickle.dumps(packed))  # noqa: S301

    assert handed_over.packed == packed.packed == pack_streams(2, packed).packed
    assert math.isnan(handed_over["longitude_deg"][1])
