"""When a story was published: the dates of metadata, and what the text itself adds to them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

from verbale.model import DayRange
from verbale.times import parse_edtf

STAMP = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})[T ]+(?P<hour>\d{2})(?::?\d{2}){0,2}(?:[.,]\d+)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
UTC = re.compile(r"Z|UTC|GMT|[+-]00(?::?00)?", re.IGNORECASE)
# From this hour on a time in UTC may already be the next day where a European paper is written.
UTC_EVENING = 22
EARLIEST_YEAR = 1900


def parse_published(value: str) -> DayRange | None:
    """The days that a metadata date allows.

    Args:
        value: EDTF ("2022", "2022-03", "2022-03-06", "2022-03-05/2022-03-08"), a date with a time (ISO 8601),
            or the date of a mail or feed ("Sun, 06 Mar 2022 18:04:00 +0100").

    Returns:
        The day as written, in the writer's own time zone. A late evening in UTC is two days, because UTC is
        the zone of publishing systems and not of a paper. None if it is no date or cannot be true (1 January
        1970).
    """
    value = value.strip()
    days = _stamped(value) or parse_edtf(value) or _mailed(value)
    if days is None or (days.first and days.first.year < EARLIEST_YEAR):
        return None
    # the zero of a computer's clock, not a day
    return None if days.first == days.last == date(1970, 1, 1) else days


def narrowed(metadata: DayRange | None, text: DayRange | None) -> DayRange | None:
    """Both together: the text may narrow what metadata allow; where they contradict, metadata hold."""
    if metadata is None or text is None:
        return metadata or text
    first = max((d for d in (metadata.first, text.first) if d), default=None)
    last = min((d for d in (metadata.last, text.last) if d), default=None)
    return metadata if first and last and first > last else DayRange(first, last)


def _stamped(value: str) -> DayRange | None:
    match = STAMP.fullmatch(value)
    if not match:
        return None
    zone = match["zone"]
    day = f"{match['y']}-{match['m']}-{match['d']}"
    return _around(day, int(match["hour"]), bool(zone and UTC.fullmatch(zone)))


def _mailed(value: str) -> DayRange | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    offset = moment.utcoffset()
    # parsedate_to_datetime gives a naive time for "-0000": UTC, zone unknown
    return _around(moment.date().isoformat(), moment.hour, not offset)


def _around(day: str, hour: int, utc: bool) -> DayRange | None:
    days = parse_edtf(day)
    if days is None or days.last is None or not utc or hour < UTC_EVENING:
        return days
    return DayRange(days.first, days.last + timedelta(days=1))
