"""The contacts of a story (being written: finds none yet). The composer, read/reading.py, codes against these names."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from verbale.actors.registry import ActorRegistry
from verbale.model import ContactMention
from verbale.read.document import ParsedParagraph, Story
from verbale.read.mention import MentionIndex
from verbale.times import TimeLexicon


@dataclass(frozen=True, slots=True)
class ContactTools:
    """What reading contacts needs, loaded once."""

    registry: ActorRegistry


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
    return ContactTools(registry)


def read_contacts(story: Story, mentions: MentionIndex, tools: ContactTools, times: TimeLexicon) -> ContactReading:
    """The contacts of a story."""
    return ContactReading(())
