"""What a user means by an actor or a topic."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.model import Actor
from verbale.reconcile.mentions import fold


def is_meant(actor: Actor, name: str) -> bool:
    """Whether an actor has this id, or a name with these words in it."""
    wanted = fold(name)
    return actor.id == name or bool(wanted and wanted in fold(actor.name))


def is_among(name: str, actors: Iterable[Actor]) -> bool:
    """Whether one of the actors is meant."""
    return any(is_meant(a, name) for a in actors)


def is_about(topic: str, topics: Iterable[str], quotes: Iterable[str]) -> bool:
    """Whether something has this topic, or these words in what is said."""
    wanted = fold(topic)
    return any(wanted == fold(t) for t in topics) or any(wanted and wanted in fold(q) for q in quotes)
