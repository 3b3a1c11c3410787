"""Questions to a record that look at a part of it find what those that look at all of it find."""

from __future__ import annotations

from tests.show.conftest import readings, record  # noqa: F401  (fixtures)
from verbale.record import Database
from verbale.record.queries import contacts, statements


def test_the_statements_of_a_contact_are_those_of_all_that_name_it(record: Database) -> None:  # noqa: F811
    with record.reading() as connection:
        every = list(statements(connection))
        for contact in contacts(connection):
            assert list(statements(connection, contact.id)) == [s for s in every if s.contact == contact.id]
        assert {s.contact for s in every} - {None}
        assert list(statements(connection, "c-none")) == []
