"""Sentences with their syntax: read from CoNLL-U, or built of phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

# The subtypes of relations that the rules tell apart; every other subtype is dropped.
KEPT_SUBTYPES = frozenset(
    {
        *("nsubj:pass", "aux:pass", "acl:relcl", "flat:name", "obl:agent", "expl:subj"),
        *("nmod:poss", "compound:prt", "nmod:desc"),
    }
)
ROOT = -1


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a sentence.

    Attributes:
        head: the place of its head in the sentence, from 0; `ROOT` for the root.
        blank: whether white space follows.
        lemma, feats: None where a template leaves them to be looked up.
    """

    form: str
    upos: str
    rel: str
    head: int
    blank: bool = True
    lemma: str | None = None
    feats: str | None = None


Tree = tuple[Token, ...]
# The words that a tokenizer cuts a text into.
Cut = Callable[[str], list[str]]


def read_conllu(path: Path, cut: Cut) -> list[Tree]:
    """Read a treebank, its multiword tokens cut as the language's tokenizer cuts them (do + n't) or merged
    into one word (du, des, au, aux, auquel).

    A merged word takes the analysis of the part whose head lies outside it.
    """
    return [_tree(block, cut) for block in _blocks(path)]


def base_relation(rel: str) -> str:
    """The relation in our scheme: "obl:mod" is "obl", "nsubj:pass" stays."""
    return rel if rel in KEPT_SUBTYPES else rel.split(":")[0]


def text_of(tree: Sequence[Token]) -> str:
    """The sentence as written."""
    return "".join(token.form + (" " if token.blank else "") for token in tree).rstrip()


def root_of(tree: Sequence[Token]) -> int:
    """The place of the root."""
    return next(i for i, token in enumerate(tree) if token.head == ROOT)


def children_of(tree: Sequence[Token], head: int) -> list[int]:
    """The places of a word's dependants, in order."""
    return [i for i, token in enumerate(tree) if token.head == head]


def subtree_of(tree: Sequence[Token], top: int) -> list[int]:
    """The places of a word and of all that hangs on it, in order."""
    inside = {top}
    frontier = [top]
    while frontier:
        frontier = [i for head in frontier for i in children_of(tree, head)]
        inside.update(frontier)
    return sorted(inside)


def insert(tree: Tree, at: int, part: Tree, rel: str, head: int) -> Tree:
    """Put a phrase into a sentence before the word at place `at`, hung on the word at place `head`."""
    size = len(part)

    def moved(place: int) -> int:
        return place + size if place >= at else place

    def rehung(token: Token) -> Token:
        return token if token.head == ROOT else replace(token, head=moved(token.head))

    inner = tuple(
        replace(token, head=moved(head), rel=rel)
        if token.head == ROOT
        else replace(token, head=token.head + at)
        for token in part
    )
    outer = tuple(rehung(token) for token in tree)
    return outer[:at] + inner + outer[at:]


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line:
            if rows:
                yield rows
            rows = []
        elif not line.startswith("#"):
            rows.append(line.split("\t"))
    if rows:
        yield rows


def _tree(rows: list[list[str]], cut: Cut) -> Tree:
    words = {int(row[0]): row for row in rows if row[0].isdigit()}
    merged: dict[int, tuple[int, list[str]]] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            if cut(row[1]) != [words[i][1] for i in range(first, last + 1)]:
                merged[first] = (last, row)
            else:
                _glue(words, first, last, row)
    groups: list[tuple[range, list[str]]] = []
    place = 1
    while place in words:
        last, surface = merged.get(place, (place, words[place]))
        groups.append((range(place, last + 1), surface))
        place = last + 1
    group_of = {i: g for g, (members, _) in enumerate(groups) for i in members}
    group_of[0] = ROOT
    return tuple(_token(words, members, surface, group_of) for members, surface in groups)


def _glue(words: dict[int, list[str]], first: int, last: int, surface: list[str]) -> None:
    """Note that no blank stands between the parts of a multiword token, nor behind it where there is none."""
    for i in range(first, last):
        words[i][9] = "SpaceAfter=No"
    words[last][9] = surface[9]


def _token(
    words: dict[int, list[str]], members: range, surface: list[str], group_of: dict[int, int]
) -> Token:
    own = group_of[members[0]]
    outward = [i for i in members if group_of[int(words[i][6])] != own]
    row = words[outward[0] if outward else members[0]]
    head = group_of[int(row[6])]
    return Token(
        form=surface[1],
        upos=row[3],
        rel="ROOT" if head == ROOT else base_relation(row[7]),
        head=head,
        blank="SpaceAfter=No" not in surface[9],
        lemma=row[2],
        feats="" if row[5] == "_" else row[5],
    )
