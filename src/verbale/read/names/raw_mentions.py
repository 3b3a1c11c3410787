"""First pass over a story: every phrase that may name somebody, with what its words say of him. Nothing is
resolved.

A title and a name that stand together are one phrase (*le président russe Vladimir Poutine*, *Jan Orel, chef
de la diplomatie oslave*), and teach each other: from then on the story knows what office that name holds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from verbale.actors.registry import ActorRegistry, How
from verbale.actors.titles import TitleLexicon, TitleMatch
from verbale.model import Span
from verbale.read.names.anaphors import AnaphorFinder
from verbale.read.names.beside_countries import with_countries_beside
from verbale.read.names.coreference_words import CoreferenceWords
from verbale.read.names.longer_names import with_longer_names
from verbale.read.names.mention import MentionKind
from verbale.read.names.naming import NameFinder, NameHit
from verbale.read.names.office_families import PRINCIPALS
from verbale.read.names.owners import with_owners
from verbale.read.names.places import with_places
from verbale.read.names.raw_mention import RawMention, raw_mention
from verbale.read.names.shared_titles import with_shared_titles
from verbale.read.names.unknown_countries import end_of_unknown_demonym, is_name_of_country
from verbale.read.names.unknown_names import unknown_names
from verbale.read.story.datelines import DATELINE
from verbale.read.story.document import ParsedParagraph, head_of
from verbale.read.story.paragraphs import ParagraphKind
from verbale.read.story.tokens import grammar_of, has_feature, plain, preposition
from verbale.syntax.tree import Doc, Token

# What follows an apposition that a comma or the end of the sentence closes.
CLOSING = frozenset({",", ")", ".", ";", ":", "»", "—", "–"})
# What a complement of a title is made of.
COMPLEMENT_PARTS = frozenset({"DET", "NOUN", "PROPN", "ADJ", "ADP"})
# Offices that stay what they are whatever their field is ("minister of energy").
WHATEVER_THE_FIELD = frozenset({"minister", "spokesperson", "adviser", "envoy", "ambassador"})
GENDERS = {"Masc": "m", "Fem": "f"}
KINDS = {How.FULL_NAME: MentionKind.NAME, How.SURNAME: MentionKind.SURNAME, How.CAPITAL: MentionKind.CAPITAL}


class RawMentionFinder:
    """Finds the raw mentions of one paragraph after another."""

    def __init__(
        self, registry: ActorRegistry, names: NameFinder, titles: TitleLexicon, words: CoreferenceWords
    ) -> None:
        self._registry, self._names, self._titles, self._words = registry, names, titles, words
        self._anaphors = AnaphorFinder(words)

    def find(self, paragraph: ParsedParagraph) -> list[RawMention]:
        """The raw mentions of a paragraph in order; none inside another."""
        hits = list(self._names.find(paragraph.doc.text))
        named = [m for m in (self._named(paragraph, h) for h in hits) if m is not None]
        demonyms = {t.i: h for h in hits for t in self._tokens(paragraph, h.span) if h.how is How.DEMONYM}
        people = {m.tokens[0] for m in named if m.kind in (MentionKind.NAME, MentionKind.SURNAME)}
        matches = list(self._titles.find(paragraph.doc.text))
        begun = {i.i for t in matches for i in self._tokens(paragraph, Span(t.start, t.end))[:1]}
        found = (self._titled(paragraph, t, people, begun) for t in matches)
        titled = [m for m in found if m is not None]
        whole = (m for m in (*named, *titled) if m.kind is not MentionKind.SURNAME)
        others = {i for m in whole for i in range(*m.tokens)}
        named = with_longer_names(paragraph, named, others, self._registry, self._words)
        unknown = unknown_names(paragraph, [*named, *titled], self._words, demonyms)
        named = [m for m in named if not any(_inside(m, t) for t in titled)]
        dateline = DATELINE.match(paragraph.doc.text)
        # A heading of that form is a letterhead: "MAISON DU ROI — Sainte-Odre, le 18 novembre 2024".
        if dateline is not None and paragraph.kind is not ParagraphKind.HEADING:
            named = [m for m in named if paragraph.doc[m.tokens[0]].idx >= dateline.end()]
        merged = self._merged(paragraph, sorted([*named, *titled, *unknown], key=lambda m: m.tokens))
        merged = with_shared_titles(paragraph, merged, self._registry, self._names.language)
        taken = {i for m in merged for i in range(*m.tokens)}
        sides = {m.tokens[0]: m for m in named if m.kind in (MentionKind.SIDE, MentionKind.CAPITAL)}
        anaphors = list(self._anaphors.find(paragraph, taken, demonyms, sides))
        # "les deux présidents de la Valdorie et du Karsan" are those two, whoever was told of before
        titles = [m for m in merged if m.kind is MentionKind.OFFICE and m.plural and len(m.slots) > 1]
        pairs = [a for a in anaphors if a.kind is MentionKind.PAIR and any(_overlap(a, t) for t in titles)]
        anaphors = [a for a in anaphors if a not in pairs]
        merged = [m for m in merged if not any(_overlap(m, a) for a in anaphors)]
        together = sorted([*merged, *anaphors], key=lambda m: m.tokens)
        ranked = [self._ranked(paragraph, m) for m in self._merged(paragraph, together)]
        found_all = sorted(self._merged(paragraph, ranked), key=lambda m: m.tokens)
        found_all = with_places(paragraph, found_all)
        found_all = with_countries_beside(paragraph, found_all, self._registry)
        return with_owners(paragraph, found_all, self._words.owners)

    def _ranked(self, paragraph: ParsedParagraph, mention: RawMention) -> RawMention:
        """A name with the rank that stands before it (*General Orel*)."""
        if mention.kind not in (MentionKind.NAME, MentionKind.SURNAME) or mention.rank is not None:
            return mention
        start, doc = mention.tokens[0], paragraph.doc
        words = [plain(t) for t in doc[max(0, start - 2) : start + 1]]
        ends = (words[-1:], words[-2:-1], words[-3:-1])
        rank = next((r for e in ends if (r := self._words.rank_before.get(" ".join(e)))), None)
        return mention if rank is None else replace(mention, rank=rank)

    # --- names ---

    def _tokens(self, paragraph: ParsedParagraph, local: Span) -> list[Token]:
        start = paragraph.span.start
        return paragraph.tokens_in(Span(start + local.start, start + local.end))

    def _named(self, paragraph: ParsedParagraph, hit: NameHit) -> RawMention | None:
        tokens = self._tokens(paragraph, hit.span)
        if not tokens:
            return None
        how = hit.how
        if how is How.DEMONYM:
            return self._demonym(paragraph, hit, tokens)
        ids = tuple(f.entry_id for f in hit.forms if (f.how is how or {f.how, how} <= {How.NAME, How.ALIAS}))
        kind = KINDS.get(how, MentionKind.SIDE)
        start = tokens[0].i
        gender: str | None = None
        if start > 0 and kind in (MentionKind.NAME, MentionKind.SURNAME):
            before = paragraph.doc[start - 1]
            if before.lower_ in self._words.courtesy:
                gender, plural = self._words.courtesy[before.lower_]
                start -= 1 if not plural else 0
        if kind is MentionKind.SIDE:
            gender = _gender_before(tokens[0])
        surname = hit.span.of(paragraph.doc.text).lower() if kind is MentionKind.SURNAME else None
        end = tokens[-1].i + 1
        return raw_mention(paragraph, start, end, kind, entries=ids, how=how, gender=gender, surname=surname)

    def _demonym(self, paragraph: ParsedParagraph, hit: NameHit, tokens: list[Token]) -> RawMention | None:
        """*le Français*, *les Oslaves*: a noun in capitals with its own determiner; an adjective is no
        mention.
        """
        token, nouns = tokens[-1], self._words.demonyms
        paired = hit.capitalised and self._is_one_of_two_peoples(paragraph.doc, tokens[0].i, token.i)
        gender, plural = None, True
        if not paired:
            if not hit.capitalised or tokens[0].i == 0 or self._is_adjective(token):
                return None
            before = plain(paragraph.doc[tokens[0].i - 1])
            determiners = grammar_of(token).determiners
            if before not in determiners.before_people:
                return None
            plural = self._is_plural(token) or before in determiners.plural
            gender = GENDERS.get(next(iter(token.morph.get("Gender", [])), "")) or nouns.gender(plain(token))
        return raw_mention(
            paragraph,
            tokens[0].i,
            token.i + 1,
            MentionKind.DEMONYM,
            entries=tuple(f.entry_id for f in hit.forms if f.how is How.DEMONYM),
            how=How.DEMONYM,
            gender=gender,
            plural=plural,
        )

    def _is_plural(self, token: Token) -> bool:
        return has_feature(token, "Number", "Plur") or self._words.demonyms.is_plural(plain(token))

    def _is_one_of_two_peoples(self, doc: Doc, first: int, last: int) -> bool:
        """***Oslaves** et **Vaskois** ont repris langue*: two plurals in capitals without an article."""
        grammar = grammar_of(doc[first])
        joins = grammar.conjunctions.between_sides
        bare = first == 0 or plain(doc[first - 1]) not in grammar.determiners.before_people
        if not bare or not self._is_people(doc[last]):
            return False
        right = last + 2 < len(doc) and plain(doc[last + 1]) in joins and self._is_people(doc[last + 2])
        left = first > 1 and plain(doc[first - 1]) in joins and self._is_people(doc[first - 2])
        return right or left

    def _is_people(self, token: Token) -> bool:
        several = token.text[:1].isupper() and token.text.endswith("s") and token.pos_ != "ADJ"
        return several and self._registry.country_of_demonym(token.text, self._names.language) is not None

    def _is_adjective(self, token: Token) -> bool:
        """*the Oslavian port*: before the noun it goes with."""
        nouns = self._words.demonyms
        if nouns.gender(plain(token)) or plain(token).endswith(nouns.plural) or token.head.pos_ == "VERB":
            return False
        if token.pos_ == "ADJ" and token.dep_ == "amod":
            return True
        return token.dep_ in ("amod", "compound", "flat") and token.head.i > token.i

    # --- titles ---

    def _titled(
        self, paragraph: ParsedParagraph, match: TitleMatch, people: set[int], begun: set[int]
    ) -> RawMention | None:
        """An office or an institution phrase; its article is left out, its country is part of it.

        Args:
            people: first tokens of known people, who are no complement (*un conseiller de Vask*).
            begun: first tokens of the titles of the paragraph.
        """
        tokens = self._tokens(paragraph, Span(match.start, match.end))
        if not tokens:
            return None
        kind = MentionKind.SIDE if match.institution else MentionKind.OFFICE
        grammar = grammar_of(tokens[0])
        offices = {str(o) for o in match.offices}
        end = tokens[-1].i + 1
        foreign = False
        if kind is MentionKind.OFFICE and (not match.plural or not match.of):
            own = end if match.of else end_of_unknown_demonym(paragraph.doc, end)
            foreign = own > end
            complement = own if _is_told_of(tokens[-1]) else _complement_end(paragraph.doc, own)
            # "l'envoyé du président Vask" is no president Vask
            titled_name = complement in people and bool(begun & {*range(own, complement)})
            end = own if titled_name or people & {*range(own, complement)} else complement
            if end > own:
                country = len(tokens) > 1 and is_name_of_country(paragraph.doc, own, end)
                # "the leader of the opposition" leads no country
                offices &= WHATEVER_THE_FIELD | (PRINCIPALS if country else frozenset())
        gender: str | None = match.gender
        if gender is None and match.institution:
            gender = _gender_before(tokens[0])
        return raw_mention(
            paragraph,
            tokens[0].i,
            end,
            kind,
            offices=frozenset(offices),
            of=match.of or (match.only_of if len(match.only_of) == 1 else ()),
            slots=match.slots,
            institution=str(match.institution) if match.institution else None,
            gender=gender,
            plural=match.plural,
            former=match.former or match.coming,
            coming=match.coming,
            only_of=() if match.entry.or_held else match.only_of,
            needs_owner=match.entry.of_person is not None and not match.slots,
            possessive=_follows(tokens[0], grammar.determiners.possessive),
            of_another=foreign or _is_of_another(match, tokens, end, self._words.owners.behind),
            label=match.label,
            indefinite=_is_indefinite(tokens[0]),
            definite=_is_definite(tokens, end),
        )

    def _merged(self, paragraph: ParsedParagraph, mentions: list[RawMention]) -> list[RawMention]:
        """Title + name and name, title become one mention."""
        merged: list[RawMention] = []
        i = 0
        while i < len(mentions):
            current = mentions[i]
            while i + 1 < len(mentions):
                joined = self._join(paragraph, current, mentions[i + 1])
                after = mentions[i + 2] if i + 2 < len(mentions) else None
                if joined is None or _titles_the_next(mentions[i + 1], after):
                    break
                current = joined
                i += 1
            merged.append(current)
            i += 1
        return merged

    def _join(self, paragraph: ParsedParagraph, left: RawMention, right: RawMention) -> RawMention | None:
        between = [t.text for t in paragraph.doc[left.tokens[1] : right.tokens[0]]]
        titular = (MentionKind.OFFICE, MentionKind.COUNTERPART)
        title, name = (left, right) if left.kind in titular else (right, left)
        if title is left and self._heads_a_titled_name(paragraph, left, right):
            head = left.head if paragraph.doc[right.head].head.i in range(*left.tokens) else right.head
            span, tokens = Span(left.span.start, right.span.end), (left.tokens[0], right.tokens[1])
            return replace(right, span=span, tokens=tokens, head=head)
        if (
            title.kind not in titular
            or name.kind not in (MentionKind.NAME, MentionKind.SURNAME)
            or title.plural
        ):
            return None
        if title.entries or title.unknown_name or (name.offices and between):
            return None
        words = paragraph.doc[left.tokens[1] : right.tokens[0]]
        if title is left and len(words) == 2 and words[0].pos_ == "ADJ":
            between = between[1:]  # "le chef de la délégation gouvernementale, Hugo Lessan"
        if title is left:
            near = between in ([], [","]) or (
                len(between) == 1 and between[0].lower() in self._words.courtesy
            )
            near = near or (_of_ministry(title) and _are_further_fields(list(words)))
            near = near or _is_rank_apposed(paragraph, list(words), name)
        else:
            determined = len(words) == 2 and plain(words[1]) in grammar_of(words[1]).determiners.before_title
            near = between[:1] == [","] and (
                len(words) == 1 or (determined and not _is_subject(title, paragraph))
            )
        if (
            not near
            or not self._may_hold(name, title)
            or (between and self._enumerates(paragraph, left, right))
        ):
            return None
        tokens = (left.tokens[0], right.tokens[1])
        under_left = title is right or paragraph.doc[right.head].head.i in range(*left.tokens)
        return replace(
            name,
            span=Span(left.span.start, right.span.end),
            tokens=tokens,
            head=left.head if under_left else head_of(list(paragraph.doc[slice(*tokens)])).i,
            kind=MentionKind.NAME,
            offices=name.offices | (frozenset() if title.rank else title.offices),
            rank=name.rank or title.rank,
            former=name.former or title.former,
            coming=name.coming or title.coming,
            of=tuple(dict.fromkeys([*name.of, *title.of])),
            gender=name.gender or title.gender,
            only_of=title.only_of,
            counterpart=title.kind is MentionKind.COUNTERPART,
        )

    def _heads_a_titled_name(self, paragraph: ParsedParagraph, left: RawMention, right: RawMention) -> bool:
        """*le ministre d'État, **ministre de la Justice, X***: two titles of one person."""
        doc = paragraph.doc
        return (
            left.kind is MentionKind.OFFICE
            and not left.plural
            and not left.indefinite
            and right.kind is MentionKind.NAME
            and _of_ministry(left)
            and _of_ministry(right)
            and [t.text for t in doc[left.tokens[1] : right.tokens[0]]] == [","]
            and doc[right.tokens[0]].pos_ == "NOUN"
            and left.of in ((), right.of)
        )

    def _may_hold(self, name: RawMention, title: RawMention) -> bool:
        """A known person takes a title only of the side he speaks for."""
        if not name.entries or not title.of:
            return True
        for entry_id in name.entries:
            tenures = self._registry.offices_of(entry_id, None)
            if not tenures or any(
                t.of in title.of or self._registry.side_of(t.of) in title.of for t in tenures
            ):
                return True
            if self._registry.side_of(entry_id) in title.of:
                return True
        return False

    def _enumerates(self, paragraph: ParsedParagraph, left: RawMention, right: RawMention) -> bool:
        """*le président oslave, Jan Orel et Mira Stane*: with a comma, the name must be an apposition or be
        closed by a comma.
        """
        after = paragraph.doc[right.tokens[1]] if right.tokens[1] < len(paragraph.doc) else None
        if after is None or after.text in CLOSING:
            return False
        return plain(after) in grammar_of(after).conjunctions.enumerating


def _of_ministry(mention: RawMention) -> bool:
    return any(o.endswith("minister") for o in mention.offices)


def _is_subject(title: RawMention, paragraph: ParsedParagraph) -> bool:
    """*Interrogé sur X, le chancelier a répondu*: a title that is the subject of the verb right behind it."""
    doc, head, end = paragraph.doc, paragraph.doc[title.head], title.tokens[1]
    behind = head.dep_ in ("nsubj", "nsubj:pass") and head.head.i > head.i
    return behind and end < len(doc) and not doc[end].is_punct


def _is_rank_apposed(paragraph: ParsedParagraph, words: Sequence[Token], name: RawMention) -> bool:
    """*le chef de la junte**, le** colonel X,*: a name with its rank, set apart by commas."""
    doc, end = paragraph.doc, name.tokens[1]
    return (
        name.rank is not None
        and len(words) == 2
        and words[0].text == ","
        and plain(words[1]) in grammar_of(words[1]).determiners.articles
        and (end == len(doc) or doc[end].text in CLOSING)
    )


def _are_further_fields(words: Sequence[Token]) -> bool:
    """*ministre de la Justice **et des Cultes,** X*, *ministre des Finances**, du Budget et du Plan,** X*."""
    if len(words) < 4 or words[-1].text != ",":
        return False
    opens = True
    for word in words[:-1]:
        grammar = grammar_of(word)
        if word.text == "," or plain(word) in grammar.conjunctions.enumerating:
            opens = True
        elif (
            opens and preposition(word) != grammar.prepositions.genitive
        ) or word.pos_ not in COMPLEMENT_PARTS:
            return False
        else:
            opens = False
    return words[0].text == "," or plain(words[0]) in grammar_of(words[0]).conjunctions.enumerating


def _titles_the_next(title: RawMention, after: RawMention | None) -> bool:
    """*Selon Jan Orel, la présidente Vask a refusé*: the title belongs to the name right behind it."""
    people = (MentionKind.NAME, MentionKind.SURNAME)
    if title.kind is not MentionKind.OFFICE or after is None or after.kind not in people:
        return False
    return after.tokens[0] == title.tokens[1]


def _follows(first: Token, words: Collection[str]) -> bool:
    """Whether one of the words stands before a title, adjectives between left aside."""
    token = first
    while token.i > 0:
        token = token.nbor(-1)
        if token.pos_ != "ADJ":
            return plain(token) in words
    return False


def _is_told_of(title: Token) -> bool:
    """*apprised **the minister** of the clashes*: what follows goes with the verb."""
    telling = grammar_of(title).verbs.telling_of
    return title.dep_ in ("obj", "iobj") and title.head.lemma_.lower() in telling


def _complement_end(doc: Doc, end: int) -> int:
    """Where a title's complement ends that is no country (*de l'Énergie*, *of the bank*); `end`: none."""
    if end + 1 >= len(doc):
        return end
    grammar = grammar_of(doc[end])
    genitive = grammar.prepositions.genitive
    if preposition(doc[end]) != genitive:
        return end
    definite = plain(doc[end]) != genitive or plain(doc[end + 1]) in grammar.determiners.articles
    if not definite and doc[end + 1].pos_ != "PROPN":
        return end
    at, noun = end + 1, False
    while at < len(doc) and doc[at].pos_ in COMPLEMENT_PARTS and not (noun and doc[at].pos_ == "PROPN"):
        if doc[at].dep_ == "appos" and doc[at].head.i < end:
            break  # "ministre du Commerce extérieur **X**"
        noun = noun or doc[at].pos_ == "NOUN"
        at += 1
    return at


def _is_of_another(match: TitleMatch, tokens: Sequence[Token], end: int, possessive: Collection[str]) -> bool:
    """Whether a title is said to be somebody's whom it does not name."""
    if not match.of and _is_compound(tokens):
        return True
    return end > tokens[-1].i + 1 or (not match.of and _follows(tokens[0], possessive))


def _is_compound(tokens: Sequence[Token]) -> bool:
    """*the Council president*, *business leaders*: a noun before the title says of what."""
    first = tokens[0]
    if first.i == 0:
        return False
    before = first.nbor(-1)
    inside = range(first.i, tokens[-1].i + 1)
    return before.dep_ == "compound" and before.pos_ in ("NOUN", "PROPN") and before.head.i in inside


def _is_indefinite(first: Token) -> bool:
    """Whether an indefinite article stands before a title, adjectives between left aside."""
    token = first
    while token.i > 0:
        token = token.nbor(-1)
        if token.pos_ != "ADJ":
            return has_feature(token, "Definite", "Ind")
    return False


def _is_definite(tokens: Sequence[Token], end: int) -> bool:
    """Whether a title stands alone behind a definite article: *the leaders*, not *Western leaders*."""
    token, doc = tokens[0], tokens[0].doc
    if token.i == 0 or (end < len(doc) and doc[end].pos_ == "ADJ" and doc[end].head.i in range(token.i, end)):
        return False
    before = token.nbor(-1)
    if before.pos_ == "NUM" and before.i > 0:
        before = before.nbor(-1)
    return has_feature(before, "Definite", "Def")


def _overlap(left: RawMention, right: RawMention) -> bool:
    return left.tokens[0] < right.tokens[1] and right.tokens[0] < left.tokens[1]


def find_surnames_again(
    paragraph: ParsedParagraph, found: Sequence[RawMention], surnames: frozenset[str]
) -> list[RawMention]:
    """Further mentions, by surname alone, of people whom only the story knows."""
    taken = {i for m in found for i in range(*m.tokens)}
    return [
        RawMention(
            paragraph.at(t), paragraph.index, (t.i, t.i + 1), t.i, MentionKind.SURNAME, unknown_name=t.text
        )
        for t in paragraph.doc
        if t.i not in taken and t.text in surnames
    ]


def _inside(inner: RawMention, outer: RawMention) -> bool:
    return outer.tokens[0] <= inner.tokens[0] and inner.tokens[1] <= outer.tokens[1]


def _gender_before(token: Token) -> str | None:
    """The gender that the article before a token shows."""
    return grammar_of(token).determiners.genders.get(plain(token.nbor(-1))) if token.i > 0 else None
