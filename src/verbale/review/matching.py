"""Finding again what a decision was about: the same text, the same characters, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verbale.model import ContactMention, Span, Statement
from verbale.review.decision import Anchor, Item

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Present:
    """A mention or statement that the record has now."""

    item: Item
    id: str
    path: str
    sha256: str
    span: Span
    quote: str

    @property
    def place(self) -> tuple[Item, str, int, int]:
        """Where it stands."""
        return self.item, self.sha256, self.span.start, self.span.end


def place_of(item: ContactMention | Statement) -> Span:
    """The words that an item is recognised by; no words for a mention without evidence."""
    if isinstance(item, Statement):
        return item.content
    return min(item.evidence, default=NOWHERE)


class Index:
    """All that the record has now, by where it stands."""

    def __init__(self, items: Iterable[Present]) -> None:
        self.by_id: dict[str, Present] = {}
        self._at: dict[tuple[Item, str, int, int], list[Present]] = {}
        for p in items:
            self.by_id[p.id] = p
            self._at.setdefault(p.place, []).append(p)

    def find(self, anchor: Anchor, *, as_it_was: bool) -> str | None:
        """The id of what an anchor points at; None when it is not there any more.

        Args:
            as_it_was: it must be read exactly as when it was decided about (who accepts or rejects a reading
                says nothing of another one); else it is enough that something stands in the very place, if
                there is no second such thing.
        """
        here = self._at.get((anchor.item, anchor.sha256, anchor.start, anchor.end), [])
        found = [p.id for p in here if p.quote == anchor.quote]
        if anchor.id in found:
            return anchor.id
        return found[0] if len(found) == 1 and not as_it_was else None
