"""Relays that say in whose way something is put: *as X put it*, *in X's words*, *So said X*."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verbale.model import Span, SpeechAct
from verbale.read.lexicons.cues import CueLexicon, CueVerb
from verbale.read.statements.content import trim
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.relay import Relay
from verbale.read.statements.verb_entries import matching_entries
from verbale.read.story.clauses import is_finite, subject_of
from verbale.read.story.document import ParsedParagraph, children, conjuncts
from verbale.read.story.tokens import grammar_of, is_finite_form, plain
from verbale.syntax.grammar import load_grammar
from verbale.syntax.tree import Token

# In a form: the source, a name or a possessive.
SOURCE = "*"
LONGEST_SOURCE = 8
LONGEST_CLAUSE = 14
LONGEST_POINTER = 22
SHORTEST_PART = 12
# Characters between what is said and a clause behind it.
NEXT_TO = 3


@dataclass(frozen=True, slots=True)
class Circumposition:
    """Words around a source: *in X's words*; `start` and `end` are indices of its tokens, half-open."""

    form: str
    start: int
    end: int
    heads: tuple[Token, ...]
    named: list[Token]


def circumposition_at(paragraph: ParsedParagraph, i: int, lexicon: CueLexicon) -> Circumposition | None:
    """The words around a source that begin at a token; None where none do."""
    doc = paragraph.doc
    for adposition in lexicon.adposition_openings.get(plain(doc[i]), ()):
        if SOURCE not in adposition.words:
            continue
        if i > doc[i].sent.start and not doc[i - 1].is_punct:
            continue  # "stood by its account"
        gap = adposition.words.index(SOURCE)
        before, behind = adposition.words[:gap], adposition.words[gap + 1 :]
        if tuple(plain(t) for t in doc[i : i + gap]) != before:
            continue
        for j in range(i + gap + 1, min(i + gap + 1 + LONGEST_SOURCE, len(doc))):
            if tuple(plain(t) for t in doc[j : j + len(behind)]) == behind:
                heads = _owner(doc[i + gap : j])
                named = [*doc[i : i + gap], *doc[j : j + len(behind)]]
                return Circumposition(adposition.form, i, j + len(behind), heads, named) if heads else None
            if doc[j].is_punct and doc[j].text not in ("-",):
                break
    return None


def _owner(words: Iterable[Token]) -> tuple[Token, ...]:
    """Who has it: a possessive pronoun, or the phrase before a mark of possession."""
    phrase = list(words)
    last = phrase[-1]
    if len(phrase) == 1 and plain(last) in grammar_of(last).determiners.possessive:
        return (last,)
    if last.pos_ != "PART" and not (last.dep_ == "case" and last.i > last.head.i):
        return ()
    inside = {t.i for t in phrase}
    named = [t for t in phrase if t.pos_ in ("PROPN", "NOUN")]
    heads = [t for t in named if t.head.i not in inside]
    return tuple(conjuncts(heads[0])) if heads else tuple(named[:1])


def manner_relays(paragraph: ParsedParagraph, frames: Sequence[Frame], lexicon: CueLexicon) -> list[Relay]:
    """*As X put it, S*; *S, as X said*: a clause of saying without anything said in it."""
    spoken = {f.anchor.i for f in frames if f.contents}
    manner = load_grammar(paragraph.doc.language).conjunctions.manner
    opening_of: dict[Token, Token] = {}
    for mark in paragraph.doc:
        if mark.dep_ in ("mark", "advmod") and mark.i < mark.head.i and plain(mark) in manner:
            opening_of.setdefault(mark.head, mark)
    found: list[Relay] = []
    for verb in sorted(opening_of, key=lambda t: t.i):
        opening = opening_of[verb]
        entries = matching_entries(verb, lexicon)
        if verb.i in spoken or not any(e.incise for e in entries):
            continue
        relay = _manner_relay(paragraph, verb, opening)
        if relay is not None and not _only_compares(paragraph, relay, entries, frames):
            found.append(relay)
    return found


def _only_compares(
    paragraph: ParsedParagraph, relay: Relay, entries: Sequence[CueVerb], frames: Sequence[Frame]
) -> bool:
    """*X souhaite que Y vienne, comme il l'a annoncé*, *X exige N, comme l'a demandé Y*: at the end of what X
    says, who else has asked for it, or said it before.
    """
    within = any(
        f.sources and any(c.span.start < relay.own.start <= c.span.end + NEXT_TO for c in f.contents)
        for f in frames
    )
    told = any(e.act is SpeechAct.ASSERT for e in entries)
    return within and (not told or all(s.pos_ == "PRON" for s in relay.sources))


def _manner_relay(paragraph: ParsedParagraph, verb: Token, opening: Token) -> Relay | None:
    subject = subject_of(verb)
    sources = () if subject.controlled else subject.heads  # "is not going as expected"
    objects = [o for o in children(verb, "obj", "ccomp", "xcomp") if o.pos_ != "PRON"]
    sentence = verb.sent
    stop = _end(verb, sentence.end)
    if not sources or objects or stop - opening.i > LONGEST_CLAUSE:
        return None
    own = paragraph.span_of(list(verb.doc[opening.i : stop]))
    rest = (sentence.start, opening.i) if opening.i - sentence.start > 2 else (stop, sentence.end)
    words = [t for t in verb.doc[rest[0] : rest[1]] if not t.is_space]
    while words and words[0].is_punct and words[0].text in (",", ";"):
        words.pop(0)
    while words and words[-1].is_punct and words[-1].text in (",", ";", "."):
        words.pop()
    if not words:
        return None
    reach = paragraph.span_of(words)
    if reach.end - reach.start < SHORTEST_PART:
        return None
    cue = Span(paragraph.at(verb).start, paragraph.at(verb).end)
    return Relay(paragraph, "adposition", f"{plain(opening)} {verb.lemma_}", sources, cue, own, (reach,))


def relays_of_sentence_before(paragraph: ParsedParagraph, lexicon: CueLexicon) -> list[Relay]:
    """*S. So said X*; *S. That, at least, is what X told Y*: the sentence before is what X says."""
    sentences = list(paragraph.sentences())
    found: list[Relay] = []
    for before, sentence in pairwise(sentences):
        words = _to_full_stop(sentence[0])
        verb = _verb_of_before(words)
        entries = matching_entries(verb, lexicon) if verb is not None else []
        if verb is None or not any(e.incise for e in entries):
            continue
        behind = [t for t in words if t.i > verb.i and t.pos_ in ("PROPN", "NOUN", "PRON")]
        named = subject_of(verb).heads or tuple(t for t in behind if not children(t, "case"))[:1]
        if named:
            own, at = paragraph.span_of(words), paragraph.at(verb)
            reach = trim(paragraph, list(before))
            found.append(Relay(paragraph, "incise", verb.lemma_.lower(), named, at, own, (reach,)))
    return found


def _to_full_stop(first: Token) -> list[Token]:
    """The words up to the next full stop, also where a parser cut the sentence in two."""
    words: list[Token] = []
    for token in first.doc[first.i : first.i + LONGEST_POINTER + 1]:
        if token.text in (".", "!", "?", ";"):
            break
        words += [] if token.is_punct or token.is_space else [token]
    return words


def _verb_of_before(words: Sequence[Token]) -> Token | None:
    """The verb of a sentence that is nothing but a pointer to what was said and who said it."""
    if not 2 < len(words) <= LONGEST_POINTER:
        return None
    grammar = grammar_of(words[0])
    if plain(words[0]) in grammar.conjunctions.thus:
        return words[1] if words[1].pos_ == "VERB" and is_finite_form(words[1]) else None
    if plain(words[0]) not in grammar.pronouns.pointing:
        return None
    thus = [i for i, t in enumerate(words[:6]) if plain(t) in grammar.conjunctions.thus or _is_what(t)]
    # "C'est du moins ce que dit X"; no denial ("Ce n'est pas ce que dit X")
    copula = thus and any(t.lemma_.lower() == grammar.verbs.copula for t in words[: thus[0]])
    if not copula or any(plain(t) in grammar.negation.negators for t in words[: thus[0]]):
        return None
    return next((t for t in words[thus[0] + 1 :] if t.pos_ == "VERB" and is_finite(t)), None)


def _is_what(word: Token) -> bool:
    """*C'est **ce** qu'a dit X*."""
    pronouns = grammar_of(word).pronouns
    behind = word.nbor() if word.i + 1 < len(word.doc) else word
    return plain(word) in pronouns.of_clause and plain(behind) in pronouns.relative_object


def _end(verb: Token, end: int) -> int:
    """Where the clause ends: at its comma or the end of the sentence."""
    return next((t.i for t in verb.doc[verb.i + 1 : end] if t.text in (",", ".", ";", "!", "?")), end)
