"""Mounts the plugins as Airflow's web server does; prints what a path answers."""

import json
import sys

from airflow.api_fastapi.app import init_plugins
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
init_plugins(app)
answer = TestClient(app).get(sys.argv[1])
print("RESULT " + json.dumps([answer.status_code, answer.text]))
