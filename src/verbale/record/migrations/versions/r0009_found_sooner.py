"""Contacts of a month, actors of a name, promises of a statement and refused inputs are found by an index."""

import sqlalchemy as sa
from alembic import op

from verbale.reconcile.mentions import fold

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OPEN = "4"


def upgrade() -> None:
    """Make columns and indexes; accounts and promises are made again before they are shown, and fill them."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    word = sa.String(collation="C") if postgresql else sa.String()
    text = sa.Text(collation="C") if postgresql else sa.Text()
    number = sa.BigInteger() if postgresql else sa.Integer()
    op.add_column("contacts", sa.Column("spread", sa.Integer, nullable=False, server_default=OPEN))
    op.create_index(
        "contacts_by_spread",
        "contacts",
        ["spread", "sort_from", "sort_to", "id", "date_from", "date_to", "kind", "divergent"],
    )
    op.add_column("actors", sa.Column("folded", text, nullable=False, server_default=""))
    _fold_names()
    begins = sa.text("substr(path, 1, 300)")
    op.create_index("sources_in_order", "sources", [begins])
    op.create_index("sources_by_outcome", "sources", ["outcome", begins])
    op.create_index("commitments_by_contact", "commitments", ["contact", "number"])
    op.create_table(
        "commitment_statements",
        sa.Column("statement", word, primary_key=True),
        sa.Column(
            "number", number, sa.ForeignKey("commitments.number", ondelete="CASCADE"), primary_key=True
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("commitment_statements_by_number", "commitment_statements", ["number"])
    # All are stored anew, with their statements.
    op.execute("DELETE FROM commitments_text")
    op.execute("DELETE FROM commitments")
    op.execute("DELETE FROM state WHERE key = 'commitments'")


def _fold_names() -> None:
    actors = sa.table("actors", sa.column("key"), sa.column("name"), sa.column("folded"))
    rows = op.get_bind().execute(sa.select(actors.c.key, actors.c.name)).all()
    named = (
        sa.update(actors).where(actors.c.key == sa.bindparam("of")).values(folded=sa.bindparam("as_folded"))
    )
    if rows:
        op.get_bind().execute(named, [{"of": row.key, "as_folded": fold(row.name)} for row in rows])


def downgrade() -> None:
    """The columns could be left, but an older program would not fill them."""
    raise NotImplementedError("a record cannot be taken back to older tables")
