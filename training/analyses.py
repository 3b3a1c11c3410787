"""Lemmas and features of the words that templates write."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import simplemma

from training.templates import Templates
from training.trees import Token, Tree, children_of

Analysis = tuple[str, str]
VERBS = frozenset({"VERB", "AUX"})


class Analyses:
    """The commonest lemma and features of a word in its use; `templates.toml` has the last word.

    A form may be two things (*said*, finite or a participle): its auxiliaries and its mark tell which.
    """

    def __init__(self, language: str, templates: Templates, treebanks: Iterable[Sequence[Tree]]) -> None:
        self._language, self._templates = language, templates
        self._seen: defaultdict[tuple[str, str], Counter[Analysis]] = defaultdict(Counter)
        for token in (token for trees in treebanks for tree in trees for token in tree):
            analysis = (token.lemma or token.form, token.feats or "")
            self._seen[(_plain(token.form), token.upos)][analysis] += 1

    def analysed_all(self, trees: Iterable[Tree]) -> list[Tree]:
        """The sentences with every lemma and feature.

        Raises:
            KeyError: words that neither the treebanks, the templates nor the dictionary know.
        """
        unknown: set[str] = set()
        out = [tuple(self._analysed(tree, place, unknown) for place in range(len(tree))) for tree in trees]
        if unknown:
            raise KeyError(f"add to [analysis] in templates.toml: {', '.join(sorted(unknown))}")
        return out

    def _analysed(self, tree: Tree, place: int, unknown: set[str]) -> Token:
        token = tree[place]
        if token.lemma is not None:
            return token
        if token.upos == "PUNCT":
            return replace(token, lemma=token.form, feats="")
        if token.upos == "PROPN":
            return replace(token, lemma=token.form, feats="Number=Sing" if self._has_number() else "")
        form = _plain(token.form)
        known = self._templates.analyses.get((form, token.upos))
        wanted = self._wanted(tree, place) if token.upos in VERBS else ()
        if known is None:
            known = _best(self._seen.get((form, token.upos), Counter()), wanted)
        if token.upos in VERBS:
            known = self._inflected(form, known, wanted)
        if known is None:
            unknown.add(f"{token.form}/{token.upos}")
            return token
        return replace(token, lemma=known[0], feats=known[1])

    def _has_number(self) -> bool:
        """Whether the treebanks give names a number (English does, French does not)."""
        return any("Number=" in feats for _, feats in self._seen[("paris", "PROPN")])

    def _wanted(self, tree: Tree, place: int) -> tuple[str, ...]:
        """The features that the words around a verb ask of it."""
        children = [tree[i] for i in children_of(tree, place)]
        if any(child.rel == "aux:pass" for child in children):
            return ("VerbForm=Part", "Voice=Pass")
        auxiliaries = [child.form.lower() for child in children if child.rel == "aux"]
        if auxiliaries:
            is_infinitive = auxiliaries[-1] in self._templates.infinitive_auxiliaries
            return ("VerbForm=Inf",) if is_infinitive else ("VerbForm=Part",)
        if any(child.rel == "mark" and child.upos == "PART" for child in children):
            return ("VerbForm=Inf",)
        subjects = [i for i in children_of(tree, place) if tree[i].rel == "nsubj"]
        is_subject_plural = any(token.rel == "conj" and token.head in subjects for token in tree)
        return ("VerbForm=Fin", "Number=Plur" if is_subject_plural else "Number=Sing")

    def _inflected(self, form: str, known: Analysis | None, wanted: Sequence[str]) -> Analysis | None:
        """The analysis, or the features of the pattern that fits where it is not of the wanted form."""
        if known is not None and (not wanted or wanted[0] in known[1]):
            return known
        for pattern, wants, feats in self._templates.inflections:
            if pattern.search(form) and wants in (*wanted, ""):
                lemma = known[0] if known is not None else simplemma.lemmatize(form, lang=self._language)
                return lemma, feats
        return known


def _best(seen: Counter[Analysis], wanted: Sequence[str]) -> Analysis | None:
    """The one that has most of the wanted features, then the commonest."""
    if not seen:
        return None
    return max(seen, key=lambda analysis: (sum(want in analysis[1] for want in wanted), seen[analysis]))


def _plain(form: str) -> str:
    return form.lower().replace("’", "'")
