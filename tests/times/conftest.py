"""The French time words, loaded once for all tests of this folder."""

from __future__ import annotations

import pytest

from verbale.times import TimeLexicon, load_time_lexicon


@pytest.fixture(scope="session")
def french() -> TimeLexicon:
    return load_time_lexicon("fr")
