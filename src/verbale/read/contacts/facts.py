"""The predicates that only tell of a contact: that it took place, its length, who asked for it, its topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verbale.model import ContactKind
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.cue_clauses import behind_adverb
from verbale.read.contacts.draft import Draft
from verbale.read.contacts.topics_told import topics_told
from verbale.read.contacts.words import ContactWords
from verbale.read.names.mention import MentionIndex
from verbale.read.story.document import Story, children
from verbale.read.story.tokens import plain
from verbale.syntax.tree import Token

SUBJECTS = ("nsubj", "nsubj:pass")


def facts_of(
    story: Story,
    mentions: MentionIndex,
    words: ContactWords,
    drafts: Sequence[Draft],
    told: Iterable[Draft],
) -> frozenset[tuple[int, int]]:
    """Paragraph and token indices of those predicates.

    Args:
        drafts: one for each contact word, whether or not its parties are named.
        told: those of them that made a contact.
    """
    facts: set[tuple[int, int]] = set()
    for draft in told:
        if not draft.telling:
            facts |= _draft_facts(draft, words)
    for draft in drafts:
        if draft.telling or draft.kind is ContactKind.MESSAGE:
            continue
        p = draft.cue.paragraph.index
        found = _verb_confirmed(draft, words) if draft.cue.is_verb else _noun_facts(draft.cue, words)
        facts |= {(p, t.i) for t in found}
    for paragraph in story.paragraphs:
        here = [d.cue for d in drafts if d.cue.paragraph is paragraph]
        topics = topics_told(paragraph, mentions, words, here, any_told=bool(facts))
        facts |= {(paragraph.index, t.i) for t in topics}
    return frozenset(facts)


def _noun_facts(cue: ContactCue, words: ContactWords) -> list[Token]:
    """*L'entretien a duré*, *a confirmé la tenue de la rencontre*, *aucun entretien n'a été convenu*."""
    noun, status = cue.anchor, words.status
    verb = noun.head
    lemma = verb.lemma_.lower()
    if noun.dep_ in SUBJECTS:
        takes_place = lemma in words.lasting or _takes_place(verb, words)
        settled = noun.dep_ == "nsubj:pass" and lemma in status.planned | status.agreed | status.cancelled
        settled = settled or (noun.dep_ == "nsubj:pass" and lemma in words.initiator.participles)
        return [noun, verb] if takes_place or settled else []
    top = noun
    while (
        top.dep_ == "nmod"
        and top.head.pos_ == "NOUN"
        and any(plain(c) in words.prepositions.of for c in children(top, "case"))
    ):
        top = top.head
    lemma = top.head.lemma_.lower()
    if top.dep_ not in ("obj", "nsubj:pass") or top.head == top:
        return []
    if lemma in words.confirming or (
        lemma in words.light_verbs and top.lemma_.lower() in words.initiator.nouns
    ):
        return list(dict.fromkeys((noun, top, top.head)))
    if lemma in words.initiator.participles and _points_back(cue, words):
        return [noun, top.head]
    return []


def _points_back(cue: ContactCue, words: ContactWords) -> bool:
    forms = {plain(d) for d in children(cue.anchor, "det")}
    return bool(forms & words.demonstrative)


def _takes_place(verb: Token, words: ContactWords) -> bool:
    for phrase in words.status.happen:
        head, _, rest = phrase.partition(" ")
        if verb.lemma_.lower() == head and (not rest or any(c.lower_ == rest for c in verb.children)):
            return True
    return False


def _verb_confirmed(draft: Draft, words: ContactWords) -> list[Token]:
    """*a confirmé que les deux présidents s'étaient parlé*: both predicates."""
    verb = draft.cue.anchor.head if behind_adverb(draft.cue.anchor) else draft.cue.anchor
    if not draft.standing.told or verb.dep_ not in ("ccomp", "xcomp"):
        return []
    if verb.head.lemma_.lower() not in words.confirming:
        return []
    known = bool(draft.names) or draft.cue.entry.kind is ContactKind.CALL
    return [draft.cue.anchor, verb, verb.head] if known else []


def _draft_facts(draft: Draft, words: ContactWords) -> set[tuple[int, int]]:
    cue, p = draft.cue, draft.cue.paragraph.index
    found = {(p, cue.anchor.i)}
    if cue.is_verb:
        at = cue.anchor
        while (
            at.dep_ == "xcomp"
            and at.head != at
            and at.head.lemma_.lower() in words.status.planned | words.status.fact
        ):
            at = at.head
            found.add((p, at.i))
        return found
    verb = cue.anchor.head
    if cue.anchor.dep_ in ("nsubj", "nsubj:pass") and (
        verb.lemma_.lower() in words.lasting or verb.pos_ in ("ADJ", "NOUN", "NUM")
    ):
        found.add((p, verb.i))
    if (
        cue.anchor.dep_ in ("obj", "xcomp", "nsubj:pass")
        and verb.lemma_.lower() in words.light_verbs | words.status.planned
    ):
        found.add((p, verb.i))
    return found
