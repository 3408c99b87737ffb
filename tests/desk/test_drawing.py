"""What is drawn and marked: nothing is lost, nothing lies on top of another."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.ask import Mark, paragraphs
from ingest.desk.tree import Leaf, drawn

TEXTS = st.text(alphabet="ab 1\n'\u2019é新", max_size=300)
MARKS = st.builds(
    lambda kind, start, length: Mark(kind=kind, label="", span_start=start, span_end=start + length),
    st.sampled_from(["quote", "date", "source"]), st.integers(0, 320), st.integers(1, 80),
)  # fmt: skip
LEAVES = st.lists(
    st.tuples(st.integers(0, 12), st.none() | st.integers(0, 12)), max_size=13, unique_by=lambda pair: pair[0]
)


@given(TEXTS, st.lists(MARKS, max_size=8))
def test_passages_run_together_are_the_text(text: str, marks: list[Mark]) -> None:
    lines = paragraphs(text, marks)
    assert ["".join(piece.text for piece in line) for line in lines] == [
        line for line in text.split("\n") if line
    ]


@given(TEXTS, MARKS)
def test_a_passage_is_marked_exactly_where_its_fact_stands(text: str, mark: Mark) -> None:
    marked = "".join(piece.text for line in paragraphs(text, [mark]) for piece in line if piece.kinds)
    assert marked == text[mark.span_start : mark.span_end].replace("\n", "")


@given(LEAVES)
def test_every_article_has_one_box_and_no_two_share_a_place(pairs: list[tuple[int, int | None]]) -> None:
    leaves = [
        Leaf(
            key=str(key),
            parent=None if parent is None else str(parent),
            name="",
            note="",
            article_id=None,
            is_certain=True,
        )
        for key, parent in pairs
    ]
    drawing = drawn(leaves)
    assert sorted(box.leaf.key for box in drawing.boxes) == sorted(leaf.key for leaf in leaves)
    assert len({(box.x, box.y) for box in drawing.boxes}) == len(drawing.boxes)
    assert all(
        box.x + box.width <= drawing.width and box.y + box.height <= drawing.height for box in drawing.boxes
    )
