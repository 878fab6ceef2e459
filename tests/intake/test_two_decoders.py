"""
The fast decoder and the patient one say the same of every file, or the fast one is not used.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.intake import fit_writer as fit
from tests.shared_data import needs_shared_data, shared_data_dir
from unknot.intake.fit_decode import decode_part
from unknot.intake.fit_layout import FitPart, split_parts
from unknot.intake.fit_messages import FitMessages, number_in
from unknot.intake.fit_tolerant import decode_tolerantly

# The patient decoder takes a third of a second for 100 KB; larger files are compared by the
# benchmark, which has the time.
LARGEST_BYTES = 120_000

FIGURES = (
    "start_time",
    "total_elapsed_time",
    "total_timer_time",
    "total_distance",
    "total_ascent",
    "avg_heart_rate",
    "max_heart_rate",
    "workout_rpe",
    "avg_stance_time_balance",
    "avg_vertical_ratio",
    "avg_vertical_oscillation",
    "avg_stance_time",
    "avg_step_length",
    "avg_fractional_cadence",
)


def real_files() -> list[str]:
    folder = shared_data_dir()
    if folder is None:
        return []
    paths = sorted((folder / "fit").glob("*.fit"))
    return [path.name for path in paths if path.stat().st_size < LARGEST_BYTES]


def differences(part: FitPart) -> list[str]:
    """
    What the two decoders do not agree on, by name; nothing when the fast one is not used.
    """
    decoded = decode_part(part)
    if not decoded.by_fast_decoder:
        return []
    fast, patient = decoded.messages, decode_tolerantly(part)
    found = [
        name
        for name in sorted({*fast.columns, *patient.columns})
        if not _same_column(fast, patient, name)
    ]
    if fast.n_records != patient.n_records or len(fast.sessions) != len(patient.sessions):
        found.append("number of records or sessions")
    for one, other in zip(fast.sessions, patient.sessions, strict=False):
        found += [
            name
            for name in FIGURES
            if number_in(one, name) != pytest.approx(number_in(other, name), nan_ok=True)
        ]
        found += [name for name in ("sport",) if one.get(name) != other.get(name)]
    return found


def _same_column(fast: FitMessages, patient: FitMessages, name: str) -> bool:
    nothing = np.full(fast.n_records, np.nan)
    one, other = fast.columns.get(name, nothing), patient.columns.get(name, nothing)
    return len(one) == len(other) and np.allclose(one, other, rtol=0, atol=1e-6, equal_nan=True)


@needs_shared_data
@pytest.mark.parametrize("name", real_files())
def test_both_decoders_agree_on_a_real_file(name):
    """
    Every column, and every figure of the summary.
    """
    folder = shared_data_dir()
    assert folder is not None
    parts, _ = split_parts((folder / "fit" / name).read_bytes())

    assert [differences(part) for part in parts] == [[] for _ in parts]


@pytest.mark.parametrize(
    "content",
    [
        fit.fit_file(fit.easy_points(50)),
        fit.fit_file(fit.easy_points(50), header_checksum=False),
        fit.fit_file(fit.easy_points(50), developer_power=210),
        fit.fit_file(fit.easy_points(50), start=1000),
        fit.fit_file(fit.easy_points(50), strap_rates=[100] * 41),
        fit.fit_file(fit.easy_points(50), sessions=[fit.Session(), fit.Session(20)]),
        fit.fit_file(fit.changed(fit.easy_points(50), range(50), place=(50.1, -14.4))),
    ],
    ids=["plain", "no header checksum", "pod", "no date", "strap", "two sessions", "places"],
)
def test_both_decoders_agree_on_our_own_files(content):
    """
    The same on files made here, so that it is checked without the real ones too.
    """
    (part,), _ = split_parts(content)

    assert decode_part(part).by_fast_decoder
    assert differences(part) == []
