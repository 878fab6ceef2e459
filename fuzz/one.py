"""
One fuzzing process: `python -m fuzz.one NAME FINDINGS [libFuzzer's own arguments]`.

A broken promise does not end it: the bytes are kept in FINDINGS under the place where it broke,
the smallest per place, and it goes on. Only what kills or holds up the process ends it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import random
import sys
import traceback
import warnings
from pathlib import Path

import atheris

# Python code that is watched for new ways through it. What is compiled (NumPy, lxml, fitfast,
# zlib) is run, and not watched.
_WATCHED = ["unknot", "fitdecode", "icalendar", "recurring_ical_events", "x_wr_timezone"]

AGAIN = "UNKNOT_FUZZ_AGAIN"

with atheris.instrument_imports(include=_WATCHED):
    import fitdecode  # noqa: F401
    import icalendar  # noqa: F401
    import recurring_ical_events  # noqa: F401

    from fuzz.harnesses import HARNESSES


def main() -> None:
    """
    Fuzz one harness until libFuzzer is told to stop.
    """
    harness, findings = HARNESSES[sys.argv[1]], Path(sys.argv[2])
    findings.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")

    def fed(content: bytes) -> None:
        try:
            harness.check(content)
        except Exception as broken:
            _keep(findings, content, broken)

    def damaged(content: bytes, at_most: int, seed: int) -> bytes:
        return harness.mutate(content, at_most, random.Random(seed), atheris.Mutate)

    # A merge starts this program again by what stands first.
    atheris.Setup([os.environ.get(AGAIN, sys.argv[0]), *sys.argv[3:]], fed, custom_mutator=damaged)
    atheris.Fuzz()


def _keep(findings: Path, content: bytes, broken: Exception) -> None:
    place = _place_of(broken)
    kept = findings / f"{hashlib.sha256(place.encode()).hexdigest()[:12]}.bytes"
    if kept.exists() and kept.stat().st_size <= len(content):
        return
    kept.write_bytes(content)
    told = "".join(traceback.format_exception(broken))
    kept.with_suffix(".txt").write_text(f"{place}\n\n{told}", encoding="utf-8", errors="replace")


def _place_of(broken: Exception) -> str:
    """
    What broke and where: figures in a promise are left out, so that one fault is one finding.
    """
    frames = traceback.extract_tb(broken.__traceback__)
    ours = [f"{frame.filename}:{frame.lineno}" for frame in frames if "unknot" in frame.filename]
    promise = "".join(each for each in str(broken).partition(":")[0] if not each.isdigit())
    return f"{type(broken).__name__} {promise[:80]} {ours[-1] if ours else ''}"


if __name__ == "__main__":
    main()
