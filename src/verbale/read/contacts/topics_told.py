"""The predicates that only tell what a contact was about: *They discussed N*, *N came up as well*."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.quoted import is_principal
from verbale.read.contacts.words import ContactWords
from verbale.read.names.mention import MentionIndex
from verbale.read.story.clauses import is_negated
from verbale.read.story.document import ParsedParagraph, children, conjuncts
from verbale.read.story.tokens import grammar_of, plain
from verbale.syntax.tree import Token

SUBJECTS = ("nsubj", "nsubj:pass")
# How many words behind its verb the rest of a phrase ends.
PHRASE_WITHIN = 4


def topics_told(
    paragraph: ParsedParagraph,
    mentions: MentionIndex,
    words: ContactWords,
    cues: Sequence[ContactCue],
    *,
    any_told: bool,
) -> list[Token]:
    """*Ils ont évoqué X*, *il a été question de X*, *le dossier a été abordé*, *they took stock of X*.

    Args:
        cues: the contact words of the paragraph.
        any_told: whether the story has told of a contact.
    """
    nouns = {c.anchor.i for c in cues if not c.is_verb}
    found: list[Token] = []
    known = words.topic_verbs | _by_first(words.topic_phrases).keys() | _by_first(words.topics_arising).keys()
    for token in paragraph.doc:
        copular = bool(children(token, "cop"))
        if copular and token.lemma_.lower() in words.topic_predicates:
            found += [token] if any_told else []
            continue
        if token.lemma_.lower() in words.topic_nouns and children(token, "cop", "aux:pass"):
            if any_told and any(c.dep_.startswith("expl") for c in token.children):
                found.append(token)
            continue
        if copular and _is_about(token, nouns):
            found.append(token)
            continue
        if token.pos_ != "VERB" or token.lemma_.lower() not in known or is_negated(token):
            continue  # "that never came up" denies it
        if any_told and _is_phrase(token, words.topics_arising) and not children(token, "obj"):
            found.append(token)
            continue
        if token.lemma_.lower() not in words.topic_verbs and not _is_phrase(token, words.topic_phrases):
            continue
        subjects = _subjects(token)
        lost = not subjects and any_told and _is_phrase(token, words.topic_phrases)
        if lost or any(s.i in nouns for s in subjects):
            found.append(token)
        elif children(token, "aux:pass"):
            if any_told and not children(token, "obl:agent"):
                found.append(token)
        elif any(_several(paragraph, mentions, s) for s in subjects) or (
            any_told and any(_stands_for_contact(s, words) for s in subjects)
        ):
            found.append(token)
    return found


def _is_about(predicate: Token, nouns: Container[int]) -> bool:
    """*The conversation was about N*, *... about doing N*."""
    copula = children(predicate, "cop")[0]
    behind = copula.nbor() if copula.i + 1 < len(copula.doc) else copula
    about = plain(behind) in grammar_of(predicate).prepositions.of_topic
    return about and any(s.i in nouns for s in children(predicate, *SUBJECTS))


def _subjects(verb: Token) -> list[Token]:
    """The subjects of a verb, those of the first of a list (*took stock of A and compared notes on B*)."""
    own = children(verb, *SUBJECTS)
    return own or (children(verb.head, *SUBJECTS) if verb.dep_ == "conj" else [])


def _is_phrase(verb: Token, phrases: tuple[str, ...]) -> bool:
    """Whether a verb and what follows it are a phrase, the verb by its lemma."""
    rests = _by_first(phrases).get(verb.lemma_.lower())
    if rests is None:
        return False
    behind = {t.lower_ for t in verb.doc.tokens[verb.i + 1 : verb.i + 1 + PHRASE_WITHIN]}
    return any(behind.issuperset(rest) for rest in rests)


@cache
def _by_first(phrases: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """What follows the first word of each phrase, by that word."""
    found: dict[str, list[list[str]]] = {}
    for first, *rest in map(str.split, phrases):
        found.setdefault(first, []).append(rest)
    return found


def _stands_for_contact(subject: Token, words: ContactWords) -> bool:
    """*it covered N*, *the two took stock of N*: a pronoun for the contact, a word for those who had it."""
    impersonal = plain(subject) in grammar_of(subject).pronouns.impersonal
    return impersonal or plain(subject) in words.topic_parties


def _several(paragraph: ParsedParagraph, mentions: MentionIndex, subject: Token) -> bool:
    """Whether a subject names two principals or more: "ils", "les deux présidents", "X et Y"."""
    named = [m for m in (mentions.at(paragraph, t) for t in conjuncts(subject)) if m is not None]
    return len({r.actor.name for m in named for r in m.referents if is_principal(r)}) > 1
