"""How fast copies are found, beside datasketch, rensa and TF-IDF in one run; how time and memory grow.

Run `python benchmarks/families.py CORPUS.parquet --work FOLDER [--scale N …] [--peers N]`.

CORPUS holds real articles (`text`). Articles are generated from it: 35% of the words of a text are replaced
by words of other texts, so that each is a text of its own with the vocabulary of news; then the text is
printed by a Pareto number of outlets (exponent 1.2, at most 500), each with a dateline, half of them cut by
up to 40%. All lie within a year. `--scale`: sizes to measure alone. `--peers N`: N articles, with each
peer, in an environment that is made in FOLDER. Prints one JSON object; `cpu` is seconds of all threads, the
fair measure on a machine that does other work as well.
"""

import argparse
import json
import subprocess
import sys
import venv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from families_peers import PEERS, peak_mb, quality  # type: ignore[import-not-found]  # beside this file

from ingest.deduplicate import find_families_of_file
from ingest.deduplicate.index import sampled

REPLACED = 0.35
TAIL = 1.2  # exponent of the Pareto distribution of copies
MOST_COPIES = 500
OUTLETS = 500
DAYS = 365
START = datetime(2025, 1, 1, tzinfo=UTC)
_PACKAGES = ("datasketch==2.0.0", "rensa==0.5.0", "scikit-learn==1.8.0", "pyarrow", "setuptools")
_ROWS = 20_000
_COLUMNS: dict[str, pa.DataType] = {
    "article_id": pa.string(),
    "source": pa.string(),
    "published_at": pa.timestamp("us", "UTC"),
    "title": pa.string(),
    "text": pa.string(),
    "family": pa.int32(),
}
_SCHEMA = pa.schema(_COLUMNS)


def generated(corpus: Path, count: int, seed: int = 1) -> Iterator[pa.RecordBatch]:
    """Articles in batches; `family` is the truth."""
    rng = np.random.default_rng(seed)
    read: list[Any] = pq.read_table(corpus, columns=["text"])["text"].to_pylist()
    split: list[Any] = [np.array(text.split(), object) for text in read]
    texts = [words for words in split if len(words) >= 60]
    vocabulary = np.concatenate(texts[:: max(1, len(texts) // 2000)])
    rows: list[tuple[Any, ...]] = []
    made = family = 0
    while made < count:
        base = texts[int(rng.integers(len(texts)))].copy()
        chosen = rng.random(len(base)) < REPLACED
        base[chosen] = vocabulary[rng.integers(len(vocabulary), size=int(chosen.sum()))]
        copies = min(int(rng.pareto(TAIL)) + 1, MOST_COPIES, count - made)
        begun = START + timedelta(minutes=int(rng.integers(DAYS * 1440)), seconds=1)
        for at, outlet in enumerate(rng.choice(OUTLETS, size=copies, replace=False).tolist()):
            published, title = begun + timedelta(minutes=7 * at), " ".join(base[:8])
            rows.append((f"a{made:08}", f"o{outlet}", published, title, _printed(base, at, rng), family))
            made += 1
        family += 1
        if len(rows) >= _ROWS or made >= count:
            columns = zip(zip(*rows, strict=True), _SCHEMA.types, strict=True)
            yield pa.RecordBatch.from_arrays([pa.array(*column) for column in columns], schema=_SCHEMA)
            rows = []


def _printed(base: "np.ndarray[Any, Any]", at: int, rng: np.random.Generator) -> str:
    if at == 0:
        return " ".join(base)
    kept = len(base) if at % 2 else int(len(base) * (1 - 0.4 * rng.random()))
    return f"CORVO (NNA {at}) - " + " ".join(base[:kept])


def written(corpus: Path, count: int, target: Path) -> Path:
    """A Parquet file of generated articles; made once."""
    if not target.exists():
        unfinished = target.with_suffix(".unfinished")
        with pq.ParquetWriter(unfinished, _SCHEMA, compression="zstd") as writer:
            for batch in generated(corpus, count):
                writer.write_batch(batch)
        unfinished.rename(target)
    return target


def ours(file: Path) -> dict[str, Any]:
    """Seconds, memory and quality of this project; run in a process of its own."""
    target = file.with_suffix(".families")
    begun, cpu = perf_counter(), process_time()
    count = find_families_of_file(file, target, progress=lambda *_: None)
    seconds, cpu = perf_counter() - begun, process_time() - cpu
    result: dict[str, Any] = {
        "method": "ingest",
        "articles": count,
        "seconds": round(seconds, 1),
        "cpu": round(cpu, 1),
    }
    result["peak_mb"] = peak_mb()
    found = pq.read_table(target, columns=["article_id", "family_id"]).slice(0, count).to_pydict()
    names = dict(zip(found["article_id"], found["family_id"], strict=True))
    truth = pq.read_table(file, columns=["article_id", "family"]).to_pydict()
    measured: dict[str, Any] = quality([names[one] for one in truth["article_id"]], truth["family"])
    return result | measured


def signatures(file: Path) -> int:
    """Texts sampled in a CPU second of one core."""
    texts: list[Any] = pq.ParquetFile(file).read_row_group(0, columns=["text"])["text"].to_pylist()[:5000]
    begun = process_time()
    sampled(texts)
    return round(len(texts) / (process_time() - begun))


def apart(*command: str) -> dict[str, Any]:
    """What a program of its own prints, so that its memory is its own."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def environment(folder: Path) -> str:
    """The Python of an environment with the peers; made once."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *_PACKAGES], check=True)
    return str(python)


def beside_peers(corpus: Path, count: int, work: Path) -> list[dict[str, Any]]:
    """All methods on the same articles, one after the other."""
    file = written(corpus, count, work / f"articles-{count}.parquet")
    python, script = environment(work / "peers"), str(Path(__file__).with_name("families_peers.py"))
    found = [apart(sys.executable, __file__, str(corpus), "--work", str(work), "--alone", str(file))]
    return found + [apart(python, script, name, str(file)) for name in PEERS]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--scale", type=int, nargs="*", default=[])
    parser.add_argument("--peers", type=int)
    parser.add_argument("--alone", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.alone:
        print(json.dumps(ours(chosen.alone)))
        return
    chosen.work.mkdir(parents=True, exist_ok=True)
    result: dict[str, Any] = {}
    for count in chosen.scale:
        file = written(chosen.corpus, count, chosen.work / f"articles-{count}.parquet")
        result.setdefault("signatures_a_second", signatures(file))
        alone = (str(chosen.corpus), "--work", str(chosen.work), "--alone", str(file))
        result.setdefault("scale", []).append(apart(sys.executable, __file__, *alone))
    if chosen.peers:
        result["peers"] = beside_peers(chosen.corpus, chosen.peers, chosen.work)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
