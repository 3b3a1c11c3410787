"""Who bound himself to what: promises of all stories, each once, with what later statements report of it.

A commitment is never judged: its state only sums up what sources say. What is not sure is not attached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from verbale.fold import fold_in_place
from verbale.model import Actor, Article, Polarity, Span, SpeechAct, Statement
from verbale.reconcile.commitment_parts import Due, condition_in, due_in
from verbale.reconcile.commitment_words import CommitmentLexicon, Says
from verbale.reconcile.days import DaySet
from verbale.reconcile.matter import matter_of, overlap
from verbale.reconcile.mentions import actor_key, digest, fold
from verbale.reconcile.report_words import Forms

BINDING = (SpeechAct.COMMIT, SpeechAct.AGREE, SpeechAct.OFFER)
# Of the telling words of the shorter of two promises the other must have so many to be the same.
SAME_PROMISE = 0.5
OPENING = " \t\n«“\"'"

Lexicons = Mapping[str, CommitmentLexicon]


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as the record holds it.

    Attributes:
        id, path: the statement's; `path` is the first under which its text came in.
        witness: shared by reprints.
        contact: where it was made; None when that is not known.
        said: the days on which it can have been said: those of its contact, else up to publication.
        heard: the days on which it was reported: those of its contact, else of publication.
    """

    id: str
    statement: Statement
    article: Article
    path: str
    witness: str
    contact: str | None
    said: DaySet
    heard: DaySet

    @property
    def quote(self) -> str:
        """What is said."""
        return self.statement.content.of(self.article.text)


@dataclass(frozen=True, slots=True)
class Piece:
    """One telling of a promise.

    Attributes:
        condition: its words; None when it names none.
        matter: the beginnings of its telling words.
    """

    told: Told
    condition: Span | None
    due: Due | None
    matter: frozenset[str]


class State(StrEnum):
    """What sources report of a commitment, taken together; see `state_of`."""

    OPEN = "open"
    REPEATED = "repeated"
    DISPUTED = "disputed"
    KEPT = "reported kept"
    BROKEN = "reported broken"


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody says became of a commitment.

    Attributes:
        by: who says so; empty when the story names nobody.
        hit: the words that say it; None for a promise made again, or a person's judgement.
        decided: who marked it, in words; None for what a rule found.
        copies: other tellings of the same report.
    """

    says: Says
    told: Told
    hit: Span | None
    reasons: tuple[str, ...]
    decided: str | None = None
    copies: tuple[Told, ...] = ()

    @property
    def by(self) -> tuple[Actor, ...]:
        """Who says so."""
        return self.told.statement.speaker or self.told.statement.reported_by


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise, with all that tells of it.

    Attributes:
        pieces: its tellings, the fullest first.
        to: towards whom; empty when nobody says.
        due: by when; None when no telling says, or they name different days.
        reports: by date.
        possible: statements that may report on it, and why that is not sure.
        repeats: the id of an earlier commitment that this one repeats.
    """

    id: str
    speaker: tuple[Actor, ...]
    to: tuple[Actor, ...]
    reported_by: tuple[Actor, ...]
    topics: tuple[str, ...]
    pieces: tuple[Piece, ...]
    due: Due | None
    made: DaySet
    reports: tuple[Report, ...] = ()
    possible: tuple[tuple[Told, str], ...] = ()
    repeats: str | None = None

    @property
    def lead(self) -> Piece:
        """The fullest telling."""
        return self.pieces[0]

    @property
    def contact(self) -> str | None:
        """Where it was made."""
        return self.lead.told.contact

    @property
    def matter(self) -> frozenset[str]:
        """The telling words of all tellings."""
        return frozenset().union(*(p.matter for p in self.pieces))

    @property
    def state(self) -> State:
        """What sources report of it."""
        return state_of(r.says for r in self.reports)


def state_of(reported: Iterable[Says]) -> State:
    """What several reports come to. It never says who is right.

    >>> state_of([Says.REPEATED, Says.BROKEN]), state_of([Says.BROKEN, Says.DENIED])
    (<State.BROKEN: 'reported broken'>, <State.DISPUTED: 'disputed'>)
    """
    said = set(reported)
    if said & {Says.DENIED, Says.WITHDRAWN, Says.PARTLY} or {Says.KEPT, Says.BROKEN} <= said:
        return State.DISPUTED
    if Says.BROKEN in said:
        return State.BROKEN
    if Says.KEPT in said:
        return State.KEPT
    return State.REPEATED if Says.REPEATED in said else State.OPEN


def commitments_of(told: Iterable[Told], lexicons: Lexicons, forms: Forms) -> list[Commitment]:
    """All commitments, without reports, in the order in which they were made.

    Args:
        lexicons: by language; statements in another language bind nobody here.
        forms: how an actor is named.
    """
    pieces = [p for t in told if (p := _piece(t, lexicons, forms)) is not None]
    # What says most comes first: a vaguer telling must see all promises that it may be of.
    pieces.sort(key=lambda p: (not p.told.statement.addressee, p.due is None, p.told.id))
    groups: list[list[Piece]] = []
    alike: dict[tuple[object, ...], list[list[Piece]]] = {}
    for piece in pieces:
        near = alike.setdefault(_place_of(piece), [])
        same = [g for g in near if _fits(piece, g)]
        # A piece that fits two promises of one contact is told apart by none of them: it stays alone.
        if len(same) == 1:
            same[0].append(piece)
        else:
            groups.append([piece])
            near.append(groups[-1])
    found = [_commitment(g) for g in groups]
    return sorted(found, key=lambda c: (c.made.last is None, c.made.last, c.id))


def is_promise(told: Told, words: CommitmentLexicon) -> bool:
    """Whether a statement binds its speaker."""
    s = told.statement
    if s.act not in BINDING or not s.speaker:
        return False
    folded = fold_in_place(told.article.text)
    start = s.content.start + len(told.quote) - len(told.quote.lstrip(OPENING))
    if s.polarity is Polarity.NEGATIVE:
        # "promises not to fire" binds; "promises nothing", "did not promise to" do not.
        around = s.cue is not None and not s.cue.overlaps(s.content)
        return around and words.not_to.match(folded, start) is not None
    if s.act is SpeechAct.AGREE:
        return not _is_opinion(folded, start, s.content.end, words)
    return True


def _is_opinion(folded: str, start: int, end: int, words: CommitmentLexicon) -> bool:
    """Whether what is agreed is how things are, not what is to be done."""
    if words.opinion.match(folded, start):
        return True
    tells = words.clause.match(folded, start) or words.state.search(folded, start, end)
    return tells is not None and not words.future.search(folded, start, end)


def _piece(told: Told, lexicons: Lexicons, forms: Forms) -> Piece | None:
    words = lexicons.get(told.article.language)
    if words is None or not is_promise(told, words):
        return None
    s, text = told.statement, told.article.text
    due = due_in(
        text,
        s.content,
        words,
        published=told.article.published,
        made=told.said,
        quoted=s.directness.value == "direct",
    )
    names = frozenset(f for a in (*s.speaker, *s.addressee) for f in forms(a, words.language))
    matter = matter_of(text, s.content, words, names)
    if due is not None:
        matter -= matter_of(text, due.span, words)  # by when is not what
    return Piece(told, condition_in(text, s.content, words), due, matter)


def _place_of(piece: Piece) -> tuple[object, ...]:
    """What tellings of one promise must share: speakers and contact; outside contacts text and wording."""
    told = piece.told
    where = (told.contact,) if told.contact is not None else (None, told.witness, fold(told.quote))
    return _keys(told.statement.speaker), where


def _fits(piece: Piece, group: Sequence[Piece]) -> bool:
    """Whether a telling is of the promise that the others tell: one of them says the same, none otherwise."""
    return any(_same(piece, other) for other in group) and not any(_differ(piece, other) for other in group)


def _same(a: Piece, b: Piece) -> bool:
    """Whether two tellings with the same speakers and contact are worded alike."""
    left, right = a.told, b.told
    if fold(left.quote) == fold(right.quote):
        return True
    if overlap(a.matter, b.matter) < SAME_PROMISE:
        return False
    shared = set(left.statement.topics) & set(right.statement.topics)
    return len(a.matter & b.matter) > 1 or bool(shared) or a.matter == b.matter


def _differ(a: Piece, b: Piece) -> bool:
    """Whether two tellings name days, addressees or deeds that exclude each other."""
    left, right = a.told.statement, b.told.statement
    if a.due is not None and b.due is not None and a.due.days.meet(b.due.days) is None:
        return True
    if left.addressee and right.addressee and not _keys(left.addressee) & _keys(right.addressee):
        return True
    return left.polarity is not right.polarity or (
        (left.act is SpeechAct.OFFER) != (right.act is SpeechAct.OFFER)
    )


def _keys(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(actor_key(a) for a in actors)


def _commitment(group: Sequence[Piece]) -> Commitment:
    pieces = tuple(
        sorted(
            group, key=lambda p: (-len(p.matter), -len(p.told.quote), p.told.path, p.told.statement.content)
        )
    )
    statements = [p.told.statement for p in pieces]
    return Commitment(
        id="p" + digest(min(p.told.id for p in pieces)),
        speaker=statements[0].speaker,
        to=_once(a for s in statements for a in s.addressee),
        reported_by=_once(a for s in statements for a in s.reported_by),
        topics=tuple(dict.fromkeys(t for s in statements for t in s.topics)),
        pieces=pieces,
        due=_common_due(pieces),
        made=_made(pieces),
    )


def _once(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple({actor_key(a): a for a in actors}.values())


def _common_due(pieces: Sequence[Piece]) -> Due | None:
    """What all tellings that name a day leave; in the words of the first."""
    found = [p.due for p in pieces if p.due is not None]
    if not found:
        return None
    days = found[0].days
    for due in found[1:]:
        met = days.meet(due.days)
        if met is None:
            return None
        days = met
    edtf = days.edtf()
    return replace(found[0], days=days, edtf=edtf) if edtf else None


def _made(pieces: Sequence[Piece]) -> DaySet:
    days = pieces[0].told.said
    for p in pieces[1:]:
        days = days.meet(p.told.said) or days.join(p.told.said)
    return days
