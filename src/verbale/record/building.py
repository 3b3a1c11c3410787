"""From stories to a record: read what the record has not, write as readings arrive, reconcile at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from verbale.ingest.find import FoundStory
from verbale.ingest.outcome import Outcome, Refusal
from verbale.model import Reading
from verbale.read.parallel import Result, Settings, Unchanged, read_all
from verbale.record.commitments import bring_commitments_up_to_date
from verbale.record.database import Database
from verbale.record.listed import bring_listing_up_to_date
from verbale.record.reconciling import is_reconciled, reconcile_record
from verbale.record.sources import add_outcomes, known_text

# A commit costs some milliseconds; what is not committed is read again after a kill.
BATCH = 20
# What was read elsewhere is not lost by a kill, and goes in faster the more of it goes together.
BATCH_READ_ELSEWHERE = 500
BATCH_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a run did: stories read now, read before by this reader, refused, failed."""

    read: int
    known: int
    refused: int
    failed: int

    def summary(self) -> str:
        """In words, what is nought left out: "12 stories read, 3 known before, 1 refused"."""
        words = [f"{self.read} {'story' if self.read == 1 else 'stories'} read"]
        others = ((self.known, "known before"), (self.refused, "refused"), (self.failed, "failed"))
        return ", ".join(words + [f"{count} {what}" for count, what in others if count])


Progress = Callable[[Result], None]


def build(
    database: Database,
    stories: Iterable[FoundStory | Refusal],
    settings: Settings,
    *,
    reader: str,
    now: Callable[[], datetime],
    jobs: int = 1,
    readings: Iterable[Reading | Refusal] = (),
    on_story: Progress = lambda _: None,
    on_reconciling: Callable[[], None] = lambda: None,
) -> BuildReport:
    """Bring a record up to date with these stories. Stopped anywhere, it is completed by the same call.

    Args:
        settings: how to read.
        reader: the version of the reader; a text that it has read is not read again.
        now: the clock.
        readings: what this reader has read elsewhere (a harvest), added as it is.
        on_story: told each outcome once it is written.
        on_reconciling: told when all is read.

    Raises:
        VerbaleError: the tools cannot be loaded, or the record cannot be written.
    """
    count: Counter[str] = Counter()

    def known(path: str) -> str | None:
        with database.reading() as connection:
            return known_text(connection, path, reader)

    read_here = read_all(stories, settings, jobs, known=known)
    batches = chain(_batches(readings, now, BATCH_READ_ELSEWHERE), _batches(read_here, now, BATCH))
    for batch in batches:
        new = [o for o in batch if not isinstance(o, Unchanged)]
        if new:
            with database.writing() as connection:
                add_outcomes(connection, new, reader=reader, read_at=_stamp(now()))
        for outcome in batch:
            count[_what(outcome)] += 1
            on_story(outcome)
    on_reconciling()
    with database.writing() as connection:
        if not is_reconciled(connection):
            reconcile_record(connection, _stamp(now()))
    bring_listing_up_to_date(database)
    bring_commitments_up_to_date(database)
    if count["read"]:
        database.after_many()
    return BuildReport(count["read"], count["known"], count["refused"], count["failed"])


def _what(outcome: Result) -> str:
    if isinstance(outcome, Unchanged):
        return "known"
    return outcome.outcome.value if isinstance(outcome, Refusal) else Outcome.READ.value


def _batches(outcomes: Iterable[Result], now: Callable[[], datetime], most: int) -> Iterator[list[Result]]:
    batch: list[Result] = []
    begun = now()
    for outcome in outcomes:
        batch.append(outcome)
        if len(batch) >= most or (now() - begun).total_seconds() >= BATCH_SECONDS:
            yield batch
            batch, begun = [], now()
    if batch:
        yield batch


def _stamp(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
