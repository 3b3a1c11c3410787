"""The time line: which contacts there were, by day, and which ones a user asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from verbale.reconcile.mentions import fold
from verbale.record.output import ContactOut
from verbale.show.text import clean, counted, day_words, kind_words, minutes_words, names

# Below this many columns a table would break every name.
TABLE_FROM = 76
SHORTEST_ID = 7


@dataclass(frozen=True, slots=True)
class Selection:
    """Which contacts are asked for.

    Attributes:
        actor: part of a participant's name, or its id.
        since, until: days, both included; what may have been on one of them is kept.
    """

    actor: str | None = None
    since: date | None = None
    until: date | None = None

    def takes(self, contact: ContactOut) -> bool:
        """Whether the contact is asked for. One with no date is not, when days are."""
        return self._takes_actors(contact) and self._takes_days(contact)

    def leaves_out_undated(self, contacts: Iterable[ContactOut]) -> int:
        """How many contacts are left out only because nobody says when they were."""
        if self.since is None and self.until is None:
            return 0
        return sum(c.date_from is None and c.date_to is None and self._takes_actors(c) for c in contacts)

    def _takes_actors(self, contact: ContactOut) -> bool:
        if self.actor is None:
            return True
        wanted = fold(self.actor)
        return any(a.id == self.actor or (wanted and wanted in fold(a.name)) for a in contact.participants)

    def _takes_days(self, contact: ContactOut) -> bool:
        if self.since is None and self.until is None:
            return True
        if contact.date_from is None and contact.date_to is None:
            return False
        if contact.date_candidates:
            return any(self._within(d) for d in contact.date_candidates)
        late = self.until is not None and contact.date_from is not None and contact.date_from > self.until
        early = self.since is not None and contact.date_to is not None and contact.date_to < self.since
        return not late and not early

    def _within(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def short_ids(contacts: Sequence[ContactOut]) -> dict[str, str]:
    """For each id its shortest beginning that no other has."""
    ids = sorted(c.id for c in contacts)
    length = SHORTEST_ID
    while len({i[:length] for i in ids}) < len(ids):
        length += 1
    return {i: i[:length] for i in ids}


def timeline(contacts: Sequence[ContactOut], shorts: dict[str, str], width: int) -> RenderableType:
    """The time line for a terminal of so many columns.

    Args:
        contacts: in order.
        shorts: how ids are shown.
    """
    if not contacts:
        return Text("no contacts")
    if width < TABLE_FROM:
        return Group(*(_stacked(c, shorts[c.id]) for c in contacts))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("when", max_width=30)
    table.add_column("what", no_wrap=True)
    table.add_column("who", ratio=1)
    table.add_column("sources", justify="right")
    table.add_column("contact", no_wrap=True)
    for c in contacts:
        style = "" if c.main else "dim"
        sources = str(c.independent_sources)
        table.add_row(
            *(Text(t, style=style) for t in (day_words(c), kind_words(c), _who(c), sources, shorts[c.id]))
        )
    return table


def _stacked(c: ContactOut, short: str) -> Text:
    sources = counted(c.independent_sources, "source")
    return Text(f"{day_words(c)}  {kind_words(c)}  [{short}]\n  {_who(c)}; {sources}")


def _who(c: ContactOut) -> str:
    """The participants, and what tells this contact from others."""
    who = names(c.participants, between=" – ") or "nobody named"
    extra = (
        [minutes_words(c.duration_minutes, c.duration_qualifier)] if c.duration_minutes is not None else []
    )
    extra += [clean(c.place)] if c.place else []
    extra += ["accounts differ"] if any(d.kind in ("value", "date_conflict") for d in c.divergences) else []
    extra += ["may be one with another"] if c.unsure else []
    return who + (f" ({', '.join(extra)})" if extra else "")


def print_timeline(console: Console, contacts: Sequence[ContactOut], shorts: dict[str, str]) -> None:
    """Print it."""
    console.print(timeline(contacts, shorts, console.width), soft_wrap=False)
