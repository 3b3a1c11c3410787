"""Words for a terminal. What stories say is not trusted: no control character reaches the terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date

from verbale.model import Actor, ContactStatus
from verbale.record.output import ContactOut
from verbale.sentences import say

# Sets of more days are shown by their bounds.
DAYS_SHOWN = 6
QUOTE_AT_MOST = 400
CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"', "'": "'"}
OPENING = {"»": "«", "”": "“", '"': '"', "'": "'"}


def clean(text: str) -> str:
    r"""One line without control characters, direction overrides and other invisible format characters.

    >>> clean("a\x1b[31mb\n c\u202e")
    'a[31mb c'
    """
    if text.isprintable():  # no such character, and no blank but the plain one
        return " ".join(text.split())
    spaced = "".join(" " if c.isspace() else c for c in text)
    return " ".join("".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).split())


def without_outer_marks(text: str) -> str:
    """One line, less the quotation marks around the whole of it and those that open or close nothing in it.

    >>> without_outer_marks('« Non »'), without_outer_marks('"non'), without_outer_marks('a dit "non"')
    ('Non', 'non', 'a dit "non"')
    """
    words = clean(text)
    while len(words) > 1:
        first, last, inner = words[0], words[-1], words[1:-1]
        around = CLOSING.get(first) == last and first not in inner and last not in inner
        if around or (first in CLOSING and CLOSING[first] not in words[1:]):
            words = words[1:].strip()
        if around or (last in OPENING and OPENING[last] not in words[:-1]):
            words = words[:-1].strip()
        elif words[0] == first:
            break
    return words


def quoted(text: str) -> str:
    """A story's words between quotation marks, cut when they are long."""
    words = without_outer_marks(text)
    return f"“{words if len(words) <= QUOTE_AT_MOST else words[:QUOTE_AT_MOST].rstrip() + ' …'}”"


def short_paths(paths: Iterable[str]) -> dict[str, str]:
    """For each path its shortest ending of whole names that no other path has.

    >>> short_paths(["a/x/1.txt", "a/y/1.txt", "a/2.txt"])
    {'a/2.txt': '2.txt', 'a/x/1.txt': 'x/1.txt', 'a/y/1.txt': 'y/1.txt'}
    """
    left = {p: p.split("/") for p in sorted(set(paths))}
    found: dict[str, str] = {}
    for length in range(1, max(map(len, left.values()), default=0) + 1):
        endings = {p: "/".join(parts[-length:]) for p, parts in left.items()}
        unique = Counter(endings.values())
        found.update((p, clean(e)) for p, e in endings.items() if unique[e] == 1 and p not in found)
    return {p: found[p] for p in left}


def names(actors: tuple[Actor, ...], *, between: str = ", ") -> str:
    """The names of actors."""
    return between.join(clean(a.name) for a in actors)


def day_words(contact: ContactOut) -> str:
    """When it was, no surer than the record is.

    >>> day_words(ContactOut.model_construct(date_from=None, date_to=date(2022, 3, 31), date_candidates=()))
    'until 2022-03-31'
    """
    first, last, days = contact.date_from, contact.date_to, contact.date_candidates
    if first is None or last is None:
        return f"from {first}" if first else f"until {last}" if last else "undated"
    if first == last:
        return first.isoformat()
    if days and len(days) <= DAYS_SHOWN and len(days) != (last - first).days + 1:
        return _one_of(days)
    return f"{first} to {last}?"


def _one_of(days: tuple[date, ...]) -> str:
    """Like 2022-03-01 or 08 or 15: what repeats is left out."""
    shown, before = [days[0].isoformat()], days[0]
    for day in days[1:]:
        same_month = (day.year, day.month) == (before.year, before.month)
        shown.append(f"{day.day:02}" if same_month else day.isoformat())
        before = day
    return " or ".join(shown)


def kind_words(contact: ContactOut) -> str:
    """What it was; only what did not simply take place is marked."""
    kind = "video call" if contact.kind == "video" else contact.kind.value
    return kind if contact.status is ContactStatus.HELD else f"{kind} ({contact.status})"


def minutes_words(minutes: int, qualifier: str | None) -> str:
    """A duration: "about 1 h 30"."""
    hours, rest = divmod(minutes, 60)
    length = f"{rest} min" if not hours else f"{hours} h" if not rest else f"{hours} h {rest:02}"
    match qualifier:
        case "approx":
            return say("about {time}", time=length)
        case "at_least":
            return say("at least {time}", time=length)
        case "at_most":
            return say("at most {time}", time=length)
    return length


def counted(count: int, one: str, several: str | None = None) -> str:
    """Like 1 source, 3 sources."""
    return f"{count} {one if count == 1 else several or one + 's'}"
