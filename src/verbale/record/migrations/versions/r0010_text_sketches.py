"""Texts that may be reprints of each other are told by their sketches, without reading them again."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table. The next run of reconciling finds all reprints anew and fills it."""
    op.create_table(
        "text_sketches",
        sa.Column(
            "article",
            sa.Integer,
            sa.ForeignKey("articles.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("runs", sa.Integer, nullable=False),
        sa.Column("minima", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """The table could be left, but an older program would not fill it."""
    raise NotImplementedError("a record cannot be taken back to older tables")
