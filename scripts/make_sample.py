"""
Make the sample's sessions from real recordings, without anything that says whose they are.

    python scripts/make_sample.py PATH/TO/history/runner_a/runner_a_fit.zip

Keeps four months (17 whole weeks) of every sport, one recording of each effort, every fifth
second of time, distance, height above the session's lowest point, speed, heart rate and
cadence. Positions, names, makers and serial numbers are never read.
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import fitdecode
import numpy as np

ZONE = ZoneInfo("Asia/Shanghai")
FIRST_DAY, LAST_DAY = date(2021, 1, 18), date(2021, 5, 16)
EVERY_S = 5
# A watch that was left running overnight is no session to show anybody.
LONGEST_S = 5 * 3600
STREAMS = {
    "distance_m": "distance",
    "altitude_m": "enhanced_altitude",
    "speed_mps": "enhanced_speed",
    "heart_rate_bpm": "heart_rate",
    "cadence_rpm": "cadence",
}
SPORTS = {"running": 1, "cycling": 2, "walking": 11}
SUB_SPORTS = {"treadmill": 1, "street": 2, "trail": 3, "track": 4}
OUT = Path(__file__).resolve().parents[1] / "src/unknot/intake/sample_data/sessions.npz"


def read_session(content: bytes) -> dict[str, object] | None:
    """
    One session's figures and streams, or None if it is outside the months or the sports.
    """
    records, session = [], None
    with fitdecode.FitReader(io.BytesIO(content)) as reader:
        for frame in reader:
            if not isinstance(frame, fitdecode.FitDataMessage):
                continue
            if frame.name == "session":
                session = frame
            elif frame.name == "record":
                records.append(frame)
    if session is None or session.get_value("start_time") is None:
        return None
    start = session.get_value("start_time").astimezone(UTC)
    sport = session.get_value("sport", fallback="")
    if sport not in SPORTS or not FIRST_DAY <= start.astimezone(ZONE).date() <= LAST_DAY:
        return None
    return {
        "start": start,
        "sport": SPORTS[sport],
        "sub_sport": SUB_SPORTS.get(str(session.get_value("sub_sport", fallback="")), 0),
        "elapsed": float(session.get_value("total_elapsed_time")),
        "timer": float(session.get_value("total_timer_time")),
        "distance": float(session.get_value("total_distance", fallback=0) or 0),
        "ascent": session.get_value("total_ascent", fallback=None),
        "avg_hr": session.get_value("avg_heart_rate", fallback=None),
        "records": thinned(records, start),
    }


def thinned(records: list[fitdecode.FitDataMessage], start: datetime) -> np.ndarray:
    """
    Every fifth second as rows of time and the streams, NaN where missing.
    """
    rows, last = [], -EVERY_S
    for record in records:
        at = record.get_value("timestamp", fallback=None)
        if at is None:
            continue
        seconds = (at.astimezone(UTC) - start).total_seconds()
        if seconds < last + EVERY_S or seconds < 0:
            continue
        last = seconds
        rows.append([seconds] + [number(record, field) for field in STREAMS.values()])
    table = np.array(rows, dtype=float).reshape(len(rows), 1 + len(STREAMS))
    if len(table) and np.isfinite(table[:, 2]).any():
        table[:, 2] -= np.nanmin(table[:, 2])
    return table


def number(record: fitdecode.FitDataMessage, field: str) -> float:
    """
    A field of a record as a number, NaN where it is not there.
    """
    for name in (field, field.removeprefix("enhanced_")):
        value = record.get_value(name, fallback=None)
        if value is not None:
            return float(value)
    return float("nan")


def one_of_each_effort(sessions: list[dict[str, object]]) -> list[dict[str, object]]:
    """
    Drop recordings that overlap a richer one.
    """
    kept: list[dict[str, object]] = []
    for session in sorted(sessions, key=lambda each: -len(each["records"])):
        start, end = session["start"], session["start"] + timedelta(seconds=session["elapsed"])
        if all(
            end <= other["start"] or start >= other["start"] + timedelta(seconds=other["elapsed"])
            for other in kept
        ):
            kept.append(session)
    return sorted(kept, key=lambda each: each["start"])


def main() -> None:
    """
    Read the archive, strip, thin, write.
    """
    sessions = []
    with zipfile.ZipFile(sys.argv[1]) as archive:
        for name in sorted(archive.namelist()):
            # The file names start with the date, which saves decoding the other years.
            if name.endswith(".fit") and "20210117" <= Path(name).name[:8] <= "20210517":
                session = read_session(archive.read(name))
                if session is not None and 300 <= session["elapsed"] <= LONGEST_S:
                    sessions.append(session)
    sessions = one_of_each_effort(sessions)
    write(sessions)


def write(sessions: list[dict[str, object]]) -> None:
    """
    All sessions as columns of small whole numbers; -1 (or 65535) where missing.
    """
    lengths = [len(session["records"]) for session in sessions]
    table = np.concatenate([session["records"] for session in sessions])

    def column(index: int, scale: float, kind: type) -> np.ndarray:
        values = table[:, index]
        missing = np.iinfo(kind).max
        return np.where(np.isfinite(values), np.rint(values * scale), missing).astype(kind)

    def wall(session: dict[str, object]) -> str:
        return session["start"].astimezone(ZONE).replace(tzinfo=None, microsecond=0).isoformat()

    def figure(name: str) -> np.ndarray:
        return np.array([-1.0 if s[name] is None else float(s[name]) for s in sessions], "f4")

    np.savez_compressed(
        OUT,
        starts=np.array([wall(session) for session in sessions]),
        lengths=np.array(lengths, "u2"),
        **{
            name: figure(name)
            for name in ("sport", "sub_sport", "elapsed", "timer", "distance", "ascent", "avg_hr")
        },
        time_s=column(0, 1, np.uint16),
        distance_m=np.rint(np.nan_to_num(table[:, 1], nan=-0.1) * 10).astype("i4"),
        altitude_m=column(2, 5, np.uint16),
        speed_mps=column(3, 100, np.uint16),
        heart_rate_bpm=column(4, 1, np.uint8),
        cadence_rpm=column(5, 1, np.uint8),
    )
    sys.stderr.write(
        f"{len(sessions)} sessions, {sum(lengths)} records, {OUT.stat().st_size} bytes\n"
    )


if __name__ == "__main__":
    main()
