"""Frames of predicate adjectives: *X est prêt à P*, *X reste sceptique*."""

from __future__ import annotations

from verbale.model import SpeechAct
from verbale.read.lexicons.cues import CueLexicon
from verbale.read.statements.content import Content, trim
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.verb_entries import fixed_words
from verbale.read.story.clauses import Subject, is_infinitive, is_negated, subject_of
from verbale.read.story.document import ParsedParagraph, children, conjuncts, subtree
from verbale.read.story.tokens import grammar_of, has_feature, is_participle, plain
from verbale.syntax.tree import Token

# What somebody does who is not so: "n'est pas opposé à N" agrees, "n'est pas prêt à P" refuses.
OPPOSITE = {
    SpeechAct.REFUSE: SpeechAct.AGREE,
    SpeechAct.AGREE: SpeechAct.REFUSE,
    SpeechAct.COMMIT: SpeechAct.REFUSE,
    SpeechAct.OFFER: SpeechAct.REFUSE,
}


def adjective_frame(paragraph: ParsedParagraph, adjective: Token, lexicon: CueLexicon) -> Frame | None:
    """*X est prêt à P*, *X demeure « ouvert au dialogue »*: a predicate with a copula of its own; None for
    others.
    """
    lemma = _predicate_lemma(adjective, lexicon)
    if lemma is None:
        return None
    verbs = grammar_of(adjective).verbs
    # "s'est dit disposé à": a parser may take "dit" for an auxiliary
    # and "is determined to" for a passive
    copulas = children(adjective, "cop") or [
        a
        for a in children(adjective, "aux", "aux:pass")
        if a.lemma_ in verbs.declaring or (a.dep_ == "aux:pass" and a.lemma_ == verbs.copula)
    ]
    # "s'est dite favorable à": or for something that hangs on the predicate
    hung = [c for c in adjective.children if c.pos_ == "VERB" and c.lemma_ in verbs.declaring]
    copulas = copulas or [c for c in hung if adjective.i - c.i == 1 and not children(c, "nsubj", "mark")]
    verb = adjective.head
    by_verb = adjective.dep_ in ("xcomp", "advcl", "acl", "advmod", "obj") and verb.lemma_ in verbs.staying
    if not copulas and not by_verb:
        return None
    entries = lexicon.adjectives[lemma]
    entry = next((e for e in entries if not e.rest or fixed_words(adjective, e.rest) is not None), None)
    passive = [h for s in children(adjective, "nsubj:pass") for h in conjuncts(s)]
    subject = Subject(tuple(passive)) if passive else subject_of(adjective if copulas else verb)
    if entry is None or not subject.heads:
        return None
    if children(adjective, "obl:agent") and grammar_of(adjective).prepositions.agent not in entry.content:
        return None  # "la date sera déterminée par X"
    anchor = copulas[0] if copulas else verb
    beside = children(
        adjective,
        "nsubj",
        "nsubj:pass",
        "aux:pass",
        "cop",
        "parataxis",
        "advcl",
        "punct",
        "mark",
        "conj",
        "cc",
        "aux",
    )
    beside = [*copulas, *(b for b in beside if b.dep_ != "advcl" or not _is_governed(b))]
    act, negated = entry.act, is_negated(adjective) or (not copulas and is_negated(verb))
    if negated and act in OPPOSITE:
        act, negated = OPPOSITE[act], False
    tokens = [t for t in subtree(adjective, without=beside) if t.i >= min(adjective.i, anchor.i)]
    if by_verb:
        tokens = with_staying_verb(tokens, verb)
    return Frame(
        paragraph=paragraph,
        rule="adjective",
        entry=entry.lemma,
        act=act,
        anchor=anchor,
        cue=paragraph.at(adjective),
        sources=subject.heads,
        contents=(Content(trim(paragraph, tokens), "adj", adjective),),
        negated=negated,
    )


def with_staying_verb(words: list[Token], verb: Token) -> list[Token]:
    """*reste quant à elle sceptique*: where an adjective is all there is, what is said begins at its verb."""
    alone = len([t for t in words if t.is_word]) == 1 and words[0].i > verb.i
    return list(verb.doc[verb.i : words[-1].i + 1]) if alone else words


def _is_governed(clause: Token) -> bool:
    """*determined to fight*, *committed to fighting*."""
    if is_infinitive(clause):
        return True
    before = grammar_of(clause).prepositions.before_infinitive
    gerund = has_feature(clause, "VerbForm", "Ger") or has_feature(clause, "VerbForm", "Part")
    return gerund and any(plain(m) in before for m in children(clause, "mark", "case"))


def _predicate_lemma(token: Token, lexicon: CueLexicon) -> str | None:
    """Under which lemma the adjective lexicon has the word; a verb counts only as a past participle."""
    if token.pos_ not in ("ADJ", "VERB", "NOUN", "ADV"):
        return None
    lemma, form = token.lemma_.lower(), token.lower_
    found = lemma if lemma in lexicon.adjectives else form if form in lexicon.adjectives else None
    if token.pos_ == "VERB" and not (is_participle(token) and has_feature(token, "Tense", "Past")):
        return None
    return found


def predicate_act(head: Token, lexicon: CueLexicon) -> SpeechAct | None:
    """The act that a predicate, or what is coordinated with it, has of its own (*se dit inquiet*); None:
    none.
    """
    for word in (head, *conjuncts(head), *children(head, "amod")):
        for table in (lexicon.adjectives, lexicon.evaluations):
            for entry in (e for w in (word.lemma_.lower(), word.lower_) for e in table.get(w, ())):
                if not entry.rest or fixed_words(word, entry.rest) is not None:
                    return entry.act
    return None
