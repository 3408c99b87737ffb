"""A script: prints what routes of Airflow's web server answer, to nobody and to people who have logged in."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

PEOPLE: Mapping[str, str | None] = {"nobody": None, "reader": "viewer", "editor": "user", "operator": "op"}
"""Who asks, and the role of Airflow's simple authentication that they have."""

FROM_OUR_PAGE = {"Origin": "http://127.0.0.1", "Content-Type": "application/x-www-form-urlencoded"}


def answers_of(routes: Iterable[str]) -> dict[str, dict[str, tuple[int, str]]]:
    """By route (`GET /path?query`) and by who asks: status and beginning of the text."""
    from airflow.api_fastapi.app import create_app, get_auth_manager
    from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser
    from airflow.utils.db import initdb
    from fastapi.testclient import TestClient

    initdb()
    client = TestClient(create_app(apps="core"), base_url="http://127.0.0.1", follow_redirects=False)
    headers = {
        who: {
            "Authorization": "Bearer "
            + get_auth_manager().generate_jwt(SimpleAuthManagerUser(username=who, role=role))
        }
        if role
        else {}
        for who, role in PEOPLE.items()
    }
    return {route: {who: _answer(client, route, headers[who]) for who in PEOPLE} for route in routes}


def _answer(client: Any, route: str, headers: Mapping[str, str]) -> tuple[int, str]:
    method, _, path = route.partition(" ")
    content = "url=https://news.example/feed" if method == "POST" else None
    said = client.request(method, path, content=content, headers={**headers, **FROM_OUR_PAGE})
    return said.status_code, said.text[:2500]


if __name__ == "__main__":
    print("RESULT", json.dumps(answers_of(sys.argv[1:])))
