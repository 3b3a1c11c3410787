"""Promises in an order to be paged, with their words; what the program is unsure of, kept."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. Promises are made again by the next build, or when they are first asked for."""
    op.drop_table("commitments")
    op.execute("DELETE FROM state WHERE key IN ('commitments', 'listing')")
    op.create_table(
        "commitments",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("contact", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("made_from", sa.String),
        sa.Column("made_to", sa.String),
        sa.Column("unsure", sa.Boolean, nullable=False),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_index("commitments_by_date", "commitments", ["made_from"])
    op.create_index("commitments_by_state", "commitments", ["state", "number"])
    op.create_index("commitments_by_unsure", "commitments", ["unsure", "number"])
    # Parts of words are looked for too: hence runs of three characters, not words.
    op.execute(
        "CREATE VIRTUAL TABLE commitments_text USING fts5(ids, names, topics, quotes, tokenize='trigram')"
    )
    op.create_table(
        "doubts",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("sort_from", sa.String, nullable=False),
        sa.Column("sort_to", sa.String, nullable=False),
        sa.Column("article", sa.String),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_index("doubts_in_order", "doubts", ["rank", "sort_from", "sort_to", "id", "kind"])
    op.create_index("doubts_of_kind", "doubts", ["kind", "rank", "sort_from", "sort_to", "id"])
    op.create_index("doubts_by_article", "doubts", ["article"])


def downgrade() -> None:
    """The tables can be made again, but not taken from an older program's sight."""
    raise NotImplementedError("a record cannot be taken back to older tables")
