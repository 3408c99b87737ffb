"""Stories: what happened, to whom, in how many cases, told in sentences that no other story has."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import NamedTuple

from ingest.newsroom.calendars import months, weekday
from ingest.newsroom.grammar import Grammar, capitalised, expand
from ingest.records import Record

SHARED_LIMIT = 0.15
"""Word-5-gram containment that two distinct stories stay below."""

DRAFTS = 9
"""Sentences written for each place in a story; the one with the fewest known 5-grams is kept."""

_LONG_PLAN = (
    ("lead", "figure"), ("quote", "detail"), ("citation", "detail"), ("background", "detail"),
    ("reaction", "background"), ("detail", "figure"), ("quote", "detail"), ("outlook", "background"),
    ("outlook",),
)  # fmt: skip
_NAMED_BODY = {
    "en": "{place} {body}", "de": "{body} {place}", "fr": "{body} de {place}", "es": "{body} de {place}",
    "it": "{body} di {place}", "pt": "{body} de {place}",
}  # fmt: skip
_BRIEF_PLAN = (("brief", "detail"), ("outlook",))


class Story(Record):
    """One event as one newsroom tells it: paragraphs of sentences."""

    story_id: str
    language: str
    headline: str
    other_headlines: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    figure: int  # the count that a correction changes
    unit: str  # what is counted
    place: str
    citations: tuple[str, ...]  # who is named as the source, outermost first
    is_brief: bool
    spare: tuple[str, ...]  # sentences that an edit may put in

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(" ".join(paragraph) for paragraph in self.paragraphs)


class _Cast(NamedTuple):
    """What one story calls its people, places and things, and what it has used up."""

    words: dict[str, str]
    fresh: dict[str, Callable[[], str]]  # numbers and steps, another one at each call
    told: set[str]  # lines of the grammar: none is used twice


class Desk:
    """Writes the stories of one language and remembers every run of five words, so that none comes twice."""

    def __init__(
        self, grammar: Grammar, rng: Random, *, sources: tuple[str, ...], drafts: int = DRAFTS
    ) -> None:
        self._grammar = grammar
        self._drafts = drafts
        self._rng = rng
        self._sources = sources  # outlets that stories cite
        self._known: set[tuple[str, ...]] = set()
        self._count = 0

    def write(self, local: datetime, *, publisher: str, cites: bool = False, brief: bool = False) -> Story:
        """A new story about the local day of publication; it may cite any house but its publisher."""
        cast = self._cast(local, publisher)
        words = cast.words
        citation = "citation" if self._rng.random() < 0.6 else "citation_document"
        plan = _BRIEF_PLAN if brief else _LONG_PLAN
        paragraphs = tuple(
            tuple(self._sentence(self._role(kind, citation, cites=cites), cast) for kind in paragraph)
            for paragraph in plan
        )
        headlines = [self._draft(title, cast) for title in self._rng.sample(self._grammar.rules["title"], 4)]
        cited = ("cited_outlet", "cited_document") if citation == "citation" else ("cited_document",)
        self._count += 1
        return Story(
            story_id=f"{self._grammar.language}-{self._count:03}", language=self._grammar.language,
            headline=headlines[0], other_headlines=tuple(headlines[1:]), paragraphs=paragraphs,
            figure=int(words["figure"]), unit=words["unit"], place=words["place"],
            citations=tuple(words[name] for name in cited) if cites and not brief else (), is_brief=brief,
            spare=tuple(self._sentence("detail", cast) for _ in range(2)),
        )  # fmt: skip

    def _role(self, kind: str, citation: str, *, cites: bool) -> str:
        if kind != "citation":
            return kind
        return citation if cites else "detail"

    def _sentence(self, rule: str, cast: _Cast) -> str:
        lines = [line for line in self._grammar.rules[rule] if line not in cast.told]
        chosen = [self._rng.choice(lines) for _ in range(self._drafts)]
        drafts = [(self._draft(line, cast), line) for line in chosen]
        best, line = min(drafts, key=lambda draft: self._familiarity(draft[0]))
        cast.told.add(line)
        self._known |= five_grams(best)
        return best

    def _draft(self, line: str, cast: _Cast) -> str:
        return capitalised(expand(line, words=cast.words, fresh=cast.fresh, rng=self._rng))

    def _familiarity(self, sentence: str) -> float:
        grams = five_grams(sentence)
        return len(grams & self._known) / max(1, len(grams))

    def _cast(self, local: datetime, publisher: str) -> _Cast:
        rng, rules = self._rng, self._grammar.rules
        topic = rng.choice(sorted(self._grammar.topics))
        lexicon = self._grammar.topics[topic]
        place, place2 = rng.sample(rules["place"], 2)
        thing, thing2 = rng.sample(lexicon["thing"], 2)
        trouble, trouble2 = rng.sample(lexicon["trouble"], 2)
        (s1, s2), people = rng.sample(rules["last"], 2), rng.choice(lexicon["people"])
        body, document = rng.choice(lexicon["body"]), rng.choice(rules["document"])
        sources = [name for name in self._sources if name != publisher]
        # three digits and no zero at the end: nothing that large numbers, which end in 00, contain
        figure = rng.randrange(10, 99) * 10 + rng.randrange(1, 10)
        words = {
            "place": place, "place2": place2, "thing": thing, "thing2": thing2, "trouble": trouble,
            "trouble2": trouble2, "trouble_t": capitalised(trouble), "people": people,
            "people_t": capitalised(people), "unit": rng.choice(lexicon["unit"]), "figure": str(figure),
            "org": _NAMED_BODY[self._grammar.language].format(body=body, place=place),
            "body_short": body, "s1": s1, "s2": s2, "p1": f"{rng.choice(rules['first_f'])} {s1}",
            "p2": f"{rng.choice(rules['first_m'])} {s2}", "r1": rng.choice(rules["role_f"]),
            "r2": rng.choice(rules["role_m"]), "cited_outlet": rng.choice(sources),
            "cited_document": document, "cited_document_t": capitalised(document),
            "day": weekday(local, self._grammar.language),
        }  # fmt: skip
        return _Cast(words=words, fresh=self._fresh(figure, lexicon), told=set())

    def _fresh(self, figure: int, lexicon: dict[str, tuple[str, ...]]) -> dict[str, Callable[[], str]]:
        rng, language = self._rng, self._grammar.language
        # the figure and what a correction makes of it occur nowhere else in the story
        free = [number for number in range(13, 990) if abs(number - figure) > 60]
        mark = {"en": ",", "fr": "\N{NO-BREAK SPACE}"}.get(language, ".")
        steps = list(lexicon["step"])
        rng.shuffle(steps)

        def step() -> str:
            steps.append(steps.pop(0))
            return steps[-1]

        return {
            "n": lambda: str(rng.choice(free)),
            "nn": lambda: f"{rng.randrange(11, 990) * 100:,}".replace(",", mark),
            "m": lambda: str(rng.randrange(2, 13)),
            "pct": lambda: str(rng.randrange(3, 98)),
            "year": lambda: str(rng.randrange(1948, 2024)),
            "month": lambda: rng.choice(months(language)),
            "step": step,
        }


def five_grams(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of five words, lower case, without punctuation.

    >>> sorted(five_grams("One, two three four five six."))
    [('one', 'two', 'three', 'four', 'five'), ('two', 'three', 'four', 'five', 'six')]
    """
    words = "".join(letter.lower() if letter.isalnum() else " " for letter in text).split()
    return frozenset(zip(words, words[1:], words[2:], words[3:], words[4:], strict=False))


def containment(one: str, other: str) -> float:
    """Share of the shorter text's runs of five words that the other has, 0 to 1."""
    a, b = five_grams(one), five_grams(other)
    return len(a & b) / max(1, min(len(a), len(b)))
