"""The Dask engine on a scheduler and two workers, each a process of its own; one of them is killed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.harvest.cluster import cluster
from tests.harvest.test_run import VERBALE, rows, write_archives

pytestmark = pytest.mark.dask
pytest.importorskip("distributed")


def test_two_workers_do_all_and_the_death_of_one_loses_nothing(tmp_path: Path) -> None:
    sources, out = write_archives(tmp_path / "archives", 5), tmp_path / "out"
    with cluster(tmp_path, 2) as (address, workers):
        run = subprocess.Popen(
            [*VERBALE, sources, "-o", out, "--engine", "dask", "--scheduler", address, "--json"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert run.stdout is not None
        first = run.stdout.readline()
        workers[0].kill()
        rest, told = run.communicate(timeout=120)
    assert run.returncode == 0, told
    events = [json.loads(line) for line in (first + rest).splitlines()]
    assert [e["event"] for e in events] == ["done"] * 5
    found = rows(out)
    assert len(found) == 5 * 6
    assert {r.outcome for r in found} == {"read"}
    assert len(list((out / "manifest").glob("*.json"))) == 5


def test_no_scheduler_is_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from verbale.harvest.engines import cluster as engine
    from verbale.harvest.task import HarvestSettings

    monkeypatch.setattr(engine, "CONNECT_SECONDS", 1)
    with pytest.raises(engine.EngineError, match="no scheduler answers"):
        list(engine.DaskEngine("tcp://127.0.0.1:9").run([], HarvestSettings(tmp_path)))
