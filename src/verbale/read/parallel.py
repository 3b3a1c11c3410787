"""Reading many stories in several processes: the one place where that is done.

    for outcome in read_all(stories(paths), ReadSettings(), jobs=4):
        if isinstance(outcome, Refusal):    # no story, too large ...; or failed: the reader broke, its process died
            ...
        else:                               # a Reading
            ...

Outcomes come in the order of the stories; refusals met while opening files pass through. With one job all is read
in this process. With more, each worker process loads its tools once; a worker that dies (killed, out of memory)
costs only the story that it dies of: the others of that moment are read again. Nothing is written and nothing
printed here.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
import traceback
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
from verbale.ingest.outcome import Outcome, Refusal
from verbale.model import Article, Reading

# Stories handed out at once for each worker: enough to keep it busy, few enough to read again when one dies.
WAITING_PER_WORKER = 4
DIED = "the process that read it died"
# What decides how a story is read; a change in any of these files makes another reader version.
READER_PARTS = ("model.py", "lexicon.py", "syntax", "actors", "times", "ingest", "read", "languages")


ReadOne: TypeAlias = Callable[[Article], Reading]
Result: TypeAlias = Reading | Refusal


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
        from verbale.read.reading import ReadingTools, load_tools, read_article

        loaded: dict[str, ReadingTools] = {}

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


def read_all(stories: Iterable[Article | Refusal], settings: Settings, jobs: int = 1) -> Iterator[Result]:
    """Read stories, in order.

    Args:
        stories: articles, and what was refused in opening them; consumed as needed, never all at once.
        settings: how to read.
        jobs: processes; 1 reads in this one.

    Raises:
        VerbaleError: the tools cannot be loaded (nothing can then be read).
    """
    if jobs <= 1:
        return _read_here(stories, settings)
    return _ParallelReader(settings, jobs).read(stories)


def _read_here(stories: Iterable[Article | Refusal], settings: Settings) -> Iterator[Result]:
    read_one: ReadOne | None = None
    for story in stories:
        if isinstance(story, Refusal):
            yield story
            continue
        if read_one is None:
            read_one = settings.load()
        yield _guarded(read_one, story)


def _guarded(read_one: ReadOne, article: Article) -> Result:
    """Read one story; whatever goes wrong with it becomes its outcome.

    Raises:
        PipelineError, LexiconError: the tools themselves cannot be used.
    """
    try:
        return read_one(article)
    except StoryRefused as e:
        return Refusal(article.path, e.reason)
    except VerbaleError:
        raise
    except Exception as e:  # one odd story must not end a run of thousands; the outcome keeps what happened
        reason = f"the reader broke on it: {type(e).__name__}: {e}".rstrip(": ")
        return Refusal(article.path, reason, Outcome.FAILED, traceback.format_exc())


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


def _read_in_worker(article: Article) -> Result | _Unusable:
    if _worker_reads is None or isinstance(_worker_reads, _Unusable):
        return _worker_reads or _Unusable("the worker was not started")
    try:
        return _guarded(_worker_reads, article)
    except VerbaleError as e:
        return _Unusable(str(e))


_Waiting: TypeAlias = tuple[Article, Future[Result | _Unusable]]


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

    def read(self, stories: Iterable[Article | Refusal]) -> Iterator[Result]:
        waiting: deque[Refusal | _Waiting] = deque()
        try:
            for story in stories:
                waiting.append(story if isinstance(story, Refusal) else (story, self._submit(story)))
                while len(waiting) >= self._jobs * WAITING_PER_WORKER or (waiting and _is_ready(waiting[0])):
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)
        finally:
            _stop(self._pool)

    def _submit(self, article: Article) -> Future[Result | _Unusable]:
        try:
            return self._pool.submit(_read_in_worker, article)
        except BrokenProcessPool as e:
            broken: Future[Result | _Unusable] = Future()
            broken.set_exception(e)
            return broken

    def _next(self, waiting: deque[Refusal | _Waiting]) -> Result:
        first = waiting.popleft()
        if isinstance(first, Refusal):
            return first
        article, future = first
        try:
            return _usable(future.result())
        except BrokenProcessPool:
            waiting.appendleft(first)
            self._recover(waiting)
            return self._next(waiting)

    def _recover(self, waiting: deque[Refusal | _Waiting]) -> None:
        """A worker died: find the story that kills it by reading the lost ones one by one, hand out the rest again."""
        self._pool.shutdown(wait=True)  # only now is every future of the broken pool settled
        solo, culprit_known = self._new_pool(1), False
        self._pool = solo
        for i, item in enumerate(waiting):
            if isinstance(item, Refusal) or not _is_lost(item[1]):
                continue
            if culprit_known:
                waiting[i] = (item[0], self._submit(item[0]))
                continue
            alone: Future[Result | _Unusable] = Future()
            try:
                alone.set_result(solo.submit(_read_in_worker, item[0]).result())
            except BrokenProcessPool:
                alone.set_result(Refusal(item[0].path, DIED, Outcome.FAILED))
                _stop(solo)
                self._pool, culprit_known = self._new_pool(self._jobs), True
            waiting[i] = (item[0], alone)
        if not culprit_known:  # a worker that somebody killed: none of the stories is to blame
            _stop(solo)
            self._pool = self._new_pool(self._jobs)


def _is_lost(future: Future[Result | _Unusable]) -> bool:
    return future.cancelled() or isinstance(future.exception(), BrokenProcessPool)


def _is_ready(item: Refusal | _Waiting) -> bool:
    return isinstance(item, Refusal) or item[1].done()


def _usable(outcome: Result | _Unusable) -> Result:
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
