"""Wordings that give a line away: links to other articles, calls to subscribe, notes at the end.

General to the web's press, in the languages where they were met; no rule names a site.
"""

import re

from lxml.html import HtmlElement

ELSEWHERE = re.compile(
    r"^\W*(related( \w+)?( ?:| post| article| stor)|read (more|also|next|on)\b|see (more|also)\b|"
    r"more (from|on|:)|also (on|read)\b|"
    r"auch (auf|interessant|lesenswert)\b|don.t miss|watch( more)?:|click here|like this story|sign up|"
    r"subscribe\b|"
    r"get the .{0,40} app|download the .{0,30}app|"
    r"follow .{1,60} on (twitter|facebook|instagram|x\b|telegram|whatsapp)|explore further|"
    r"recommended|listen live|"
    r"leggi anche|lesen sie (auch|mehr)|mehr zum thema|lire aussi|à lire|lea tambi|leer m|te puede interesar|"
    r"leia (também|mais)|lees ook|läs (också|mer)|les også|læs også|czytaj (też|także|więcej)|"
    r"zobacz (też|także)|"
    r"читайте также|więcej:|article content|story continues|advertisement\b|anzeige\b|publicidad\b|reklama\b|"
    r"did you (like|enjoy) this|hat (ihnen|dir) (dieser|der) (artikel|beitrag|text)|"
    r"wie hat ihnen dieser|vous avez aimé|(le|te|les) gustó|"
    r"if you enjoyed this|if you buy something|filed under|you (may|might) also like|tags?:|comments?\W*$)",
    re.IGNORECASE,
)
"""The start of a line that leads to another page or asks for something."""

AT_THE_END = re.compile(
    r"(©|\(c\) ?\d{4}|copyright\b|all rights reserved|follow (us|him|her|me|\w+) on|"
    r"follow .{1,50} on (twitter|facebook|instagram)|@\w+\.(com|org|net)|"
    r"^\W*\(?(additional )?(reporting|writing|editing) by\b|contributed to this (report|story|article)|"
    r"^source\s*:|our standards: |trust principles|^(e-?mail|contact|reach)\b.{0,80}@|twitter\.com/|"
    r"^\W*[\w.]+@[\w.]+\W*$|newsletter|contributed (reporting|research|writing)\b|"
    r"^\W*(quellen?|fuentes?|fontes?|źródło|zdroj|kilder?|källa|bron|lähde|forrás|kaynak|источник|джерело|sumber)\s*:|"
    r"all quotes delayed|has not been edited by|"
    r"^\W*\(?(with|mit) (inputs?|material) (from|von)\b)",
    re.IGNORECASE,
)
"""Notes below the last paragraph: rights, credits, addresses; kept as dropped lines, read for credits."""

FURNITURE = re.compile(
    r"(?<![a-z])(captions?|(?<![\w-])hidden(?![\w-])|modal|newsletter|related\w*|promo\w*|recommend\w*|recirc\w*|"
    r"share\w*|social\w*|"
    r"subscri\w+|paywall|copyright|disclaimer|byline|author-?bio|breadcrumbs?|tag-?list|comments?|"
    r"read-?more|readmore|"
    r"teaser|also-?read|sponsored|advert\w*|most-?read|popular)(?![a-z])"
)
"""Class names of what surrounds an article."""

HEADLINE = re.compile(
    r"(?<![a-z])(headline|sub-?headline|sub-?title|standfirst|dek|deck|article-?title|entry-?title|"
    r"post-?title)(?![a-z])"
)
"""Class names of what stands above an article."""

EMBED_CONSENT = re.compile(
    r"^\W*(empfohlener (redaktioneller|externer) inhalt|externer? inhalt|ein klick für den datenschutz|"
    r"recommended external content|contenu externe|contenido externo)\W*$|"
    r"an dieser stelle finden sie .{0,120}\bextern|extern\w* inhalte? (angezeigt|geladen|an(ge)?zeigt)|"
    r"personenbezogene daten an dritt|für die darstellung .{0,80}(nutzen|verwenden) wir|"
    r"(this|the) (article|content|post) .{0,60}\b(cookies|other technologies)\b|"
    r"(ce contenu|cette vidéo) .{0,40}\b(bloqué|cookies)\b|pour (afficher|voir) ce contenu|"
    r"(este contenido|esta publicación) .{0,40}\bcookies\b|questo contenuto .{0,40}\bcookie|"
    r"deze inhoud .{0,40}\bcookies\b",
    re.IGNORECASE,
)
"""What stands where a reader has yet to allow an embedded post or picture."""

EMBED_SHELL = re.compile(
    r"^\W*(?:(?:view|see) (?:this )?(?:post|profile|photo|reel) on (?:instagram|threads|facebook)|"
    r"sieh dir diesen beitrag (?:auf|bei) (?:instagram|threads) an|voir cette publication sur instagram|"
    r"ver (?:esta publicación en|essa foto no|esta publicação no) instagram|"
    r"visualizza questo post su instagram|"
    r"dit bericht (?:op instagram )?bekijken(?: op instagram)?|se dette (?:innlegget|opslag) på instagram|"
    r"visa detta inlägg på instagram|wyświetl ten post na instagramie|instagram'da bu gönderiyi gör|"
    r"посмотреть эту публикацию в instagram|この投稿をinstagramで見る|"
    r"(?:a (?:post|photo|video) shared by|ein beitrag geteilt von|(?:une publication|un post) partagée? par|"
    r"una publicación compartida (?:por|de)|(?:uma publicação compartilhada|um post compartilhado) por|"
    r"un post condiviso da|een bericht gedeeld door|et (?:innlegg|opslag) delt (?:av|af)|"
    r"ett inlägg delat av|post udostępniony przez)\b.{0,120})\W*"
    r"(?:(?:a post|ein beitrag)\b.{0,120})?$|^\W*pic\.twitter\.com/\w+\W*$",
    re.IGNORECASE,
)
"""What a social network puts around a post that others embed: the post's words are text, these are none."""

PAYWALL = re.compile(
    r"il vous reste [\d.,]+ ?% de cet article|la suite est réservée aux abonné|réservé aux abonnés|"
    r"(jetzt|weiter) ?lesen mit|dieser (artikel|text|beitrag|inhalt) ist .{0,40}abonnent|"
    r"(nur|exklusiv) für abonnent|mit einem abo weiterlesen|"
    r"(view|read) the (full|rest of th\w+) (story|article).{0,40}subscri|"
    r"subscribe (now )?to (continue|keep|read)|"
    r"(story|article|content) is (only )?(available )?(for|to) (paid )?(subscribers|members)|"
    r"already a subscriber|continue reading (with|by) |(log|sign) in to (continue|keep) reading|"
    r"(suscríbete|regístrate) para (seguir|continuar)|(contenido )?exclusivo para suscriptores|"
    r"para (seguir|continuar) (leyendo|lendo)|exclusivo para assinantes|"
    r"per continuare a leggere|riservat[oa] agli abbonati|(dit artikel|verder lezen) .{0,40}abonne|"
    r"(kun|bare|endast|vain) (for|för) (abonnenter|prenumeranter)|tylko dla (abonentów|subskrybentów)|"
    r"dalsza część (artykułu|tekstu)|残り[\d,]+文字|有料会員|会員限定|구독자 전용",
    re.IGNORECASE,
)
"""What stands where a text stops for readers who don't pay."""

BYLINE = re.compile(r"^\W*(by|von|par|por|di|af|av|door|от|tekst|text)\W+\w+( \w+){0,6}\W*$", re.IGNORECASE)
"""A line that only names the author."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def given_names(element: HtmlElement) -> str:
    """What its author calls an element, `imageCaption` read as `image-caption`; in lower case."""
    names = " ".join(filter(None, (element.get("class"), element.get("id"))))
    return _CAMEL.sub("-", names).lower()


_CLOCK_OR_LABEL = re.compile(
    r"\d{1,2}[:.]\d\d|\b(published|updated|posted|aktualisiert)\b|^\W*\d{1,2}[./-]\d", re.IGNORECASE
)
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_SENTENCE_END = re.compile(r"[.!?]$")


def is_timestamp(line: str) -> bool:
    """Whether a short line says when something was published and nothing else."""
    if len(line.split()) >= 14 or _SENTENCE_END.search(line.strip()):
        return False
    return bool(_YEAR.search(line) and _CLOCK_OR_LABEL.search(line))
