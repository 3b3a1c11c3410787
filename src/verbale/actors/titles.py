"""Office titles and nominal institutions in running text: *le ministre ukrainien de la Défense*, *Ukraine's
defence minister*, *US Secretary of State*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from verbale.actors.registry import ActorRegistry, Form, How
from verbale.actors.schema import ActorKind, InstitutionKey, Office
from verbale.actors.title_file import PhraseIn, TitlesFile, read_titles_file
from verbale.fold import fold_in_place

# A word, with the apostrophe that elides it; hyphenated compounds are one word; other signs stand alone.
_ELIDING = re.compile(r"[^\W_]+(?:-[^\W_]+)*'?|[^\w\s]")
# The same where an apostrophe begins a possessive: france + 's.
_POSSESSIVE = re.compile(r"'s(?![^\W_])|[^\W_]+(?:-[^\W_]+)*|[^\w\s]")
_ACRONYM_AT_MOST = 4
_Slot = tuple[str, ...]
_SLOT = "|"  # in a form: where a demonym may stand ("ministre | de la Défense")


# Of whom a capital says which country they serve.
OF_CAPITALS = frozenset(
    {
        Office.FOREIGN_MINISTER,
        Office.DEPUTY_FOREIGN_MINISTER,
        Office.DEFENCE_MINISTER,
        Office.SPOKESPERSON,
        Office.ENVOY,
        Office.NEGOTIATOR,
        Office.AMBASSADOR,
    }
)
_GENDERS: Mapping[frozenset[str], Literal["m", "f"]] = {frozenset("m"): "m", frozenset("f"): "f"}


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
        label: of an institution that has one, with the rank before it ("senior official").
        former: an ex-holder; coming: one who does not hold it yet; acting: an interim one.
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
    coming: bool
    acting: bool
    label: str | None
    entry: PhraseIn


class _Token(NamedTuple):
    """A folded word; `written` as the text has it."""

    text: str
    start: int
    end: int
    written: str


@dataclass(frozen=True, slots=True)
class _Reading:
    entry: PhraseIn
    genders: frozenset[str]
    plural: bool
    acronym: bool


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
_SideReader = Callable[[list[_Token], int], tuple[int, _Slot]]


def _is_acronym(form: str) -> bool:
    return len(form) <= _ACRONYM_AT_MOST and form.isupper()


@dataclass(frozen=True, slots=True)
class _Side:
    """What a demonym or name stands for, and how it must be written to do so."""

    ids: _Slot
    capital: bool
    acronym: bool

    def is_written_so(self, tokens: Sequence[_Token]) -> bool:
        """Whether the words have the capitals that the name has ("US" is no "us")."""
        if self.acronym:
            return all(t.written.isupper() for t in tokens if t.written.isalpha())
        return not self.capital or tokens[0].written[:1].isupper()


class TitleLexicon:
    """A language's office titles and institution nouns, bound to a registry's countries."""

    def __init__(self, language: str, data: TitlesFile, registry: ActorRegistry) -> None:
        self.language, self.entries = language, (*data.title, *data.institution)
        self._registry = registry
        joiners = data.joiners
        self._names_before = joiners.names_before
        self._token = _POSSESSIVE if joiners.possessive else _ELIDING
        self._forms, self._demonyms, self._names, self._capitals = _Node(), _Node(), _Node(), _Node()
        self._of, self._to, self._between = self._trie(joiners.of), self._trie(joiners.to), _Node()
        self._conjunction, self._acting = self._trie(joiners.conjunction), self._trie(joiners.acting_after)
        self._between = self._trie(
            (*joiners.between, *joiners.acting_before, *joiners.former_before, *joiners.coming_before)
        )
        self._possessive = self._trie(joiners.possessive)
        self._also_of = {
            id(entry): self._trie((*joiners.of, *entry.also_of)) for entry in self.entries if entry.also_of
        }
        self._former = frozenset(fold_in_place(word) for word in joiners.former_before)
        self._coming = frozenset(fold_in_place(word) for word in joiners.coming_before)
        self._acting_before = frozenset(fold_in_place(word) for word in joiners.acting_before)
        self._ranks = {fold_in_place(word): rank for word, rank in joiners.ranks.items()}
        self._prefixes = tuple(fold_in_place(prefix) for prefix in joiners.former_prefix)
        self._add_forms()
        self._add_sides()
        # The words that a title or the side before it may begin with: most words of a text do not.
        self._starts = {*self._forms.next}
        if joiners.names_before or _SLOT in self._starts:
            self._starts |= {*self._demonyms.next, *self._names.next, *self._capitals.next}

    def _tokens(self, text: str) -> list[_Token]:
        found = self._token.finditer(fold_in_place(text))
        return [_Token(m.group(), *m.span(), text[m.start() : m.end()]) for m in found]

    def _words(self, form: str) -> list[str]:
        return [token.text for token in self._tokens(form)]

    def _trie(self, phrases: Iterable[str]) -> _Node:
        trie = _Node()
        for phrase in phrases:
            trie.add(self._words(phrase), True)
        return trie

    def _add_forms(self) -> None:
        for entry in self.entries:
            readings: dict[str, tuple[set[str], bool]] = {}
            for genders, plural, forms in (
                ("m", False, entry.m),
                ("f", False, entry.f),
                ("m", True, entry.mp),
                ("f", True, entry.fp),
                ("n", False, entry.n),
                ("n", True, entry.np),
            ):
                for form in forms or ():
                    readings.setdefault(form, (set(), plural))[0].add(genders)
            for form, (found, plural) in readings.items():
                reading = _Reading(entry, frozenset(found), plural, _is_acronym(form))
                self._forms.add(self._words(form), reading)

    def _add_sides(self) -> None:
        registry = self._registry
        named = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.INSTITUTION)
        for hits in registry.folded_forms(self.language).values():
            by_demonym = [h for h in hits if h.how == How.DEMONYM]
            by_name = [
                h
                for h in hits
                if h.how in (How.NAME, How.ALIAS) and (e := registry.get(h.entry_id)) and e.kind in named
            ]
            by_capital = [h for h in hits if h.how == How.CAPITAL]
            tries = ((self._demonyms, by_demonym), (self._names, by_name), (self._capitals, by_capital))
            for trie, found in tries:
                if found:
                    trie.add(self._words(found[0].written), self._side(found))

    def _side(self, hits: Sequence[Form]) -> _Side:
        written = [h.written for h in hits]
        return _Side(
            tuple(h.entry_id for h in hits),
            # French writes demonyms small; only where all write a capital one is needed
            capital=self._names_before and all(w[:1].isupper() for w in written),
            acronym=self._names_before and all(map(_is_acronym, written)),
        )

    def find(self, text: str) -> list[TitleMatch]:
        """All titles and institutions, left to right: the longest at each place, none inside another."""
        tokens = self._tokens(text)
        found, index = [], 0
        while index < len(tokens):
            word = tokens[index].text
            if word not in self._starts and not word.startswith(self._prefixes):
                index += 1
                continue
            hit = self._match(tokens, index)
            if hit is None:
                index += 1
            else:
                found.append(hit[0])
                index = hit[1]
        return found

    def _match(
        self, tokens: list[_Token], start: int, *, bodies: bool = True
    ) -> tuple[TitleMatch, int] | None:
        """The title or institution that begins at a token, and where it ends.

        Args:
            bodies: whether an institution may stand before it ("Foreign Ministry spokesman").
        """
        prefix, first = "", tokens[start]
        if first.text.startswith(self._prefixes):
            prefix = next(p for p in self._prefixes if first.text.startswith(p))
            cut = len(prefix)
            stripped = _Token(first.text[cut:], first.start + cut, first.end, first.written[cut:])
            tokens = [*tokens[:start], stripped, *tokens[start + 1 :]]
        if tokens[start].text not in self._starts:
            return None
        readings = []
        for begin, end, reading, inner in self._readings(tokens, start, bodies=bodies):
            past = self._past_acting(tokens, end)
            after, slots = (past, inner) if inner else self._sides_after(tokens, past, reading)
            after = self._past_acting(tokens, after)
            if reading.entry.sent_to:
                after = max(after, self._destination(tokens, end))
            slots = slots or tuple((side,) for side in reading.entry.implies)
            clear = all(len(s) == 1 for s in slots)
            readings.append((after, clear, bool(slots), end, begin, reading, slots))
        # The longest wins, then the clearest: "président | de la République du Congo" is of one country.
        for after, _, _, end, begin, reading, slots in sorted(readings, key=lambda r: r[:4], reverse=True):
            entry = reading.entry
            sides = tuple(slot[0] for slot in slots if len(slot) == 1)
            if not self._may_be_of(entry, slots):
                continue
            before = {t.text for t in tokens[max(0, start - 1) : begin]}
            acting = any(self._acting.longest(tokens, i) for i in range(end, after))
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
                gender=_GENDERS.get(genders),
                plural=reading.plural,
                former=bool(prefix) or bool(before & self._former),
                coming=bool(before & self._coming),
                acting=acting or bool(before & self._acting_before),
                label=self._label(entry, before),
                entry=entry,
            )
            return match, after
        return None

    def _past_acting(self, tokens: list[_Token], end: int) -> int:
        """Where *par intérim* ends that begins at a token; the same token if it does not."""
        acting = self._acting.longest(tokens, end)
        return acting[0] if acting is not None else end

    def _label(self, entry: PhraseIn, before: Collection[str]) -> str | None:
        rank = next((rank for folded, rank in self._ranks.items() if folded in before), None)
        return f"{rank} {entry.label}" if rank and entry.label else entry.label

    def _may_be_of(self, entry: PhraseIn, slots: tuple[_Slot, ...]) -> bool:
        """Whether the words mean this of the sides that they name."""
        named = {side for slot in slots for side in slot}
        others = named - set(entry.only_of)
        if entry.only_of and slots and others and not (entry.or_held and self._all_held(entry, others)):
            return False
        if entry.of_kinds and not all(
            (actor := self._registry.get(side)) and actor.kind in entry.of_kinds for side in named
        ):
            return False
        if entry.of_person == "only" and slots:
            return False
        return bool(slots) or not entry.needs_country or entry.of_person is not None

    def _all_held(self, entry: PhraseIn, sides: Iterable[str]) -> bool:
        """Whether in each of these countries somebody holds or held the office."""
        return all(self._registry.holders(entry.offices, side, None) for side in sides)

    def _readings(
        self, tokens: list[_Token], start: int, *, bodies: bool
    ) -> Iterator[tuple[int, int, _Reading, tuple[_Slot, ...]]]:
        """Where the title itself begins and ends, what it is, and the sides before or inside it."""
        for end, reading, inner in self._walk(tokens, start, self._forms, ()):
            if self._is_written_so(tokens, start, end, reading):
                yield start, end, reading, inner
        if not self._names_before:
            return
        # "Israeli army chief": the chief of the army of Israel, though "Israeli army" is a name as well
        word = tokens[start].text
        demonym, name, capital = (word in t.next for t in (self._demonyms, self._names, self._capitals))
        readers: list[tuple[_SideReader, bool]] = []  # less those of which nothing begins so
        readers += [(self._demonym_before, False)] if demonym else []
        readers += [(self._name_before, False)] if name else []
        readers += [(self._body_before, False)] if bodies else []
        readers += [(self._capital_before, False)] if capital else []
        readers += [(self._one_before, True)] if demonym or name else []
        for one, several in readers:
            of_capital = one == self._capital_before
            begin, sides = self._list(tokens, start, one, several=several)
            if begin == start or (several and len(sides) < 2):
                continue
            for at in self._between_words(tokens, begin):
                for end, reading, inner in self._walk(tokens, at, self._forms, ()):
                    if of_capital and not _speaks_for_capital(reading.entry):
                        continue
                    if reading.plural >= several and self._is_written_so(tokens, at, end, reading):
                        yield at, end, reading, sides or inner

    def _is_written_so(self, tokens: list[_Token], start: int, end: int, reading: _Reading) -> bool:
        """Whether an abbreviation is in capitals, and not behind a figure ("3 PM")."""
        if not (reading.acronym and self._names_before):
            return True
        behind_figure = start > 0 and tokens[start - 1].text[-1].isdigit()
        return not behind_figure and all(t.written.isupper() for t in tokens[start:end])

    def _between_words(self, tokens: list[_Token], index: int) -> Iterator[int]:
        """Where a title may begin behind its side: at once, or behind words like "former"."""
        yield index
        while (hit := self._between.longest(tokens, index)) is not None:
            index = hit[0]
            yield index

    def _destination(self, tokens: list[_Token], index: int) -> int:
        """Where the words end that say where an envoy is sent; `index` when there are none."""
        return self._one_named(tokens, index, self._to)[0] if self._to.next else index

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
        self, tokens: list[_Token], index: int, reading: _Reading
    ) -> tuple[int, tuple[_Slot, ...]]:
        of = self._also_of.get(id(reading.entry), self._of)

        def one_named(tokens: list[_Token], index: int) -> tuple[int, _Slot]:
            end, slot = self._one_named(tokens, index, of)
            if end > index or not _speaks_for_capital(reading.entry):
                return end, slot
            joiner = self._of.longest(tokens, index)
            end, slot = (index, ()) if joiner is None else self._capital(tokens, joiner[0])
            return (end, slot) if slot else (index, ())

        # where a side stands before its title, a demonym behind it begins something else
        readers = (one_named,) if self._names_before else (self._one_demonym, one_named)
        for one in readers:
            end, slots = self._list(tokens, index, one, several=reading.plural)
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
            if after == joined[0] and self._names_before:
                after, slot = self._name(tokens, joined[0])  # "presidents of France and Poland"
            if after == joined[0]:
                break
            end = after
            slots.append(slot)
        return end, tuple(dict.fromkeys(slots))

    def _one_demonym(self, tokens: list[_Token], index: int) -> tuple[int, _Slot]:
        return _side_at(self._demonyms, tokens, index)

    def _name(self, tokens: list[_Token], index: int) -> tuple[int, _Slot]:
        return _side_at(self._names, tokens, index)

    def _demonym_before(self, tokens: list[_Token], index: int) -> tuple[int, _Slot]:
        """*French*, *the Russians'*."""
        end, slot = self._one_demonym(tokens, index)
        return (self._behind_possessive(tokens, end), slot) if end > index else (index, ())

    def _name_before(self, tokens: list[_Token], index: int) -> tuple[int, _Slot]:
        """*US*, *France's*, *Kremlin*."""
        end, slot = self._name(tokens, index)
        return (self._behind_possessive(tokens, end), slot) if end > index else (index, ())

    def _capital(self, tokens: list[_Token], index: int) -> tuple[int, _Slot]:
        return _side_at(self._capitals, tokens, index)

    def _capital_before(self, tokens: list[_Token], index: int) -> tuple[int, _Slot]:
        """*Moscow's envoy*, *the Paris spokesman*."""
        end, slot = self._capital(tokens, index)
        return (self._behind_possessive(tokens, end), slot) if end > index else (index, ())

    def _one_before(self, tokens: list[_Token], index: int) -> tuple[int, _Slot]:
        """A side before its title: *French*, *US*, *France's*."""
        demonym, name = self._demonym_before(tokens, index), self._name_before(tokens, index)
        return max(demonym, name, key=lambda hit: hit[0])

    def _body_before(self, tokens: list[_Token], index: int) -> tuple[int, _Slot]:
        """An institution before its title: *Russian Foreign Ministry spokeswoman*."""
        body = self._match(tokens, index, bodies=False) if index < len(tokens) else None
        if body is None or not body[0].institution or not body[0].of:
            return index, ()
        return self._behind_possessive(tokens, body[1]), self._ids_of(body[0])

    def _behind_possessive(self, tokens: list[_Token], index: int) -> int:
        hit = self._possessive.longest(tokens, index)
        return index if hit is None else hit[0]

    def _one_named(self, tokens: list[_Token], index: int, of_words: _Node) -> tuple[int, _Slot]:
        of = of_words.longest(tokens, index)
        if of is None:
            return index, ()
        end, slot = self._name(tokens, of[0])
        body = self._match(tokens, of[0], bodies=False) if of[0] < len(tokens) else None
        if body is not None and body[0].institution and body[0].of and body[1] > end:
            return body[1], self._ids_of(body[0])
        return (end, slot) if end > of[0] else (index, ())

    def _ids_of(self, body: TitleMatch) -> _Slot:
        assert body.institution is not None
        return tuple(self._registry.institution(side, body.institution).id or side for side in body.of)


def _speaks_for_capital(entry: PhraseIn) -> bool:
    """Whether a capital beside a title is the country (*Moscow's envoy*): not of a town's governor."""
    return bool(entry.offices) and entry.offices[0] in OF_CAPITALS


def _side_at(trie: _Node, tokens: list[_Token], index: int) -> tuple[int, _Slot]:
    """The longest side of a trie that begins at a token; the index stays where there is none."""
    hit = trie.longest(tokens, index)
    if hit is None:
        return index, ()
    sides = [side for side in hit[1] if side.is_written_so(tokens[index : hit[0]])]
    return (hit[0], _joined(side.ids for side in sides)) if sides else (index, ())


def _joined(payloads: Iterable[_Slot]) -> _Slot:
    return tuple(dict.fromkeys(entry_id for ids in payloads for entry_id in ids))


def load_titles(language: str, registry: ActorRegistry) -> TitleLexicon:
    """Read `languages/<language>/titles.toml`.

    Raises:
        LexiconError: the file is missing or an entry is not of the shape.
    """
    return TitleLexicon(language, read_titles_file(language), registry)
