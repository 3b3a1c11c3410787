"""Who a pronoun, a pair or *la même source* stands for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from verbale.read.lexicons.cues import CueLexicon
from verbale.read.names.memory import PEOPLE, Memory, Past, is_after_source_adposition
from verbale.read.names.mention import MentionKind, Referent, ReferentKind, unique
from verbale.read.names.office_families import PRINCIPALS
from verbale.read.names.raw_mention import RawMention
from verbale.read.story.clauses import subject_of
from verbale.read.story.document import ParsedParagraph, conjuncts
from verbale.read.story.tokens import grammar_of, has_feature, plain
from verbale.syntax.tree import Token

SOURCES = frozenset(
    {ReferentKind.INSTITUTION, ReferentKind.ORGANISATION, ReferentKind.COUNTRY, ReferentKind.GROUP}
)
# A pronoun that a parser took for an empty subject may be somebody ("il n'y voyait aucun inconvénient").
SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj")
# Institutions that publish no statements of talks, unless the story has them speak.
MUTE = frozenset({"army"})
# The gender of a pronoun that stands for no person ("it").
NEUTER = "n"
# Over how many paragraphs a pronoun reaches back.
PARAGRAPHS_BACK = 2
# How many words a pronoun and its verb between two commas are.
LONGEST_INCISE = 3
# How many words stand between two subjects that are joined (*X et le président Y*).
JOINED_WITHIN = 4


class PronounResolver:
    """Finds in what the story has told whom its pronouns mean; nobody when there is no telling."""

    def __init__(self, memory: Memory, lexicon: CueLexicon) -> None:
        self._memory, self._lexicon = memory, lexicon

    def pair(self, raw: RawMention, here: tuple[int, int]) -> tuple[Referent, ...]:
        """The two that the story has just brought together before a sentence."""
        if raw.pair == "side":
            consulting = self._countries_before(here)
            if consulting:
                return consulting
            named_as = (p for p in self._memory.recent() if not p.located)  # "à Vaskov" is where, not who
            countries = (w for p in named_as for w in p.who if w.kind is ReferentKind.COUNTRY)
            sides = unique(countries)
            if len(sides) == 2:
                met = self._memory.last_together(2, here=here)
                theirs = {w.country for w in met}
                named = {w.country for w in sides}
                # X and Y spoke of others' affairs: "both sides" may be theirs or the others
                if len(theirs) == 2 and None not in theirs and theirs != named:
                    # ... the others' only where they have acted: not "X and Y condemned A's raid on B"
                    acted = {w.country for p in self._memory.recent() if p.subject for w in p.who}
                    return () if named & acted else met
                return tuple(reversed(sides))
        count = 3 if raw.pair == "three" else 2
        met = self._memory.last_together(count, gender=raw.gender, here=here)
        if not raw.offices or all(w.offices & raw.offices for w in met):
            return met
        # "les deux présidents" after their ministers met: those of the story who are presidents
        told = unique(
            w for p in self._memory.recent() for w in p.who if w.is_person and w.offices & raw.offices
        )
        return tuple(reversed(told)) if len(told) == count else ()

    def _countries_before(self, here: tuple[int, int]) -> tuple[Referent, ...]:
        """*X et Y se consultent. Les deux pays ...*: two countries that act in the sentence before."""
        before = next((p.sentence for p in self._memory.recent() if p.sentence < here), None)
        joint = [p for p in self._memory.recent() if p.sentence == before and p.subject]
        countries = unique(w for p in joint for w in p.who if w.kind is ReferentKind.COUNTRY)
        return tuple(reversed(countries)) if len(countries) == 2 else ()

    def pronoun(
        self, paragraph: ParsedParagraph, raw: RawMention, others: frozenset[str] = frozenset()
    ) -> tuple[Referent, ...]:
        """A pronoun of any role.

        Args:
            others: names of the objects of its own verb: *he warned Vask* is said of somebody else.
        """
        assert raw.pronoun is not None
        if raw.pronoun.plural:
            token = paragraph.doc[raw.head]
            above = self._several_above(paragraph, token) or self._several_before(paragraph, token)
            if above:
                return above
            return () if self._are_others(paragraph, raw) else self._several()
        token = paragraph.doc[raw.head]
        here = (paragraph.index, token.sent.start)
        if 0 < token.i < len(paragraph.doc) - 1 and token.nbor(-1).text == "," and token.nbor().text == ",":
            # "Oslavie avait, elle, menacé": the one just named
            last = self._memory.last_named(here)
            if last is not None:
                return last.who
        match raw.pronoun.role:
            case "owner":
                return self._speaker()
            case "object" if is_after_source_adposition(token, self._lexicon):
                return self._speaker()
            case "object":
                return self._other_person(here)
            case "demonstrative":
                return self._last_named(raw, here)
            case "former":
                return self._memory.last_together(2)[:1]
        return self._subject(paragraph, raw, here, others)

    def _is_told_by_body(self, here: tuple[int, int]) -> bool:
        """*Selon la Citadelle, il a refusé*: the sentence has named a body as who tells of it."""
        told = (p.alone for p in self._memory.recent() if p.sentence == here and p.relaying)
        return any(w is not None and w.kind is ReferentKind.INSTITUTION for w in told)

    def _speaker(self) -> tuple[Referent, ...]:
        """*selon lui*: whoever speaks, not the other one."""
        last = next(
            (p for p in self._memory.recent() if (p.main or p.speaking) and p.alone is not None), None
        )
        return last.who if last is not None and last.who[0].is_person else ()

    def _last_named(self, raw: RawMention, here: tuple[int, int]) -> tuple[Referent, ...]:
        """*celui-ci*: the last one who is not the subject of its own sentence; *the latter*, which shows no
        gender: the last person.
        """
        for past in self._memory.recent(unresolved=True):
            if past.sentence == here and (past.relaying or (past.subject and not self._is_joined(past))):
                continue
            if not past.who:
                # "le chef des rebelles. Ce dernier": whoever that is, nobody before him
                if raw.gender and past.raw.gender == raw.gender and not past.raw.plural:
                    return ()
                continue
            last = past.alone is not None and past.alone.is_person
            if _agrees(past, raw.gender) if raw.gender else last:
                return past.who
        return ()

    def _is_joined(self, past: Past) -> bool:
        """*X et **Y** se sont parlé, à la demande de ce dernier*: the second of two subjects."""
        before = [
            p
            for p in self._memory.recent()
            if p.subject and p.sentence == past.sentence and p.mention.tokens[1] <= past.mention.tokens[0]
        ]
        nearest = max(before, key=lambda p: p.mention.tokens[1], default=None)
        return nearest is not None and past.mention.tokens[0] - nearest.mention.tokens[1] <= JOINED_WITHIN

    def _subject(
        self, paragraph: ParsedParagraph, raw: RawMention, here: tuple[int, int], others: frozenset[str]
    ) -> tuple[Referent, ...]:
        """*il*, *elle*: the subject of the clause above, else who speaks or acts nearest before, else the
        nearest subject, else the only person.
        """
        token = paragraph.doc[raw.head]
        quoted = any(q.inner.contains(raw.span) for q in paragraph.quotations)
        subject = None if token.text.startswith("-") else _governing(token)
        if quoted and subject is not None and not _is_quoted_with(paragraph, token, subject.head):
            subject = None
        above = self._memory.at(paragraph.index, subject.i) if subject is not None else None
        if above is not None and _agrees(above, raw.gender) and not _among(above, others):
            return above.who
        if subject is not None and above is None and self._may_be_unknown(subject, raw):
            return ()
        side = self._side_beside(paragraph, token) if above is not None else None
        if side is not None:
            return side.who
        others |= {w.actor.name for p in self._acting_on_him(paragraph, token) for w in p.who}
        if raw.gender == NEUTER:
            return () if quoted else self._sayer(token, here)
        # beside a quotation ("a-t-il dit") a pronoun is not part of it
        beside = token.text.startswith("-") or token.head.dep_ == "parataxis" or _is_between_commas(token)
        inside = not beside and any(q.inner.contains(raw.span) for q in paragraph.quotations)
        near = [
            p
            for p in self._memory.recent(unresolved=True)
            if here[0] - p.sentence[0] <= PARAGRAPHS_BACK and (inside or not p.quoted)
        ]
        # "the president met X. He said": whoever the president is, it need not be X
        told = next((p for p in near if p.main and (not p.who or _agrees(p, raw.gender))), None)
        if told is not None and not told.who and told.raw.gender in (None, raw.gender):
            return ()
        near = [p for p in near if _agrees(p, raw.gender) and not _among(p, others)]
        if not beside and self._is_told_by_body(here):
            near = [p for p in near if p.who[0].is_person]  # a body tells of a person, never of itself
        if beside:
            near = _not_answering_himself(token, near)
            teller = _teller_before(paragraph, token, here, near)
            if teller is not None:
                return teller.who
        if beside:  # "le Karsan taxerait ce gaz, a-t-il dit": a country only where it speaks itself
            near = [p for p in near if p.speaking or p.who[0].kind is not ReferentKind.COUNTRY]
        acting = (p for p in near if p.main or p.speaking)
        subjects = (p for p in near if p.subject)
        found = next(acting, None) or next(subjects, None)
        if found is not None and not found.main and not found.relaying:
            # "Orel said that the general would speak. He": who speaks, not who is spoken of
            found = next((p for p in near if p.main and p.sentence == found.sentence), found)
        if found is not None and found.relaying and not found.who[0].is_person:
            # "X a reçu Y, a annoncé la présidence. Elle a demandé P": X; beside a quotation either
            person = next((p for p in near if p.subject and p.who[0].is_person), None)
            if person is not None:
                return () if beside else person.who
        if found is not None:
            return found.who if beside or not _another_since(found, near) else ()
        people = unique(
            w for p in self._memory.recent() for w in p.who if w.is_person and w.gender in (None, raw.gender)
        )
        return people if len(people) == 1 and people[0].actor.name not in others else ()

    def _side_beside(self, paragraph: ParsedParagraph, token: Token) -> Past | None:
        """*X a dit que Lisse signerait mais qu'elle ne céderait pas*, where X is no *elle*: Lisse."""
        clause = token.head
        beside = clause.head
        if clause.dep_ != "conj" or beside.dep_ != "ccomp" or beside.i > clause.i:
            return None
        subjects = [s for s in beside.children if s.dep_ in ("nsubj", "nsubj:pass")]
        found = self._memory.at(paragraph.index, subjects[0].i) if len(subjects) == 1 else None
        body = found is not None and found.alone is not None and not found.alone.is_person
        return found if body else None

    def _acting_on_him(self, paragraph: ParsedParagraph, token: Token) -> list[Past]:
        """*Alors que X lui propose N, il répond que S*: not X, who acts on him."""
        grammar = grammar_of(token)
        clauses = [
            c
            for c in token.head.children
            if c.dep_ == "advcl"
            and c.i < token.i
            and any(plain(p) in grammar.pronouns.dative and p.i < c.i for p in c.children)
        ]
        subjects = (s for c in clauses for s in c.children if s.dep_ == "nsubj")
        found = (self._memory.at(paragraph.index, s.i) for s in subjects)
        return [p for p in found if p is not None]

    def _may_be_unknown(self, subject: Token, raw: RawMention) -> bool:
        """*La junte a annoncé qu'elle riposterait*: whoever she is, she is nobody told of before."""
        lemma = subject.lemma_.lower()
        if subject.pos_ != "NOUN" or lemma in self._lexicon.documents:
            return False
        gender = {"m": "Masc", "f": "Fem"}.get(raw.gender or "")
        if gender is not None and has_feature(subject, "Gender", gender):
            return not has_feature(subject, "Number", "Plur")
        return not subject.morph.get("Gender") and lemma in grammar_of(subject).speakers

    def _sayer(self, token: Token, here: tuple[int, int]) -> tuple[Referent, ...]:
        """*it said*: the body that spoke last in the sentences before; *it* is else whatever was told of."""
        if token.dep_ != "nsubj" or token.head.lemma_.lower() not in self._lexicon.verbs:
            return ()
        for past in self._memory.recent():
            if here[0] - past.sentence[0] > 1:
                return ()
            elsewhere = past.sentence != here or past.by_document  # "X's statement is new: S, it said"
            if past.speaking and elsewhere and not past.quoted and past.alone is not None:
                if past.alone.is_person and not past.main:
                    continue  # "a Citadel statement said Orel had promised N. It added": the statement
                return () if past.alone.is_person else past.who
        return ()

    def _other_person(self, here: tuple[int, int]) -> tuple[Referent, ...]:
        """*lui*: the other one, not the subject of its own clause."""
        subjects = [p for p in self._memory.recent() if p.subject]
        subject = next((p for p in subjects if p.sentence == here), subjects[0] if subjects else None)
        mine = {w.actor.name for w in subject.who} if subject is not None else set()
        people = unique(
            w
            for p in self._memory.recent()
            for w in p.who
            if w.is_person and w.actor.name not in mine and w.offices & PRINCIPALS
        )
        return people if len(people) == 1 else ()

    def _several(self) -> tuple[Referent, ...]:
        """*ils*: the nearest joint subject, else those brought together last."""
        for past in self._memory.recent():
            if past.subject and (len(past.who) > 1 or past.raw.plural):
                return past.who
        return self._memory.last_together(2, ahead=False)

    def _several_above(self, paragraph: ParsedParagraph, token: Token) -> tuple[Referent, ...]:
        """*X, Y and Z said they were ready*: the subjects of the clause above, when all of them are known."""
        if token.dep_ != "nsubj" or token.head.dep_ != "ccomp":
            return ()
        subjects = [h for h in subject_of(token.head.head).heads if h.i < token.i]
        known = [self._memory.at(paragraph.index, h.i) for h in subjects]
        who = unique(r for past in known if past is not None for r in past.who)
        return who if len(subjects) > 1 and all(known) and len(who) >= len(subjects) else ()

    def _several_before(self, paragraph: ParsedParagraph, token: Token) -> tuple[Referent, ...]:
        """*X and Y condemned N. They ask for P*: the joint subject of the sentence before, all known."""
        if token.dep_ not in ("nsubj", "nsubj:pass") or token.sent.start == 0:
            return ()
        before = token.doc[token.sent.start - 1].sent
        for subject in before:
            if subject.dep_ not in ("nsubj", "nsubj:pass") or subject.head.dep_ != "ROOT":
                continue
            heads = conjuncts(subject)
            known = [self._memory.at(paragraph.index, h.i) for h in heads]
            who = unique(r for past in known if past is not None for r in past.who)
            return who if len(heads) > 1 and all(known) and len(who) >= len(heads) else ()
        return ()

    def _are_others(self, paragraph: ParsedParagraph, raw: RawMention) -> bool:
        """*The bloc's leaders said N. They told X*: the last plural subject is a noun for nobody known."""
        for token in reversed(paragraph.doc.tokens[: raw.head]):
            if token.dep_ not in ("nsubj", "nsubj:pass") or token.pos_ not in ("NOUN", "PROPN"):
                continue
            if len(conjuncts(token)) > 1 or self._memory.at(paragraph.index, token.i) is not None:
                return False
            if has_feature(token, "Number", "Plur") and token.lemma_.lower() in grammar_of(token).speakers:
                return True
        return False

    def same_source(self, raw: RawMention) -> tuple[Referent, ...]:
        """*la même source*: the body that spoke last, else the institution named last; *the ministry*: of
        that kind.
        """
        told = next((p for p in self._memory.recent() if p.speaking), None)
        spoke = [
            p
            for p in self._memory.recent()
            if p.speaking and all(w.kind in SOURCES for w in p.who) and self._is_of_kind(p, raw.institutions)
        ]
        if told is not None and not raw.institutions and len(told.who) > 1:
            beside = (p for p in spoke if p.relaying and p.sentence[0] == told.sentence[0])
            relay = next(beside, None) or next((p for p in spoke if p.by_document), None)
            # "X and Y said N. The statement added P"; but "N, according to A. X and Y ... The statement ...",
            # "N, a statement of A said. X and Y ... The statement ..."
            return relay.who if relay is not None else told.who
        # "Karsan is asking for N. According to the same source": no country that is only told of
        reported = (p for p in spoke if p.relaying or not _is_country(p))
        source = next(reported, None) or next(iter(spoke), None)
        if source is not None:
            return source.who
        for past in self._memory.recent():
            body = past.alone is not None and past.alone.kind is ReferentKind.INSTITUTION
            if body and self._memory.institution_of(past.who[0]) in MUTE:
                continue  # "the army has advanced. The statement says S"
            if body and self._is_of_kind(past, raw.institutions):
                return past.who
            named = self._memory.bodies_in_title(past, raw.institutions)
            if named:
                return named  # "Foreign Ministry spokesman X said ...; the ministry ..."
        return ()

    def _is_of_kind(self, past: Past, institutions: frozenset[str]) -> bool:
        if not institutions:
            return True
        who = past.alone
        return who is not None and self._memory.institution_of(who) in institutions


def _governing(token: Token) -> Token | None:
    """The subject of the clause that the pronoun's clause depends on: *X said he would come*.

    Not where the pronoun's own verb is set beside what it says (*..., he said*).
    """
    if token.dep_ not in SUBJECTS or token.head.dep_ in ("parataxis", "ROOT", "conj"):
        return None
    clause = token.head
    while clause.head is not clause and clause.head.i >= clause.sent.start:
        if clause.dep_ not in ("ccomp", "xcomp", "advcl", "conj", "acl"):
            return None
        clause = clause.head
        for subject in (c for c in clause.children if c.dep_ == "nsubj" and c.i < token.i):
            relative = has_feature(subject, "PronType", "Rel")
            return clause.head if relative else subject
    return None


def _is_quoted_with(paragraph: ParsedParagraph, token: Token, verb: Token) -> bool:
    """*X « a dit qu'il était prêt »*: whether the verb above stands in the same quotation."""
    around = (q for q in paragraph.quotations if q.inner.contains(paragraph.at(token)))
    return any(q.inner.contains(paragraph.at(verb)) for q in around)


def _is_between_commas(token: Token) -> bool:
    """*With Wang on Friday, he said, the talk was long*, whatever the parser made of *said*."""
    last = max(token.i, token.head.i) + 1
    if token.i == 0 or last >= len(token.doc) or not 0 < last - token.i <= LONGEST_INCISE:
        return False
    return token.nbor(-1).text == "," and token.doc[last].text == ","


def _not_answering_himself(token: Token, near: list[Past]) -> list[Past]:
    """*« S », lui a-t-il répondu*: not the last one who spoke."""
    dative = grammar_of(token).pronouns.dative
    last = next((p for p in near if p.main or p.speaking), None)
    if last is None or not any(plain(c) in dative for c in token.head.children if c.i < token.head.i):
        return near
    return [p for p in near if not _among(p, {w.actor.name for w in last.who})]


def _teller_before(
    paragraph: ParsedParagraph, token: Token, here: tuple[int, int], near: Sequence[Past]
) -> Past | None:
    """*« S », a dit X. Y a averti Z, a-t-il ajouté*: X, for nobody calls himself by his name."""
    beside = [p for p in near if p.sentence == here and p.subject and p.raw.kind in PEOPLE]
    # "X parle de N : Y, affirme-t-il, a refusé": before the colon he is told of, behind it he speaks
    colons = [t.i for t in token.sent if t.text == ":" and t.i < token.i]
    ahead = [p for p in beside if p.main and any(p.mention.tokens[1] <= colon for colon in colons)]
    if ahead:
        return ahead[0] if len({p.who for p in ahead}) == 1 else None
    mine = {w.actor.name for p in beside for w in p.who}
    if not mine or token.sent.start == 0:
        return None
    before = (here[0], token.doc[token.sent.start - 1].sent.start)
    ends = [q.span.end for q in paragraph.quotations]
    told = [
        p
        for p in near
        if p.sentence == before and p.who[0].is_person and any(e <= p.mention.span.start for e in ends)
    ]
    return told[0] if len({p.who for p in told}) == 1 and not _among(told[0], mine) else None


def _is_country(past: Past) -> bool:
    """A country by its own name, not by its capital."""
    countries = all(w.kind is ReferentKind.COUNTRY for w in past.who)
    return countries and past.mention.kind is not MentionKind.CAPITAL


def _among(past: Past, names: Collection[str]) -> bool:
    return any(w.actor.name in names for w in past.who)


def _another_since(found: Past, near: Sequence[Past]) -> bool:
    """*Orel warned N. Vask met Sorel. He agreed*: another that fits was acted on since."""
    return any(
        p.acted_on and p.sentence > found.sentence and p.who[0].is_person and p.who != found.who for p in near
    )


def _agrees(past: Past, gender: str | None) -> bool:
    """A pronoun takes one person of its gender; an institution only when its own noun shows that gender."""
    who = past.alone
    if who is None:
        return False
    if gender is None:
        return True
    if gender == NEUTER:
        return not who.is_person
    if who.is_person:
        return (who.gender or past.raw.gender) in (None, gender)
    return past.raw.gender is not None and past.raw.gender == gender
