"""Which contacts a few new stories concern: those that share a day, and those dated together with these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from verbale.reconcile.candidates import OpenGroup
from verbale.reconcile.clues import Series, series_of
from verbale.reconcile.date_reasons import Dated, in_words
from verbale.reconcile.dating import date_groups
from verbale.reconcile.grouping import Group, strength
from verbale.reconcile.mentions import StoredMention
from verbale.record.tellings import Telling, tellings


@dataclass(slots=True)
class _Reach:
    """Groups that are dated together, as far as they are known.

    Attributes:
        groups: by the mention that each begins with.
        first: that mention, for each mention.
        told: all mentions met.
        whole: groups all of whose stories were looked at; the days of the others are known.
        stories: texts that were looked at.
        series, counted: series of counted contacts that were looked at, and their groups.
    """

    groups: dict[str, Group] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    told: dict[str, Telling] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    series: set[Series] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)


def date_concerned(
    connection: Connection, groups: Iterable[Group], told: Mapping[str, Telling], changed: Iterable[str]
) -> tuple[dict[str, Dated | None], dict[str, Telling]]:
    """Date the contacts that changed mentions concern together with all that these reach.

    A contact on one day hands nothing on: what its other stories tell is settled by that day already.

    Args:
        groups, told: of the blocks that are at hand.
        changed: ids of mentions that are new, or in another group than before.

    Returns:
        What is told of each mention that was reached (None: nothing), and these mentions.
    """
    reach = _Reach(told=dict(told))
    for g in groups:
        _know(reach, g.mentions[0].id, g)
    waiting = [reach.first[m] for m in changed if m in reach.first]
    while waiting:
        while waiting:
            _look_at(connection, reach, waiting.pop(), waiting)
        dated = in_words(date_groups([reach.groups[n] for n in sorted(_reached(reach))]), _mentions(reach))
        # A contradiction on a day that seemed settled: all that speaks of that day has to be heard.
        waiting = [n for n in sorted(_reached(reach) - reach.whole) if _is_doubted(reach, n, dated)]
        if not waiting:
            reached = {m.id for n in reach.whole for m in reach.groups[n].mentions}
            return {m: dated.get(m) for m in sorted(reached)}, reach.told
    return {}, reach.told


def _look_at(connection: Connection, reach: _Reach, name: str, waiting: list[str]) -> None:
    """Find the groups that the stories of a group tie it to."""
    if name in reach.whole:
        return
    reach.whole.add(name)
    stories = {m.article for m in reach.groups[name].mentions} - reach.stories
    reach.stories |= stories
    by_story: dict[str, list[Telling]] = {}
    for x in tellings(connection, "article", stories):
        by_story.setdefault(x.mention.article, []).append(x)
    tied = [x for told in by_story.values() if _has_relations(told) for x in told]
    _load_groups(connection, reach, tied)
    tied += _counted_with(connection, reach, name)
    for x in tied:
        group = reach.first.get(x.mention.id)
        if group is not None and group not in reach.whole and reach.groups[group].days.single is None:
            waiting.append(group)


def _load_groups(connection: Connection, reach: _Reach, met: Iterable[Telling]) -> None:
    """Get to know the groups of mentions."""
    unknown = {x.first_group for x in met if x.mention.id not in reach.first and x.first_group}
    members: dict[str, list[Telling]] = {}
    for x in tellings(connection, "first_group", unknown):
        members.setdefault(x.first_group, []).append(x)
    for first, told in members.items():
        reach.told.update((x.mention.id, x) for x in told)
        _know(reach, first, _group(told))


def _counted_with(connection: Connection, reach: _Reach, name: str) -> list[Telling]:
    """Mentions that are counted in one series with one of a group ("the third since")."""
    own = {s: m for m in reach.groups[name].mentions if (s := series_of(m.mention)) is not None}
    own = {s: m for s, m in own.items() if s not in reach.series and m.id in reach.told}
    if not own:
        return []
    reach.series |= own.keys()
    blocks = {reach.told[m.id].block for m in own.values()}
    met = [x for x in tellings(connection, "block", blocks) if series_of(x.mention.mention) in own]
    _load_groups(connection, reach, met)
    reach.counted |= {reach.first[x.mention.id] for x in met if x.mention.id in reach.first}
    return met


def _reached(reach: _Reach) -> set[str]:
    """Groups that are whole, and those that a story ties to them."""
    found = reach.whole | reach.counted
    for first, g in reach.groups.items():
        if first not in found and any(m.article in reach.stories for m in g.mentions):
            found.add(first)
    return found


def _know(reach: _Reach, first: str, g: Group) -> None:
    reach.groups[first] = g
    reach.first.update((m.id, first) for m in g.mentions)


def _group(told: Iterable[Telling]) -> Group:
    """A group from its mentions alone."""
    listed = sorted((x.mention for x in told), key=strength)
    open_group = OpenGroup(0, listed[0].days)
    for m in listed:
        open_group.add(m)
    return Group(((), "", False), tuple(listed), open_group.days, open_group.day_conflict, ())


def _mentions(reach: _Reach) -> dict[str, StoredMention]:
    return {m.id: m for g in reach.groups.values() for m in g.mentions}


def _has_relations(told: Iterable[Telling]) -> bool:
    return any(x.mention.mention.relations for x in told)


def _is_doubted(reach: _Reach, name: str, dated: Mapping[str, Dated]) -> bool:
    for m in reach.groups[name].mentions:
        held = reach.told[m.id].dated if m.id in reach.told else None
        if (m.id in dated and dated[m.id].conflicts) or (held is not None and held.conflicts):
            return True
    return False
