"""A parsed text in plain Python: words with their heads and dependents.

spaCy makes a new object each time a token is asked for, and looks its strings up again; rules ask millions of
times. Here each word is one object that is made once, with the attributes that the rules read. The names are
spaCy's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import overload

import numpy as np
import spacy.tokens
from spacy.strings import StringStore
from spacy.vocab import Vocab

from verbale.fold import plain_text

ATTRIBUTES = (
    "ORTH",
    "LEMMA",
    "POS",
    "DEP",
    "MORPH",
    "HEAD",
    "SENT_START",
    "SPACY",
)
# So many written forms are kept at most.
FORMS_KEPT = 50_000


class Features:
    """Morphological features in the form of Universal Dependencies ("Mood=Ind|VerbForm=Fin")."""

    __slots__ = ("_values",)

    def __init__(self, features: str) -> None:
        pairs = (f.partition("=") for f in features.split("|") if "=" in f)
        self._values = {name: tuple(values.split(",")) for name, _, values in pairs}

    def get(self, name: str, default: Sequence[str] = ()) -> Sequence[str]:
        """The values of a feature; `default` when the word does not have it."""
        return self._values.get(name, default)

    def changed(self, **values: str) -> Features:
        """The same with other values of some features."""
        changed = {**self._values, **{name: (value,) for name, value in values.items()}}
        return features_of("|".join(sorted(f"{name}={','.join(v)}" for name, v in changed.items())))

    def __str__(self) -> str:
        return "|".join(f"{name}={','.join(values)}" for name, values in self._values.items())


features_of = lru_cache(maxsize=10_000)(Features)


class Token:
    """One word of a parsed text. Two tokens are equal only when they are the same object.

    Attributes:
        i: index in the text; `idx`: offset of its first character.
        text, lower_, plain_: as written; in lower case; that with straight apostrophes.
        lemma_, pos_, dep_, morph: as the pipeline gives them.
        is_word: whether it is of letters, or of letters joined by hyphens (*cessez-le-feu*).
        head: the word it depends on, itself for the root of a sentence.
        children: its dependents, in order.
        sent: its sentence.
    """

    __slots__ = (
        "_subtree",
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_space",
        "is_word",
        "lemma_",
        "like_num",
        "lower_",
        "morph",
        "plain_",
        "pos_",
        "sent",
        "text",
    )

    i: int
    idx: int
    text: str
    lower_: str
    plain_: str
    lemma_: str
    pos_: str
    dep_: str
    morph: Features
    is_alpha: bool
    is_punct: bool
    is_space: bool
    is_word: bool
    like_num: bool
    doc: Doc
    sent: Stretch
    head: Token
    children: tuple[Token, ...]
    _subtree: tuple[Token, ...] | None

    def __repr__(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The word and all below it, in order."""
        if self._subtree is None:
            found = [self]
            for token in found:
                found += token.children
            found.sort(key=_index)
            self._subtree = tuple(found)
        return self._subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def left_edge(self) -> Token:
        """The first word of its subtree."""
        return self.subtree[0]

    @property
    def right_edge(self) -> Token:
        """The last word of its subtree."""
        return self.subtree[-1]

    def nbor(self, by: int = 1) -> Token:
        """The word so many further on.

        Raises:
            IndexError: there is none.
        """
        at = self.i + by
        if at < 0:
            raise IndexError(f"no word {by} from {self.i}")
        return self.doc[at]


class Stretch:
    """Words of a text that stand together: a sentence, or any slice.

    Attributes:
        start, end: indices of its first word and of the one behind its last.
    """

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end if end > start else start

    @property
    def start_char(self) -> int:
        """Offset of its first character."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Offset behind its last character."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its characters."""
        return self.doc.text[self.start_char : self.end_char]

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Token | Stretch:
        if isinstance(at, slice):
            first, last, _ = at.indices(len(self))
            return Stretch(self.doc, self.start + first, self.start + last)
        return self.doc.tokens[self.start : self.end][at]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stretch):
            return NotImplemented
        return self.doc is other.doc and (self.start, self.end) == (other.start, other.end)

    def __hash__(self) -> int:
        return hash((id(self.doc), self.start, self.end))


class Doc:
    """A parsed text.

    Attributes:
        text: as it was given to the pipeline; `plain_`: that in lower case with straight apostrophes and
            plain blanks, of the same length.
        language: ISO 639-1, of the words and rules that apply to it.
        tokens: its words; `starts`, `ends`: offset of the first character of each, and behind the last.
        sents: its sentences.
    """

    __slots__ = ("ends", "language", "plain_", "sents", "starts", "text", "tokens")

    def __init__(self, parsed: spacy.tokens.Doc, language: str) -> None:
        self.text: str = parsed.text
        self.plain_ = plain_text(self.text)
        self.language = language
        self.tokens, heads, starts = _tokens(parsed, self)
        self.starts = [t.idx for t in self.tokens]
        self.ends = [t.idx + len(t.text) for t in self.tokens]
        ends = [*starts[1:], len(self.tokens)]
        self.sents = tuple(Stretch(self, a, b) for a, b in zip(starts, ends, strict=False))
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
        self._attach([self.tokens[h] for h in heads])

    def _attach(self, heads: list[Token]) -> None:
        below: list[list[Token]] = [[] for _ in self.tokens]
        for token, head in zip(self.tokens, heads, strict=True):
            token.head = head
            if head is not token:
                below[head.i].append(token)
        for token, dependents in zip(self.tokens, below, strict=True):
            token.children = tuple(dependents)
            token._subtree = None

    def move(self, heads: dict[Token, Token]) -> None:
        """Hang some words on other heads, less those that would come to stand below themselves."""
        wanted = [heads.get(t, t.head) for t in self.tokens]
        left = list(heads)
        while (circling := next((t for t in left if _is_circle(t, wanted)), None)) is not None:
            wanted[circling.i] = circling.head
            left.remove(circling)
        self._attach(wanted)

    def join_sentences(self, starts: Collection[int]) -> None:
        """Make one of two sentences where the second begins at one of these tokens."""
        kept = [s.start for s in self.sents if s.start not in starts]
        ends = [*kept[1:], len(self.tokens)]
        self.sents = tuple(Stretch(self, a, b) for a, b in zip(kept, ends, strict=True))
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Token | Stretch:
        if isinstance(at, int):
            return self.tokens[at]
        first, last, _ = at.indices(len(self.tokens))
        return Stretch(self, first, last)


def _index(token: Token) -> int:
    return token.i


def _is_circle(token: Token, heads: Sequence[Token]) -> bool:
    """Whether the way up from a token leads back to it."""
    seen, at = {token.i}, token
    while (above := heads[at.i]) is not at:
        if above.i in seen:
            return above is token
        seen.add(above.i)
        at = above
    return False


# text, lower_, plain_, is_alpha, is_punct, is_space, like_num, is_word
_Form = tuple[str, str, str, bool, bool, bool, bool, bool]


class _Forms(dict[int, _Form]):
    """What the written forms of a pipeline's words tell whatever text they stand in, each looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, key: int) -> _Form:
        if len(self) >= FORMS_KEPT:
            self.clear()
        form = self._vocab[key]
        text: str = form.orth_
        lower: str = form.lower_
        is_word = form.is_alpha or ("-" in text and all(part.isalpha() for part in text.split("-")))
        plain = lower.replace("’", "'")
        found = text, lower, plain, form.is_alpha, form.is_punct, form.is_space, form.like_num, is_word
        self[key] = found
        return found


_forms_of = lru_cache(maxsize=8)(_Forms)


class _Strings(dict[int, str]):
    """Strings of a pipeline by their key, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, key: int) -> str:
        found = self[key] = self._strings[key]
        return found


def _tokens(parsed: spacy.tokens.Doc, doc: Doc) -> tuple[tuple[Token, ...], list[int], list[int]]:
    """The words without their places in the tree, the index of each one's head, and where sentences start."""
    known, forms = _Strings(parsed.vocab.strings), _forms_of(parsed.vocab)
    table = parsed.to_array(list(ATTRIBUTES))
    found, heads, starts, at = [], [], [], 0
    offsets = table[:, ATTRIBUTES.index("HEAD")].astype(np.int64).tolist()
    for i, (row, offset) in enumerate(zip(table.tolist(), offsets, strict=True)):
        t = Token()
        t.i, t.idx, t.doc = i, at, doc
        t.text, t.lower_, t.plain_, t.is_alpha, t.is_punct, t.is_space, t.like_num, t.is_word = forms[row[0]]
        t.lemma_, t.pos_, t.dep_ = known[row[1]], known[row[2]], known[row[3]]
        t.morph = features_of(known[row[4]])
        heads.append(i + offset)
        if i == 0 or row[6] == 1:
            starts.append(i)
        at += len(t.text) + row[7]
        found.append(t)
    return tuple(found), heads, starts
