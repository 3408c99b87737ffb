"""Where the data that travels with the code lies: `sql`, `seeds`, `dags`, `plugins`."""

from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("ingest")))
_CHECKOUT = Path(__file__).parents[2]


def packaged_folder(name: str) -> Path:
    """A folder of data: inside the installed package, or beside `src` in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name
