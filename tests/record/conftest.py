"""Records of invented stories; `invented` is the module invented_reader.py, importable under its own name."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

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
def database(tmp_path: Path) -> Database:
    """A new record."""
    return open_database(tmp_path / "record.db", create=True)


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
def printed() -> Callable[[Database], str]:
    """All that a record prints but for the clock of the run."""

    def all_printed(database: Database) -> str:
        with database.reading() as connection:
            lines = [c.model_dump_json() for c in q.contacts(connection)]
            lines += [s.model_dump_json() for s in q.statements(connection)]
            lines += [s.model_dump_json(exclude={"read_at"}) for s in q.sources(connection, history=True)]
        return "\n".join(lines)

    return all_printed
