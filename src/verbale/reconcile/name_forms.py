"""How stories name an actor, for recognising him in words that nobody parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from verbale.actors.registry import ANY_LANGUAGE, ActorEntry, ActorRegistry
from verbale.fold import fold_freely
from verbale.model import Actor
from verbale.reconcile.report_words import Forms

SHORTEST_SURNAME = 4


def name_forms(actors: Iterable[Actor], registry: Callable[[], ActorRegistry]) -> Forms:
    """The folded names of an actor in a language, with those of the country or organisation it speaks for.

    Args:
        actors: all of the record: some sides are known from there only.
        registry: gives the actors that are built in; asked when the first name is wanted.
    """
    by_id = {a.id: a for a in actors if a.id is not None}

    @cache
    def forms(actor: Actor, language: str) -> frozenset[str]:
        known = registry()
        found = _own(actor, known.get(actor.id or ""), language)
        side = actor.side
        if side is not None and side != actor.id:
            entry = known.get(side)
            named = by_id.get(side) or (Actor(entry.name, side) if entry else None)
            found |= _own(named, entry, language) if named else set()
        return frozenset(found)

    return forms


def _own(actor: Actor, entry: ActorEntry | None, language: str) -> set[str]:
    name = fold_freely(actor.name.partition(" (")[0])
    found = {name}
    if entry is None:
        # A person's last name. What an organisation ends in is a common word, which has no capital in a text.
        last = name.split()[-1] if name.split() else ""
        if "(" not in actor.name and len(last) >= SHORTEST_SURNAME:
            found.add(last)
        return found - {""}
    for words in (entry.names, entry.surnames, entry.capital):
        for code in (language, ANY_LANGUAGE):
            found.update(map(fold_freely, words.get(code, ())))
    return found - {""}
