"""The accounts of a desk: names, rights and hashed passwords, in a file of their own beside the record.

They are no part of the record: that is copied, handed on and published, and whoever gets it should get
neither the hashes of passwords nor the key that signs sessions.
"""

from __future__ import annotations

import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from threading import BoundedSemaphore
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import (
    URL,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.pool import NullPool

from verbale.address import Address, beside, make_folder_of
from verbale.errors import AccountError
from verbale.sentences import say

NAME_AT_MOST = 100
PASSWORD_AT_LEAST = 12
PASSWORD_AT_MOST = 1000
BUSY_SECONDS = 20
# One hash takes 64 MB: so many at once, whoever asks.
HASHED_AT_ONCE = 2

_metadata = MetaData()
# `sessions_since` is counted up to end all sessions of an account.
_accounts = Table(
    "accounts",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("password", String, nullable=False),
    Column("right", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("sessions_since", Integer, nullable=False),
    # A number is never given twice, so a session of an account that is gone is nobody's.
    sqlite_autoincrement=True,
)
_keys = Table("keys", _metadata, Column("name", String, primary_key=True), Column("value", String))


class Right(StrEnum):
    """What an account may do; each includes those before it."""

    VIEW = "view"
    REVIEW = "review"
    ADMIN = "admin"

    def includes(self, other: Right) -> bool:
        """Whether whoever has this right has the other too."""
        order = list(Right)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account.

    Attributes:
        made_at: ISO 8601 with zone.
        sessions_since: a session that was begun under a smaller number has ended.
    """

    number: int
    name: str
    right: Right
    made_at: str
    sessions_since: int


class Accounts:
    """The accounts of one record. Safe to be used by several threads and programs at once."""

    def __init__(self, path: Path, *, create: bool = False, hasher: PasswordHasher | None = None) -> None:
        """Open the file.

        Args:
            create: make it when there is none.
            hasher: how passwords are hashed; argon2id with the library's cost unless given.

        Raises:
            AccountError: there is none, or it cannot be used.
        """
        self.path = path
        self._hasher = hasher or PasswordHasher()
        self._hashing = BoundedSemaphore(HASHED_AT_ONCE)
        if not path.exists():
            if not create:
                raise AccountError(f"{path}: there are no accounts; make one with: verbale accounts add")
            _make_file(path)
        address = URL.create("sqlite", database=str(path))
        self._engine = create_engine(address, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS})
        event.listen(self._engine, "connect", _set_up)
        with self._writing() as connection:
            _metadata.create_all(connection)
            if connection.execute(select(_keys)).first() is None:
                connection.execute(insert(_keys).values(name="sessions", value=secrets.token_hex(32)))

    @cached_property
    def key(self) -> str:
        """What sessions are signed with."""
        with self._reading() as connection:
            return str(connection.execute(select(_keys.c.value)).scalar_one())

    def listed(self) -> list[Account]:
        """All accounts, by name."""
        with self._reading() as connection:
            rows = connection.execute(select(_accounts).order_by(_accounts.c.name)).mappings()
            return [_account(row) for row in rows]

    def of_number(self, number: int) -> Account | None:
        """The account of a number; None if it is gone."""
        with self._reading() as connection:
            found = connection.execute(select(_accounts).where(_accounts.c.number == number))
            row = found.mappings().first()
        return _account(row) if row is not None else None

    def add(self, name: str, password: str, right: Right, *, when: str) -> Account:
        """Make an account.

        Raises:
            AccountError: the name is taken or none, or the password too short.
        """
        name = _checked_name(name)
        hashed = self._hashed(password)
        try:
            with self._writing() as connection:
                values = {"name": name, "password": hashed, "right": right.value, "made_at": when}
                connection.execute(insert(_accounts).values(**values, sessions_since=0))
                return self._find(connection, name)
        except IntegrityError as e:
            raise AccountError(say("there is an account {name} already", name=repr(name))) from e

    def remove(self, name: str) -> None:
        """Take an account away; its sessions end, what it decided stays under its name.

        Raises:
            AccountError: there is none, or nobody else may manage accounts.
        """
        with self._writing() as connection:
            account = self._find(connection, name)
            self._keep_an_admin(connection, account)
            connection.execute(delete(_accounts).where(_accounts.c.number == account.number))

    def set_right(self, name: str, right: Right) -> None:
        """Give an account another right.

        Raises:
            AccountError: there is none, or nobody else may manage accounts.
        """
        with self._writing() as connection:
            account = self._find(connection, name)
            if right is not Right.ADMIN:
                self._keep_an_admin(connection, account)
            row = _accounts.c.number == account.number
            connection.execute(update(_accounts).where(row).values(right=right.value))

    def set_password(self, name: str, password: str) -> Account:
        """Give an account another password; its sessions end.

        Raises:
            AccountError: there is none, or the password is too short.
        """
        hashed = self._hashed(password)
        with self._writing() as connection:
            account = self._find(connection, name)
            row = _accounts.c.number == account.number
            since = account.sessions_since + 1
            connection.execute(update(_accounts).where(row).values(password=hashed, sessions_since=since))
            return self._find(connection, name)

    def end_sessions(self, account: Account) -> None:
        """Log an account out everywhere."""
        with self._writing() as connection:
            row = _accounts.c.number == account.number
            since = _accounts.c.sessions_since + 1
            connection.execute(update(_accounts).where(row).values(sessions_since=since))

    def logged_in(self, name: str, password: str) -> Account | None:
        """The account of a name and its password; None if these do not belong together.

        It takes as long for a name that there is as for one that there is not.
        """
        with self._reading() as connection:
            found = connection.execute(select(_accounts).where(_accounts.c.name == normal_name(name)))
            row = found.mappings().first()
        hashed = row["password"] if row is not None else self._nobody_s
        if not self._fits(password, hashed) or row is None:
            return None
        if self._hasher.check_needs_rehash(hashed):
            again = self._hashed(password)
            with self._writing() as connection:
                same = (_accounts.c.number == row["number"]) & (_accounts.c.password == hashed)
                connection.execute(update(_accounts).where(same).values(password=again))
        return _account(row)

    @cached_property
    def _nobody_s(self) -> str:
        with self._hashing:
            return self._hasher.hash(secrets.token_hex(16))

    def _fits(self, password: str, hashed: str) -> bool:
        if len(password) > PASSWORD_AT_MOST:
            return False
        try:
            with self._hashing:
                return self._hasher.verify(hashed, unicodedata.normalize("NFKC", password))
        except (VerifyMismatchError, InvalidHashError):
            return False

    def _hashed(self, password: str) -> str:
        if not PASSWORD_AT_LEAST <= len(password) <= PASSWORD_AT_MOST:
            raise AccountError(
                say(
                    "a password has at least {least:d} characters, and at most {most:d}",
                    least=PASSWORD_AT_LEAST,
                    most=PASSWORD_AT_MOST,
                )
            )
        with self._hashing:
            return self._hasher.hash(unicodedata.normalize("NFKC", password))

    def _find(self, connection: Connection, name: str) -> Account:
        found = connection.execute(select(_accounts).where(_accounts.c.name == normal_name(name)))
        row = found.mappings().first()
        if row is None:
            raise AccountError(say("there is no account {name}", name=repr(name)))
        return _account(row)

    def _keep_an_admin(self, connection: Connection, account: Account) -> None:
        if account.right is not Right.ADMIN:
            return
        admins = select(func.count()).where(_accounts.c.right == Right.ADMIN.value)
        if connection.execute(admins).scalar_one() == 1:
            raise AccountError(
                say(
                    "{name} is the only one who may manage accounts: add another first",
                    name=repr(account.name),
                )
            )

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._in_our_words(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._in_our_words(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except DatabaseError as e:
            raise AccountError(f"{self.path}: {e.orig}") from e


def accounts_path(record: Address) -> Path:
    """Where the accounts of a record are: beside it, or, in PostgreSQL, in the folder of data."""
    return beside(record, "accounts")


def _make_file(path: Path) -> None:
    """An empty file that its owner alone may read."""
    try:
        make_folder_of(path)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as e:
        raise AccountError(f"{path}: cannot be made ({e.strerror})") from e


def _set_up(connection: SqliteConnection, _: Any) -> None:
    connection.isolation_level = None


def normal_name(name: str) -> str:
    """A name as accounts have it: without spaces about it, its signs in one form."""
    return " ".join(unicodedata.normalize("NFKC", name).split())


def _checked_name(name: str) -> str:
    # A name signs decisions for good: none that cannot be seen, or that looks like another by its order.
    name = normal_name(name)
    if not name or len(name) > NAME_AT_MOST:
        raise AccountError(say("an account needs a name, of at most {most:d} characters", most=NAME_AT_MOST))
    if not all(c.isprintable() for c in name):
        raise AccountError(say("a name has no signs that cannot be printed"))
    return name


def _account(row: Any) -> Account:
    return Account(
        number=row["number"],
        name=row["name"],
        right=Right(row["right"]),
        made_at=row["made_at"],
        sessions_since=row["sessions_since"],
    )
