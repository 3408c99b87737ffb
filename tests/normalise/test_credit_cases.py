# ruff: noqa: RUF001 - credits in the scripts that they are written in
"""Datelines, sign-offs and bylines as agencies and their customers write them; the packaged agencies."""

from datetime import date

import pytest
from tests.normalise.pages import SEEN, SENTENCES, page, paragraphs

from ingest.knowledge import packaged
from ingest.normalise import normalise
from ingest.records import Article

HEAD = "<meta property='article:published_time' content='2024-02-20T10:00:00Z'>"
DAY = date(2024, 2, 20)


def read(body: str, url: str = "https://www.unknown.example/world/harbour-plan") -> Article:
    return normalise(page(body, HEAD), url=url, content_type="text/html", seen_at=SEEN, knowledge=packaged())


def credited(found: Article, where: str) -> list[tuple[str, str]]:
    return [(credit.agency_id, credit.kind.value) for credit in found.credits if credit.where == where]


DATELINES = [
    ("BRUSSELS, Feb. 20 (Reuters) —", "BRUSSELS", DAY, ["reuters"]),
    ("Berlin (dpa) -", "Berlin", None, ["dpa"]),
    ("TOKYO, 20 Feb AAP", "TOKYO", DAY, ["aap"]),
    ("Strasbourg, 10 juil 2023 (AFP) –", "Strasbourg", date(2023, 7, 10), ["afp"]),
    ("Paris, le 20 février 2024 (AFP) -", "Paris", DAY, ["afp"]),
    ("Madrid, 20 feb (EFE).-", "Madrid", DAY, ["efe"]),
    ("Madrid, 20 feb. (EUROPA PRESS) -", "Madrid", DAY, ["europapress"]),
    ("(ANSA) - ROMA, 20 FEB -", "ROMA", DAY, ["ansa"]),
    ("(AGI) - Roma, 20 feb. -", "Roma", DAY, ["agi"]),
    ("Roma, 20 feb. (askanews) -", "Roma", DAY, ["askanews"]),
    ("Warszawa (PAP) -", "Warszawa", None, ["pap"]),
    ("KYIV. Feb 20 (Interfax-Ukraine) –", "KYIV", DAY, ["interfax-ua"]),
    ("МОСКВА, 20 февраля. /ТАСС/.", "МОСКВА", DAY, ["tass"]),
    ("МОСКВА, 20 фев - РИА Новости.", "МОСКВА", DAY, ["ria"]),
    ("SEOUL, Feb. 20 (Yonhap) --", "SEOUL", DAY, ["yonhap"]),
    ("ANKARA (AA) -", "ANKARA", None, ["aa"]),
    ("İSTANBUL (DHA) -", "İSTANBUL", None, ["dha"]),
    ("New Delhi, Feb 20 (PTI)", "New Delhi", DAY, ["ptinews"]),
    ("NEW DELHI: (IANS)", "NEW DELHI", None, ["ians"]),
    ("Mumbai (Maharashtra) [India], February 20 (ANI):", "Mumbai", DAY, ["ani"]),
    ("KUALA LUMPUR, Feb 20 (Bernama) --", "KUALA LUMPUR", DAY, ["bernama"]),
    ("Jakarta (ANTARA) -", "Jakarta", None, ["antara"]),
    ("CAIRO - 20 February 2024: (MENA)", "CAIRO", DAY, ["mena"]),
    ("DUBAI, 20th February, 2024 (WAM) --", "DUBAI", DAY, ["wam"]),
    ("BUENOS AIRES, Argentina (AP) —", "BUENOS AIRES, Argentina", None, ["ap"]),
    ("Lisboa, 20 fev 2024 (Lusa) -", "Lisboa", DAY, ["lusa"]),
    ("København /ritzau/", "København", None, ["ritzau"]),
    ("Bern (sda) -", "Bern", None, ["sda"]),
    ("Wien/Linz (APA/dpa) -", "Wien/Linz", None, ["apa", "dpa"]),
    ("Bratislava 20. februára (TASR) -", "Bratislava", DAY, ["tasr"]),
    ("Bukarest, 2024. február 20., kedd (MTI) -", "Bukarest", DAY, ["mti"]),
    ("ZAGREB, 20. veljače (Hina) -", "ZAGREB", DAY, ["hina"]),
    ("ΑΘΗΝΑ (ΑΠΕ-ΜΠΕ) -", "ΑΘΗΝΑ", None, ["ana-mpa"]),
    ("新华社北京2月20日电", "北京", DAY, ["xinhua"]),
    ("（中央社記者王小明台北20日電）", "台北", None, ["cna-tw"]),
    ("［東京 20日 ロイター］", "東京", None, ["reuters"]),
    ("【ロンドン共同】", "ロンドン", None, ["kyodo"]),
    ("(서울=연합뉴스) 홍길동 기자 =", "서울", None, ["yonhap"]),
    ("(Bloomberg) --", None, None, ["bloomberg"]),
]


@pytest.mark.parametrize(("line", "place", "day", "agencies"), DATELINES, ids=[case[0] for case in DATELINES])
def test_a_dateline_names_place_day_and_agencies(
    line: str, place: str | None, day: date | None, agencies: list[str]
) -> None:
    found = read(paragraphs(f"{line} {SENTENCES[0]}", *SENTENCES[1:]))
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.day, found.dateline.agency) == (place, day, agencies[0])
    assert credited(found, "dateline") == [(agency, "text") for agency in agencies]
    assert found.text.startswith(found.dateline.raw)
    assert all(found.text[one.start : one.end] == one.name for one in found.credits)


SIGNS = [
    ("(With inputs from ANI)", [("ani", "joint")]),
    ("Reuters contributed to this report.", [("reuters", "joint")]),
    ("Additional reporting by AFP", [("afp", "joint")]),
    ("With files from The Canadian Press", [("cp", "joint")]),
    ("This report by The Canadian Press was first published Feb. 20, 2024.", [("cp", "text")]),
    ("Published by arrangement with AFP", [("afp", "text")]),
    ("Con información de EFE y AFP", [("efe", "joint"), ("afp", "joint")]),
    ("Com informações da Agência Brasil", [("agenciabrasil", "joint")]),
    ("Com Lusa", [("lusa", "joint")]),
    ("Avec AFP", [("afp", "joint")]),
    ("Le Figaro avec AFP", [("afp", "joint")]),
    ("Le Figaro et AFP", [("afp", "joint")]),
    ("(mit Material der dpa)", [("dpa", "joint")]),
    ("Mit Informationen von dpa und AFP", [("dpa", "joint"), ("afp", "joint")]),
    ("Met dank aan ANP", [("anp", "joint")]),
    ("Quellen: dpa, AFP", [("dpa", "text"), ("afp", "text")]),
    ("Źródło: PAP", [("pap", "text")]),
    ("Zdroj: ČTK", [("ctk", "text")]),
    ("Kilde: Ritzau", [("ritzau", "text")]),
    ("Källa: TT", [("tt", "text")]),
    ("Источник: ТАСС", [("tass", "text")]),
    ("Джерело: Укрінформ", [("ukrinform", "text")]),
    ("(dpa, AFP)", [("dpa", "text"), ("afp", "text")]),
    ("(red, APA)", [("apa", "text")]),
    ("BSS/AFP", [("bss", "text"), ("afp", "text")]),
    ("dpa/tmn", [("dpa", "text")]),
    ("PTI AKJ SMN", [("ptinews", "text")]),
    ("— AFP", [("afp", "text")]),
    ("（新华社）", [("xinhua", "text")]),
    ("（共同）", [("kyodo", "text")]),
    ("(연합뉴스)", [("yonhap", "text")]),
    ("He heads a party, the Pakistan Tehreek-e-Insaf (PTI).", []),
    ("She works for the oldest of them, the Press Trust of India (PTI).", []),
    ("The mayor spoke with AFP on Monday.", []),
    ("Von der Brücke aus sah ein Reporter von Reuters, wie die Wellen über die alte Mauer schlugen.", []),
    ("Com a chuva, disse a Reuters, o porto de Norrvik ficou fechado durante a noite inteira.", []),
]


@pytest.mark.parametrize(("line", "agencies"), SIGNS, ids=[case[0] for case in SIGNS])
def test_a_last_line_credits_whom_it_names_and_says_who_wrote_a_part(
    line: str, agencies: list[tuple[str, str]]
) -> None:
    assert credited(read(paragraphs(*SENTENCES, line)), "tail") == agencies


BYLINES = [
    ("By Reuters Staff", [("reuters", "text")]),
    ("Ann Lee, Associated Press", [("ap", "text")]),
    ("By Ann Lee | Reuters", [("reuters", "text")]),
    ("dpa/AFP", [("dpa", "text"), ("afp", "text")]),
    ("Redacción / EFE", [("efe", "text")]),
    ("Redazione ANSA", [("ansa", "text")]),
    ("Le Monde avec AFP", [("afp", "joint")]),
    ("Le Figaro et AFP", [("afp", "joint")]),
    ("Staff Writer with AFP", [("afp", "joint")]),
    ("CTV News with The Canadian Press", [("cp", "joint")]),
    ("Ann Lee with AFP", [("afp", "joint")]),
    ("ANI and Reuters", [("ani", "text"), ("reuters", "text")]),
    ("TASR, SITA", [("tasr", "text"), ("sita", "text")]),
    ("Keystone-SDA", [("sda", "text")]),
    ("afp", []),
]


@pytest.mark.parametrize(("line", "agencies"), BYLINES, ids=[case[0] for case in BYLINES])
def test_a_byline_credits_whom_it_names(line: str, agencies: list[tuple[str, str]]) -> None:
    assert credited(read(f"<p class='byline'>{line}</p>{paragraphs(*SENTENCES)}"), "byline") == agencies


@pytest.mark.parametrize(
    ("line", "url", "agency"),
    [
        ("WIEN (APA) -", "https://www.unknown.example/a/b-c", "apa"),
        ("BAKU (APA) -", "https://www.unknown.example/a/b-c", "apa-az"),
        ("TEHRAN, Feb. 20 (MNA) –", "https://www.unknown.example/a/b-c", "mehr"),
        ("YANGON, Feb. 20 (MNA) –", "https://www.unknown.example/a/b-c", "mna-mm"),
        ("(APA) -", "https://www.derstandard.at/a/b-c", "apa"),
    ],
)
def test_a_name_that_agencies_share_is_read_by_the_place_of_the_dateline_or_the_outlet(
    line: str, url: str, agency: str
) -> None:
    found = read(paragraphs(f"{line} {SENTENCES[0]}", *SENTENCES[1:]), url)
    assert [credit.agency_id for credit in found.credits] == [agency]


def test_a_byline_that_is_an_agency_is_an_organisation_that_wrote() -> None:
    found = read(f"<p class='byline'>Reuters</p>{paragraphs(*SENTENCES)}")
    assert [(author.name, author.is_organisation) for author in found.authors] == [("Reuters", True)]
