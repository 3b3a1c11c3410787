"""Between which days a contact must lie because of the offices by which its story calls the participants.

*Le président Untel* tells of a contact of the years in which Untel was president. That dates nothing by
itself: with *mardi 9 septembre* it may leave one year only. It is asked for where a story gives no year.
"""

from __future__ import annotations

from collections.abc import Iterable

from verbale.actors.registry import ActorRegistry, Tenure
from verbale.model import ContactStatus, Span, Term
from verbale.read.contacts.gathered import Gathered
from verbale.read.names.mention import Mention, MentionIndex, MentionKind, Referent

NAMED = frozenset({MentionKind.NAME, MentionKind.SURNAME})


def terms_of(contact: Gathered, mentions: MentionIndex, registry: ActorRegistry) -> tuple[Term, ...]:
    """The terms of its participants, one each; none unless the story is about it and gives it no day.

    A contact told in passing may be older than the office (*the president, who had met her in 2008*).
    """
    told = contact.days is not None and (contact.days.first is not None or contact.days.last is not None)
    before = contact.earlier or all(d.standing.past_before for d in contact.drafts)
    if not contact.main or told or before or contact.status is not ContactStatus.HELD:
        return ()
    found = (_term(party, mentions, registry) for party in contact.parties)
    return tuple(t for t in found if t is not None)


def _term(party: Referent, mentions: MentionIndex, registry: ActorRegistry) -> Term | None:
    entry = registry.get(party.actor.id) if party.actor.id is not None else None
    if entry is None:
        return None
    for mention in mentions:
        if not _names(mention, party):
            continue
        for office in sorted(mention.offices):
            held = [t for t in entry.tenures if t.office == office]
            if held:
                return _from_first_to_last(party, office, held, mention.span)
    return None


def _names(mention: Mention, party: Referent) -> bool:
    return mention.kind in NAMED and [r.actor for r in mention.referents] == [party.actor]


def _from_first_to_last(party: Referent, office: str, held: Iterable[Tenure], span: Span) -> Term | None:
    firsts, lasts = zip(*((t.first, t.last) for t in held), strict=True)
    first = None if None in firsts else min(firsts)
    last = None if None in lasts else max(lasts)
    return None if first is None and last is None else Term(party.actor, office, first, last, span)
