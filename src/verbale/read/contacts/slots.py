"""The places of a clause where the parties of a contact stand: objects, "avec X", "entre X et Y", "de X"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from verbale.model import ContactKind
from verbale.read.contacts.carriers import carrier_of
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.phrases import SUBJECTS, PhraseReader, is_delegation
from verbale.read.contacts.quoted import is_principal
from verbale.read.contacts.words import ContactNoun, ContactVerb
from verbale.read.names.mention import Mention, MentionKind, Referent, ReferentKind, unique
from verbale.read.story.clauses import is_finite
from verbale.read.story.document import children
from verbale.read.story.tokens import grammar_of, plain
from verbale.syntax.tree import Token

REACH = 28
# How far behind a noun its addressee may stand; of a message, which holds much: "of sympathy to X".
NEAR, NEAR_MESSAGE = 6, 8


def _aside(comma: Token, time_nouns: Collection[str]) -> range:
    """The phrase between two commas that says when or where: *a reçu, **mardi à Z**, X*."""
    doc, start = comma.doc, comma.i + 1
    if comma.text != "," or start >= len(doc):
        return range(0)
    if doc[start].pos_ != "ADP" and doc[start].lower_ not in time_nouns:
        return range(0)
    for token in doc[start : min(start + 10, comma.sent.end)]:
        if token.text == ",":
            return range(comma.i, token.i + 1)
        if token.pos_ in ("VERB", "AUX", "CCONJ"):
            break
    return range(0)


class SlotReader(PhraseReader):
    """Reads the mentions in the slots of a contact word."""

    def _before(self, cue: ContactCue) -> list[Mention]:
        """With no subject in the parse: the mentions right before the verb, if no verb or preposition parts
        them from it.
        """
        doc = cue.paragraph.doc
        for i in range(cue.anchor.i - 1, max(cue.anchor.sent.start, cue.anchor.i - 12) - 1, -1):
            token = doc[i]
            mention = self._mentions.at(cue.paragraph, token)
            if mention is not None and mention.referents:
                before = doc[mention.tokens[0] - 1] if mention.tokens[0] > cue.anchor.sent.start else None
                if before is not None and before.pos_ == "ADP":
                    return []
                if self.is_possessor(cue.paragraph, mention):
                    return []  # "X's phone rang"
                return self.run(cue.paragraph, mention)
            if token.pos_ in ("VERB", "SCONJ") or token.lower_ in self._words.relatives:
                return []
        return []

    def _objects(self, cue: ContactCue) -> list[Mention]:
        verb = cue.anchor
        found = [
            o
            for o in children(verb, "obj", "iobj")
            if plain(o) not in grammar_of(o).pronouns.reflexive | self._words.time_nouns
        ]
        pointing = [o for o in found if o.lower_ in self._words.pointing]
        found += [c for o in pointing for c in children(o, "nmod")]  # "a rencontré celle du Karsan"
        if verb.dep_ == "acl:relcl" and any(o.lower_ in self._words.relatives for o in found):
            return self.heads(cue.paragraph, [verb.head])  # "Y, whom X called"
        mentions = self.heads(cue.paragraph, found)
        if found and not any(m.referents for m in mentions):
            included = self._included(cue, verb.i + 1)
            if included:
                return included
        if mentions:
            return self._with_next(cue, mentions)
        near = self._first_after(cue, verb.i + 1, prepositions=False)
        nouns = [o.i for o in found if o.pos_ == "NOUN"]
        return near if near and all(near[0].tokens[0] < i for i in nouns) else []

    def _included(self, cue: ContactCue, start: int) -> list[Mention]:
        """*called several leaders, **including** X and Y*: those who are named."""
        doc = cue.paragraph.doc
        for token in doc[start : min(start + 7, cue.anchor.sent.end)]:
            if token.lower_ in self._words.including:
                mention = self._starting_near(cue.paragraph, token.i + 1)
                if mention is None:
                    return []
                between = doc[token.i + 1 : mention.tokens[0]]
                if any(plain(t) in self._words.prepositions.of for t in between):
                    return []  # "including a friend of X"
                return self.run(cue.paragraph, mention, listed=True)
            if token.pos_ in ("VERB", "AUX") and is_finite(token):
                return []
        return []

    def _with_next(self, cue: ContactCue, mentions: list[Mention]) -> list[Mention]:
        """*a appelé X, **puis** Y*, whatever Y hangs on: one contact each."""
        doc, i = cue.paragraph.doc, mentions[-1].tokens[1]
        i += i < len(doc) and doc[i].text == ","
        if i + 1 >= cue.anchor.sent.end or doc[i].lower_ not in self._words.apart:
            return mentions
        mention = self._mentions.at(cue.paragraph, doc[i + 1])
        if mention is None or not mention.referents or mention.tokens[0] != i + 1:
            return mentions
        behind = doc[mention.tokens[1]] if mention.tokens[1] < len(doc) else None
        goes_on = doc[mention.head].dep_ in SUBJECTS or (
            behind is not None and behind.pos_ in ("AUX", "VERB")
        )
        return mentions if goes_on else [*mentions, mention]

    def _of_whom(self, cue: ContactCue) -> list[Mention]:
        """*got hold **of Y***, *a été l'hôte **de Y***: behind the first "of" after the verb."""
        doc, of = cue.paragraph.doc, self._words.prepositions.of
        for token in doc[cue.anchor.i + 1 : min(cue.anchor.i + 10, cue.anchor.sent.end)]:
            if token.plain_ in of:
                mention = self._mentions.at(cue.paragraph, token)
                mention = mention or self._starting_near(cue.paragraph, token.i + 1)
                if mention is None or self.is_possessor(cue.paragraph, mention):
                    return []
                return self.run(cue.paragraph, mention)
            if token.pos_ == "VERB" and is_finite(token):
                return []
        return []

    def _owners(self, cue: ContactCue) -> list[Mention]:
        """*shook **Y**'s hand*: whose the object is."""
        owners = [p for o in children(cue.anchor, "obj") for p in children(o, "nmod:poss")]
        return self.heads(cue.paragraph, owners)

    def _only_other(self, cue: ContactCue, subject: Sequence[Mention]) -> list[Mention]:
        """*picked up the phone and gave **Y** a piece of her mind*: the one other principal told of behind
        the words of the entry; nobody where he is only spoken of ("about Y") or owns what is.
        """
        mine = {r.actor.name for m in subject for r in m.referents}
        told: list[Mention] = []
        for mention in self._in_sentence(cue):
            others = [r for r in mention.referents if is_principal(r) and r.actor.name not in mine]
            if mention.tokens[0] > cue.anchor.i and others:
                told.append(mention)
        if len({r.actor.name for m in told for r in m.referents}) != 1 or not mine:
            return []
        first = told[0].tokens[0]
        before = {t.plain_ for t in cue.paragraph.doc[max(first - 2, cue.anchor.i) : first]}
        matter = self._words.prepositions.towards - self._words.prepositions.to
        if before & (matter | self._words.prepositions.of) or self.is_possessor(cue.paragraph, told[0]):
            return []
        return told[:1]

    def _first_after(self, cue: ContactCue, start: int, *, prepositions: bool) -> list[Mention]:
        """The first mention to the right with only adverbs and times between, and no verb."""
        doc = cue.paragraph.doc
        skipped = self._skipped(cue, start)
        reach = start + 9 + len(skipped)
        for token in doc[start : min(reach, cue.anchor.sent.end)]:
            if token.i in skipped:
                continue
            mention = self._mentions.at(cue.paragraph, token)
            if mention is not None and mention.referents and mention.tokens[0] == token.i:
                if self.is_possessor(cue.paragraph, mention):
                    return []
                return self.run(cue.paragraph, mention)
            if token.lower_ in self._words.before_names:
                continue
            if token.pos_ in ("VERB", "SCONJ") or (token.pos_ == "AUX" and is_finite(token)):
                return []
            adverbial = token.i > start and doc[token.i - 1].pos_ == "ADV"
            how = token.lower_ in self._words.adverb_prepositions
            if not prepositions and token.pos_ == "ADP" and not adverbial and not how:
                return []
        return []

    def _skipped(self, cue: ContactCue, start: int) -> set[int]:
        """Tokens after the verb that only say how or where: *a joint **par téléphone** X*, *a rencontré **à
        Z** Y*.
        """
        doc = cue.paragraph.doc
        found: set[int] = set()
        for token in doc[start : min(start + 12, cue.anchor.sent.end)]:
            found |= set(_aside(token, self._words.time_nouns))
            if token.pos_ != "ADP" or token.i in found:
                continue
            rest = cue.scene.text[token.idx :]
            phrases = [p for m in self._words.modalities for p in m.phrases] + list(self._words.adverbials)
            how = next((p for p in phrases if rest.startswith((p + " ", p + ","))), None)
            if how is not None:
                found |= {t.i for t in doc if token.idx <= t.idx < token.idx + len(how)}
                continue
            if token.i + 1 < len(doc) and doc[token.i + 1].lower_ in self._words.time_nouns:
                found |= {token.i, token.i + 1}  # "dans la soirée **de lundi**"
            mention = self._mentions.at(cue.paragraph, doc[token.i + 1]) if token.i + 1 < len(doc) else None
            if (
                mention is not None
                and mention.kind in (MentionKind.CAPITAL, MentionKind.SIDE)
                and token.lower_ in self._words.place_prepositions
            ):
                found |= {token.i, *range(*mention.tokens)}
        return found

    def _clitics(self, cue: ContactCue) -> list[Mention]:
        found = [
            c
            for c in children(cue.anchor, "iobj", "obj", "obl")
            if c.pos_ == "PRON" and plain(c) not in grammar_of(c).pronouns.reflexive
        ]
        return [m for m in (self._mentions.at(cue.paragraph, c) for c in found) if m is not None]

    def _prepositions(self, cue: ContactCue, forms: Collection[str], *, near: bool = False) -> list[Token]:
        """The prepositions of these forms that belong to the cue: below it, or to its right with no verb
        between.
        """
        doc, anchor = cue.paragraph.doc, cue.tokens[-1]
        found: list[Token] = []
        reach = NEAR_MESSAGE if cue.entry.kind is ContactKind.MESSAGE else NEAR
        blocked = False
        whom = [t for t in doc[max(anchor.i - 4, anchor.sent.start) : anchor.i] if t.plain_ in forms]
        if whom and cue.is_verb and doc[whom[-1].i + 1].lower_ in self._words.relatives:
            return whom[-1:]  # "X, with whom he spoke, and then with Y": Y is not of this clause
        for token in doc[anchor.i + 1 : min(anchor.i + REACH, anchor.sent.end)]:
            compound = token.pos_ == "VERB" and any(is_finite(a) for a in children(token, "aux", "aux:pass"))
            if (
                token.pos_ in ("VERB", "AUX")
                and (is_finite(token) or compound)
                and token.dep_ not in ("aux", "aux:pass", "cop")
            ):
                blocked = True
            if (
                plain(token) in forms
                and (not blocked or (token.i in cue.own and not self._is_of_verb(cue)))
                and not (near and token.i - anchor.i > reach)
            ):
                found.append(token)
        # "an aide to X said": to whom the aide belongs
        found = [
            t
            for t in found
            if not (
                t.head.dep_ == "nmod"
                and t.head.head.dep_ in ("nsubj", "nsubj:pass")
                and t.head.head.i > anchor.i
            )
        ]
        # "au téléphone, souhaiter une rencontre avec X": the other contact noun's
        found = [t for t in found if t.head.head in cue.tokens or not self._of_other_noun(cue, t.head.head)]
        if cue.is_verb:
            found = [t for t in found if t.head.head.lemma_.lower() not in self._words.bonds]
        if isinstance(cue.entry, ContactVerb) and cue.entry.attached:
            found = [t for t in found if t.head.head == cue.anchor or self._on_object(cue, t.head.head)]
        if found or near:
            return found
        # "avec lequel il s'est entretenu", "Avec X, Y a discuté de"
        before = [
            t for t in doc[max(anchor.sent.start, cue.anchor.i - 12) : cue.anchor.i] if plain(t) in forms
        ]
        relative = [
            t
            for t in before
            if t.i + 1 < len(doc)
            and doc[t.i + 1].lower_ in self._words.relatives
            and t.head.head in (cue.anchor, cue.clause)
        ]
        relative = relative or [
            t
            for t in before
            if t.i + 1 < len(doc) and doc[t.i + 1].lower_ in self._words.relatives and cue.is_verb
        ]
        if relative:
            return relative[-1:]
        return [t for t in before if t.head.head == cue.anchor and t.head.i < cue.anchor.i]

    def _is_of_verb(self, cue: ContactCue) -> bool:
        """*Après la visite de X, Y **s'est entretenu** avec Z*: what follows is that verb's."""
        leads = not cue.is_verb and cue.clause.i > cue.tokens[-1].i and cue.anchor.dep_ not in SUBJECTS
        return leads and cue.clause.lemma_.lower() in self._words.verbs

    def _on_object(self, cue: ContactCue, noun: Token) -> bool:
        """*discussed the dam **with X***, hung on the dam; "an agreement with X" is another matter."""
        if noun.dep_ != "obj" or noun.head != cue.anchor:
            return False
        return not {noun.lemma_.lower(), noun.lower_} & self._words.relational

    def _of_other_noun(self, cue: ContactCue, governor: Token) -> bool:
        """Whether a contact noun other than the cue governs a phrase from within a clause of its own."""
        if governor.pos_ != "NOUN" or governor.lemma_.lower() not in self._words.nouns:
            return False
        verb = governor.head
        if self._only_tells_how(cue) and governor.dep_ not in ("obj", "nsubj"):
            return True  # "briefed Y by phone on his meeting with Z"
        comma = any(t.text == "," for t in cue.paragraph.doc[cue.anchor.i : governor.i])
        if cue.is_verb and comma and governor.dep_ in ("nmod", "conj"):
            return True  # "spoke to Y, hours before **a meeting with** Z"
        governed = governor.dep_ in ("obj", "obl:agent")
        if verb.pos_ == "VERB" and governor.i > verb.i > cue.anchor.i:
            # "X's call with Y was followed **by a call with** Z"
            by = any(plain(c) in self._words.prepositions.by for c in children(governor, "case"))
            if by and not cue.is_verb:
                return True
            if governor.dep_ == "obl" and verb.dep_ == "acl" and verb.head == cue.anchor:
                return True  # "a trip planned during a meeting with X"
        return verb.pos_ == "VERB" and verb != cue.clause and governed and verb != cue.anchor

    def _only_tells_how(self, cue: ContactCue) -> bool:
        """*by phone*, *au téléphone*."""
        return isinstance(cue.entry, ContactNoun) and cue.entry.adverbial

    def _has_preposition(self, cue: ContactCue, forms: Collection[str]) -> bool:
        if forms == self._words.prepositions.to:
            return False
        return bool(self._prepositions(cue, forms))

    def _after_preposition(
        self, cue: ContactCue, forms: Collection[str], *, near: bool = False
    ) -> list[Mention]:
        doc = cue.paragraph.doc
        found: list[Mention] = []
        for preposition in self._prepositions(cue, forms, near=near):
            following = doc[preposition.i + 1] if preposition.i + 1 < len(doc) else None
            if following is not None and following.lower_ in self._words.relatives:
                before = [
                    m
                    for m in self._mentions.in_paragraph(cue.paragraph.index)
                    if m.tokens[1] <= preposition.i and preposition.i - m.tokens[1] <= 2
                ]
                found += before[-1:]
                continue
            mention = self._starting_near(cue.paragraph, preposition.i + 1)
            if mention is None:
                found += [m for m in self._included(cue, preposition.i + 1) if m not in found]
            if mention is None or self.is_possessor(cue.paragraph, mention):
                continue
            mention = self._named_after(cue.paragraph, mention)
            if forms == self._words.prepositions.to and not any(
                r.is_person
                or r.kind is ReferentKind.GROUP
                or (r.kind is ReferentKind.INSTITUTION and cue.entry.kind is ContactKind.CALL)
                for r in mention.referents
            ):
                continue
            once = forms in (self._words.prepositions.by, self._words.prepositions.between)
            listed = forms == self._words.prepositions.between
            run = self.run(cue.paragraph, mention, listed=listed)
            found += [m for m in run if m not in found and m.tokens[0] > preposition.i]
            if once:
                break
        return found

    def _genitive(self, cue: ContactCue) -> list[Mention]:
        """*l'appel **de X** à Y*, *la visite d'État à Z **du roi X***: after the noun, its adjectives and a
        place between.
        """
        doc = cue.paragraph.doc
        visit = cue.entry.kind is ContactKind.VISIT
        for i in range(
            cue.tokens[-1].i + 1, min(cue.tokens[-1].i + (9 if visit else 5), cue.anchor.sent.end)
        ):
            token = doc[i]
            if plain(token) in self._words.prepositions.of:
                mention = self._mentions.at(cue.paragraph, token) or self._starting_near(cue.paragraph, i + 1)
                if (
                    mention is not None
                    and mention.tokens[0] - i <= 2
                    and any(r.is_person or is_delegation(r.actor) for r in mention.referents)
                ):
                    return self.run(cue.paragraph, mention)
                if not visit:
                    return []
            elif (token.pos_ not in ("ADJ", "ADV") and not visit) or token.pos_ in ("VERB", "AUX", "PUNCT"):
                return []
        return []

    def _compound(self, cue: ContactCue) -> tuple[Referent, ...]:
        """*appel X-Y*, *the X-Y call*: two principals in or beside the noun's own phrase."""
        doc, first, last = cue.paragraph.doc, cue.tokens[0], cue.tokens[-1]
        near = [*doc[max(first.i - 3, first.sent.start) : first.i], *doc[last.i + 1 : last.i + 4]]
        for token in near:
            if token.sent != first.sent or token.text in ",;:.":
                continue
            pair = self.joined_by_hyphen(token.text)
            if not pair and token.text in ("-", "–", "—") and 0 < token.i < len(doc) - 1:
                pair = self.joined_by_hyphen(f"{doc[token.i - 1].text}-{doc[token.i + 1].text}")
            if len(pair) == 2:
                return pair
        before = [m for m in self._premodifiers(cue) for r in m.referents if is_principal(r)]
        people = unique(r for m in before for r in m.referents if is_principal(r))
        return people if len(people) > 1 else ()

    def _premodifiers(self, cue: ContactCue) -> list[Mention]:
        """The mentions right before the noun that belong to its phrase, no preposition between."""
        found: list[Mention] = []
        doc = cue.paragraph.doc
        for i in range(cue.tokens[0].i - 1, max(cue.anchor.sent.start, cue.tokens[0].i - 9) - 1, -1):
            token = doc[i]
            if token.pos_ in ("VERB", "AUX", "ADP", "SCONJ", "DET") or token.text in ",;:":
                break
            mention = self._mentions.at(cue.paragraph, token)
            inside = token.dep_ in ("compound", "flat", "conj", "punct", "cc", "nmod", "amod")
            if mention is not None and inside and mention not in found:
                found.append(mention)
        return found[::-1]

    def holder(self, cue: ContactCue) -> list[Mention]:
        """*l'appel **de X***, ***X**'s call*: who it is said to be of."""
        own = [
            m
            for m in (self._mentions.at(cue.paragraph, c) for c in children(cue.anchor, "nmod:poss"))
            if m is not None and any(r.is_person or is_delegation(r.actor) for r in m.referents)
        ]
        own = own or self._whose(cue)
        return [n for m in own for n in self.run(cue.paragraph, m)] or self._genitive(cue)

    def _whose(self, cue: ContactCue) -> list[Mention]:
        """***X**, whose call to Y ended badly*."""
        relatives = grammar_of(cue.anchor).pronouns.subordinating
        for word in children(cue.anchor, "nmod:poss"):
            if word.plain_ not in relatives or word.i < 2 or cue.paragraph.doc[word.i - 1].text != ",":
                continue
            mention = self._mentions.at(cue.paragraph, cue.paragraph.doc[word.i - 2])
            if mention is not None and any(r.is_person for r in mention.referents):
                return [mention]
        return []

    def to_whom(self, cue: ContactCue) -> list[Mention]:
        """*un appel de X **à Y***."""
        return self._after_preposition(cue, self._words.prepositions.to, near=True)

    def from_whom(self, cue: ContactCue) -> list[Mention]:
        """*a call **from X***; empty where the genitive says it."""
        forms = self._words.prepositions.from_
        return self._after_preposition(cue, forms, near=True) if forms else []

    def _clause_persons(self, cue: ContactCue) -> list[Mention]:
        """Mentions in the cue's sentence before it."""
        return [
            m
            for m in self._mentions.in_paragraph(cue.paragraph.index)
            if cue.anchor.sent.start <= m.tokens[0] < cue.anchor.i and m.referents
        ]

    def carrier(self, cue: ContactCue) -> str | None:
        """The preposition that ties the noun to its clause ("lors de"), determiners and adjectives left out;
        None if none.
        """
        return carrier_of(cue, self._words.carriers, self._words.prepositions.of)

    def _in_sentence(self, cue: ContactCue) -> list[Mention]:
        start, end = cue.anchor.sent.start, cue.anchor.sent.end
        return [m for m in self._mentions.in_paragraph(cue.paragraph.index) if start <= m.tokens[0] < end]

    def _present(self, cue: ContactCue) -> list[Mention]:
        """*en présence du chancelier X*: one more that took part."""
        text, start = cue.scene.text, cue.anchor.sent.start_char
        for phrase in self._words.presence:
            at = text.find(phrase, start, cue.anchor.sent.end_char)
            if at < 0:
                continue
            after = next((t for t in cue.paragraph.doc if t.idx >= at + len(phrase) + 1), None)
            mention = self._starting_near(cue.paragraph, after.i) if after is not None else None
            mention = mention or (
                self._starting_near(cue.paragraph, after.i + 1) if after is not None else None
            )
            if mention is not None and any(is_principal(r) for r in mention.referents):
                return [mention]
        return []
