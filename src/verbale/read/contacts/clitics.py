"""Whom a pronoun before a verb of contact stands for: *X a écrit à Y. Z **l'**a appelée*."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.phrases import SUBJECTS
from verbale.read.contacts.quoted import is_principal
from verbale.read.contacts.slots import SlotReader
from verbale.read.contacts.words import ContactVerb
from verbale.read.names.mention import Mention, MentionKind, Referent, unique
from verbale.read.story.document import children
from verbale.read.story.tokens import has_feature
from verbale.syntax.tree import Token

GENDERS = {"Masc": "m", "Fem": "f"}


class CliticReader(SlotReader):
    """Finds them among those whom the sentence, and the one before it, have named."""

    def _by_clitic(self, cue: ContactCue, subject: Sequence[Mention]) -> list[Mention]:
        """A mention made of the pronoun; empty when there is none or nobody can tell whom it means."""
        entry, words = cue.entry, self._words
        if not isinstance(entry, ContactVerb) or entry.reflexive:
            return []
        start = max(cue.anchor.i - 8, cue.anchor.sent.start)
        there = any(t.lower_ in words.where for t in cue.paragraph.doc[start : cue.anchor.i])
        if entry.head in words.takes_things and not there:
            return []  # "à Z, où Y l'a reçu" is of a guest
        slots = {"obj": words.clitics, "to": words.dative_clitics}
        forms = {f for slot in entry.partner for f in slots.get(slot, ())}
        tokens = [c for c in cue.anchor.children if c.i < cue.anchor.i and c.lower_ in forms]
        if len(tokens) != 1 or tokens[0].pos_ not in ("PRON", "DET"):
            return []
        who = self._whom(cue, tokens[0], {r.actor.name for m in subject for r in m.referents})
        at = tokens[0]
        span = cue.paragraph.span_of([at])
        made = Mention(span, cue.paragraph.index, (at.i, at.i + 1), at.i, MentionKind.PRONOUN, who)
        return [made] if who else []

    def _whom(self, cue: ContactCue, pronoun: Token, mine: set[str]) -> tuple[Referent, ...]:
        several = pronoun.lower_ in self._words.plural_clitics
        start = pronoun.sent.start
        told = [
            m
            for m in self._mentions.in_paragraph(cue.paragraph.index)
            if m.tokens[1] <= pronoun.i and m.referents and m.kind is not MentionKind.CAPITAL
        ]
        here = [m for m in told if m.tokens[0] >= start]
        last = max((m.tokens[0] for m in told if m.tokens[0] < start), default=None)
        before = cue.paragraph.doc[last].sent.start if last is not None else start
        near = [m for m in told if before <= m.tokens[0] < start]
        for group in (here, [*near, *here], *([told] if several else [])):
            people = self._people(group, mine, cue, pronoun)
            if len(people) == (2 if several else 1):
                return people
            if people and not several:
                break
        if several or any(r.actor.name in mine for m in near for r in m.referents):
            return ()
        # "X a écrit à Y. Z lui a téléphoné": to whom the other wrote, not the other; but "il" goes on with
        # one of whom all is told: "Il a écrit à Y. Z l'a appelé" may be either
        acted = [m for m in near if cue.paragraph.doc[m.head].dep_ not in SUBJECTS]
        for m in near:
            verb = cue.paragraph.doc[m.head].head
            if m.kind is MentionKind.PRONOUN and m not in acted and verb.head is verb:
                return ()
        people = self._people(acted, mine, cue, pronoun)
        return people if len(people) == 1 else ()

    def _people(
        self, mentions: Sequence[Mention], mine: set[str], cue: ContactCue, pronoun: Token
    ) -> tuple[Referent, ...]:
        gender = self._gender(cue, pronoun)
        return unique(
            r
            for m in mentions
            for r in m.referents
            if is_principal(r) and r.actor.name not in mine and gender in (None, r.gender or gender)
        )

    def _gender(self, cue: ContactCue, pronoun: Token) -> str | None:
        """What the pronoun, or a participle that agrees with it, shows; None when neither does."""
        shown = next(iter(pronoun.morph.get("Gender", [])), None)
        if shown is None and "obj" in getattr(cue.entry, "partner", ()) and children(cue.anchor, "aux"):
            feminine = cue.anchor.lower_.endswith(tuple(self._words.feminine))
            shown = "Fem" if feminine else "Masc" if has_feature(cue.anchor, "VerbForm", "Part") else None
        if pronoun.lower_ in self._words.plural_clitics | self._words.dative_clitics:
            return None  # "les" may be a man and a woman, "lui" either
        return GENDERS.get(shown or "")
