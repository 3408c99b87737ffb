"""What is wrong with feeds at fault: how each fault of `houses/ailments.csv` changes a sound answer."""

import gzip
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache

from ingest.newsroom.answer import HTML, Answer, Manner, http_date, moved, notice
from ingest.newsroom.outlets import House
from ingest.newsroom.pages import plain_page

CURRENT_PATH = "/feeds/current.xml"
"""Where a feed that moved has gone."""

UNFAULTED = frozenset({"duplicate-guids", "closed-pages", "no-entries", "seldom", "silent"})
"""What is odd about these is what the house publishes, or who may read it: the answer is sound."""

Fault = Callable[[Answer], Answer]

_DRIP_BYTES = 6_000  # at the server's pace two minutes: longer than any client should wait
_RETRY_AFTER = ("Retry-After", "120")
_BOMB_BYTES = 40_000_000  # inflated; 40 kB on the wire
_ANNOUNCED = 2_000_000_000
_DEPTH = 5_000
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_XML_BOMB = (
    f'<!DOCTYPE rss [<!ENTITY l0 "ha">{_LAUGHS}]>'
    '<rss version="2.0"><channel><title>&l9;</title></channel></rss>'
)
_PRIVATE = "http://10.0.0.1/feed.xml"


def faulty(house: House, path: str, sound: Answer, now: datetime) -> Answer:
    """What a house at fault answers on any path but its articles; `sound` is the feed as it should be."""
    fault = house.fault or ""
    here = f"http://{house.domain}"
    steps: Mapping[tuple[str, str], Answer] = {  # redirects and where they lead
        ("loop", "/feed.xml"): moved(302, f"{here}/round"),
        ("loop", "/round"): moved(302, house.feed_url),
        ("moved", "/feed.xml"): moved(301, here + CURRENT_PATH),
        ("moved", CURRENT_PATH): sound,
        ("moved-for-now", "/feed.xml"): moved(302, here + CURRENT_PATH),
        ("moved-for-now", CURRENT_PATH): sound,
        ("login", "/feed.xml"): moved(302, f"{here}/login"),
        ("login", "/login"): Answer(status=200, body=plain_page("Sign in", "For subscribers only").encode()),
        ("private", "/feed.xml"): moved(302, _PRIVATE),
    }
    if (fault, path) in steps:
        return steps[fault, path]
    if here + path != house.feed_url:
        return notice(404, "No such page")
    if fault == "throttled-until":
        return notice(429, "Too many readers", ("Retry-After", http_date(now + timedelta(hours=2))))
    return sound if fault in UNFAULTED else FAULTS[fault](sound)


def _said(status: int, text: str, *headers: tuple[str, str]) -> Fault:
    return lambda _sound: notice(status, text, *headers)


def _body(body: bytes, content_type: str | None = None) -> Fault:
    """Another body, under the name of a feed or of what it is."""
    return lambda sound: Answer(status=200, content_type=content_type or sound.content_type, body=body)


def _manner(manner: Manner) -> Fault:
    return lambda sound: sound.model_copy(update={"changed": None, "manner": manner})


def _encoded(encoding: str, body: Callable[[Answer], bytes]) -> Fault:
    """A body that goes out under a Content-Encoding as it is."""
    headers = (("Content-Encoding", encoding),)
    return lambda sound: Answer(
        status=200, content_type=sound.content_type, body=body(sound), headers=headers, may_compress=False
    )


def _text(change: Callable[[str], bytes]) -> Fault:
    """The document with other bytes."""
    return lambda sound: sound.model_copy(update={"body": change(sound.body.decode())})


def _half(sound: Answer) -> bytes:
    return sound.compressed[: len(sound.compressed) // 2]


@cache
def _packed_blanks() -> bytes:
    return gzip.compress(bytes(_BOMB_BYTES), 6, mtime=0)


def _dripping(sound: Answer) -> Answer:
    body = sound.body.ljust(_DRIP_BYTES)
    return Answer(status=200, content_type=sound.content_type, body=body, manner=Manner.DRIP)


def _announcing(announced: Callable[[Answer], int]) -> Fault:
    return lambda sound: Answer(
        status=200, content_type=sound.content_type, body=sound.body, may_compress=False,
        announced=announced(sound),
    )  # fmt: skip


def _malformed(text: str) -> bytes:
    """Bare ampersands, an HTML entity that XML does not know, and no end."""
    broken = text.replace("<description>", "<description>Fish & chips &nbsp; ")
    return broken.replace("</channel></rss>", "").encode()


def _unknown_charset(sound: Answer) -> Answer:
    body = sound.body.decode().replace('encoding="utf-8"', 'encoding="x-press-7"', 1).encode()
    content_type = "application/rss+xml; charset=x-press-7"
    return sound.model_copy(update={"content_type": content_type, "body": body})


def _utf_16(sound: Answer) -> Answer:
    text = sound.body.decode().replace('encoding="utf-8"', 'encoding="utf-16"', 1)
    content_type = "application/rss+xml; charset=utf-16"
    return sound.model_copy(update={"content_type": content_type, "body": text.encode("utf-16")})


FAULTS: Mapping[str, Fault] = {
    "gone": _said(410, "This feed has been closed"),
    "missing": _said(404, "No such feed"),
    "forbidden": _said(403, "Readers of this kind are not wanted"),
    "unauthorised": _said(401, "Subscribers only", ("WWW-Authenticate", "Basic")),
    "throttled": _said(429, "Too many readers", _RETRY_AFTER),
    "unavailable": _said(503, "The presses have stopped", _RETRY_AFTER),
    "broken": _said(500, "Something went wrong"),
    "nowhere": _said(302, "Moved, but where to?"),
    "no-content": lambda _sound: Answer(status=204),
    "not-modified": lambda _sound: Answer(status=304),
    "reset": _manner(Manner.RESET),
    "hang": _manner(Manner.HANG),
    "slow": lambda sound: sound.model_copy(update={"manner": Manner.SLOW}),
    "endless": _manner(Manner.ENDLESS),
    "drip": _dripping,
    "header-flood": _manner(Manner.HEADERS),
    "html": _body(plain_page("One moment", "Please enable scripts to go on.").encode(), HTML),
    "empty": _body(b""),
    "unreadable": _body(b'<?xml version="1.0"?><rss><<<>>&&& not a feed'),
    "other-xml": _body(b'<?xml version="1.0"?><error><code>7</code></error>'),
    "json-page": _body(b'{"error": "no such feed"}', "application/json"),
    "xml-bomb": _body(_XML_BOMB.encode()),
    "deep": _body(b'<rss version="2.0"><channel>' + b"<a>" * _DEPTH + b"</a>" * _DEPTH + b"</channel></rss>"),
    "truncated-gzip": _encoded("gzip", _half),
    "gzip-bomb": _encoded("gzip", lambda _sound: _packed_blanks()),
    "garbled-gzip": _encoded("gzip", lambda sound: sound.body),
    "brotli": _encoded("br", lambda sound: sound.body),
    "cut-short": _announcing(lambda sound: 2 * len(sound.body)),
    "too-much": _announcing(lambda _sound: _ANNOUNCED),
    "malformed": _text(_malformed),
    "unknown-charset": _unknown_charset,
    "wrong-charset": _text(lambda text: text.encode("cp1252", "xmlcharrefreplace")),
    "utf-16": _utf_16,
    "controls": _text(lambda text: text.replace("<description>", "<description>\x02\x0b ").encode()),
}
"""By name, the sound answer → the answer at fault; redirects and dates are in `faulty`."""
