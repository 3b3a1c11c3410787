"""Metadata dates in the shapes that pages and feeds write."""

from __future__ import annotations

from datetime import date

import pytest

from verbale.ingest.publication import narrowed, parse_published
from verbale.model import DayRange
from verbale.times import range_to_edtf


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2023-11-05", "2023-11-05"),
        ("2023-11", "2023-11"),
        ("2023", "2023"),
        ("2023-11-05/2023-11-08", "2023-11-05/2023-11-08"),
        ("2023-11-05/..", "2023-11-05/.."),
        ("2023-11-05T18:04:00+01:00", "2023-11-05"),
        ("2023-11-05T18:04:00.123Z", "2023-11-05"),
        ("2023-11-05 18:04", "2023-11-05"),
        ("20231105T180400+0100", "2023-11-05"),
        ("Sun, 05 Nov 2023 18:04:00 +0100", "2023-11-05"),
        ("Sun, 05 Nov 2023 23:04:00 +0100", "2023-11-05"),
        # UTC is the publishing system's zone: in Europe it may be the next day
        ("2023-11-05T23:30:00Z", "2023-11-05/2023-11-06"),
        ("2023-11-05T23:30:00+00:00", "2023-11-05/2023-11-06"),
        ("Sun, 05 Nov 2023 23:30:00 GMT", "2023-11-05/2023-11-06"),
        # with a zone of its own, or none, the day is the writer's
        ("2023-11-05T23:30:00+02:00", "2023-11-05"),
        ("2023-11-05T23:30:00", "2023-11-05"),
        ("hier soir", None),
        ("", None),
        ("2023-13-05", None),
        ("2023-02-30", None),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("2023-11-08/2023-11-05", None),
    ],
)
def test_parse_published(written: str, edtf: str | None) -> None:
    days = parse_published(written)
    assert (range_to_edtf(days.first, days.last) if days else None) == edtf


MARCH = DayRange(date(2023, 3, 1), date(2023, 3, 31))
NINTH = DayRange(date(2023, 3, 9), date(2023, 3, 9))
UNTIL_TENTH = DayRange(None, date(2023, 3, 10))


@pytest.mark.parametrize(
    ("metadata", "text", "both"),
    [
        (MARCH, None, MARCH),
        (None, NINTH, NINTH),
        (None, None, None),
        (MARCH, NINTH, NINTH),  # the text is narrower and agrees
        (NINTH, MARCH, NINTH),
        (NINTH, DayRange(date(2023, 3, 7), date(2023, 3, 7)), NINTH),  # they contradict: metadata hold
        (MARCH, UNTIL_TENTH, DayRange(date(2023, 3, 1), date(2023, 3, 10))),
    ],
)
def test_narrowed(metadata: DayRange | None, text: DayRange | None, both: DayRange | None) -> None:
    assert narrowed(metadata, text) == both
