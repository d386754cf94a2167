"""An update -> the new date that it gives the action (`Revised timescale of January 2014`), and no other date in it."""

from __future__ import annotations

from datetime import date

from .mentions import Mention
from .moments import last_day
from .statements import find_mentions
from .tokens import Tokens

_DUE = frozenset(
    "timescale timescales date dates deadline deadlines target timeframe timeline milestone completion implementation delivery due".split()
)
_CHANGED = frozenset("revised new amended extended re-scheduled rescheduled updated adjusted changed moved altered reprofiled".split())
_PUT_OFF = frozenset("deferred postponed rescheduled slipped delayed reprofiled extension".split())
_EXPECTED = frozenset(
    "expected due scheduled planned anticipated likely estimated projected forecast envisaged targeted aiming aim target proposed".split()
)
_TO = frozenset("to until till for by as is of be at now".split())
_GRANTED = frozenset("agreed granted given approved".split())
_LINKS = (
    frozenset(
        "to be by in for the end of until till completed completion complete implemented delivered on at is now will before "
        "granted given approved "
        "likely as early mid late with a finished place take held again back over forward forwards further been has have and "
        "agreed start beginning carried put pushed go live set into from are was re scheduled profiled middle".split()
    )
    | _DUE
    | _CHANGED
    | _PUT_OFF
    | _EXPECTED
)
_ANNOUNCES = _CHANGED | _PUT_OFF | {"now", "put", "pushed", "carried"}
_FURTHEST = 14
"""Tokens between the words that announce a new date and the date."""


def read_due_revised(progress: str) -> date | None:
    """The last day of the new date: `Deadline moved to 31 May 2014` -> 31 May 2014; None where there is none, or its year is not printed.

    Dates of what was done, or of what comes next (`to be submitted to SLSCB in September 2013`), are none. Of several new dates
    the last printed counts.
    """
    printed = progress.lower()
    if not any(word in printed for word in _ANNOUNCES) or not any(map(str.isdecimal, printed)):
        return None
    tokens = Tokens(progress)
    if not any(token.text in _ANNOUNCES for token in tokens):
        return None
    found = [
        mention for mention in find_mentions(tokens) if mention.kind in ("dates", "complete") and mention.dates and not mention.is_open
    ]
    revised = [mention for mention in found if _is_announced(tokens, mention)]
    return last_day(revised[-1].dates[-1].edtf.split("/")[-1]) if revised else None


def _is_announced(tokens: Tokens, mention: Mention) -> bool:
    """By a changed due date, a putting off, or an expectation that is `now` another."""
    words = _words_before(tokens, mention.dates[0].first)
    said = set(words)
    sentence = set(_sentence_before(tokens, mention.dates[0].first))
    if said & _CHANGED and said & _DUE:
        return True
    if len(mention.dates) > 1 and words[-1:] == ["from"] and set(words[-2:-1]) & _CHANGED and len(sentence) == len(said):
        return True  # `Revised from April 2014 to June 2014`
    if said & _CHANGED and words and _links_to(words, _CHANGED) and (sentence & _DUE or len(sentence) == len(said)):
        return True
    if (said & _PUT_OFF and _links_to(words, _PUT_OFF)) or ({"put", "pushed", "carried"} & said and {"back", "over", "forward"} & said):
        return True
    expects = bool(said & _EXPECTED) or ("be" in said and "been" not in said) or bool(said & _DUE)
    return "now" in said and expects and not said & {"been", "was"}


def _links_to(words: list[str], verbs: frozenset[str]) -> bool:
    """Whether the verb leads straight to the date, `moved to the end of May`, and not to a thing."""
    index = max(place for place, word in enumerate(words) if word in verbs)
    index += 1 + (words[index + 1 : index + 2] != [] and words[index + 1] in _GRANTED)  # `Extension agreed to 30/04/2015`
    return index < len(words) and words[index] in _TO


def _words_before(tokens: Tokens, at: int) -> list[str]:
    """The words that lead to the date at `at`, in order, back to the first that does not announce one."""
    words: list[str] = []
    for index in range(at - 1, max(-1, at - _FURTHEST), -1):
        token = tokens[index]
        if token.kind == "mark" and token.text in ":-(":
            continue
        if token.kind != "word" or token.text not in _LINKS:
            break
        words.insert(0, token.text)
    return words


def _sentence_before(tokens: Tokens, at: int) -> list[str]:
    words: list[str] = []
    for index in range(at - 1, -1, -1):
        token = tokens[index]
        if token.kind == "line" or token.text in (";", "."):
            break
        words += [token.text] if token.kind == "word" else []
    return words
