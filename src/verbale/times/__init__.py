"""Times in the news: finding the expressions, and the days each allows. Knows no language; see times.toml."""

from verbale.times.calendar import years_matching
from verbale.times.edtf import days_to_edtf, parse_edtf, range_to_edtf
from verbale.times.events import Beginning, event_beginnings, event_reference
from verbale.times.expression import (
    Measures,
    Offset,
    Origin,
    Point,
    Role,
    TimeExpression,
    TimeKind,
    Unit,
    Window,
)
from verbale.times.find import find_times
from verbale.times.lexicon import TimeLexicon, load_time_lexicon
from verbale.times.publication import Publication, PublicationBasis, publication_from_text
from verbale.times.resolve import Direction, anchor_days, days_by_role, resolve

__all__ = [
    "Beginning",
    "Direction",
    "Measures",
    "Offset",
    "Origin",
    "Point",
    "Publication",
    "PublicationBasis",
    "Role",
    "TimeExpression",
    "TimeKind",
    "TimeLexicon",
    "Unit",
    "Window",
    "anchor_days",
    "days_by_role",
    "days_to_edtf",
    "event_beginnings",
    "event_reference",
    "find_times",
    "load_time_lexicon",
    "parse_edtf",
    "publication_from_text",
    "range_to_edtf",
    "resolve",
    "years_matching",
]
