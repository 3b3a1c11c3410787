"""First pass over a story: every phrase that may name somebody, with what its words say of him. Nothing is resolved.

A title and a name that stand together are one phrase (*le président russe Vladimir Poutine*, *Jan Orel, chef de la
diplomatie oslave*), and teach each other: from then on the story knows what office that name holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from verbale.actors.fold import fold
from verbale.actors.registry import ActorRegistry, How
from verbale.actors.titles import TitleLexicon, TitleMatch
from verbale.model import Span
from verbale.read.coreference_words import CoreferenceWords, Pronoun
from verbale.read.document import ParsedParagraph, head_of
from verbale.read.mention import MentionKind
from verbale.read.naming import NameFinder, NameHit


@dataclass(frozen=True, slots=True)
class RawMention:
    """A phrase and what its own words say.

    Attributes:
        entries: ids that its name can denote; empty when it bears no known name.
        how: in what capacity the name stands for them.
        offices: office keys of its title; `of`: ids of the countries or organisations that the title names.
        institution: key of an institution phrase (*la diplomatie oslave*), with `of`.
        unknown_name: a person's name that the registry does not know, as written.
        pronoun, pair, same_office: set for the words of coreference.toml.
    """

    span: Span
    paragraph: int
    tokens: tuple[int, int]
    head: int
    kind: MentionKind
    entries: tuple[str, ...] = ()
    how: How | None = None
    offices: frozenset[str] = frozenset()
    of: tuple[str, ...] = ()
    institution: str | None = None
    unknown_name: str | None = None
    gender: str | None = None
    plural: bool = False
    pronoun: Pronoun | None = None
    pair: str | None = None
    same_office: bool = False
    former: bool = False


class RawMentionFinder:
    """Finds the raw mentions of one paragraph after another."""

    def __init__(self, registry: ActorRegistry, names: NameFinder, titles: TitleLexicon, words: CoreferenceWords) -> None:
        self._registry, self._names, self._titles, self._words = registry, names, titles, words

    def find(self, paragraph: ParsedParagraph) -> list[RawMention]:
        """The raw mentions of a paragraph in order; none inside another."""
        hits = [h for h in self._names.find(paragraph.doc.text)]
        named = [m for m in (self._named(paragraph, h) for h in hits) if m is not None]
        demonyms = {t.i: h for h in hits for t in self._tokens(paragraph, h.span) if h.how is How.DEMONYM}
        titled = [m for m in (self._titled(paragraph, t) for t in self._titles.find(paragraph.doc.text)) if m is not None]
        unknown = self._unknown_names(paragraph, [*named, *titled])
        named = [m for m in named if not any(_inside(m, t) for t in titled)]
        merged = self._merged(paragraph, sorted([*named, *titled, *unknown], key=lambda m: m.tokens))
        taken = {i for m in merged for i in range(*m.tokens)}
        sides = {m.tokens[0]: m for m in named if m.kind in (MentionKind.SIDE, MentionKind.CAPITAL)}
        anaphors = list(self._anaphors(paragraph, taken, demonyms, sides))
        merged = [m for m in merged if not any(_overlap(m, a) for a in anaphors)]
        return sorted(self._merged(paragraph, sorted([*merged, *anaphors], key=lambda m: m.tokens)), key=lambda m: m.tokens)

    # --- names -----------------------------------------------------------------------------------------------------

    def _tokens(self, paragraph: ParsedParagraph, local: Span) -> list[Token]:
        return [t for t in paragraph.doc if t.idx < local.end and t.idx + len(t.text) > local.start]

    def _named(self, paragraph: ParsedParagraph, hit: NameHit) -> RawMention | None:
        tokens = self._tokens(paragraph, hit.span)
        if not tokens:
            return None
        how = hit.how
        if how is How.DEMONYM:
            return self._demonym(paragraph, hit, tokens)
        ids = tuple(f.entry_id for f in hit.forms if (f.how is how or {f.how, how} <= {How.NAME, How.ALIAS}))
        kind = {How.FULL_NAME: MentionKind.NAME, How.SURNAME: MentionKind.SURNAME, How.CAPITAL: MentionKind.CAPITAL}.get(how, MentionKind.SIDE)
        start, gender, plural = tokens[0].i, None, False
        if start > 0 and kind in (MentionKind.NAME, MentionKind.SURNAME):
            before = paragraph.doc[start - 1]
            if before.lower_ in self._words.courtesy:
                gender, plural = self._words.courtesy[before.lower_]
                start -= 1 if not plural else 0
        if kind is MentionKind.SIDE and start > 0:
            gender = {"la": "f", "le": "m"}.get(paragraph.doc[start - 1].lower_)
        return self._raw(paragraph, start, tokens[-1].i + 1, kind, entries=ids, how=how, gender=gender)

    def _demonym(self, paragraph: ParsedParagraph, hit: NameHit, tokens: list[Token]) -> RawMention | None:
        """*le Français*, *les Oslaves*: a noun in capitals with its own determiner; an adjective is no mention."""
        token = tokens[0]
        if not hit.capitalised or token.i == 0 or token.pos_ == "ADJ" and token.dep_ == "amod":
            return None
        before = paragraph.doc[token.i - 1]
        if before.lower_.replace("’", "'") not in ("le", "la", "l'", "les", "au", "aux", "du", "des", "ces", "que"):
            return None
        plural = "Plur" in token.morph.get("Number") or before.lower_ in ("les", "aux", "des", "ces")
        gender = {"Masc": "m", "Fem": "f"}.get(next(iter(token.morph.get("Gender")), ""))
        ids = tuple(f.entry_id for f in hit.forms if f.how is How.DEMONYM)
        return self._raw(
            paragraph, token.i, token.i + 1, MentionKind.DEMONYM, entries=ids, how=How.DEMONYM, gender=gender, plural=plural
        )

    def _unknown_names(self, paragraph: ParsedParagraph, known: Sequence[RawMention]) -> list[RawMention]:
        """Capitalised sequences of proper nouns that the registry does not know: two words, or one after *M.*."""
        taken = {i for m in known for i in range(*m.tokens)}
        found: list[RawMention] = []
        doc, i = paragraph.doc, 0
        while i < len(doc):
            start = i
            while i < len(doc) and i not in taken and _name_like(doc[i], first=i == start):
                i += 1
            courtesy = start > 0 and doc[start - 1].lower_ in self._words.courtesy
            if i - start >= 2 or (courtesy and i > start):
                name = paragraph.doc.text[doc[start].idx : doc[i - 1].idx + len(doc[i - 1].text)]
                gender, _ = self._words.courtesy.get(doc[start - 1].lower_, (None, False)) if courtesy else (None, False)
                kind = MentionKind.NAME if i - start >= 2 else MentionKind.SURNAME
                found.append(self._raw(paragraph, start - courtesy, i, kind, unknown_name=name, gender=gender))
            i = max(i, start + 1)
        return found

    # --- titles ----------------------------------------------------------------------------------------------------

    def _titled(self, paragraph: ParsedParagraph, match: TitleMatch) -> RawMention | None:
        """An office or an institution phrase; its article is left out, its country is part of it."""
        tokens = self._tokens(paragraph, Span(match.start, match.end))
        if not tokens:
            return None
        kind = MentionKind.SIDE if match.institution else MentionKind.OFFICE
        gender = match.gender
        if gender is None and match.institution and tokens[0].i > 0:
            gender = {"la": "f", "le": "m"}.get(paragraph.doc[tokens[0].i - 1].lower_)
        return self._raw(
            paragraph,
            tokens[0].i,
            tokens[-1].i + 1,
            kind,
            offices=frozenset(str(o) for o in match.offices),
            of=match.of,
            institution=str(match.institution) if match.institution else None,
            gender=gender,
            plural=match.plural,
            former=match.former,
        )

    def _merged(self, paragraph: ParsedParagraph, mentions: list[RawMention]) -> list[RawMention]:
        """Title + name and name, title become one mention."""
        merged: list[RawMention] = []
        i = 0
        while i < len(mentions):
            current = mentions[i]
            while i + 1 < len(mentions):
                joined = self._join(paragraph, current, mentions[i + 1])
                if joined is None:
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
        if title.kind not in titular or name.kind not in (MentionKind.NAME, MentionKind.SURNAME) or title.plural:
            return None
        if title.entries or title.unknown_name or (name.offices and between):
            return None
        words = paragraph.doc[left.tokens[1] : right.tokens[0]]
        if title is left and len(words) == 2 and words[0].pos_ == "ADJ":
            between = between[1:]  # "le chef de la délégation gouvernementale, Hugo Lessan"
        if title is left:
            near = between in ([], [","]) or (len(between) == 1 and between[0] in ("M.", "Mme"))
        else:
            near = len(between) <= 2 and between[:1] == [","] and (len(between) == 1 or between[1].lower() in ("le", "la", "l'", "l’", "son", "sa"))
        if not near or not self._may_hold(name, title) or (between and self._enumerates(paragraph, left, right)):
            return None
        return replace(
            name,
            span=Span(left.span.start, right.span.end),
            tokens=(left.tokens[0], right.tokens[1]),
            head=left.head if title is right or paragraph.doc[right.head].head.i in range(*left.tokens) else head_of(paragraph.doc[left.tokens[0] : right.tokens[1]]).i,
            kind=MentionKind.NAME,
            offices=name.offices | title.offices,
            of=tuple(dict.fromkeys([*name.of, *title.of])),
            gender=name.gender or title.gender,
        )

    def _may_hold(self, name: RawMention, title: RawMention) -> bool:
        """A known person takes a title only of the side he speaks for."""
        if not name.entries or not title.of:
            return True
        for entry_id in name.entries:
            tenures = self._registry.offices_of(entry_id, None)
            if not tenures or any(t.of in title.of or self._registry.side_of(t.of) in title.of for t in tenures):
                return True
            if self._registry.side_of(entry_id) in title.of:
                return True
        return False

    def _enumerates(self, paragraph: ParsedParagraph, left: RawMention, right: RawMention) -> bool:
        """*le président oslave, Jan Orel et Mira Stane*: with a comma, the name must be an apposition or be closed by a comma."""
        after = paragraph.doc[right.tokens[1]] if right.tokens[1] < len(paragraph.doc) else None
        if after is None or after.text in (",", ")", ".", ";", ":", "»", "—", "–"):
            return False
        return after.lower_ in ("et", "ainsi")

    # --- anaphors --------------------------------------------------------------------------------------------------

    def _anaphors(
        self, paragraph: ParsedParagraph, taken: set[int], demonyms: dict[int, NameHit], named: dict[int, RawMention]
    ) -> Iterable[RawMention]:
        doc = paragraph.doc
        for token in doc:
            raw = self._pair(paragraph, token)  # "les deux présidents" is a pair, though "présidents" is a title
            if raw is not None:
                yield raw
                continue
            if token.i in taken:
                continue
            lower = token.lower_.replace("’", "'")
            two = f"{lower} {doc[token.i + 1].lower_}" if token.i + 1 < len(doc) else ""
            pronoun = self._words.pronouns.get(two) or self._words.pronouns.get(lower)
            if pronoun is not None:
                if token.dep_ in ("expl", "expl:subj", "det") or (pronoun.role == "object" and token.dep_ not in ("iobj", "obl", "obl:arg", "obj", "nmod", "conj")):
                    continue
                width = 2 if two in self._words.pronouns else 1
                yield self._raw(
                    paragraph, token.i, token.i + width, MentionKind.PRONOUN, pronoun=pronoun, gender=pronoun.gender, plural=pronoun.plural
                )
                continue
            lemma = token.lemma_.lower()
            if lemma in self._words.counterparts:
                of, end = self._sides_after(paragraph, token.i + 1, demonyms, named)
                start = token.i - 1 if token.i and doc[token.i - 1].lower_ in ("son", "sa", "ses", "leur", "leurs") else token.i
                if start < token.i:
                    yield self._raw(
                        paragraph, start, end, MentionKind.COUNTERPART, of=of, same_office=self._words.counterparts[lemma]
                    )
                    continue
            phrase = next((p for p in self._words.same_source if _lower_words(doc, token.i, len(p)) == p), None)
            after = doc[token.i + len(phrase)] if phrase is not None and token.i + len(phrase) < len(doc) else None
            if phrase is not None and not (after is not None and (after.pos_ == "ADJ" or after.lower_ in ("de", "du", "d'", "d’", "des"))):
                yield self._raw(paragraph, token.i, token.i + len(phrase), MentionKind.SAME_SOURCE)
            elif lemma in self._words.delegations:
                of, end = self._sides_after(paragraph, token.i + 1, demonyms, named)
                yield self._raw(paragraph, token.i, end, MentionKind.DELEGATION, of=of, plural="Plur" in token.morph.get("Number"))

    def _sides_after(
        self, paragraph: ParsedParagraph, start: int, demonyms: dict[int, NameHit], named: dict[int, RawMention]
    ) -> tuple[tuple[str, ...], int]:
        """The countries that follow a noun as adjectives (*russe et ukrainienne*) or after *de*, and where they end."""
        doc, i, end = paragraph.doc, start, start
        found: list[str] = []
        while i < len(doc):
            if i in demonyms:
                found += [f.entry_id for f in demonyms[i].forms if f.how is How.DEMONYM]
                end = i = i + 1
            elif found and doc[i].lower_ in ("et", ",", "puis") and i + 1 in demonyms:
                i += 1
            elif not found and doc[i].lower_ in ("de", "du", "d'", "d’", "des") and i + 1 < len(doc):
                after = i + 2 if doc[i + 1].lower_ in ("la", "l'", "l’", "le", "les") else i + 1
                side = named.get(after)
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
        for phrase, kind in self._words.pair_phrases.items():
            if _lower_words(doc, token.i, len(phrase)) == phrase:
                return self._raw(paragraph, token.i, token.i + len(phrase), MentionKind.PAIR, pair=kind, plural=True)
        if token.i < 2 or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return None
        determiner = " ".join(_lower_words(doc, token.i - 2, 2))
        found = self._words.pairs.get((determiner, token.lemma_.lower()))
        if found is None:
            return None
        return self._raw(paragraph, token.i - 2, token.i + 1, MentionKind.PAIR, pair=found, plural=True)

    def _raw(self, paragraph: ParsedParagraph, start: int, end: int, kind: MentionKind, **more: object) -> RawMention:
        tokens = paragraph.doc[start:end]
        listed = list(tokens)
        head = head_of(listed)
        return RawMention(paragraph.span_of(listed), paragraph.index, (start, end), head.i, kind, **more)  # type: ignore[arg-type]


def _lower_words(doc: Sequence[Token], start: int, count: int) -> tuple[str, ...]:
    return tuple(t.lower_.replace("’", "'") for t in doc[start : start + count])


def _overlap(left: RawMention, right: RawMention) -> bool:
    return left.tokens[0] < right.tokens[1] and right.tokens[0] < left.tokens[1]


def surnames_again(paragraph: ParsedParagraph, found: Sequence[RawMention], surnames: frozenset[str]) -> list[RawMention]:
    """Further mentions, by surname alone, of people whom only the story knows."""
    taken = {i for m in found for i in range(*m.tokens)}
    return [
        RawMention(paragraph.at(t), paragraph.index, (t.i, t.i + 1), t.i, MentionKind.SURNAME, unknown_name=t.text)
        for t in paragraph.doc
        if t.i not in taken and t.text in surnames
    ]


def _inside(inner: RawMention, outer: RawMention) -> bool:
    return outer.tokens[0] <= inner.tokens[0] and inner.tokens[1] <= outer.tokens[1]


PARTICLES = frozenset({"de", "du", "d'", "al", "el", "bin", "ben", "ibn", "von", "van", "der", "da", "dos", "di", "del"})


def _name_like(token: Token, *, first: bool) -> bool:
    if token.text[:1].isupper() and token.pos_ in ("PROPN", "X") and any(c.islower() for c in token.text):
        return True
    # A particle only inside a name: the next word decides whether the name goes on.
    if not first and token.lower_ in PARTICLES and token.i + 1 < len(token.doc):
        following = token.doc[token.i + 1]
        return token.lower_ in ("al", "el", "bin", "ben", "ibn", "von", "van") and following.text[:1].isupper()
    return False
