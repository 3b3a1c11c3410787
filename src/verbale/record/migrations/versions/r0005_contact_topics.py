"""What a contact was about and whether its accounts differ, for choosing by."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column and the table. The accounts are made again before they are shown, which fills them."""
    with op.batch_alter_table("contacts") as contacts:
        contacts.add_column(sa.Column("divergent", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "contact_topics",
        sa.Column("contact", sa.String, sa.ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("topic", sa.String, primary_key=True),
    )
    op.create_index("contact_topics_by_topic", "contact_topics", ["topic"])


def downgrade() -> None:
    """A build would make all of it again, but not with the tables of an older program."""
    raise NotImplementedError("a record cannot be taken back to older tables")
