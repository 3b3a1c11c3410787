"""The first tables, and the full text of articles and statements."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Full text tables keep no text of their own: triggers follow the tables that have it. Diacritics are removed
# by the tokenizer, but for Cyrillic ё, which Russian writes as е as often as not.
FULL_TEXT = {"articles": ("title", "text"), "statements": ("content",)}


def upgrade() -> None:
    """Make everything."""
    op.create_table(
        "actors",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("qid", sa.String),
        sa.Column("side", sa.String),
    )
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False, unique=True),
        sa.Column("witness", sa.String, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("articles_by_witness", "articles", ["witness"])
    op.create_table(
        "contact_aliases",
        sa.Column("old", sa.String, primary_key=True),
        sa.Column("contact", sa.String, nullable=False),
    )
    op.create_table(
        "contacts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("date_from", sa.String),
        sa.Column("date_to", sa.String),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_index("contacts_by_date", "contacts", ["date_from"])
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("left", sa.String, nullable=False),
        sa.Column("right", sa.String, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String, nullable=False),
        sa.Column("decided_at", sa.String, nullable=False),
    )
    op.create_index("judgements_by_left", "judgements", ["left"])
    op.create_index("judgements_by_right", "judgements", ["right"])
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("sha256", sa.String),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("reader", sa.String, nullable=False),
        sa.Column("language", sa.String),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("published", sa.String),
        sa.Column("read_at", sa.String, nullable=False),
        sa.Column("superseded_at", sa.String),
    )
    op.create_index("sources_by_path", "sources", ["path"])
    op.create_table(
        "state",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "contact_participants",
        sa.Column("contact", sa.String, sa.ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("actor", sa.String, sa.ForeignKey("actors.key", ondelete="CASCADE"), primary_key=True),
    )
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "source_id",
            sa.Integer,
            sa.ForeignKey("sources.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("article_id", sa.Integer, sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_index("readings_by_article", "readings", ["article_id"])
    op.create_table(
        "mentions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("mention_id", sa.String, nullable=False),
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("readings.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("main", sa.Boolean, nullable=False),
        sa.Column("date_from", sa.String),
        sa.Column("date_to", sa.String),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.UniqueConstraint("reading_id", "position", name="one_mention_a_position"),
    )
    op.create_index("mentions_by_mention_id", "mentions", ["mention_id"])
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("statement_id", sa.String, nullable=False),
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("readings.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("act", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.UniqueConstraint("reading_id", "position", name="one_statement_a_position"),
    )
    op.create_index("statements_by_statement_id", "statements", ["statement_id"])
    op.create_table(
        "contact_mentions",
        sa.Column("mention", sa.Integer, sa.ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("contact", sa.String, sa.ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("contact_mentions_by_contact", "contact_mentions", ["contact"])
    op.create_table(
        "contact_statements",
        sa.Column(
            "statement", sa.Integer, sa.ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("contact", sa.String, sa.ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("contact_statements_by_contact", "contact_statements", ["contact"])
    op.create_table(
        "mention_participants",
        sa.Column("mention", sa.Integer, sa.ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("actor", sa.String, sa.ForeignKey("actors.key", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("mention_participants_by_actor", "mention_participants", ["actor"])
    op.create_table(
        "statement_speakers",
        sa.Column(
            "statement", sa.Integer, sa.ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("actor", sa.String, sa.ForeignKey("actors.key", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("statement_speakers_by_actor", "statement_speakers", ["actor"])
    for table, columns in FULL_TEXT.items():
        _make_full_text(table, columns)


def _make_full_text(table: str, columns: tuple[str, ...]) -> None:
    name, listed = f"{table}_text", ", ".join(columns)
    op.execute(
        f"CREATE VIRTUAL TABLE {name} USING fts5({listed}, content='{table}', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    new, old = (", ".join(_folded(f"{row}.{c}") for c in columns) for row in ("new", "old"))
    insert = f"INSERT INTO {name}(rowid, {listed}) VALUES (new.id, {new});"
    delete = f"INSERT INTO {name}({name}, rowid, {listed}) VALUES ('delete', old.id, {old});"
    for event, body in (("INSERT", insert), ("DELETE", delete), ("UPDATE", delete + insert)):
        op.execute(f"CREATE TRIGGER {name}_{event.lower()} AFTER {event} ON {table} BEGIN {body} END")


def _folded(column: str) -> str:
    return f"replace(replace({column}, 'ё', 'е'), 'Ё', 'Е')"


def downgrade() -> None:
    """There is nothing before the first tables."""
    raise NotImplementedError("a record cannot be taken back before its first tables")
