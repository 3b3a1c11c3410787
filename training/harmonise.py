"""Making the treebanks agree, and the languages, where one thing has two analyses.

Measured on the published files:

- *le président Jacques Chirac*: `nmod` in Sequoia, `appos` in GSD and PUD; *M. Durand*: `nmod` in
  Sequoia, `flat:name` in GSD and PUD; *President Durand*, *Mr. Durand*: in English, `nmod:desc` of the name.
  A rule that looks for a person behind a title needs one answer, so we take the one that tells it from *le
  président de la Commission*: the title is the head.
- The agent of a passive: `obl` in PUD, `obl:agent` in the others.
- *Lors de la visite*: *visite* is `obl` of the adverb *lors* in Sequoia, `obj` in GSD.
- Only GSD and Rhapsodie mark active participles with `Voice=Act`.
- Names are `flat` in English, `flat:name` in French; an empty subject is `expl` in English, `expl:subj` in
  French.
- *"S," said X*: the root is *said* in French PUD and in English, and S elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

from training.treebanks import Conventions
from training.trees import ROOT, Token, Tree, children_of, subtree_of

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NAMES = frozenset({"PROPN", "X"})


def harmonise(tree: Tree, conventions: Conventions) -> Tree:
    """The same sentence in our conventions."""
    tree = rotate_direct_speech(rotate_titles(tree, conventions))
    return tuple(_harmonised(tree, place, conventions) for place in range(len(tree)))


def _harmonised(tree: Tree, place: int, conventions: Conventions) -> Token:
    token = replace(tree[place], feats=_without_active(tree[place].feats))
    if token.head == ROOT:
        return token
    head = tree[token.head]
    if _is_name_behind_title(tree, place):
        return replace(token, rel="flat:name" if head.form.lower() in conventions.courtesy else "appos")
    if token.rel == "nmod:desc":
        return replace(token, rel="nmod")
    if token.rel == "flat" and token.upos in NAMES and head.upos in NAMES:
        return replace(token, rel="flat:name")
    if token.rel == "expl" and token.form.lower() in conventions.empty_subjects and place < token.head:
        return replace(token, rel="expl:subj")
    if token.form.lower() in conventions.adverbs_before_nouns and token.rel == "obl":
        return replace(token, rel="advmod")
    if head.form.lower() in conventions.adverbs_before_nouns and token.rel == "obj":
        return replace(token, rel="obl")
    if token.rel == "obl" and _is_agent(tree, place, conventions.agent):
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


def _is_agent(tree: Tree, place: int, agent: str) -> bool:
    has_agent = any(
        tree[child].rel == "case" and tree[child].form.lower() == agent for child in children_of(tree, place)
    )
    is_passive = any(tree[child].rel == "aux:pass" for child in children_of(tree, tree[place].head))
    return has_agent and is_passive and place > tree[place].head


def rotate_titles(tree: Tree, conventions: Conventions) -> Tree:
    """Make a title the head of the name behind it: *President* of *Anna*, whose `flat` is *Durand*."""
    for place, token in enumerate(tree):
        name = token.head
        is_title = token.rel == "nmod:desc" and token.upos in {"NOUN", "PROPN"} and token.form[:2] != "St"
        if is_title and place < name and tree[name].upos == "PROPN":
            tree = _with_title_as_head(tree, place, name, conventions)
    return tree


def _with_title_as_head(tree: Tree, title: int, name: int, conventions: Conventions) -> Tree:
    rel = "flat:name" if tree[title].form.lower() in conventions.courtesy else "appos"

    def rehung(token: Token, place: int) -> Token:
        if place == title:
            return replace(token, head=tree[name].head, rel=tree[name].rel)
        if place == name:
            return replace(token, head=title, rel=rel)
        is_inside = title < place < name or (place > name and token.rel == "flat")
        return replace(token, head=title) if token.head == name and not is_inside else token

    return tuple(rehung(token, place) for place, token in enumerate(tree))


def rotate_direct_speech(tree: Tree) -> Tree:
    """Hang a reporting clause that follows its speech on the speech, as `parataxis`.

    PUD has *expliqué* as the root of *« Il reste »*, *a expliqué X*; the other French treebanks have *reste*.
    """
    for top, token in enumerate(tree):
        if token.upos != "VERB":
            continue
        speech = next(
            (child for child in children_of(tree, top) if _is_speech_before(tree, child, top)), None
        )
        if speech is not None and any(
            tree[child].rel in SUBJECTS and child > max(subtree_of(tree, speech))
            for child in children_of(tree, top)
        ):
            return tuple(_rotated(tree, place, top, speech) for place in range(len(tree)))
    return tree


def _is_speech_before(tree: Tree, place: int, top: int) -> bool:
    before = [tree[child].rel for child in children_of(tree, top) if child < place]
    return (
        place < top
        and tree[place].rel in {"ccomp", "parataxis"}
        # "On Monday, 'S', X said": the day is not of S
        and all(rel in {"punct", "cc"} for rel in before)
        and not any(tree[child].rel == "mark" for child in children_of(tree, place))
        and max(subtree_of(tree, place)) < top
    )


def _rotated(tree: Tree, place: int, top: int, speech: int) -> Token:
    token = tree[place]
    if place == speech:
        return replace(token, head=tree[top].head, rel=tree[top].rel)
    if place == top:
        return replace(token, head=speech, rel="parataxis")
    is_last = tree[top].head == ROOT and place == len(tree) - 1
    if token.head == top and (place < speech or (token.rel == "punct" and is_last)):
        return replace(token, head=speech)
    return token
