"""Reprints found by their bands, and what bringing stories together keeps from one run to the next."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. The accounts are made again by the next build, which fills them."""
    op.create_table(
        "text_bands",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("text_bands_by_article", "text_bands", ["article"])
    op.create_table(
        "reprints",
        sa.Column("left", sa.Integer, sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("right", sa.Integer, sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("reprints_by_right", "reprints", ["right"])
    op.create_table("unreconciled", sa.Column("sha256", sa.String, primary_key=True))
    op.create_table(
        "tellings",
        sa.Column("mention", sa.String, primary_key=True),
        sa.Column("article", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("block", sa.String, nullable=False),
        sa.Column("first_group", sa.String, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("dated", sa.Text),
    )
    for column in ("article", "block", "first_group"):
        op.create_index(f"tellings_by_{column}", "tellings", [column])
    with op.batch_alter_table("contacts") as contacts:
        contacts.add_column(sa.Column("block", sa.String, nullable=False, server_default=""))
        contacts.add_column(sa.Column("made_of", sa.String, nullable=False, server_default=""))
        contacts.create_index("contacts_by_block", ["block"])


def downgrade() -> None:
    """A build would make all of it again, but not with the tables of an older program."""
    raise NotImplementedError("a record cannot be taken back to older tables")
