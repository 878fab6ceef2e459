"""
Where the real adapters meet the use cases: the one house that every door opens.

Deciders, the database and the readers are imported when first needed, so that `--help` and a
look at yesterday's plan wake neither the solver nor the file readers.
"""

from __future__ import annotations

from unknot.bootstrap.house import House, open_house
from unknot.bootstrap.machine import REPORTS, SystemClock, default_data_dir, machine_zone
from unknot.bootstrap.planning import PLAN_WEEKS
from unknot.bootstrap.replanner import Replanner

__all__ = [
    "PLAN_WEEKS",
    "REPORTS",
    "House",
    "Replanner",
    "SystemClock",
    "default_data_dir",
    "machine_zone",
    "open_house",
]
