"""Writing a sentence in the ways that newspapers write it: apostrophes, quotation marks, accents, blanks."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from training.trees import Token, Tree

QUOTE_STYLES = (("«", "»"), ("«", "»"), ("“", "”"), ('"', '"'), ('"', '"'), ("''", "''"), ("„", "“"))
BARE_CAPITALS = str.maketrans("ÉÈÊÀÂÎÔÛÇ", "EEEAAIOUC")
BLANKS = ("\u00a0", "\n", " ", "\u202f")


def vary(tree: Tree, random: Random, *, is_ours: bool) -> Tree:
    """The sentence written in another way; the syntax stays.

    Args:
        is_ours: made by a template, and so written in the one way templates write.
    """
    chance = random.random
    if chance() < 0.4:
        tree = tuple(replace(token, form=token.form.replace("'", "’")) for token in tree)
    if chance() < 0.2:
        tree = tuple(replace(token, form=token.form.translate(BARE_CAPITALS)) for token in tree)
    if is_ours or chance() < 0.3:
        tree = _with_quotes(tree, random.choice(QUOTE_STYLES), is_tight=chance() < 0.5)
    if any(token.form in {"«", "»", '"', "“"} for token in tree) and chance() < 0.05:
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


def _with_quotes(tree: Tree, style: tuple[str, str], *, is_tight: bool) -> Tree:
    opening, closing = style
    tight = is_tight or opening != "«"
    forms = {"«": opening, "»": closing}
    out = []
    for i, token in enumerate(tree):
        after = tree[i + 1].form if i + 1 < len(tree) else ""
        blank = token.blank
        if tight and (token.form == "«" or after == "»"):
            blank = False
        elif after == "»":
            blank = True
        out.append(replace(token, form=forms.get(token.form, token.form), blank=blank))
    return tuple(out)


def _without_one_quote(tree: Tree, random: Random) -> Tree:
    marks = [
        i for i, token in enumerate(tree) if token.form in {"«", "»", '"', "“", "”"} and token.rel == "punct"
    ]
    if not marks:
        return tree
    return without(tree, random.choice(marks))


def _without_final_stop(tree: Tree) -> Tree:
    return without(tree, len(tree) - 1) if tree[-1].form == "." and len(tree) > 1 else tree


def without(tree: Tree, place: int) -> Tree:
    """The sentence less one word that nothing hangs on."""
    if any(token.head == place for token in tree) or tree[place].head < 0:
        return tree
    return tuple(
        token if token.head < place else replace(token, head=token.head - 1)
        for i, token in enumerate(tree)
        if i != place
    )
