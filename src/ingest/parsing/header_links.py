"""The links in HTTP `Link` headers (RFC 8288)."""

import re
from collections.abc import Iterable, Iterator

_CHARACTERS = 8_000  # of one header
_LINK_VALUE = re.compile(
    r"<([^<>]{1,2000})>((?:\s*;\s*[\w*-]{1,40}\s*=\s*(?:\"[^\"]{0,500}\"|[^\s\",;]{1,200}))*)"
)
_PARAMETER = re.compile(r";\s*([\w*-]{1,40})\s*=\s*(?:\"([^\"]{0,500})\"|([^\s\",;]{1,200}))")


def header_links(headers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each reference as it is written, with its parameters; names of parameters are in lower case.

    >>> list(header_links([("Link", '<https://hub.example/>; rel="hub", </feed>; rel=self')]))
    [('https://hub.example/', {'rel': 'hub'}), ('/feed', {'rel': 'self'})]
    """
    for name, value in headers:
        if name.lower() == "link":
            for match in _LINK_VALUE.finditer(value[:_CHARACTERS]):
                yield (
                    match[1],
                    {key.lower(): quoted or bare for key, quoted, bare in _PARAMETER.findall(match[2])},
                )
