"""Times in the news: finding the expressions, and the days each allows. Knows no language; see times.toml."""

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
from verbale.times.edtf import days_to_edtf, parse_edtf, range_to_edtf
from verbale.times.resolve import Direction, days_by_role, resolve, years_matching
from verbale.times.lexicon import TimeLexicon, load_time_lexicon

__all__ = [
    "Direction",
    "Measures",
    "Offset",
    "Origin",
    "Point",
    "Role",
    "TimeExpression",
    "TimeKind",
    "TimeLexicon",
    "Unit",
    "Window",
    "days_by_role",
    "days_to_edtf",
    "find_times",
    "load_time_lexicon",
    "parse_edtf",
    "range_to_edtf",
    "resolve",
    "years_matching",
]
