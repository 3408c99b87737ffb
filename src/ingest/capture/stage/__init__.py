"""The door of capture: reads the state, asks the web, takes what came by itself, writes segments."""

from ingest.capture.stage.arriving import capture_dropped, capture_pushed
from ingest.capture.stage.past import read_state
from ingest.capture.stage.polling import capture_feeds
from ingest.capture.stage.waiting import agenda_of

__all__ = ["agenda_of", "capture_dropped", "capture_feeds", "capture_pushed", "read_state"]
