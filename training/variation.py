"""Writing a sentence in the ways that newspapers write it: apostrophes, quotation marks, accents, blanks."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from training.spelling import without
from training.treebanks import Variants
from training.trees import Token, Tree

QUOTES = frozenset({"«", "»", '"', "“", "”", "‘", "’", "'", "''"})
DOUBLE = frozenset({'"', "“", "”", "''", "``"})
BLANKS = ("\u00a0", "\n", " ", "\u202f")


def vary(tree: Tree, random: Random, variants: Variants, *, is_ours: bool) -> Tree:
    """The sentence written in another way; the syntax stays.

    Args:
        is_ours: made by a template, and so written in the one way templates write.
    """
    chance = random.random
    if chance() < 0.4:
        tree = tuple(replace(token, form=token.form.replace("'", "’")) for token in tree)
    if chance() < 0.2:
        tree = tuple(replace(token, form=token.form.translate(variants.bare_capitals)) for token in tree)
    if is_ours or chance() < 0.3:
        tree = _with_quotes(_with_guillemets(tree), random.choice(variants.quotes), variants, random)
    if any(token.form in QUOTES for token in tree) and chance() < 0.05:
        tree = _without_one_quote(tree, random)
    if chance() < 0.05:
        tree = _without_final_stop(tree)
    return tree


def with_blank_words(tree: Tree, random: Random) -> Tree:
    """The sentence with some of its blanks as words of their own, as a no-break space or a line break is."""
    tokens: list[Token] = []
    place_of: list[int] = []
    for token in tree:
        place_of.append(len(tokens))
        tokens.append(token)
        if token.blank and random.random() < (0.6 if token.form == "«" else 0.06):
            tokens[-1] = replace(token, blank=False)
            blank = random.choice(BLANKS)
            tokens.append(Token(blank, "SPACE", "dep", -2, blank=False, lemma=blank, feats=""))
            if blank == " ":
                tokens[-2] = replace(token, blank=True)
    return tuple(_replaced(token, place, place_of) for place, token in enumerate(tokens))


def _replaced(token: Token, place: int, place_of: list[int]) -> Token:
    if token.head == -2:
        return replace(token, head=place - 1)
    return token if token.head < 0 else replace(token, head=place_of[token.head])


def _with_guillemets(tree: Tree) -> Tree:
    """With « and » for straight or curly double marks, where as many open as close."""
    places = [i for i, token in enumerate(tree) if token.form in DOUBLE and token.upos == "PUNCT"]
    if len(places) % 2:
        return tree
    marks = {place: "«»"[k % 2] for k, place in enumerate(places)}
    return tuple(replace(token, form=marks.get(i, token.form)) for i, token in enumerate(tree))


def _with_quotes(tree: Tree, style: tuple[str, str], variants: Variants, random: Random) -> Tree:
    opening, closing = style
    is_tight = opening not in variants.loose or random.random() < 0.5
    forms = {"«": opening, "»": closing}
    out = []
    for i, token in enumerate(tree):
        after = tree[i + 1].form if i + 1 < len(tree) else ""
        blank = token.blank
        if token.form == "«" or after == "»":
            blank = not is_tight
        form = forms.get(token.form, token.form)
        out.append(replace(token, form=form, blank=blank, lemma=form if token.form in forms else token.lemma))
    return tuple(out)


def _without_one_quote(tree: Tree, random: Random) -> Tree:
    marks = [i for i, token in enumerate(tree) if token.form in QUOTES and token.rel == "punct"]
    if not marks:
        return tree
    mark = random.choice(marks)
    if mark > 0 and tree[mark].blank:
        tree = (*tree[: mark - 1], replace(tree[mark - 1], blank=True), *tree[mark:])
    return _without_childless(tree, mark)


def _without_final_stop(tree: Tree) -> Tree:
    return _without_childless(tree, len(tree) - 1) if tree[-1].form == "." and len(tree) > 1 else tree


def _without_childless(tree: Tree, place: int) -> Tree:
    """The sentence less one word, if nothing hangs on it and it is not the root."""
    if any(token.head == place for token in tree) or tree[place].head < 0:
        return tree
    return without(tree, place)
