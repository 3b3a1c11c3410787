"""What a person sees of a small record."""

from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console

from verbale.record import Database
from verbale.record import queries as q
from verbale.record.output import ContactOut
from verbale.show.contact import print_contact
from verbale.show.text import day_words, minutes_words, quoted, short_paths
from verbale.show.timeline import Selection, print_timeline, short_ids


def timeline_of(record: Database, width: int) -> str:
    with record.reading() as connection:
        contacts = q.contacts(connection)
    out = io.StringIO()
    ids = {c.id: f"c{i}" for i, c in enumerate(contacts)}
    print_timeline(Console(file=out, width=width), contacts, ids)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def page_of(record: Database, width: int, *, nth: int = 0) -> str:
    with record.reading() as connection:
        contact = q.contacts(connection)[nth]
        said = list(q.statements(connection, contact.id))
        texts = q.texts(connection, {m.path for m in contact.mentions})
    out = io.StringIO()
    print_contact(Console(file=out, width=width), contact, said, texts)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_timeline(record: Database) -> None:
    assert timeline_of(record, 90) == (
        "when        what               who                                    sources  contact\n"
        "2031-05-13  call               Ana Vell – Bo Karst (accounts differ)        2  c0\n"
        "2031-05-20  meeting (planned)  Ana Vell – Bo Karst (Lunde)                  1  c1\n"
        "undated     message            Bo Karst – Cy Onda                           1  c2"
    )


def test_timeline_on_a_narrow_terminal(record: Database) -> None:
    assert timeline_of(record, 60).splitlines()[:2] == [
        "2031-05-13  call  [c0]",
        "  Ana Vell – Bo Karst (accounts differ); 2 sources",
    ]


def test_page_lays_the_sides_side_by_side(record: Database) -> None:
    page = page_of(record, 300)
    assert page.startswith("Call, 2031-05-13: Ana Vell – Bo Karst\n")
    assert "2 independent sources, told in 2 stories, 2 places" in page
    heading = next(line for line in page.splitlines() if "according to" in line)
    karstia, norland = (heading.index(f"according to {side} (presidency)") for side in ("Karstia", "Norland"))
    assert karstia < norland < heading.index("press, unattributed")
    assert "Ana Vell → Bo Karst: request “l'ouverture du port d'Ostrel”" in " ".join(page.split())
    port = next(line for line in page.splitlines() if "port" in line and "request" in line)
    assert norland < port.index("request") < port.index("assert, via Radio Lunde")


def test_page_gives_each_value_its_words_and_place(record: Database) -> None:
    page = " ".join(page_of(record, 130).split())
    assert "duration 1 h 40 1 source “une heure quarante” north/a.txt:30" in page
    assert "1 h 45 1 source “une heure quarante-cinq” south/a.txt:" in page
    assert "The sources give the length as 100 minutes and as 105 minutes." in page


def test_page_marks_what_is_negated_or_hedged(record: Database) -> None:
    page = " ".join(page_of(record, 40).split())
    assert "Bo Karst → Ana Vell: commit, negated “ne promet rien”" in page
    assert "Bo Karst → Ana Vell: offer, hedged" in page


def test_narrow_page_is_stacked_and_loses_nothing(record: Database) -> None:
    narrow = page_of(record, 50)
    assert "┃" not in narrow
    assert max(map(len, narrow.splitlines())) <= 50
    for words in ("according to Norland (presidency)", "press, unattributed", "l'ouverture du port d'Ostrel"):
        assert words in " ".join(narrow.split())


@pytest.mark.parametrize("width", [40, 130])
def test_what_stories_say_cannot_steer_the_terminal(record: Database, width: int) -> None:
    page = page_of(record, width)
    assert "\x1b" not in page
    assert "[31mun échange de" in page  # shown as the harmless characters that are left


def test_planned_contact_without_statements(record: Database) -> None:
    page = page_of(record, 100, nth=1)
    assert page.startswith("Meeting (planned), 2031-05-20: Ana Vell – Bo Karst")
    assert "no statement of these stories belongs to it" in page


@pytest.mark.parametrize(
    ("first", "last", "days", "shown"),
    [
        (None, None, [], "undated"),
        ("2031-05-06", "2031-05-06", ["2031-05-06"], "2031-05-06"),
        ("2031-05-06", "2031-05-20", ["2031-05-06", "2031-05-13", "2031-05-20"], "2031-05-06 or 13 or 20"),
        ("2031-05-30", "2031-06-01", ["2031-05-30", "2031-06-01"], "2031-05-30 or 2031-06-01"),
        ("2031-05-30", "2031-06-01", ["2031-05-30", "2031-05-31", "2031-06-01"], "2031-05-30 to 2031-06-01?"),
        ("2031-05-01", "2031-12-31", [], "2031-05-01 to 2031-12-31?"),
        (None, "2031-05-06", [], "until 2031-05-06"),
        ("2031-05-06", None, [], "from 2031-05-06"),
    ],
)
def test_unsure_days_are_shown_as_what_they_are(
    first: str | None, last: str | None, days: list[str], shown: str
) -> None:
    contact = ContactOut.model_construct(
        date_from=date.fromisoformat(first) if first else None,
        date_to=date.fromisoformat(last) if last else None,
        date_candidates=tuple(map(date.fromisoformat, days)),
    )
    assert day_words(contact) == shown


@pytest.mark.parametrize(
    ("selection", "kinds"),
    [
        (Selection(), ["call", "meeting", "message"]),
        (Selection(actor="vell"), ["call", "meeting"]),
        (Selection(actor="Q2"), ["call", "meeting", "message"]),
        (Selection(actor="onda"), ["message"]),
        (Selection(actor="nobody"), []),
        (Selection(since=date(2031, 5, 14)), ["meeting"]),
        (Selection(until=date(2031, 5, 14)), ["call"]),
        (Selection(since=date(2031, 5, 14), until=date(2031, 5, 19)), []),
    ],
)
def test_selection(record: Database, selection: Selection, kinds: list[str]) -> None:
    with record.reading() as connection:
        contacts = q.contacts(connection)
    assert [c.kind.value for c in contacts if selection.takes(c)] == kinds
    assert selection.leaves_out_undated(contacts) == (1 if selection.since or selection.until else 0)


def test_short_ids_are_unambiguous() -> None:
    contacts = [ContactOut.model_construct(id=i) for i in ("c1234567a", "c1234567b", "c9")]
    assert short_ids(contacts) == {"c1234567a": "c1234567a", "c1234567b": "c1234567b", "c9": "c9"}


def test_texts() -> None:
    assert minutes_words(100, "exact") == "1 h 40"
    assert minutes_words(120, "approx") == "about 2 h"
    assert minutes_words(45, "at_least") == "at least 45 min"
    assert quoted("« dit-il »\n\u202eodd\x9b") == "“« dit-il » odd”"
    assert len(quoted("x" * 5000)) < 500


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("« Non »", "“Non”"),
        ('"« Non »"', "“Non”"),
        ("sa promesse, cette fois « avant mardi »", "“sa promesse, cette fois « avant mardi »”"),
        ("son « oui » et son « non »", "“son « oui » et son « non »”"),
        ("« oui » ou « non »", "“« oui » ou « non »”"),
        ("« sans fin", "“sans fin”"),
        ("sans début »", "“sans début”"),
        ('"a" et "b"', '“"a" et "b"”'),
        ('"', '“"”'),
        ("", "“”"),
    ],
)
def test_only_marks_around_the_whole_are_left_out(text: str, shown: str) -> None:
    assert quoted(text) == shown
    assert short_paths(["a/1.txt", "b/1.txt", "2.txt"]) == dict.fromkeys(["2.txt"], "2.txt") | {
        p: p for p in ("a/1.txt", "b/1.txt")
    }
