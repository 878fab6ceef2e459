"""
Reads a GPX file: the track that a phone, a watch or a website wrote down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from lxml import etree

from unknot.domain.recording import FileWarning
from unknot.domain.sentence import Sentence, sentence
from unknot.intake.check_clock import EARLIEST, LATEST
from unknot.intake.draft import UNIX_TIME, Column, Draft, Drafts
from unknot.intake.errors import NotAnActivity, RunFileUnreadable
from unknot.intake.sports import sport_called, surface_called
from unknot.intake.xml_points import PointColumns, text_below, unix_times
from unknot.intake.xml_safety import open_xml

# Local names of what makers write into a point -> our columns. A distance counter is not
# among them: the way is measured from the positions, as everybody's GPX can be.
_FIELDS = {
    "ele": "altitude_m",
    "hr": "heart_rate_bpm",
    "heartrate": "heart_rate_bpm",
    "HeartRateBpm": "heart_rate_bpm",
    "cad": "cadence_rpm",
    "cadence": "cadence_rpm",
    "power": "power_w",
    "PowerInWatts": "power_w",
    "watts": "power_w",
    "speed": "speed_mps",
}

# Tracks closer together than this are one effort that was broken off; else they are several.
BREAK_S = 3600.0

# FitoTrack keeps the sport only inside the name it gives the file.
_FITOTRACK_SPORT = re.compile(r"workoutTypeId=(\w+)")
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class _Track:
    kind: str
    title: str
    columns: dict[str, Column]
    n_points: int
    segment_starts: tuple[int, ...]
    n_without_zone: int

    @property
    def times(self) -> Column:
        """
        The times that can be dates, in the order of the points.
        """
        times = self.columns.get(UNIX_TIME, np.empty(0))
        return times[(times >= EARLIEST) & (times < LATEST)]


def read_gpx(content: bytes) -> Drafts:
    """
    Every effort in a GPX file: tracks far apart in time are several.

    Raises
    ------
    RunFileUnreadable
        If it is no GPX, is damaged before anything of use, or holds an activity that no time dates.
    NotAnActivity
        If it holds a route, waypoints or a name, and no activity.
    """
    opened = open_xml(content, "gpx")
    tracks = [_read_track(element) for element in opened.root.iterfind("{*}trk")]
    drafts = [_draft_of(group, opened.root) for group in _groups_of(tracks)]
    warnings = [warning for track in tracks for warning in _zone_warning(track)]
    if not drafts and not any(track.n_points for track in tracks):
        drafts = [draft for track in tracks[:1] for draft in _without_points(track, opened.root)]
        warnings += [_NO_POINTS for _ in drafts]
    if not drafts:
        _say_why_nothing(tracks, opened.damage)
    return Drafts(tuple(drafts), tuple(warnings), opened.damage)


def _read_track(element: etree._Element) -> _Track:
    points = PointColumns("trkpt", _FIELDS)
    segment_starts = []
    for segment in element.iterfind("{*}trkseg"):
        if points.n_points:
            segment_starts.append(points.n_points)
        points.add_all(segment)
    columns = points.columns()
    return _Track(
        kind=text_below(element, "type"),
        title=text_below(element, "name")[:_LONGEST_TITLE],
        columns=columns,
        n_points=points.n_points,
        segment_starts=tuple(segment_starts),
        n_without_zone=points.n_without_zone,
    )


def _groups_of(tracks: list[_Track]) -> Iterator[list[_Track]]:
    """
    Tracks that belong together: of one sport, with less than an hour between them.
    """
    group: list[_Track] = []
    is_dated = False
    for track in tracks:
        if not track.n_points:
            continue
        if is_dated and not _continues(group, track):
            yield group
            group, is_dated = [], False
        group.append(track)
        is_dated = is_dated or len(track.times) > 0
    if is_dated:
        yield group


def _continues(group: list[_Track], track: _Track) -> bool:
    if not len(track.times):
        return True
    earlier = next(each for each in reversed(group) if len(each.times))
    pause = float(track.times[0] - earlier.times[-1])
    return abs(pause) < BREAK_S and track.kind == earlier.kind


def _draft_of(group: list[_Track], root: etree._Element) -> Draft:
    lengths = [track.n_points for track in group]
    offsets = np.r_[0, np.cumsum(lengths)].tolist()
    starts = sorted(
        set(offsets[1:-1])
        | {
            offset + start
            for offset, track in zip(offsets, group, strict=False)
            for start in track.segment_starts
        }
    )
    names = {name for track in group for name in track.columns}
    columns = {
        name: np.concatenate(
            [track.columns.get(name, np.full(track.n_points, np.nan)) for track in group]
        )
        for name in names
    }
    first = next(float(track.times[0]) for track in group if len(track.times))
    return _draft(group[0], root, first, sum(lengths), columns, tuple(starts))


def _draft(
    track: _Track,
    root: etree._Element,
    start: float,
    n_records: int,
    columns: dict[str, Column],
    segment_starts: tuple[int, ...],
) -> Draft:
    file_name = text_below(root, "metadata", "name")
    fitotrack = _FITOTRACK_SPORT.search(file_name)
    title = track.title or ("" if fitotrack else file_name[:_LONGEST_TITLE])
    sport = sport_called(track.kind, fitotrack[1] if fitotrack else "", title=title)
    return Draft(
        sport=sport,
        surface=surface_called(sport, track.kind),
        start=start,
        title=title,
        maker=(root.get("creator") or "").strip()[:_LONGEST_TITLE],
        n_records=n_records,
        columns=columns,
        segment_starts=segment_starts,
    )


def _without_points(track: _Track, root: etree._Element) -> Iterator[Draft]:
    """
    An indoor effort: websites export it as an empty track whose only date is the file's.
    """
    times, _ = unix_times([text_below(root, "metadata", "time") or "-"])
    if EARLIEST <= times[0] < LATEST:
        yield _draft(track, root, float(times[0]), 0, {}, ())


_NO_POINTS = FileWarning(
    "only-a-start-time",
    sentence(
        "The file holds a start time and nothing else, as exports of indoor efforts do; its"
        " duration and distance are unknown. Import the .fit file of the same effort if you have"
        " it."
    ),
)


def _zone_warning(track: _Track) -> Iterator[FileWarning]:
    if track.n_without_zone:
        yield FileWarning(
            "time-without-zone",
            sentence(
                "{n} of {of} times name no time zone and were taken as UTC; the run may appear some"
                " hours off.",
                n=track.n_without_zone,
                of=track.n_points,
            ),
        )


def _say_why_nothing(tracks: list[_Track], damage: tuple[Sentence, ...]) -> None:
    if damage:
        raise RunFileUnreadable("No track can be read.", *damage)
    tracks_with_points = [track for track in tracks if track.n_points]
    if any(UNIX_TIME in track.columns for track in tracks_with_points):
        raise RunFileUnreadable("The times of this track are no dates of a run.", _WHAT_TO_DO)
    if any(_says_it_was_done(track) for track in tracks_with_points):
        raise RunFileUnreadable(
            "The points of this track have no times, so nobody can tell when it was run: it is an"
            " export that left the times out, or a way still to go.",
            _WHAT_TO_DO,
        )
    if tracks_with_points:
        raise NotAnActivity("This is a route: its points carry no times, so nothing was run yet.")
    raise NotAnActivity("This holds no track of an activity, only a route, waypoints or a name.")


def _says_it_was_done(track: _Track) -> bool:
    """
    True for a track that names its sport or carries a heart rate, as a drawn route does not.
    """
    return bool(track.kind) or "heart_rate_bpm" in track.columns


_WHAT_TO_DO = sentence(
    "If you ran it, export the activity itself from your watch or its app, as .fit if you can, or "
    "add the run by hand."
)
