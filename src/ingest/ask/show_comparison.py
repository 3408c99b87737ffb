"""Two snapshots side by side, for people. Pure."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ingest.warehouse import Comparison


def show_comparison(comparison: Comparison) -> RenderableType:
    """How many articles are read differently in which way, and examples."""
    known = comparison
    head = Text(
        f"{known.articles_before:,} articles are published, {known.articles_after:,} were rebuilt, "
        f"{known.articles_changed:,} of them are read differently"
    )
    counts = Table("change", "articles", box=None, pad_edge=False, header_style="bold")
    for change, articles in known.counts.items():
        counts.add_row(change, f"{articles:,}")
    examples = Table("change", "outlet", "before", "after", "article", box=None, header_style="bold")
    for one in known.examples:
        examples.add_row(one.change, one.outlet, Text(one.before), Text(one.after), one.article_id)
    return Group(head, counts, examples)
