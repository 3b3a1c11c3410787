"""The list of statements is kept in step, text by text, instead of made anew."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables anew; they are filled by the next build, or when they are first asked for."""
    for table in ("listed_text", "listed_statements", "listed_facets"):
        op.drop_table(table)
    op.execute("DELETE FROM listed_totals")
    op.execute("DELETE FROM state WHERE key = 'listing'")
    op.create_table("unlisted", sa.Column("sha256", sa.String, primary_key=True))
    op.create_table(
        "listed_statements",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("article", sa.String, nullable=False),
        sa.Column("witness", sa.String, nullable=False),
        sa.Column("contact", sa.String),
        sa.Column("day_from", sa.String),
        sa.Column("day_to", sa.String),
        sa.Column("wording", sa.String),
        sa.Column("sources", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_index("listed_statements_by_contact", "listed_statements", ["contact", "number"])
    op.create_index("listed_statements_by_wording", "listed_statements", ["wording", "witness"])
    op.create_table(
        "listed_texts",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("listed_texts_by_number", "listed_texts", ["number"])
    op.create_table(
        "listed_facets",
        sa.Column("facet", sa.String, primary_key=True),
        sa.Column("value", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("listed_facets_by_number", "listed_facets", ["number"])
    op.execute(
        "CREATE VIRTUAL TABLE listed_text USING fts5(content, content='listed_statements', "
        "content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
    )


def downgrade() -> None:
    """The tables can be made again, but not taken from an older program's sight."""
    raise NotImplementedError("a record cannot be taken back to older tables")
