"""A harvest whose task dies of a page that says so: `python poison.py SOURCE OUT`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from verbale.harvest import task
from verbale.harvest.engines.local import LocalEngine
from verbale.harvest.run import harvest
from verbale.harvest.shards import find_shards

_read = task.read_story


def _die(page, *arguments):  # type: ignore[no-untyped-def]
    if b"POISON" in page.data:
        os.kill(os.getpid(), signal.SIGKILL)
    return _read(page, *arguments)


# Here, at the top, since the processes of the pool import this module anew.
task.read_story = _die

if __name__ == "__main__":
    settings = task.HarvestSettings(Path(sys.argv[2]), version="test")
    for event in harvest(find_shards([Path(sys.argv[1])]), settings, LocalEngine(1)):
        print(event)
