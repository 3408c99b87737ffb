"""Where the real data for tests lies: beside the checkout, never inside it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_data(name: str) -> Path:
    """The folder `../shared/data/{name}`; skips the test where it is absent."""
    return _present(SHARED / "data" / name)


def seed_article() -> Path:
    """The example that DESIGN section 8 speaks of; skips the test where it is absent."""
    return _present(SHARED / "seed" / "000_04400e8df1d24599.txt")


def _present(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"../shared/{path.relative_to(SHARED)} is not here: real data that is not ours to copy")
    return path
