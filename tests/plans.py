"""How a database would find what it is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text


def plan(connection: Connection, query: str, values: Mapping[str, object]) -> list[str]:
    """Its steps, in its own words, were the tables large."""
    if connection.dialect.name == "sqlite":
        return [row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}"), values)]
    for way in ("seqscan", "bitmapscan"):
        connection.execute(text(f"SET LOCAL enable_{way} = off"))
    return list(connection.execute(text(f"EXPLAIN {query}"), values).scalars())


def sorts(steps: list[str]) -> bool:
    """Whether a plan has to read all there is to bring it into order."""
    return any("TEMP B-TREE" in step or "Sort" in step for step in steps)
