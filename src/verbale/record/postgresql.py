"""Records in a database of a PostgreSQL server, in the schema in which new tables are made there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DatabaseError

from verbale.errors import RecordError
from verbale.record import full_text
from verbale.record.dialect import BUSY, BUSY_SECONDS, Dialect
from verbale.record.tables import metadata

# Any number: with that of the schema it names the lock of those who write to a record.
LOCK = 1986359
LOCK_NOT_AVAILABLE = "55P03"
# As many as requests that the web application answers at once.
CONNECTIONS_KEPT, CONNECTIONS_AT_MOST = 5, 40
ONLY_ADDED = ("decisions", "decision_anchors")


def server_engine(address: str) -> Engine:
    """What opens a database.

    Raises:
        RecordError: what speaks with a server is not installed.
    """
    try:
        import psycopg
    except ImportError as e:
        raise RecordError(
            f"{e.name} is not installed; install Verbale with its extra: verbale[postgres]"
        ) from e
    connect = partial(psycopg.connect, address, fallback_application_name="verbale")
    return create_engine(
        "postgresql+psycopg://",
        creator=connect,
        isolation_level="AUTOCOMMIT",  # transactions are begun in words, by Database
        pool_pre_ping=True,  # the server may have been started anew meanwhile
        max_overflow=CONNECTIONS_AT_MOST - CONNECTIONS_KEPT,
        pool_size=CONNECTIONS_KEPT,
    )


def may_only_be_read(connection: Connection) -> bool:
    """Whether who is connected may not write, or nobody may, as on a copy of another server."""
    allowed = text(
        "SELECT has_table_privilege('state', 'INSERT') AND current_setting('transaction_read_only') = 'off'"
    )
    return not connection.execute(allowed).scalar_one()


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _begin_to_write(connection: Connection) -> None:
    # A lock, not a stricter isolation: each question after it sees all that others have written before.
    connection.exec_driver_sql(
        f"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '{BUSY_SECONDS}s'; "
        f"SELECT pg_advisory_xact_lock(({LOCK}::bigint << 32) + oid::bigint) "
        "FROM pg_namespace WHERE nspname = current_schema()"
    )


def _reason(error: DatabaseError) -> str:
    if getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:
        return BUSY
    return " ".join(str(error.orig).split())


def _make_tables(connection: Connection, name: str) -> None:
    found = connection.execute(text("SELECT current_schema(), current_setting('server_encoding')")).one()
    if found[0] is None:
        raise RecordError(
            f"{name}: has no schema to make tables in (its search_path names none that there is)"
        )
    if found[1] != "UTF8":
        raise RecordError(f"{name}: has the encoding {found[1]}, and a record needs UTF8")
    metadata.create_all(connection, checkfirst=False)
    for statement in (*_full_text(), *_only_added()):
        connection.execute(text(statement))
    _add_index_of_parts(connection)


def _add_index_of_parts(connection: Connection) -> None:
    """Have parts of words found by an index, where the extension for it is installed; else all are read."""
    schema = connection.execute(
        text("SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'pg_trgm'")
    ).scalar()
    if schema is not None:
        columns = ", ".join(f"{c} {schema}.gin_trgm_ops" for c in full_text.COMMITMENT_COLUMNS)
        index = f"CREATE INDEX commitments_text_parts ON {full_text.COMMITMENTS} USING gin ({columns})"
        connection.execute(text(index))


def _full_text() -> Iterator[str]:
    followed = {"articles_text": "articles(id)", "statements_text": "statements(id)"}
    for table in (full_text.ARTICLES, full_text.STATEMENTS, full_text.LISTED):
        name = table.name
        with_it = f" REFERENCES {followed[name]} ON DELETE CASCADE" if name in followed else ""
        yield f'CREATE TABLE {name} (rowid bigint PRIMARY KEY{with_it}, plain text COLLATE "C" NOT NULL)'
        yield f"CREATE INDEX {name}_words ON {name} USING gin (string_to_array(plain, ' '))"
    columns = ", ".join(f'{c} text COLLATE "C" NOT NULL' for c in full_text.COMMITMENT_COLUMNS)
    yield f"CREATE TABLE {full_text.COMMITMENTS} (rowid bigint PRIMARY KEY, {columns})"


def _only_added() -> Iterator[str]:
    yield (
        "CREATE FUNCTION refuse_a_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE integrity_constraint_violation "
        "USING MESSAGE = TG_TABLE_NAME || ' are only ever added'; END $$"
    )
    for table in ONLY_ADDED:
        yield (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_a_change()"
        )


def _count_anew(connection: Connection) -> None:
    # The server does it by itself, but some minutes later: until then it takes what is large for small.
    counted = [
        *metadata.tables,
        *(table.name for table in (full_text.ARTICLES, full_text.STATEMENTS, full_text.LISTED)),
    ]
    connection.execute(text(f"ANALYZE {', '.join([*counted, full_text.COMMITMENTS])}"))


SERVER = Dialect("a PostgreSQL database", _begin_to_read, _begin_to_write, _reason, _make_tables, _count_anew)
