"""Addresses: which ones name the same page, and whose they are.

Rules: RFC 3986 section 6 (normalisation), RFC 5891 and UTS 46 (IDNA), the Public Suffix List.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

import idna
from publicsuffixlist import PSLFILE, PublicSuffixList

from ingest.records import identity

_TRACKING = re.compile(
    r"^(utm_\w+|at_(medium|campaign|link\w*|format|ptr_name|custom\d)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|"
    r"msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|_ga|_gl|mkt_tok|_hs(enc|mi)|hsctatracking|vero_(id|conv)|"
    r"mc_[ce]id|ns_(mchannel|source|campaign|linkname|fee)|(pk|mtm|piwik|matomo)_(campaign|cpn|kwd|keyword|source|medium|content|cid|group|placement)|"
    r"cmpid?|cmp|ocid|ftag|ito|"
    r"ref(errer|src|_src|_url)?|rss|xtor|wt_(mc|zmc)(_\w+)?|wtmc|guccounter|guce_\w+|smid|smtyp|partner|"
    r"traffic_source|taid|spm|__twitter_impression|amp_js_v|usqp|icid|ncid|sr_share|tblci|obref|"
    r"(php)?sessi(on)?(_?id|d)?|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken)$",
    re.IGNORECASE,
)
_PERHAPS_SESSION = re.compile(r"^(sid|s|zenid|oscsid|sessid)$", re.IGNORECASE)
_TOKEN = re.compile(r"(?=.*\d)[0-9a-z]{16,}", re.IGNORECASE)  # sid=2809183 is a story, sid=9f8e… a session
_AMP_QUERY = re.compile(
    r"^(amp(=(1|true|yes)?)?|outputtype=amp|output=amp|service=amp|view=amp)$", re.IGNORECASE
)
_CAMPAIGN = re.compile(r"^(utm_\w+|at_(medium|campaign)|fbclid|gclid|wt_mc|xtor)$", re.IGNORECASE)
_AMP_PATH = re.compile(r"(?:/amp/?$|[.-]amp(?=(?:\.html?)?$)|^/amp(?=/.))", re.IGNORECASE)
_AMP_CACHE = re.compile(
    r"^https?://(?:[\w-]+\.cdn\.ampproject\.org/[a-z]/|(?:www\.)?google\.[a-z.]{2,6}/amp/|"
    r"[\w.-]+\.bing-amp\.com/[a-z]/)(?P<tls>s/)?(?P<rest>[^/].*)$",
    re.IGNORECASE,
)
_MOBILE_HOST = re.compile(
    r"^(?:www\d?|m|mobile|amp|touch|wap)\.(?=[^.]+\.)|(?<=[^.]\.)m\.(?=[^.]+\.)", re.IGNORECASE
)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*|/\([SFAX]\([^)]*\)\)", re.IGNORECASE)
_DEFAULT_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php\d?|aspx?|jsp)$", re.IGNORECASE)
_DAY_IN_PATH = re.compile(r"/((?:19|20)\d\d)([/-]?)(\d\d)\2(\d\d)(?=[/_.-]|$)")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "/:@!$&'()*+,;=~-._%"  # RFC 3986 section 3.3: pchar, and what is escaped already
_QUERY_SAFE = _PATH_SAFE + "?"
_WORTH_REMEMBERING = 1_000  # characters: whoever sends longer ones may fill no memory
_MOST_ROUNDS = 20
"""Of taking off what hides an address: /a/amp/amp, a cache's address of a cache's."""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(_rules(), accept_encoded_idn=False)


def _rules() -> Iterator[str]:
    """The rules, those with other letters also in IDNA form; they are small and composed already.

    The library encodes all 10,000 the long way, which takes four times as long.
    """
    with open(PSLFILE, encoding="utf-8") as lines:  # noqa: PTH123 - a file of the library, opened as it does
        for line in lines:
            yield line
            if not line.isascii() and not line.startswith("//"):
                rule = line.split(" ")[0].strip().lower()
                labels = (
                    label if label.isascii() else _punycode(label) for label in rule.lstrip("!").split(".")
                )
                yield "!" * (rule[0] == "!") + ".".join(labels)


def _punycode(label: str) -> str:
    return "xn--" + label.encode("punycode").decode("ascii")


def host_of(url: str) -> str:
    """The host of an address in lower case and IDNA form; empty where there is none.

    >>> host_of("https://WWW.Example.ORG:443/a"), host_of("https://Straße.example/")
    ('www.example.org', 'xn--strae-oqa.example')
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    return host if host.isascii() else _in_ascii(host)


def _in_ascii(host: str) -> str:
    """IDNA 2008 as browsers map it (UTS 46); what it forbids as the older IDNA reads it, or as it is."""
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        pass
    try:
        return host.encode("idna").decode("ascii")
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

    The scheme is kept; `www.` and mobile hosts are kept as well: `article_identity` folds them. Escapes are
    normalised by RFC 3986 section 6.2.2: only those of unreserved characters are undone. A fragment that
    starts with `!` names a page that a script shows, and stays. Never raises; twice gives the same as once.

    >>> canonical_url("HTTPS://Example.org:443/a/../b%7e%2fc?utm_source=x&id=2#top")
    'https://example.org/b~%2Fc?id=2'
    >>> canonical_url("https://www-example-org.cdn.ampproject.org/c/s/www.example.org/b/amp")
    'https://www.example.org/b'
    """
    return _remembered(url) if len(url) <= _WORTH_REMEMBERING else _canonical(url)


def _canonical(url: str) -> str:
    current = url.strip()
    for _ in range(_MOST_ROUNDS):
        barer = _barer(current)
        if barer == current:
            break
        current = barer
    return current


_remembered = lru_cache(maxsize=4_096)(_canonical)
"""An entry's address is asked for three times while its feed is read."""


def _barer(url: str) -> str:
    """One round of what `canonical_url` does."""
    cached = _AMP_CACHE.match(url)
    if cached:
        return f"http{'s' if cached['tls'] else ''}://{cached['rest']}"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    scheme, host = parts.scheme.lower(), host_of(url)
    if scheme not in {"http", "https"} or not host:
        return url
    host = f"[{host}]" if ":" in host else host
    if port and (scheme, port) not in {("http", 80), ("https", 443)}:
        host = f"{host}:{port}"
    path = _AMP_PATH.sub("", _without_dots(_PATH_SESSION.sub("", _escaped(parts.path, _PATH_SAFE)))) or "/"
    fragment = _escaped(parts.fragment, _QUERY_SAFE) if parts.fragment.startswith("!") else ""
    return urlunsplit((scheme, host, path, _telling(parts.query), fragment)).strip()


def _escaped(text: str, safe: str) -> str:
    """Escapes in capitals, those of unreserved characters undone, what may not stand bare escaped."""
    plain = _ESCAPE.sub(_unescaped, text)
    return quote(re.sub(r"%(?![0-9A-F]{2})", "%25", plain), safe=safe, errors="replace")


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _telling(query: str) -> str:
    """The parameters that may change the page, in their order and as they are written."""
    pairs = [_escaped(pair, _QUERY_SAFE) for pair in query.split("&")]
    return "&".join(pair for pair in pairs if pair and not _is_idle(pair))


def _is_idle(pair: str) -> bool:
    name, _, value = pair.partition("=")
    if _TRACKING.match(name) or _AMP_QUERY.match(pair):
        return True
    return _PERHAPS_SESSION.match(name) is not None and _TOKEN.fullmatch(value) is not None


def is_tagged(url: str) -> bool:
    """Whether an address has parameters that say where the reader comes from, not which page it is.

    >>> is_tagged("https://example.org/a?utm_source=rss"), is_tagged("https://example.org/?p=1")
    (True, False)
    """
    return _parameters(canonical_url(url)) < _parameters(url.partition("#")[0])


def _parameters(url: str) -> int:
    query = url.partition("?")[2]
    return query.count("&") + 1 if query else 0


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
    >>> article_identity("https://example.org/a/index.html") == article_identity("https://example.org/a")
    True
    """
    canonical = canonical_url(url)
    try:
        parts = urlsplit(canonical)
    except ValueError:
        return identity("article", canonical)
    host = _MOBILE_HOST.sub("", parts.netloc)
    path = _DEFAULT_PAGE.sub("/", parts.path).rstrip("/") or "/"
    return identity("article", host, path, "?".join(filter(None, (parts.query, parts.fragment))))


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
