"""Sharing tasks among processes: in order, with a bounded queue, and so that a dead worker costs one task."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Enough that no worker waits while the results before its own are printed.
QUEUED_PER_WORKER = 4


def in_processes(
    task: Callable[[T], R], items: Iterable[T], jobs: int, lost: Callable[[T], R]
) -> Iterator[R]:
    """The task's results for the items, in their order.

    Args:
        task: picklable; its exceptions come out here.
        lost: the result for an item whose worker died (killed, out of memory, a crash in C code).
    """
    pending: deque[tuple[T, Future[R]]] = deque()
    pool = _pool(jobs)
    try:
        for item in items:
            try:
                pending.append((item, pool.submit(task, item)))
            except BrokenProcessPool as e:
                failed: Future[R] = Future()
                failed.set_exception(e)
                pending.append((item, failed))
            while len(pending) >= jobs * QUEUED_PER_WORKER:
                if _is_broken(pending[0][1]):
                    yield from _one_by_one(task, pending, lost)
                    pool.shutdown(wait=False)
                    pool = _pool(jobs)
                else:
                    yield pending.popleft()[1].result()
        while pending:
            if _is_broken(pending[0][1]):
                yield from _one_by_one(task, pending, lost)
            else:
                yield pending.popleft()[1].result()
    finally:
        _kill(pool)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Forked workers share what is loaded already; elsewhere than on Linux forking is not safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _is_broken(future: Future[Any]) -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


def _one_by_one(
    task: Callable[[T], R], pending: deque[tuple[T, Future[R]]], lost: Callable[[T], R]
) -> Iterator[R]:
    """Finish what a broken pool left: nobody knows which task killed it, so each gets its own process."""
    while pending:
        item, future = pending.popleft()
        if not _is_broken(future):
            yield future.result()
            continue
        with _pool(1) as alone:
            try:
                yield alone.submit(task, item).result()
            except BrokenProcessPool:
                yield lost(item)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End the workers at once: what they still do, after an interrupt, nobody waits for."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
