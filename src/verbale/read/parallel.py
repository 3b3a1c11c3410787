"""Reading many stories in several processes: the one place where that is done.

    for outcome in read_all(stories(paths), ReadSettings(), jobs=4):
        match outcome:
            case Read(reading): ...
            case Refused(path, reason): ...     # the story was no story, too large, of another language ...
            case Failed(article, reason): ...   # the reader broke on it, or its process died

Outcomes come in the order of the stories. Articles and refusals may be mixed in what is given: a refusal (a `StoryRefused`
yielded as a value) passes through. With one job all is read in this process. With more, each worker process
loads its tools once; a worker that dies (killed, out of memory) costs only the story it was reading: the others of that
moment are read again, one by one, to find the culprit. Nothing is written and nothing printed here.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from multiprocessing.connection import wait
from pathlib import Path
from typing import Protocol, TypeAlias

from verbale.errors import PipelineError, StoryRefused, VerbaleError
from verbale.model import Article, Reading

# Stories handed out at once for each worker: enough to keep it busy, few enough to read again when one dies.
WAITING_PER_WORKER = 4
# What decides how a story is read; a change in any of these files makes another reader version.
READER_PARTS = ("model.py", "lexicon.py", "syntax", "actors", "times", "ingest", "read", "languages")


@dataclass(frozen=True, slots=True)
class Read:
    """A story that was read."""

    reading: Reading


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that is no readable story; `reason` is one clause without the path."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A story on which the reader itself broke; `reason` is one clause without the path."""

    article: Article
    reason: str


Outcome: TypeAlias = Read | Refused | Failed
ReadOne: TypeAlias = Callable[[Article], Reading]


class Settings(Protocol):
    """What a worker process is given; must be picklable."""

    def load(self) -> ReadOne:
        """Load the tools; called once in each process.

        Raises:
            VerbaleError: a data file or a pipeline cannot be used.
        """
        ...


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How stories are read.

    Attributes:
        pipeline: an installed spaCy pipeline to use instead of our own; None for our own.
        actors: files of further actors.
    """

    pipeline: str | None = None
    actors: tuple[Path, ...] = ()

    def load(self) -> ReadOne:
        """A function that reads one story; the tools of each language are loaded when its first story comes."""
        # Not at the top: whoever only prints a record needs no parser.
        from verbale.read.reading import Tools, load_tools, read_article

        loaded: dict[str, Tools] = {}

        def read_one(article: Article) -> Reading:
            language = article.language
            if language not in loaded:
                loaded[language] = load_tools(language, pipeline=self.pipeline, actors=self.actors)
            return read_article(article, loaded[language])

        return read_one

    def version(self) -> str:
        """Names this reader: the release and a digest of all code and data that decide how a story is read.

        Two runs with equal versions read one text alike, so a record need not read it again.
        """
        digest = hashlib.sha256()
        for part in READER_PARTS:
            _digest_tree(files("verbale").joinpath(part), part, digest.update)
        for path in self.actors:
            with suppress(OSError):  # a missing file is reported by load(), in words
                digest.update(path.read_bytes())
        if self.pipeline is not None:
            digest.update(f"{self.pipeline}={_pipeline_version(self.pipeline)}".encode())
        try:
            release = metadata.version("verbale")
        except metadata.PackageNotFoundError:
            release = "0"
        return f"{release}+{digest.hexdigest()[:12]}"


def _digest_tree(node: Traversable, name: str, update: Callable[[bytes], None]) -> None:
    if node.is_dir():
        for child in sorted(node.iterdir(), key=lambda c: c.name):
            if child.name != "__pycache__":
                _digest_tree(child, f"{name}/{child.name}", update)
    elif node.is_file():
        update(name.encode())
        update(node.read_bytes())


def _pipeline_version(name: str) -> str:
    meta = Path(name) / "meta.json"
    if meta.is_file():
        return hashlib.sha256(meta.read_bytes()).hexdigest()
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "?"


def read_all(stories: Iterable[Article | StoryRefused], settings: Settings, jobs: int = 1) -> Iterator[Outcome]:
    """Read stories, in order.

    Args:
        stories: articles, and refusals as values; consumed as needed, never all at once.
        settings: how to read.
        jobs: processes; 1 reads in this one.

    Raises:
        VerbaleError: the tools cannot be loaded (nothing can then be read).
    """
    if jobs <= 1:
        return _read_here(stories, settings)
    return _ParallelReader(settings, jobs).read(stories)


def _read_here(stories: Iterable[Article | StoryRefused], settings: Settings) -> Iterator[Outcome]:
    read_one: ReadOne | None = None
    for story in stories:
        if isinstance(story, StoryRefused):
            yield Refused(story.path, story.reason)
            continue
        if read_one is None:
            read_one = settings.load()
        yield _guarded(read_one, story)


def _guarded(read_one: ReadOne, article: Article) -> Outcome:
    """Read one story; whatever goes wrong with it becomes its outcome.

    Raises:
        PipelineError, LexiconError: the tools themselves cannot be used.
    """
    try:
        return Read(read_one(article))
    except StoryRefused as e:
        return Refused(article.path, e.reason)
    except VerbaleError:
        raise
    except Exception as e:  # one odd story must not end a run of thousands; the outcome keeps what happened
        return Failed(article, f"the reader broke: {type(e).__name__}: {e}".rstrip(": "))


@dataclass(frozen=True, slots=True)
class _Unusable:
    """The tools could not be loaded in a worker; exceptions do not travel between processes, their words do."""

    reason: str


# The one thing a worker process keeps between stories. Never set in the main process.
_worker_reads: ReadOne | _Unusable | None = None


def _start_worker(settings: Settings) -> None:
    global _worker_reads
    # Ctrl-C reaches the whole process group; the main process decides what becomes of the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _worker_reads = settings.load()
    except VerbaleError as e:
        _worker_reads = _Unusable(str(e))


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_in_worker(article: Article) -> Outcome | _Unusable:
    if _worker_reads is None or isinstance(_worker_reads, _Unusable):
        return _worker_reads or _Unusable("the worker was not started")
    try:
        return _guarded(_worker_reads, article)
    except VerbaleError as e:
        return _Unusable(str(e))


_Waiting: TypeAlias = tuple[Article, Future[Outcome | _Unusable]]


class _ParallelReader:
    """A pool of worker processes that outlives the death of any of them."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._settings, self._jobs = settings, jobs
        self._pool = self._new_pool(jobs)

    def _new_pool(self, jobs: int) -> ProcessPoolExecutor:
        # spawn: a forked copy of a process with threads (torch, BLAS) can hang.
        return ProcessPoolExecutor(
            jobs, multiprocessing.get_context("spawn"), initializer=_start_worker, initargs=(self._settings,)
        )

    def read(self, stories: Iterable[Article | StoryRefused]) -> Iterator[Outcome]:
        waiting: deque[Refused | _Waiting] = deque()
        try:
            for story in stories:
                if isinstance(story, StoryRefused):
                    waiting.append(Refused(story.path, story.reason))
                else:
                    waiting.append((story, self._submit(story)))
                while len(waiting) >= self._jobs * WAITING_PER_WORKER or (waiting and _is_ready(waiting[0])):
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)
        finally:
            _stop(self._pool)

    def _submit(self, article: Article) -> Future[Outcome | _Unusable]:
        try:
            return self._pool.submit(_read_in_worker, article)
        except BrokenProcessPool as e:
            broken: Future[Outcome | _Unusable] = Future()
            broken.set_exception(e)
            return broken

    def _next(self, waiting: deque[Refused | _Waiting]) -> Outcome:
        first = waiting.popleft()
        if isinstance(first, Refused):
            return first
        article, future = first
        try:
            return _usable(future.result())
        except BrokenProcessPool:
            _stop(self._pool)
            outcome = self._read_alone(article)
            self._pool = self._new_pool(self._jobs)
            self._resubmit(waiting)
            return outcome

    def _read_alone(self, article: Article) -> Outcome:
        """Read a suspect in a process of its own: if that dies too, the story is what kills it."""
        pool = self._new_pool(1)
        try:
            return _usable(pool.submit(_read_in_worker, article).result())
        except BrokenProcessPool:
            return Failed(article, "the process reading it died")
        finally:
            _stop(pool)

    def _resubmit(self, waiting: deque[Refused | _Waiting]) -> None:
        for i, item in enumerate(waiting):
            if not isinstance(item, Refused) and item[1].done() and item[1].exception() is not None:
                waiting[i] = (item[0], self._submit(item[0]))


def _is_ready(item: Refused | _Waiting) -> bool:
    return isinstance(item, Refused) or item[1].done()


def _usable(outcome: Outcome | _Unusable) -> Outcome:
    if isinstance(outcome, _Unusable):
        raise PipelineError(outcome.reason)
    return outcome


def _stop(pool: ProcessPoolExecutor) -> None:
    """End a pool now: what its workers still do is not wanted any more."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(timeout=5)
