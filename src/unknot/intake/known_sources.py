"""
The exports we know, in the order in which they are asked whether one is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from unknot.app.views import OfferedFile
from unknot.intake.sources import Opened, Source


def known_sources() -> tuple[Source, ...]:
    """
    One source for each vendor's export.
    """
    return (
        _WhenNeeded(r"\.csv$", _strava),
        _WhenNeeded(r"\.json$|DI_CONNECT", _garmin),
        _WhenNeeded(r"\.xml(\.gz)?$", _apple),
    )


class _WhenNeeded:
    """
    A source whose reader is loaded only where a name could be one of its vendor's: most folders
    of runs are nobody's export, and reading them begins the sooner.
    """

    def __init__(self, names: str, load: Callable[[], Source]) -> None:
        self._names = re.compile(names, re.IGNORECASE)
        self._load = load

    def knows(self, opened: Opened) -> bool:
        """
        True when this is an export of that vendor.
        """
        return any(map(self._names.search, opened.names())) and self._load().knows(opened)

    def offers(self, opened: Opened) -> Iterator[OfferedFile]:
        """
        Everything in it, member by member.
        """
        return self._load().offers(opened)


def _strava() -> Source:
    from unknot.intake.strava_export import StravaExport

    return StravaExport()


def _garmin() -> Source:
    from unknot.intake.garmin_export import GarminExport

    return GarminExport()


def _apple() -> Source:
    from unknot.intake.apple_health import AppleHealthExport

    return AppleHealthExport()
