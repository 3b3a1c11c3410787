"""A short story of an invented crisis, and the tools, loaded once."""

from __future__ import annotations

import pytest

from verbale.ingest import IngestTools, load_ingest_tools

STORY = (
    "La présidente du Valmont s’est entretenue jeudi par téléphone avec son homologue ostréen. "
    "Elle lui a demandé de rouvrir le col d’Arvène, a indiqué son cabinet. "
    "« Nous verrons », a répondu le chef de l’État."
)


@pytest.fixture(scope="session")
def story() -> str:
    return STORY


@pytest.fixture(scope="session")
def tools() -> IngestTools:
    return load_ingest_tools()
