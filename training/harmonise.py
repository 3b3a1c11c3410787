"""Making the treebanks agree with each other where they annotate one thing in two ways.

Measured on the published files: for *le président Jacques Chirac* Sequoia has `nmod`, GSD and PUD `appos`; for *M. Durand*
Sequoia has `nmod`, GSD and PUD `flat:name`; for the agent of a passive PUD has `obl`, the others `obl:agent`.
A rule that looks for a person behind a title needs one answer, so we take the one that tells it from
*le président de la Commission*.
"""

from __future__ import annotations

from dataclasses import replace

from training.trees import ROOT, Token, Tree, children_of

COURTESY = frozenset({"m.", "mm.", "mr", "mr.", "mme", "mmes", "mlle", "dr", "dr.", "me", "mgr", "lord", "sir"})


def harmonise(tree: Tree) -> Tree:
    """The same sentence in our conventions."""
    return tuple(_harmonised(tree, place) for place in range(len(tree)))


def _harmonised(tree: Tree, place: int) -> Token:
    token = tree[place]
    if token.head == ROOT:
        return token
    if _is_name_behind_title(tree, place):
        is_courtesy = tree[token.head].form.lower() in COURTESY
        return replace(token, rel="flat:name" if is_courtesy else "appos")
    if token.rel == "obl" and _is_agent(tree, place):
        return replace(token, rel="obl:agent")
    return token


def _is_name_behind_title(tree: Tree, place: int) -> bool:
    token = tree[place]
    return (
        token.rel in {"nmod", "appos", "flat:name"}
        and token.upos == "PROPN"
        and token.head < place
        and tree[token.head].upos == "NOUN"
        and not any(tree[child].rel == "case" for child in children_of(tree, place))
    )


def _is_agent(tree: Tree, place: int) -> bool:
    has_par = any(
        tree[child].rel == "case" and tree[child].form.lower() == "par" for child in children_of(tree, place)
    )
    is_passive = any(tree[child].rel == "aux:pass" for child in children_of(tree, tree[place].head))
    return has_par and is_passive and place > tree[place].head
