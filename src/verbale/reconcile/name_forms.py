"""How stories name an actor, for recognising him in words that nobody parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from verbale.actors.registry import ANY_LANGUAGE, ActorEntry, ActorRegistry
from verbale.fold import fold_freely
from verbale.model import Actor
from verbale.reconcile.commitments import Told
from verbale.reconcile.mentions import actor_key
from verbale.reconcile.report_words import Forms

SHORTEST_SURNAME = 4
# An article and a name.
LONGEST_SOURCE = 2


def name_forms(
    actors: Iterable[Actor],
    registry: Callable[[], ActorRegistry],
    learned: Mapping[str, frozenset[str]] | None = None,
) -> Forms:
    """The folded names of an actor in a language, with those of the country or organisation it speaks for.

    Args:
        actors: all of the record: some sides are known from there only.
        registry: gives the actors that are built in; asked when the first name is wanted.
        learned: further names by key, as `learned_names` finds them.
    """
    more = learned or {}
    by_id = {a.id: a for a in actors if a.id is not None}

    @cache
    def forms(actor: Actor, language: str) -> frozenset[str]:
        known = registry()
        found = _own(actor, known.get(actor.id or ""), language) | more.get(actor_key(actor), frozenset())
        side = actor.side
        if side is not None and side != actor.id:
            entry = known.get(side)
            named = by_id.get(side) or (Actor(entry.name, side) if entry else None)
            found |= more.get(side, frozenset())
            found |= _own(named, entry, language) if named else set()
        return frozenset(found)

    return forms


def learned_names(told: Iterable[Told]) -> dict[str, frozenset[str]]:
    """One-word names by which the stories themselves call a speaker: "la Karstie" for an actor "Karstia".

    A word that two actors are called by is none.
    """
    called: dict[str, set[str]] = {}
    for t in told:
        s = t.statement
        if s.source is None or s.reported_by or len(s.speaker) != 1:
            continue
        words = s.source.of(t.article.text).replace("’", "'").replace("'", "' ").split()
        if len(words) <= LONGEST_SOURCE and words[-1][0].isupper() and len(words[-1]) >= SHORTEST_SURNAME:
            called.setdefault(fold_freely(words[-1]), set()).add(actor_key(s.speaker[0]))
    names: dict[str, set[str]] = {}
    for word, keys in called.items():
        if len(keys) == 1:
            names.setdefault(next(iter(keys)), set()).add(word)
    return {key: frozenset(words) for key, words in names.items()}


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
