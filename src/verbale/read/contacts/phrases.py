"""Whom the phrases of a sentence name: principals, delegations, the subject of a verb, what "et" joins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from verbale.actors.registry import How
from verbale.model import Actor, ContactKind
from verbale.read.contacts.cue_clauses import governed, is_title_infinitive
from verbale.read.contacts.quoted import first_person, is_principal, is_unnamed
from verbale.read.contacts.words import ContactWords
from verbale.read.names.mention import Mention, MentionIndex, MentionKind, Referent, ReferentKind, unique
from verbale.read.names.story_people import Referents
from verbale.read.story.clauses import is_finite, is_infinitive
from verbale.read.story.document import ParsedParagraph, children, conjuncts
from verbale.read.story.paragraphs import ParagraphKind
from verbale.read.story.tokens import grammar_of, has_feature, plain
from verbale.syntax.tree import Token

SUBJECTS = ("nsubj", "nsubj:pass")


def is_delegation(actor: Actor) -> bool:
    """Whether an actor stands for those who negotiate for a side."""
    return actor.name.endswith("(delegation)")


class PhraseReader:
    """Reads whom a stretch of a sentence names: mentions, what is coordinated with them, the subject of a
    verb.
    """

    def __init__(
        self, mentions: MentionIndex, referents: Referents, words: ContactWords, language: str
    ) -> None:
        self._mentions, self._words, self._language = mentions, words, language
        self._referents, self._registry = referents, referents.registry

    def run(self, paragraph: ParsedParagraph, mention: Mention, *, listed: bool = False) -> list[Mention]:
        """A mention and those coordinated with it by "et", read from the words between them.

        Args:
            listed: a preposition that wants several ("entre X et Y"): what the parse says of the last
                one is not asked.
        """
        near = [
            m
            for m in self._mentions.in_paragraph(paragraph.index)
            if abs(m.tokens[0] - mention.tokens[0]) < 60
        ]
        at = near.index(mention) if mention in near else -1
        if at < 0:
            return [mention]
        last = at
        sure_last = at
        while last + 1 < len(near):
            link = self._link(paragraph, near[last], near[last + 1], listed=listed)
            if link is None:
                break
            last += 1
            if link:
                sure_last = last
        first = at
        while first > 0:
            link = self._link(paragraph, near[first - 1], near[first], listed=listed)
            if link is None or (link is False and sure_last == at and first == at):
                break
            if (
                _after_adposition(paragraph, near[first - 1])
                and not _after_adposition(paragraph, near[first])
                and not listed
            ):
                break  # "après l'appel de X, Y et Z ont ...": X is not one of them
            first -= 1
        return near[first : sure_last + 1]

    def _link(
        self, paragraph: ParsedParagraph, left: Mention, right: Mention, *, listed: bool
    ) -> bool | None:
        """True: joined by "et" or one apposed to the other; False: only a comma; None: not coordinated."""
        doc = paragraph.doc
        between = [
            plain(t)
            for t in doc[left.tokens[1] : right.tokens[0]]
            if t.pos_ == "PROPN" or self._registry.country_of_demonym(t.text, self._language) is None
        ]  # "ses homologues oslave X et **vaskois** Y"
        if len(between) > 5 or not set(between) <= self._words.links:
            return None
        if not between:
            return True if not left.referents else None
        if left.kind is MentionKind.PAIR and not left.referents and between == [","]:
            return True  # "les deux présidents, X et Y"
        head, before = doc[right.head], doc[left.head]
        other_subject = head.dep_ in SUBJECTS and head.i < head.head.i and before.head != head.head
        after_verb = before.head.pos_ in ("VERB", "AUX") and before.head.i < left.tokens[0]
        if other_subject and after_verb and not listed:
            return None  # "X a reçu Y et Z a déclaré"
        title = paragraph.kind is ParagraphKind.HEADING and left.tokens[0] == doc[left.head].sent.start
        if title and between == [","] and between[0] in self._words.title_ands:
            return True  # "X, Y speak by phone"
        if self._words.ands & set(between) or (left.referents and self._same(left, right)):
            return True
        return False if between[0] == "," and set(between[1:]) <= self._words.definite else None

    def _same(self, left: Mention, right: Mention) -> bool:
        return {r.actor.name for r in left.referents} == {r.actor.name for r in right.referents}

    def heads(self, paragraph: ParsedParagraph, tokens: Iterable[Token]) -> list[Mention]:
        """The mentions of coordinated heads, runs included, in order."""
        found: dict[tuple[int, int], Mention] = {}
        for head in tokens:
            for token in conjuncts(head):
                mention = (
                    self._mentions.at(paragraph, token)
                    or first_person(paragraph, token, self._mentions)
                    or self._styled(paragraph, token)
                    or self._tonic(paragraph, token, head)
                )
                if mention is not None:
                    for m in self.run(paragraph, mention):
                        found[m.tokens] = m
        return [found[k] for k in sorted(found)]

    def _tonic(self, paragraph: ParsedParagraph, token: Token, head: Token) -> Mention | None:
        """*X et **lui** se sont parlé*: the only other principal whom the paragraph named before."""
        if token.lower_ not in self._words.tonic or token.dep_ != "conj" or token == head:
            return None
        beside = self._mentions.at(paragraph, head)
        mine = {r.actor.name for r in beside.referents} if beside is not None else set()
        people = unique(
            r
            for m in self._mentions.in_paragraph(paragraph.index)
            for r in m.referents
            if m.tokens[1] <= token.i and is_principal(r) and r.actor.name not in mine
        )
        if len(people) != 1 or not mine:
            return None
        at, span = token.i, paragraph.span_of([token])
        return Mention(span, paragraph.index, (at, at + 1), at, MentionKind.PRONOUN, people)

    def _styled(self, paragraph: ParsedParagraph, token: Token) -> Mention | None:
        """***Sa Majesté** le roi X*: the name right behind the style."""
        if token.lower_ not in self._words.styles or token.i + 1 >= token.sent.end:
            return None
        i = token.i + 1 + (plain(token.doc[token.i + 1]) in self._words.definite)
        mention = self._mentions.at(paragraph, token.doc[i]) if i < token.sent.end else None
        return mention if mention is not None and mention.tokens[0] in (i, i - 1) else None

    def subject(self, paragraph: ParsedParagraph, verb: Token, depth: int = 0) -> list[Mention]:
        """The mentions that are the subject of a verb, looked for above it where its clause has none of its
        own.
        """
        own = [
            s
            for s in children(verb, *SUBJECTS)
            if "Rel" not in s.morph.get("PronType", [])
            and s.lower_ not in self._words.time_nouns
            and plain(s) not in grammar_of(s).pronouns.subordinating
        ]
        for aux in children(verb, "aux", "aux:pass", "cop"):
            own += children(aux, *SUBJECTS)
        if own:
            found = self.heads(paragraph, own)
            blank = not any(m.referents for m in found) and all(s.pos_ == "PRON" for s in own)
            if blank and verb.dep_ == "advcl" and depth == 0:
                # "disait X lorsqu'il accueillait Y": nobody told before, so the main subject
                told = self.subject(paragraph, verb.head, depth + 1)
                fronted = verb.i < verb.head.i  # "when she met X, **Y** said"
                before = bool(told) and (told[0].tokens[0] < own[0].i or fronted)
                if len(told) == 1 and before and len(told[0].referents) == 1:
                    return told
            return found
        if depth > 6:
            return []
        if is_finite(verb) and verb.dep_ != "acl:relcl":
            beside = self._right_before(paragraph, verb)
            if beside or verb.dep_ in ("ROOT", "parataxis"):
                return beside
        relative = any(plain(s) in grammar_of(s).pronouns.subordinating for s in children(verb, *SUBJECTS))
        if (
            verb.dep_ == "acl:relcl"
            or (verb.dep_ == "advcl" and relative and children(verb.head, "cop"))  # "c'est X qui a appelé"
            or (verb.dep_ in ("acl", "amod") and not is_infinitive(verb))
            or (verb.dep_ == "acl" and has_feature(verb, "VerbForm", "Ger"))
            or is_title_infinitive(verb, self._words)
        ):
            return self.heads(paragraph, [verb.head])
        if verb.dep_ in ("xcomp", "advcl", "conj", "obl", "nmod", "acl") or (
            verb.dep_ == "ccomp" and (is_infinitive(verb) or _is_perfect_infinitive(verb))
        ):
            above = governed(verb, self._words)[1]
            while above.pos_ in ("ADP", "ADV") and above.head != above:
                above = above.head  # "a appelé X avant de recevoir Y", hung on its preposition
            if above.pos_ == "NOUN" and above.dep_ == "obj" and is_infinitive(verb):
                above = above.head  # "X a pris l'initiative d'appeler Y"
            return self.subject(paragraph, above, depth + 1) if above != verb else []
        return []

    def _right_before(self, paragraph: ParsedParagraph, verb: Token) -> list[Mention]:
        """*After a call with X, **Y** phoned Z*, with Y hung on X: the name right before the verb."""
        i = verb.i - 1
        while i > verb.sent.start and paragraph.doc[i].pos_ in ("AUX", "ADV", "PART"):
            i -= 1
        mention = self._mentions.at(paragraph, paragraph.doc[i]) if i >= verb.sent.start else None
        if mention is None or mention.tokens[1] != i + 1 or not mention.referents:
            return []
        first = mention.tokens[0]
        if first == verb.sent.start:
            return [mention]
        return self.run(paragraph, mention) if paragraph.doc[first - 1].text == "," else []

    def is_possessor(self, paragraph: ParsedParagraph, mention: Mention) -> bool:
        """***X**'s offer*: X only owns what is spoken of."""
        end = mention.tokens[1]
        head = paragraph.doc[mention.head]
        if end - mention.tokens[0] == 1 and head.pos_ in ("PRON", "DET") and head.dep_ == "nmod:poss":
            return True  # "welcomed his words"
        if end >= len(paragraph.doc):
            return False
        after = paragraph.doc[end]
        return after.dep_ == "case" and after.head.dep_ == "nmod:poss" and after.head.i < after.i

    def _named_after(self, paragraph: ParsedParagraph, mention: Mention) -> Mention:
        """*le chancelier de l'Elvanie **X***: the person right after his country."""
        if any(r.kind is not ReferentKind.COUNTRY for r in mention.referents):
            return mention
        following = [
            m
            for m in self._mentions.in_paragraph(paragraph.index)
            if m.tokens[0] == mention.tokens[1] and any(is_principal(r) for r in m.referents)
        ]
        return following[0] if following else mention

    def _starting_near(self, paragraph: ParsedParagraph, start: int) -> Mention | None:
        """The mention that begins at a token, or after a few determiners, adjectives and nouns (*les deux
        chefs d'État X*).
        """
        doc = paragraph.doc
        for i in range(start, min(start + 6, len(doc))):
            token = doc[i]
            mention = self._mentions.at(paragraph, token)
            if mention is not None and self._who(paragraph, mention):
                of = i > start and plain(doc[i - 1]) in self._words.prepositions.of
                owned = of and any(r.is_person for r in mention.referents)
                return None if owned else mention  # "a friend of X" is not X
            if (
                (
                    token.pos_ in ("VERB", "AUX", "PUNCT", "ADP", "CCONJ")
                    or token.lower_ in self._words.relatives
                )
                and token.text not in ("«", '"', "“", "M.", "MM.")
                and token.lower_ not in self._words.before_names
                and plain(token) not in self._words.prepositions.of
            ):
                return None
        return None

    def _governments(self, referents: Sequence[Referent]) -> list[Referent]:
        """A government that negotiates is its country."""
        found = [
            r
            for r in referents
            if r.kind is ReferentKind.INSTITUTION and r.country is not None and not is_delegation(r.actor)
        ]
        entries = [e for e in (self._registry.get(r.country or "") for r in found) if e is not None]
        return [
            Referent(self._registry.to_actor(e), ReferentKind.COUNTRY, None, frozenset(), e.id)
            for e in entries
        ]

    def _who(self, paragraph: ParsedParagraph, mention: Mention) -> tuple[Referent, ...]:
        """Its referents; for a phrase of delegations that nobody resolved, those of its demonyms
        (*délégations X et Y*).
        """
        if mention.referents:
            return mention.referents
        tokens = paragraph.doc[mention.tokens[0] : mention.tokens[1]]
        if not any(t.lemma_.lower() in self._words.delegations for t in tokens):
            return ()
        sides = [self._registry.country_of_demonym(t.text, self._language) for t in tokens]
        if not any(sides):
            # "delegations from X and Y"
            head = paragraph.doc[mention.head]
            found = self.heads(paragraph, children(head, "nmod"))
            known = [
                r for m in found for r in m.referents if r.kind in (ReferentKind.COUNTRY, ReferentKind.GROUP)
            ]
            sides = [self._registry.get(r.actor.id or "") for r in known]
        return tuple(
            Referent(self._registry.delegation(e.id), ReferentKind.INSTITUTION, None, frozenset(), e.id)
            for e in sides
            if e is not None
        )

    def _negotiators(self, referent: Referent) -> Referent:
        """Unnamed envoys of a side are its delegation."""
        if referent.offices != {"envoy"} or not is_unnamed(referent):
            return referent
        side = referent.country or referent.actor.side
        if side is None or self._registry.get(side) is None:
            return referent
        return Referent(self._registry.delegation(side), ReferentKind.INSTITUTION, None, frozenset(), side)

    def joined_by_hyphen(self, text: str) -> tuple[Referent, ...]:
        """*appel X-Y*: two people named in one word; empty when either cannot be told."""
        parts = [p for p in re.split(r"[-–—]", text) if p]
        if len(parts) != 2 or not all(p[:1].isupper() for p in parts):
            return ()
        found = [self._of_surname(p) for p in parts]
        return tuple(r for r in found if r is not None) if all(found) else ()

    def _of_surname(self, name: str) -> Referent | None:
        """The only principal of that surname in the story, else the only one in office at the time."""
        here = unique(
            r
            for m in self._mentions
            for r in m.referents
            if is_principal(r) and r.actor.name.split()[-1] == name
        )
        if len(here) == 1:
            return here[0]
        forms = self._registry.forms(self._language).get(name, ())
        known = self._referents.of_ids({f.entry_id for f in forms if f.how in (How.SURNAME, How.FULL_NAME)})
        principals = [r for r in known if is_principal(r)]
        return principals[0] if len(principals) == 1 else None

    def _as_parties(self, referents: Sequence[Referent], kind: ContactKind | None) -> list[Referent]:
        """Principals as they are; countries and groups negotiating as their delegations."""
        referents = [self._negotiators(r) for r in referents]
        people = [r for r in referents if is_principal(r)]
        bodies = [r for r in referents if is_delegation(r.actor) or r.actor.name.endswith("(leaders)")]
        sides = [
            r
            for r in referents
            if r.kind in (ReferentKind.COUNTRY, ReferentKind.GROUP) and not is_delegation(r.actor)
        ]
        if kind is ContactKind.TALKS:
            sides = [*sides, *self._governments(referents)]
        if people or not (kind is ContactKind.TALKS or kind is None):
            return [*people, *bodies]
        made = [
            Referent(
                self._registry.delegation(r.actor.id), ReferentKind.INSTITUTION, None, frozenset(), r.country
            )
            for r in sides
            if r.actor.id is not None and self._registry.get(r.actor.id) is not None
        ]
        return [*bodies, *made]


def _is_perfect_infinitive(verb: Token) -> bool:
    """*dit s'être entretenue*."""
    return any("Inf" in a.morph.get("VerbForm", []) for a in children(verb, "aux", "aux:pass"))


def _after_adposition(paragraph: ParsedParagraph, mention: Mention) -> bool:
    return mention.tokens[0] > 0 and any(
        t.pos_ == "ADP" for t in paragraph.doc[max(0, mention.tokens[0] - 2) : mention.tokens[0]]
    )
