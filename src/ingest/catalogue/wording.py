"""The sentences of an advice: what is good, what to know, what goes wrong and what to do. Pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ingest.catalogue.advice import FeedAdvice, Look, Remark, Severity, facts_of, retry_after
from ingest.catalogue.reading import FeedReading
from ingest.records import FetchOutcome

_A_NIGHT = 26.0  # hours: what is listed for so long, a nightly run meets
_A_WISH = 60  # seconds between polls: less is no wish
_STALE = timedelta(days=30)
_SLOW = 5.0  # seconds
_WORTH_SQUEEZING = 20_000  # bytes
_LARGE = 1_000_000
_FEW = 5  # entries: too few to say that a list is short
_KINDS = {"rss": "RSS", "atom": "Atom", "rdf": "RSS 1.0", "json": "JSON Feed", "sitemap": "sitemap of news"}
_NO_LANGUAGE = {"", "und", "xx"}
_DISCOVER = "`ingest feeds discover SITE` looks for the feed that the site announces now"
_UNDATED = "dates must come from the pages, and how often it publishes shows only after some days of polls"
_OFTEN = "poll at least every {often} or entries are lost; a nightly run is not enough"
_BROKEN = "Its server or a proxy on the way is broken, and polls fail while it is"

_UNREACHED = {
    FetchOutcome.GONE: f"the server says that this feed is gone for good (410): remove it. {_DISCOVER}",
    FetchOutcome.MISSING: f"nothing is at this address (404). {_DISCOVER}",
    FetchOutcome.THROTTLED: "the server has too many requests (429)",
    FetchOutcome.SERVER_ERROR: "the server is in trouble ({status}): try again later; after days it is dead",
    FetchOutcome.ODD_STATUS: "the answer makes no sense ({detail}): tell the publisher",
    FetchOutcome.UNREACHABLE: "no answer ({detail}): is the name of the host right, is its server running?",
    FetchOutcome.TIMED_OUT: "the answer does not end in time ({detail}); INGEST_REQUEST_SECONDS allows more",
    FetchOutcome.TOO_LARGE: "the document is too large ({detail}); INGEST_FEED_BYTES allows more",
    FetchOutcome.TRUNCATED: f"the document ends too early ({{detail}}). {_BROKEN}",
    FetchOutcome.UNDECODABLE: f"the body cannot be unpacked ({{detail}}). {_BROKEN}",
    FetchOutcome.FORBIDDEN_ADDRESS: "not public ({detail}); INGEST_ALLOWED_HOSTS allows a host by name",
    FetchOutcome.TOO_MANY_REDIRECTS: "redirects without end ({detail}), as to who keeps no cookies",
    FetchOutcome.DISALLOWED: "robots.txt forbids it",
    FetchOutcome.UNCHANGED: "the server says that nothing has changed, to somebody who has seen nothing yet",
}
_REFUSED = {
    401: "the server wants a password (401): a feed behind a login cannot be polled",
    402: "the server wants money (402): a paid feed cannot be polled",
    403: "the server refuses us (403): a firewall may not know this client. INGEST_CONTACT tells publishers "
    "whom to turn to; ask them to let its User-Agent through",
    451: "the server may not show it here (451): for legal reasons, perhaps only in this country",
}
_NO_FEED = {
    "html": f"a page came instead of a feed: consent wall, check for robots, or it has moved. {_DISCOVER}",
    "empty": "the document is empty: the publisher's system fails; look again tomorrow",
    "json": "JSON, but no JSON Feed (jsonfeed.org)",
    "no-feed": f"XML or text, but no feed: perhaps an API. {_DISCOVER}",
    "sitemap": f"a sitemap that lists pages and says nothing of news. {_DISCOVER}",
    "sitemap-index": "a list of sitemaps: add the sitemap of news that it names, if it names one",
    "entities": "the document defines entities, as attacks do and feeds don't: it is refused at every poll",
    "time": "reading the document takes too long: broken or hostile, it is refused at every poll",
    "memory": "reading the document takes too much memory: it is refused at every poll",
    "crash": "reading the document ends the process that reads it: it is refused at every poll",
}


def advise(look: Look, now: datetime) -> FeedAdvice:
    """Figures and sentences: problems first, then what to know, then what is good."""
    facts = facts_of(look)
    weights = tuple(Severity)[::-1]
    remarks = sorted(_remarks(facts, look, now), key=lambda remark: weights.index(remark.severity))
    return facts.model_copy(update={"remarks": tuple(remarks)})


def _remarks(facts: FeedAdvice, look: Look, now: datetime) -> Iterator[Remark]:
    if facts.kind is None:
        yield _problem("reach", _unread(look))
        yield from _address(facts, look)
        return
    yield from _document(facts, look)
    yield from _address(facts, look)
    if facts.entries:
        yield from _dates(facts, look)
        yield from _age(facts, now)
        yield from _pace(facts)
        yield from _text(facts, look)
        yield from _identity(look.reading)
    yield from _savings(facts)
    yield from _wishes(facts, look.reading)
    yield from _robots(facts)


def _unread(look: Look) -> str:
    capture, refusal = look.capture, look.reading.refusal
    if capture.outcome is FetchOutcome.FETCHED:
        return _NO_FEED.get(refusal, f"the document cannot be read: {look.reading.detail}")
    if capture.outcome is FetchOutcome.REFUSED:
        return _REFUSED.get(capture.status or 0, f"the server refuses the request ({capture.status})")
    text = _UNREACHED[capture.outcome].format(status=capture.status, detail=capture.detail)
    wait = retry_after(capture)
    if wait:
        return f"{text}. It asks to be left alone for {_span(timedelta(seconds=wait))}, which polls will do"
    if capture.outcome is FetchOutcome.THROTTLED:
        return f"{text} and does not say for how long: wait some hours before you add it"
    return text


def _document(facts: FeedAdvice, look: Look) -> Iterator[Remark]:
    name = _KINDS[facts.kind or ""]
    if not facts.entries:
        yield _note("document", f"a sound {name} document without entries: nothing to read yet")
        return
    title = f" “{facts.title}”" if facts.title else ""
    entries = _count(facts.entries, "entry", "entries")
    size = _size(facts.payload_bytes)
    yield _good("document", f"{name}{title} with {entries}, {size}, answered in {facts.seconds:.1f} s")
    for warning in look.reading.warnings:
        yield _note("document", f"damaged, but read: {warning}. Tell the publisher")
    if (facts.language or "").lower() in _NO_LANGUAGE:
        yield _note("document", "does not say its language: it is found out from each text")
    if facts.seconds > _SLOW:
        yield _note("document", f"slow: {facts.seconds:.1f} s for one answer")
    if facts.payload_bytes > _LARGE:
        yield _note("document", f"large: {size} whenever anything changes")


def _address(facts: FeedAdvice, look: Look) -> Iterator[Remark]:
    if facts.moved_to:
        yield _note("address", f"moved for good: subscribe to {facts.moved_to} instead")
    elif facts.redirects:
        ways = _count(facts.redirects, "redirect")
        to = look.capture.final_url
        yield _note("address", f"{ways} to {to}, not for good: this stays the address to subscribe to")
    if facts.kind and look.capture.final_url.startswith("http:"):
        yield _note("address", "sent without encryption: anybody on the way may change it; try https://")


def _dates(facts: FeedAdvice, look: Look) -> Iterator[Remark]:
    undated = facts.entries - facts.dated
    if undated == facts.entries:
        yield _note("dates", f"no entry is dated: {_UNDATED}")
    elif undated:
        yield _note("dates", f"{undated} of {facts.entries} entries are not dated: their pages must say when")
    else:
        yield _good("dates", "every entry is dated")
    if look.reading.in_future:
        ahead = _count(look.reading.in_future, "entry", "entries")
        yield _note("dates", f"{ahead} dated in the future: a wrong clock or zone, or an event announced")


def _age(facts: FeedAdvice, now: datetime) -> Iterator[Remark]:
    if facts.newest is None:
        return
    age = _span(max(now - facts.newest, timedelta()))
    if now - facts.newest > _STALE:
        yield _note("dates", f"nothing new for {age}: it may have been given up. {_DISCOVER}")
    else:
        yield _good("dates", f"the newest entry is {age} old")


def _pace(facts: FeedAdvice) -> Iterator[Remark]:
    if facts.window_hours is None or facts.entries_a_day is None or facts.poll_within_hours is None:
        return
    covered = _span(timedelta(hours=facts.window_hours))
    rate = f"about {facts.entries_a_day:.{0 if facts.entries_a_day >= 2 else 1}f} entries a day"
    if facts.window_hours >= _A_NIGHT or facts.entries < _FEW:
        yield _good("pace", f"{rate}; it lists the last {covered}, so a nightly run loses nothing")
        return
    often = _span(timedelta(hours=facts.poll_within_hours))
    yield _note("pace", f"{rate}, of which it lists the last {covered} only: {_OFTEN.format(often=often)}")


def _text(facts: FeedAdvice, look: Look) -> Iterator[Remark]:
    if facts.full_text == facts.entries:
        yield _good("text", f"the whole text is in the feed ({facts.words} words an entry)")
    elif facts.full_text:
        some = f"{facts.full_text} of {facts.entries} entries"
        yield _note("text", f"{some} bring their whole text; that of the others comes from their pages")
    else:
        yield _note("text", f"teasers only ({facts.words} words an entry): texts must be fetched from pages")
    unlinked = look.reading.without_link
    if unlinked == facts.entries and not facts.full_text:
        yield _problem("text", "no entry leads anywhere: there are no pages to fetch, so no articles")
    elif unlinked:
        yield _note("text", f"{_count(unlinked, 'entry', 'entries')} without a link")


def _identity(reading: FeedReading) -> Iterator[Remark]:
    if reading.repeated_guids:
        same = _count(reading.repeated_guids, "entry", "entries")
        yield _note("identity", f"{same} with the guid of another: told apart by address")
    if reading.tracked_guids:
        tracked = _count(reading.tracked_guids, "guid")
        yield _note("identity", f"{tracked} with marks of a campaign, which may change from poll to poll")
    if reading.without_guid:
        bare = f"{reading.without_guid} of {reading.entries} entries have no guid"
        yield _note("identity", f"{bare}: known by their address, so one that moves counts as new")
    if not (reading.repeated_guids or reading.tracked_guids or reading.without_guid):
        yield _good("identity", "every entry has a guid of its own")
    if reading.tracked_links:
        yield _note(
            "identity", f"{_count(reading.tracked_links, 'link')} with marks of a campaign: taken off"
        )
    if reading.foreign:
        yield _note("identity", f"entries lead to other sites: {', '.join(reading.foreign)}")


def _savings(facts: FeedAdvice) -> Iterator[Remark]:
    size = _size(facts.payload_bytes)
    names = facts.validators.replace("etag", "ETag").replace("last-modified", "Last-Modified")
    if facts.conditional == "honoured":
        yield _good("savings", f"polls without news cost next to nothing: {names} answered with 304")
    elif facts.conditional == "ignored":
        yield _note(
            "savings", f"has {names}, yet sends everything again to whoever returns it: {size} a poll"
        )
    elif facts.conditional == "not offered":
        yield _note("savings", f"neither ETag nor Last-Modified: every poll transfers {size}")
    else:
        yield _good("savings", f"has {names}, so polls without news should cost next to nothing")
    if not facts.compressed and facts.payload_bytes > _WORTH_SQUEEZING:
        yield _note("savings", "sent without gzip, which would save about three quarters of it")


def _wishes(facts: FeedAdvice, reading: FeedReading) -> Iterator[Remark]:
    wish = facts.asked_interval or 0
    if wish >= _A_WISH:
        yield _good("wishes", f"asks for {_span(timedelta(seconds=wish))} between polls, which is kept")
    if facts.window_hours and facts.entries >= _FEW and wish > facts.window_hours * 3600:
        yield _problem("wishes", "asks for a longer pause than its list covers: entries will be lost")
    if reading.skip_hours or reading.skip_days:
        yield _good("wishes", "names hours or days in which nobody should ask, which is kept")
    if facts.hub_url:
        yield _good("wishes", f"tells changes at once through a hub (WebSub): {facts.hub_url}")


def _robots(facts: FeedAdvice) -> Iterator[Remark]:
    if facts.pages_tried is None or facts.pages_allowed is None:
        return
    closed = facts.pages_tried - facts.pages_allowed
    if not closed:
        yield _good("robots", "robots.txt allows its pages")
    elif facts.pages_allowed or facts.full_text == facts.entries:
        share = f"{closed} of {facts.pages_tried} pages"
        yield _note("robots", f"robots.txt forbids {share}: of those only what the feed says is to be had")
    else:
        yield _problem("robots", "robots.txt forbids its pages: only what the feed says is to be had")


def _good(topic: str, text: str) -> Remark:
    return Remark(severity=Severity.GOOD, topic=topic, text=text)


def _note(topic: str, text: str) -> Remark:
    return Remark(severity=Severity.NOTE, topic=topic, text=text)


def _problem(topic: str, text: str) -> Remark:
    return Remark(severity=Severity.PROBLEM, topic=topic, text=text)


def _span(span: timedelta) -> str:
    """A span in the unit that people use for it.

    >>> _span(timedelta(minutes=90)), _span(timedelta(days=3, hours=5)), _span(timedelta(seconds=61))
    ('90 minutes', '3 days', '1 minute')
    """
    for unit, seconds, least in (("day", 86_400, 2), ("hour", 3_600, 2), ("minute", 60, 1)):
        if (count := span.total_seconds() / seconds) >= least:
            return _count(int(count), unit)
    return _count(max(0, int(span.total_seconds())), "second")


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"
