"""
What a runner measures at home, and how a run was run where a watch tells.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_FORM = (
    "cadence_spm",
    "contact_left_pct",
    "vertical_ratio_pct",
    "vertical_oscillation_mm",
    "contact_ms",
    "step_length_mm",
)


def upgrade() -> None:
    """
    Adds a table, and columns that stay empty until files are read again.
    """
    op.create_table(
        "measurements",
        sa.Column("runner_id", sa.String(length=32), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("test", sa.String(length=30), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("runner_id", "date", "test", "side"),
    )
    for name in _FORM:
        op.add_column("recordings", sa.Column(name, sa.Float(), nullable=True))
