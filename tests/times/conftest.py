"""The time words of each language, loaded once for all tests, and a one-line form of an expression."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.times import Role, TimeExpression, TimeKind, TimeLexicon, load_time_lexicon


@pytest.fixture(scope="session")
def french() -> TimeLexicon:
    return load_time_lexicon("fr")


@pytest.fixture(scope="session")
def english() -> TimeLexicon:
    return load_time_lexicon("en")


@pytest.fixture(scope="session")
def summary() -> Callable[[TimeExpression, str], str]:
    return _summary


def _summary(expression: TimeExpression, text: str) -> str:
    """A line such as "<words> kind role timex ...", in that order, leaving out what is not said."""
    parts = [f"<{expression.span.of(text)}>", expression.kind.value]
    if expression.role is not Role.AT:
        parts.append(expression.role.value)
    if expression.timex:
        parts.append(expression.timex)
    if expression.kind is TimeKind.DURATION:
        assert expression.qualifier is not None
        assert expression.measures is not None
        parts += [f"{expression.minutes}min", expression.qualifier.value, expression.measures.value]
    elif expression.window:
        parts.append(f"{expression.window.first}..{expression.window.last} {expression.window.origin.value}")
    elif expression.offset and expression.offset.n is not None:
        parts.append(
            f"{expression.offset.n:+g} {expression.offset.unit.value} {expression.offset.origin.value}"
        )
    if expression.point and expression.point.section:
        parts.append(expression.point.section)
    if expression.shift:
        parts.append({-1: "last", 1: "next"}[expression.shift])
    if expression.end:
        parts.append("range")
    if expression.daypart:
        parts.append(expression.daypart)
    if expression.anchor:
        parts.append(f"from {expression.anchor.of(text)!r}")
    if expression.ordinal:
        parts.append(f"no. {expression.ordinal}")
    if expression.conflict:
        parts.append("conflict")
    return " ".join(parts)
