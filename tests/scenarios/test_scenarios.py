# ruff: noqa: E501 (messages)
"""Each scenario gives the contacts that its archivist writes down, whatever the order of the stories."""

from __future__ import annotations

import importlib
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from verbale.model import Reading
from verbale.read.reading import ReadingTools, load_tools
from verbale.record import open_database
from verbale.record import queries as q
from verbale.record.output import ContactOut
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes

sys.path.insert(0, str(Path(__file__).parent))
rs: ModuleType = importlib.import_module("read_scenarios")
ACTORS = Path(__file__).parents[2] / "examples" / "actors.toml"
NOON = "2031-09-01T12:00:00+00:00"
SCENARIOS = rs.scenarios()


@pytest.fixture(scope="session")
def tools() -> dict[str, ReadingTools]:
    return {language: load_tools(language, actors=[ACTORS]) for language in ("fr", "en")}


def record_of(readings: list[Reading], path: Path, pieces: int) -> list[ContactOut]:
    database = open_database(path, create=True)
    for i in range(pieces):
        with database.writing() as connection:
            add_outcomes(connection, readings[i::pieces], reader="scenario", read_at=NOON)
            reconcile_record(connection, NOON)
    with database.reading() as connection:
        return q.contacts(connection)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[s.name for s in SCENARIOS])
def test_scenario(scenario: Any, tools: dict[str, ReadingTools], tmp_path: Path) -> None:
    readings = rs.readings(scenario, tools)
    found = record_of(readings, tmp_path / "whole.db", 1)
    random.Random(1).shuffle(readings)
    assert record_of(readings, tmp_path / "pieces.db", 3) == found
    left = list(found)
    for expected in scenario.contacts:
        fitting = [c for c in left if is_told(c, expected)]
        assert len(fitting) == 1, f"{expected['stories']}: {_shown(found)}"
        check(fitting[0], expected)
        left.remove(fitting[0])
    assert not left, _shown(left)


def is_told(c: ContactOut, expected: dict[str, Any]) -> bool:
    """Whether a contact is the one expected: told by the same stories, of the same people."""
    told = sorted({m.path for m in c.mentions})
    kind = expected.get("kind", c.kind)
    return (
        told == expected["stories"] and [p.name for p in c.participants] == expected["who"] and c.kind == kind
    )


def check(c: ContactOut, expected: dict[str, Any]) -> None:
    assert c.status == expected.get("status", "held")
    if "date" in expected:
        assert (c.date or "none") == expected["date"]
    if "days" in expected:
        assert [d.isoformat() for d in c.date_candidates] == expected["days"]
    if "within" in expected:
        assert c.date_from is not None
        assert c.date_to is not None
        assert (
            expected["within"][0] <= c.date_from.isoformat() <= c.date_to.isoformat() <= expected["within"][1]
        )
        assert c.date_from != c.date_to
    for key, value in (
        ("sources", c.independent_sources),
        ("told_in", c.stories),
        ("unsure", c.unsure),
        ("place", c.place),
        ("duration", c.duration_minutes or "open"),
        ("initiator", c.initiator.name if c.initiator else "open"),
    ):
        assert expected.get(key, value) == value, key
    told = [(d.kind, d.about) for d in c.divergences]
    assert sorted(told) == sorted((d["kind"], d["about"]) for d in expected.get("differ", [])), c.divergences
    for d in expected.get("differ", []):
        words = [x.explanation for x in c.divergences if (x.kind, x.about) == (d["kind"], d["about"])]
        assert any(d["says"] in w for w in words), words
    for s in expected.get("sides", []):
        given = [v for v in c.versions if v.fact == s["fact"] and _value(v.value) == s["value"]]
        assert s["of"] in [a.name for v in given for a in v.sides], c.versions
    assert len(c.counts) == len(expected.get("counts", c.counts))
    for count, words in zip(c.counts, expected.get("counts", []), strict=False):
        assert words in count.explanation
    if "because" in expected:
        assert any(expected["because"] in r.because for r in c.date_reasons), c.date_reasons


def _value(value: Any) -> Any:
    return getattr(value, "name", value)


def _shown(contacts: list[ContactOut]) -> str:
    return "; ".join(
        f"{c.kind} {c.status} {[p.name for p in c.participants]} {c.date} {sorted({m.path for m in c.mentions})}"
        for c in contacts
    )


def test_there_are_enough_and_half_are_read() -> None:
    assert len(SCENARIOS) >= 12
    assert 2 * sum(s.is_read for s in SCENARIOS) >= len(SCENARIOS)
    assert all(5 <= len(s.stories) <= 30 for s in SCENARIOS)
