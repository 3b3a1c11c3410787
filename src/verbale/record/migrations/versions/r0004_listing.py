"""Statements as they are listed, with what they can be chosen by."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; they are filled when they are first asked for."""
    op.create_table(
        "listed_statements",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("article", sa.String, nullable=False),
        sa.Column("day_from", sa.String),
        sa.Column("day_to", sa.String),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_table(
        "listed_facets",
        sa.Column("facet", sa.String, primary_key=True),
        sa.Column("value", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("listed_facets_by_number", "listed_facets", ["number"])
    op.create_table(
        "listed_totals",
        sa.Column("facet", sa.String, primary_key=True),
        sa.Column("value", sa.String, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.execute(
        "CREATE VIRTUAL TABLE listed_text USING fts5(content, content='listed_statements', "
        "content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
    )


def downgrade() -> None:
    """The tables can be made again, but not taken from an older program's sight."""
    raise NotImplementedError("a record cannot be taken back to older tables")
