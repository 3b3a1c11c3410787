"""The task of a harvest: one shard in, one part and one entry of the manifest out, wherever it runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.harvest.cursor import Cursor
from verbale.harvest.manifest import Done, write_entry
from verbale.harvest.page import RawPage, quick_text, text_of
from verbale.harvest.pages import Trouble, pages_of
from verbale.harvest.parts import write_part
from verbale.harvest.shards import Shard
from verbale.harvest.story import Row, read_story
from verbale.ingest.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from verbale.harvest.relevance import RelevanceFilter
    from verbale.ingest.articles import IngestTools
    from verbale.read.reading import ReadingTools

KILLED = "the process that read it died, again and again"


@dataclass(frozen=True, slots=True)
class HarvestSettings:
    """How pages are harvested; picklable, and the same for all tasks of a run.

    Attributes:
        out: the folder of parts and manifest.
        actors: files of further actors.
        everything: read every page, whether it seems to be about leaders or not.
        version: of the reader and of these settings; a shard done under another one is done again.
    """

    out: Path
    actors: tuple[Path, ...] = ()
    everything: bool = False
    version: str = ""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a process loads once."""

    relevance: RelevanceFilter
    ingest: IngestTools
    reading: Mapping[str, ReadingTools]


@cache
def load_harvest_tools(actors: tuple[Path, ...]) -> Tools:
    """Load the filter, the identifier and the readers of all languages.

    Raises:
        VerbaleError: a data file or a pipeline cannot be used.
    """
    from verbale.harvest.relevance import load_relevance
    from verbale.ingest.articles import load_ingest_tools
    from verbale.lexicon import SUPPORTED_LANGUAGES
    from verbale.read.reading import load_tools

    reading = {code: load_tools(code, actors=actors) for code in SUPPORTED_LANGUAGES}
    registry = next(iter(reading.values())).registry
    return Tools(load_relevance(registry), load_ingest_tools(), reading)


def harvest_shard(shard: Shard, settings: HarvestSettings) -> Done:
    """Do one shard; its part and its entry stand when this returns.

    Raises:
        OSError: the part cannot be written (a full disk); the shard is then not done.
        VerbaleError: the tools cannot be loaded.
    """
    tools = load_harvest_tools(settings.actors)
    cursor = Cursor(settings.out, shard.id)
    trouble = Trouble()
    rows: list[Row] = []
    pages = 0
    for record, page in enumerate(pages_of(shard, trouble)):
        pages += 1
        if cursor.is_poison(record):
            rows.append(Row(page.uri, record, Outcome.FAILED.value, KILLED, reader=settings.version))
            continue
        cursor.at(record)
        row = _row(page, record, tools, settings)
        if row is not None:
            rows.append(row)
    counts = Counter(r.outcome for r in rows)
    done = Done(
        shard=shard.id,
        paths=shard.paths,
        identity=shard.identity,
        settings=settings.version,
        pages=pages,
        kept=len(rows),
        read=counts[Outcome.READ.value],
        refused=counts[Outcome.REFUSED.value],
        failed=counts[Outcome.FAILED.value],
        trouble=tuple(trouble.reasons),
        part=write_part(settings.out, shard.id, rows),
    )
    write_entry(settings.out, done)
    cursor.close()
    return done


def _row(page: RawPage, record: int, tools: Tools, settings: HarvestSettings) -> Row | None:
    """The row of one page; None when it has nothing to do with leaders, or is no text."""
    text = text_of(page)
    if text is None:
        return None
    try:
        quick = quick_text(text) if page.is_html else text
    except Exception:  # whatever an HTML parser may raise on a page: then the page itself is looked at
        quick = text
    keeps = _everything if settings.everything else tools.relevance.keeps
    if not keeps(quick):
        return None
    return read_story(page, record, text, tools.ingest, tools.reading, settings.version, keeps)


def _everything(_: str) -> bool:
    return True
