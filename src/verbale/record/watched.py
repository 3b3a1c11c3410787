"""What a watch has fetched, into the record: only what it has not yet, version after version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from verbale.ingest.find import FoundStory
from verbale.ingest.outcome import Refusal
from verbale.read.parallel import Reader, ReadSettings, Result, Settings, Unchanged
from verbale.record.building import build
from verbale.record.database import Database
from verbale.watch.store import Version, WatchStore
from verbale.watch.stories import NoStory, found_story, page_of


def add_watched(
    database: Database,
    store: WatchStore,
    settings: ReadSettings,
    *,
    reader: str,
    keeps: Callable[[str], bool],
    now: Callable[[], datetime],
    jobs: int = 1,
    on_story: Callable[[Result], None] = lambda _: None,
) -> Counter[str]:
    """Read what was fetched and is not in the record. Stopped anywhere, the same call completes it.

    Args:
        settings: how to read. Its tools stay loaded.
        reader: the version of the reader.
        keeps: whether a text may tell of leaders; what does not is passed over.
        now: the clock.
        on_story: told each outcome once it is written.

    Returns:
        How many versions were read, refused, failed, and passed over as "unrelated".

    Raises:
        VerbaleError: the tools cannot be loaded, or the record or the watch cannot be written.
    """
    count: Counter[str] = Counter()
    # one version of a story after the other, so that the record's history of it is in order
    while versions := store.unread(reader):
        stories: list[FoundStory | Refusal] = []
        waiting: dict[str, int] = {}
        for version in versions:
            story = _story(version, keeps)
            if story is None:
                store.set_read(version.id, reader, kept=False)
                count["unrelated"] += 1
            else:
                stories.append(story)
                waiting[version.url] = version.id
        if stories:
            _build(database, store, _Kept(settings), stories, waiting, reader, now, jobs, on_story, count)
    return count


@dataclass(frozen=True, slots=True)
class _Kept:
    """Settings whose tools are loaded once in a process, not once for each round of a watch."""

    settings: ReadSettings

    def load(self) -> Reader:
        return _load(self.settings)


@cache
def _load(settings: ReadSettings) -> Reader:
    return settings.load()


def _build(
    database: Database,
    store: WatchStore,
    settings: Settings,
    stories: list[FoundStory | Refusal],
    waiting: Mapping[str, int],
    reader: str,
    now: Callable[[], datetime],
    jobs: int,
    on_story: Callable[[Result], None],
    count: Counter[str],
) -> None:
    def written(result: Result) -> None:
        match result:
            case Refusal(path=path, outcome=outcome):
                count[outcome.value] += 1
            case Unchanged(path=path):
                pass
            case _:
                path = result.article.path
                count["read"] += 1
        store.set_read(waiting[path], reader, kept=True)
        on_story(result)

    build(database, stories, settings, reader=reader, now=now, jobs=jobs, on_story=written)


def _story(version: Version, keeps: Callable[[str], bool]) -> FoundStory | Refusal | None:
    """A version to be read or refused; None when it has nothing to do with leaders and never had."""
    try:
        page = page_of(version.body, version.content_type, version.charset)
    except NoStory as e:
        return Refusal(version.url, str(e)) if version.kept else None
    if not version.kept and not keeps(page.text):
        return None
    return found_story(version, page)
