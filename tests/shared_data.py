"""
Where the real recordings lie, for the tests that use them.

They are no part of the project: `UNKNOT_TEST_DATA` names the folder, or it stands beside the
project as `../shared/data`. Without it those tests are skipped, and say so.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_PROJECT = Path(__file__).resolve().parents[1]


def shared_data_dir() -> Path | None:
    """
    The folder with the real recordings, or None where there is none.
    """
    named = os.environ.get("UNKNOT_TEST_DATA")
    folder = Path(named) if named else _PROJECT.parent / "shared" / "data"
    return folder if (folder / "expected.csv").is_file() else None


def shared_file(*parts: str) -> Path:
    """
    One file of the real recordings. Only for tests marked with `needs_shared_data`.
    """
    folder = shared_data_dir()
    assert folder is not None
    return folder.joinpath(*parts)


def needs_shared_data(test):
    """
    Mark a test as one that reads the real recordings; it is skipped where they are not.
    """
    skip = pytest.mark.skipif(
        shared_data_dir() is None,
        reason="the real recordings are not here: set UNKNOT_TEST_DATA to their folder",
    )
    return pytest.mark.shared_data(skip(test))
