"""How fast articles become facts, where the time goes, and how a bare spaCy pipeline compares.

Run `python -m benchmarks.facts FILE [--rounds N] [--spacy PIPELINE]`: FILE holds one JSON object a line with
a `text`, gzip or not. Prints one JSON object. Rates are articles a CPU second of one process, the best
round; `first_call` is what the lexicons cost, in CPU seconds; `megabyte` is 1 MB of quotation marks; `shares`
are parts of the time of all rules together. `spacy` is a pipeline without any rule of attribution; its
package is installed by who asks for it. How true the facts are: `tests/extract`, and the scorer named in
tests/floors.json.
"""

import argparse
import gzip
import json
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

from ingest.extract import extract_facts
from ingest.extract.attributions import drafts
from ingest.extract.cues import grammar
from ingest.extract.dates import date_mentions
from ingest.extract.entities import entity_mentions
from ingest.extract.figures import figure_mentions
from ingest.extract.places import place_mentions
from ingest.extract.quotes import quotations, spans
from ingest.parsing.sentences import sentences, tokens
from ingest.records import Article

URL = "https://a.example/b"


def articles_in(file: Path) -> list[Article]:
    """The articles of a file, as the normalise room would hand them over."""
    raw = file.read_bytes()
    lines = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8").splitlines()
    return [Article.from_text(json.loads(line)["text"], url=URL) for line in lines if line.strip()]


def seconds(read: Callable[[Article], object], articles: Iterable[Article]) -> float:
    """CPU seconds to read all articles."""
    began = process_time()
    for article in articles:
        read(article)
    return process_time() - began


def _parts(articles: Sequence[Article]) -> dict[str, float]:
    """CPU seconds of the layers that stand by themselves; English, as nearly all texts of the file."""
    known = grammar("en")
    words = {article.text: tokens(article.text) for article in articles}

    def split(article: Article) -> list[Any]:
        quoted = tuple(spans(quotations(article.text)))
        return sentences(article.text, words[article.text], quoted, abbreviations=known.words["abbreviation"])

    layers: dict[str, Callable[[Article], object]] = {
        "tokens": lambda article: tokens(article.text),
        "sentences": split,
        "attributions": lambda article: drafts(split(article), known),
        "places": lambda article: place_mentions(words[article.text], known),
        "entities": lambda article: entity_mentions(article.text, words[article.text], (), known),
        "dates": lambda article: date_mentions(article, words[article.text], "en"),
        "figures": lambda article: figure_mentions(article.text, words[article.text], "en"),
    }
    found = {name: seconds(read, articles) for name, read in layers.items()}
    return found | {"attributions": found["attributions"] - found["sentences"]}


def measure(articles: Sequence[Article], rounds: int) -> dict[str, Any]:
    """Everything but the peer."""
    first = seconds(extract_facts, articles[:1])
    best = min(seconds(extract_facts, articles) for _ in range(rounds))
    marks = Article.from_text('"' * 1_000_000, url=URL)
    return {
        "articles": len(articles),
        "articles_a_second": round(len(articles) / best, 1),
        "first_call": round(first, 3),
        "megabyte": round(seconds(extract_facts, [marks]), 2),
        "shares": {name: round(spent / best, 3) for name, spent in _parts(articles).items()},
    }


def peer(articles: Sequence[Article], pipeline: str) -> float:
    """Articles a CPU second of a spaCy pipeline; a tenth of the articles is enough to tell."""
    nlp = import_module("spacy").load(pipeline)
    some = articles[: max(5, len(articles) // 10)]
    nlp(some[0].text)
    return len(some) / seconds(lambda article: nlp(article.text), some)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--spacy", metavar="PIPELINE")
    chosen = options.parse_args()
    articles = articles_in(chosen.file)
    found = measure(articles, chosen.rounds)
    if chosen.spacy:
        rate = peer(articles, chosen.spacy)
        found["spacy"] = {
            "pipeline": chosen.spacy, "articles_a_second": round(rate, 1),
            "ratio": round(found["articles_a_second"] / rate, 1),
        }  # fmt: skip
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
