"""The registry and the French titles, loaded once."""

import pytest

from verbale.actors.registry import ActorRegistry, load_registry
from verbale.actors.titles import TitleLexicon, load_titles


@pytest.fixture(scope="session")
def registry() -> ActorRegistry:
    return load_registry()


@pytest.fixture(scope="session")
def titles(registry: ActorRegistry) -> TitleLexicon:
    return load_titles("fr", registry)
