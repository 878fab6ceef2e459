"""
The exports we know, in the order in which they are asked whether one is theirs.
"""

from __future__ import annotations

from unknot.intake.apple_health import AppleHealthExport
from unknot.intake.garmin_export import GarminExport
from unknot.intake.sources import Source
from unknot.intake.strava_export import StravaExport


def known_sources() -> tuple[Source, ...]:
    """
    One source for each vendor's export.
    """
    return (StravaExport(), GarminExport(), AppleHealthExport())
