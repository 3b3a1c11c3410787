"""The tables of the record. The migrations make them; a test compares both. See docs/record.md."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData()

# Sorts behind every day.
UNDATED = "9999-99-99"


def _belongs_to(target: str) -> ForeignKey:
    return ForeignKey(target, ondelete="CASCADE")


state = Table(
    "state",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# Every input ever met and what became of it. `superseded_at` is null for what holds now.
sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("sha256", String),
    Column("outcome", String, nullable=False),
    Column("reason", Text),
    Column("reader", String, nullable=False),
    Column("language", String),
    Column("outlet", Text),
    Column("title", Text),
    Column("url", Text),
    Column("published", String),
    Column("read_at", String, nullable=False),
    Column("superseded_at", String),
    Index("sources_by_path", "path"),
)

# One row a text, however many paths it came by. `witness` is shared by reprints.
articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("witness", String, nullable=False),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Index("articles_by_witness", "witness"),
)

# Keys of which reprints share one (see reconcile/reprints.py), and the pairs found by them.
text_bands = Table(
    "text_bands",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("article", Integer, _belongs_to("articles.id"), primary_key=True),
    Index("text_bands_by_article", "article"),
    sqlite_with_rowid=False,
)

reprints = Table(
    "reprints",
    metadata,
    Column("left", Integer, _belongs_to("articles.id"), primary_key=True),
    Column("right", Integer, _belongs_to("articles.id"), primary_key=True),
    Index("reprints_by_right", "right"),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", Integer, _belongs_to("sources.id"), nullable=False, unique=True),
    Column("article_id", Integer, _belongs_to("articles.id"), nullable=False),
    Column("json", Text, nullable=False),
    Index("readings_by_article", "article_id"),
)

actors = Table(
    "actors",
    metadata,
    Column("key", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("qid", String),
    Column("side", String),
    Column("contacts", Integer, nullable=False, server_default="0"),
    Index("actors_by_contacts", "contacts", "key"),
    Index("actors_by_side", "side"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mention_id", String, nullable=False),
    Column("reading_id", Integer, _belongs_to("readings.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("main", Boolean, nullable=False),
    Column("date_from", String),
    Column("date_to", String),
    Column("start", Integer),
    Column("end", Integer),
    UniqueConstraint("reading_id", "position", name="one_mention_a_position"),
    Index("mentions_by_mention_id", "mention_id"),
)

mention_participants = Table(
    "mention_participants",
    metadata,
    Column("mention", Integer, _belongs_to("mentions.id"), primary_key=True),
    Column("actor", String, _belongs_to("actors.key"), primary_key=True),
    Index("mention_participants_by_actor", "actor"),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("statement_id", String, nullable=False),
    Column("reading_id", Integer, _belongs_to("readings.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("act", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("content", Text, nullable=False),
    UniqueConstraint("reading_id", "position", name="one_statement_a_position"),
    Index("statements_by_statement_id", "statement_id"),
)

statement_speakers = Table(
    "statement_speakers",
    metadata,
    Column("statement", Integer, _belongs_to("statements.id"), primary_key=True),
    Column("actor", String, _belongs_to("actors.key"), primary_key=True),
    Index("statement_speakers_by_actor", "actor"),
)

# The accounts: `json` is what `verbale contacts --json` prints; the columns are for finding. `sort_from` and
# `sort_to` are the days, or behind all days where there is none; `who` is shared by those of the same actors.
contacts = Table(
    "contacts",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("date_from", String),
    Column("date_to", String),
    Column("json", Text, nullable=False),
    Column("block", String, nullable=False, server_default=""),
    Column("made_of", String, nullable=False, server_default=""),
    Column("divergent", Boolean, nullable=False, server_default=false()),
    Column("sort_from", String, nullable=False, server_default=UNDATED),
    Column("sort_to", String, nullable=False, server_default=UNDATED),
    Column("who", String, nullable=False, server_default=""),
    Index("contacts_by_date", "date_from"),
    Index("contacts_by_block", "block"),
    Index("contacts_in_order", "sort_from", "sort_to", "id", "date_from", "date_to", "kind", "divergent"),
    Index("contacts_by_who", "who", "sort_from", "sort_to", "id"),
)

contact_participants = Table(
    "contact_participants",
    metadata,
    Column("contact", String, _belongs_to("contacts.id"), primary_key=True),
    Column("actor", String, _belongs_to("actors.key"), primary_key=True),
    Column("sort_from", String, nullable=False, server_default=UNDATED),
    Column("sort_to", String, nullable=False, server_default=UNDATED),
    Index("contact_participants_in_order", "actor", "sort_from", "sort_to", "contact"),
)

contact_topics = Table(
    "contact_topics",
    metadata,
    Column("contact", String, _belongs_to("contacts.id"), primary_key=True),
    Column("topic", String, primary_key=True),
    Index("contact_topics_by_topic", "topic", "contact"),
)

# Of how many contacts something is said on a topic.
topics = Table(
    "topics",
    metadata,
    Column("topic", String, primary_key=True),
    Column("contacts", Integer, nullable=False),
    Index("topics_by_contacts", "contacts", "topic"),
)

contact_mentions = Table(
    "contact_mentions",
    metadata,
    Column("mention", Integer, _belongs_to("mentions.id"), primary_key=True),
    Column("contact", String, _belongs_to("contacts.id"), nullable=False),
    Index("contact_mentions_by_contact", "contact"),
)

contact_statements = Table(
    "contact_statements",
    metadata,
    Column("statement", Integer, _belongs_to("statements.id"), primary_key=True),
    Column("contact", String, _belongs_to("contacts.id"), nullable=False),
    Column("reason", Text, nullable=False),
    Index("contact_statements_by_contact", "contact"),
)

# Texts whose accounts have to be made again: new, changed, gone, or with another witness.
unreconciled = Table(
    "unreconciled",
    metadata,
    Column("sha256", String, primary_key=True),
)

# One row a mention, as persons decided: what bringing stories together has to know of it. `block`: what it
# must share with others to be one contact with them; `first_group`: the mention that begins its group by what
# each says of itself; `dated`: what dating contacts together told of it.
tellings = Table(
    "tellings",
    metadata,
    Column("mention", String, primary_key=True),
    Column("article", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("block", String, nullable=False),
    Column("first_group", String, nullable=False),
    Column("form", Text, nullable=False),
    Column("dated", Text),
    Index("tellings_by_article", "article"),
    Index("tellings_by_block", "block"),
    Index("tellings_by_first_group", "first_group"),
)

# Ids under which a contact was known before more stories dated it: old links go on working.
contact_aliases = Table(
    "contact_aliases",
    metadata,
    Column("old", String, primary_key=True),
    Column("contact", String, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("left", String, nullable=False),
    Column("right", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided_at", String, nullable=False),
    Index("judgements_by_left", "left"),
    Index("judgements_by_right", "right"),
)

# What persons decided; triggers refuse every change. `undoes` names the entry that an undo takes back.
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("action", String, nullable=False),
    Column("field", String),
    Column("value", Text),
    Column("by", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("note", Text),
    Column("undoes", Integer, ForeignKey("decisions.number")),
)

# Where that which was decided about stood: it is found again by text, offsets and quotation, or not at all.
decision_anchors = Table(
    "decision_anchors",
    metadata,
    Column("decision", Integer, ForeignKey("decisions.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", String, nullable=False),
    Column("item", String, nullable=False),
    Column("item_id", String, nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Index("decision_anchors_by_text", "sha256"),
)

# `json` is what `verbale commitments --json` prints; the columns are for finding. `number`: in the order of
# the last day on which it can have been made; `unsure`: some statement may report on it.
commitments = Table(
    "commitments",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("contact", String),
    Column("state", String, nullable=False),
    Column("made_from", String),
    Column("made_to", String),
    Column("unsure", Boolean, nullable=False),
    Column("json", Text, nullable=False),
    Index("commitments_by_date", "made_from"),
    Index("commitments_by_state", "state", "number"),
    Index("commitments_by_unsure", "unsure", "number"),
)

# What the program is unsure of, as `verbale review --json` prints it, in the order in which it is asked.
# `article`: the text, of a doubt who said something.
doubts = Table(
    "doubts",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("sort_from", String, nullable=False),
    Column("sort_to", String, nullable=False),
    Column("article", String),
    Column("json", Text, nullable=False),
    Index("doubts_in_order", "rank", "sort_from", "sort_to", "id", "kind"),
    Index("doubts_of_kind", "kind", "rank", "sort_from", "sort_to", "id"),
    Index("doubts_by_article", "article"),
)

# Texts whose statements have to be listed again, see below.
unlisted = Table(
    "unlisted",
    metadata,
    Column("sha256", String, primary_key=True),
)

# Statements as persons decided, reprints once: what the search chooses from. `number`: in the order of days,
# see record/listed.py. `article` is the text where the first copy stands; the days are those of its contact,
# else those on which the story can have appeared; `wording` is shared by those that say the same of one
# contact in the same words, and `sources` counts the independent texts of these. `json` is what `verbale
# statements --json` prints, but for that count.
listed_statements = Table(
    "listed_statements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("article", String, nullable=False),
    Column("witness", String, nullable=False),
    Column("contact", String),
    Column("day_from", String),
    Column("day_to", String),
    Column("wording", String),
    Column("sources", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("json", Text, nullable=False),
    Index("listed_statements_by_contact", "contact", "number"),
    Index("listed_statements_by_wording", "wording", "witness"),
)

# Every text in which a listed statement stands.
listed_texts = Table(
    "listed_texts",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Index("listed_texts_by_number", "number"),
    sqlite_with_rowid=False,
)

listed_facets = Table(
    "listed_facets",
    metadata,
    Column("facet", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Index("listed_facets_by_number", "number"),
    sqlite_with_rowid=False,
)

# How many statements have each value, counted once.
listed_totals = Table(
    "listed_totals",
    metadata,
    Column("facet", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("count", Integer, nullable=False),
)
