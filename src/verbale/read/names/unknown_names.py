"""People whom only the story knows: capitalised names that no actor file has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from verbale.read.names.coreference_words import CoreferenceWords
from verbale.read.names.mention import MentionKind
from verbale.read.names.raw_mention import RawMention, raw_mention
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.paragraphs import ParagraphKind
from verbale.read.story.tokens import grammar_of, plain
from verbale.syntax.tree import Doc, Stretch, Token

# A heading in which so many words have a capital writes all its words so.
CAPITALS_IN_TITLE_CASE = 0.6
HYPHENS = frozenset({"-", "‐", "‑"})


def unknown_names(
    paragraph: ParsedParagraph,
    known: Sequence[RawMention],
    words: CoreferenceWords,
    demonyms: Collection[int] = (),
) -> list[RawMention]:
    """Capitalised sequences of proper nouns: two words, or one after *M.*; none in headings in title case.

    Args:
        demonyms: tokens that are demonyms: *Oslavian Carmakers* are nobody.
    """
    if in_title_case(paragraph):
        return []
    taken = {i for m in known for i in range(*m.tokens)}
    found: list[RawMention] = []
    doc, tokens, i = paragraph.doc, paragraph.doc.tokens, 0
    while i < len(tokens):
        start = i
        if i not in taken and _opens_apposition(doc, i):
            i = end_of_hyphens(doc, i)
        while i < len(tokens) and i not in taken and _name_like(tokens[i], first=i == start):
            i = end_of_hyphens(doc, i)
        if i == start:
            i += 1
            continue
        begin = start
        while begin < i - 1 and tokens[begin].lower_ in words.courtesy:
            begin += 1  # "Gen. Jan Orel": the title is a capitalised word of its own
        courtesy = begin > 0 and tokens[begin - 1].lower_ in words.courtesy
        titles = (k for k in range(begin, i - 2) if plain(doc[k]) in words.unknown_names.never_before_surname)
        begin = max(titles, default=begin - 1) + 1  # "Business Secretary Jan Orel"
        if begin in demonyms:
            continue
        if (i - begin >= 2 or (courtesy and i > begin)) and (courtesy or may_be_person(doc[begin:i], words)):
            name = doc.text[doc[begin].idx : doc[i - 1].idx + len(doc[i - 1].text)]
            gender = words.courtesy[doc[begin - 1].lower_][0] if courtesy else None
            kind = MentionKind.NAME if i - begin >= 2 else MentionKind.SURNAME
            found.append(raw_mention(paragraph, begin - courtesy, i, kind, unknown_name=name, gender=gender))
    return found


def end_of_hyphens(doc: Doc, i: int) -> int:
    """Where a word ends that hyphens join to the next ones (*Min-seo*, cut in three by some tokenizers)."""
    end = i + 1
    while end + 1 < len(doc) and doc[end].text in HYPHENS and _touch(doc[end - 1 : end + 2]):
        end += 2
    return end


def _touch(words: Stretch) -> bool:
    """Whether words stand without a blank between them."""
    listed = list(words)
    return all(a.idx + len(a.text) == b.idx for a, b in pairwise(listed)) and listed[-1].is_word


def may_be_person(name: Stretch, words: CoreferenceWords) -> bool:
    """Whether nothing tells that the name is a place, a body or a thing (*the Black Sea*)."""
    first = name[0]
    if first.i > 0 and plain(first.nbor(-1)) in words.unknown_names.never_after:
        return False
    return not any(plain(t) in words.unknown_names.not_people for t in (first, name[-1]))


def in_title_case(paragraph: ParsedParagraph) -> bool:
    """Whether a heading writes all its words with a capital."""
    if paragraph.kind is not ParagraphKind.HEADING:
        return False
    listed = [t for t in paragraph.doc if t.is_word]
    return sum(t.text[:1].isupper() for t in listed) >= CAPITALS_IN_TITLE_CASE * len(listed)


def _opens_apposition(doc: Doc, i: int) -> bool:
    """*its owner, Astrid Orel, said*: two words between commas, whatever a tagger makes of the first."""
    first = doc[i]
    if i == 0 or not first.text[:1].isupper():
        return False
    end = end_of_hyphens(doc, i)
    if end + 1 >= len(doc) or first.nbor(-1).text != "," or doc[end + 1].text != ",":
        return False
    return first.text[1:].islower() and _name_like(doc[end], first=True)


def _name_like(token: Token, *, first: bool) -> bool:
    """A capitalised proper noun; a particle only inside a name, before a capital."""
    part = token.pos_ in ("PROPN", "X") or (not first and token.dep_ in ("flat", "flat:name"))
    if part and token.text[:1].isupper() and any(map(str.islower, token.text)):
        return True
    if first or token.i + 1 >= len(token.doc):
        return False
    return token.nbor().text[:1].isupper() and plain(token) in grammar_of(token).name_particles
