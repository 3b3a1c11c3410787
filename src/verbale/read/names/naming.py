"""Finding the names that the registry knows, in the text of a story. Who they are is settled later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from verbale.actors.registry import ActorRegistry, Form, How
from verbale.fold import fold_in_place
from verbale.model import Span
from verbale.syntax.grammar import load_grammar

FIRST_WORD = re.compile(r"\w+")
STRONGEST = (How.FULL_NAME, How.NAME, How.ALIAS, How.OUTLET, How.CAPITAL, How.SURNAME, How.DEMONYM)


@dataclass(frozen=True, slots=True)
class NameHit:
    """A stretch of text that one or more actors go by.

    Attributes:
        forms: what it can denote; several when the name is ambiguous.
        capitalised: whether its first letter is a capital: a demonym in capitals is a noun (*les Russes*).
    """

    span: Span
    forms: tuple[Form, ...]
    capitalised: bool

    @property
    def how(self) -> How:
        """The strongest capacity in which it stands for anybody."""
        return min((f.how for f in self.forms), key=STRONGEST.index)


class NameFinder:
    """All surface forms of a language, by their first word."""

    def __init__(self, registry: ActorRegistry, language: str) -> None:
        self.language = language
        self._clitics = load_grammar(language).pronouns.clitics
        self._by_first: dict[str, list[tuple[str, tuple[Form, ...], bool]]] = {}
        written = registry.forms(language)
        lower = {fold_in_place(f) for f in written if f[:1].islower()}
        self._acronyms = {fold_in_place(f) for f in written if len(f) <= 4 and f.isupper()}
        for form, hits in registry.folded_forms(language).items():
            first = FIRST_WORD.match(form)
            if first is not None:
                self._by_first.setdefault(first.group(), []).append((form, hits, form in lower))
        for listed in self._by_first.values():
            listed.sort(key=lambda e: -len(e[0]))

    def find(self, text: str) -> Iterator[NameHit]:
        """The hits in order, the longest at each place, none inside another."""
        folded = fold_in_place(text)
        at = 0
        for word in FIRST_WORD.finditer(folded):
            listed = self._by_first.get(word.group())
            if listed is None or (start := word.start()) < at:
                continue
            for form, hits, may_be_lower in listed:
                end = start + len(form)
                if not folded.startswith(form, start) or self._goes_on(folded, end):
                    continue
                surface = text[start:end]
                if not self._written_as_name(surface, form, may_be_lower):
                    continue
                yield NameHit(Span(start, end), hits, surface[:1].isupper())
                at = end
                break

    def _written_as_name(self, surface: str, form: str, may_be_lower: bool) -> bool:
        if form in self._acronyms:
            return surface.isupper() or (surface[:1].isupper() and len(surface) > 2)
        return may_be_lower or surface[:1].isupper()

    def _goes_on(self, folded: str, end: int) -> bool:
        """Whether the word continues after `end`; a hyphen joins unless a clitic or another name
        follows it.
        """
        if end >= len(folded):
            return False
        if folded[end].isalnum() or folded[end] == "_":
            return True
        joined = folded[end] == "-" and end + 1 < len(folded) and folded[end + 1].isalnum()
        return joined and not folded.startswith(self._clitics, end)


def by_capacity(hit: NameHit) -> Mapping[How, tuple[str, ...]]:
    """Ids of the hit by capacity."""
    found: dict[How, tuple[str, ...]] = {}
    for form in hit.forms:
        found[form.how] = (*found.get(form.how, ()), form.entry_id)
    return found
