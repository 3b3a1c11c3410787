"""Pictures of a record as plain numbers for templates to draw: time line, calendar, who talks with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, sin

from verbale.record.output import AnyContact

# Of the time line, in the units of its drawing.
WIDTH = 1200
LEFT = 300
UNDATED = 90
LANE = 34
TOP = 30
LANES_AT_MOST = 14
TICKS_AT_MOST = 14
# Longer quiet times are one row of the calendar.
QUIET_WEEKS = 4
# Of the graph.
GRAPH = 640
GRAPH_ACTORS = 18


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the time line's scale."""

    x: float
    day: date
    labelled: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """One contact on the time line.

    Attributes:
        x: where its mark stands: on its day, in the middle of its days, or in the column of the undated.
        from_x, to_x: the ends of the days it may have been on; equal to x when the day is known.
        days_x: its possible days one by one, when they are a listed set.
        shape: "day", "days" (some of a set), "span" (any of a span) or "undated".
    """

    contact: AnyContact
    x: float
    y: float
    from_x: float
    to_x: float
    days_x: tuple[float, ...]
    shape: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The contacts of one set of participants; the last lane may hold all others together."""

    label: tuple[str, ...]
    y: float
    contacts: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The time line: lanes from top to bottom, days from left to right, the undated at the right."""

    width: int
    height: int
    left: int
    right: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    drawn: tuple[Drawn, ...]


def timeline_picture(contacts: Sequence[AnyContact]) -> Timeline:
    """Lay out contacts, the pairs with most contacts first."""
    groups = Counter(_who(c) for c in contacts)
    ranked = sorted(groups, key=lambda g: (-groups[g], g))
    shown = ranked if len(ranked) <= LANES_AT_MOST else ranked[: LANES_AT_MOST - 1]
    rest = sum(groups[g] for g in ranked[len(shown) :])
    rows = {group: TOP + LANE * (i + 0.5) for i, group in enumerate(shown)}
    others_y = TOP + LANE * (len(shown) + 0.5)
    lanes = [Lane(group, rows[group], groups[group]) for group in shown]
    if rest:
        lanes.append(Lane((), others_y, rest))
    right = WIDTH - UNDATED
    scale = _scale(contacts, right)
    drawn = [_drawn(c, rows.get(_who(c), others_y), scale, right) for c in contacts]
    return Timeline(
        WIDTH,
        TOP + LANE * max(1, len(lanes)) + 10,
        LEFT,
        right,
        tuple(lanes),
        _ticks(scale, right) if scale is not None else (),
        tuple(_apart(drawn)),
    )


def _who(contact: AnyContact) -> tuple[str, ...]:
    return tuple(sorted(a.name for a in contact.participants))


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        share = (min(max(day, self.first), self.last) - self.first).days / max(
            1, (self.last - self.first).days
        )
        return round(LEFT + 16 + share * self.width, 1)


def _scale(contacts: Iterable[AnyContact], right: float) -> _Scale | None:
    days = [d for c in contacts for d in (c.date_from, c.date_to) if d is not None]
    if not days:
        return None
    first, last = min(days), max(days)
    if (last - first).days < 6:
        first, last = first - timedelta(3), last + timedelta(3)
    return _Scale(first, last, right - LEFT - 32)


def _drawn(contact: AnyContact, y: float, scale: _Scale | None, right: float) -> Drawn:
    first, last = contact.date_from, contact.date_to
    if scale is None or (first is None and last is None):
        x = right + UNDATED / 2
        return Drawn(contact, x, y, x, x, (), "undated")
    from_x, to_x = scale.x(first or scale.first), scale.x(last or scale.last)
    if first == last:
        return Drawn(contact, from_x, y, from_x, to_x, (), "day")
    days = tuple(scale.x(d) for d in contact.date_candidates)
    whole = first is None or last is None or len(days) == (last - first).days + 1
    middle = round((from_x + to_x) / 2, 1)
    if not days or whole:
        return Drawn(contact, middle, y, from_x, to_x, (), "span")
    return Drawn(contact, days[0], y, from_x, to_x, days, "days")


def _apart(drawn: Iterable[Drawn]) -> list[Drawn]:
    """Marks at one place of one lane, a little above and below each other."""
    seen: Counter[tuple[float, float]] = Counter()
    found = []
    for d in drawn:
        nth = seen[d.x, d.y]
        seen[d.x, d.y] += 1
        by = 0 if not nth else (6 if nth % 2 else -6) * min(2, (nth + 1) // 2)
        found.append(d if not by else Drawn(d.contact, d.x, d.y + by, d.from_x, d.to_x, d.days_x, d.shape))
    return found


def _ticks(scale: _Scale, right: float) -> tuple[Tick, ...]:
    """Days, weeks, months or years, whichever gives few enough lines."""
    length = (scale.last - scale.first).days
    days = [scale.first + timedelta(n) for n in range(length + 1)]
    for chosen in (
        days,
        [d for d in days if d.isoweekday() == 1],
        [d for d in days if d.day == 1],
        [d for d in days if d.day == 1 and d.month in (1, 4, 7, 10)],
        [d for d in days if d.day == 1 and d.month == 1],
    ):
        if len(chosen) <= TICKS_AT_MOST:
            break
    every = -(-len(chosen) // TICKS_AT_MOST) or 1
    return tuple(Tick(scale.x(d), d, i % every == 0) for i, d in enumerate(chosen) if scale.x(d) <= right)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar: how many contacts are known to be of it, and how many may be."""

    day: date
    certain: int
    possible: int


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday; no days for a long quiet time that begins there and is left out."""

    monday: date
    days: tuple[Day, ...]


def calendar_picture(contacts: Iterable[AnyContact]) -> tuple[Week, ...]:
    """The weeks from the first to the last contact; a few empty ones stay, so that quiet times show.

    A contact with several possible days is counted as possible on each of them, never as certain.
    """
    certain: Counter[date] = Counter()
    possible: Counter[date] = Counter()
    for c in contacts:
        if c.date_from is not None and c.date_from == c.date_to:
            certain[c.date_from] += 1
        else:
            possible.update(c.date_candidates)
    days = sorted({*certain, *possible})
    if not days:
        return ()
    monday = days[0] - timedelta(days[0].weekday())
    weeks = []
    while monday <= days[-1]:
        week = [monday + timedelta(n) for n in range(7)]
        weeks.append(Week(monday, tuple(Day(d, certain[d], possible[d]) for d in week)))
        following = next(d for d in (*days, days[-1] + timedelta(7)) if d >= monday + timedelta(7))
        resumed = following - timedelta(following.weekday())
        if (resumed - monday).days // 7 > QUIET_WEEKS:
            weeks.append(Week(monday + timedelta(7), ()))
            monday = resumed
        else:
            monday += timedelta(7)
    return tuple(weeks)


@dataclass(frozen=True, slots=True)
class Node:
    """An actor on the circle of the graph. `anchor`: the SVG text anchor of its label."""

    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    contacts: int


@dataclass(frozen=True, slots=True)
class Edge:
    """How many contacts two actors had; `width` of the line."""

    left: Node
    right: Node
    contacts: int
    width: float


@dataclass(frozen=True, slots=True)
class Graph:
    """Who talks with whom: the actors with most contacts on a circle. `left_out`: actors not shown."""

    size: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def graph_picture(contacts: Iterable[AnyContact]) -> Graph:
    """The graph of contacts between actors."""
    counts: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for c in contacts:
        names = sorted({a.name for a in c.participants})
        counts.update(names)
        together.update((a, b) for i, a in enumerate(names) for b in names[i + 1 :])
    ranked = sorted(counts, key=lambda n: (-counts[n], n))
    nodes = {
        n: _node(n, i, min(len(ranked), GRAPH_ACTORS), counts[n]) for i, n in enumerate(ranked[:GRAPH_ACTORS])
    }
    most = max(together.values(), default=1)
    edges = [
        Edge(nodes[a], nodes[b], count, round(1 + 9 * count / most, 1))
        for (a, b), count in sorted(together.items(), key=lambda e: (e[1], e[0]))
        if a in nodes and b in nodes
    ]
    return Graph(GRAPH, tuple(nodes.values()), tuple(edges), max(0, len(ranked) - GRAPH_ACTORS))


def _node(name: str, at: int, of: int, contacts: int) -> Node:
    angle = 2 * pi * at / of - pi / 2
    middle, radius = GRAPH / 2, GRAPH * 0.3
    x, y = cos(angle), sin(angle)
    anchor = "middle" if abs(x) < 0.15 else "start" if x > 0 else "end"
    return Node(
        name,
        round(middle + radius * x, 1),
        round(middle + radius * y, 1),
        round(middle + (radius + 16) * x, 1),
        round(middle + (radius + 18) * y + 5, 1),
        anchor,
        contacts,
    )
