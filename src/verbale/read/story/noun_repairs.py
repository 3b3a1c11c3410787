"""Undoing frequent slips of parsers at nouns: what belongs to a noun, hung on its verb."""

from __future__ import annotations

from verbale.read.story.tokens import grammar_of, is_conjunction, is_finite_form, plain, preposition
from verbale.syntax.tree import Doc, Token

DASHES = frozenset({"–", "—"})


def dashes(doc: Doc) -> dict[Token, Token]:
    """*à son homologue – qui s'était tu – que S* with a dash as a name that S hangs on."""
    moved: dict[Token, Token] = {}
    for mark in doc:
        if mark.text not in DASHES or mark.dep_ == "punct" or mark.head is mark:
            continue
        moved |= dict.fromkeys(mark.children, mark.head)
        mark.pos_, mark.dep_ = "PUNCT", "punct"
    return moved


def summed_up(doc: Doc) -> dict[Token, Token]:
    """*X and Y met in Z, **their first talks** in a year* with *talks* as what they met: a noun behind the
    only comma of its clause sums up what stands before it.
    """
    for noun in doc:
        verb = noun.head
        if noun.dep_ != "obj" or noun.pos_ != "NOUN" or verb.i > noun.i:
            continue
        first = min((c.i for c in noun.children if c.dep_ in ("det", "nmod:poss")), default=0)
        if first - 2 <= verb.i or doc[first - 1].text != ",":
            continue
        if not any(t.pos_ == "PUNCT" and t.text != "-" for t in doc[verb.i + 1 : first - 1]):
            noun.dep_ = "parataxis"
    return {}


def clauses_again(doc: Doc) -> dict[Token, Token]:
    """*demande que A, que B et que C* with B as a circumstance of A; *du maire, que des hommes ont enlevé*
    with a clause on a noun as one of the verb.
    """
    moved: dict[Token, Token] = {}
    for clause in doc:
        first = _conjunction(clause) if clause.dep_ == "advcl" else None
        if first is None or first.i < 2 or doc[first.i - 1].text != ",":
            continue
        above = clause.head
        if above.dep_ == "ccomp" and _conjunction(above) is not None and above.i < first.i:
            clause.dep_ = "conj"
            continue
        noun = doc[first.i - 2]
        takes_object = any(c.dep_ in ("obj", "ccomp", "xcomp", "cop", "aux:pass") for c in clause.children)
        if noun.pos_ not in ("NOUN", "PROPN") or takes_object or above.i > first.i:
            continue
        while noun.dep_ in ("nmod", "flat:name", "appos") and noun.pos_ != "NOUN":
            noun = noun.head
        moved[clause] = noun
        clause.dep_ = "acl:relcl"
    return moved


def _conjunction(clause: Token) -> Token | None:
    """The conjunction that opens a finite clause."""
    marks = [c for c in clause.children if c.dep_ == "mark" and is_conjunction(c)]
    if not marks:
        return None
    finite = is_finite_form(clause) or any(
        is_finite_form(c) for c in clause.children if c.dep_ in ("aux", "cop")
    )
    first = clause.left_edge
    return marks[0] if finite and marks[0].i - first.i <= 1 else None


def attributes(doc: Doc) -> dict[Token, Token]:
    """*a appelé dans un communiqué conjoint à N* with *conjoint* as what somebody is: behind a noun with its
    preposition an adjective goes with that noun, and what was hung on it with the verb.
    """
    moved: dict[Token, Token] = {}
    for word in doc:
        if word.pos_ != "ADJ" or word.dep_ != "xcomp" or word.i == 0:
            continue
        noun = doc[word.i - 1]
        if noun.pos_ != "NOUN" or noun.dep_ != "obl" or noun.head is not word.head or not _case(noun):
            continue
        if any(c.i < word.i or c.dep_ == "cop" for c in word.children):
            continue
        moved |= {c: word.head for c in word.children if c.pos_ in ("NOUN", "PROPN", "VERB")}
        moved[word] = noun
        word.dep_ = "amod"
    return moved


def genitives(doc: Doc) -> dict[Token, Token]:
    """*appelle au respect des accords* with *accords* as the object: behind a noun a contracted preposition
    is no article.
    """
    moved: dict[Token, Token] = {}
    for noun in doc:
        if noun.dep_ != "obj" or noun.pos_ not in ("NOUN", "PROPN") or noun.left_edge.i == 0:
            continue
        article, before = noun.left_edge, doc[noun.left_edge.i - 1]
        contracted = article.dep_ == "det" and plain(article) in grammar_of(article).prepositions.contracted
        if not contracted or article.head is not noun or before.pos_ != "NOUN" or before.dep_ != "obl":
            continue
        if before.head is noun.head and _case(before):
            moved[noun] = before
            noun.dep_, article.dep_ = "nmod", "case"
    return moved


def amounts(doc: Doc) -> dict[Token, Token]:
    """*a promis davantage d'armes et un soutien* with *davantage* as the head: the noun is the object."""
    moved: dict[Token, Token] = {}
    for adverb in doc:
        if adverb.pos_ != "ADV" or plain(adverb) not in grammar_of(adverb).determiners.amounts:
            continue
        genitive = grammar_of(adverb).prepositions.genitive
        nouns = [c for c in adverb.children if c.pos_ in ("NOUN", "PROPN") and _case(c) == genitive]
        verb = adverb.head
        if not nouns or nouns[0].left_edge.i != adverb.i + 1 or verb.pos_ != "VERB" or verb.i > adverb.i:
            continue
        noun = nouns[0]
        moved |= {c: noun for c in adverb.children if c is not noun and c.dep_ in ("conj", "nmod", "acl")}
        moved |= {noun: verb, adverb: noun}
        noun.dep_ = "obj" if adverb.dep_ in ("obl", "obl:arg", "advmod") else adverb.dep_
        adverb.dep_ = "advmod"
        for article in noun.children:
            if article.dep_ == "case":
                article.dep_ = "det"
    return moved


def adjectives_first(doc: Doc) -> dict[Token, Token]:
    """*son vif regret que S* with *vif* as the noun: the noun right behind it, without a preposition, is."""
    moved: dict[Token, Token] = {}
    for word in doc[:-1]:
        noun = doc[word.i + 1]
        hung = noun.pos_ == "NOUN" and noun.head is word and noun.dep_ == "nmod" and not _case(noun)
        if word.pos_ != "ADJ" or not hung or not any(c.dep_ == "det" for c in word.children):
            continue
        moved |= {c: noun for c in word.children if c is not noun}
        moved |= {noun: word.head, word: noun}
        noun.dep_, word.dep_ = word.dep_, "amod"
    return moved


def complements_apart(doc: Doc) -> dict[Token, Token]:
    """*s'est inquiété auprès de X du sort de N* with both hung on *auprès*: the second goes with the verb."""
    moved: dict[Token, Token] = {}
    for adverb in doc:
        verb = adverb.head
        if adverb.pos_ != "ADV" or verb.pos_ != "VERB" or adverb.i < verb.i:
            continue
        phrases = [c for c in adverb.children if c.dep_ in ("obl", "obl:arg", "nmod") and c.i > adverb.i]
        if len(phrases) == 2 and _case(phrases[0]) == _case(phrases[1]) != "":
            moved[phrases[1]] = verb
            phrases[1].dep_ = "obl"
    return moved


def phrases_apart(doc: Doc) -> dict[Token, Token]:
    """*avec X, lequel a promis P, d'après Y* with *Y* in a list with *X*: a name behind a comma with another
    preposition, and no conjunction, goes with the verb of the sentence.
    """
    moved: dict[Token, Token] = {}
    for name in doc:
        if (
            name.dep_ != "conj"
            or name.pos_ != "PROPN"
            or any(c.dep_ in ("cc", "conj") for c in name.children)
        ):
            continue
        before = doc[name.left_edge.i - 1] if name.left_edge.i else None
        comma = name.left_edge.text == "," or (before is not None and before.text == ",")
        if not comma or not _case(name) or _case(name) == _case(name.head) or name.head.dep_ == "conj":
            continue
        root = next(t for t in name.sent if t.head is t)
        if root.pos_ in ("VERB", "AUX") and root is not name:
            moved[name] = root
            name.dep_ = "obl"
    return moved


def _case(noun: Token) -> str:
    """The preposition of a noun; empty where it has none."""
    return next((preposition(c) for c in noun.children if c.dep_ == "case"), "")
