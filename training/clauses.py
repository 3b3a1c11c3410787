"""What people say and want, cut out of the treebanks with its syntax: clauses, infinitives, noun phrases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from training.trees import ROOT, Token, Tree, children_of, root_of, subtree_of

CLAUSE_LENGTH = range(4, 26)
PHRASE_LENGTH = range(2, 14)
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
# A clause that begins so, or has such words, is none that anybody would report.
NO_START = frozenset({"CCONJ", "INTJ", "SCONJ"})
SPOKEN = frozenset({"discourse", "reparandum", "vocative", "list", "goeswith", "orphan", "dislocated", "dep"})
AWKWARD = frozenset('«»"“”()[]:;?!—–…/')


@dataclass(frozen=True, slots=True)
class Pools:
    """Pieces to build sentences of.

    Attributes:
        clauses: whole declarative sentences with a finite verb, without their full stop.
        deeds: infinitive phrases without the *à* or *de* before them.
        things: noun phrases that were objects of verbs.
    """

    clauses: tuple[Tree, ...]
    deeds: tuple[Tree, ...]
    things: tuple[Tree, ...]


def cut_pools(sentences: Iterable[Tree]) -> Pools:
    """Cut all the usable pieces out of the sentences."""
    clauses: list[Tree] = []
    deeds: list[Tree] = []
    things: list[Tree] = []
    for tree in sentences:
        if (clause := _clause(tree)) is not None:
            clauses.append(clause)
        for place, token in enumerate(tree):
            if token.upos == "VERB" and token.rel == "xcomp" and "VerbForm=Inf" in (token.feats or ""):
                deeds += _piece(tree, place, drop={"mark"})
            elif token.upos == "NOUN" and token.rel == "obj":
                things += _piece(tree, place, drop=set())
    return Pools(tuple(clauses), tuple(deeds), tuple(thing for thing in things if thing[0].upos == "DET"))


def _clause(tree: Tree) -> Tree | None:
    if tree[-1].form != "." or not tree[0].form[:1].isupper() or _has_awkward(tree):
        return None
    if tree[0].upos in NO_START or any(token.rel in SPOKEN for token in tree):
        return None
    if len(tree) - 1 not in CLAUSE_LENGTH or any(token.head == len(tree) - 1 for token in tree):
        return None
    top = root_of(tree)
    if any(feat in (tree[0].feats or "") for feat in ("PronType=Int", "PronType=Rel")):
        return None
    is_finite = "VerbForm=Fin" in (tree[top].feats or "") or any(
        tree[child].rel in {"aux", "aux:pass", "cop"} and "VerbForm=Fin" in (tree[child].feats or "")
        for child in children_of(tree, top)
    )
    has_subject = any(
        tree[child].rel in {"nsubj", "nsubj:pass", "expl:subj"} for child in children_of(tree, top)
    )
    return _open_ended(tree[:-1]) if is_finite and has_subject else None


def _piece(tree: Tree, top: int, *, drop: set[str]) -> list[Tree]:
    places = [i for i in subtree_of(tree, top) if not (tree[i].head == top and tree[i].rel in drop)]
    is_whole = places == list(range(places[0], places[-1] + 1))
    piece = [tree[i] for i in places]
    if not is_whole or len(piece) not in PHRASE_LENGTH or _has_awkward(piece) or piece[0].rel == "punct":
        return []
    moved = {old: new for new, old in enumerate(places)}
    cut = tuple(
        replace(token, head=ROOT, rel="ROOT") if i == top else replace(token, head=moved[token.head])
        for i, token in zip(places, piece, strict=True)
    )
    return [_open_ended(cut)]


def _open_ended(tree: Tree) -> Tree:
    """With a blank behind, whatever mark followed in the treebank."""
    return (*tree[:-1], replace(tree[-1], blank=True))


def _has_awkward(tokens: Iterable[Token]) -> bool:
    return any(AWKWARD.intersection(token.form) for token in tokens)
