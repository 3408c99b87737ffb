"""docs/commands.md is what the program says of itself; run this module to write it anew."""

from pathlib import Path

import typer
from typer.cli import get_docs_for_click

from ingest.cli.program import program

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"


def generated() -> str:
    """The page as the program makes it."""
    command = typer.main.get_command(program)
    text = get_docs_for_click(obj=command, ctx=typer.Context(command), name="ingest", title="Commands")
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def test_the_page_of_commands_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == generated()


if __name__ == "__main__":
    PAGE.write_text(generated(), encoding="utf-8")
