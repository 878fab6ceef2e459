"""
What runs and recordings are made of, told from their samples.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """
    Makes room for the features; the next look at the runs fills it.
    """
    op.add_column("recordings", sa.Column("features", sa.Text(), nullable=True))
    op.add_column("runs", sa.Column("features", sa.Text(), nullable=True))
