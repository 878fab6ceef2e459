"""
What a check-in asks besides, and the ids of what phones sent later.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """
    Adds columns that are empty for older check-ins, and the table of ids.
    """
    for name in ("sleep_quality", "muscle_soreness", "mood"):
        op.add_column("check_ins", sa.Column(name, sa.Integer(), nullable=True))
    for name in ("resting_hr", "hrv_lnrmssd"):
        op.add_column("check_ins", sa.Column(name, sa.Float(), nullable=True))
    op.create_table(
        "synced_items",
        sa.Column("runner_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("runner_id", "id"),
    )
