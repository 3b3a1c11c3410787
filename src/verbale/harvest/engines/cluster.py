"""An existing Dask cluster, on one machine or many; `verbale` must be installed on its workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.errors import VerbaleError
from verbale.harvest.manifest import Done
from verbale.harvest.run import Undone
from verbale.harvest.shards import Shard
from verbale.harvest.task import HarvestSettings, harvest_shard

CONNECT_SECONDS = 30
RETRIES = 3


class EngineError(VerbaleError):
    """The engine cannot be used."""


@dataclass(frozen=True, slots=True)
class DaskEngine:
    """The cluster behind a scheduler's address ("tcp://10.0.0.5:8786")."""

    scheduler: str

    def run(self, shards: Sequence[Shard], settings: HarvestSettings) -> Iterator[Done | Undone]:
        """Do the shards.

        Raises:
            EngineError: Dask is not installed, or no scheduler answers.
        """
        try:
            from dask.distributed import Client, as_completed
        except ImportError as e:
            raise EngineError("Dask is not installed; install Verbale with its extra: verbale[dask]") from e
        try:
            client = Client(self.scheduler, timeout=CONNECT_SECONDS)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError) as e:
            raise EngineError(f"{self.scheduler}: no scheduler answers ({e})") from e
        with client:
            tasks = {
                client.submit(
                    harvest_shard, s, settings, key=f"harvest-{s.id}", retries=RETRIES, pure=False
                ): s
                for s in shards
            }
            for future in as_completed(tasks):  # type: ignore[no-untyped-call]
                shard = tasks[future]
                if future.status == "finished":
                    yield future.result()
                else:
                    reason = str(future.exception() or future.status).splitlines()
                    yield Undone(shard, (reason or ["it failed"])[0][:200])
                future.release()
