"""docs/questions.md is what the library says of itself; run this module to write it anew."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from ingest.ask import Question, library

PAGE = Path(__file__).resolve().parents[2] / "docs" / "questions.md"
HEAD = """# The question library

Each question is one file of `sql/questions/`, with a known answer in `tests/ask/answers/`. `ingest ask` lists
them, `ingest ask NAME` asks one, `ingest ask NAME --about` shows its SQL, `-p name=value` sets a parameter;
`--json`, `--csv`, `--md` and `--parquet FILE` take the answer elsewhere. This page is made from the files.
"""


def generated() -> str:
    """The page as the library makes it."""
    lines = [HEAD]
    for topic, questions in groupby(library(), key=lambda question: question.topic):
        lines.append(f"## {topic.capitalize()}\n")
        lines.extend(line for question in questions for line in _about(question))
    return "\n".join(lines).rstrip() + "\n"


def _about(question: Question) -> Iterator[str]:
    yield f"### {question.title}\n"
    yield f"`ingest ask {question.name}` · {question.grain}\n"
    yield f"{question.meaning}\n"
    yield f"*Cannot know*: {question.limits}\n"
    for parameter in question.parameters:
        default = "" if parameter.default is None else f", `{parameter.default}` where not given"
        yield f"- `{parameter.name}` ({parameter.kind.value}{default}): {parameter.meaning}"
    if question.parameters:
        yield ""


def test_the_page_of_questions_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == generated()


if __name__ == "__main__":
    PAGE.write_text(generated(), encoding="utf-8")
