"""Accounts: who comes in, what each may do, and what nobody can do without a password."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from tests.conftest import NewAddress
from tests.show.conftest import (
    NOON,
    readings,  # noqa: F401  (a fixture)
)
from tests.web.conftest import HOST
from verbale.errors import AccountError
from verbale.model import Reading
from verbale.record import Database, open_database
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes
from verbale.web.accounts.attempts import Attempts
from verbale.web.accounts.store import Accounts, Right, accounts_path
from verbale.web.app import create_app
from verbale.web.settings import Settings

ORIGIN = {"origin": f"http://{HOST}"}
PASSWORD = "a lantern on the weir"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    found = Accounts(accounts_path(tmp_path / "desk.db"), create=True, hasher=QUICK)
    for name, right in (("Ida", Right.ADMIN), ("Rut", Right.REVIEW), ("Vic", Right.VIEW)):
        found.add(name, PASSWORD, right, when=NOON)
    return found


@pytest.fixture(scope="module")
def database(new_address: NewAddress, readings: list[Reading]) -> Database:  # noqa: F811
    """One record for all these tests, of each kind of database."""
    database = open_database(new_address(), create=True)
    with database.writing() as connection:
        add_outcomes(connection, readings, reader="hand", read_at=NOON)
        reconcile_record(connection, NOON)
    return database


@pytest.fixture
def browser(database: Database, accounts: Accounts) -> Callable[[], TestClient]:
    app = create_app(Settings(database, frozenset({HOST}), accounts=accounts))
    return lambda: TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)


def log_in(client: TestClient, name: str, password: str = PASSWORD, to: str = "") -> int:
    form = {"name": name, "password": password, "to": to}
    return client.post("/login", data=form, headers=ORIGIN).status_code


def a_contact(client: TestClient) -> str:
    return str(client.get("/contacts.json").json()["rows"][0]["id"])


@pytest.mark.parametrize(
    "address", ["/", "/review", "/nowhere", "/openapi.json", "/search?q=port", "/accounts"]
)
def test_nobody_reads_without_an_account(browser: Callable[[], TestClient], address: str) -> None:
    answer = browser().get(address)
    assert "Karstia" not in answer.text
    if ".json" in address:
        assert (answer.status_code, answer.json()["ok"]) == (401, False)
    else:
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login")


def test_logging_in_leads_where_one_was_going(browser: Callable[[], TestClient]) -> None:
    client = browser()
    there = client.get("/search?q=port&what=articles").headers["location"]
    assert 'value="/search?q=port&amp;what=articles"' in client.get(there).text
    form = {"name": " Ida ", "password": PASSWORD, "to": "/search?q=port&what=articles"}
    answer = client.post("/login", data=form, headers=ORIGIN)
    assert answer.headers["location"] == "/search?q=port&what=articles"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    page = client.get("/")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "private, no-store"
    assert "Ida" in page.text
    assert browser().get("/static/verbale.css").status_code == 200


@pytest.mark.parametrize(
    "to", ["//evil.example/", "https://evil.example/", "/\\evil.example", "/\t/evil.example"]
)
def test_logging_in_never_leads_elsewhere(browser: Callable[[], TestClient], to: str) -> None:
    form = {"name": "Ida", "password": PASSWORD, "to": to}
    assert browser().post("/login", data=form, headers=ORIGIN).headers["location"] == "/"


def test_a_cookie_is_ours_or_none(browser: Callable[[], TestClient], tmp_path: Path) -> None:
    client, other = browser(), Accounts(tmp_path / "other", create=True, hasher=QUICK)
    other.add("Ida", PASSWORD, Right.ADMIN, when=NOON)
    log_in(client, "Vic")
    ((name, value),) = [(c.name, c.value) for c in client.cookies.jar if c.name.startswith("session")]
    assert value is not None
    body, signature = value.split(".", 1)
    # Not its last sign: some of the bits of that one tell nothing.
    middle = len(value) - 10
    other_sign = "A" if value[middle] != "A" else "B"
    changed = value[:middle] + other_sign + value[middle + 1 :]
    for forged in ("", "x", body, f"WzEsMF0.{signature}", changed):
        stranger = browser()
        stranger.cookies.set(name, forged)
        assert stranger.get("/").status_code == 303


@pytest.mark.parametrize(
    ("name", "reads", "decides", "manages"),
    [("Vic", 200, 403, 403), ("Rut", 200, 303, 403), ("Ida", 200, 303, 200)],
)
def test_each_right_includes_those_before_it(
    browser: Callable[[], TestClient], name: str, reads: int, decides: int, manages: int
) -> None:
    client = browser()
    assert log_in(client, name) == 303
    before = len(client.get("/review/history.json").json()["rows"])
    assert client.get("/").status_code == reads
    assert client.get("/accounts").status_code == manages
    form = {"answer": "accept", "target": a_contact(client), "by": "the minister"}
    assert client.post("/review", data=form, headers=ORIGIN).status_code == decides
    entries = client.get("/review/history.json").json()["rows"]
    assert [e["by"] for e in entries[before:]] == ([name] if decides == 303 else [])
    assert 'name="by"' not in client.get("/review").text
    assert ("<button name=" in client.get("/review").text) == (decides == 303)
    form = {"answer": "right", "name": name, "right": "admin"}
    changed = client.post("/accounts", data=form, headers=ORIGIN).status_code
    assert changed == (303 if manages == 200 else 403)


def test_a_password_is_guessed_slowly(browser: Callable[[], TestClient]) -> None:
    client = browser()
    answers = [log_in(client, "Ida", f"guess number {n}") for n in range(7)]
    assert answers == [401] * 5 + [429] * 2
    assert log_in(client, "Ida") == 429, "too late, even with the right one"
    assert log_in(client, "Rut") == 303, "others come in"


def test_many_names_from_one_address_are_guessed_slowly() -> None:
    attempts = Attempts()
    assert [attempts.may(f"name {n}", "192.0.2.7") for n in range(21)] == [True] * 20 + [False]
    assert attempts.may("name 1", "192.0.2.8")


def test_whoever_knows_the_password_is_not_counted_against() -> None:
    attempts = Attempts()
    for _ in range(12):
        assert attempts.may("Ida", "192.0.2.7")
        attempts.succeeded("Ida", "192.0.2.7")


@pytest.mark.parametrize(
    ("name", "password"), [("Nobody", PASSWORD), ("Ida", "another lantern"), ("", ""), ("ida", PASSWORD)]
)
def test_what_does_not_belong_together(browser: Callable[[], TestClient], name: str, password: str) -> None:
    client = browser()
    assert log_in(client, name, password) == 401
    assert client.get("/").status_code == 303


def test_forms_of_other_sites_log_nobody_in(browser: Callable[[], TestClient]) -> None:
    client, form = browser(), {"name": "Ida", "password": PASSWORD}
    assert client.post("/login", data=form).status_code == 403
    assert client.post("/login", data=form, headers={"origin": "http://evil.example"}).status_code == 403
    assert client.get("/login", headers={"host": "evil.example"}).status_code == 421


def test_sessions_end(browser: Callable[[], TestClient], accounts: Accounts) -> None:
    here, there = browser(), browser()
    for client in (here, there):
        assert log_in(client, "Rut") == 303
    assert here.post("/logout", headers=ORIGIN).status_code == 303
    assert [c.get("/").status_code for c in (here, there)] == [303, 303]
    assert log_in(there, "Rut") == 303
    accounts.set_password("Rut", "another lantern")
    assert there.get("/").status_code == 303
    assert log_in(there, "Rut", "another lantern") == 303
    accounts.remove("Rut")
    assert there.get("/").status_code == 303
    accounts.add("Rut", PASSWORD, Right.ADMIN, when=NOON)
    assert there.get("/").status_code == 303, "another account of that name is another account"


def test_one_s_own_password(browser: Callable[[], TestClient]) -> None:
    client, other = browser(), browser()
    log_in(client, "Vic")
    log_in(other, "Vic")
    wrong = client.post("/account", data={"old": "not this one", "new": "a new lantern"}, headers=ORIGIN)
    assert (wrong.status_code, "not the present password" in wrong.text) == (401, True)
    short = client.post("/account", data={"old": PASSWORD, "new": "short"}, headers=ORIGIN)
    assert (short.status_code, "at least 12" in short.text) == (409, True)
    assert (
        client.post("/account", data={"old": PASSWORD, "new": "a new lantern"}, headers=ORIGIN).status_code
        == 200
    )
    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 303
    assert log_in(other, "Vic") == 401
    assert log_in(other, "Vic", "a new lantern") == 303


def test_accounts_are_managed(browser: Callable[[], TestClient], accounts: Accounts) -> None:
    client = browser()
    log_in(client, "Ida")

    def ask(**form: str) -> int:
        return client.post("/accounts", data=form, headers=ORIGIN).status_code

    assert ask(answer="add", name="<b>Zoé", password=PASSWORD, right="review") == 303
    assert "&lt;b&gt;Zoé" in client.get("/accounts").text
    assert ask(answer="add", name="<b>Zoé", password=PASSWORD) == 409
    assert ask(answer="add", name="Ann", password="short") == 409
    assert ask(answer="add", name="Ann\u202eevE", password=PASSWORD) == 409
    assert ask(answer="right", name="<b>Zoé", right="king") == 422
    assert ask(answer="right", name="<b>Zoé", right="admin") == 303
    assert ask(answer="remove", name="Nobody") == 409
    assert ask(answer="burn", name="Vic") == 409
    assert ask(answer="remove", name="Vic") == 303
    assert [(a.name, a.right) for a in accounts.listed()] == [
        ("<b>Zoé", Right.ADMIN), ("Ida", Right.ADMIN), ("Rut", Right.REVIEW)
    ]  # fmt: skip


def test_somebody_can_always_manage_accounts(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="only one"):
        accounts.remove("Ida")
    with pytest.raises(AccountError, match="only one"):
        accounts.set_right("Ida", Right.VIEW)
    accounts.set_right("Rut", Right.ADMIN)
    accounts.remove("Ida")


def test_passwords_are_hashed_in_a_file_that_its_owner_alone_reads(accounts: Accounts) -> None:
    assert PASSWORD.encode() not in accounts.path.read_bytes()
    assert b"$argon2id$" in accounts.path.read_bytes()
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    assert accounts.path.name == "desk.db.accounts"


def test_a_hash_that_costs_less_than_now_is_made_again(accounts: Accounts) -> None:
    dearer = Accounts(accounts.path, hasher=PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert dearer.logged_in("Ida", PASSWORD) is not None
    assert b"m=16,t=2,p=1" in accounts.path.read_bytes()
    assert dearer.logged_in("Ida", PASSWORD) is not None


def test_without_accounts_nothing_asks_for_one(client: TestClient) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/login").status_code == 404
    assert client.get("/accounts").status_code == 404
    assert "/logout" not in client.get("/").text
