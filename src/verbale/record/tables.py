"""The tables of the record. The migrations make them; a test compares both. See docs/record.md.

No table counts its rows by itself (`rows.next_number` does), and all words are compared by their characters:
so every database gives the same record.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
    literal_column,
)

metadata = MetaData()

# Paths and what is made of many actors may be endless: in PostgreSQL only such an index (hash) holds these.
_WORD = String().with_variant(String(collation="C"), "postgresql")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
# Of more than 32 bits.
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

# Sorts behind every day.
UNDATED = "9999-99-99"
# Of contacts: the last class that has no bound, see `contacts`.
OPEN = 4


def _belongs_to(target: str) -> ForeignKey:
    return ForeignKey(target, ondelete="CASCADE")


state = Table(
    "state",
    metadata,
    Column("key", _WORD, primary_key=True),
    Column("value", _TEXT, nullable=False),
)

# Every input ever met and what became of it. `superseded_at` is null for what holds now.
_path = Column("path", _TEXT, nullable=False)
# What an index can hold of an endless path; the rest is sorted among the few that begin so.
PATH_BEGINS = 300
path_begins = func.substr(_path, literal_column("1"), literal_column(str(PATH_BEGINS)))
sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _path,
    Column("sha256", _WORD),
    Column("outcome", _WORD, nullable=False),
    Column("reason", _TEXT),
    Column("reader", _WORD, nullable=False),
    Column("language", _WORD),
    Column("outlet", _TEXT),
    Column("title", _TEXT),
    Column("url", _TEXT),
    Column("published", _WORD),
    Column("read_at", _WORD, nullable=False),
    Column("superseded_at", _WORD),
    Index("sources_by_path", "path", postgresql_using="hash"),
    Index("sources_in_order", path_begins),
    Index("sources_by_outcome", "outcome", path_begins),
)

# One row a text, however many paths it came by. `witness` is shared by reprints.
articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sha256", _WORD, nullable=False, unique=True),
    Column("witness", _WORD, nullable=False),
    Column("title", _TEXT),
    Column("text", _TEXT, nullable=False),
    Index("articles_by_witness", "witness"),
)

# Sketches of texts, keys of which reprints share one (see reconcile/reprints.py), and the pairs found.
text_sketches = Table(
    "text_sketches",
    metadata,
    Column("article", Integer, _belongs_to("articles.id"), primary_key=True, autoincrement=False),
    Column("runs", Integer, nullable=False),
    Column("minima", LargeBinary, nullable=False),
)
text_bands = Table(
    "text_bands",
    metadata,
    Column("key", _NUMBER, primary_key=True, autoincrement=False),
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
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("source_id", Integer, _belongs_to("sources.id"), nullable=False, unique=True),
    Column("article_id", Integer, _belongs_to("articles.id"), nullable=False),
    Column("json", _TEXT, nullable=False),
    Index("readings_by_article", "article_id"),
)

actors = Table(
    "actors",
    metadata,
    Column("key", _WORD, primary_key=True),
    Column("name", _TEXT, nullable=False),
    Column("qid", _WORD),
    Column("side", _WORD),
    Column("contacts", Integer, nullable=False, server_default="0"),
    Column("folded", _TEXT, nullable=False, server_default=""),
    Index("actors_by_contacts", "contacts", "key"),
    Index("actors_by_side", "side"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("mention_id", _WORD, nullable=False),
    Column("reading_id", Integer, _belongs_to("readings.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", _WORD, nullable=False),
    Column("status", _WORD, nullable=False),
    Column("main", Boolean, nullable=False),
    Column("date_from", _WORD),
    Column("date_to", _WORD),
    Column("start", Integer),
    Column("end", Integer),
    UniqueConstraint("reading_id", "position", name="one_mention_a_position"),
    Index("mentions_by_mention_id", "mention_id"),
)

mention_participants = Table(
    "mention_participants",
    metadata,
    Column("mention", Integer, _belongs_to("mentions.id"), primary_key=True),
    Column("actor", _WORD, _belongs_to("actors.key"), primary_key=True),
    Index("mention_participants_by_actor", "actor"),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("statement_id", _WORD, nullable=False),
    Column("reading_id", Integer, _belongs_to("readings.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("act", _WORD, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("content", _TEXT, nullable=False),
    UniqueConstraint("reading_id", "position", name="one_statement_a_position"),
    Index("statements_by_statement_id", "statement_id"),
)

statement_speakers = Table(
    "statement_speakers",
    metadata,
    Column("statement", Integer, _belongs_to("statements.id"), primary_key=True),
    Column("actor", _WORD, _belongs_to("actors.key"), primary_key=True),
    Index("statement_speakers_by_actor", "actor"),
)

# The accounts: `json` is what `verbale contacts --json` prints; the columns are for finding. `sort_from` and
# `sort_to` are the days, or behind all days where there is none; `who` is shared by those of the same actors.
# `spread`: how many days are between the two at most (`storing.spread_of`).
contacts = Table(
    "contacts",
    metadata,
    Column("id", _WORD, primary_key=True),
    Column("kind", _WORD, nullable=False),
    Column("status", _WORD, nullable=False),
    Column("date_from", _WORD),
    Column("date_to", _WORD),
    Column("json", _TEXT, nullable=False),
    Column("block", _WORD, nullable=False, server_default=""),
    Column("made_of", _WORD, nullable=False, server_default=""),
    Column("divergent", Boolean, nullable=False, server_default=false()),
    Column("sort_from", _WORD, nullable=False, server_default=UNDATED),
    Column("sort_to", _WORD, nullable=False, server_default=UNDATED),
    Column("who", _WORD, nullable=False, server_default=""),
    Column("spread", Integer, nullable=False, server_default=str(OPEN)),
    Index("contacts_by_date", "date_from"),
    Index("contacts_by_block", "block", postgresql_using="hash"),
    Index("contacts_in_order", "sort_from", "sort_to", "id", "date_from", "date_to", "kind", "divergent"),
    Index("contacts_by_who", "who", "sort_from", "sort_to", "id"),
    Index(
        "contacts_by_spread",
        "spread",
        "sort_from",
        "sort_to",
        "id",
        "date_from",
        "date_to",
        "kind",
        "divergent",
    ),
)

contact_participants = Table(
    "contact_participants",
    metadata,
    Column("contact", _WORD, _belongs_to("contacts.id"), primary_key=True),
    Column("actor", _WORD, _belongs_to("actors.key"), primary_key=True),
    Column("sort_from", _WORD, nullable=False, server_default=UNDATED),
    Column("sort_to", _WORD, nullable=False, server_default=UNDATED),
    Index("contact_participants_in_order", "actor", "sort_from", "sort_to", "contact"),
)

contact_topics = Table(
    "contact_topics",
    metadata,
    Column("contact", _WORD, _belongs_to("contacts.id"), primary_key=True),
    Column("topic", _WORD, primary_key=True),
    Index("contact_topics_by_topic", "topic", "contact"),
)

# Of how many contacts something is said on a topic.
topics = Table(
    "topics",
    metadata,
    Column("topic", _WORD, primary_key=True),
    Column("contacts", Integer, nullable=False),
    Index("topics_by_contacts", "contacts", "topic"),
)

contact_mentions = Table(
    "contact_mentions",
    metadata,
    Column("mention", Integer, _belongs_to("mentions.id"), primary_key=True),
    Column("contact", _WORD, _belongs_to("contacts.id"), nullable=False),
    Index("contact_mentions_by_contact", "contact"),
)

contact_statements = Table(
    "contact_statements",
    metadata,
    Column("statement", Integer, _belongs_to("statements.id"), primary_key=True),
    Column("contact", _WORD, _belongs_to("contacts.id"), nullable=False),
    Column("reason", _TEXT, nullable=False),
    Index("contact_statements_by_contact", "contact"),
)

# Texts whose accounts have to be made again: new, changed, gone, or with another witness.
unreconciled = Table(
    "unreconciled",
    metadata,
    Column("sha256", _WORD, primary_key=True),
)

# One row a mention, as persons decided: what bringing stories together has to know of it. `block`: what it
# must share with others to be one contact with them; `first_group`: the mention that begins its group by what
# each says of itself; `dated`: what dating contacts together told of it.
tellings = Table(
    "tellings",
    metadata,
    Column("mention", _WORD, primary_key=True),
    Column("article", _WORD, nullable=False),
    Column("position", Integer, nullable=False),
    Column("block", _WORD, nullable=False),
    Column("first_group", _WORD, nullable=False),
    Column("form", _TEXT, nullable=False),
    Column("dated", _TEXT),
    Index("tellings_by_article", "article"),
    Index("tellings_by_block", "block", postgresql_using="hash"),
    Index("tellings_by_first_group", "first_group"),
)

# Ids under which a contact was known before more stories dated it: old links go on working.
contact_aliases = Table(
    "contact_aliases",
    metadata,
    Column("old", _WORD, primary_key=True),
    Column("contact", _WORD, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("left", _WORD, nullable=False),
    Column("right", _WORD, nullable=False),
    Column("verdict", _WORD, nullable=False),
    Column("reasons", _TEXT, nullable=False),
    Column("decided_by", _WORD, nullable=False),
    Column("decided_at", _WORD, nullable=False),
    Index("judgements_by_left", "left"),
    Index("judgements_by_right", "right"),
)

# What persons decided; triggers refuse every change. `undoes` names the entry that an undo takes back.
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("action", _WORD, nullable=False),
    Column("field", _WORD),
    Column("value", _TEXT),
    Column("by", _TEXT, nullable=False),
    Column("at", _WORD, nullable=False),
    Column("note", _TEXT),
    Column("undoes", Integer, ForeignKey("decisions.number")),
)

# Where that which was decided about stood: it is found again by text, offsets and quotation, or not at all.
decision_anchors = Table(
    "decision_anchors",
    metadata,
    Column("decision", Integer, ForeignKey("decisions.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", _WORD, nullable=False),
    Column("item", _WORD, nullable=False),
    Column("item_id", _WORD, nullable=False),
    Column("path", _TEXT, nullable=False),
    Column("sha256", _WORD, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", _TEXT, nullable=False),
    Index("decision_anchors_by_text", "sha256"),
)

# `json` is what `verbale commitments --json` prints; the columns are for finding. `number`: in the order of
# the last day on which it can have been made; `unsure`: some statement may report on it.
commitments = Table(
    "commitments",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("id", _WORD, nullable=False, unique=True),
    Column("contact", _WORD),
    Column("state", _WORD, nullable=False),
    Column("made_from", _WORD),
    Column("made_to", _WORD),
    Column("unsure", Boolean, nullable=False),
    Column("json", _TEXT, nullable=False),
    Index("commitments_by_date", "made_from"),
    Index("commitments_by_state", "state", "number"),
    Index("commitments_by_unsure", "unsure", "number"),
    Index("commitments_by_contact", "contact", "number"),
)

# The statements that tell of a promise, report on it or may do so.
commitment_statements = Table(
    "commitment_statements",
    metadata,
    Column("statement", _WORD, primary_key=True),
    Column("number", _NUMBER, _belongs_to("commitments.number"), primary_key=True),
    Index("commitment_statements_by_number", "number"),
    sqlite_with_rowid=False,
)

# What the program is unsure of, as `verbale review --json` prints it, in the order in which it is asked.
# `article`: the text, of a doubt who said something.
doubts = Table(
    "doubts",
    metadata,
    Column("kind", _WORD, primary_key=True),
    Column("id", _WORD, primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("sort_from", _WORD, nullable=False),
    Column("sort_to", _WORD, nullable=False),
    Column("article", _WORD),
    Column("json", _TEXT, nullable=False),
    Index("doubts_in_order", "rank", "sort_from", "sort_to", "id", "kind"),
    Index("doubts_of_kind", "kind", "rank", "sort_from", "sort_to", "id"),
    Index("doubts_by_article", "article"),
)

# Texts whose statements have to be listed again, see below.
unlisted = Table(
    "unlisted",
    metadata,
    Column("sha256", _WORD, primary_key=True),
)

# Statements as persons decided, reprints once: what the search chooses from. `number`: in the order of days,
# see record/listed.py. `article` is the text where the first copy stands; the days are those of its contact,
# else those on which the story can have appeared; `wording` is shared by those that say the same of one
# contact in the same words, and `sources` counts the independent texts of these. `json` is what `verbale
# statements --json` prints, but for that count.
listed_statements = Table(
    "listed_statements",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("article", _WORD, nullable=False),
    Column("witness", _WORD, nullable=False),
    Column("contact", _WORD),
    Column("day_from", _WORD),
    Column("day_to", _WORD),
    Column("wording", _WORD),
    Column("sources", Integer, nullable=False),
    Column("content", _TEXT, nullable=False),
    Column("json", _TEXT, nullable=False),
    Index("listed_statements_by_contact", "contact", "number"),
    Index("listed_statements_by_wording", "wording", "witness"),
)

# Every text in which a listed statement stands.
listed_texts = Table(
    "listed_texts",
    metadata,
    Column("sha256", _WORD, primary_key=True),
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Index("listed_texts_by_number", "number"),
    sqlite_with_rowid=False,
)

listed_facets = Table(
    "listed_facets",
    metadata,
    Column("facet", _WORD, primary_key=True),
    Column("value", _WORD, primary_key=True),
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Index("listed_facets_by_number", "number"),
    sqlite_with_rowid=False,
)

# How many statements have each value, counted once.
listed_totals = Table(
    "listed_totals",
    metadata,
    Column("facet", _WORD, primary_key=True),
    Column("value", _WORD, primary_key=True),
    Column("count", Integer, nullable=False),
)
