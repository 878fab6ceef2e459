"""
One runner's rows: what `app.ports.RunnerStore` asks for, gathered from its parts.
"""

from __future__ import annotations

from unknot.store.body_rows import BodyRows
from unknot.store.care_rows import CareRows
from unknot.store.everything import EveryRow
from unknot.store.file_rows import FileRows
from unknot.store.guided_rows import GuidedRows
from unknot.store.measure_rows import MeasureRows
from unknot.store.plan_rows import PlanRows
from unknot.store.run_rows import RunRows
from unknot.store.said_rows import SaidRows
from unknot.store.secret_rows import SecretRows
from unknot.store.synced_rows import SyncedRows
from unknot.store.wellness_rows import WellnessRows


class SqlRunnerStore(
    EveryRow,
    RunRows,
    SaidRows,
    FileRows,
    BodyRows,
    CareRows,
    GuidedRows,
    MeasureRows,
    PlanRows,
    WellnessRows,
    SyncedRows,
    SecretRows,
):
    """
    Everything one runner keeps, inside one transaction.
    """
