"""
What this machine gives: the time, the folder for the data, the zone, the versions.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


# The address of a database on a server; it may hold a password, so it is never shown.
DATABASE_ADDRESS = "UNKNOT_DATABASE_URL"
# Where the doors keep the details of what nobody foresaw.
REPORTS = "reports"


class SystemClock:
    """
    The time of day of this machine.
    """

    def now(self) -> datetime:
        """
        This instant, in UTC.
        """
        return datetime.now(UTC)


def default_data_dir() -> Path:
    """
    Where a runner's data lies unless said otherwise: `$UNKNOT_DATA`, else the user's own folder.
    """
    named = os.environ.get("UNKNOT_DATA")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("unknot"))


def versions_here() -> str:
    """
    The versions that read files here, for the record of an import.
    """
    from importlib.metadata import version

    names = ("unknot", "fitfast", "fitdecode", "lxml")
    return ", ".join(f"{name} {version(name)}" for name in names)


def machine_zone() -> str:
    """
    The time zone this machine lives in, as far as it says; UTC otherwise.
    """
    named = os.environ.get("TZ", "").lstrip(":")
    linked = os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2]
    for candidate in (named, linked):
        if candidate and _is_zone(candidate):
            return candidate.removeprefix("Etc/") if candidate.endswith("UTC") else candidate
    return "UTC"


def _is_zone(name: str) -> bool:
    from unknot.domain.units import zone_named

    try:
        zone_named(name)
    except ValueError:
        return False
    return not name.startswith("/")
