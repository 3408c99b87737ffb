"""A page of HTML that stands for itself in one file: no script, nothing loaded, one style."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape


def document(title: str, style: str, body: Iterable[str], *, language: str = "en") -> str:
    """The file. `title` and `language` are escaped here; `body` is markup, its texts escaped by its maker.

    The Content Security Policy allows the one style sheet, by its hash (CSP Level 2, 7.18), and nothing else.
    """
    return "\n".join(_lines(title, style, body, language)) + "\n"


def _lines(title: str, style: str, body: Iterable[str], language: str) -> Iterator[str]:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>"
    yield from body
    yield "</main>\n</body>\n</html>"
