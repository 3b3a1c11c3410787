"""Records of invented stories; `invented` is the module invented_reader.py, importable under its own name."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import inspect, text

from tests.conftest import NewAddress
from verbale.record import Database, open_database
from verbale.record import queries as q
from verbale.record.building import build


@pytest.fixture(scope="session")
def invented() -> Iterator[ModuleType]:
    """The invented reader: worker processes must be able to import it, so its folder is on the path."""
    sys.path.insert(0, str(Path(__file__).parent))
    yield importlib.import_module("invented_reader")
    sys.path.remove(str(Path(__file__).parent))


@pytest.fixture
def database(new_address: NewAddress) -> Database:
    """A new record."""
    return open_database(new_address(), create=True)


@pytest.fixture
def add(invented: ModuleType, database: Database) -> Callable[..., object]:
    """Build stories, given by path, into the record."""

    def add_stories(stories: dict[str, str], *, reader: str = "invented", jobs: int = 1) -> object:
        found = invented.found(stories)
        return build(
            database, found, invented.InventedReader(), reader=reader, now=invented.at_noon, jobs=jobs
        )

    return add_stories


@pytest.fixture(scope="session")
def as_stored() -> Callable[[Database], object]:
    """Equal as long as nothing was written, not even the same again."""

    def stored(database: Database) -> object:
        if isinstance(database.address, Path):
            return database.address.read_bytes()
        with database.reading() as connection:
            tables = inspect(connection).get_table_names()
            return [connection.execute(text(f"SELECT ctid, xmin FROM {name}")).all() for name in tables]

    return stored


@pytest.fixture(scope="session")
def is_sound() -> Callable[[Database], bool]:
    """Whether a record is whole, as far as its database can tell."""

    def sound(database: Database) -> bool:
        with database.reading() as connection:
            if connection.dialect.name == "postgresql":
                return True
            whole = connection.execute(text("PRAGMA integrity_check")).scalar()
            return whole == "ok" and not connection.execute(text("PRAGMA foreign_key_check")).all()

    return sound


@pytest.fixture(scope="session")
def printed() -> Callable[[Database], str]:
    """All that a record prints but for the clock of the run."""

    def all_printed(database: Database) -> str:
        with database.reading() as connection:
            lines = [c.model_dump_json() for c in q.contacts(connection)]
            lines += [s.model_dump_json() for s in q.statements(connection)]
            lines += [s.model_dump_json(exclude={"read_at"}) for s in q.sources(connection, history=True)]
        return "\n".join(lines)

    return all_printed
