"""
How fast are GPX and TCX files parsed? The peers are gpxpy and tcxreader, on the same files.

    python -m benchmarks.intake.parse_gpx_tcx [--json] [--rounds 3]

Ours is the whole way from bytes to columns, safety checks included, without judging the values;
the peers build their objects. tcxreader wants a path, so its files lie on disk, in the cache of
the system. Bars: 5 times gpxpy, 2 times tcxreader; the goals are 9 and 4. Files a peer cannot read
are left out for both, and counted in the note.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import gpxpy
from tcxreader.tcxreader import TCXReader
from tests.shared_data import shared_data_dir

from benchmarks.intake.rounds import Row, arguments, medians, show
from unknot.intake.gpx import read_gpx
from unknot.intake.tcx import read_tcx

GPX_BAR, TCX_BAR = 5.0, 2.0


def parse_with_gpxpy(content: bytes) -> object:
    """
    The peer for GPX.
    """
    return gpxpy.parse(io.BytesIO(content))


def parser_with_tcxreader(folder: Path) -> Callable[[bytes], object]:
    """
    The peer for TCX, reading from a file that was written beforehand.
    """

    def parse(content: bytes) -> object:
        return TCXReader().read(str(folder / f"{hash(content)}.tcx"))

    return parse


def readable(files: list[bytes], *readers: Callable[[bytes], object]) -> list[bytes]:
    """
    The files that all readers get through.
    """
    return [content for content in files if all(_reads(reader, content) for reader in readers)]


def _reads(reader: Callable[[bytes], object], content: bytes) -> bool:
    try:
        reader(content)
    except Exception:
        return False
    return True


def main() -> int:
    """
    Measure, print, and return 0 whatever came of it.
    """
    chosen = arguments("GPX and TCX files to columns, against gpxpy and tcxreader")
    folder = shared_data_dir()
    if folder is None:
        print("The real recordings are not here: set UNKNOT_TEST_DATA to their folder.")
        return 0
    gpx = [path.read_bytes() for path in sorted((folder / "gpx").glob("*.gpx"))]
    with zipfile.ZipFile(folder / "history" / "runner_a" / "runner_a_gpx.zip") as archive:
        gpx += [archive.read(name) for name in archive.namelist()[::12] if name.endswith(".gpx")]
    tcx = [path.read_bytes() for path in sorted((folder / "tcx").glob("*.tcx"))]
    with tempfile.TemporaryDirectory() as on_disk:
        for content in tcx:
            (Path(on_disk) / f"{hash(content)}.tcx").write_bytes(content)
        parse_with_tcxreader = parser_with_tcxreader(Path(on_disk))
        rows = [
            _row("GPX", gpx, read_gpx, "gpxpy", parse_with_gpxpy, GPX_BAR, chosen.rounds),
            _row("TCX", tcx, read_tcx, "tcxreader", parse_with_tcxreader, TCX_BAR, chosen.rounds),
        ]
    show(rows, chosen.json)
    return 0


def _row(
    what: str,
    files: list[bytes],
    ours: Callable[[bytes], object],
    peer_name: str,
    peer: Callable[[bytes], object],
    bar: float,
    rounds: int,
) -> Row:
    common = readable(files, ours, peer)
    taken = medians({"ours": ours, "peer": peer}, common, rounds)
    note = f"{len(files) - len(common)} left out"
    ratio = taken["peer"] / taken["ours"]
    return Row(what, len(common), peer_name, taken["ours"], taken["peer"], ratio, bar, note)


if __name__ == "__main__":
    sys.exit(main())
