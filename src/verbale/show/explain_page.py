"""The explanation of stories as one self-contained HTML page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment, PackageLoader, select_autoescape

from verbale.model import Article, Reading, Span
from verbale.show.explain import Explained, Mark, MarkKind, explain, marks_of

# The marks whose beginning shows the key of their contact or statement in the text.
OPENING = frozenset({MarkKind.CONTACT, MarkKind.CONTENT})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a story over which the marks do not change.

    Attributes:
        kinds: the marks over it, outermost first.
        opens: the keys of the contacts and statements whose evidence or content begins here.
        of: what the marks are, in words, for readers who do not see them.
    """

    text: str
    kinds: tuple[MarkKind, ...]
    opens: tuple[str, ...]
    of: str


@dataclass(frozen=True, slots=True)
class ExplainedStory:
    """One story of the page; `number` keeps the anchors of several stories apart."""

    number: int
    article: Article
    items: tuple[Explained, ...]
    pieces: tuple[Piece, ...]


def explain_page(readings: Sequence[Reading]) -> str:
    """The page of some stories, in their order."""
    stories = [
        ExplainedStory(i, r.article, explain(r), pieces(r.article.text, marks_of(r)))
        for i, r in enumerate(readings, 1)
    ]
    environment = Environment(
        loader=PackageLoader("verbale.show"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("explain.html").render(stories=stories, kinds=list(MarkKind))


def pieces(text: str, marks: Sequence[Mark], also_at: Collection[int] = ()) -> tuple[Piece, ...]:
    """The whole text, cut wherever a mark begins or ends; joined again it is the text.

    Args:
        also_at: where it is cut besides: places that links lead to.
    """
    cuts = sorted(
        {0, len(text)}
        | {at for m in marks for at in (m.span.start, m.span.end)}
        | {at for at in also_at if at <= len(text)}
    )
    found = []
    for start, end in pairwise(cuts):
        over = [m for m in marks if m.span.contains(Span(start, end))]
        kinds = tuple(k for k in MarkKind if any(m.kind is k for m in over))
        opens = [m.key for m in over if m.span.start == start and m.kind in OPENING]
        said = "; ".join(dict.fromkeys(f"{m.kind} of {m.key}" for m in over))
        found.append(Piece(text[start:end], kinds, tuple(dict.fromkeys(opens)), said))
    return tuple(found)
