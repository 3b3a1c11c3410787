"""Reading many stories in several processes: the one place where that is done.

    for outcome in read_all(find_stories(paths), ReadSettings(), jobs=4):
        match outcome:
            case Reading(): ...
            case Refusal(): ...     # no story, too large ...; or failed: the reader broke, its process died
            case Unchanged(): ...   # only when `known` said that this text was read before

Outcomes come in the order of the stories; what was refused already passes through. With one job all is opened
and read in this process. With more, each worker process loads its tools once; a worker that dies (killed, out
of memory) costs only the story that it dies of: the others of that moment are read again. Nothing is written
and nothing printed here.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from multiprocessing.connection import wait
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Protocol, TypeAlias

from verbale.errors import PipelineError, StoryRefused, VerbaleError
from verbale.ingest.find import FoundStory
from verbale.ingest.outcome import Outcome, Refusal
from verbale.lexicon import SUPPORTED_LANGUAGES
from verbale.model import Article, Reading
from verbale.sentences import say

if TYPE_CHECKING:
    from verbale.ingest import IngestTools
    from verbale.read.reading import ReadingTools

# Stories handed out at once for each worker: enough to keep it busy, few enough to read again when one dies.
WAITING_PER_WORKER = 4
DIED = say("the process that read it died")
# What decides how a story is read; a change in any of these files makes another reader version.
READER_PARTS = ("model.py", "lexicon.py", "syntax", "actors", "times", "ingest", "read", "languages")


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A story that was opened and found to be the text that is known already; it was not read."""

    path: str
    sha256: str


Result: TypeAlias = Reading | Refusal | Unchanged


class Reader(Protocol):
    """What opens and reads one story after the other."""

    def open(self, found: FoundStory) -> Article | Refusal:
        """Open a found story."""
        ...

    def read(self, article: Article) -> Reading:
        """Read an opened story."""
        ...


class Settings(Protocol):
    """What a worker process is given; must be picklable."""

    def load(self) -> Reader:
        """Load the tools; called once in each process.

        Raises:
            VerbaleError: a data file or a pipeline cannot be used.
        """
        ...


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How stories are read.

    Attributes:
        language: in which all stories are; None to find out for each.
        pipeline: an installed spaCy pipeline to use instead of our own; None for our own.
        actors: files of further actors.
    """

    language: str | None = None
    pipeline: str | None = None
    actors: tuple[Path, ...] = ()

    def load(self) -> Reader:
        """A reader with the tools of every language it may meet."""
        # Not at the top: whoever only prints a record needs no parser.
        from verbale.ingest import load_ingest_tools
        from verbale.read.reading import load_tools

        languages = (self.language,) if self.language else SUPPORTED_LANGUAGES
        reading = {code: load_tools(code, pipeline=self.pipeline, actors=self.actors) for code in languages}
        return _OurReader(load_ingest_tools(language=self.language), reading)

    def version(self) -> str:
        """Names this reader: the release and a digest of all that decides how a story is read.

        Two runs with equal versions read one text alike, so a record need not read it again.
        """
        digest = hashlib.sha256(code_version(READER_PARTS).encode())
        for path in self.actors:
            with suppress(OSError):  # a missing file is reported by load(), in words
                digest.update(path.read_bytes())
        digest.update(f"language={self.language}".encode())
        if self.pipeline is not None:
            digest.update(f"{self.pipeline}={_pipeline_version(self.pipeline)}".encode())
        try:
            release = metadata.version("verbale")
        except metadata.PackageNotFoundError:
            release = "0"
        return f"{release}+{digest.hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class _OurReader:
    ingest: IngestTools
    reading: Mapping[str, ReadingTools]

    def open(self, found: FoundStory) -> Article | Refusal:
        from verbale.ingest import ingest_story

        return ingest_story(found, self.ingest)

    def read(self, article: Article) -> Reading:
        from verbale.read.reading import read_article

        return read_article(article, self.reading[article.language])


def code_version(parts: Iterable[str]) -> str:
    """A digest of files and folders of this package: another one when any of them changes.

    A running program is what it was when it began: each is worked out once.
    """
    return _version_of(tuple(parts))


@cache
def _version_of(parts: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        _digest_tree(files("verbale").joinpath(part), part, digest.update)
    return digest.hexdigest()[:16]


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


def read_all(
    stories: Iterable[FoundStory | Refusal],
    settings: Settings,
    jobs: int = 1,
    *,
    known: Callable[[str], str | None] = lambda _: None,
) -> Iterator[Result]:
    """Open and read stories, in order.

    Args:
        stories: found stories, and what was refused in finding them; consumed as needed, never all at once.
        settings: how to read.
        jobs: processes; 1 reads in this one.
        known: for a path, the sha256 of the text that need not be read again; None if any text is to be read.

    Raises:
        VerbaleError: the tools cannot be loaded (nothing can then be read).
    """
    if jobs <= 1:
        return _read_here(stories, settings, known)
    return _ParallelReader(settings, jobs).read(stories, known)


def _read_here(
    stories: Iterable[FoundStory | Refusal], settings: Settings, known: Callable[[str], str | None]
) -> Iterator[Result]:
    reader: Reader | None = None
    for found in stories:
        if isinstance(found, Refusal):
            yield found
            continue
        if reader is None:
            reader = settings.load()
        yield _guarded(reader, (found, known(found.path)))


def _guarded(reader: Reader, task: _Task) -> Result:
    """Open and read one story; whatever goes wrong with it becomes its outcome.

    Raises:
        VerbaleError: the tools themselves cannot be used.
    """
    found, known = task
    try:
        article = reader.open(found)
        if isinstance(article, Refusal):
            return article
        if article.sha256 == known:
            return Unchanged(article.path, article.sha256)
        return reader.read(article)
    except StoryRefused as e:
        return Refusal(found.path, e.reason)
    except VerbaleError:
        raise
    except Exception as e:  # one odd story must not end a run of thousands; the outcome keeps what happened
        return Refusal(found.path, _what_happened(e), Outcome.FAILED, "".join(traceback.format_exception(e)))


def _what_happened(error: Exception) -> str:
    return say("failed unexpectedly ({error})", error=type(error).__name__)


@dataclass(frozen=True, slots=True)
class _Unusable:
    """The tools could not be loaded in a worker; exceptions of ours do not travel, their words do."""

    reason: str


# The one thing a worker process keeps between stories. Never set in the main process.
_worker_reader: Reader | _Unusable | None = None


def _start_worker(settings: Settings) -> None:
    global _worker_reader
    follow_parent()
    try:
        _worker_reader = settings.load()
    except VerbaleError as e:
        _worker_reader = _Unusable(str(e))
    except Exception as e:  # it would kill the worker, and each story in turn be blamed
        _worker_reader = _Unusable(f"the reader cannot be loaded ({type(e).__name__}: {e})")


def follow_parent() -> None:
    """Make this worker process end with the one that started it, by nothing else.

    Ctrl-C reaches the whole process group, and the main process decides what becomes of the workers; a worker
    whose parent was killed would go on, then wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_in_worker(task: _Task) -> Result | _Unusable:
    if _worker_reader is None or isinstance(_worker_reader, _Unusable):
        return _worker_reader or _Unusable("the worker was not started")
    try:
        return _guarded(_worker_reader, task)
    except VerbaleError as e:
        return _Unusable(str(e))


_Task: TypeAlias = tuple[FoundStory, str | None]
_Waiting: TypeAlias = tuple[_Task, Future[Result | _Unusable]]


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

    def read(
        self, stories: Iterable[FoundStory | Refusal], known: Callable[[str], str | None]
    ) -> Iterator[Result]:
        waiting: deque[Refusal | _Waiting] = deque()
        try:
            for found in stories:
                if isinstance(found, Refusal):
                    waiting.append(found)
                else:
                    task = (found, known(found.path))
                    waiting.append((task, self._submit(task)))
                while waiting and (len(waiting) >= self._jobs * WAITING_PER_WORKER or _is_ready(waiting[0])):
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)
        finally:
            _stop(self._pool)

    def _submit(self, task: _Task) -> Future[Result | _Unusable]:
        try:
            with _interrupts_later():
                return self._pool.submit(_read_in_worker, task)
        except BrokenProcessPool as e:
            broken: Future[Result | _Unusable] = Future()
            broken.set_exception(e)
            return broken

    def _next(self, waiting: deque[Refusal | _Waiting]) -> Result:
        first = waiting.popleft()
        if isinstance(first, Refusal):
            return first
        try:
            return _usable(first[1].result())
        except BrokenProcessPool:
            waiting.appendleft(first)
            self._recover(waiting)
            return self._next(waiting)

    def _recover(self, waiting: deque[Refusal | _Waiting]) -> None:
        """A worker died: read the lost stories one by one until one kills again, then hand out the rest."""
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
                alone.set_result(self._submit(item[0]).result())
            except BrokenProcessPool:
                alone.set_result(Refusal(item[0][0].path, DIED, Outcome.FAILED))
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
    with _interrupts_later():
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(timeout=5)


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Hold a Ctrl-C back until the block is done.

    A pool starts its workers as work is handed out. Interrupted between starting one and noting that it has,
    it would never tell that worker to end, and Python, when it exits, would wait for the worker for ever.
    """
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    caught: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda number, frame: caught.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if caught:
        handler(*caught[0])
