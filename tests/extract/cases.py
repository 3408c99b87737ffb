"""Cases of our own in `tests/cases/extract`: one a line, fields between bars, `#` opens a comment."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[1] / "cases" / "extract"


def cases(name: str, fields: int) -> list[tuple[str, ...]]:
    """The lines of a file of cases, each with so many fields; empty ones at the end may be left out."""
    found: list[tuple[str, ...]] = []
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            parts = [part.strip() for part in line.split(" | ", fields - 1)]
            parts = [part.removesuffix("|").strip() for part in parts]
            found.append((*parts, *[""] * (fields - len(parts))))
    return found
