"""The JSON addresses under whatever a program may send: none fails, and errors keep their form."""

from __future__ import annotations

from typing import Any

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

FEW = settings(
    max_examples=12, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def test_no_json_address_fails_whatever_is_sent(client: TestClient) -> None:
    schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    asked: list[str] = []

    def ask(case: Any) -> None:
        answer = client.get(case.formatted_path, params=dict(case.query or {}))
        assert answer.status_code < 500
        if "json" in answer.headers["content-type"] and answer.status_code >= 400:
            assert set(answer.json()) == {"ok", "error", "status"}

    for result in schema.include(path_regex=r"\.json$", method="GET").get_all_operations():
        operation: Any = result.ok()
        FEW(given(case=operation.as_strategy())(ask))()
        asked.append(operation.path)
    assert len(asked) >= 10
