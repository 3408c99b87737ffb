"""House rules that no linter has: sizes, open ends, docstrings, and what each room shows the others."""

import ast
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import ingest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "ingest"
MODULES = sorted(SOURCE.rglob("*.py"))
DOORS = {
    "capture": {
        "agenda_of",
        "capture_dropped",
        "capture_feeds",
        "capture_of",
        "capture_pushed",
        "captures_of_document",
        "captures_of_wire",
        "exchange_of",
    },
    "catalogue": {"check_feeds", "discover_feeds", "merged", "subscribe", "unknown_to", "unsubscribe"},
    "history": {"order_of_interval", "plan_history", "scope_of", "source_of", "take_history"},
    "normalise": {"candidates_of", "normalise", "normalise_records", "normalise_segment"},
    "extract": {"extract_facts", "extract_segment", "names_model"},
    "deduplicate": {"find_copies", "find_families", "find_families_of_file", "find_members", "judged"},
    "stories": {"renew_stories"},
    "load": {"load_segments"},
    "publish": {"audit_books", "publish_snapshot"},
}
LONGEST_MODULE = 400  # lines
LONGEST_RECORDS = 800  # records.py is one file by design: it is one of the three places to read first
OPEN_ENDS = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")


def _short(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", MODULES, ids=_short)
def test_a_module_fits_on_a_few_screens(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= (LONGEST_RECORDS if path.name == "records.py" else LONGEST_MODULE)
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [node.name for node in functions if _body_lines(node) > 40] == []


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its signature and docstring, which explain and don't compute."""
    first = function.body[0]
    start = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else first
    return (function.end_lineno or 0) - start.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=_short)
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module has no docstring"
    public = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


def test_nothing_is_left_open() -> None:
    files = [
        path
        for folder in ("src", "dags", "plugins", "sql", "tests", "docs")
        for path in (ROOT / folder).rglob("*.*")
    ]
    texts = {
        path: path.read_text(encoding="utf-8") for path in files if path.suffix in {".py", ".sql", ".md"}
    }
    assert [(str(path), word) for path, text in texts.items() for word in OPEN_ENDS if word in text] == []


@pytest.mark.parametrize("stage", DOORS)
def test_a_stage_shows_its_door_and_nothing_else(stage: str) -> None:
    shown = set(import_module(f"ingest.{stage}").__all__)
    functions = {name for name in shown if name[0].islower()}
    assert functions == DOORS[stage]


def test_the_public_face_is_what_is_promised() -> None:
    assert sorted(ingest.__all__) == ingest.__all__
    assert all(getattr(ingest, name) is not None for name in ingest.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = ingest.nonsense


def test_normalise_is_a_function_and_a_room() -> None:
    room: Any = import_module("ingest.normalise")
    for normalise in (ingest.normalise, room, room.normalise):
        with pytest.raises(ingest.NotAnArticle):
            normalise(b"", url="https://a.example/a", seen_at=datetime(2024, 1, 1, tzinfo=UTC))
