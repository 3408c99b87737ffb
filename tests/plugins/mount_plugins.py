"""A script: prints what paths of Airflow's web server answer, to nobody and to a reader who has logged in."""

import json
import sys
from collections.abc import Iterable


def answers_of(paths: Iterable[str]) -> dict[str, tuple[int, str, int, str]]:
    """By path: status and beginning of the text, without a login and with one."""
    from airflow.api_fastapi.app import create_app, get_auth_manager
    from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser
    from airflow.utils.db import initdb
    from fastapi.testclient import TestClient

    initdb()
    client = TestClient(create_app(apps="core"), base_url="http://127.0.0.1")
    token = get_auth_manager().generate_jwt(SimpleAuthManagerUser(username="reader", role="viewer"))
    answers = {}
    for path in paths:
        anonymous = client.get(path)
        known = client.get(path, headers={"Authorization": f"Bearer {token}"})
        answers[path] = (anonymous.status_code, anonymous.text[:400], known.status_code, known.text[:400])
    return answers


if __name__ == "__main__":
    print("RESULT", json.dumps(answers_of(sys.argv[1:])))
