"""The application over the small record made by hand."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.show.conftest import readings, record  # noqa: F401  (fixtures)
from verbale.record import Database
from verbale.web.app import create_app
from verbale.web.settings import Settings

HOST = "127.0.0.1:8321"


@pytest.fixture(scope="session")
def application(record: Database) -> FastAPI:  # noqa: F811
    return create_app(Settings(record, frozenset({HOST})))


@pytest.fixture
def client(application: FastAPI) -> TestClient:
    """Asks the application as a browser on this machine would that has not been here before."""
    return TestClient(application, base_url=f"http://{HOST}")
