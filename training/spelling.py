"""How a language writes what the templates put together: elisions, contractions, plurals of verbs, blanks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from training.trees import Token, Tree

NO_BLANK_BEFORE = frozenset({",", ".", ":", ")", "]", "…", "-"})
NO_BLANK_AFTER = frozenset({"(", "[", "-"})
# Before these a comma that closes an apposition is not written.
STOPS = frozenset({",", ".", ":", ";", "–"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """The rules of one language, from the section `spelling` of its `templates.toml`.

    Attributes:
        elided: form to the form before a vowel ("de": "d'", "a": "an").
        vowel: what a word that elides the one before it begins with.
        contracted: two forms, with a blank between, to one ("de le": "du").
        glued: what is written without a blank before it.
        plurals: pattern and replacement, the first that fits, for a verb whose subject is plural.
        plural_determiners, plural_nouns: what shows that a subject is plural.
    """

    elided: Mapping[str, str]
    vowel: re.Pattern[str]
    contracted: Mapping[str, str]
    glued: re.Pattern[str]
    plurals: tuple[tuple[re.Pattern[str], str], ...]
    plural_determiners: frozenset[str]
    plural_nouns: frozenset[str]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Spelling:
        """From the section of the file."""
        return cls(
            data["elided"],
            re.compile(data["vowel"]),
            data["contracted"],
            re.compile(data["glued"]),
            tuple((re.compile(pattern), replacement) for pattern, replacement in data["plurals"]),
            frozenset(data["plural_determiners"]),
            frozenset(data["plural_nouns"]),
        )

    def spelt(self, tree: Tree) -> Tree:
        """The sentence as it is written, with a capital at its beginning."""
        tree = self._contracted(self._elided(self._agreeing(without_idle_commas(tree))))
        spaced = [
            replace(token, blank=token.blank and self._is_blank_between(token, after))
            for token, after in pairwise(tree)
        ]
        spaced.append(replace(tree[-1], blank=True))
        start = 1 if spaced[0].form == "«" and len(spaced) > 1 else 0
        spaced[start] = capitalised(spaced[start])
        return tuple(spaced)

    def _agreeing(self, tree: Tree) -> Tree:
        """With the plural of the verbs of ours that have a plural subject."""
        tokens = list(tree)
        for subject, token in enumerate(tree):
            if token.rel not in SUBJECTS or not self._is_plural(tree, subject):
                continue
            for place, verb in enumerate(tree):
                is_its_aux = verb.head == token.head and verb.rel in {"aux", "aux:pass", "cop"}
                if verb.lemma is None and (is_its_aux or place == token.head):
                    tokens[place] = replace(verb, form=self._plural(verb))
        return tuple(tokens)

    def _is_plural(self, tree: Tree, subject: int) -> bool:
        children = [token for token in tree if token.head == subject]
        return (
            any(token.rel == "conj" for token in children)
            or tree[subject].form in self.plural_nouns
            or any(token.form.lower() in self.plural_determiners for token in children)
        )

    def _plural(self, verb: Token) -> str:
        if verb.upos not in {"VERB", "AUX"}:
            return verb.form
        for pattern, replacement in self.plurals:
            if pattern.search(verb.form):
                return pattern.sub(replacement, verb.form)
        return verb.form

    def _elided(self, tree: Tree) -> Tree:
        """*le ambassadeur* as *l'ambassadeur*; words of a treebank (they have a lemma) are right already."""
        following = [token.form for token in tree[1:]] + [""]
        return tuple(
            replace(token, form=self.elided[token.form])
            if token.lemma is None and token.form in self.elided and self.vowel.match(after)
            else token
            for token, after in zip(tree, following, strict=True)
        )

    def _contracted(self, tree: Tree) -> Tree:
        """*de le* as *du*: the preposition stays, the article goes."""
        for place in range(len(tree) - 2, -1, -1):
            first, second = tree[place], tree[place + 1]
            form = self.contracted.get(f"{first.form.lower()} {second.form}")
            if form is not None and first.upos == "ADP" and second.upos == "DET" and first.lemma is None:
                tree = without(tree, place + 1)
                tree = (*tree[:place], replace(first, form=form), *tree[place + 1 :])
        return tree

    def _is_blank_between(self, left: Token, right: Token) -> bool:
        if left.lemma is not None and right.lemma is not None:
            return left.blank  # as the treebank has it
        return not (
            right.form in NO_BLANK_BEFORE
            or left.form in NO_BLANK_AFTER
            or (left.form.endswith(("'", "’")) and left.upos != "PUNCT")
            or self.glued.match(right.form)
        )


def without_idle_commas(tree: Tree) -> Tree:
    """Without the comma that closes an apposition where another mark follows, or the sentence ends."""
    for place in range(len(tree) - 1, -1, -1):
        after = tree[place + 1].form if place + 1 < len(tree) else "."
        if tree[place].form == "," and tree[place].lemma is None and after in STOPS:
            tree = without(tree, place)
    return tree


def without(tree: Tree, place: int) -> Tree:
    """The sentence less one word; what hung on it hangs on its head."""
    head = tree[place].head

    def moved(token: Token) -> Token:
        old = head if token.head == place else token.head
        return replace(token, head=old - 1 if old > place else old)

    return tuple(moved(token) for i, token in enumerate(tree) if i != place)


def capitalised(token: Token) -> Token:
    """The word with a capital at its beginning."""
    return replace(token, form=token.form[:1].upper() + token.form[1:])


def uncapitalised(tree: Tree) -> Tree:
    """A sentence of a treebank as it is written inside another; names keep their capital."""
    first = tree[0]
    is_name = first.upos == "PROPN" or (first.lemma or "")[:1].isupper() or first.form[1:2].isupper()
    if is_name or first.form.endswith("."):
        return tree
    return (replace(first, form=first.form[:1].lower() + first.form[1:]), *tree[1:])
