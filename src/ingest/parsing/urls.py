"""Addresses: which ones name the same page, and whose they are.

Rules: RFC 3986 section 6 (normalisation), RFC 5891 (IDNA), the Public Suffix List.
"""

import re
from datetime import date
from functools import cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList

from ingest.records import identity

_TRACKING = re.compile(
    r"^(utm_\w+|at_(medium|campaign|link\w*|format|ptr_name|custom\d)|fbclid|gclid|dclid|msclkid|yclid|igshid|"
    r"mc_[ce]id|ns_(mchannel|source|campaign|linkname|fee)|cmpid?|cmp|ocid|ftag|ito|ref(errer|src)?|rss|"
    r"xtor|wt_mc|guccounter|guce_\w+|smid|smtyp|partner|traffic_source|taid|spm|__twitter_impression|"
    r"(php)?sessi(on)?d?|phpsessid|jsessionid|sid)$",
    re.IGNORECASE,
)
_CAMPAIGN = re.compile(r"^(utm_\w+|at_(medium|campaign)|fbclid|gclid|wt_mc|xtor)$", re.IGNORECASE)
_AMP_PATH = re.compile(r"(?:/amp/?$|\.amp(?:\.html?)?$|^/amp(?=/))", re.IGNORECASE)
_MOBILE_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", re.IGNORECASE)
_PATH_SESSION = re.compile(r";jsessionid=[^/?]*", re.IGNORECASE)
_DAY_IN_PATH = re.compile(r"/((?:19|20)\d\d)([/-]?)(\d\d)\2(\d\d)(?=[/_.-]|$)")
_UNRESERVED_SAFE = "/:@!$&'()*+,;=~-._"


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def host_of(url: str) -> str:
    """The host of an address in lower case and IDNA form; empty where there is none.

    >>> host_of("https://WWW.Example.ORG:443/a")
    'www.example.org'
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    try:
        return host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return host


def registrable_domain(url_or_host: str) -> str:
    """The part of a host that somebody registered (Public Suffix List); the host itself where there is none.

    >>> registrable_domain("https://news.bbc.co.uk/a")
    'bbc.co.uk'
    >>> registrable_domain("127.0.0.1")
    '127.0.0.1'
    """
    host = host_of(url_or_host) if "//" in url_or_host else url_or_host.lower().rstrip(".")
    if re.fullmatch(r"[\d.]+|.*:.*", host):
        return host
    return str(_suffixes().privatesuffix(host) or host)


def canonical_url(url: str) -> str:
    """The address without what does not change the page: tracking, session, AMP, default port, fragment.

    The scheme is kept; `www.` and mobile hosts are kept as well: `article_identity` folds them.

    >>> canonical_url("HTTPS://Example.org:443/a/../b%7e?utm_source=x&id=2#top")
    'https://example.org/b~?id=2'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    scheme = parts.scheme.lower()
    if scheme not in {"http", "https"}:
        return url.strip()
    host = host_of(url)
    if port and (scheme, port) not in {("http", 80), ("https", 443)}:
        host = f"{host}:{port}"
    path = _PATH_SESSION.sub("", _without_dots(quote(unquote(parts.path), safe=_UNRESERVED_SAFE)))
    path = _AMP_PATH.sub("", path) or "/"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = [(key, value) for key, value in pairs if not _TRACKING.match(key) and key.lower() != "amp"]
    return urlunsplit((scheme, host, path, urlencode(query), ""))


def day_in(url: str) -> date | None:
    """The day that an address names, where its path has year, month and day at the start of a segment.

    >>> day_in("https://example.org/news/2024/02/20/harbour"), day_in("https://example.org/2024/02/harbour")
    (datetime.date(2024, 2, 20), None)
    """
    match = _DAY_IN_PATH.search(url.split("?", 1)[0])
    try:
        return date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        return None


def article_identity(url: str) -> str:
    """The identity of the article at an address: the same for http and https, www and mobile hosts.

    >>> article_identity("http://www.example.org/a/") == article_identity("https://m.example.org/a?utm_medium=rss")
    True
    """
    parts = urlsplit(canonical_url(url))
    host = _MOBILE_HOST.sub("", parts.netloc)
    return identity("article", host, parts.path.rstrip("/") or "/", parts.query)


def feed_identity(url: str) -> str:
    """The identity of a feed's address: the same for http and https, `www.`, a last slash, campaign marks.

    Gentler than `article_identity`: `?rss=sport` and `?ref=2` may well be another feed.

    >>> feed_identity("http://www.Example.org/feed/?utm_source=x") == feed_identity("https://example.org/feed")
    True
    >>> feed_identity("https://example.org/?rss=sport") == feed_identity("https://example.org/")
    False
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = host_of(url).removeprefix("www.") + (f":{port}" if port not in {None, 80, 443} else "")
    pairs = parts.query.split("&") if parts.query else []
    query = "&".join(pair for pair in pairs if not _CAMPAIGN.match(pair.partition("=")[0]))
    return host + (parts.path.rstrip("/") or "/") + (f"?{query}" if query else "")


def _without_dots(path: str) -> str:
    """RFC 3986 section 5.2.4."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/".join(kept)
