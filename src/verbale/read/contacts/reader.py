"""The contacts of a story: who called, met or wrote to whom, when, for how long, at whose initiative.

A contact word (contact_cues) becomes a draft with the parties, time and place of its own clause
(contact_drafts);
drafts of one contact are gathered (contact_merge). With fewer than two parties nothing is made, except
for a visit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.actors.registry import ActorRegistry
from verbale.model import ContactMention, Span
from verbale.read.contacts.dating import choose_main, date_all, finished
from verbale.read.contacts.details import PlaceFinder
from verbale.read.contacts.draft import Draft
from verbale.read.contacts.drafts import DraftReader
from verbale.read.contacts.facts import facts_of
from verbale.read.contacts.gathered import kinds_agree, times_agree
from verbale.read.contacts.merge import Gatherer
from verbale.read.contacts.occasions import occasions_of
from verbale.read.contacts.posts import told_in_posts
from verbale.read.contacts.relations import relations_of
from verbale.read.contacts.terms import terms_of
from verbale.read.contacts.times import StoryTimes
from verbale.read.contacts.words import ContactWords, load_contact_words
from verbale.read.names.mention import MentionIndex
from verbale.read.story.document import ParsedParagraph, Story
from verbale.read.story.times import StoryExpressions
from verbale.syntax.tree import Token
from verbale.times.publication import Publication


@dataclass(frozen=True, slots=True)
class ContactTools:
    """What reading contacts needs, loaded once."""

    registry: ActorRegistry
    words: ContactWords
    places: PlaceFinder


@dataclass(frozen=True, slots=True)
class ContactReading:
    """The contacts of one story, the predicates that only tell of one, and the phrases that are no part of
    what was urged in one.
    """

    contacts: tuple[ContactMention, ...]
    facts: frozenset[tuple[int, int]] = frozenset()
    occasions: tuple[Span, ...] = ()

    def is_fact(self, paragraph: ParsedParagraph, token: Token) -> bool:
        """Whether a predicate only tells of a contact (paragraph index, token index in `facts`)."""
        return (paragraph.index, token.i) in self.facts


def load_contact_tools(language: str, registry: ActorRegistry) -> ContactTools:
    """Load the contact words of a language."""
    words = load_contact_words(language)
    return ContactTools(registry, words, PlaceFinder(registry, words))


def read_contacts(
    story: Story,
    mentions: MentionIndex,
    tools: ContactTools,
    times: StoryExpressions,
    stamp: Publication | None = None,
) -> ContactReading:
    """The contacts of a story, in the order of the text; `stamp` is when its own lines say it appeared."""
    found = StoryTimes(story, times, tools.words, stamp)
    drafts = DraftReader(story, mentions, tools.registry, tools.words, found, tools.places).drafts()
    contacts = Gatherer(found).gather(drafts)
    choose_main(contacts)
    date_all(contacts, found, told_in_posts(story, contacts, drafts, mentions), _titles(drafts))
    told = [d for c in contacts for d in c.drafts]
    made = []
    for c in contacts:
        contact = replace(
            finished(c, contacts),
            relations=relations_of(c, contacts, found),
            terms=terms_of(c, mentions, tools.registry),
        )
        against = [d for d in drafts if c.is_denied_by(d) and kinds_agree(d, c) and times_agree(d, c, found)]
        said = tuple(f"{d.cue.entry.lemma}: one side denies it" for d in against)
        made.append(replace(contact, reasons=(*contact.reasons, *said)))
    return ContactReading(
        tuple(made),
        facts_of(story, mentions, tools.words, drafts, told),
        occasions_of(told, tools.words),
    )


def _titles(drafts: Sequence[Draft]) -> list[Draft]:
    """What the first line tells of without a verb: *Telephone conversation with X*."""
    return [
        d
        for d in drafts
        if d.cue.paragraph.index == 0 and not d.cue.is_verb and d.cue.clause.pos_ not in ("VERB", "AUX")
    ]
