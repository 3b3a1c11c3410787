"""Frames of cue nouns: *l'engagement de X à P*, and what a cue noun governs wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model import Span, SpeechAct
from verbale.read.lexicons.cues import CueLexicon, CueWord
from verbale.read.statements.content import Content
from verbale.read.statements.content_lists import listed_after_colon
from verbale.read.statements.content_parts import split_contents
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.verb_entries import fixed_words
from verbale.read.story.clauses import (
    is_gerund,
    is_infinitive,
    is_verbal,
    preposition_is,
    preposition_of,
    subject_of,
)
from verbale.read.story.document import ParsedParagraph, children, conjuncts
from verbale.read.story.tokens import grammar_of, is_finite_form, plain, preposition
from verbale.syntax.tree import Token

# How far behind its preposition a noun stands.
NOUN_WITHIN = 4
# Within how many words behind a name its infinitive stands, the preposition counted.
INFINITIVE_WITHIN = 4


def noun_frame(paragraph: ParsedParagraph, noun: Token, lexicon: CueLexicon) -> Frame | None:
    """*l'engagement de X à P*, *les inquiétudes françaises pour N*, *X's demand for N*: the holder and the
    content stand in one phrase.

    The holder is a proper noun or an adjective (of a country, which the source finder checks). A possessive
    holder
    counts where the content is a list after a colon (*ses exigences : A, B et C*).
    """
    copula = noun.head.lemma_ == grammar_of(noun).verbs.copula
    there = copula and any(c.dep_.startswith("expl") for c in noun.head.children)
    if noun.dep_ == "nsubj" and ((copula and not there) or children(noun.head, "cop")):
        return None  # "l'ambition de X est de P" is somebody's view of X
    entry, fixed = entry_of(noun, lexicon)
    if entry is None or any(plain(c) in grammar_of(noun).negation.privatives for c in children(noun, "case")):
        return None  # "a withdrawal without condition of X"
    holders = holders_of(noun, fixed)
    contents = noun_contents(paragraph, noun, entry)
    if entry.act is SpeechAct.ASSERT:
        # "X's position on the matter" does not tell what it is
        contents = [c for c in contents if c.slot not in grammar_of(noun).prepositions.of_topic]
    if holders:
        contents = [c for c in contents if c.head != holders[0]]
    else:
        holders = children(noun, "amod")[:1]
    sources = tuple(conjuncts(holders[0])) if holders else ()
    if not contents:
        contents = listed_after_colon(paragraph, noun)
        if contents and has_possessive(noun) and not (holders and holders[0].pos_ == "PROPN"):
            sources = subject_of(noun.head).heads
    if not contents or not sources:
        return None
    return Frame(
        paragraph=paragraph,
        rule="noun",
        entry=entry.lemma,
        act=entry.act,
        anchor=noun,
        cue=paragraph.span_of([noun, *fixed]),
        sources=sources,
        contents=tuple(contents),
        noun=noun,
        attitude=entry.attitude,
    )


def holders_of(noun: Token, fixed: Sequence[Token]) -> list[Token]:
    """Who a cue noun is said to be of, by a name: *X's demand*, *the demand of X*, *the demand by X*."""
    prepositions = grammar_of(noun).prepositions
    below = [c for t in (noun, *fixed) for c in children(t, "nmod")]
    holders = [c for c in children(noun, "nmod:poss") if _names_somebody(c)]
    for before in (prepositions.genitive, prepositions.agent, *sorted(prepositions.of_origin)):
        holders = holders or [c for c in below if preposition_is(c, before) and _names_somebody(c)]
    return holders or _from_whom(noun)


def is_of_others(noun: Token) -> bool:
    """*announced an agreement between A and B*: theirs, not of whoever tells of it."""
    between = grammar_of(noun).prepositions.parties
    return bool(between) and any(preposition_of(c) == between for c in children(noun, "nmod"))


def _from_whom(noun: Token) -> list[Token]:
    """*From X came a promise of N*, *there was praise from X for N*: who it comes from, hung on the verb."""
    verb, grammar = noun.head, grammar_of(noun)
    if noun.dep_ not in ("nsubj", "obj") or verb.lemma_ not in grammar.verbs.standing:
        return []
    beside = [c for c in children(verb, "obl", "nmod") if _names_somebody(c) or _has_demonym(c)]
    only = grammar.prepositions.of_origin - {grammar.prepositions.genitive, grammar.prepositions.agent}
    return [c for c in beside if any(preposition_is(c, p) for p in only)][:1]


def _has_demonym(phrase: Token) -> bool:
    """*the Oslavian leader*."""
    return phrase.pos_ == "NOUN" and any(a.text[:1].isupper() for a in children(phrase, "amod"))


def with_further_nouns(paragraph: ParsedParagraph, frame: Frame, lexicon: CueLexicon) -> list[Frame]:
    """*a exprimé son inquiétude devant A et son soutien à B*: one frame for each cue noun of the list,
    whatever the parser hung it on.
    """
    nouns = _listed_nouns(frame.noun, lexicon) if frame.noun is not None and frame.rule == "verb" else []
    if not nouns or not all(c.head is not None for c in frame.contents):
        return [frame]
    frames: list[Frame] = []
    by_noun = frame.noun is not None and frame.act is lexicon.nouns[frame.noun.lemma_][0].act
    starts = [paragraph.at(noun.doc[_phrase_start(noun)]).start for noun in nouns]
    for noun, until in zip([frame.noun, *nouns], [*starts, None], strict=True):
        assert noun is not None
        entry = lexicon.nouns[noun.lemma_][0]
        contents = list(frame.contents) if noun is frame.noun else noun_contents(paragraph, noun, entry)
        contents = contents or split_contents(paragraph, noun, "obj", entry.act)
        contents = [_cut(paragraph, c, until) for c in contents if until is None or c.span.start < until]
        act = entry.act if by_noun and noun is not frame.noun else frame.act
        cue = frame.cue if noun is frame.noun else paragraph.at(noun)
        frames.append(replace(frame, act=act, cue=cue, noun=noun, contents=tuple(contents)))
    return [f for f in frames if f.contents]


def _listed_nouns(first: Token, lexicon: CueLexicon) -> list[Token]:
    """The cue nouns with possessives that go on with a list: *, de son inquiétude*, *et sa volonté*."""
    found: list[Token] = []
    joining = grammar_of(first).conjunctions.coordinating
    for token in first.doc[first.i + 1 : first.sent.end]:
        if (is_finite_form(token) and token.dep_ != "acl:relcl") or token.text in (";", ":"):
            break
        if token.pos_ != "NOUN" or token.lemma_ not in lexicon.nouns or not has_possessive(token):
            continue
        before = token.doc[_phrase_start(token) - 1]
        if before.pos_ == "ADP":
            before = before.nbor(-1)
        if before.text == "," or plain(before) in joining:
            found.append(token)
    return found


def _cut(paragraph: ParsedParagraph, content: Content, until: int | None) -> Content:
    """The content up to where the next noun of the list begins."""
    if until is None or content.span.end <= until:
        return content
    words = [t for t in paragraph.tokens_in(Span(content.span.start, until)) if not t.is_space]
    while len(words) > 1 and (words[-1].is_punct or words[-1].pos_ in ("CCONJ", "ADP")):
        words.pop()
    return replace(content, span=Span(content.span.start, paragraph.at(words[-1]).end))


def entry_of(noun: Token, lexicon: CueLexicon) -> tuple[CueWord | None, list[Token]]:
    """The entry of a cue noun with its fixed words (*mise en garde*); None when it is none."""
    for entry in lexicon.nouns.get(noun.lemma_) or lexicon.nouns.get(noun.lower_, ()):
        fixed = fixed_words(noun, entry.rest)
        if fixed is not None:
            return entry, fixed
    return None, []


def _names_somebody(phrase: Token) -> bool:
    """A proper noun, or a title with one (*de la présidente Untel*)."""
    return phrase.text[:1].isupper() or any(
        c.pos_ == "PROPN" for c in children(phrase, "appos", "flat:name", "flat") if c.i == phrase.i + 1
    )


def noun_contents(paragraph: ParsedParagraph, noun: Token, entry: CueWord) -> list[Content]:
    """What a cue noun governs: *la demande de P*, *son inquiétude face à N*; empty when nothing does.

    The first content begins with the noun itself (*« vive préoccupation » devant A*), further ones with their
    own words.
    """
    genitive = grammar_of(noun).prepositions.genitive
    for slot in entry.content:
        heads = [h for h in _slot_heads(noun, slot) if h.i > noun.i]
        if slot == genitive and len(heads) > 1 and not has_possessive(noun):
            heads = heads[1:]
        if slot == genitive and _is_whose(noun, heads, entry):
            continue
        if not heads:
            continue
        done = _done_by(noun, heads[0]) if "inf" in entry.content else []
        if done:
            heads, slot = done, "inf"
        found = split_contents(paragraph, heads[0], slot, entry.act)
        if found:
            first = found[0]
            start = min(first.span.start, paragraph.at(noun.doc[_phrase_start(noun)]).start)
            return [Content(Span(start, first.span.end), slot, first.head), *found[1:]]
    return []


def _is_whose(noun: Token, heads: Sequence[Token], entry: CueWord) -> bool:
    """*la préoccupation de la Valdorie face à N*: a name behind the noun, and another place filled, is the
    holder's.
    """
    if len(heads) != 1 or not _names_somebody(heads[0]) or has_possessive(noun):
        return False
    others = (s for s in entry.content if s not in (preposition_of(heads[0]), "clause", "inf"))
    return any(h.i > heads[0].i for s in others for h in _slot_heads(noun, s))


def _done_by(noun: Token, phrase: Token) -> list[Token]:
    """*l'appel de la Ligue de rouvrir le port*, *the need for both to talk*: the infinitive behind the
    one who asks or who is to do it; empty where the phrase itself is what is said.
    """
    prepositions = grammar_of(noun).prepositions
    before = preposition_of(phrase)
    if is_verbal(phrase) or before not in (prepositions.genitive, prepositions.doer):
        return []
    found = [h for h in _slot_heads(noun, "inf") if h.i > phrase.i]
    return found or _infinitive_behind(phrase)


def _infinitive_behind(phrase: Token) -> list[Token]:
    """*took note of the promise of X **to reopen** N*: right behind a name, whatever it was hung on."""
    start = phrase.right_edge.i + 1
    behind = list(phrase.doc[start : min(start + INFINITIVE_WITHIN, phrase.sent.end)])
    markers = grammar_of(phrase).prepositions.before_infinitive
    if phrase.pos_ != "PROPN" or not behind or plain(behind[0]) not in markers:
        return []
    verb = next((t for t in behind[1:] if t.pos_ not in ("PRON", "ADV", "PART")), None)
    return [verb] if verb is not None and is_infinitive(verb) else []


def _phrase_start(noun: Token) -> int:
    """Index of the first token of a noun phrase: its determiner, an opening quotation mark, else the noun."""
    start = noun.i
    for token in children(noun, "det", "amod", "punct", "nummod", "nmod:poss"):
        if start - 4 <= token.i < start and token.text not in (",", ";", ":", "»"):
            start = min(start, token.i)
    return start


def _slot_heads(noun: Token, slot: str) -> list[Token]:
    """Heads of what stands in a slot of the noun."""
    if slot == "clause":
        clauses = [c for c in children(noun, "ccomp", "acl") if not is_infinitive(c)]
        conjunctions = grammar_of(noun).conjunctions.complement
        # "restated his view that S": or hung on the verb
        clauses = clauses or list(_hung_on_verb(noun, "ccomp"))
        return [c for c in clauses if any(m.lemma_ in conjunctions for m in children(c, "mark"))]
    if slot == "inf":
        relations = ("acl", "xcomp", "ccomp", "advcl", "nmod", "obl")
        found = [c for c in children(noun, *relations) if is_infinitive(c)]
        beside = _hung_on_verb(noun, "xcomp", "advcl", "ccomp", "obl") if not found else []
        found = found or [c for c in beside if is_infinitive(c)]
        return found or _infinitive_as_adjective(noun)
    found = [c for c in children(noun, "nmod", "obl", "obl:arg") if preposition_is(c, slot)]
    infinitives = [c for c in children(noun, "acl", "xcomp", "advcl") if is_infinitive(c)]
    found += [c for c in infinitives if preposition_of(c) == slot]
    # "a dit son inquiétude face à N"
    beside = _hung_on_verb(noun, "obl", "obl:arg", "advmod") if not found else []
    if not found:
        # "“underscored the importance” of going on"
        beside = [*beside, *(c for c in _hung_on_verb(noun, "advcl", "xcomp") if is_gerund(c))]
    if not found and noun.dep_ == "nsubj:pass" and grammar_of(noun).verbs.subject_first:
        # "thanks were conveyed by X for N"
        beside = [c for c in children(noun.head, "obl", "obl:arg") if c.i > noun.head.i]
    return found or [c for c in beside if preposition_is(c, slot)] or _right_behind(noun, slot)


def _infinitive_as_adjective(noun: Token) -> list[Token]:
    """*his ambition to double exports*, with *double* as an adjective."""
    grammar = grammar_of(noun)
    words = list(noun.doc[noun.i + 1 : min(noun.i + 3, noun.sent.end)])
    if len(words) < 2 or plain(words[0]) not in grammar.prepositions.before_infinitive:
        return []
    hung = words[1].pos_ == "ADJ" and words[1].lower_ in grammar.verbs.like_adjectives
    return [words[1].head] if hung and words[1].head.i > words[1].i else []


def _right_behind(noun: Token, slot: str) -> list[Token]:
    """The noun after a preposition of several words right behind the cue noun, whatever the parser made of
    it.
    """
    words = slot.split()
    i = noun.i + 1
    if len(words) < 2 or [preposition(t) for t in noun.doc[i : i + len(words)]] != words:
        return []
    following = noun.doc[i + len(words) : min(i + len(words) + NOUN_WITHIN, noun.sent.end)]
    return [t for t in following if t.pos_ in ("NOUN", "PROPN")][:1]


def _hung_on_verb(noun: Token, *relations: str) -> Sequence[Token]:
    """Dependents of the noun's verb that begin where the noun's phrase ends: the parser may have misplaced
    them.
    """
    if noun.head == noun or not is_verbal(noun.head):
        return ()
    edges = [max(t.i for t in noun.subtree)]
    prepositions = grammar_of(noun).prepositions
    for phrase in children(noun.head, "obl", "obl:arg"):
        # "a présenté ses condoléances au roi après N", "rappelé la nécessité pour N de P"
        if phrase.left_edge.i == edges[0] + 1 and preposition_of(phrase) in (
            prepositions.dative,
            prepositions.doer,
        ):
            edges.append(max(t.i for t in phrase.subtree))
    found = children(noun.head, *relations)
    return [c for c in found if any(0 < c.left_edge.i - edge <= 2 for edge in edges)]


def has_possessive(noun: Token) -> bool:
    """Whether the noun is said to be somebody's: *son inquiétude*."""
    possessive = grammar_of(noun).determiners.possessive
    return any(plain(c) in possessive for c in children(noun, "det", "nmod:poss", "nmod"))
