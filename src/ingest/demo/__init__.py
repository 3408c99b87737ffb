"""The demonstration: two nights of a simulated press through the real DAG, judged against the truth.

Comes in: a folder and a seed. Goes out: a `Demonstration`, with what was planted, what was
found, and where the warehouse lies.
"""

from ingest.demo.history import demonstrate_history, show_history
from ingest.demo.run import Demonstration, demonstrate
from ingest.demo.show import show_demonstration

__all__ = ["Demonstration", "demonstrate", "demonstrate_history", "show_demonstration", "show_history"]
