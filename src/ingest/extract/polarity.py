"""Whether a cue says that something was said, denied, or not said at all."""

from collections.abc import Sequence

from ingest.extract.clauses import Clause
from ingest.extract.cues import Grammar
from ingest.parsing.sentences import Unit

SAID, DENIED, WITHHELD = "said", "denied", "withheld"
_REACH = 3  # units around a cue in which its negation stands: French `n'a pas`, German `sagte nicht`


def polarity(units: Sequence[Unit], clause: Clause, grammar: Grammar) -> str:
    """`denied`: the source contests it; `withheld`: it was not said, or could not be confirmed."""
    if clause.verb.lemma in grammar.words["denying"]:
        return DENIED
    first, last = clause.cue
    group = {unit.low for unit in units[first:last]}
    if group & grammar.words["negation"] or any(low.endswith("n't") for low in group):
        return WITHHELD
    around = (
        units[max(0, first - _REACH) : first] if grammar.language != "de" else units[last : last + _REACH]
    )
    before = {unit.low for unit in around}
    if grammar.language != "en" and before & grammar.words["negation"]:
        return WITHHELD
    return WITHHELD if clause.verb.lemma in grammar.words["withholding"] else SAID
