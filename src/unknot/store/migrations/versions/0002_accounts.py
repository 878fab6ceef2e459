"""
Accounts: who may sign in, where somebody is signed in, what is sealed; and whose sample it is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """
    Makes the tables, and says of everybody who is here that this is their house.
    """
    op.add_column(
        "runners", sa.Column("is_added", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("runners", sa.Column("sample_of", sa.String(length=32), nullable=True))
    op.create_table(
        "accounts",
        sa.Column("runner_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.String(length=64), nullable=False),
        sa.Column("passphrase_hash", sa.Text(), nullable=False),
        sa.Column("passphrase_set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("runner_id"),
        sa.UniqueConstraint("name_key"),
    )
    op.create_table(
        "sign_ins",
        sa.Column("runner_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("runner_id", "id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("n_tries", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("about"),
    )
    op.create_index("sign_in_tries_by_time", "sign_in_tries", ["last_at"], unique=False)
    op.create_table(
        "secrets",
        sa.Column("runner_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["runner_id"], ["runners.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("runner_id", "name"),
    )


def downgrade() -> None:
    """
    Nobody goes back: who may sign in would be forgotten, and every page open to all.
    """
    raise NotImplementedError("accounts are not taken away again")
