"""`ingest explain A B`: files beside each other, in the terminal, as JSON and as a page."""

import json
from pathlib import Path

import pytest
from tests.normalise.pages import page

from ingest.cli import main


@pytest.fixture
def pages(tmp_path: Path) -> tuple[str, str]:
    """A page and its copy with another figure."""
    body = page()
    (tmp_path / "a.html").write_bytes(body)
    (tmp_path / "b.html").write_bytes(body.replace(b"harbour", b"haven"))
    return str(tmp_path / "a.html"), str(tmp_path / "b.html")


def test_two_files_need_no_address(pages: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *pages, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] in {"copy", "version_of"}
    assert found["left"]["url"] == "https://file-1.invalid/a.html"
    assert any(not piece["is_same"] for row in found["beside"]["rows"] for piece in row["right"])


def test_the_page_is_written_whole_beside_what_is_printed(
    pages: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "pair.html"
    assert main(["explain", *pages, "--html", str(target)]) == 0
    assert "One family" in capsys.readouterr().out
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["explain", "nowhere/a.html", "nowhere/b.html"], 1),
        (["explain", "abc", "--other-url", "https://b.example/"], 2),
    ],
)
def test_what_cannot_be_explained_is_said(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    assert "Traceback" not in capsys.readouterr().err
