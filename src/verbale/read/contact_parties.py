"""Who takes part in a contact: subject, object, "avec", "entre", possessives; principals only, nobody invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from verbale.actors.registry import ActorRegistry
from verbale.model import Actor, ContactKind
from verbale.read.contact_cues import ContactCue, Scene, clause_tokens, governed, modality
from verbale.read.contact_words import ContactNoun, ContactVerb, ContactWords
from verbale.read.document import ParsedParagraph, children, conjuncts
from verbale.read.frames import is_finite, is_infinitive
from verbale.read.mention import Mention, MentionIndex, MentionKind, Referent, ReferentKind, unique

# Those who speak for a principal are not principals.
NO_PRINCIPALS = frozenset({"spokesperson", "adviser", "ambassador", "chief_of_staff"})
SUBJECTS = ("nsubj", "nsubj:pass")
REACH = 28


TOLD = ContactNoun("(telling)", ("(telling)",), None, False, (), (), True, False, ())


@dataclass(frozen=True, slots=True)
class Parties:
    """Who takes part as far as the clause tells.

    Attributes:
        all: principals, in the order of the text.
        subject: those of them who are the subject (or the agent of a passive).
        open: a party is named that is no principal, or that could not be told.
        tokens: where they are named.
        explicit: somebody is named as a party by the contact word itself ("avec X", "entre X et Y").
        sides: they are countries told for those who negotiate for them ("les deux pays ont échangé").
    """

    all: tuple[Referent, ...]
    subject: tuple[Referent, ...] = ()
    open: bool = False
    tokens: tuple[Token, ...] = ()
    explicit: bool = False
    sides: bool = False


def is_principal(referent: Referent) -> bool:
    """Whether somebody may take part in a contact as a person: he holds an office, and not that of a voice."""
    return referent.is_person and bool(referent.offices - NO_PRINCIPALS)


class PartyFinder:
    """Finds the parties of cues in one story."""

    def __init__(self, mentions: MentionIndex, registry: ActorRegistry, words: ContactWords, language: str) -> None:
        self._mentions, self._registry, self._words, self._language = mentions, registry, words, language

    # --- who a token names -----------------------------------------------------------------------------------------

    def mention_at(self, paragraph: ParsedParagraph, token: Token) -> Mention | None:
        """The mention that covers a token."""
        return self._mentions.at(paragraph, token)

    def run(self, paragraph: ParsedParagraph, mention: Mention, *, listed: bool = False) -> list[Mention]:
        """A mention and those coordinated with it by "et", read from the words between them.

        Args:
            listed: a preposition that wants several ("entre X et Y"): what the parse says of the last one is not asked.
        """
        near = [m for m in self._mentions.in_paragraph(paragraph.index) if abs(m.tokens[0] - mention.tokens[0]) < 60]
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
            if _after_adposition(paragraph, near[first - 1]) and not _after_adposition(paragraph, near[first]) and not listed:
                break  # "après l'appel de X, Y et Z ont ...": X is not one of them
            first -= 1
        return near[first : sure_last + 1]

    def _link(self, paragraph: ParsedParagraph, left: Mention, right: Mention, *, listed: bool) -> bool | None:
        """True: joined by "et" or one apposed to the other; False: only a comma; None: not coordinated."""
        doc = paragraph.doc
        between = [t.lower_.replace("’", "'") for t in doc[left.tokens[1] : right.tokens[0]]]
        if len(between) > 5 or not set(between) <= self._words.links:
            return None
        if not between:
            return True if not left.referents else None
        head, before = doc[right.head], doc[left.head]
        if not listed and head.dep_ in SUBJECTS and head.i < head.head.i and before.head != head.head:
            if before.head.pos_ in ("VERB", "AUX") and before.head.i < left.tokens[0]:
                return None  # "X a reçu Y et Z a déclaré"
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
                mention = self._mentions.at(paragraph, token)
                if mention is not None:
                    for m in self.run(paragraph, mention):
                        found[m.tokens] = m
        return [found[k] for k in sorted(found)]

    # --- one cue ---------------------------------------------------------------------------------------------------

    def parties(self, cue: ContactCue) -> Parties:
        """The parties that the cue's own clause names."""
        if isinstance(cue.entry, ContactVerb):
            return self._of_verb(cue, cue.entry)
        return self._of_noun(cue, cue.entry)

    def _of_verb(self, cue: ContactCue, entry: ContactVerb) -> Parties:
        paragraph, verb = cue.paragraph, cue.anchor
        passive = _is_passive(verb) and not entry.reflexive
        subject = [] if passive else self.subject(paragraph, verb)
        others: list[Mention] = []
        named = False
        if passive and "obj" in entry.partner:
            others += self.subject(paragraph, verb)
            agents = self._after_preposition(cue, ("par",))
            subject, named = agents, True
        elif "obj" in entry.partner:
            objects = self._objects(cue)
            named = bool(objects)
            others += objects
        for slot in entry.partner:
            if slot in ("avec", "à", "chez", "auprès"):
                forms = {"à": ("à", "au", "aux"), "auprès": ("auprès",)}.get(slot, (slot,))
                found = self._after_preposition(cue, forms)
                if slot == "à":
                    found += self._clitics(cue)
                named = named or bool(found) or self._has_preposition(cue, forms)
                others += found
        if "in" in entry.partner:
            subject = self.subject(paragraph, verb)
        if not subject and not passive and is_finite(verb):
            subject = self._before(cue)
        made = self._made(cue, subject, others, named=named)
        alone = entry.reciprocal and (is_finite(verb) or is_infinitive(verb))
        if others or alone or "in" in entry.partner or all(is_delegation(r.actor) for r in made.all):
            return made
        return Parties(made.all, made.subject, True, made.tokens, made.explicit)

    def _before(self, cue: ContactCue) -> list[Mention]:
        """With no subject in the parse: the mentions right before the verb, if no verb or preposition parts them from it."""
        doc = cue.paragraph.doc
        for i in range(cue.anchor.i - 1, max(cue.anchor.sent.start, cue.anchor.i - 12) - 1, -1):
            token = doc[i]
            mention = self._mentions.at(cue.paragraph, token)
            if mention is not None and mention.referents:
                before = doc[mention.tokens[0] - 1] if mention.tokens[0] > cue.anchor.sent.start else None
                if before is not None and before.pos_ == "ADP":
                    return []
                return self.run(cue.paragraph, mention)
            if token.pos_ in ("VERB", "SCONJ") or token.lower_ in self._words.relatives:
                return []
        return []

    def _of_noun(self, cue: ContactCue, entry: ContactNoun) -> Parties:
        paragraph = cue.paragraph
        between = self._after_preposition(cue, ("entre",))
        with_ = self._after_preposition(cue, ("avec",))
        genitive = self._genitive(cue)
        named = bool(between) or self._has_preposition(cue, ("avec", "entre"))
        others = [*between, *with_]
        if entry.kind in (ContactKind.CALL, ContactKind.MESSAGE) and not between:
            to = self._after_preposition(cue, ("à", "au", "aux"), near=True)
            named, others = named or bool(to), [*others, *to]
        subject: list[Mention] = list(genitive)
        holders = {} if between else self._possessors(cue, others)
        if not between and not subject and not holders:
            subject = self._governing_subject(cue) or self._relative_subject(cue)
        if holders and not others and not between and cue.anchor.dep_ in ("obj", "obl"):
            # "X a refusé de prendre son appel": his is the other's
            subject = self._governing_subject(cue)
        takes = cue.clause.lemma_.lower() in self._words.light_verbs | self._words.status.refused | self._words.status.agreed
        if genitive and not others and takes and governed(cue.anchor, self._words)[0] == "obj":
            subject = [*subject, *self.subject(paragraph, cue.clause)]  # "a décliné un appel de X"
        made = self._made(cue, subject, others, named=named or bool(genitive), extra=tuple(holders.values()))
        if self._to_outlet(cue):
            made = Parties(made.all, made.subject, True, made.tokens, False)
        if len(made.all) == 1 and made.explicit and not made.open and not between:
            made = self._completed(cue, made)
        if not made.all and not made.explicit and not entry.anaphoric and entry.needs and cue.clause.pos_ not in ("VERB", "AUX"):
            # a title without a verb: "X et Y de nouveau au téléphone"
            made = self._made(cue, self._before(cue), [], named=False)
        if len(made.all) < 2 and not made.explicit and not entry.anaphoric and entry.needs:
            # "le temps qu'ont passé au téléphone X et Y"
            here = [m for m in self._in_sentence(cue) if any(is_principal(r) for r in m.referents)]
            if len(unique(r for m in here for r in m.referents)) == 2:
                made = self._made(cue, here, [], named=False)
        if not made.all and (entry.kind is ContactKind.TALKS or entry.kind is None):
            pair = self._demonym_pair(cue)
            if pair:
                return Parties(pair, tokens=(cue.anchor,), explicit=True)
        return made

    def _pseudo(self, paragraph: ParsedParagraph, verb: Token) -> ContactCue:
        return ContactCue(Scene(paragraph), TOLD, verb, (verb,), verb, clause_tokens(verb))

    def telling(self, paragraph: ParsedParagraph, verb: Token) -> Parties | None:
        """The principals of *X a déclaré à Y*: one subject, one addressee; None if it is not that."""
        if is_infinitive(verb) or children(verb, "aux:pass", "nsubj:pass"):
            return None
        to = [o for o in children(verb, "obl", "iobj", "obl:arg") if any(c.lower_ in ("à", "au", "aux") for c in children(o, "case"))]
        subject = unique(r for m in self.subject(paragraph, verb) for r in m.referents if is_principal(r))
        mentions = self.heads(paragraph, to) or (self._after_preposition(self._pseudo(paragraph, verb), ("à", "au", "aux")) if subject else [])
        other = unique(r for m in mentions for r in m.referents if is_principal(r))
        if len(subject) != 1 or len(other) != 1 or subject[0].actor.name == other[0].actor.name:
            return None
        return Parties((*subject, *other), subject, tokens=tuple(paragraph.doc[m.tokens[1] - 1] for m in mentions))

    # --- slots -----------------------------------------------------------------------------------------------------

    def subject(self, paragraph: ParsedParagraph, verb: Token, depth: int = 0) -> list[Mention]:
        """The mentions that are the subject of a verb, looked for above it where its clause has none of its own."""
        own = [s for s in children(verb, *SUBJECTS) if "Rel" not in s.morph.get("PronType", []) and s.lower_ not in ("qui", "que", "qu'")]
        for aux in children(verb, "aux", "aux:pass", "cop"):
            own += children(aux, *SUBJECTS)
        if own:
            return self.heads(paragraph, own)
        if depth > 6:
            return []
        if verb.dep_ == "acl:relcl" or (verb.dep_ == "acl" and not is_infinitive(verb)):
            return self.heads(paragraph, [verb.head])
        if verb.dep_ in ("xcomp", "advcl", "conj", "obl", "nmod", "acl") or (verb.dep_ == "ccomp" and (is_infinitive(verb) or _is_perfect_infinitive(verb))):
            above = governed(verb, self._words)[1]
            return self.subject(paragraph, above, depth + 1) if above != verb else []
        return []

    def _objects(self, cue: ContactCue) -> list[Mention]:
        verb = cue.anchor
        found = [o for o in children(verb, "obj", "iobj") if o.lower_ not in {"se", "s'", "s’"} | self._words.time_nouns]
        mentions = self.heads(cue.paragraph, found)
        if mentions:
            return mentions
        near = self._first_after(cue, verb.i + 1, prepositions=False)
        nouns = [o.i for o in found if o.pos_ == "NOUN"]
        return near if near and all(near[0].tokens[0] < i for i in nouns) else []

    def _first_after(self, cue: ContactCue, start: int, *, prepositions: bool) -> list[Mention]:
        """The first mention to the right with only adverbs and times between, and no verb."""
        doc = cue.paragraph.doc
        skipped = self._skipped(cue, start)
        for token in doc[start : min(start + 9, cue.anchor.sent.end)]:
            if token.i in skipped:
                continue
            mention = self._mentions.at(cue.paragraph, token)
            if mention is not None and mention.referents and mention.tokens[0] == token.i:
                return self.run(cue.paragraph, mention)
            if token.pos_ in ("VERB", "SCONJ") or (token.pos_ == "AUX" and is_finite(token)):
                return []
            adverbial = token.i > start and doc[token.i - 1].pos_ == "ADV"
            if not prepositions and token.pos_ == "ADP" and not adverbial and token.lower_ != "en":
                return []
        return []

    def _skipped(self, cue: ContactCue, start: int) -> set[int]:
        """Tokens after the verb that only say how or where: *a joint **par téléphone** X*, *a rencontré **à Z** Y*."""
        doc = cue.paragraph.doc
        found: set[int] = set()
        for token in doc[start : min(start + 9, cue.anchor.sent.end)]:
            if token.pos_ != "ADP":
                continue
            rest = cue.scene.text[token.idx :]
            how = next((p for m in self._words.modalities for p in m.phrases if rest.startswith(p + " ")), None)
            if how is not None:
                found |= {t.i for t in doc if token.idx <= t.idx < token.idx + len(how)}
            mention = self._mentions.at(cue.paragraph, doc[token.i + 1]) if token.i + 1 < len(doc) else None
            if mention is not None and mention.kind in (MentionKind.CAPITAL, MentionKind.SIDE) and token.lower_ in self._words.place_prepositions:
                found |= {token.i, *range(*mention.tokens)}
        return found

    def _clitics(self, cue: ContactCue) -> list[Mention]:
        found = [c for c in children(cue.anchor, "iobj", "obj", "obl") if c.pos_ == "PRON" and c.lower_ not in ("se", "s'", "s’")]
        return [m for m in (self._mentions.at(cue.paragraph, c) for c in found) if m is not None]

    def _prepositions(self, cue: ContactCue, forms: Sequence[str], *, near: bool = False) -> list[Token]:
        """The prepositions of these forms that belong to the cue: below it, or to its right with no verb between."""
        doc, anchor = cue.paragraph.doc, cue.tokens[-1]
        found: list[Token] = []
        blocked = False
        for token in doc[anchor.i + 1 : min(anchor.i + REACH, anchor.sent.end)]:
            if token.pos_ in ("VERB", "AUX") and is_finite(token) and token.dep_ not in ("aux", "aux:pass", "cop"):
                blocked = True
            if token.lower_ in forms and (not blocked or token.i in cue.own) and not (near and token.i - anchor.i > 6):
                found.append(token)
        if found or near:
            return found
        # "avec lequel il s'est entretenu", "Avec X, Y a discuté de"
        before = [t for t in doc[max(anchor.sent.start, cue.anchor.i - 12) : cue.anchor.i] if t.lower_ in forms]
        relative = [t for t in before if t.i + 1 < len(doc) and doc[t.i + 1].lower_ in self._words.relatives and t.head.head in (cue.anchor, cue.clause)]
        relative = relative or [t for t in before if t.i + 1 < len(doc) and doc[t.i + 1].lower_ in self._words.relatives and cue.is_verb]
        if relative:
            return relative[-1:]
        return [t for t in before if t.head.head == cue.anchor and t.head.i < cue.anchor.i]

    def _has_preposition(self, cue: ContactCue, forms: Sequence[str]) -> bool:
        if "à" in forms:
            return False
        return bool(self._prepositions(cue, forms))

    def _after_preposition(self, cue: ContactCue, forms: Sequence[str], *, near: bool = False) -> list[Mention]:
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
                continue
            mention = self._named_after(cue.paragraph, mention)
            if "à" in forms and not any(r.is_person or r.kind is ReferentKind.GROUP for r in mention.referents):
                continue
            run = self.run(cue.paragraph, mention, listed="entre" in forms)
            found += [m for m in run if m not in found and m.tokens[0] > preposition.i]
            if "par" in forms or "entre" in forms:
                break
        return found

    def _named_after(self, paragraph: ParsedParagraph, mention: Mention) -> Mention:
        """*le chancelier de l'Elvanie **X***: the person right after his country."""
        if any(r.kind is not ReferentKind.COUNTRY for r in mention.referents):
            return mention
        following = [m for m in self._mentions.in_paragraph(paragraph.index) if m.tokens[0] == mention.tokens[1] and any(is_principal(r) for r in m.referents)]
        return following[0] if following else mention

    def _starting_near(self, paragraph: ParsedParagraph, start: int) -> Mention | None:
        """The mention that begins at a token, or after a few determiners, adjectives and nouns (*les deux chefs d'État X*)."""
        doc = paragraph.doc
        for i in range(start, min(start + 6, len(doc))):
            token = doc[i]
            mention = self._mentions.at(paragraph, token)
            if mention is not None and self._who(paragraph, mention):
                return mention
            if token.pos_ in ("VERB", "AUX", "PUNCT", "ADP", "CCONJ") and token.text not in ("«", '"', "“", "M.", "MM.") and token.lower_ != "de":
                return None
        return None

    def _genitive(self, cue: ContactCue) -> list[Mention]:
        """*l'appel **de X** à Y*, *la visite d'État à Z **du roi X***: after the noun, its adjectives and a place between."""
        doc = cue.paragraph.doc
        visit = cue.entry.kind is ContactKind.VISIT
        for i in range(cue.tokens[-1].i + 1, min(cue.tokens[-1].i + (9 if visit else 5), cue.anchor.sent.end)):
            token = doc[i]
            if token.lower_.replace("’", "'") in ("de", "d'", "du", "des"):
                mention = self._mentions.at(cue.paragraph, token) or self._starting_near(cue.paragraph, i + 1)
                if mention is not None and mention.tokens[0] - i <= 2 and any(r.is_person or is_delegation(r.actor) for r in mention.referents):
                    return self.run(cue.paragraph, mention)
                if not visit:
                    return []
            elif token.pos_ not in ("ADJ", "ADV") and not visit:
                return []
            elif token.pos_ in ("VERB", "AUX", "PUNCT"):
                return []
        return []

    def _possessors(self, cue: ContactCue, others: Sequence[Mention]) -> dict[str, Referent]:
        """*leur rencontre*, *son entretien avec X*: who the possessive stands for."""
        first = cue.tokens[0]
        before = [t for t in cue.paragraph.doc[max(first.sent.start, first.i - 3) : first.i] if t.lower_ in self._words.possessives]
        if not before:
            return {}
        plural = before[-1].lower_ in ("leur", "leurs")
        taken = {r.actor.name for m in others for r in m.referents}
        bearer = self._governing_subject(cue, any_verb=True)
        if not plural and not others and cue.anchor.dep_ == "obj" and cue.entry.kind is ContactKind.CALL:
            taken |= {r.actor.name for m in bearer for r in m.referents}
            bearer = []
        own = [r for m in bearer for r in m.referents if is_principal(r) and r.actor.name not in taken]
        if own and (len(own) > 1 or not plural):
            return {r.actor.name: r for r in own}
        earlier = [m for m in self._mentions if (m.paragraph, m.tokens[0]) < (cue.paragraph.index, first.i)]
        if plural:
            with_subject = [r for m in self._clause_persons(cue) for r in m.referents if is_principal(r)]
            if len({r.actor.name for r in with_subject}) >= 2:
                return {r.actor.name: r for r in with_subject}
            for m in reversed(earlier[-12:]):
                if len(m.referents) > 1 and all(is_principal(r) for r in m.referents):
                    return {r.actor.name: r for r in m.referents}
            people = unique(r for m in reversed(earlier[-12:]) for r in m.referents if is_principal(r))
            return {r.actor.name: r for r in people} if len(people) == 2 else {}
        for m in reversed(earlier[-8:]):
            head = self._token(cue, m)
            if len(m.referents) == 1 and is_principal(m.referents[0]) and m.referents[0].actor.name not in taken and (head is None or head.dep_ in SUBJECTS):
                return {m.referents[0].actor.name: m.referents[0]}
        return {}

    def _token(self, cue: ContactCue, mention: Mention) -> Token | None:
        return cue.paragraph.doc[mention.head] if mention.paragraph == cue.paragraph.index else None

    def _clause_persons(self, cue: ContactCue) -> list[Mention]:
        """Mentions in the cue's sentence before it."""
        return [
            m
            for m in self._mentions.in_paragraph(cue.paragraph.index)
            if cue.anchor.sent.start <= m.tokens[0] < cue.anchor.i and m.referents
        ]

    def carrier(self, cue: ContactCue) -> str | None:
        """The preposition that ties the noun to its clause ("lors de"), determiners and adjectives left out; None if none."""
        doc, i = cue.paragraph.doc, cue.tokens[0].i - 1
        while i >= cue.anchor.sent.start and doc[i].pos_ in ("DET", "ADJ", "NUM") and cue.tokens[0].i - i < 5:
            i -= 1
        if i < cue.anchor.sent.start:
            return None
        left = cue.scene.slice(doc[cue.anchor.sent.start], doc[i])
        for carrier in self._words.carriers:
            forms = [carrier]
            if carrier.endswith(" de"):
                forms += [carrier[:-2] + x for x in ("d'", "du", "des")]
            if any(left == f or left.endswith((" " + f, "'" + f, ", " + f, "«" + f)) for f in forms):
                return carrier
        return None

    def _governing_subject(self, cue: ContactCue, *, any_verb: bool = False) -> list[Mention]:
        """The subject (and addressee) of the clause that carries the noun ("X a dit à Y lors d'un appel", "X a eu un entretien")."""
        clause = cue.clause
        light = clause.lemma_.lower() in self._words.light_verbs and governed(cue.anchor, self._words)[0] in ("obj", "obl", "nsubj:pass", "xcomp", "iobj")
        agreed = clause.lemma_.lower() in self._words.status.agreed | self._words.status.planned
        if not (light or any_verb or agreed or self.carrier(cue)):
            return []
        if clause.pos_ not in ("VERB", "AUX") and not children(clause, "cop"):
            return []
        found = self.subject(cue.paragraph, clause)
        if not found and _is_passive(clause):
            found = []
        people = [r for m in found for r in m.referents if is_principal(r)]
        if agreed and not (light or any_verb or self.carrier(cue)) and len({r.actor.name for r in people}) < 2:
            return []
        if len({r.actor.name for r in people}) == 1 and not any_verb:
            to = [o for o in children(clause, "obl", "iobj", "obl:arg") if o.pos_ == "PRON" or any(c.lower_ in ("à", "au", "aux") for c in children(o, "case"))]
            found = [*found, *(m for m in self.heads(cue.paragraph, to) if any(is_principal(r) for r in m.referents))]
        return found

    def _relative_subject(self, cue: ContactCue) -> list[Mention]:
        """*la visite que X devait effectuer*."""
        for relative in children(cue.anchor, "acl:relcl"):
            if any(v.lemma_.lower() in self._words.light_verbs for v in (relative, *children(relative, "xcomp"))):
                return self.subject(cue.paragraph, relative)
        return []

    def _to_outlet(self, cue: ContactCue) -> bool:
        """*un entretien à La Gazette*: an interview."""
        after = cue.paragraph.doc[cue.tokens[-1].i + 1 : min(cue.tokens[-1].i + 6, cue.anchor.sent.end)]
        mentions = [m for m in (self._mentions.at(cue.paragraph, t) for t in after) if m is not None]
        return any(r.kind is ReferentKind.OUTLET for m in mentions for r in m.referents)

    def _in_sentence(self, cue: ContactCue) -> list[Mention]:
        start, end = cue.anchor.sent.start, cue.anchor.sent.end
        return [m for m in self._mentions.in_paragraph(cue.paragraph.index) if start <= m.tokens[0] < end]

    def _completed(self, cue: ContactCue, made: Parties) -> Parties:
        """A title without a verb or with a loose one: the only other principal of its sentence."""
        taken = {r.actor.name for r in made.all}
        others = unique(
            r
            for m in self._mentions.in_paragraph(cue.paragraph.index)
            if cue.anchor.sent.start <= m.tokens[0] < cue.anchor.sent.end
            for r in m.referents
            if is_principal(r) and r.actor.name not in taken
        )
        verbless = cue.clause.pos_ not in ("VERB", "AUX")
        if not others and verbless and modality(cue, self._words, ()) is ContactKind.CALL and cue.anchor.sent.start == cue.tokens[0].i:
            # the title of a readout: "Entretien téléphonique avec Y", by the only other principal of the text
            others = unique(r for m in self._mentions for r in m.referents if is_principal(r) and r.actor.name not in taken)
        if len(others) != 1 or not (self.carrier(cue) or verbless):
            return made
        return Parties((*others, *made.all), others, made.open, made.tokens, made.explicit)

    def _demonym_pair(self, cue: ContactCue) -> tuple[Referent, ...]:
        """*négociations russo-ukrainiennes*: the delegations of both."""
        for token in cue.paragraph.doc[cue.tokens[-1].i + 1 : cue.tokens[-1].i + 4]:
            first, _, second = token.lower_.partition("-")
            base = self._words.demonym_prefixes.get(first)
            if base is None or not second:
                continue
            found = [self._registry.country_of_demonym(d, self._language) for d in (base, second)]
            sides = [e for e in found if e is not None]
            if len(sides) == 2:
                return tuple(Referent(self._registry.delegation(e.id), ReferentKind.INSTITUTION, None, frozenset(), e.id) for e in sides)
        return ()

    # --- together --------------------------------------------------------------------------------------------------

    def _made(
        self, cue: ContactCue, subject: Sequence[Mention], others: Sequence[Mention], *, named: bool, extra: Sequence[Referent] = ()
    ) -> Parties:
        kind = cue.entry.kind
        others = [*others, *self._present(cue)]
        mine = [r for m in subject for r in self._who(cue.paragraph, m)]
        theirs = [r for m in others for r in self._who(cue.paragraph, m)]
        everyone = [*extra, *mine, *theirs]
        all_ = unique(self._as_parties(everyone, kind))
        first = unique(self._as_parties([*mine, *extra], kind))
        outsiders = [r for r in theirs if not self._as_parties([r], kind) and r.kind is not ReferentKind.COUNTRY]
        blank = [m for m in (*subject, *others) if not self._who(cue.paragraph, m)]
        unresolved = any(m.kind is not MentionKind.OFFICE or len(all_) < 2 for m in blank) or (named and not theirs and not mine)
        tokens = tuple(cue.paragraph.doc[m.tokens[1] - 1] for m in (*subject, *others))
        sides = bool(all_) and all(is_delegation(r.actor) for r in all_) and not any(is_delegation(r.actor) for r in everyone)
        return Parties(all_, first, bool(outsiders) or unresolved, tokens, named, sides)

    def _governments(self, referents: Sequence[Referent]) -> list[Referent]:
        """A government that negotiates is its country."""
        found = [r for r in referents if r.kind is ReferentKind.INSTITUTION and r.country is not None and not is_delegation(r.actor)]
        entries = [e for e in (self._registry.get(r.country or "") for r in found) if e is not None]
        return [Referent(self._registry.to_actor(e), ReferentKind.COUNTRY, None, frozenset(), e.id) for e in entries]

    def _who(self, paragraph: ParsedParagraph, mention: Mention) -> tuple[Referent, ...]:
        """Its referents; for a phrase of delegations that nobody resolved, those of its demonyms (*délégations X et Y*)."""
        if mention.referents:
            return mention.referents
        tokens = paragraph.doc[mention.tokens[0] : mention.tokens[1]]
        if not any(t.lemma_.lower() in self._words.delegations for t in tokens):
            return ()
        sides = [self._registry.country_of_demonym(t.text, self._language) for t in tokens]
        return tuple(
            Referent(self._registry.delegation(e.id), ReferentKind.INSTITUTION, None, frozenset(), e.id) for e in sides if e is not None
        )

    def _present(self, cue: ContactCue) -> list[Mention]:
        """*en présence du chancelier X*: one more that took part."""
        text, start = cue.scene.text, cue.anchor.sent.start_char
        for phrase in self._words.presence:
            at = text.find(phrase, start, cue.anchor.sent.end_char)
            if at < 0:
                continue
            after = next((t for t in cue.paragraph.doc if t.idx >= at + len(phrase) + 1), None)
            mention = self._starting_near(cue.paragraph, after.i) if after is not None else None
            mention = mention or (self._starting_near(cue.paragraph, after.i + 1) if after is not None else None)
            if mention is not None and any(is_principal(r) for r in mention.referents):
                return [mention]
        return []

    def _as_parties(self, referents: Sequence[Referent], kind: ContactKind | None) -> list[Referent]:
        """Principals as they are; countries and groups negotiating as their delegations."""
        people = [r for r in referents if is_principal(r)]
        bodies = [r for r in referents if is_delegation(r.actor)]
        sides = [r for r in referents if r.kind in (ReferentKind.COUNTRY, ReferentKind.GROUP) and not is_delegation(r.actor)]
        if kind is ContactKind.TALKS:
            sides = [*sides, *self._governments(referents)]
        if people or not (kind is ContactKind.TALKS or kind is None):
            return [*people, *bodies]
        made = [
            Referent(self._registry.delegation(r.actor.id), ReferentKind.INSTITUTION, None, frozenset(), r.country)
            for r in sides
            if r.actor.id is not None and self._registry.get(r.actor.id) is not None
        ]
        return [*bodies, *made]


def _is_perfect_infinitive(verb: Token) -> bool:
    """*dit s'être entretenue*."""
    return any("Inf" in a.morph.get("VerbForm", []) for a in children(verb, "aux", "aux:pass"))


def _after_adposition(paragraph: ParsedParagraph, mention: Mention) -> bool:
    return mention.tokens[0] > 0 and any(t.pos_ == "ADP" for t in paragraph.doc[max(0, mention.tokens[0] - 2) : mention.tokens[0]])


def is_delegation(actor: Actor) -> bool:
    """Whether an actor stands for those who negotiate for a side."""
    return actor.name.endswith("(delegation)")


def _is_passive(verb: Token) -> bool:
    if children(verb, "aux:pass", "nsubj:pass"):
        return True
    return not is_finite(verb) and not is_infinitive(verb) and verb.dep_ in ("acl", "advcl", "amod") and "Past" in verb.morph.get("Tense", [])
