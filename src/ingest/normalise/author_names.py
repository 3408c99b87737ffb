# ruff: noqa: RUF001 - names and labels of all scripts are meant as they stand
"""What is a name in a byline: lists taken apart, labels and offices taken off, people told from others."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ingest.parsing.structured import text_of
from ingest.parsing.words import one_line, word_key
from ingest.records import Author

_LABEL = re.compile(
    r"^(?:written by|reported by|reporting by|story by|words by|text by|beitrag von|by|von|vom|par|"
    r"por|di|av|af|door|"
    r"od|przez|text|texto|autor(?:in|es|a|e)?(?:/autor)?|author|authors|forfatter|kirjoittaja|szerző|"
    r"автор|yazan)"
    r"(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s*(?:기자|特派員|記者|记者)$")
_LIST = re.compile(
    r"\s*(?:;|,|\||&|/|•|·|、|،|"
    r"\s(?:and|und|et|och|og|en|ve|ja|és|şi|și|dan|oraz|with|mit|avec|con|και|và|dhe|eta|और|এবং|"
    r"(?-i:y|e|i|a|и|та|і|й))\s)\s*",  # one letter in capitals is an initial: John E Smith
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^\s*(?:https?:|www\.|@|/)|@")
NOISE = re.compile(
    r"^\d+$|\b(?:follow|share|updated|published|powered|read more|view all|see all|contact|login|"
    r"admin(?:istrator)?|developer|"
    r"webmaster|unknown|null|undefined|none|n/a|anonymous|guest)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(agency|agencies|agence|agencia|agentur|news|newsroom|desk|staff|team|redaktion|redazione|"
    r"rédaction|redacción|"
    r"redação|redactie|redakcja|redakce|editorial|press|presse|media|online|digital|bureau|"
    r"correspondents?|reporters|"
    r"times|post|tv|radio|network|service|web|wire|group|association|university|institute)\b|"
    r"編集部|新聞|通信|デジタル|기자단|뉴스|редакция",
    re.IGNORECASE,
)
_PARTICLES = re.compile(
    r"(?:de|del|der|den|di|da|do|dos|du|la|le|van|von|vom|zu|zur|al|el|bin|ben|ibn|y|e|und|af|av|of|the|ter|ten)",
    re.IGNORECASE,
)
_EAST_ASIAN_NAME = re.compile("[\u3400-\u9fff\uac00-\ud7a3]{2,5}")
_NO_NAME = re.compile(r"[\d?!]")
_LONGEST_NAME = 80  # characters


class Named(NamedTuple):
    """A name as a mark gives it."""

    name: str
    is_organisation: bool | None = None  # None: the mark does not say
    role: str | None = None


def cleaned_names(named: Iterable[Named], publisher: frozenset[str]) -> tuple[Author, ...]:
    """Authors from names as marks give them; the publisher only where nobody else is named."""
    found: dict[str, Author] = {}
    for item in named:
        if _ADDRESS.search(item.name):
            continue
        for part in [item.name] if item.is_organisation else names_in(bare_name(item.name)):
            name = bare_name(part)
            if name and len(name) < _LONGEST_NAME and not NOISE.search(name):
                is_organisation = item.is_organisation or _looks_like_organisation(name, publisher)
                author = Author(name=name, role=item.role, is_organisation=bool(is_organisation))
                found.setdefault(word_key(name), author)
    others = [author for author in found.values() if not is_publisher(author.name, publisher)]
    return tuple(others or found.values())


def bare_name(name: str) -> str:
    """A name without its label, its office behind it in East Asia, and the signs around it."""
    name = _SUFFIX.sub("", one_line(text_of(name) or ""))
    return _LABEL.sub("", name).strip(" ,;|-–—•·:")


def names_in(text: str) -> list[str]:
    """The names of a list; a name with an office or a place behind a comma is one name.

    >>> names_in("srf/hosb;kesm"), names_in("Ann Lee and Bo Ek")
    (['srf/hosb', 'kesm'], ['Ann Lee', 'Bo Ek'])
    """
    if ";" in text:
        return [name for part in text.split(";") if part.strip() for name in _one_or_more(part.strip())]
    return _one_or_more(text)


def _one_or_more(text: str) -> list[str]:
    parts = [part for part in _LIST.split(text) if part]
    if "/" in text and not any(len(part.split()) > 1 for part in parts):
        return [text]  # srf/hosb, dpa/AFP: a desk and a sign, no list of people
    if len(parts) > 1 and all(1 <= len(part.split()) <= 5 for part in parts):
        return parts
    head = text.split(",", 1)[0]
    return [head] if "," in text and is_like_person(head) else [text]


def is_like_person(name: str) -> bool:
    """Two to five words with capitals, none a figure or an organisation's; two to five signs in East Asia."""
    words = name.split()
    if _EAST_ASIAN_NAME.fullmatch(name):
        return True
    if (
        not 2 <= len(words) <= 5
        or any(sign.isdigit() or sign in "?!" for sign in name)
        or _ORGANISATION.search(name)
    ):
        return False
    return all(word[:1].isupper() or _PARTICLES.fullmatch(word) for word in words) and words[0][:1].isupper()


def _looks_like_organisation(name: str, publisher: frozenset[str]) -> bool:
    return is_publisher(name, publisher) or _ORGANISATION.search(name) is not None


def is_publisher(name: str, publisher: frozenset[str]) -> bool:
    """Whether a name is the publisher's, or begins with it: `Deutsche Welle (www.dw.com)`."""
    key = word_key(name)
    return any(key == known or (len(known) >= 5 and key.startswith(known)) for known in publisher)
