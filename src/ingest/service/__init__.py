"""The pipeline as a service of one machine: Airflow, its database, a supervisor that restarts what dies.

In: settings, a port. Out: processes, which `ingest down` ends; their files lie in `INGEST_HOME/service`.
"""

from ingest.service.demonstration import Demonstration, demonstration
from ingest.service.running import Component, Service, down, status, up

__all__ = ["Component", "Demonstration", "Service", "demonstration", "down", "status", "up"]
