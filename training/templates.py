"""Sentences made from a language's `templates.toml`: a grammar whose rules say what hangs on what.

A rule is a row of items, each `form/UPOS` or `@symbol`, then `/relation:head` unless it is the one the others
hang on; heads count the items of the rule from 1. `?0.3` behind an item: it is there three times in ten.
`=relation` for a head: whatever the whole is hung as, it is hung so (*yesterday* is no `obl`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from training.clauses import SUBJECTS, Pools
from training.spelling import Spelling, uncapitalised
from training.trees import ROOT, Token, Tree, children_of, insert, root_of, subtree_of

FOLDER = Path(__file__).parent
START = "sentence"
# Symbols that are cut out of the treebanks, or made here, rather than written in a file.
BUILT_IN = frozenset({"clause", "Clause", "fragment", "interrupted", "deed", "thing", "surname"})
TRIES = 40


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a rule.

    Attributes:
        symbol: None for a word.
        token: the word; None for a symbol.
        rel: None for the head of the rule.
        head: the place, from 0, of the item it hangs on.
        chance: how often it is there.
    """

    symbol: str | None
    token: Token | None
    rel: str | None
    head: int
    chance: float


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing a symbol; `hung_as`: the relation it insists on, None for none."""

    weight: float
    items: tuple[Item, ...]
    hung_as: str | None


@dataclass(frozen=True, slots=True)
class Templates:
    """The grammar of a language's template sentences.

    Attributes:
        names: beginnings, middles and ends of invented surnames.
        analyses: lemma and features of "form/UPOS", where the treebanks lack them or have others.
        infinitive_auxiliaries: those before an infinitive, other than which all go with a participle.
    """

    rules: Mapping[str, tuple[Rule, ...]]
    names: tuple[tuple[str, ...], ...]
    spelling: Spelling
    analyses: Mapping[tuple[str, str], tuple[str, str]]
    infinitive_auxiliaries: frozenset[str]
    inflections: tuple[tuple[re.Pattern[str], str, str], ...]


class Writer:
    """Makes sentences at random."""

    def __init__(self, templates: Templates, pools: Pools, random: Random) -> None:
        self._templates, self._pools, self._random = templates, pools, random

    def sentence(self) -> Tree:
        """One sentence, spelt as the language asks; the words of templates have no lemma and features."""
        tree, _ = self.expand(START)
        return self._templates.spelling.spelt(tree)

    def expand(self, symbol: str) -> tuple[Tree, str | None]:
        """A symbol written out, with the relation it insists on, if any."""
        if symbol in BUILT_IN:
            return self._built_in(symbol), None
        rules = self._templates.rules[symbol]
        rule = self._random.choices(rules, [rule.weight for rule in rules])[0]
        return self._written(rule), rule.hung_as

    def _written(self, rule: Rule) -> Tree:
        parts: list[tuple[Tree, str | None] | None] = [
            None if item.chance < self._random.random() else self._part(item) for item in rule.items
        ]
        offsets: list[int] = []
        size = 0
        for part in parts:
            offsets.append(size)
            size += len(part[0]) if part is not None else 0
        tops = [
            0 if part is None else offset + root_of(part[0])
            for offset, part in zip(offsets, parts, strict=True)
        ]
        tokens: list[Token] = []
        for item, part, offset in zip(rule.items, parts, offsets, strict=True):
            if part is None:
                continue
            rel = None if item.rel is None else part[1] or item.rel
            tokens += [_moved(token, offset, rel, tops[item.head] if rel else ROOT) for token in part[0]]
        return tuple(tokens)

    def _part(self, item: Item) -> tuple[Tree, str | None]:
        if item.token is not None:
            return (item.token,), None
        assert item.symbol is not None
        return self.expand(item.symbol)

    def _built_in(self, symbol: str) -> Tree:
        choose = self._random.choice
        match symbol:
            case "Clause":
                return choose(self._pools.clauses)
            case "clause":
                return self._clause()
            case "fragment":
                return self._with_fragment(self._clause())
            case "interrupted":
                return self._interrupted()
            case "deed":
                return choose(self._pools.deeds)
            case "thing":
                return choose(self._pools.things)
            case _:
                return (Token(self._surname(), "PROPN", "ROOT", ROOT, feats=None),)

    def _clause(self) -> Tree:
        return uncapitalised(self._random.choice(self._pools.clauses))

    def _surname(self) -> str:
        return "".join(self._random.choice(part) for part in self._templates.names)

    def _with_fragment(self, clause: Tree) -> Tree:
        """Quotation marks around the predicate, or around one phrase of it."""
        top = root_of(clause)
        end = _end_of_subject(clause)
        if 0 < end <= top and self._random.random() < 0.6:
            return quote_span(clause, end, len(clause), top)
        tail = [i for i in children_of(clause, top) if i > top and len(subtree_of(clause, i)) > 2]
        if not tail:
            return clause
        span = subtree_of(clause, tail[-1])
        return quote_span(clause, span[0], span[-1] + 1, tail[-1])

    def _interrupted(self) -> Tree:
        """A clause with an `aside` behind its subject: *The talks, X said, will resume*."""
        for _ in range(TRIES):
            clause = self._clause()
            end, top = _end_of_subject(clause), root_of(clause)
            if 0 < end <= top:
                aside, rel = self.expand("aside")
                return insert(clause, end, aside, rel or "parataxis", top)
        raise ValueError(f"{TRIES} clauses in a row had no subject to put an aside behind")


def _end_of_subject(clause: Tree) -> int:
    """The place behind the subject before the verb, 0 where there is none that is a noun."""
    top = root_of(clause)
    ends = [
        max(subtree_of(clause, i)) + 1
        for i in children_of(clause, top)
        if clause[i].rel in SUBJECTS and i < top and clause[i].upos != "PRON"
    ]
    return ends[0] if ends else 0


def quote_span(tree: Tree, start: int, end: int, head: int) -> Tree:
    """The tree with « before the word at `start` and » before the word at `end`, both hung on `head`."""
    closed = insert(tree, end, (Token("»", "PUNCT", "ROOT", ROOT),), "punct", head)
    return insert(closed, start, (Token("«", "PUNCT", "ROOT", ROOT),), "punct", head)


def load_templates(language: str) -> Templates:
    """Read and check `training/LANGUAGE/templates.toml`.

    Raises:
        ValueError: a rule that cannot be read, an unknown symbol, a head that is not there.
    """
    data = tomllib.loads((FOLDER / language / "templates.toml").read_text(encoding="utf-8"))
    rules = {name: tuple(map(read_rule, lines)) for name, lines in data["rules"].items()}
    for name, words in data["words"].items():
        upos, *forms = words.split()
        rules[name] = tuple(read_rule(f"{form}/{upos}") for form in forms)
    for name, alternatives in rules.items():
        for item in (item for rule in alternatives for item in rule.items):
            if item.symbol is not None and item.symbol not in BUILT_IN | rules.keys():
                raise ValueError(f"templates.toml: {name} uses @{item.symbol}, which no rule writes")
    analyses = {
        tuple(key.rsplit("/", 1)): tuple(value.split(" ", 1)) for key, value in data["analysis"].items()
    }
    inflections = tuple(
        (re.compile(row["form"]), row["wants"], row["feats"]) for row in data.get("inflection", ())
    )
    names = data["names"]
    return Templates(
        rules,
        tuple(tuple(names[part]) for part in ("starts", "middles", "ends")),
        Spelling.read(data["spelling"]),
        analyses,
        frozenset(data["infinitive_auxiliaries"]),
        inflections,
    )


def read_rule(line: str) -> Rule:
    """Read one rule, "3 | the/DET/det:2 envoy/NOUN"; its weight is 1 where none is given.

    Raises:
        ValueError: not of that form, or not with one head.
    """
    weight, bar, row = line.rpartition("|")
    pairs = [_item(text, line) for text in row.split()]
    items = tuple(item for item, _ in pairs)
    tops = [hung_as for item, hung_as in pairs if item.rel is None]
    if len(tops) != 1 or not _is_tree(items):
        raise ValueError(f"templates.toml: {line!r} needs one head, and heads that are always there")
    return Rule(float(weight) if bar else 1.0, items, tops[0])


def _is_tree(items: Sequence[Item]) -> bool:
    """Whether every item hangs, over others, on the head of the rule, and on none that may be absent."""
    for item in items:
        climbed = 0
        while item.rel is not None:
            if not 0 <= item.head < len(items) or items[item.head].chance < 1 or climbed > len(items):
                return False
            item, climbed = items[item.head], climbed + 1
    return True


def _item(text: str, line: str) -> tuple[Item, str | None]:
    """An item, with the relation that a head insists on."""
    is_symbol = text.startswith("@")
    parts = text.split("/")
    base = 1 if is_symbol else 2
    tail, _, chance = parts[-1].partition("?")
    parts[-1] = tail
    if len(parts) not in (base, base + 1):
        raise ValueError(f"templates.toml: {text!r} in {line!r} is no item")
    rel, head, hung_as = None, 0, None
    if len(parts) == base + 1:
        if parts[base].startswith("="):
            hung_as = parts[base][1:]
        else:
            rel, _, place = parts[base].rpartition(":")
            head = int(place) - 1
    symbol = parts[0][1:] if is_symbol else None
    token = None if is_symbol else Token(parts[0], parts[1], "ROOT", ROOT)
    return Item(symbol, token, rel, head, float(chance or 1)), hung_as


def _moved(token: Token, offset: int, rel: str | None, head: int) -> Token:
    if token.head != ROOT:
        return replace(token, head=token.head + offset)
    return token if rel is None else replace(token, head=head, rel=rel)
