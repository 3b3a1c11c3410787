"""Where a story's contact words stand: verbs and nouns of contact, with their clause; traps left out."""

from __future__ import annotations

import re

from verbale.fold import plain_text
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.cue_clauses import (
    behind_adverb,
    clause_of,
    clause_tokens,
    governed_tokens,
    is_accepted,
    is_disguised,
    is_fronted,
    is_infinitive_marked,
    is_nominal,
    is_title_infinitive,
    participle_of,
    relatives_of,
)
from verbale.read.contacts.scene import Scene, has_any, has_in_order, has_phrase, places
from verbale.read.contacts.verb_forms import lemmas_of
from verbale.read.contacts.words import ContactNoun, ContactVerb, ContactWords
from verbale.read.story.clauses import is_finite, is_infinitive, is_naming, is_reflexive
from verbale.read.story.document import ParsedParagraph, children, head_of
from verbale.read.story.tokens import grammar_of, has_feature
from verbale.syntax.tree import Token

REACH = 24
OPENING = frozenset('«"“')
CLOSING = frozenset(";:.")
QUOTES = dict.fromkeys(map(ord, '«»"“”'))


class CueFinder:
    """Finds the contact words of a paragraph."""

    def __init__(self, words: ContactWords) -> None:
        self._words = words
        by_participle: dict[str, tuple[ContactVerb, ...]] = {}
        for entries in words.verbs.values():
            for entry in entries:
                by_participle[entry.participle] = (*by_participle.get(entry.participle, ()), entry)
        self._by_participle = by_participle

    def find(self, paragraph: ParsedParagraph) -> list[ContactCue]:
        """The cues in order; a noun that belongs to a contact verb's own clause is still given."""
        scene = Scene(paragraph)
        trapped = has_any(scene.text, self._words.traps)
        barred = [i for trap in self._words.traps for i in places(scene.text, trap)] if trapped else []
        found: list[ContactCue] = []
        taken: set[int] = set()
        for token in paragraph.doc:
            if token.i in taken or (barred and any(start <= token.idx < end for start, end in barred)):
                continue
            cue = self._verb(scene, token) or self._noun(scene, token)
            if cue is not None:
                taken |= {t.i for t in cue.tokens}
                found.append(cue)
        return found

    # --- verbs --------------------------------------------------------------------------------------------

    def _verb(self, scene: Scene, token: Token) -> ContactCue | None:
        if token.dep_ in ("aux", "aux:pass") or (token.dep_ == "cop" and token.pos_ != "VERB"):
            return None
        participle = participle_of(token, self._words)
        entries = self._entries(token, participle)
        if not entries:
            return None
        fronted = is_fronted(token)
        if token.pos_ == "VERB" and is_nominal(token, self._words):
            return None
        disguised = is_disguised(token, self._words)
        if token.pos_ == "NOUN" and token.lemma_.lower() in self._words.nouns and not disguised:
            return None
        bare = token.dep_ == "ROOT" and token.lower_ in self._by_participle and bool(children(token, "nsubj"))
        if (
            token.pos_ not in ("VERB", "AUX")
            and not fronted
            and not bare
            and not disguised
            and not behind_adverb(token)
            and not (token.pos_ in ("ADJ", "ADV", "NOUN") and children(token, "aux", "aux:pass", "cop"))
        ):
            return None
        if self._before_name(token):
            return None
        reflexive = is_reflexive(token) or (behind_adverb(token) and is_reflexive(token.head))
        for entry in entries:
            if entry.reflexive != reflexive or self._excluded(scene, token, entry):
                continue
            if (
                not is_finite(token)
                and (token.dep_ in ("acl", "amod") or fronted)
                and not (fronted and "obj" in entry.partner and participle == entry.participle)
                and not _is_passive_participle(token, entry, self._words)
                and not is_title_infinitive(token, self._words)
                and not _is_apposed(token)
                and not (entry.gathers and token.dep_ == "acl" and children(token.head, "conj"))
                and not (
                    entry.gathers
                    and token.head.lemma_.lower() in self._words.delegations | self._words.leaders
                )
                and not is_accepted(token, self._words)
            ):
                continue
            return ContactCue(scene, entry, token, (token,), token, governed_tokens(token, self._words))
        return None

    def _entries(self, token: Token, participle: str) -> tuple[ContactVerb, ...]:
        """The verbs of contact that a word can be a form of."""
        lemma, verbs = token.lemma_.lower(), self._words.verbs
        return (
            (verbs.get(lemma) if token.pos_ != "PROPN" else None)
            or (verbs.get(lemma + "r") if token.pos_ == "VERB" else None)
            or self._by_participle.get(participle, ())
            or self._by_participle.get(token.lower_, ())
        )

    def _before_name(self, token: Token) -> bool:
        """*with **visiting** President X*: it only says that he is a guest."""
        if token.lower_ not in self._words.before_names or children(token, "aux") or token.i == 0:
            return False
        before, words = token.doc[token.i - 1], self._words.prepositions
        return before.pos_ in ("DET", "VERB") or before.plain_ in words.with_ | words.to | words.between

    def _bears_noun(self, verb: Token) -> bool:
        """*avoir une conversation*, *recevoir une lettre*: the noun tells of the contact, not the verb."""
        return any(
            _words_at(o, e.words) is not None
            for o in children(verb, "obj", "xcomp")
            if o.lower_ not in self._words.before_names and not children(o, "mark")  # "a reçu X à dîner"
            for e in self._words.nouns.get(o.lemma_.lower(), ())
        )

    def _excluded(self, scene: Scene, verb: Token, entry: ContactVerb) -> bool:
        if "obj" in entry.partner and self._bears_noun(verb):
            return True
        end = min(verb.i + REACH, verb.sent.end)
        first = max(verb.i - 6, verb.sent.start)
        around = scene.slice(verb.doc[first], verb.doc[end - 1])
        if entry.needs and not any(has_in_order(around, n) for n in entry.needs):
            return True
        after = scene.slice(verb, verb.doc[end - 1])[len(verb.text) :].lstrip()
        if any(has_phrase(after, n) for n in entry.never):
            return True
        if entry.simple and children(verb, "xcomp", "ccomp"):
            return True
        for phrase in entry.without:
            if phrase in self._words.prepositions.to:
                if self._urges(verb, phrase):
                    return True
            elif after == phrase or after.startswith(phrase + " "):
                # "called on Tuesday" is no particle; "a échangé des menaces lundi" is a phrase all the same
                rest = after.removeprefix(phrase)
                return not self._counts(rest) if " " in phrase else not self._dates(rest)
            elif phrase.split()[0] in self._words.prepositions.to and has_phrase(after, phrase):
                return True  # "a vu X à la télévision"
        return self._names_it(verb, entry)

    def _dates(self, after: str) -> bool:
        """*called **on Tuesday***: no particle, but a day."""
        first = after.split()[:1]
        return bool(first) and (first[0].strip(",.;") in self._words.time_nouns or first[0][:1].isdigit())

    def _counts(self, after: str) -> bool:
        """*spoke for **the first time***, with *for the* taken off."""
        return bool({w.strip(",.;") for w in after.split()[1:2]} & self._words.occasion_nouns)

    def _names_it(self, verb: Token, entry: ContactVerb) -> bool:
        """*called X **a liar***: what somebody is called, in languages that hang it on the verb."""
        if is_naming(verb):
            return True  # "ce qu'il a appelé l'hypocrisie de X"
        if not entry.initiator or entry.gathers:
            return False
        objects = [o for o in children(verb, "obj") if o.i > verb.i and not children(o, "nummod")]
        if len(objects) > 1 and objects[-1].pos_ == "NOUN" and not _closed(objects[0], objects[-1]):
            return True
        if objects and _quoted_behind(objects[-1]):
            return True
        return any(
            x.pos_ in ("NOUN", "ADJ", "VERB") and x.i > verb.i and not children(x, "case", "mark", "aux")
            for x in children(verb, "xcomp", "ccomp")
            if not is_finite(x) and not (x.pos_ == "VERB" and is_infinitive_marked(x))
        )

    def _urges(self, verb: Token, preposition: str) -> bool:
        """*appeler X **à** cesser*, *appeler **à** la retenue*; not *à 14 heures*, *à la demande de*, *à
        plusieurs reprises*.
        """
        for token in verb.doc[verb.i + 1 : min(verb.i + REACH, verb.sent.end)]:
            if (
                token.pos_ in ("VERB", "AUX")
                and is_finite(token)
                and token.dep_ not in ("aux", "aux:pass", "cop")
            ):
                return False
            if is_infinitive(token) and token.i - 1 > verb.i and _opens_purpose(token, self._words):
                return False  # "a appelé X pour l'exhorter à cesser"
            if token.lower_ != preposition:
                continue
            rest = plain_text(verb.doc[token.i : min(token.i + 5, verb.sent.end)].text)
            if any(rest.startswith(f"{preposition} {n}") for n in self._words.neutral_after):
                continue
            following = verb.doc[token.i + 1] if token.i + 1 < verb.sent.end else None
            if (
                following is None
                or following.like_num
                or following.lower_ in self._words.time_nouns
                or following.pos_ == "PROPN"
            ):
                continue
            return True
        return False

    # --- nouns --------------------------------------------------------------------------------------------

    def _noun(self, scene: Scene, token: Token) -> ContactCue | None:
        keys, nouns = dict.fromkeys((token.lemma_.lower(), token.lower_)), self._words.nouns
        if nouns.keys().isdisjoint(keys):
            return None
        # "the call log", "summit talks": the head is what is told of
        inside = token.dep_ == "compound" and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN")
        for key in keys:
            for entry in nouns.get(key, ()):
                tokens = _words_at(token, entry.words)
                if inside and (tokens is None or token.head not in tokens):
                    continue
                if tokens is None or not self._fits(scene, tokens, entry):
                    continue
                anchor = head_of(tokens)
                clause = clause_of(anchor.head if anchor.pos_ == "VERB" else anchor)
                if self._is_length(clause, anchor):
                    clause = clause_of(clause.head)
                own = set(governed_tokens(clause, self._words))
                if self._only_mentioned(anchor, clause):
                    away = {i for i in own if i < anchor.i}
                    if lemmas_of(clause, self._words) & self._words.status.cancelled:
                        away = set(own)  # "was called off on Thursday"
                    own -= away - {t.i for t in anchor.subtree}
                elif self._beside(anchor):
                    own = {t.i for t in anchor.subtree}
                for relative in [
                    *self.light_relatives(anchor),
                    *(c for c in children(anchor, "acl") if not is_infinitive(c)),
                ]:
                    own |= clause_tokens(relative)
                return ContactCue(scene, entry, anchor, tokens, clause, frozenset(own))
        return None

    def _is_length(self, clause: Token, noun: Token) -> bool:
        """*In a call **lasting** an hour, X pressed Y*, with the noun hung on its participle."""
        bare = clause.i > noun.i and not is_finite(clause) and not has_feature(clause, "VerbForm", "Inf")
        lasting = bare and clause.lemma_.lower() in self._words.lasting and noun.head == clause
        return lasting and clause.dep_ in ("advcl", "csubj", "acl", "parataxis") and clause.head.i > clause.i

    def _beside(self, noun: Token) -> bool:
        """*a fait savoir jeudi, à quelques heures **du rendez-vous***: the day is not its own."""
        above = noun.head
        if above.lower_ in self._words.time_nouns:
            return False  # "ont ouvert samedi des pourparlers", hung on the day
        if noun.dep_ == "nmod" and above.dep_ == "obj" and self._is_told_of(noun):
            return True  # "a fait mardi le récit **de leur échange**"
        if noun.dep_ != "nmod" or above.pos_ != "NOUN" or above.lemma_.lower() in self._words.transparent:
            return False
        if above.dep_ not in ("obl", "obl:mod", "advmod"):
            return False
        leading = (*self._words.carriers, *self._words.beside)
        return not any(above.lower_ in re.findall(r"\w+", c) for c in leading)

    def _is_told_of(self, noun: Token) -> bool:
        """Whether the noun of which this one is said is no part of the contact, nor its planning."""
        known = self._words.definite | self._words.possessives | self._words.demonstrative
        own = self._words.amounts | self._words.nouns.keys() | self._words.status.planned
        own |= self._words.transparent
        above = noun.head
        pointed = any(d.plain_ in known for d in children(noun, "det"))
        return pointed and {above.lemma_.lower(), above.lower_}.isdisjoint(own)

    def _only_mentioned(self, noun: Token, clause: Token) -> bool:
        """*X a salué mardi **la conversation***: the verb is not about when it took place."""
        status = self._words.status
        told = (self._words.bearing | status.planned | status.refused | status.agreed) - status.cancelled
        about = noun.dep_ in ("obj", "nsubj:pass", "obl:arg") and noun.head == clause
        lemmas = lemmas_of(clause, self._words) or {clause.lemma_.lower()}
        return about and clause.pos_ == "VERB" and not lemmas & told

    def light_relatives(self, noun: Token) -> list[Token]:
        """*la visite **que X devait effectuer** lundi*, *la rencontre **qui devait se tenir** à Z*: clauses
        that tell of the noun.
        """
        light = self._words.bearing | self._words.status.planned
        found = []
        for relative in relatives_of(noun):
            verbs = [relative, *children(relative, "xcomp")]
            if any(v.lemma_.lower() in light for v in verbs):
                found.append(relative)
        return found or self._beside_relative(noun)

    def _beside_relative(self, noun: Token) -> list[Token]:
        """*l'entretien **qu'ils ont eu** lundi*, with the clause hung elsewhere."""
        i = noun.i + 1
        while i < noun.sent.end and noun.doc[i].pos_ == "ADJ":
            i += 1
        opening = noun.doc[i] if i < noun.sent.end else None
        if opening is None or opening.plain_ not in grammar_of(noun).conjunctions.complement:
            return []
        verb = opening.head
        return [verb] if verb.i > opening.i and verb.lemma_.lower() in self._words.light_verbs else []

    def _in_title(self, first: Token) -> bool:
        """*le président **du Conseil européen***: an office in the body, not a session of it."""
        before = _before(first, 2)
        words = self._words.prepositions
        if len(before) < 2 or before[1].lower_ not in words.of | words.to:
            return False
        return bool({before[0].lemma_.lower(), before[0].lower_} & self._words.office_heads)

    def _fits(self, scene: Scene, tokens: tuple[Token, ...], entry: ContactNoun) -> bool:
        first, last = tokens[0], tokens[-1]
        nominal = first.pos_ in ("NOUN", "PROPN", "X", "ADJ") or is_nominal(first, self._words)
        if len(tokens) == 1 and not nominal:
            return False
        if first.doc[last.i + 1 : last.i + 2].text in ("?", "!"):
            return False
        if entry.summit and self._in_title(first):
            return False
        before = first.doc[max(first.i - 3, first.sent.start)]
        end = min(last.i + 7, last.sent.end)
        around = scene.slice(before, first.doc[end - 1]).translate(QUOTES)  # "a frank exchange" with X
        if entry.needs and not any(has_phrase(around, n) for n in entry.needs):
            return False
        after = scene.slice(last, first.doc[end - 1])[len(last.text) :].lstrip()
        # "l'appel de X à la retenue" as "l'appel à la retenue"
        return not any(
            (after.startswith(w) and not self._dates(after.removeprefix(w)))
            or (w.split()[0] in self._words.prepositions.to and has_phrase(after, w))
            for w in entry.without
        )


def _opens_purpose(verb: Token, words: ContactWords) -> bool:
    """***pour** le féliciter*, *afin de l'exhorter*."""
    before = {t.plain_ for t in verb.doc[max(verb.i - 3, verb.sent.start) : verb.i]}
    return bool(before & (words.status.purposes - words.prepositions.to))


def _closed(first: Token, last: Token) -> bool:
    """Whether a clause ends between two words."""
    return any(t.text in CLOSING for t in first.doc[first.i + 1 : last.i])


def _quoted_behind(name: Token) -> bool:
    """*a appelé X « le clown »*."""
    end = max(t.i for t in name.subtree if t.dep_ in ("flat", "flat:name") or t == name) + 1
    if end + 1 >= name.sent.end or name.doc[end].text not in OPENING:
        return False
    return name.doc[end + 1].pos_ in ("DET", "NOUN", "ADJ", "PROPN")  # not "« à la demande » de Z"


def _is_apposed(token: Token) -> bool:
    """*X, **speaking** to Y on Friday, said*: a participle between commas tells of its noun."""
    present = has_feature(token, "VerbForm", "Ger") or has_feature(token, "Tense", "Pres")
    return present and token.dep_ == "acl" and token.i > 0 and token.doc[token.i - 1].text == ","


def _before(token: Token, count: int) -> list[Token]:
    return list(token.doc[max(token.i - count, token.sent.start) : token.i])


def _is_passive_participle(token: Token, entry: ContactVerb, words: ContactWords) -> bool:
    """*reçu par X*: a participle that tells of the contact as a finite verb would."""
    return "obj" in entry.partner and any(
        c.lower_ in words.prepositions.by for t in token.children for c in t.children if c.dep_ == "case"
    )


def _words_at(token: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    found = [token]
    if words[0] not in (token.lemma_.lower(), token.lower_):
        return None
    for word in words[1:]:
        i = found[-1].i + 1
        if i >= token.sent.end:
            return None
        following = token.doc[i]
        if word not in (following.lemma_.lower(), following.lower_):
            return None
        found.append(following)
    return tuple(found)
