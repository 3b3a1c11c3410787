"""The forms of all sentences in which the program gives reasons, taken from the code that says them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

SOURCE = Path(str(files("verbale")))
# In the reader a reason is an argument of these, by its place; what is not told of gives none that is kept.
SAYS_WHY = {
    "held": 0,
    "planned": 0,
    "refused": 0,
    "cancelled": 0,
    "Ground": 1,
    "Reporter": 2,
    "add": 1,
    "report_by": 2,
    "Relay": 1,
}
# What turned the act of a statement stands beside the act.
TURNED = ("content: ", "sense: ", "performed: ")


def forms() -> set[str]:
    """Each form; places in those of the reader are called {entry}."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.update(_said(tree))
        if path.is_relative_to(SOURCE / "read"):
            found.update(_of_reader(tree))
    return found


def _said(tree: ast.AST) -> Iterator[str]:
    """What is said by `say`, there or by way of a variable named `form`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == "say" and node.args:
            yield from _constants(node.args[0])
        elif isinstance(node, ast.Assign) and any(_name(target) == "form" for target in node.targets):
            yield from _constants(node.value)


def _of_reader(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            at = SAYS_WHY.get(_name(node.func))
            told = [k.value for k in node.keywords if k.arg == "rule"] if _name(node.func) != "say" else []
            for argument in (*told, *(node.args[at : at + 1] if at is not None else ())):
                yield from _texts(argument)
        elif isinstance(node, ast.Assign) and any(_name(target) == "rule" for target in node.targets):
            yield from _texts(node.value)
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
            yield from (text for text in _texts(node.elts[1]) if text.startswith(TURNED))


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can be; a place in one is {entry}."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp():
            yield from _texts(node.body)
            yield from _texts(node.orelse)
        case ast.JoinedStr():
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "{entry}" for v in node.values)


def _constants(node: ast.expr) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def named_in(form: str) -> set[str]:
    """The places of a form."""
    return set(re.findall(r"\{(\w+)(?::d)?\}", form))
