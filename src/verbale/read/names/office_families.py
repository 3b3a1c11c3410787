"""Offices whose holders talk to each other as equals.

The counterpart of a president is a president, of a head of government a head of government, whatever the
title.
"""

from __future__ import annotations

HEADS_OF_STATE = frozenset({"president", "monarch", "junta_leader", "supreme_leader"})
HEADS_OF_GOVERNMENT = frozenset({"prime_minister", "chancellor"})
MINISTERS = frozenset(
    {"minister", "foreign_minister", "defence_minister", "interior_minister", "finance_minister"}
)
PRINCIPALS = HEADS_OF_STATE | HEADS_OF_GOVERNMENT | {"foreign_minister", "defence_minister"}
HEADS_OF_BODIES = frozenset(
    {
        "secretary_general",
        "commission_president",
        "council_president",
        "high_representative",
        "director_general",
        "chair",
        "crown_prince",
        "vice_president",
        "pope",
    }
)
# Whose office it is that speaks ("Vask's office"), where the words do not say.
OFFICE_OF = {
    "prime_minister": "prime_minister_office",
    "chancellor": "government",
    "foreign_minister": "foreign_ministry",
    "defence_minister": "defence_ministry",
    "monarch": "royal_court",
}
# Whose presidency, government or ministry an institution phrase without a country means.
HOLDERS_BY_INSTITUTION = {
    "presidency": HEADS_OF_STATE,
    "government": HEADS_OF_GOVERNMENT,
    "prime_minister_office": HEADS_OF_GOVERNMENT,
    "foreign_ministry": frozenset({"foreign_minister"}),
    "defence_ministry": frozenset({"defence_minister"}),
    "royal_court": frozenset({"monarch"}),
}


def family_of(offices: frozenset[str]) -> frozenset[str]:
    """The offices of equals: heads of state and of government are one family, ministers each their own."""
    if offices & (HEADS_OF_STATE | HEADS_OF_GOVERNMENT):
        return HEADS_OF_STATE | HEADS_OF_GOVERNMENT
    return offices & PRINCIPALS or offices


def office_of(offices: frozenset[str]) -> str | None:
    """The institution that is somebody's *office*: a president's is the presidency; None: there is none."""
    if offices & {"president", "junta_leader"}:
        return "presidency"
    return next((key for office, key in OFFICE_OF.items() if office in offices), None)
