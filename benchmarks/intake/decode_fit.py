"""
How fast are FIT files decoded to columns? The peer is fitdecode, on the same files in turns.

    python -m benchmarks.intake.decode_fit [--json] [--rounds 3]

Ours is the whole way from bytes to columns: splitting the parts, walking over their layout,
checking checksums, decoding by the fast path, and by the patient one where a part is irregular.
fitdecode only decodes every message to its fields, without making columns. The bar is 30 times;
the goal 80. `by fast path` says how many of the files needed no fitdecode; the comparison of both
decoders' values stands in `tests/intake/test_two_decoders.py`, and with `--compare` over all files.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path

import fitdecode
from tests.shared_data import shared_data_dir

from benchmarks.intake.rounds import Row, medians, show
from unknot.intake.fit_decode import decode_part
from unknot.intake.fit_layout import split_parts

BAR = 30.0


def decode_ours(content: bytes) -> object:
    """
    All parts of a file to columns, as the importer does it.
    """
    parts, _ = split_parts(content)
    return [decode_part(part) for part in parts]


def decode_theirs(content: bytes) -> object:
    """
    Every message of a file by fitdecode, its checksum not even looked at.
    """
    n_values = 0
    with fitdecode.FitReader(
        io.BytesIO(content),
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    ) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                n_values += len(frame.fields)
    return n_values


def files_of(folder: Path) -> dict[str, list[bytes]]:
    """
    The zoo of makers, and one runner's everyday history.
    """
    zoo = [path.read_bytes() for path in sorted((folder / "fit").glob("*.fit"))]
    with zipfile.ZipFile(folder / "history" / "runner_a" / "runner_a_fit.zip") as archive:
        history = [archive.read(name) for name in archive.namelist() if name.endswith(".fit")]
    return {"fit/": zoo, "history/runner_a": history}


def n_by_fast_path(files: list[bytes]) -> int:
    """
    How many files are read by the fast decoder alone.
    """
    return sum(
        all(decode_part(part).by_fast_decoder for part in split_parts(content)[0])
        for content in files
    )


def n_different(files: list[bytes]) -> int:
    """
    How many files the two decoders disagree on, over all columns and figures.
    """
    from tests.intake.test_two_decoders import differences

    return sum(any(differences(part) for part in split_parts(content)[0]) for content in files)


def main() -> int:
    """
    Measure, print, and return 0 whatever came of it.
    """
    parser = argparse.ArgumentParser(description="FIT files to columns, against fitdecode")
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the median counts")
    parser.add_argument("--compare", action="store_true", help="compare all values too (slow)")
    chosen = parser.parse_args()
    folder = shared_data_dir()
    if folder is None:
        print("The real recordings are not here: set UNKNOT_TEST_DATA to their folder.")
        return 0
    rows = []
    for what, files in files_of(folder).items():
        taken = medians({"ours": decode_ours, "peer": decode_theirs}, files, chosen.rounds)
        note = f"{n_by_fast_path(files)} by fast path"
        if chosen.compare:
            note += f", {n_different(files)} files decoded differently"
        ratio = taken["peer"] / taken["ours"]
        rows.append(
            Row(what, len(files), "fitdecode", taken["ours"], taken["peer"], ratio, BAR, note)
        )
    show(rows, chosen.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
