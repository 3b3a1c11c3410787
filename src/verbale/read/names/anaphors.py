"""Phrases that stand for somebody named elsewhere: pronouns, pairs, counterparts, delegations, *the same
source*.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.actors.registry import How
from verbale.read.names.coreference_words import CoreferenceWords
from verbale.read.names.mention import MentionKind
from verbale.read.names.naming import NameHit
from verbale.read.names.raw_mention import RawMention, raw_mention
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.tokens import grammar_of, has_feature, plain, preposition
from verbale.syntax.tree import Doc, Token

# A clitic that is none of these stands for nobody.
OBJECT_RELATIONS = frozenset({"iobj", "obl", "obl:arg", "obj", "nmod", "conj"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
EXPLETIVE_RELATIONS = frozenset({"expl", "expl:subj", "det"})

# What goes on a phrase that a pair's determiner opens ("the two countries").
IN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


class AnaphorFinder:
    """Finds the phrases of coreference.toml."""

    def __init__(self, words: CoreferenceWords) -> None:
        self._words = words
        self._pair_determiners = frozenset(determiner for determiner, _ in words.pairs)
        self._pair_nouns = frozenset(noun for _, noun in words.pairs)
        self._pair_openings = frozenset(phrase[0] for phrase in words.pair_phrases)
        self._same_openings = frozenset(phrase[0] for phrase in words.same_source)
        self._pronoun_openings = frozenset(form.split()[0] for form in words.pronouns)

    def find(
        self,
        paragraph: ParsedParagraph,
        taken: set[int],
        demonyms: dict[int, NameHit],
        named: dict[int, RawMention],
    ) -> Iterator[RawMention]:
        """The raw mentions of a paragraph that bear no name.

        Args:
            taken: tokens that are part of a name or a title; only a pair may hold them.
            demonyms: demonyms by token.
            named: countries and capitals by their first token.
        """
        for token in paragraph.doc:
            raw = self._pair(
                paragraph, token
            )  # "les deux présidents" is a pair, though "présidents" is a title
            if raw is None and token.i not in taken:
                raw = self._anaphor(paragraph, token, demonyms, named)
            if raw is not None:
                yield raw

    def _anaphor(
        self,
        paragraph: ParsedParagraph,
        token: Token,
        demonyms: dict[int, NameHit],
        named: dict[int, RawMention],
    ) -> RawMention | None:
        if plain(token) in self._pronoun_openings:
            words = _lower_words(paragraph.doc, token.i, 2)
            for width in (2, 1):
                if " ".join(words[:width]) in self._words.pronouns:
                    return self._pronoun(paragraph, token, " ".join(words[:width]), width)
        lemma = token.lemma_.lower()
        if lemma in self._words.counterparts and token.i > 0:
            raw = self._counterpart(paragraph, token, demonyms, named)
            if raw is not None:
                return raw
        rank = self._words.ranks.get(plain(token))
        if rank is not None and _stands_alone(paragraph.doc, token):
            return raw_mention(
                paragraph, token.i, token.i + 1, MentionKind.OFFICE, rank=rank.key, offices=rank.offices
            )
        phrase = self._same_source(paragraph, token)
        if phrase:
            institutions = self._words.same_source[phrase]
            end = token.i + len(phrase)
            return raw_mention(paragraph, token.i, end, MentionKind.SAME_SOURCE, institutions=institutions)
        if lemma in self._words.delegations:
            of, end = self._sides_after(paragraph, token.i + 1, demonyms, named)
            plural = has_feature(token, "Number", "Plur")
            return raw_mention(paragraph, token.i, end, MentionKind.DELEGATION, of=of, plural=plural)
        return None

    def _pronoun(self, paragraph: ParsedParagraph, token: Token, form: str, width: int) -> RawMention | None:
        pronoun = self._words.pronouns[form]
        if width == 1 and token.dep_ in EXPLETIVE_RELATIONS:
            return None
        if pronoun.role == "object" and token.dep_ not in OBJECT_RELATIONS:
            return None
        return raw_mention(
            paragraph,
            token.i,
            token.i + width,
            MentionKind.PRONOUN,
            pronoun=pronoun,
            gender=pronoun.gender,
            plural=pronoun.plural,
        )

    def _counterpart(
        self,
        paragraph: ParsedParagraph,
        token: Token,
        demonyms: dict[int, NameHit],
        named: dict[int, RawMention],
    ) -> RawMention | None:
        """*son homologue oslave*, *his Oslavian counterpart*, *Vask's counterpart*: somebody's, or that of a
        country before the word.
        """
        doc = paragraph.doc
        sides, start = _sides_before(token, demonyms, named)
        of, end = (
            (sides, token.i + 1) if sides else self._sides_after(paragraph, token.i + 1, demonyms, named)
        )
        before = plain(doc[start - 1]) if start > 0 else ""
        if not of and token.lemma_.lower() in self._words.with_country:
            return None
        behind = len(of) == sum(i in demonyms for i in range(token.i + 1, end))
        several = has_feature(token, "Number", "Plur") and (bool(sides) or behind)
        if before in grammar_of(token).determiners.possessive:
            return raw_mention(
                paragraph, start - 1, end, MentionKind.COUNTERPART, of=of, plural=several and len(of) > 1
            )
        if sides or before in self._words.owners.behind:
            return raw_mention(paragraph, start, end, MentionKind.COUNTERPART, of=of)
        return None

    def _same_source(self, paragraph: ParsedParagraph, token: Token) -> tuple[str, ...]:
        """The words of *la même source* that begin here; none when the phrase goes on to say whose it is."""
        doc = paragraph.doc
        if plain(token) not in self._same_openings:
            return ()
        begun = [p for p in self._words.same_source if p[0] == plain(token)]
        phrases = (p for p in begun if _lower_words(doc, token.i, len(p)) == p)
        phrase: tuple[str, ...] = next(phrases, ())
        end = token.i + len(phrase)
        if not phrase or end >= len(doc):
            return phrase
        genitive = grammar_of(token).prepositions.genitive
        adjective = doc[end].pos_ == "ADJ" and doc[end].head is not doc[end]  # not the sentence's verb
        goes_on = adjective or preposition(doc[end]) == genitive
        return () if goes_on else phrase

    def _sides_after(
        self,
        paragraph: ParsedParagraph,
        start: int,
        demonyms: dict[int, NameHit],
        named: dict[int, RawMention],
    ) -> tuple[tuple[str, ...], int]:
        """The countries that follow a noun as adjectives (*russe et ukrainienne*) or after *de*, and where
        they end.
        """
        doc, i, end = paragraph.doc, start, start
        found: list[str] = []
        while i < len(doc):
            grammar = grammar_of(doc[i])
            if i in demonyms:
                found += [f.entry_id for f in demonyms[i].forms if f.how is How.DEMONYM]
                end = i = i + 1
            elif found and i + 1 in demonyms and plain(doc[i]) in grammar.conjunctions.between_sides:
                i += 1
            elif not found and i + 1 < len(doc) and preposition(doc[i]) == grammar.prepositions.genitive:
                article = plain(doc[i + 1]) in grammar.determiners.articles
                side = named.get(i + 2 if article else i + 1)
                if side is None:
                    break
                found += side.entries
                end = i = side.tokens[1]
            else:
                break
        return tuple(dict.fromkeys(found)), end

    def _pair(self, paragraph: ParsedParagraph, token: Token) -> RawMention | None:
        """*les deux hommes*, *aux trois dirigeants*, *tous deux*."""
        doc = paragraph.doc
        opens = plain(token) in self._pair_openings
        for phrase, kind in self._words.pair_phrases.items() if opens else ():
            if len(phrase) == 1 and token.dep_ not in SUBJECTS:
                continue  # "both X and Y", "they both"
            if phrase[0] == plain(token) and _lower_words(doc, token.i, len(phrase)) == phrase:
                end = token.i + len(phrase)
                if (
                    " ".join(phrase) in self._pair_determiners
                    and end < len(doc)
                    and doc[end].pos_ in IN_PHRASE
                ):
                    continue  # "the two countries"
                return raw_mention(
                    paragraph, token.i, token.i + len(phrase), MentionKind.PAIR, pair=kind, plural=True
                )
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.lemma_.lower() not in self._pair_nouns:
            return None
        for width in (2, 1):
            if token.i >= width:
                determiner = " ".join(_lower_words(doc, token.i - width, width))
                found = self._words.pairs.get((determiner, token.lemma_.lower()))
                if found is not None and (width > 1 or not _is_alone(token)):
                    start, end = token.i - width, token.i + 1
                    gender = self._words.pair_genders.get(token.lemma_.lower())
                    offices = self._words.pair_offices.get(token.lemma_.lower(), frozenset())
                    return raw_mention(
                        paragraph,
                        start,
                        end,
                        MentionKind.PAIR,
                        pair=found,
                        gender=gender,
                        offices=offices,
                        plural=True,
                    )
        return None


def _is_alone(token: Token) -> bool:
    """*the leader*, *the leaders of N*: behind a mere article a noun is no pair unless it is a plural of its
    own.
    """
    if plain(token.nbor(-1)) not in grammar_of(token).determiners.articles:
        return False
    behind = token.nbor() if token.i + 1 < len(token.doc) else None
    goes_on = behind is not None and (
        behind.pos_ in IN_PHRASE or preposition(behind) == grammar_of(token).prepositions.genitive
    )
    return goes_on or not has_feature(token, "Number", "Plur")


def _stands_alone(doc: Doc, token: Token) -> bool:
    """*the general*, *le général*: behind its article and before no name or complement."""
    if token.i == 0 or not has_feature(doc[token.i - 1], "Definite", "Def"):
        return False
    if token.i + 1 == len(doc):
        return True
    after = doc[token.i + 1]
    if after.pos_ in ("NOUN", "PROPN", "ADJ") and after.dep_ != "appos":
        return False
    return preposition(after) != grammar_of(token).prepositions.genitive


def _sides_before(
    token: Token, demonyms: dict[int, NameHit], named: dict[int, RawMention]
) -> tuple[tuple[str, ...], int]:
    """The countries named right before a noun (*Oslavian*, *US*), and where they begin."""
    ends = {m.tokens[1]: m for m in named.values()}
    found: list[str] = []
    doc, start = token.doc, token.i
    while start > 0:
        if start - 1 in demonyms:
            found += [f.entry_id for f in demonyms[start - 1].forms if f.how is How.DEMONYM]
            start -= 1
        elif start in ends:
            found += ends[start].entries
            start = ends[start].tokens[0]
        elif (
            # "his Oslavian **and** Vaskan counterparts"
            found
            and has_feature(token, "Number", "Plur")
            and plain(doc[start - 1]) in grammar_of(token).conjunctions.between_sides
            and (start - 2 in demonyms or start - 1 in ends)
        ):
            start -= 1
        else:
            break
    return tuple(dict.fromkeys(found)), start


def _lower_words(doc: Doc, start: int, count: int) -> tuple[str, ...]:
    return tuple([t.plain_ for t in doc.tokens[start : start + count]])
