"""Building sentences with their syntax out of phrases, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from training.trees import ROOT, Token, Tree, root_of

CLITICS = ("-t-", "-il", "-elle", "-on")
ELIDING = frozenset({"le", "la", "de", "que", "se", "ne", "me", "lorsque", "puisque"})
MUTE_START = re.compile(r"(?i)[aeiouâàéèêëîïôûœ]|h(?:om|eu|ier|a[bi]|is|ôt|um|y)")
PLURALS = {
    "a": "ont",
    "avait": "avaient",
    "aurait": "auraient",
    "est": "sont",
    "était": "étaient",
    "croit": "croient",
    "entretenu": "entretenus",
    "réuni": "réunis",
    "engagé": "engagés",
}
NO_BLANK_BEFORE = frozenset({",", ".", ")", "]", "…"})
NO_BLANK_AFTER = frozenset({"(", "["})


def phrase(notation: str) -> Tree:
    """Read a phrase written `form/UPOS/relation:head`, heads counted from 1; the root has no relation.

    >>> [token.rel for token in phrase("le/DET/det:2 président/NOUN russe/ADJ/amod:2")]
    ['det', 'ROOT', 'amod']
    """
    return tuple(_noted(item) for item in notation.split())


def word(form: str, upos: str, *, lemma: str | None = None, feats: str | None = None) -> Tree:
    """A phrase of one word."""
    return (Token(form, upos, "ROOT", ROOT, lemma=lemma, feats=feats),)


class Sentence:
    """A sentence under construction: phrases are added left to right, and hung on others in any order."""

    def __init__(self) -> None:
        self._tokens: list[Token] = []

    def __len__(self) -> int:
        return len(self._tokens)

    def add(self, part: Tree, rel: str = "ROOT", head: int = ROOT) -> int:
        """Put a phrase at the end; its root's place comes back, to hang others on, or to hang it later."""
        offset = len(self._tokens)
        for token in part:
            is_top = token.head == ROOT
            self._tokens.append(
                replace(token, rel=rel if is_top else token.rel, head=head if is_top else token.head + offset)
            )
        return offset + root_of(part)

    def form(self, place: int) -> str:
        """The word at a place."""
        return self._tokens[place].form

    def hang(self, place: int, rel: str, head: int) -> None:
        """Hang the word at a place on another."""
        self._tokens[place] = replace(self._tokens[place], rel=rel, head=head)

    def hang_all(self, places: Iterable[int], rel: str, head: int) -> None:
        """Hang several words on one."""
        for place in places:
            self.hang(place, rel, head)

    def tree(self) -> Tree:
        """The sentence.

        Raises:
            ValueError: not exactly one word is left unhung.
        """
        tops = [token.form for token in self._tokens if token.head == ROOT]
        if len(tops) != 1:
            raise ValueError(
                f"a sentence needs one root, not {tops}: {' '.join(t.form for t in self._tokens)}"
            )
        return _agreeing(tuple(self._tokens))


def with_blanks(tree: Tree) -> Tree:
    """The sentence with the blanks French spelling asks for, and a capital at its beginning."""
    following = [token.form for token in tree[1:]] + [""]
    elided = [_elided(token, after) for token, after in zip(tree, following, strict=True)]
    spaced = [
        replace(token, blank=token.blank and _is_blank_between(token.form, after))
        for token, after in zip(elided, following, strict=True)
    ]
    spaced[-1] = replace(spaced[-1], blank=True)
    start = 1 if spaced[0].form in {"«", "“", '"'} and len(spaced) > 1 else 0
    spaced[start] = capitalised(spaced[start])
    return tuple(spaced)


def capitalised(token: Token) -> Token:
    """The word with a capital at its beginning."""
    return replace(token, form=token.form[:1].upper() + token.form[1:])


def uncapitalised(tree: Tree) -> Tree:
    """A sentence as it is written inside another."""
    first = tree[0]
    if first.upos == "PROPN" or first.form.endswith(".") or first.form[1:2].isupper() or first.form == "Mme":
        return tree
    return (replace(first, form=first.form[:1].lower() + first.form[1:]), *tree[1:])


def _agreeing(tree: Tree) -> Tree:
    """With the plural of the verbs of ours that have a plural subject."""
    tokens = list(tree)
    for token in tree:
        if token.rel not in {"nsubj", "nsubj:pass"} or not _is_plural(tree, tree.index(token)):
            continue
        for place, verb in enumerate(tree):
            is_its_aux = verb.head == token.head and verb.rel in {"aux", "aux:pass", "cop"}
            if verb.lemma is None and (is_its_aux or place == token.head):
                tokens[place] = replace(verb, form=PLURALS.get(verb.form, _plural_verb(verb)))
    return tuple(tokens)


def _is_plural(tree: Tree, place: int) -> bool:
    has_conjunct = any(token.head == place and token.rel == "conj" for token in tree)
    determiners = {token.form.lower() for token in tree if token.head == place and token.rel == "det"}
    return has_conjunct or tree[place].form == "MM." or bool(determiners & {"les", "des", "plusieurs"})


def _plural_verb(verb: Token) -> str:
    is_present = verb.upos == "VERB" and verb.form.endswith("e") and not verb.form.endswith(("ire", "re"))
    return verb.form + "nt" if is_present else verb.form


def _noted(item: str) -> Token:
    form, upos, *relation = item.rsplit("/", 2) if item.count("/") > 1 else item.rsplit("/", 1)
    if not relation:
        return Token(form, upos, "ROOT", ROOT)
    rel, _, head = relation[0].rpartition(":")
    return Token(form, upos, rel, int(head) - 1)


def _elided(token: Token, after: str) -> Token:
    """*le ambassadeur* as *l'ambassadeur*; words of a treebank (they have a lemma) are right already."""
    if token.lemma is None and token.form.lower() in ELIDING and MUTE_START.match(after):
        return replace(token, form=token.form[:-1] + "'")
    return token


def _is_blank_between(left: str, right: str) -> bool:
    return not (
        right in NO_BLANK_BEFORE
        or left in NO_BLANK_AFTER
        or left.endswith(("'", "’"))
        or right.startswith(CLITICS)
    )
