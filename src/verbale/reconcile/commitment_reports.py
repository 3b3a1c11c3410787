"""Attaching later statements to the commitments that they report on; in doubt to none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from verbale.model import Actor, Polarity, Span
from verbale.reconcile.commitment_words import CommitmentLexicon, Says
from verbale.reconcile.commitments import Commitment, Lexicons, Report, Told
from verbale.reconcile.days import DaySet
from verbale.reconcile.matter import matter_of, overlap
from verbale.reconcile.mentions import actor_key, fold
from verbale.reconcile.report_words import Forms, Hit, Whose, is_theirs, report_in, whose_promise, window_of
from verbale.sentences import say

# Telling words that a report must share with a promise where no topic is shared.
SHARED_WORDS = 2
# A promise made again shares so many of its telling words.
SAME_PROMISE = 0.5
POSSIBLE_LISTED = 5


@dataclass(frozen=True, slots=True)
class _Reporting:
    """A statement whose words report on a promise."""

    told: Told
    hit: Hit
    whose: Whose
    words: CommitmentLexicon
    matter: frozenset[str]


def with_reports(
    commitments: Sequence[Commitment], told: Iterable[Told], lexicons: Lexicons, forms: Forms
) -> list[Commitment]:
    """The commitments with what later statements report of them.

    Args:
        told: all statements, those that are commitments too.
    """
    found: dict[str, list[Report]] = {c.id: [] for c in commitments}
    possible: dict[str, list[tuple[Told, str]]] = {c.id: [] for c in commitments}
    repeats = _repeated(commitments, found)
    by_promiser: dict[tuple[Actor, ...], list[Commitment]] = {}
    for c in commitments:
        by_promiser.setdefault(c.speaker, []).append(c)
    for told_one in sorted(told, key=lambda t: t.id):
        words = lexicons.get(told_one.article.language)
        if words is None:
            continue
        hit = report_in(told_one.article.text, told_one.statement, words)
        if hit is not None:
            reporting = _reporting(told_one, hit, words, forms)
            theirs = [
                c
                for promiser, made in by_promiser.items()
                if _is_theirs(reporting, promiser, forms)
                for c in made
                if _is_later(told_one, c)
            ]
            _attach(reporting, theirs, repeats, found, possible, forms)
    return [
        replace(
            c,
            reports=_once(found[c.id]),
            possible=tuple(possible[c.id]),
            repeats=repeats.get(c.id),
        )
        for c in commitments
    ]


def _reporting(told: Told, hit: Hit, words: CommitmentLexicon, forms: Forms) -> _Reporting:
    s = told.statement
    names = frozenset(f for a in (*s.speaker, *s.addressee) for f in forms(a, words.language))
    whose = whose_promise(told.article.text, s, hit, words)
    return _Reporting(told, hit, whose, words, matter_of(told.article.text, window_of(s), words, names))


def _attach(
    r: _Reporting,
    theirs: Sequence[Commitment],
    repeats: dict[str, str],
    found: dict[str, list[Report]],
    possible: dict[str, list[tuple[Told, str]]],
    forms: Forms,
) -> None:
    """Attach a report to that one of the promiser's earlier commitments which it is about."""
    fitting = [(c, *_fit(r, c, forms)) for c in theirs]
    about = [(c, weight, why) for c, weight, why in fitting if weight]
    if not about:
        for c in _latest(theirs):
            possible[c.id].append((r.told, say("its words report on a promise, but do not say which")))
        return
    most = max(weight for _, weight, _ in about)
    best = [c for c, weight, _ in about if weight == most]
    if not all(_are_one_promise(best[0], c, repeats) for c in best):
        for c in _latest(best):
            possible[c.id].append((r.told, say("{n:d} commitments fit equally well", n=len(best))))
        return
    # A promise made or told several times is one promise: what is said of it is said of each time.
    for c, _, why in about:
        if _are_one_promise(best[0], c, repeats):
            quote = r.hit.span.of(r.told.article.text)
            words = say("“{words}” is read as {says}", words=quote, says=r.hit.says)
            found[c.id].append(Report(r.hit.says, r.told, r.hit.span, (words, why)))


def _latest(commitments: Sequence[Commitment]) -> Sequence[Commitment]:
    """A few that a person can choose among: those made last."""
    return sorted(commitments, key=lambda c: (c.made.last or date.min, c.id))[-POSSIBLE_LISTED:]


def _are_one_promise(a: Commitment, b: Commitment, repeats: dict[str, str]) -> bool:
    """Whether two commitments of one speaker are the same promise, made again or told elsewhere."""
    return _first(a.id, repeats) == _first(b.id, repeats) or (
        a.contact != b.contact and _are_alike(a, b) and {a.speaker, b.speaker} == {a.speaker}
    )


def _first(name: str, repeats: dict[str, str]) -> str:
    while name in repeats:
        name = repeats[name]
    return name


def _is_later(told: Told, c: Commitment) -> bool:
    """Whether a statement is surely of a later day than a commitment, and of another text and contact."""
    if not _after(told.heard, c.made) or (told.contact is not None and told.contact == c.contact):
        return False
    return told.article.sha256 not in {p.told.article.sha256 for p in c.pieces}


def _after(later: DaySet, earlier: DaySet) -> bool:
    return later.first is not None and earlier.last is not None and later.first > earlier.last


def _is_theirs(r: _Reporting, promiser: tuple[Actor, ...], forms: Forms) -> bool:
    """Whether the promise reported on is by certain speakers."""
    told = r.told
    # Who repeats, withdraws or denies a promise mostly does so himself, or has his office do it.
    by_himself = r.hit.says in (Says.REPEATED, Says.WITHDRAWN, Says.DENIED) and not _names_somebody(r)
    if by_himself and _sides(told.statement.speaker) & _sides(promiser):
        return True
    return is_theirs(r.whose, told.article.text, told.statement, promiser, forms, r.words.language)


def _sides(actors: Iterable[Actor]) -> set[str]:
    return {key for a in actors for key in (actor_key(a), a.side) if key is not None}


def _names_somebody(r: _Reporting) -> bool:
    """Whether a name stands in what is said before the words of the report."""
    text, start = r.told.article.text, r.told.statement.content.start
    inside = Span(start, max(start, r.hit.span.start)).of(text)
    return any(w[:1].isupper() for w in inside.replace("’", "' ").replace("'", "' ").split()[1:])


def _fit(r: _Reporting, c: Commitment, forms: Forms) -> tuple[int, str]:
    """How much speaks for a report being about a commitment, and what; 0 when too little does."""
    topics = set(r.told.statement.topics) & set(c.topics)
    names = {part for a in c.speaker for f in forms(a, r.words.language) for part in f.split()}
    shared = (r.matter & c.matter) - {n[:5] for n in names}
    if not topics and len(shared) < SHARED_WORDS:
        return 0, ""
    parts = [say("the topic {topic}", topic=topic) for topic in sorted(topics)]
    parts += [say("the words {words}", words=", ".join(sorted(shared)))] if shared else []
    # What is said in so many words comes before a topic: "the promise to open the sluices of the dam" is not
    # that of letting somebody see the dam.
    return 2 * len(topics) + 4 * len(shared), say("both have {parts}", parts=" and ".join(parts))


def _repeated(commitments: Sequence[Commitment], found: dict[str, list[Report]]) -> dict[str, str]:
    """For each commitment that repeats an earlier one, that one; the later is also its report."""
    repeats: dict[str, str] = {}
    # Only those that share a telling word are compared: of thousands of promises of one speaker a few do.
    by_word: dict[tuple[frozenset[str], str], list[Commitment]] = {}
    for c in commitments:
        for word in c.matter:
            by_word.setdefault((_speakers(c), word), []).append(c)
    for later in commitments:
        near = {c.id: c for word in later.matter for c in by_word[_speakers(later), word]}
        earlier = [c for c in near.values() if _repeats(later, c)]
        if not earlier:
            continue
        last = max(earlier, key=lambda c: (c.made.last, len(c.matter & later.matter), c.id))
        repeats[later.id] = last.id
        words = ", ".join(sorted(later.matter & last.matter))
        why = say("the same speaker promises the same again: {words}", words=words)
        found[last.id].append(Report(Says.REPEATED, later.lead.told, None, (why,)))
    return repeats


def _speakers(c: Commitment) -> frozenset[str]:
    return frozenset(map(actor_key, c.speaker))


def _repeats(later: Commitment, earlier: Commitment) -> bool:
    if later.contact is not None and later.contact == earlier.contact:
        return False
    if not _after(later.made, earlier.made):
        return False
    return _are_alike(later, earlier)


def _are_alike(a: Commitment, b: Commitment) -> bool:
    """Whether two commitments promise the same in much the same words."""
    if Polarity.NEGATIVE in {c.lead.told.statement.polarity for c in (a, b)}:
        return False
    left, right = a.matter, b.matter
    shared = left & right
    enough = len(shared) >= SHARED_WORDS or (bool(shared) and bool(set(a.topics) & set(b.topics)))
    return enough and overlap(left, right) >= SAME_PROMISE


def _once(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Each report once, with its reprints and the same words of the same day as copies, by date."""
    groups: dict[tuple[object, ...], list[Report]] = {}
    for r in reports:
        who = tuple(sorted(actor_key(a) for a in r.by))
        groups.setdefault((r.says, who, fold(r.told.quote)), []).append(r)
    found = []
    for first, *others in groups.values():
        copies = {r.told.id: r.told for r in others if r.told.id != first.told.id}
        found.append(replace(first, copies=tuple(copies.values())))
    return tuple(sorted(found, key=lambda r: (r.told.heard.first is None, r.told.heard.first, r.told.id)))
