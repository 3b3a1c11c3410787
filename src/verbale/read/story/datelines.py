"""The line that opens an agency's story: a place in capitals, perhaps a day and an agency, and a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import spacy.tokens
from spacy.language import Language

DATELINE = re.compile(
    r"\s*[^\W\d_a-z][^a-z\n]{1,40}?(?:,[^\n—–-]{1,30})?\s*(?:\([^()\n]{2,30}\))?\s*(?:—|–|--?)\s"
)


def cut_off(text: str) -> tuple[str, str]:
    """The dateline that opens a paragraph, with the blanks behind it, and the rest; "" without one.

    >>> cut_off("OSLO, 3 May (Reuters) - Vask called Rell.")
    ('OSLO, 3 May (Reuters) - ', 'Vask called Rell.')
    """
    dateline = DATELINE.match(text)
    return (text[: dateline.end()], text[dateline.end() :]) if dateline is not None else ("", text)


def parsed_apart(texts: Sequence[str], pipeline: Language) -> Iterator[spacy.tokens.Doc]:
    """The parse of each paragraph. A dateline is parsed by itself: as the beginning of a sentence it would be
    its subject, and a sentence that is only told to begin behind it is parsed worse than one that does.
    """
    cuts = [cut_off(text) for text in texts]
    parts = pipeline.pipe([part for cut in cuts for part in cut if part])
    for cut in cuts:
        docs = [next(parts) for part in cut if part]
        yield docs[0] if len(docs) == 1 else spacy.tokens.Doc.from_docs(docs, ensure_whitespace=False)
