"""Who called, and at whose request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verbale.actors.registry import ActorRegistry
from verbale.model import Actor, ContactKind, Span
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.cue_clauses import given_participle, is_fronted, relatives_of
from verbale.read.contacts.details import owner_of
from verbale.read.contacts.parties import PartyFinder
from verbale.read.contacts.verb_forms import has_tense, is_perfect
from verbale.read.contacts.words import ContactNoun, ContactVerb, ContactWords
from verbale.read.names.mention import Mention, MentionIndex, Referent, ReferentKind, unique
from verbale.read.story.clauses import is_infinitive
from verbale.read.story.document import children
from verbale.read.story.tokens import plain
from verbale.syntax.tree import Token

QUOTES = r"[\s«»\"“”]*"


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody said to have called or asked for a contact.

    Attributes:
        told: the words that say so (*à l'initiative de M. Merel*); None where the contact word does.
    """

    who: Referent
    told: Span | None = None


class InitiatorFinder:
    """Reads who called, and at whose request."""

    def __init__(
        self, mentions: MentionIndex, parties: PartyFinder, registry: ActorRegistry, words: ContactWords
    ) -> None:
        self._mentions, self._parties, self._registry, self._words = mentions, parties, registry, words
        of = "|".join(
            re.escape(w) + ("" if w.endswith("'") else r"\b") for w in sorted(words.prepositions.of)
        )
        self._phrases = [
            re.compile(
                QUOTES.join(re.escape(w) for w in p.split()[:-1])
                + QUOTES
                + r"(?:,[^,]{2,40},"
                + QUOTES
                + rf")?(?={of})"
            )
            for p in words.initiator.phrases
        ]

    def callers(
        self, cue: ContactCue, subject: Sequence[Referent], others: Sequence[ContactCue]
    ) -> tuple[Caller, ...]:
        """Whom the text gives as having called or asked for the contact, the surest first.

        A phrase ("à la demande de X") comes before the subject of a verb of calling; who of them takes part
        is settled later.
        """
        found = (
            self._by_phrase(cue, others)
            or self._by_giver(cue)
            or self._by_participle(cue)
            or self._by_noun(cue)
            or self._by_request(cue)
        )
        calls = isinstance(cue.entry, ContactVerb) and cue.entry.initiator
        behind = cue.paragraph.doc[cue.anchor.i + 1 : cue.anchor.i + 2]
        if calls and "with" not in getattr(cue.entry, "partner", ()):
            # "PM call with President Y", with the noun taken for the verb
            calls = not any(t.plain_ in self._words.prepositions.with_ for t in behind)
        if cue.entry.kind is ContactKind.MESSAGE and not cue.is_verb and not found:
            taken = cue.anchor.dep_ == "obj" and cue.clause.lemma_.lower() in self._words.initiator.taking
            of_whom = self._parties.from_whom(cue) or (self._parties.holder(cue) if taken else [])
            sender = unique(r for m in of_whom for r in m.referents)
            found = callers_of(sender) if len(sender) == 1 else ()  # "received a letter from X"
        if cue.entry.kind is ContactKind.MESSAGE and len(subject) == 2 and not cue.is_verb:
            # "a adressé ses condoléances à X dans un télégramme": the subject wrote
            wrote = unique(r for m in self._parties.subject(cue.paragraph, cue.clause) for r in m.referents)
            subject = wrote if len(wrote) == 1 else subject
        lifted = cue.is_verb and is_infinitive(cue.anchor) and len(subject) == 1
        if lifted and cue.anchor.head.lemma_.lower() in self._words.initiator.lifting:
            return (*found, *callers_of(subject))  # "a décroché pour parler à X"
        if (calls or cue.entry.kind is ContactKind.MESSAGE) and len(subject) == 1:
            return (*found, *callers_of(subject))
        return (*found, *callers_of(self._by_call(cue, subject)))

    def _by_call(self, cue: ContactCue, subject: Sequence[Referent]) -> tuple[Referent, ...]:
        """*X a passé un appel à*, *X a reçu un appel de Y*, *l'appel de X à Y*, *l'appel émanait de X*."""
        if cue.is_verb or cue.entry.kind not in (ContactKind.CALL, ContactKind.VIDEO):
            return ()
        if isinstance(cue.entry, ContactNoun) and cue.entry.adverbial:
            told = unique(r for m in self._parties.subject(cue.paragraph, cue.clause) for r in m.referents)
            reported = self._parties.carrier(cue) in self._words.initiator.telling_by and len(subject) == 2
            return told if reported and len(told) == 1 else ()  # not "by phone from Z"
        words, verb = self._words.initiator, cue.anchor.head
        lemma = verb.lemma_.lower()
        holder = self._parties.holder(cue)
        if cue.anchor.dep_ == "obj" and lemma in words.giving:
            found = self._parties.subject(cue.paragraph, verb)
        elif cue.anchor.dep_ == "obj" and lemma in words.taking:
            found = holder or self._parties.from_whom(cue)
            taker = {r.actor.name for m in self._parties.subject(cue.paragraph, verb) for r in m.referents}
            if not found and len(taker) == 1:
                # "a refusé de prendre son appel": the other's
                return tuple(r for r in subject if r.actor.name not in taker) if len(subject) == 2 else ()
        elif cue.anchor.dep_ == "nsubj" and lemma in words.coming_from:
            after = cue.paragraph.doc[verb.i + 1 : verb.i + 7]
            words_from = self._words.prepositions.from_ or self._words.prepositions.of
            if not after or after[0].plain_ not in words_from:
                return ()
            return self._first_mention(cue, list(after))
        else:
            to = self._parties.to_whom(cue)
            if to and not holder and len(subject) == 1 and cue.anchor.dep_ != "obj":
                return tuple(subject)  # "son appel à X"
            found = (holder if to or self._parties.predicate(cue) else []) or self._parties.from_whom(cue)
        who = tuple(r for m in found for r in m.referents)
        return who if len(who) == 1 else ()

    def _by_request(self, cue: ContactCue) -> tuple[Caller, ...]:
        """*X a sollicité cet entretien*: only of a contact already told; "a demandé un entretien" tells of
        none.
        """
        verb = cue.anchor.head
        if cue.is_verb:
            return ()
        for relative in relatives_of(cue.anchor):
            # "the call, **which X had asked for**, lasted an hour"
            done = is_perfect(relative) or has_tense(relative, "Past")
            if done and relative.lemma_.lower() in self._words.initiator.participles:
                return self._told_at(
                    cue, relative, self._parties.subject_of_relative(cue.paragraph, relative)
                )
        if verb.lemma_.lower() not in self._words.initiator.participles:
            return ()
        if not is_asked_for(cue.anchor, self._words):
            return ()
        return self._told_at(cue, verb, self._parties.subject(cue.paragraph, verb))

    def _comes(self, verb: Token) -> bool:
        """*came **from***, *revient **à***."""
        words, after = self._words.initiator, verb.doc[verb.i + 1 : verb.i + 2]
        behind = {t.plain_ for t in after}
        from_ = self._words.prepositions.from_ or self._words.prepositions.of
        comes = verb.lemma_.lower() in words.coming_from and bool(behind & from_)
        return comes or (
            verb.lemma_.lower() in words.falling_to and bool(behind & self._words.prepositions.to)
        )

    def tells_whence(self, verb: Token) -> bool:
        """*The initiative **came** from X*, of the contact told before."""
        words = self._words.initiator
        return verb.lemma_.lower() in words.coming_from and any(
            s.lower_ in words.nouns and {d.lower_ for d in children(s, "det")} & self._words.definite
            for s in children(verb, "nsubj")
        )

    def whence(self, cue: ContactCue) -> tuple[Caller, ...]:
        """From whom it came."""
        doc, first = cue.paragraph.doc, cue.anchor.i + 1
        after = list(doc[first : min(first + 7, cue.anchor.sent.end)])
        from_ = self._words.prepositions.from_ or self._words.prepositions.of
        if not after or after[0].plain_ not in from_:
            return ()
        return self._first_named(cue, cue.anchor, after)

    def _by_phrase(self, cue: ContactCue, others: Sequence[ContactCue]) -> tuple[Caller, ...]:
        text = cue.scene.sentence(cue.anchor)
        offset = cue.anchor.sent.start_char
        for phrase in self._phrases:
            for match in phrase.finditer(text):
                after = [
                    t for t in cue.paragraph.doc if offset + match.end() <= t.idx < cue.anchor.sent.end_char
                ]
                if after and others and owner_of(cue, cue.paragraph.doc[after[0].i - 1], others) is not cue:
                    continue
                first = next(t for t in cue.paragraph.doc if t.idx + len(t.text) > offset + match.start())
                who = self._first_named(cue, first, after[:7])
                if who:
                    return who
        return ()

    def _told_at(self, cue: ContactCue, token: Token, mentions: Sequence[Mention]) -> tuple[Caller, ...]:
        """Those named in some mentions, with the words from there to a token."""
        at = cue.paragraph.at(token)
        return tuple(Caller(r, _both(at, m.span)) for m in mentions for r in m.referents)

    def _first_named(self, cue: ContactCue, first: Token, tokens: Sequence[Token]) -> tuple[Caller, ...]:
        """Whoever is named first among some words, with the words from `first` to the name."""
        start = cue.paragraph.at(first)
        for token in tokens:
            who = self._first_mention(cue, [token])
            if who:
                mention = self._mentions.at(cue.paragraph, token)
                named = mention.span if mention is not None and mention.referents else cue.paragraph.at(token)
                return tuple(Caller(r, _both(start, named)) for r in who)
            if _ends_phrase(token):
                return ()
        return ()

    def _first_mention(self, cue: ContactCue, tokens: Sequence[Token]) -> tuple[Referent, ...]:
        for token in tokens:
            mention = self._mentions.at(cue.paragraph, token)
            if mention is not None and mention.referents:
                return mention.referents
            if _ends_phrase(token):
                return ()
            country = self._registry.country_of_demonym(token.text, self._words.language)
            if country is not None:  # "la partie valdorienne"
                return (
                    Referent(
                        self._registry.to_actor(country), ReferentKind.COUNTRY, None, frozenset(), country.id
                    ),
                )
        return ()

    def _by_giver(self, cue: ContactCue) -> tuple[Caller, ...]:
        """*The call placed on Monday **by X** to Y*."""
        done = None if cue.is_verb else given_participle(cue.anchor, self._words)
        who = self._parties.given_by(cue)[0] if done is not None else []
        return self._told_at(cue, done, who) if done is not None and len(who) == 1 else ()

    def _by_participle(self, cue: ContactCue) -> tuple[Caller, ...]:
        """*un appel demandé par X*, *l'échange a été sollicité par X*, *réunis par X*."""
        doc = cue.paragraph.doc
        for token in doc[cue.anchor.sent.start : cue.anchor.sent.end]:
            if token.lemma_.lower() not in self._words.initiator.participles:
                continue
            if token.pos_ not in ("VERB", "ADJ") and not is_fronted(token):
                continue
            if not (
                token in cue.anchor.subtree
                or token == cue.clause
                or token.head == cue.clause
                or cue.clause in token.subtree
            ):
                continue
            for following in doc[token.i + 1 : min(token.i + 4, cue.anchor.sent.end)]:
                if plain(following) in self._words.prepositions.by:
                    who = self._first_named(cue, token, list(doc[following.i + 1 : following.i + 7]))
                    if who:
                        return who
        return ()

    def _by_noun(self, cue: ContactCue) -> tuple[Caller, ...]:
        """*une « initiative française »*, *l'initiative du Maroc*, *une demande russe*."""
        doc = cue.paragraph.doc
        for token in doc[cue.anchor.sent.start : cue.anchor.sent.end]:
            if token.lower_ not in self._words.initiator.nouns:
                continue
            bound = (
                token in cue.anchor.subtree
                or token.head == cue.anchor
                or token == cue.clause
                or token.head == cue.clause
                or (cue.anchor in token.subtree)
            )
            if token.i < cue.anchor.i and cue.anchor in token.subtree and token.dep_ == "obj":
                # "X a pris l'initiative de l'appel"
                who = self._told_at(cue, token, self._parties.subject(cue.paragraph, token.head))
                if len(who) == 1 and token.head.lemma_.lower() in self._words.light_verbs:
                    return who
            if bound and token.dep_ in ("nsubj", "nsubj:pass") and self._comes(token.head):
                # "the initiative for Saturday's call came from X", "l'initiative de l'appel revient à X"
                who = self._first_named(cue, token.head, list(doc[token.head.i + 2 : token.head.i + 8]))
                if who:
                    return who
            if bound and {c.lower_ for c in children(token, "amod")} & self._words.initiator.own:
                verb = cue.anchor if cue.is_verb else cue.clause  # "at her own request"
                subject = self._parties.subject(cue.paragraph, verb)
                own = _both(cue.paragraph.at(token.left_edge), cue.paragraph.at(token))
                who = tuple(Caller(r, own) for m in subject for r in m.referents)
                return who if len(who) == 1 else ()
            holders = [self._mentions.at(cue.paragraph, c) for c in children(token, "nmod:poss")]
            who = self._told_at(cue, token, [m for m in holders if m is not None])
            if bound and who:
                return who
            if not bound or token.i <= cue.anchor.i:
                continue
            following = doc[token.i + 1] if token.i + 1 < cue.anchor.sent.end else None
            if following is None:
                continue
            if plain(following) in self._words.prepositions.of:
                who = self._first_named(cue, token, list(doc[following.i : following.i + 5]))
                if who:
                    return who
            country = self._registry.country_of_demonym(following.text, self._words.language)
            if country is not None:
                side = Referent(
                    self._registry.to_actor(country), ReferentKind.COUNTRY, None, frozenset(), country.id
                )
                return (Caller(side, _both(cue.paragraph.at(token), cue.paragraph.at(following))),)
        return ()


def is_asked_for(noun: Token, words: ContactWords) -> bool:
    """*X a sollicité **cet entretien***, *X had requested **the conversation***, as done: one told before."""
    verb = noun.head
    for_it = noun.dep_ in ("obl", "obl:arg") and any(
        c.plain_ in words.initiator.asking_for for c in children(noun, "case")
    )
    if not (noun.dep_ == "obj" or for_it) or verb.lemma_.lower() not in words.initiator.participles:
        return False
    determiners = {d.lower_ for d in children(noun, "det")}
    if determiners & words.demonstrative:
        return True
    named = words.prepositions.with_ | words.prepositions.between | words.prepositions.of
    bare = not any(plain(c) in named for n in children(noun, "nmod") for c in children(n, "case"))
    done = is_perfect(verb) or has_tense(verb, "Past")
    return bool(determiners & words.definite) and bare and done


def callers_of(referents: Sequence[Referent]) -> tuple[Caller, ...]:
    """Those whom the contact word itself makes the callers (*X phoned Y*)."""
    return tuple(Caller(r) for r in referents)


def _both(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _ends_phrase(token: Token) -> bool:
    return token.pos_ in ("VERB", "PUNCT") and token.text not in '«»"“”'


def caller_among(callers: Sequence[Caller], parties: Sequence[Referent]) -> tuple[Actor | None, Actor | None]:
    """The initiator (a participant, or the one who speaks for the side named) and the third party that
    asked.
    """
    initiator: Actor | None = None
    requested: Actor | None = None
    for caller in callers:
        party = _party(caller.who, parties)
        if party is not None:
            initiator = initiator or party.actor
        else:
            requested = requested or caller.who.actor
    return initiator, requested


def _party(who: Referent, parties: Sequence[Referent]) -> Referent | None:
    for party in parties:
        if party.actor.name == who.actor.name:
            return party
    side = who.country or (who.actor.id if who.kind is ReferentKind.COUNTRY else None) or who.actor.side
    if who.is_person or side is None:
        return None
    mine = [p for p in parties if side in (p.country, p.actor.side)]
    return mine[0] if len(mine) == 1 else None
