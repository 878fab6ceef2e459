"""
What a runner wrote beside a recording joins what the recording says of itself.
"""

from __future__ import annotations

from dataclasses import replace

from unknot.domain.recording import AboutEffort, ReadFile, Recording, Sport, Surface


def described(read: ReadFile, about: AboutEffort) -> ReadFile:
    """
    The same file with what the archive around it says of its efforts.

    What somebody typed in (title, notes, gear, how hard it felt) stands above what a device
    wrote. The sport and the ground are the recording's own wherever it names them.
    """
    recordings = tuple(_described(recording, about) for recording in read.recordings)
    undated = tuple(
        replace(effort, sport=_sport(effort.sport, about.sport)) for effort in read.undated
    )
    return replace(read, recordings=recordings, undated=undated)


def _described(recording: Recording, about: AboutEffort) -> Recording:
    sport = _sport(recording.sport, about.sport)
    return replace(
        recording,
        title=about.title or recording.title,
        description=about.description or recording.description,
        gear=about.gear or recording.gear,
        rpe=recording.rpe if about.rpe is None else about.rpe,
        sport=sport,
        surface=_surface(recording.surface, about.surface, sport),
    )


def _sport(own: Sport, told: Sport | None) -> Sport:
    return told if own is Sport.OTHER and told is not None else own


def _surface(own: Surface, told: Surface | None, sport: Sport) -> Surface:
    is_open = own is Surface.UNKNOWN and sport is Sport.RUNNING and told is not None
    return told if is_open and told is not None else own
