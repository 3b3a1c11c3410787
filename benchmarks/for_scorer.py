"""Readings as the scorer can read them: it takes an initiator as a list of actors, READING.md as one actor.

    verbale read --json STORIES | python benchmarks/for_scorer.py > readings.jsonl

Nothing else is changed.
"""

from __future__ import annotations

import json
import sys
from typing import Any

SINGLE_ACTORS = ("initiator", "requested_by")


def for_scorer(reading: dict[str, Any]) -> dict[str, Any]:
    """The reading with each single actor of a contact in a list.

    >>> for_scorer({"contacts": [{"initiator": {"name": "A", "id": None}, "requested_by": None}]})
    {'contacts': [{'initiator': [{'name': 'A', 'id': None}], 'requested_by': None}]}
    """
    for contact in reading["contacts"]:
        for field in SINGLE_ACTORS:
            if contact.get(field):
                contact[field] = [contact[field]]
    return reading


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(for_scorer(json.loads(line)), ensure_ascii=False))
