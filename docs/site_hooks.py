"""What mkdocs is told beyond `mkdocs.yml`: the page of decisions lists them all, nobody keeps a list."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_DECISIONS = "decisions/README.md"


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - the names are mkdocs' own
    """The page's text; that of the decisions has a line for each of them."""
    if page.file.src_uri != _DECISIONS:
        return markdown
    folder = Path(config["docs_dir"]) / "decisions"
    lines = [f"- [{_title(path)}]({path.name})" for path in sorted(folder.glob("0*.md"))]
    return "\n".join([markdown, "", *lines])


def _title(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
