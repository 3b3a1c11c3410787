"""Whether a story is one side's own readout, and whose: then that side reports all that is said in it."""

from __future__ import annotations

from verbale.read.lexicons.cues import CueLexicon
from verbale.read.names.mention import Mention, MentionIndex, Referent, ReferentKind
from verbale.read.names.office_families import PRINCIPALS
from verbale.read.story.document import ParsedParagraph, Story
from verbale.read.story.paragraphs import ParagraphKind
from verbale.read.story.tokens import grammar_of, is_finite_form, plain

# The letterhead stands in the first paragraphs and is short.
LETTERHEAD_PARAGRAPHS = 4
LETTERHEAD_AT_MOST = 160
# Above the title there may stand a line of links and a date.
TITLE_WITHIN = 3
# A line below the text that names who issued it is no longer than this.
SIGNATURE_AT_MOST = 80
OWN_SHARE = 0.4
ISSUERS = frozenset({ReferentKind.INSTITUTION, ReferentKind.ORGANISATION})


def readout_issuer(story: Story, mentions: MentionIndex, lexicon: CueLexicon) -> Referent | None:
    """The institution whose letterhead opens the story; None when the story is no readout.

    A letterhead is a heading or a verbless opening that is mostly an institution's name (*Palais des Ormes,
    le 26
    septembre*), or names one beside a word for a document (*Service de presse de la Citadelle*).
    """
    found: list[Referent] = []
    for paragraph in story.paragraphs[:LETTERHEAD_PARAGRAPHS]:
        whole = paragraph.doc.text.strip()
        if whole[-1:] in (":", ",") and len(whole) <= LETTERHEAD_AT_MOST:
            # "A Citadel spokesperson said:", with the readout behind it
            named = [m.referents for m in mentions.in_paragraph(paragraph.index) if m.referents]
            if len(named) == 1 and len(named[0]) == 1 and named[0][0].kind in ISSUERS:
                found.append(named[0][0])
                continue
        opening = _opening(paragraph)
        if opening is None:
            continue
        end, has_document = opening[0], _names_document(paragraph, opening[1], lexicon)
        for mention in mentions.in_paragraph(paragraph.index):
            if (
                mention.span.end > end
                or len(mention.referents) != 1
                or mention.referents[0].kind not in ISSUERS
            ):
                continue
            if (
                has_document
                or _share(paragraph, mention, end) >= OWN_SHARE
                or _dated(paragraph, mention, end)
            ):
                found.append(mention.referents[0])
    found = found or _signature(story, mentions, lexicon)
    names = {r.actor.name for r in found}
    return found[0] if len(names) == 1 else None


def _signature(story: Story, mentions: MentionIndex, lexicon: CueLexicon) -> list[Referent]:
    """The institution that the last paragraph names beside a word for its staff or a document, and nothing
    else: *Cellule de communication de la Présidence*.
    """
    last = story.paragraphs[-1] if story.paragraphs else None
    if (
        last is None
        or last.index < 2
        or len(last.doc.text) > SIGNATURE_AT_MOST
        or any(is_finite_form(t) for t in last.doc)
    ):
        return []
    if not _names_document(last, len(last.doc), lexicon):
        return []
    named = [m.referents for m in mentions.in_paragraph(last.index) if m.referents]
    found = named[0] if len(named) == 1 else ()
    return list(found) if len(found) == 1 and found[0].kind in ISSUERS else []


def title_issuer(story: Story, mentions: MentionIndex, lexicon: CueLexicon) -> Referent | None:
    """The principal whose side titled the story *Telephone conversation with President X*: the other one of
    the two whom its first paragraphs name; None for other titles.
    """
    titles = (p for p in story.paragraphs[:TITLE_WITHIN] if _is_title(p))
    hosts = (_host(story, p, mentions, lexicon) for p in titles if p.index + 1 < len(story.paragraphs))
    return next((h for h in hosts if h is not None), None)


def _is_title(paragraph: ParsedParagraph) -> bool:
    doc = paragraph.doc
    return len(doc) > 0 and len(doc.text) <= LETTERHEAD_AT_MOST and not any(is_finite_form(t) for t in doc)


def _host(
    story: Story, title: ParsedParagraph, mentions: MentionIndex, lexicon: CueLexicon
) -> Referent | None:
    """The principal whose call a title tells of as *call with X*, when the text behind it names one."""
    first = next((t for t in title.doc if t.is_word), None)
    document = first is not None and first.lemma_.lower() in lexicon.documents
    word = grammar_of(title.doc[0]).prepositions.comitative
    behind = next((t for t in title.doc if plain(t) == word), None)
    named = [m for m in mentions.in_paragraph(title.index) if m.referents]
    if first is None or behind is None:
        return None
    before = [r for m in named if m.tokens[0] < behind.i for r in m.referents]
    if document and len(before) == 1 and before[0].is_person:
        return before[0]  # "Readout of President X's call with Prime Minister Y"
    if (first.pos_ == "PROPN" and not document) or before:
        return None
    met = {r.actor.name for m in named for r in m.referents if r.is_person}
    told = {
        r.actor.name: r
        for p in story.paragraphs[title.index + 1 : title.index + 3]
        if p.kind is not ParagraphKind.HEADING
        for m in mentions.in_paragraph(p.index)
        for r in m.referents
        if r.is_person and r.offices & PRINCIPALS
    }
    hosts = [r for name, r in told.items() if name not in met]
    return hosts[0] if len(met) == 1 and met < told.keys() and len(hosts) == 1 else None


def _opening(paragraph: ParsedParagraph) -> tuple[int, int] | None:
    """Where a letterhead in this paragraph would end: offset in the text and token index; None when there is
    none.
    """
    if paragraph.kind is ParagraphKind.HEADING and len(paragraph.doc.text) <= LETTERHEAD_AT_MOST:
        end = len(paragraph.doc)
    elif paragraph.index == 0:
        first = next(paragraph.sentences(), None)
        if first is None or first.end_char > LETTERHEAD_AT_MOST:
            return None
        end = first.end
    else:
        return None
    if any(is_finite_form(t) for t in paragraph.doc[:end]):
        return None
    return paragraph.span_of(list(paragraph.doc[:end])).end, end


def _names_document(paragraph: ParsedParagraph, end: int, lexicon: CueLexicon) -> bool:
    named = (d for t in paragraph.doc[:end] for d in lexicon.documents.get(t.lemma_.lower(), ()))
    return any(d.kind != "unnamed" for d in named)


def _dated(paragraph: ParsedParagraph, mention: Mention, end: int) -> bool:
    """*Maison du roi — Sainte-Odre, le 18 novembre 2024*: the name first, then place and date."""
    rest = paragraph.doc.text[mention.span.end - paragraph.span.start : end - paragraph.span.start]
    return mention.span.start - paragraph.span.start <= 4 and any(
        w.isdigit() and len(w) == 4 for w in rest.split()
    )


def _share(paragraph: ParsedParagraph, mention: Mention, end: int) -> float:
    return (mention.span.end - mention.span.start) / max(1, end - paragraph.span.start)
