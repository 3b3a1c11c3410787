"""The line that opens an agency's story: a place in capitals, perhaps a day and an agency, and a dash."""

from __future__ import annotations

import re

import spacy.tokens
from spacy.language import Language

DATELINE = re.compile(
    r"\s*[^\W\d_a-z][^a-z\n]{1,40}?(?:,[^\n—–-]{1,30})?\s*(?:\([^()\n]{2,30}\))?\s*(?:—|–|--?)\s"
)


def set_apart(text: str, pipeline: Language) -> spacy.tokens.Doc:
    """The words of a paragraph, a sentence beginning behind its dateline, which is no subject."""
    doc = pipeline.make_doc(text)
    dateline = DATELINE.match(text)
    if dateline is not None:
        behind = next((t for t in doc if t.idx >= dateline.end()), None)
        if behind is not None:
            behind.is_sent_start = True
    return doc
