"""Contacts in the order of days, of each actor too, and how many there are of each actor and topic."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UNDATED = "9999-99-99"


def upgrade() -> None:
    """Make the columns. The accounts are made again before they are shown, which fills them."""
    with op.batch_alter_table("contacts") as contacts:
        contacts.add_column(sa.Column("sort_from", sa.String, nullable=False, server_default=UNDATED))
        contacts.add_column(sa.Column("sort_to", sa.String, nullable=False, server_default=UNDATED))
        contacts.add_column(sa.Column("who", sa.String, nullable=False, server_default=""))
        contacts.create_index(
            "contacts_in_order", ["sort_from", "sort_to", "id", "date_from", "date_to", "kind", "divergent"]
        )
        contacts.create_index("contacts_by_who", ["who", "sort_from", "sort_to", "id"])
    with op.batch_alter_table("contact_participants") as people:
        people.add_column(sa.Column("sort_from", sa.String, nullable=False, server_default=UNDATED))
        people.add_column(sa.Column("sort_to", sa.String, nullable=False, server_default=UNDATED))
        people.create_index("contact_participants_in_order", ["actor", "sort_from", "sort_to", "contact"])
    with op.batch_alter_table("actors") as actors:
        actors.add_column(sa.Column("contacts", sa.Integer, nullable=False, server_default="0"))
        actors.create_index("actors_by_contacts", ["contacts", "key"])
        actors.create_index("actors_by_side", ["side"])
    op.drop_index("contact_topics_by_topic", "contact_topics")
    op.create_index("contact_topics_by_topic", "contact_topics", ["topic", "contact"])
    op.create_table(
        "topics",
        sa.Column("topic", sa.String, primary_key=True),
        sa.Column("contacts", sa.Integer, nullable=False),
    )
    op.create_index("topics_by_contacts", "topics", ["contacts", "topic"])


def downgrade() -> None:
    """A build would make all of it again, but not with the tables of an older program."""
    raise NotImplementedError("a record cannot be taken back to older tables")
