"""The contacts of a story: who called, met or wrote to whom, when, for how long, at whose initiative.

A contact word (contact_cues) becomes a draft with the parties, time and place of its own clause
(contact_drafts);
drafts of one contact are gathered (contact_merge). With fewer than two parties nothing is made, except
for a visit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from verbale.actors.registry import ActorRegistry
from verbale.model import ContactMention
from verbale.read.contact_dating import choose_main, date_all, finished
from verbale.read.contact_details import PlaceFinder
from verbale.read.contact_draft import Draft
from verbale.read.contact_drafts import DraftReader
from verbale.read.contact_gathered import Gathered
from verbale.read.contact_merge import Gatherer
from verbale.read.contact_times import StoryTimes
from verbale.read.contact_words import ContactWords, load_contact_words
from verbale.read.document import ParsedParagraph, Story
from verbale.read.mention import MentionIndex
from verbale.times import TimeLexicon


@dataclass(frozen=True, slots=True)
class ContactTools:
    """What reading contacts needs, loaded once."""

    registry: ActorRegistry
    words: ContactWords
    places: PlaceFinder


@dataclass(frozen=True, slots=True)
class ContactReading:
    """The contacts of one story, and the predicates that only tell of one."""

    contacts: tuple[ContactMention, ...]
    facts: frozenset[tuple[int, int]] = frozenset()

    def is_fact(self, paragraph: ParsedParagraph, token: Token) -> bool:
        """Whether a predicate only tells of a contact (paragraph index, token index in `facts`)."""
        return (paragraph.index, token.i) in self.facts


def load_contact_tools(language: str, registry: ActorRegistry) -> ContactTools:
    """Load the contact words of a language."""
    words = load_contact_words(language)
    return ContactTools(registry, words, PlaceFinder(registry, words))


def read_contacts(
    story: Story, mentions: MentionIndex, tools: ContactTools, times: TimeLexicon
) -> ContactReading:
    """The contacts of a story, in the order of the text."""
    found = StoryTimes(story, times, tools.words)
    drafts = DraftReader(story, mentions, tools.registry, tools.words, found, tools.places).drafts()
    contacts = Gatherer(found).gather(drafts)
    choose_main(contacts)
    date_all(contacts, found)
    return ContactReading(tuple(finished(c) for c in contacts), _facts(contacts, tools.words))


def _facts(contacts: Sequence[Gathered], words: ContactWords) -> frozenset[tuple[int, int]]:
    """Predicates that tell of a contact and nothing else: the contact verb, or the verb that a contact noun
    is subject of.
    """
    facts: set[tuple[int, int]] = set()
    for draft in (d for c in contacts for d in c.drafts if not d.telling):
        facts |= _draft_facts(draft, words)
    return frozenset(facts)


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
