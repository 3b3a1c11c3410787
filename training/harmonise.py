"""Making the treebanks agree with each other where they annotate one thing in two ways.

Measured on the published files:

- *le président Jacques Chirac*: `nmod` in Sequoia, `appos` in GSD and PUD; *M. Durand*: `nmod` in Sequoia,
  `flat:name` in GSD and PUD. A rule that looks for a person behind a title needs one answer, so we take the
  one that tells it from *le président de la Commission*.
- The agent of a passive: `obl` in PUD, `obl:agent` in the others.
- *Lors de la visite*: *visite* is `obl` of the adverb *lors* in Sequoia, `obj` in GSD.
- Only GSD and Rhapsodie mark active participles with `Voice=Act`.
"""

from __future__ import annotations

from dataclasses import replace

from training.trees import ROOT, Token, Tree, children_of, subtree_of

COURTESY = frozenset(
    {"m.", "mm.", "mr", "mr.", "mme", "mmes", "mlle", "dr", "dr.", "me", "mgr", "lord", "sir"}
)


def harmonise(tree: Tree) -> Tree:
    """The same sentence in our conventions."""
    rotated = rotate_direct_speech(tree)
    return tuple(_harmonised(rotated, place) for place in range(len(rotated)))


def _harmonised(tree: Tree, place: int) -> Token:
    token = replace(tree[place], feats=_without_active(tree[place].feats))
    if token.head == ROOT:
        return token
    if _is_name_behind_title(tree, place):
        is_courtesy = tree[token.head].form.lower() in COURTESY
        return replace(token, rel="flat:name" if is_courtesy else "appos")
    if token.form.lower() == "lors" and token.rel == "obl":
        return replace(token, rel="advmod")
    if tree[token.head].form.lower() == "lors" and token.rel == "obj":
        return replace(token, rel="obl")
    if token.rel == "obl" and _is_agent(tree, place):
        return replace(token, rel="obl:agent")
    return token


def _without_active(feats: str | None) -> str | None:
    return None if feats is None else "|".join(feat for feat in feats.split("|") if feat != "Voice=Act")


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


def rotate_direct_speech(tree: Tree) -> Tree:
    """Hang a reporting clause that follows its speech on the speech, as `parataxis`.

    PUD has *expliqué* as the root of *« Il reste »*, *a expliqué X*; the others have *reste*.
    """
    top = next(place for place, token in enumerate(tree) if token.head == ROOT)
    speech = next((place for place in children_of(tree, top) if _is_speech_before(tree, place, top)), None)
    has_inverted_subject = any(
        tree[child].rel == "nsubj" and child >= top - 1 for child in children_of(tree, top)
    )
    if speech is None or not has_inverted_subject:
        return tree
    return tuple(_rotated(token, place, top, speech, len(tree)) for place, token in enumerate(tree))


def _is_speech_before(tree: Tree, place: int, top: int) -> bool:
    return (
        place < top
        and tree[place].rel in {"ccomp", "parataxis"}
        and not any(tree[child].rel == "mark" for child in children_of(tree, place))
        and max(subtree_of(tree, place)) < top
    )


def _rotated(token: Token, place: int, top: int, speech: int, length: int) -> Token:
    if place == speech:
        return replace(token, head=ROOT, rel="ROOT")
    if place == top:
        return replace(token, head=speech, rel="parataxis")
    if token.head == top and token.rel == "punct" and (place < speech or place == length - 1):
        return replace(token, head=speech)
    return token
