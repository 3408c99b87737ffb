"""How fast and how truly feed documents are read, beside feedparser, fastfeedparser and atoma in one run.

Run `python -m benchmarks.parsing FOLDER [--rounds N]`: FOLDER holds feed documents, `*.xml` or `*.xml.gz`;
those that are no well-formed XML are left out. Prints one JSON object: items a CPU second of one process
(imports not counted, the best round), the ratio of ours to each peer's, and fields that are wrong (the
document has the field, the entry another text) or invented (the document has none). The truth is each
element's own text, looked up by name; texts are compared by their words. Peers are installed into an
environment of their own.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.parsing_peers import READERS, documents_in, essence
from lxml import etree

_PACKAGES = ("feedparser", "fastfeedparser", "atoma")
_PEERS = Path(__file__).with_name("parsing_peers.py")
_ATOM = "{http://www.w3.org/2005/Atom}"
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def truths(body: bytes) -> list[dict[str, str]] | None:
    """What the elements of each entry say, as digests; None where the document is not well-formed."""
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    entries = [one for one in root.iter("{*}item", "{*}entry") if isinstance(one.tag, str)]
    return [{field: essence(text) for field, text in _fields(entry).items()} for entry in entries]


def _fields(entry: etree._Element) -> dict[str, str | None]:
    space = entry.tag.rpartition("}")[0] + "}" if "}" in entry.tag else ""
    return {
        "title": _said(entry, space + "title"),
        "guid": _said(entry, "guid", _ATOM + "id") or entry.get(_ABOUT),
        "summary": _said(entry, space + "description", _ATOM + "summary"),
        "content": _said(entry, _ENCODED, _ATOM + "content"),
    }


def _said(entry: etree._Element, *names: str) -> str | None:
    """The first of these elements that says anything: its text, or its markup where that is not escaped."""
    for element in (one for name in names for one in entry.findall(name)):
        text = etree.tostring(element, encoding="unicode", with_tail=False) if len(element) else element.text
        if essence(text):
            return text
    return None


def faults(truth: list[dict[str, str]], entries: list[dict[str, str]]) -> Iterator[str]:
    """What is wrong with the entries of one document."""
    if len(truth) != len(entries):
        yield "missing_or_additional_items"
        return
    for stated, read in zip(truth, entries, strict=True):
        for field, words in stated.items():
            if words and read[field] != words:
                yield f"wrong_{field}"
            elif not words and read[field] and field != "guid":  # identifiers may be derived
                yield f"invented_{field}"


def results(python: str, name: str, folder: Path, rounds: int) -> dict[str, Any]:
    """What `parsing_peers.py` says of one reader."""
    command = [python, str(_PEERS), name, str(folder), str(rounds)]
    done = subprocess.run(command, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def figures(found: dict[str, Any], truth: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    """Rate and faults of one reader."""
    counted = Counter(
        fault for name, entries in found["entries"].items() for fault in faults(truth[name], entries)
    )
    items = sum(map(len, found["entries"].values()))
    return {
        "items_a_cpu_second": round(items / found["seconds"]),
        "items": items,
        "documents_failed": len(found["failed"]),
        "faults": sum(counted.values()),
        **dict(sorted(counted.items())),
    }


def main(folder: Path, rounds: int) -> dict[str, Any]:
    """All figures of one machine in one run."""
    truth: dict[str, list[dict[str, str]]] = {}
    with tempfile.TemporaryDirectory() as workplace:
        documents, environment = Path(workplace) / "documents", Path(workplace) / "peers"
        documents.mkdir()
        for name, body in documents_in(folder).items():
            if (stated := truths(body)) is not None:
                truth[name.removesuffix(".gz")] = stated
                (documents / name.removesuffix(".gz")).write_bytes(body)
        venv.create(environment, with_pip=True)
        python = str(environment / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *_PACKAGES], check=True)
        pythons = {name: sys.executable if name == "ingest" else python for name in READERS}
        found = {name: figures(results(pythons[name], name, documents, rounds), truth) for name in READERS}
    ours = found["ingest"]["items_a_cpu_second"]
    ratios = {name: round(ours / found[name]["items_a_cpu_second"], 2) for name in _PACKAGES}
    return {"documents": len(truth), "readers": found, "ours_to_theirs": ratios}


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    print(json.dumps(main(given.folder, given.rounds), indent=1))
