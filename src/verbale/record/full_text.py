"""Words, and parts of words, looked for in what a record holds.

SQLite has tables of full text. In PostgreSQL there are tables of the same names, with the words of each text
in their order, folded here: no setting of the server decides what is found. A search is words, never syntax:
all of them stand in what is found; those that signs join ("cessez-le-feu") stand there beside each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, text

from verbale.fold import fold_in_place
from verbale.record.rows import POSTGRESQL

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_MARKS = re.compile("[\u0300-\u036f]+")
# Longer words, if there are any, are known by how they begin: an index takes no more.
WORD_AT_MOST = 100
# Stands between two columns of one text, so that no words are beside each other over it.
BETWEEN = "|"
PLACES_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class FullText:
    """A table of full text.

    Attributes:
        columns: of the table that it goes with.
        shown: which of them excerpts are from.
        by_trigger: SQLite keeps it in step by itself.
    """

    name: str
    columns: tuple[str, ...]
    shown: int = 0
    by_trigger: bool = False


ARTICLES = FullText("articles_text", ("title", "text"), shown=1, by_trigger=True)
STATEMENTS = FullText("statements_text", ("content",), by_trigger=True)
LISTED = FullText("listed_text", ("content",))
# With runs of three characters of its columns, not words.
COMMITMENTS = "commitments_text"
COMMITMENT_COLUMNS = ("ids", "names", "topics", "quotes")


@dataclass(frozen=True, slots=True)
class Search:
    """Words looked for in a full text, as parts of a question in SQL.

    Attributes:
        condition: that a row fulfils.
        values: that the condition names.
        best_first: an order.
        excerpt: what to ask for, to be cut to what is about the words by `cut`.
    """

    condition: str
    values: Mapping[str, object]
    best_first: str
    excerpt: str
    cut: Callable[[str], str]


def search(connection: Connection, full_text: FullText, words: str, *, of: str, length: int) -> Search | None:
    """How to look for words; None when there are none.

    Args:
        of: by which name the question has the table that the full text goes with.
        length: of excerpts, in words.
    """
    if connection.dialect.name == POSTGRESQL:
        return _search_words(full_text, words, of, length)
    terms = quote_terms(words)
    if not terms:
        return None
    return Search(
        condition=f"{full_text.name} MATCH :terms",
        values={"terms": terms},
        best_first="rank",
        excerpt=f"snippet({full_text.name}, {full_text.shown}, '', '', '…', {length})",
        cut=str,
    )


def led_by(connection: Connection) -> str:
    """How a table is joined that is looked up row by row for the one before it."""
    # To SQLite this says that the tables are read in this order, whatever it thinks of them.
    return "JOIN" if connection.dialect.name == POSTGRESQL else "CROSS JOIN"


def add_texts(
    connection: Connection, full_text: FullText, rows: Sequence[tuple[int, Sequence[str | None]]]
) -> None:
    """Make texts, each of which has a number and the columns of its table, known to the full text."""
    name = full_text.name
    if connection.dialect.name == POSTGRESQL:
        insert = f"INSERT INTO {name}(rowid, plain) VALUES (:number, :plain)"
        kept = [{"number": number, "plain": _plain(columns)} for number, columns in sorted(rows)]
        _each(connection, insert, kept)
    elif not full_text.by_trigger:
        values = ", ".join(f":c{i}" for i in range(len(full_text.columns)))
        insert = f"INSERT INTO {name}(rowid, {', '.join(full_text.columns)}) VALUES (:number, {values})"
        _each(connection, insert, [_row(number, columns) for number, columns in sorted(rows)])


def take_texts(
    connection: Connection, full_text: FullText, rows: Sequence[tuple[int, Sequence[str | None]]]
) -> None:
    """Make the full text forget texts, given as they were added."""
    name = full_text.name
    if connection.dialect.name == POSTGRESQL:
        _each(connection, f"DELETE FROM {name} WHERE rowid = :number", [{"number": n} for n, _ in rows])
    elif not full_text.by_trigger:
        values = ", ".join(f":c{i}" for i in range(len(full_text.columns)))
        columns = ", ".join(full_text.columns)
        delete = f"INSERT INTO {name}({name}, rowid, {columns}) VALUES ('delete', :number, {values})"
        _each(connection, delete, [_row(number, held) for number, held in rows])


def take_all(connection: Connection, full_text: FullText) -> None:
    """Make the full text forget all."""
    name = full_text.name
    if connection.dialect.name == POSTGRESQL:
        connection.execute(text(f"DELETE FROM {name}"))
    else:
        connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('delete-all')"))


def part_of(connection: Connection, column: str, value: str) -> str:
    """A condition: a column holds the characters of a value, which `part` gives."""
    return (
        f"{column} LIKE :{value}" if connection.dialect.name == POSTGRESQL else f"instr({column}, :{value})"
    )


def part(connection: Connection, words: str) -> str:
    """The value that `part_of` compares."""
    if connection.dialect.name != POSTGRESQL:
        return words
    return "%" + re.sub(r"([\\%_])", r"\\\1", printable(words)) + "%"


def quote_terms(words: str) -> str:
    """A question to SQLite's full text for the words themselves; "" when there are none.

    >>> print(quote_terms('cessez-le-feu OR Étel*'))
    "cessez-le-feu" "OR" "Étel*"
    """
    terms = [printable(term) for term in without_yo(words).split()]
    # A term without a letter or digit is an empty phrase, which would find nothing.
    return " ".join('"' + term.replace('"', '""') + '"' for term in terms if any(c.isalnum() for c in term))


def printable(words: str) -> str:
    """Words without signs that nobody types and no database takes."""
    return "".join(c for c in words if c.isprintable())


def without_yo(words: str) -> str:
    """Words with е for ё, which Russian writes as often as not."""
    return words.replace("ё", "е").replace("Ё", "Е")


def _each(connection: Connection, statement: str, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(text(statement), list(rows))


def _row(number: int, columns: Sequence[str | None]) -> dict[str, object]:
    return {"number": number, **{f"c{i}": without_yo(c or "") for i, c in enumerate(columns)}}


def _search_words(full_text: FullText, words: str, of: str, length: int) -> Search | None:
    phrases = [found for term in words.split() if (found := words_of(printable(term)))]
    if not phrases:
        return None
    plain = f"{full_text.name}.plain"
    values: dict[str, object] = {"words": sorted({w for phrase in phrases for w in phrase})}
    conditions = [f"string_to_array({plain}, ' ') @> CAST(:words AS text[])"]
    without = plain
    for i, phrase in enumerate(phrases):
        values[f"phrase{i}"] = f" {' '.join(phrase)} "
        without = f"replace({without}, :phrase{i}, ' ')"
        if len(phrase) > 1:
            conditions.append(f"strpos({plain}, :phrase{i}) > 0")
    return Search(
        condition=" AND ".join(conditions),
        values=values,
        # The more of a text the words are, the more it is about them.
        best_first=f"(length({without}) * 1.0 / length({plain}))",
        excerpt=f"{of}.{full_text.columns[full_text.shown]}",
        cut=partial(excerpt_about, phrases=phrases, length=length),
    )


def _plain(columns: Sequence[str | None]) -> str:
    return f" {f' {BETWEEN} '.join(' '.join(words_of(c)) for c in columns if c)} "


def words_of(words: str) -> list[str]:
    """The words of a text as they are compared: case and accents folded, signs left out.

    >>> words_of("L’Élysée : « cessez-le-feu » !")
    ['l', 'elysee', 'cessez', 'le', 'feu']
    """
    return [word for word, _, _ in _words_at(unicodedata.normalize("NFC", words))]


def places_of(composed: str, words: str) -> list[tuple[int, int]]:
    """Where words that are looked for stand in a text, whatever their case and accents.

    Args:
        composed: in normal form C.
    """
    wanted = set(words_of(words))
    return [(start, end) for word, start, end in _words_at(composed) if word in wanted]


def _words_at(composed: str) -> Iterator[tuple[str, int, int]]:
    folded = fold_in_place(composed)
    lowered = folded.lower()
    for found in _WORD.finditer(lowered if len(lowered) == len(folded) else folded):
        word = found.group()
        yield (word if word.isascii() else _MARKS.sub("", word))[:WORD_AT_MOST], found.start(), found.end()


def excerpt_about(words: str, phrases: Sequence[Sequence[str]], length: int) -> str:
    """What is about the phrases in a text, at most so many words, with a sign where something is left out.

    >>> excerpt_about("one two three four five six", [["four"]], 3)
    '…three four five…'
    """
    composed = unicodedata.normalize("NFC", words)
    held = list(_words_at(composed))
    if len(held) <= length:
        return composed
    begin = _best_place([word for word, _, _ in held], phrases, length)
    end = min(begin + length, len(held))
    start = held[begin][1] if begin else 0
    stop = held[end - 1][2] if end < len(held) else len(composed)
    return ("…" if begin else "") + composed[start:stop] + ("…" if end < len(held) else "")


def _best_place(held: Sequence[str], phrases: Sequence[Sequence[str]], length: int) -> int:
    """Where the first excerpt begins that has most of the phrases."""
    firsts = {phrase[0] for phrase in phrases}
    places = [
        (i, n)
        for i in (i for i, word in enumerate(held) if word in firsts)
        for n, phrase in enumerate(phrases)
        if list(held[i : i + len(phrase)]) == list(phrase)
    ][:PLACES_AT_MOST]
    best, most, last = 0, 0, 0
    for i, _ in places:
        within = [(j + len(phrases[n]), n) for j, n in places if i <= j and j + len(phrases[n]) <= i + length]
        if len({n for _, n in within}) > most:
            best, most = i, len({n for _, n in within})
            last = max(end for end, _ in within)
    around = (length - (last - best)) // 2
    return max(0, min(best - around, len(held) - length))
