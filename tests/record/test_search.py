"""Full text: what is looked for is words, never syntax."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import NewAddress
from verbale.errors import RecordError
from verbale.record import Database, open_database
from verbale.record import queries as q
from verbale.record.building import build
from verbale.record.listed import bring_listing_up_to_date, statement_named


@pytest.fixture(scope="module")
def searched(new_address: NewAddress, invented: ModuleType) -> Database:
    database = open_database(new_address(), create=True)
    stories = {
        "a.txt": "2031-05-04; Ana Vell, Bo Karst; 90; « un cessez-le-feu à Étel, “NOT” plus tard »",
        "b.txt": "2031-05-04; Cy Onda, Bo Karst; 90; « её слова OR ничьи »",
    }
    build(database, invented.found(stories), invented.InventedReader(), reader="i", now=invented.at_noon)
    return database


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("cessez-le-feu", 1),
        ("etel", 1),
        ("ÉTEL", 1),
        ("feu étel", 1),
        ("NOT", 1),
        ('"NOT', 1),
        ("OR", 1),
        ("ее", 1),
        ("её", 1),
        ("tel*", 0),
        ("feu NEAR plus", 0),
        ("content: feu", 0),
        ("", 0),
        ("--- « »", 0),
    ],
)
def test_search(searched: Database, words: str, found: int) -> None:
    with searched.reading() as connection:
        assert len(q.search_statements(connection, words)) == found


def test_search_articles(searched: Database) -> None:
    with searched.reading() as connection:
        (found,) = q.search_articles(connection, "bo karst etel")
    assert "Étel" in found.excerpt


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text("\"'*^:(){}+-,.;! ANDORNEAR\x00а", max_size=30))
def test_no_sign_upsets_the_search(searched: Database, words: str) -> None:
    with searched.reading() as connection:
        q.search_statements(connection, words)
        q.search_articles(connection, words)


def test_replaced_text_is_not_found(
    database: Database, add: Callable[..., object], searched: Database
) -> None:
    add({"a.txt": "2031-05-04; Ana Vell, Bo Karst; 90; « le premier »"})
    add({"a.txt": "2031-05-04; Ana Vell, Bo Karst; 90; « le second »"})
    with database.reading() as connection:
        assert q.search_statements(connection, "premier") == []
        assert q.search_articles(connection, "premier") == []
        assert len(q.search_articles(connection, "second")) == 1


def test_a_listed_statement_is_the_one_that_all_stories_give(
    database: Database, add: Callable[..., object]
) -> None:
    told = "2031-05-04; Ana Vell, Bo Karst; 90; « grain shall pass the strait before long »"
    add({"a.txt": told, "copy.txt": told, "b.txt": f"{told} And so on."})
    bring_listing_up_to_date(database)
    with database.reading() as connection:
        every = list(q.statements(connection))
        assert any(s.copies for s in every)
        for s in every:
            assert statement_named(connection, s.id) == q.find_statement(connection, s.id)
        with pytest.raises(RecordError, match="no statement has the id"):
            statement_named(connection, "s0")
