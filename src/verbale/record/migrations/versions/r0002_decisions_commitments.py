"""Decisions of persons, append-only, and commitments."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("decisions", "decision_anchors")


def upgrade() -> None:
    """Make the tables, and the triggers that refuse to change or delete a decision."""
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("field", sa.String),
        sa.Column("value", sa.Text),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("decisions.number")),
    )
    op.create_table(
        "decision_anchors",
        sa.Column("decision", sa.Integer, sa.ForeignKey("decisions.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("item_id", sa.String, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
    )
    op.create_index("decision_anchors_by_text", "decision_anchors", ["sha256"])
    op.create_table(
        "commitments",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("contact", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("made_from", sa.String),
        sa.Column("made_to", sa.String),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_index("commitments_by_date", "commitments", ["made_from"])
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
            )


def downgrade() -> None:
    """Decisions are not thrown away."""
    raise NotImplementedError("a record with decisions cannot be taken back")
