"""Office titles and nominal institutions in running text: *le ministre ukrainien de la Défense*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from verbale.actors.registry import ActorRegistry, How
from verbale.actors.schema import ActorKind, InstitutionKey, Office, Words
from verbale.errors import LexiconError
from verbale.fold import fold_in_place
from verbale.lexicon import language_file, load_toml

# A word, with the apostrophe that elides it; hyphenated compounds are one word; other signs stand alone.
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*'?|[^\w\s]")
_SLOT = "|"  # in a form: where a demonym may stand ("ministre | de la Défense")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PhraseIn(_Strict):
    """One entry of titles.toml.

    Attributes:
        m, f, mp, fp: its forms, masculine, feminine, and plural; "|" marks where a demonym may stand.
        only_of: ids of the only countries in which the words mean this.
        implies: ids of the sides that the words themselves name ("président du Conseil européen").
        needs_country: the words are too common to count without a country ("armée", "responsables").
        example, finds, of: a test finds in `example` exactly `finds`, of the countries named `of`.
    """

    m: Words | None = None
    f: Words | None = None
    mp: Words | None = None
    fp: Words | None = None
    offices: tuple[Office, ...] = ()
    institution: InstitutionKey | None = None
    only_of: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    needs_country: bool = False
    example: str
    finds: str
    of: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_of_both(self) -> PhraseIn:
        if bool(self.offices) == bool(self.institution):
            raise ValueError("needs either `offices` or `institution`")
        if not (self.m or self.f or self.mp or self.fp):
            raise ValueError("has no form: give `m`, `f`, `mp` or `fp`")
        return self


class JoinersIn(_Strict):
    """The small words around a title. Each string is a sequence of words."""

    of: Words = Field(description="between a title and its country: de la, du")
    conjunction: Words = Field(description="between two demonyms or countries: et, ou, a comma")
    former_before: Words
    former_prefix: Words
    acting_after: Words


class TitlesFile(_Strict):
    """A language's titles.toml."""

    joiners: JoinersIn
    title: tuple[PhraseIn, ...]
    institution: tuple[PhraseIn, ...]


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """An office or a nominal institution found in a text.

    Attributes:
        start, end: code points of the whole phrase, the country included, without its article.
        head_end: where the phrase without a country that follows it ends.
        offices: what the title can mean, likeliest first; empty for an institution.
        institution: the key; None for a title.
        of: ids of the countries, organisations or institutions it belongs to ("Q159",
            "Q159:foreign_ministry"); empty when the phrase names none or an ambiguous one.
        slots: every side that the phrase names with all that it can be: *les présidents congolais et
            rwandais* has two slots, the first with both Congos; `of` holds the unambiguous ones.
        only_of: the countries in which the words have this meaning; empty is all.
        gender, plural: of the form as written; gender None if the form has both.
        former: an ex-holder; acting: an interim one.
        entry: the entry it was read by, for reasons.
    """

    start: int
    end: int
    head_end: int
    offices: tuple[Office, ...]
    institution: InstitutionKey | None
    of: tuple[str, ...]
    slots: tuple[tuple[str, ...], ...]
    only_of: tuple[str, ...]
    gender: Literal["m", "f"] | None
    plural: bool
    former: bool
    acting: bool
    entry: PhraseIn


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Reading:
    entry: PhraseIn
    genders: frozenset[str]
    plural: bool


class _Node:
    """A trie over words; `ends` holds what a sequence ending here stands for."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: list[Any] = []

    def add(self, words: Sequence[str], payload: object) -> None:
        node = self
        for word in words:
            node = node.next.setdefault(word, _Node())
        node.ends.append(payload)

    def longest(self, tokens: Sequence[_Token], start: int) -> tuple[int, list[Any]] | None:
        """End index and payloads of the longest sequence that begins at `start`."""
        node, best = self, None
        for index in range(start, len(tokens)):
            if (after := node.next.get(tokens[index].text)) is None:
                break
            node = after
            if node.ends:
                best = index + 1, node.ends
        return best


# Reads a country at a token: the index after it (the same if there is none) and the ids it can be.
_Slot = tuple[str, ...]
_SideReader = Callable[[list[_Token], int], tuple[int, _Slot]]


def _tokens(folded: str) -> list[_Token]:
    return [_Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded)]


def _words(form: str) -> list[str]:
    return [token.text for token in _tokens(fold_in_place(form))]


class TitleLexicon:
    """A language's office titles and institution nouns, bound to a registry's countries."""

    def __init__(self, language: str, data: TitlesFile, registry: ActorRegistry) -> None:
        self.language, self.entries = language, (*data.title, *data.institution)
        self._registry = registry
        self._forms, self._demonyms, self._names = _Node(), _Node(), _Node()
        self._of, self._conjunction, self._acting = _Node(), _Node(), _Node()
        for words, trie in (
            (data.joiners.of, self._of),
            (data.joiners.conjunction, self._conjunction),
            (data.joiners.acting_after, self._acting),
        ):
            for word in words:
                trie.add(_words(word), True)
        self._former = frozenset(fold_in_place(word) for word in data.joiners.former_before)
        self._prefixes = tuple(fold_in_place(prefix) for prefix in data.joiners.former_prefix)
        self._add_forms()
        self._add_sides()

    def _add_forms(self) -> None:
        for entry in self.entries:
            readings: dict[str, tuple[set[str], bool]] = {}
            for genders, plural, forms in (
                ("m", False, entry.m),
                ("f", False, entry.f),
                ("m", True, entry.mp),
                ("f", True, entry.fp),
            ):
                for form in forms or ():
                    readings.setdefault(form, (set(), plural))[0].add(genders)
            for form, (found, plural) in readings.items():
                self._forms.add(_words(form), _Reading(entry, frozenset(found), plural))

    def _add_sides(self) -> None:
        registry = self._registry
        named = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.INSTITUTION)
        for form, hits in registry.folded_forms(self.language).items():
            by_demonym = [h.entry_id for h in hits if h.how == How.DEMONYM]
            by_name = [
                h.entry_id
                for h in hits
                if h.how in (How.NAME, How.ALIAS) and (e := registry.get(h.entry_id)) and e.kind in named
            ]
            if by_demonym:
                self._demonyms.add(_words(form), tuple(by_demonym))
            if by_name:
                self._names.add(_words(form), tuple(by_name))

    def find(self, text: str) -> list[TitleMatch]:
        """All titles and institutions, left to right: the longest at each place, none inside another."""
        tokens = _tokens(fold_in_place(text))
        found, index = [], 0
        while index < len(tokens):
            hit = self._match(tokens, index)
            if hit is None:
                index += 1
            else:
                found.append(hit[0])
                index = hit[1]
        return found

    def _match(self, tokens: list[_Token], start: int) -> tuple[TitleMatch, int] | None:
        prefix = next((p for p in self._prefixes if tokens[start].text.startswith(p)), "")
        first = tokens[start]
        if prefix:
            stripped = _Token(first.text[len(prefix) :], first.start + len(prefix), first.end)
            tokens = [*tokens[:start], stripped, *tokens[start + 1 :]]
        readings = []
        for end, reading, inner in self._walk(tokens, start, self._forms, ()):
            after, slots = (end, inner) if inner else self._sides_after(tokens, end, plural=reading.plural)
            slots = slots or tuple((side,) for side in reading.entry.implies)
            readings.append((after, all(len(s) == 1 for s in slots), bool(slots), end, reading, slots))
        # The longest wins, then the clearest: "président | de la République du Congo" is of one country.
        for after, _, _, end, reading, slots in sorted(readings, key=lambda r: r[:4], reverse=True):
            entry = reading.entry
            sides = tuple(slot[0] for slot in slots if len(slot) == 1)
            if (
                entry.only_of
                and slots
                and not {side for slot in slots for side in slot} <= set(entry.only_of)
            ):
                continue
            if entry.needs_country and not slots:
                continue
            acting = self._acting.longest(tokens, after) or self._acting.longest(tokens, end)
            genders = reading.genders
            match = TitleMatch(
                start=first.start,
                end=tokens[after - 1].end,
                head_end=tokens[end - 1].end,
                offices=entry.offices,
                institution=entry.institution,
                of=sides,
                slots=slots,
                only_of=entry.only_of,
                gender=None if len(genders) != 1 else ("m" if "m" in genders else "f"),
                plural=reading.plural,
                former=bool(prefix) or (start > 0 and tokens[start - 1].text in self._former),
                acting=acting is not None,
                entry=entry,
            )
            return match, after
        return None

    def _walk(
        self, tokens: list[_Token], index: int, node: _Node, inner: tuple[_Slot, ...]
    ) -> Iterator[tuple[int, _Reading, tuple[_Slot, ...]]]:
        for reading in node.ends:
            yield index, reading, inner
        if index < len(tokens) and (after := node.next.get(tokens[index].text)) is not None:
            yield from self._walk(tokens, index + 1, after, inner)
        if (slot := node.next.get(_SLOT)) is not None:
            yield from self._walk(tokens, index, slot, inner)
            end, sides = self._list(tokens, index, self._one_demonym, several=True)
            if end > index:
                yield from self._walk(tokens, end, slot, sides)

    def _sides_after(
        self, tokens: list[_Token], index: int, *, plural: bool
    ) -> tuple[int, tuple[_Slot, ...]]:
        for one in (self._one_demonym, self._one_named):
            end, slots = self._list(tokens, index, one, several=plural)
            if end > index:
                return end, slots
        return index, ()

    def _list(
        self, tokens: list[_Token], index: int, one: _SideReader, *, several: bool
    ) -> tuple[int, tuple[_Slot, ...]]:
        """Read one side, or (several) a list of them; where there is none the index stays as it was."""
        end, slot = one(tokens, index)
        slots = [slot] if end > index else []
        while several and end > index and (joined := self._conjunction.longest(tokens, end)) is not None:
            after, slot = one(tokens, joined[0])
            if after == joined[0]:
                break
            end = after
            slots.append(slot)
        return end, tuple(dict.fromkeys(slots))

    def _one_demonym(self, tokens: list[_Token], index: int) -> tuple[int, _Slot]:
        hit = self._demonyms.longest(tokens, index)
        return (index, ()) if hit is None else (hit[0], _joined(hit[1]))

    def _one_named(self, tokens: list[_Token], index: int) -> tuple[int, _Slot]:
        of = self._of.longest(tokens, index)
        if of is None:
            return index, ()
        hit = self._names.longest(tokens, of[0])
        if hit is not None:
            return hit[0], _joined(hit[1])
        body = self._match(tokens, of[0]) if of[0] < len(tokens) else None
        if body is not None and body[0].institution and body[0].of:
            key = body[0].institution
            return body[1], tuple(self._registry.institution(side, key).id or side for side in body[0].of)
        return index, ()


def _joined(payloads: Iterable[_Slot]) -> _Slot:
    return tuple(dict.fromkeys(entry_id for ids in payloads for entry_id in ids))


def load_titles(language: str, registry: ActorRegistry) -> TitleLexicon:
    """Read `languages/<language>/titles.toml`.

    Raises:
        LexiconError: the file is missing or an entry is not of the shape.
    """
    path = language_file(language, "titles.toml")
    raw: Mapping[str, Any] = load_toml(path)
    try:
        data = TitlesFile.model_validate(raw)
    except ValidationError as e:
        first = e.errors()[0]
        place = first["loc"]
        label = ".".join(str(part) for part in place)
        if len(place) > 1 and place[0] in ("title", "institution") and isinstance(place[1], int):
            given = raw[str(place[0])][place[1]]
            label = str(next((given[k] for k in ("m", "f", "mp", "fp") if k in given), label))
        raise LexiconError(str(path), label, first["msg"]) from e
    return TitleLexicon(language, data, registry)
