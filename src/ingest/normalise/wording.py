"""Wordings that give a line away: links to other articles, calls to subscribe, notes at the end.

General to the web's press, in the languages where they were met; no rule names a site.
"""

import re

ELSEWHERE = re.compile(
    r"^\W*(related( \w+)?( ?:| post| article| stor)|read (more|also|next|on)\b|see (more|also)\b|"
    r"more (from|on|:)|also (on|read)\b|don.t miss|watch( more)?:|click here|like this story|sign up|"
    r"subscribe\b|"
    r"get the .{0,40} app|download the .{0,30}app|"
    r"follow .{1,60} on (twitter|facebook|instagram|x\b|telegram|whatsapp)|explore further|"
    r"recommended|listen live|"
    r"leggi anche|lesen sie (auch|mehr)|mehr zum thema|lire aussi|à lire|lea tambi|leer m|te puede interesar|"
    r"leia (também|mais)|lees ook|läs (också|mer)|les også|læs også|czytaj (też|także|więcej)|"
    r"zobacz (też|także)|"
    r"читайте также|więcej:|article content|story continues|advertisement\b|anzeige\b|publicidad\b|reklama\b|"
    r"if you enjoyed this|if you buy something|filed under|you (may|might) also like|tags?:|comments?\W*$)",
    re.IGNORECASE,
)
"""The start of a line that leads to another page or asks for something."""

AT_THE_END = re.compile(
    r"(©|\(c\) ?\d{4}|copyright\b|all rights reserved|follow (us|him|her|me|\w+) on|"
    r"follow .{1,50} on (twitter|facebook|instagram)|@\w+\.(com|org|net)|"
    r"^\W*\(?(additional )?(reporting|writing|editing) by\b|contributed to this (report|story|article)|"
    r"^source\s*:|our standards: |trust principles|^(e-?mail|contact|reach)\b.{0,80}@|twitter\.com/|"
    r"^\W*[\w.]+@[\w.]+\W*$|newsletter|all quotes delayed|has not been edited by|"
    r"^\W*\(?(with|mit) (inputs?|material) (from|von)\b)",
    re.IGNORECASE,
)
"""Notes below the last paragraph: rights, credits, addresses; kept as dropped lines, read for credits."""

FURNITURE = re.compile(
    r"(?<![a-z])(captions?|hidden|modal|newsletter|related\w*|promo\w*|recommend\w*|recirc\w*|"
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
