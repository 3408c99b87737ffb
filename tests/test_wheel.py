"""The wheel holds what the package reads at run time, so that it works away from a checkout."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]


def test_the_wheel_carries_sql_seeds_dags_and_plugins(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(ZipFile(wheel).namelist())
    for folder in ("sql", "seeds", "dags", "plugins"):
        packed = {name for name in names if name.startswith(f"ingest/{folder}/")}
        ours = {
            f"ingest/{path.relative_to(ROOT)}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert packed == ours
    assert "ingest/py.typed" in names
