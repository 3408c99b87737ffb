"""Every benchmark of this folder in one go: `python -m benchmarks DATA [--only NAME …]` (`make bench`).

DATA is the folder of real documents that the benchmarks read (its layout: docs/benchmarks.md). Each prints
one JSON object, which goes to `build/bench/NAME.json` with the machine, the versions and the date; then
`build/bench/index.html` shows them all, with bars. One that fails is named on the page and stops no other.
Peers are installed into environments of their own by those that have them.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

import jinja2
from rich.progress import track

_BUILT = Path("build/bench")
_PATIENCE = 3 * 3600  # seconds for one benchmark
_PACKAGES = ("ingest", "apache-airflow", "duckdb", "lxml", "pyarrow", "trafilatura")

BENCHMARKS: dict[str, tuple[str, ...]] = {
    "parsing": ("{data}/feeds/real",),
    "polling": ("{data}/feeds/real", "--json"),
    "scheduling": ("{data}/feeds/real", "--json"),
    "rounds": (),
    "extraction": ("{data}/extraction/aeb/pages",),
    "facts": ("{data}/attribution/polnear-dev.jsonl.gz",),
    "families": (
        "{data}/copies/articles.parquet", "--work", "{work}/families",
        "--peers", "10000", "--scale", "10000", "100000",
    ),
    "loading": ("{work}/loading", "--articles", "100000"),
    "warehouse": ("{work}/warehouse", "--readers", "50"),
    "history": ("--pages", "5000"),
    "spine": (),
}  # fmt: skip
"""By name: what the benchmark is told; `{data}` and `{work}` are folders."""


class Figure(NamedTuple):
    """One figure of a benchmark."""

    name: str
    value: object
    share: float  # of the largest of its kind in this benchmark, for a bar; 0: no number


def measured(name: str, data: Path, work: Path) -> dict[str, Any]:
    """What a benchmark prints, with the machine it ran on; or why there is nothing."""
    words = [word.format(data=data, work=work) for word in BENCHMARKS[name]]
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    return {
        "benchmark": name,
        "command": " ".join(["python -m", f"benchmarks.{name}", *BENCHMARKS[name]]),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.platform()}, {os.cpu_count()} processors",
        "versions": {package: version(package) for package in _PACKAGES}
        | {"python": platform.python_version()},
        "seconds": round(perf_counter() - began, 1),
        "failed": done.stderr.strip().splitlines()[-1:] if done.returncode else [],
        "figures": _objects(done.stdout),
    }


def _objects(text: str) -> dict[str, Any]:
    """The one object, or those that are printed a line each, together."""
    try:
        return dict(json.loads(text))
    except ValueError:
        found: dict[str, Any] = {}
        for line in text.splitlines():
            if line.startswith("{"):
                found |= json.loads(line)
        return found


def figures(found: dict[str, Any]) -> list[Figure]:
    """Every figure by its path; those that are called alike are measured against each other."""
    flat = list(_flat("", found))
    alike: dict[str, list[float]] = {}
    for path, value in flat:
        if _is_number(value):
            alike.setdefault(_kind(path), []).append(float(value))
    return [Figure(path, _rounded(value), _share(value, alike.get(_kind(path), []))) for path, value in flat]


def _kind(path: str) -> str:
    return path.rsplit(" · ", 1)[-1]


def _rounded(value: object) -> object:
    return float(f"{value:.4g}") if isinstance(value, float) else value


def _flat(path: str, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON of eleven programs
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{path} · {key}" if path else str(key), inner)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, inner in enumerate(value, start=1):
            yield from _flat(f"{path} · {number}", inner)
    else:
        yield path, value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _share(value: Any, alike: list[float]) -> float:  # noqa: ANN401 - a figure or a word
    is_compared = _is_number(value) and len(alike) > 1 and max(alike) > 0
    return max(float(value), 0.0) / max(alike) if is_compared else 0.0


def main(data: Path, names: list[str]) -> int:
    """Run them, write what they say. 1: one failed."""
    _BUILT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as work:
        for name in track(names, description="benchmarks"):
            told = measured(name, data, Path(work))
            (_BUILT / f"{name}.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    results = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(_BUILT.glob("*.json"))]
    template = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
    page = jinja2.Environment(autoescape=True).from_string(template)
    shown = [(result, figures(result["figures"])) for result in results]
    (_BUILT / "index.html").write_text(page.render(results=shown), encoding="utf-8")
    return 1 if any(result["failed"] for result in results) else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", nargs="*", choices=BENCHMARKS, default=list(BENCHMARKS))
    chosen = parser.parse_args()
    sys.exit(main(chosen.data.resolve(), chosen.only))
