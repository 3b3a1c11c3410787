"""The nouns: what every step takes and gives. All frozen, all plain.

Offsets are Unicode code points into `Article.text`, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class SpeechAct(StrEnum):
    """What a statement does. Source: the act inventory of DESIGN.md, mapped to PLOVER on export."""

    ASSERT = "assert"
    REQUEST = "request"
    COMMIT = "commit"
    AGREE = "agree"
    REFUSE = "refuse"
    DENY = "deny"
    ACCUSE = "accuse"
    WARN = "warn"
    OFFER = "offer"
    CONCERN = "concern"
    PRAISE = "praise"
    DOUBT = "doubt"


class ContactKind(StrEnum):
    """How principals met: `talks` are delegations negotiating, `message` a letter or telegram."""

    CALL = "call"
    VIDEO = "video"
    MEETING = "meeting"
    VISIT = "visit"
    TALKS = "talks"
    MESSAGE = "message"


class ContactStatus(StrEnum):
    """Whether the contact took place."""

    HELD = "held"
    PLANNED = "planned"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Directness(StrEnum):
    """direct: all inside quotation marks; mixed: some words are; indirect: none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Polarity(StrEnum):
    """negative: what is reported is itself negated ("promises nothing", "is not ready")."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Certainty(StrEnum):
    """hedged: the reporter distances himself (journalistic conditional, "seems")."""

    STATED = "stated"
    HEDGED = "hedged"


class DurationQualifier(StrEnum):
    """How a stated duration bounds the true one."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class DateBasis(StrEnum):
    """Where a date comes from (DESIGN.md, Times)."""

    STATED = "stated"
    RELATIVE = "relative"
    PUBLICATION = "publication"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` to `end` (half-open) of the article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class DayRange:
    """The days from `first` to `last`, both included; None leaves that side open."""

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"range ends before it begins: {self.first}..{self.last}")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, office, government, organisation or delegation, as a reading names it.

    Attributes:
        name: the English canonical name, e.g. "Emmanuel Macron", "Russia (delegation)".
        id: a Wikidata QID or another stable id; None when the actor is known only from the text.
        side: the id of the country or organisation it speaks for; None if unknown.
    """

    name: str
    id: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text as given, and where it is from.

    Attributes:
        path: the file as the user named it (a story inside a .jsonl: "stories.jsonl#3").
        text: exactly as given; every offset indexes it.
        language: ISO 639-1.
        published: the days on which it may have been published; None when nothing says so.
        published_edtf: the same as EDTF ("2022-03", "2022-03-06").
        sha256: of the text in UTF-8.
        outlet, title, url: what metadata says; None when nothing does.
    """

    path: str
    text: str
    language: str
    sha256: str
    published: DayRange | None = None
    published_edtf: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a contact lasted, in minutes, as stated."""

    minutes: int
    qualifier: DurationQualifier
    span: Span


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days that a text allows.

    Attributes:
        first, last: bounds, both included; None leaves that side open.
        candidates: the days themselves, sorted; empty when the set is too large to list or unbounded.
        edtf: the EDTF form; None when nothing but an open side is known.
        phrase: the words it was read from; None when there are none.
        timex: the TIMEX3-like value as written ("XXXX-WXX-2"), None if it has none.
        basis: where the days come from.
        conflict: why the words cannot all be right ("Tuesday 12 March 2022", a Saturday); None if they can.
    """

    first: date | None
    last: date | None
    candidates: tuple[date, ...] = ()
    edtf: str | None = None
    phrase: Span | None = None
    timex: str | None = None
    basis: DateBasis = DateBasis.STATED
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The contact is the n-th since a day ("the second since 24 February"); `since` is EDTF or None."""

    n: int
    since: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class DayRelation:
    """What the words of a contact say of its day beside another day, which may be unknown.

    "Yesterday" is one day before the story appeared, "five days after their meeting" five days after that
    contact, whenever either was.

    Attributes:
        contact: index, among the reading's contacts, of the one counted from; None for the day on which the
            story appeared.
        first, last: how many days after that day, both included, negative for before; None leaves that side
            open.
        weekday: ISO, Monday 1; None when not said.
        month, day: of the year; None when not said.
        phrase: the words; None when only the order of telling says so.
    """

    contact: int | None
    first: int | None
    last: int | None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    phrase: Span | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"no distance: {self.first} to {self.last} days")
        for value, most in ((self.weekday, 7), (self.month, 12), (self.day, 31)):
            if value is not None and not 1 <= value <= most:
                raise ValueError(f"no such weekday, month or day: {value}")


@dataclass(frozen=True, slots=True)
class Term:
    """The days for which somebody held the office by which the story calls him.

    Attributes:
        office: a key of `verbale.actors.schema.Office`.
        first, last: both included; None leaves that side open. Several terms count as one, from the first
            day of the first to the last of the last.
        span: the words that name him with it.
    """

    actor: Actor
    office: str
    first: date | None
    last: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Ground:
    """Why one field of a contact or a statement has its value; a field may have several.

    Attributes:
        field: the field's name ("speaker", "act", "date").
        rule: what decided, in words.
        entry: the lexicon entry that it applied ("demander"); None when none was.
        span: the words it was read from; None when the rule looked at no stretch of the text.
    """

    field: str
    rule: str
    entry: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ContactReport:
    """Who tells of a contact.

    Attributes:
        who: an actor that the text names as a source; never a participant.
        source: the words that name it; None when none do ("the same source").
        told: what it tells, up to where its words reach.
    """

    who: Actor
    source: Span | None
    told: Span


@dataclass(frozen=True, slots=True)
class ContactMention:
    """One contact between principals as one article tells it (its mentions merged).

    Attributes:
        relations: what ties its day to others; empty when its own days say all.
        terms: those of the offices by which the story calls the participants of the contact that it is about;
            empty where its own days need none.
        reports: who tells of it, whether or not anything is stated beside.
    """

    kind: ContactKind
    status: ContactStatus
    main: bool
    participants: tuple[Actor, ...]
    evidence: tuple[Span, ...]
    days: Days | None = None
    duration: Duration | None = None
    initiator: Actor | None = None
    requested_by: Actor | None = None
    place: str | None = None
    ordinal: Ordinal | None = None
    in_caption: bool = False
    reasons: tuple[str, ...] = ()
    relations: tuple[DayRelation, ...] = ()
    grounds: tuple[Ground, ...] = ()
    terms: tuple[Term, ...] = ()
    reports: tuple[ContactReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, to whom, according to whom, in one article.

    Attributes:
        speaker: whose words they are; empty when the text names nobody.
        reported_by: the side that relays them when it is not the speaker; empty otherwise.
        via: a news outlet named as the channel.
        content: what is said; `evidence` holds further tellings of the same content.
        cue: the word that signals it; None for a free-standing quotation.
        source: the words that name the speaker or relayer nearest to the cue.
        reasons: the rule and the cue entry it was read by.
        grounds: the same field by field, with the words behind each.
    """

    speaker: tuple[Actor, ...]
    reported_by: tuple[Actor, ...]
    act: SpeechAct
    content: Span
    directness: Directness
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.STATED
    via: str | None = None
    addressee: tuple[Actor, ...] = ()
    topics: tuple[str, ...] = ()
    cue: Span | None = None
    source: Span | None = None
    evidence: tuple[Span, ...] = ()
    candidates: tuple[Actor, ...] = ()
    reasons: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says.

    Attributes:
        issuer: the institution whose own readout the article is; None for what the press writes.
    """

    article: Article
    contacts: tuple[ContactMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = field(default=())
    issuer: Actor | None = None
