"""Agency wire formats: four ways to send an item, one record."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import NotAWireItem
from ingest.parsing.wire import is_wire, parse_wire, split_wire
from ingest.records import PublicationStatus, WireItem

_TEXT = ("LISBON (Wire) - The harbour reopened on Monday.", "Ships had waited for two weeks.")
_HEAD = "Harbour reopens after storm"

_NEWS_ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"
 guid="urn:newsml:wire.example:20240220:77"
 version="3" standard="NewsML-G2" standardversion="2.34" xml:lang="en-GB">
<rightsInfo><copyrightNotice>(c) 2024 Wire Agency</copyrightNotice>
<usageTerms>No archive use</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:WIRE"><name>Wire Agency</name></provider>
<versionCreated>2024-02-20T12:00:00+01:00</versionCreated><firstCreated>2024-02-20T10:00:00+01:00</firstCreated>
<embargoed>2024-02-20T13:00:00+01:00</embargoed><pubStatus qcode="stat:usable"/>
<edNote>Corrects the day in paragraph 1</edNote><signal qcode="sig:correction"/>
<link rel="irel:previousVersion" residref="urn:newsml:wire.example:20240220:77" version="2"/></itemMeta>
<contentMeta><urgency>3</urgency><located type="cpnat:geoArea"><name>Lisbon</name></located>
<infoSource qcode="is:lusa"><name>Other Source</name></infoSource><language tag="en"/>
<subject type="cpnat:abstract" qcode="medtop:04000000"><name>economy</name></subject>
<subject type="cpnat:geoArea" qcode="geo:1"><name>Portugal</name></subject>
<keyword>harbour</keyword><slugline>PORTUGAL-HARBOUR</slugline>
<headline role="hld:sub">Storm had closed it</headline><headline>Harbour reopens after storm</headline>
<by>Jane Roe</by><dateline>LISBON, Feb 20</dateline><creditline>Wire/JR</creditline>
<description role="drol:summary">Ships can enter again.</description></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
_PARAGRAPHS = "".join(f"<p>{line}</p>" for line in _TEXT)
_XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>'
    f"<title>x</title></head><body>{_PARAGRAPHS}</body></html></inlineXML>"
)
_G2 = _NEWS_ITEM.format(content=_XHTML)
_NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf><head><title>t</title><tobject><tobject.subject tobject.subject.matter="Economy"/></tobject>
<docdata management-status="usable" management-doc-idref="w.76" management-idref-status="canceled">
<doc-id id-string="w.77" regsrc="WIRE"/><evloc city="Lisbon"/><urgency ed-urg="3"/>
<date.issue norm="20240220T100000+0100"/><date.release norm="20240220T130000+0100"/>
<ed-msg msg-type="Correction" info="Corrects the day"/><du-key key="PORTUGAL-HARBOUR" version="3"/>
<doc.copyright year="2024" holder="Wire Agency"/>
<key-list><keyword key="harbour"/></key-list></docdata></head>
<body xml:lang="en"><body.head><hedline><hl1>{_HEAD}</hl1><hl2>Storm had closed it</hl2></hedline>
<byline>Jane Roe</byline><distributor>Wire Agency</distributor>
<dateline><location>LISBON</location>, Feb 20</dateline>
<abstract><p>Ships can enter again.</p></abstract></body.head>
<body.content><media media-type="image">
<media-reference mime-type="image/jpeg" source="https://wire.example/l.jpg" width="900"/>
<media-reference mime-type="image/jpeg" source="https://wire.example/s.jpg" width="90"/>
<media-caption>The quay</media-caption>
<media-producer>Ann Lee</media-producer></media><block>{_PARAGRAPHS}</block></body.content></body></nitf>"""
_NINJS = {
    "uri": "urn:newsml:wire.example:20240220:77", "version": "3",
    "standard": {"name": "ninjs", "version": "3.0"},
    "type": "text", "pubStatus": "usable", "urgency": 3, "language": "en", "slugline": "PORTUGAL-HARBOUR",
    "firstCreated": "2024-02-20T10:00:00+01:00", "versionCreated": "2024-02-20T12:00:00+01:00",
    "embargoed": "2024-02-20T13:00:00+01:00", "usageTerms": "No archive use", "edNote": "Corrects the day",
    "copyrightNotice": "(c) 2024 Wire Agency", "by": "Jane Roe", "located": "Lisbon", "keywords": ["harbour"],
    "infoSources": [{"name": "Wire Agency", "role": "provider"}], "subjects": [{"name": "economy"}],
    "headlines": [{"role": "sub", "value": "Storm had closed it"}, {"role": "main", "value": _HEAD}],
    "descriptions": [{"role": "summary", "value": "Ships can enter again."}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": " ".join(_TEXT)},
        {"role": "richtext", "contentType": "application/xhtml+xml", "value": _PARAGRAPHS},
    ],
    "associations": [
        {"name": "photo", "type": "picture", "uri": "urn:p", "by": "Ann Lee",
         "descriptions": [{"role": "caption", "value": "The quay"}],
         "renditions": [{"name": "thumb", "href": "https://wire.example/s.jpg", "width": 90},
                        {"name": "main", "href": "https://wire.example/l.jpg", "width": 900,
                         "contentType": "image/jpeg"}]},
        {"name": "earlier", "rel": "seeAlso", "type": "text", "uri": "urn:older"},
    ],
}  # fmt: skip
_TELEX = (
    b"\x00\x00\x01wre0077 3 wi 12  wire 0077\r\nPortugal/Harbour/\r\n\x02(Correction: the day)\r\n"
    + _HEAD.encode()
    + b"\r\nBy Jane Roe, Wire =\r\n\r\nLISBON (Wire) - The harbour reopened on\r\nMonday.\r\n\r\n"
    b"Ships had waited for two weeks.\r\n\r\n# Notizblock\r\n- desk: +351 1\r\n\x03201100 Feb 24\x04"
)


def _only(payload: bytes | str | dict[str, object]) -> WireItem:
    if isinstance(payload, dict):
        payload = json.dumps(payload)
    document = payload.encode() if isinstance(payload, str) else payload
    assert is_wire(document)
    (item,) = parse_wire(document)
    return item


@pytest.mark.parametrize(
    ("payload", "standard"), [(_G2, "newsml-g2"), (_NITF, "nitf"), (_NINJS, "ninjs"), (_TELEX, "iptc-7901")]
)
def test_every_format_gives_the_same_story(payload: str | bytes | dict[str, object], standard: str) -> None:
    item = _only(payload)
    assert (item.standard, item.status, item.signals) == (
        standard,
        PublicationStatus.USABLE,
        ("correction",),
    )
    assert (item.headline, item.paragraphs, item.urgency) == (_HEAD, _TEXT, 3)
    assert "Jane Roe" in (item.byline or "")
    assert (item.provider or "").lower().startswith("wire")
    assert item.editor_note
    assert item.keywords[-1].lower() == "harbour"


@pytest.mark.parametrize("payload", [_G2, _NITF, _NINJS])
def test_modern_formats_say_when_what_and_on_which_terms(payload: str | dict[str, object]) -> None:
    item = _only(payload)
    assert item.first_created is not None
    assert item.first_created.at == datetime(2024, 2, 20, 9, tzinfo=UTC)
    assert item.embargoed is not None
    assert item.embargoed.at == datetime(2024, 2, 20, 12, tzinfo=UTC)
    assert (item.version, item.slug, item.summary) == ("3", "PORTUGAL-HARBOUR", "Ships can enter again.")
    assert item.alternative_headlines == ("Storm had closed it",)
    assert item.places[0] == "Lisbon"
    assert [subject.lower() for subject in item.subjects] == ["economy"]
    assert "2024" in (item.rights or "")
    assert (item.language or "").startswith("en")
    assert item.links[0].guid


def test_an_older_version_is_named() -> None:
    (link,) = _only(_G2).links
    assert (link.relation, link.version) == ("previous-version", "2")
    assert [(link.relation, link.guid) for link in _only(_NITF).links] == [("canceled", "w.76")]
    assert [(link.relation, link.guid) for link in _only(_NINJS).links] == [("seealso", "urn:older")]


@pytest.mark.parametrize("payload", [_NITF, _NINJS])
def test_pictures_keep_their_captions_and_the_text_has_none(payload: str | dict[str, object]) -> None:
    item = _only(payload)
    (picture,) = item.media
    assert (picture.url, picture.thumbnail_url) == (
        "https://wire.example/l.jpg",
        "https://wire.example/s.jpg",
    )
    assert (picture.caption, picture.credit, picture.width) == ("The quay", "Ann Lee", 900)
    assert "The quay" not in item.paragraphs


@pytest.mark.parametrize("version", ["1.5", "2.1", "3.0"])
def test_ninjs_of_every_major_version_is_read(version: str) -> None:
    renamed: dict[str, dict[str, object]] = {
        "1.5": {"uri": "urn:1", "versioncreated": "2024-02-20T11:00:00Z", "pubstatus": "usable",
                "headline": _HEAD,
                "byline": "Jane Roe", "body_html": _PARAGRAPHS, "person": [{"name": "X"}],
                "associations": {"p": {"type": "picture", "renditions": {"a": {"href": "https://w.example/a.jpg"}}}}},
        "2.1": {"uri": "urn:1", "versioncreated": "2024-02-20T11:00:00Z", "by": "Jane Roe",
                "headlines": [{"value": _HEAD}],
                "bodies": [{"contenttype": "text/html", "value": _PARAGRAPHS}],
                "associations": [{"type": "picture", "renditions": [{"href": "https://w.example/a.jpg"}]}]},
        "3.0": {"uri": "urn:1", "versionCreated": "2024-02-20T11:00:00Z", "by": "Jane Roe",
                "headlines": [{"value": _HEAD}],
                "bodies": [{"contentType": "text/html", "value": _PARAGRAPHS}],
                "associations": [{"type": "picture", "renditions": [{"href": "https://w.example/a.jpg"}]}]},
    }  # fmt: skip
    item = _only(renamed[version])
    assert (item.headline, item.byline, item.paragraphs) == (_HEAD, "Jane Roe", _TEXT)
    assert item.version_created is not None
    assert [picture.url for picture in item.media] == ["https://w.example/a.jpg"]


def test_nitf_and_plain_text_within_newsml_g2_are_read() -> None:
    inner = _NITF[_NITF.index("<nitf>") :].replace(
        "<nitf>", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">'
    )
    nitf = f'<inlineXML contenttype="application/nitf+xml">{inner}</inlineXML>'
    plain = f'<inlineData contenttype="text/plain">{_TEXT[0]}\n\n{_TEXT[1]}</inlineData>'
    assert _only(_NEWS_ITEM.format(content=nitf)).paragraphs == _TEXT
    assert _only(_NEWS_ITEM.format(content=plain)).paragraphs == _TEXT


def test_a_message_holds_several_items_and_each_can_stand_alone() -> None:
    second = _G2.replace(":77", ":78").replace(_HEAD, "Another story")
    message = (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-02-20T12:00:00Z</sent></header>'
        f'<itemSet>{_G2}<packageItem guid="urn:p"/>{second}</itemSet></newsMessage>'
    ).encode()
    items = parse_wire(message)
    assert [item.headline for item in items] == [_HEAD, "Another story"]
    assert tuple(parse_wire(one)[0] for one in split_wire(message)) == items
    listed = json.dumps([_NINJS, {**_NINJS, "uri": "urn:78"}]).encode()
    assert tuple(parse_wire(one)[0] for one in split_wire(listed)) == parse_wire(listed)


def test_what_an_agency_kills_is_canceled() -> None:
    killed = _G2.replace("sig:correction", "sig:kill")
    canceled = _NITF.replace('management-status="usable"', 'management-status="canceled"')
    telex = _TELEX.replace(b"(Correction: the day)", b"(KILL - do not use)")
    for payload in (killed, canceled, {**_NINJS, "pubStatus": "canceled"}, telex):
        assert _only(payload).status is PublicationStatus.CANCELED
    assert _only({**_NINJS, "pubStatus": "withheld"}).status is PublicationStatus.WITHHELD


def test_a_telex_has_local_time_and_no_zone() -> None:
    sent = _only(_TELEX).version_created
    assert sent is not None
    assert (sent.at, sent.day, sent.raw) == (None, date(2024, 2, 20), "2024-02-20T11:00")


def test_paragraphs_of_a_telex_may_be_indented_instead() -> None:
    telex = b"\x01abc001 4 pl 9\r\nkey\r\n\x02Head\r\n   One line\r\ngoes on.\r\n   Second.\x03010203 jan 24"
    item = _only(telex)
    assert (item.headline, item.paragraphs) == ("Head", ("One line goes on.", "Second."))


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", "empty"),
        (b"<rss/>", "no-wire"),
        (b'{"items": [], "version": "https://jsonfeed.org/version/1"}', "no-wire"),
        (b"[" * 100_000, "no-wire"),
        (b"<html><body>nitf</body></html>", "no-wire"),
        (b"\x01hello\x02text", "malformed"),
        (_G2[:-20].encode(), "malformed"),
        (b"<nitf>" + b"<a>" * 100_000, "malformed"),
        (b"<nitf>&nbsp;</nitf>", "malformed"),
        (b'<!DOCTYPE nitf [<!ENTITY a "b">]><nitf>&a;</nitf>', "no-wire"),
        (b'<!DOCTYPE nitf><nitf/><!DOCTYPE x [<!ENTITY a "b">]>', "entities"),
        (b"<newsMessage><itemSet><conceptItem/></itemSet></newsMessage>", "no-item"),
        (b"<nitf>" + b" " * 32_000_000, "too-large"),
    ],
)  # fmt: skip
def test_what_is_no_item_says_why(payload: bytes, reason: str) -> None:
    with pytest.raises(NotAWireItem) as caught:
        parse_wire(payload)
    assert caught.value.reason == reason


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x01", b"{", b"<nitf>", b"<newsItem>"]))
def test_any_bytes_are_items_or_none(payload: bytes, start: bytes) -> None:
    with suppress(NotAWireItem):
        assert parse_wire(start + payload)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(_NINJS)), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(_NINJS)), _VALUES))
def test_any_values_make_a_ninjs_item(values: dict[str, object]) -> None:
    document = json.dumps({**values, "uri": "urn:1", "pubstatus": "usable"}).encode()
    assert parse_wire(document)[0].standard == "ninjs"


@given(st.sampled_from([_G2.encode(), _NITF.encode(), _TELEX]), st.data())
def test_damaged_items_are_items_or_none(payload: bytes, draw: st.DataObject) -> None:
    start = draw.draw(st.integers(0, len(payload)))
    damaged = (
        payload[:start] + draw.draw(st.binary(max_size=8)) + payload[start + draw.draw(st.integers(0, 9)) :]
    )
    with suppress(NotAWireItem):
        assert parse_wire(damaged)
