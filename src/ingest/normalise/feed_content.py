"""The feed's own text against the page's: which one is the body."""

from ingest.normalise.body import Draft
from ingest.normalise.wording import AT_THE_END, ELSEWHERE
from ingest.parsing.html import blocks, html_tree
from ingest.parsing.structured import plain_text
from ingest.parsing.words import as_paragraphs, one_line, word_count
from ingest.records import BodySource, FeedEntry

_TORSO = 0.8  # a page's body with less than this share of the feed's words has lost something
_SHORTEST = 50  # words: less is a teaser


def feed_lines(entry: FeedEntry) -> list[str]:
    """The paragraphs of an entry's content, without notes at the end. A summary is no body."""
    markup = entry.content or ""
    tree = html_tree(f"<body>{markup}</body>") if "<" in markup else None
    marked = [one_line(block.text) for block in blocks(tree)] if tree is not None else []
    lines = marked or as_paragraphs(plain_text(markup))
    kept = [line for line in lines if not (len(line.split()) < 30 and ELSEWHERE.search(line))]
    while len(kept) > 1 and len(kept[-1].split()) < 60 and AT_THE_END.search(kept[-1]):
        kept.pop()
    return kept


def with_feed_content(draft: Draft, entry: FeedEntry | None) -> Draft:
    """The page's body, or the feed's where that is fuller: paywalls and pages built by scripts."""
    if entry is None or not entry.content:
        return draft
    lines = feed_lines(entry)
    offered, found = word_count("\n".join(lines)), word_count("\n".join(draft.lines))
    if offered < _SHORTEST or found >= _TORSO * offered:
        return draft
    return draft._replace(lines=tuple(lines), source=BodySource.FEED_CONTENT)
