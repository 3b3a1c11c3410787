"""One contact as a page: its facts with their sources, what each side says was said side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verbale.model import Actor, Certainty, Polarity
from verbale.record.output import ContactOut, PlaceOut, StatementOut, VersionOut
from verbale.show.text import clean, counted, minutes_words, names, quoted, short_paths

PRESS = "press, unattributed"
NO_TOPIC = "other"
NOT_NAMED = "not named"
ACCORDING_TO = "according to "
PLACES_SHOWN = 2
FACT_WORDS = {
    "duration_minutes": "duration",
    "requested_by": "at the request of",
    "initiator": "initiative of",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands ("story.txt:120"), and the words that stand there.

    Attributes:
        path, start: the same for a program: the story's path, and the offset.
    """

    where: str
    quote: str
    path: str
    start: int


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories that a page cites.

    Attributes:
        texts: by path.
        short: how each path is cited.
    """

    texts: Mapping[str, str]
    short: Mapping[str, str]

    def place(self, place: PlaceOut) -> Place:
        """A place with its words."""
        words = quoted(self.texts[place.path][place.start : place.end])
        return Place(self.where(place.path, place.start), words, place.path, place.start)

    def where(self, path: str, start: int) -> str:
        """A place as it is cited."""
        return f"{self.short[path]}:{start}"


def stories_of(contact: ContactOut, statements: Iterable[StatementOut], texts: Mapping[str, str]) -> Stories:
    """The stories cited for a contact.

    Args:
        texts: by path, at least of the contact's evidence.
    """
    paths = {s.path for s in statements} | {m.path for m in contact.mentions} | set(texts)
    # A contradiction of days may rest on stories that tell of other contacts only.
    paths |= {p.path for d in contact.divergences for p in d.evidence}
    paths |= {p.path for c in contact.common for p in c.evidence}
    return Stories(texts, short_paths(paths))


@dataclass(frozen=True, slots=True)
class FactLine:
    """One version of one fact; `more` places are not shown; `given_by` says `sources` and `sides`."""

    fact: str
    value: str
    given_by: str
    places: tuple[Place, ...]
    more: int
    sources: int
    sides: str


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One statement: who to whom, what it does, marks ("hedged"), and the words it rests on."""

    who: str
    act: str
    marks: tuple[str, ...]
    place: Place
    sources: int


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, by topic and by who relays it.

    Attributes:
        columns: headings, the press last.
        rows: for each topic one cell a column.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[SaidLine, ...], ...]], ...]


def fact_lines(contact: ContactOut, stories: Stories) -> tuple[FactLine, ...]:
    """All versions of all facts."""
    several = {v.fact for v in contact.versions if v.fact in ("kind", "status")}
    counts = {f: sum(v.fact == f for v in contact.versions) for f in several}
    # Kind and status stand in the heading; they are facts in question only when the stories differ.
    shown = [v for v in contact.versions if counts.get(v.fact, 2) > 1]
    return tuple(_fact_line(v, stories) for v in shown)


def _fact_line(version: VersionOut, stories: Stories) -> FactLine:
    given = counted(version.independent_sources, "source")
    if version.sides:
        given += f", according to {names(version.sides)}"
    places = tuple(stories.place(p) for p in version.evidence[:PLACES_SHOWN])
    fact = FACT_WORDS.get(version.fact, version.fact)
    return FactLine(
        fact,
        _value(version),
        given,
        places,
        len(version.evidence) - len(places),
        version.independent_sources,
        names(version.sides),
    )


def _value(version: VersionOut) -> str:
    if isinstance(version.value, Actor):
        return clean(version.value.name)
    if version.fact == "duration_minutes" and isinstance(version.value, int):
        return minutes_words(version.value, version.qualifier)
    return clean(str(version.value))


def said(
    contact: ContactOut, statements: Iterable[StatementOut], stories: Stories, *, both: str = " and "
) -> Said:
    """A contact's statements, laid out by topic and by who relays them.

    Args:
        both: what stands between the names of several actors.
    """
    listed = list(statements)
    relays = _relays(contact, listed)
    headings = _headings(relays)
    columns = tuple(sorted(set(headings.values()) - {PRESS})) + (
        (PRESS,) if PRESS in headings.values() else ()
    )
    cells: dict[str, dict[str, list[SaidLine]]] = {}
    for statement, relay in zip(listed, relays, strict=True):
        topic = statement.topics[0] if statement.topics else NO_TOPIC
        heading = headings[_side(relay)] if relay else PRESS
        cells.setdefault(topic, {}).setdefault(heading, []).append(
            said_line(statement, stories.short[statement.path], both=both)
        )
    topics = sorted(cells, key=lambda t: (t == NO_TOPIC, -len(cells[t]), t))
    return Said(columns, tuple((t, tuple(tuple(cells[t].get(c, ())) for c in columns)) for t in topics))


def said_line(statement: StatementOut, path: str, *, both: str = " and ") -> SaidLine:
    """One statement as a line; `path` is how its story is cited, `both` stands between names."""
    s = statement
    who = names(s.speaker, between=both) or NOT_NAMED
    if s.addressee:
        who += f" → {names(s.addressee, between=both)}"
    marks = ["negated"] if s.polarity is Polarity.NEGATIVE else []
    marks += ["hedged"] if s.certainty is Certainty.HEDGED else []
    marks += [f"via {clean(s.via)}"] if s.via else []
    marks += [clean(words) for words in s.decided]
    where = f"{clean(path)}:{s.content.start}"
    return SaidLine(
        who,
        s.act.value,
        tuple(marks),
        Place(where, quoted(s.quote), s.path, s.content.start),
        s.independent_sources,
    )


def _relays(contact: ContactOut, statements: Sequence[StatementOut]) -> list[tuple[Actor, ...]]:
    """Who relays each statement; nobody when the press tells it as its own knowledge.

    A presidency, a spokesman or a government that speaks for itself relays its own words; what a participant
    is said to have said, with no source named, is the press's account.
    """
    took_part = {_key(p) for p in contact.participants}
    found: list[tuple[Actor, ...]] = []
    for s in statements:
        own = s.speaker if s.speaker and not any(_key(a) in took_part for a in s.speaker) else ()
        found.append(s.reported_by or own)
    return found


def _headings(relays: Iterable[tuple[Actor, ...]]) -> dict[str, str]:
    """For each side the heading of its column, naming all through whom it speaks."""
    by_side: dict[str, set[str]] = {}
    press = False
    for relay in relays:
        if relay:
            by_side.setdefault(_side(relay), set()).update(clean(a.name) for a in relay)
        else:
            press = True
    found = {side: f"{ACCORDING_TO}{' / '.join(sorted(spoken))}" for side, spoken in by_side.items()}
    return found | ({"": PRESS} if press else {})


def _side(relay: tuple[Actor, ...]) -> str:
    return " ".join(sorted({a.side or _key(a) for a in relay}))


def _key(actor: Actor) -> str:
    return actor.id or actor.name.casefold()
