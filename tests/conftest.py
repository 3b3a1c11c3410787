"""What all tests need of the process that runs them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from tests import postgres_server as postgres_server_module
from verbale.address import Address

# A shell starts what it runs in the background with Ctrl-C ignored, and children inherit that; the tests that
# interrupt a program send it the same signal.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

NewAddress = Callable[[], Address]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server for the tests that need one; they are passed over where there is none."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        pytest.skip("psycopg is not installed")
    server = postgres_server_module.running()
    try:
        address = server.__enter__()
    except postgres_server_module.NoServer as e:
        pytest.skip(str(e))
    yield address
    server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def new_schema(postgres_server: str) -> NewAddress:
    """Gives the address of an empty schema of the server, another one each time."""
    import psycopg

    numbers = count(1)

    def made() -> Address:
        name = f"r{next(numbers)}"
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")  # type: ignore[call-overload]
        return f"{postgres_server}&options=-csearch_path%3D{name}"

    return made


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewAddress:
    """Gives where a new record can be made: a test that asks for it is run for each kind of database."""
    if request.param == "postgresql":
        found: NewAddress = request.getfixturevalue("new_schema")
        return found
    return lambda: tmp_path_factory.mktemp("record") / "record.db"
