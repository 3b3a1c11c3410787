"""What a dated post of a party tells of the day of a contact: "I had a call with X. — Y (@y) June 25, 2023".

A story that embeds it appeared on that day or later, and the contact that it tells of took place on that day
or before. Nothing is learnt from posts of others, nor from those that may be old ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from verbale.fold import fold_freely
from verbale.lexicon import SUPPORTED_LANGUAGES
from verbale.model import ContactStatus, Span
from verbale.read.contacts.draft import Draft
from verbale.read.contacts.gathered import Gathered, kinds_agree
from verbale.read.contacts.quoted import is_principal
from verbale.read.names.mention import MentionIndex, MentionKind
from verbale.read.story.document import ParsedParagraph, Story
from verbale.read.story.tokens import has_feature
from verbale.times import TimeLexicon, find_times, load_time_lexicon, resolve

# A post is dated in some time zone, its story and the contact in others.
SLACK = timedelta(days=1)
# How many paragraphs before its signature a post may have.
LONGEST_POST = 3
_SIGNATURE = re.compile(r"(?:^|[—–-])\s*(?P<name>[^\n()@—–]{1,60}?)\s*\((?P<handle>@\w{2,30})\)\s*,?\s*")
_HANDLE = re.compile(r"@\w{2,30}")


@dataclass(frozen=True, slots=True)
class Post:
    """One post that a story embeds: its paragraphs, who signed it, and when.

    Attributes:
        name: where its author's name stands.
        handle: the author's, folded.
        last: its paragraph with the signature; `body`: where the signature begins there.
    """

    day: date
    name: Span
    handle: str
    last: ParsedParagraph
    body: int


def posts_in(story: Story) -> Iterator[Post]:
    """The posts with a signature and a whole date."""
    for paragraph in story.paragraphs:
        text = paragraph.span.of(story.article.text)
        for match in _SIGNATURE.finditer(text):
            day = _day_at(story.article.text, paragraph.span.start + match.end(), story.article.language)
            if day is not None:
                start = paragraph.span.start
                name = Span(start + match.start("name"), start + match.end("name"))
                handle = fold_freely(match["handle"][1:])
                yield Post(day, name, handle, paragraph, match.start())


def _day_at(text: str, start: int, language: str) -> date | None:
    """The calendar day that stands right there; sites date posts in English as well."""
    reach = Span(start, min(start + 40, len(text)))
    for code in (language, *(c for c in SUPPORTED_LANGUAGES if c != language)):
        e = next(iter(find_times(text, _lexicon(code), span=reach)), None)
        point = e.point if e is not None and e.span.start == start else None
        if e is None or point is None or point.day is None or point.year is None:
            continue
        days = resolve(e, None)
        if days is not None and days.first is not None and days.first == days.last and days.conflict is None:
            return days.first
    return None


@cache
def _lexicon(language: str) -> TimeLexicon:
    return load_time_lexicon(language)


def told_in_posts(
    story: Story, contacts: Sequence[Gathered], drafts: Sequence[Draft], mentions: MentionIndex
) -> dict[int, date]:
    """The day of the post that tells of a contact, by the contact's number; the earliest of several."""
    found: dict[int, date] = {}
    for post in posts_in(story):
        for draft in _told(post, story, drafts):
            for i, c in enumerate(contacts):
                if _tells_of(post, draft, c, mentions):
                    found[i] = min(found.get(i, post.day), post.day)
    return found


def _told(post: Post, story: Story, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What the post tells as done, in the first person where its own paragraph does not hold it."""
    beside = any(c.isalnum() for c in post.last.doc.text[: post.body])
    index = story.paragraphs.index(post.last)
    body = [post.last] if beside else story.paragraphs[max(index - LONGEST_POST, 0) : index]
    for d in drafts:
        if not any(p is d.cue.paragraph for p in body) or not d.standing.told:
            continue
        if beside and d.span.start - post.last.span.start >= post.body:
            continue
        mine = any(has_feature(t, "Person", "1") for t in d.cue.anchor.sent)
        if (beside or mine) and d.standing.status in (None, ContactStatus.HELD) and not d.earlier:
            yield d


def _tells_of(post: Post, draft: Draft, contact: Gathered, mentions: MentionIndex) -> bool:
    """Whether the author is a party, and nobody else is named than another party."""
    held = contact.status in (None, ContactStatus.HELD) and not contact.earlier
    if not held or len(contact.names) < 2 or not kinds_agree(draft, contact):
        return False
    signed = {r.actor.name for m in mentions.within(post.name) for r in m.referents}
    authors = {n for n in contact.names if n in signed or _surname(n) in post.handle}
    if len(authors) != 1:
        return False
    others = contact.names - authors
    here = [m for m in mentions.in_paragraph(draft.cue.paragraph.index) if not m.span.overlaps(post.name)]
    named = {r.actor.name for m in here for r in m.referents if is_principal(r)} - authors
    if named:
        return named <= others
    body = draft.cue.paragraph.doc.text
    handles = [
        fold_freely(h)
        for h in _HANDLE.findall(body[: post.body] if draft.cue.paragraph is post.last else body)
    ]
    if any(_surname(n) in h for n in others for h in handles):
        return True
    # "President @POTUS and I had a call", "spoke to my counterpart": whom the story is about
    by_office = any(m.kind in (MentionKind.OFFICE, MentionKind.COUNTERPART) for m in here)
    return contact.main and by_office


def _surname(name: str) -> str:
    return fold_freely(name.split()[-1])
