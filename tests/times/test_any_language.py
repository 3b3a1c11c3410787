"""The engine knows no language: a toy one, given as data, is read like French."""

from __future__ import annotations

from verbale.model import DurationQualifier
from verbale.times import find_times, parse_edtf, resolve
from verbale.times.lexicon import parse_time_lexicon

TOY = {
    "determiners": ["lo"],
    "roles": {"since": ["dape"]},
    "joins": ["ko"],
    "distance_before": ["dape"],
    "traps": ["Tuno FM"],
    "slots": {
        "number": {"un": 1, "du": 2, "trigo": 3},
        "ordinal": {"primo": 1},
        "weekday": {"luno": 1, "tuno": 2},
        "month": {"marto": 3},
        "unit": {"horo": "hour", "dago": "day"},
        "hedge": {"prokso": "approx"},
    },
    "pattern": [
        {"name": "d", "match": "{day} {month} {year}", "means": "date", "example": "x", "phrase": ""},
        {"name": "w", "match": "{weekday}", "means": "date", "example": "x", "phrase": ""},
        {"name": "l", "match": "[{hedge} ]{n} {unit}", "means": "duration", "example": "x", "phrase": ""},
    ],
}


def test_a_toy_language() -> None:
    toy = parse_time_lexicon("toy", TOY, "toy.toml")
    text = "Tuno FM: ili parlis TUNO, prokso du horo, dape lo 12 marto 2022."
    weekday, length, since = find_times(text, toy)
    assert weekday.span.of(text) == "TUNO"
    assert (length.minutes, length.qualifier) == (120, DurationQualifier.APPROX)
    assert (since.timex, since.role.value) == ("2022-03-12", "since")
    days = resolve(weekday, parse_edtf("2022-03-10"))
    assert days is not None
    assert days.edtf == "2022-03-08"
