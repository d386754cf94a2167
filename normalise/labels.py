"""The label at the head of a recommendation or action, as a person cites it: `1.1 Do x` -> `1.1`, `Recommendation No. 3 - ...` -> `3`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DROPPED = r"recommendations?|rec\.?|actions?(?:\s+point)?|item|ref(?:erence)?\.?"
_KEPT = (
    r"(?:key\s+|strategic\s+|corporate\s+|improvement\s+|overall\s+|priority\s+)?(?:priority|objective|aim|goal|outcome|theme|issue|standard|finding|target|workstream|work\s?stream|strand"
    r"|area\s+(?:for\s+(?:improvement|development|action)|of\s+(?:focus|concern|(?:significant\s+)?weakness))|matter\s+of\s+concern|concern|weakness"
    r"|breach|lesson|learning\s+point|ambition|challenge|key\s+area|pillar|milestone|deliverable|criterion|domain|driver|commitment|step|task|judgement|requirement|cause\s+(?:of|for)\s+concern|must\s+do|should\s+do)"
)
_CODED = r"(?-i:(?:[A-Z][A-Za-z&]+\s+){0,2}(?:IMR|SCR|SAR|DHR|L?CSPR|SILP|MAPPA|MAR|AFI|CoC|KLOE)(?:\s+[Rr]ec(?:ommendation)?\.?)?)"
"""A review, or a part of it, of which several give recommendations to one plan: `IMR 1`, `SCR Rec 2`, `Health IMR 3`. Kept as printed."""
_WORDS = r"one|two|three|four|five|six|seven|eight|nine|ten"
_LABELLED = re.compile(
    rf"(?P<word>(?P<dropped>{_DROPPED})|(?P<kept>{_KEPT})|(?P<coded>{_CODED}))\s*(?:(?:no|number|nr)\b\.?\s*)?(?:#\s*)?"
    rf"(?P<label>[A-Z]{{0,3}}\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}(?:[a-z]|\((?:[a-z]|[ivx]+)\))?|{_WORDS}|[A-H](?=\s*[:.–—-]))"
    r"(?P<mark>\s*[:.)–—-]*(?:\s+|$))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = re.compile(
    r"(?:(?:no\.|nr\.?|#)\s*)?(?P<open>[(\[]?)(?P<label>(?:[A-Z]{1,3}[.\-]?)?\d{1,3}(?:\s?\.\s?\d{1,3}){0,3}(?:[a-z]|\((?:[a-z]|[ivx]+)\))?|[A-Z]\.\d{1,2}(?:\.\d{1,2})?)"
    r"(?P<mark>\s?[.:)\]]+(?:\s*[-–—])?\s*|\s*[-–—]\s+|\s+|$)(?P<rest>.*)",
    re.DOTALL,
)
_COUNTED = re.compile(r"(?P<label>\d{1,3})\s+(?P<rest>[A-Z\"'“‘(].*)", re.DOTALL)
_UNITS = re.compile(
    r"(?:hours?|hrs?|days?|weeks?|months?|years?|yrs?|terms?|minutes?|mins?|in|of|out|to\s+\d|per|percent|fte|wte|x|am|pm|million|m|k|bn|plus|times?|st|nd|rd|th"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august|september|sept|october|november|december|%)\b",
    re.IGNORECASE,
)
_NOT_CODES = frozenset({"KS", "Q", "Y", "YR", "COVID", "NI", "NVQ", "SI", "EYFS", "PM", "CO", "UN", "G", "HC", "CP", "FT"})
"""Before a number these mean something else: Key Stage 2, quarter 3, year 6, National Indicator 59."""
OPENERS = frozenset(
    (
        "a an all any as at by each every ensure for from further if in it our that the their there these this those to we when "
        "where with within address adopt agree align allocate analyse apply appoint appraise arrange assess assign assist "
        "assure attend audit begin brief build carry check clarify clear collate collect commission communicate complete "
        "conduct confirm consider consolidate consult continue convene coordinate co-ordinate create cultivate deliver "
        "demonstrate deploy design determine develop devise discuss disseminate distribute document draft draw embed enable "
        "encourage engage enhance enforce establish evaluate examine expand explore extend facilitate finalise focus follow "
        "formalise formulate fund gather give have hold identify implement improve include incorporate increase inform initiate "
        "install instigate integrate introduce investigate invite involve issue join keep launch lead liaise limit link lobby "
        "maintain make map maximise measure meet minimise monitor move negotiate nominate obtain offer organise oversee "
        "participate pilot plan prepare present prevent prioritise procure produce progress promote propose provide publicise "
        "publish purchase put raise re-launch realign receive recommend record recruit redesign reduce refine refresh reinforce "
        "relaunch remind remove renew replace report request require research resolve respond restructure retain review revise "
        "roll run safeguard schedule secure seek send set share simplify source specify staff standardise start strengthen "
        "submit support survey sustain tackle target test track train transfer undertake update upgrade use utilise validate "
        "verify widen work write"
    ).split()
)
"""What a recommendation or action opens with: an imperative, `To`, `The`, `All`."""


def are_counted(texts: Sequence[str]) -> bool:
    """Whether texts open with whole numbers that count them: `1 The Board should`, `2 Partners should`; one alone counts nothing."""
    heads = [_COUNTED.match(text.strip()) for text in texts]
    numbers = [int(head["label"]) for head in heads if head]
    return 1 < len(numbers) == len(texts) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def split_number(text: str, *, counted: bool = False) -> tuple[str | None, str]:
    """The label at the head of a recommendation or action, as a person cites it, and the text after it.

    `counted`: the text stands in a column whose texts are (`are_counted`), so that a bare number is a label.

    `1.1 Do x` -> `1.1`; `Recommendation No. 3 - for improvement` -> `3`, `for improvement`; `PRIORITY 1 To achieve` -> `Priority 1`;
    `3 months after publication`, `24 hour service`, `2013 plan` have none.
    """
    stripped = text.strip()
    worded = _LABELLED.match(stripped)
    if worded and _is_label(worded):
        label = worded["label"]
        if worded["kept"]:
            word = " ".join(worded["kept"].split())
            label = f"{word[0].upper()}{word[1:].lower()} {label if not label.isalpha() or len(label) == 1 else label.capitalize()}"
        elif worded["coded"]:
            label = " ".join(stripped[: worded.end("label")].split())
        return label, worded["rest"].strip()
    if counted and (bare := _COUNTED.match(stripped)):
        return bare["label"], bare["rest"]
    numbered = _NUMBERED.match(stripped)
    if numbered and _is_number(numbered):
        return re.sub(r"\s", "", numbered["label"]), numbered["rest"].strip()
    return None, text


def _is_label(match: re.Match[str]) -> bool:
    """`Recommendation 3 Ensure that`, not `Action 4 children` or `Outcome 3 of the framework`."""
    rest = match["rest"]
    if match["label"].isalpha() and not match["mark"].strip():
        return False
    if re.search(r"[:.)–—-]", match["mark"]) or not rest:
        return True
    return not _UNITS.match(rest) and (rest[0].isupper() or _opens(rest) or rest[0] in "-–—•")


def _is_number(match: re.Match[str]) -> bool:
    label, mark, rest = re.sub(r"\s", "", match["label"]), match["mark"], match["rest"]
    letters = re.match(r"[A-Z]*", label)
    if letters and letters[0] in _NOT_CODES and not re.search(r"[.:)]", mark):
        return False
    if _looks_like_date(label, mark, rest):
        return False
    if not rest:
        return bool(mark.strip()) or not label.isdigit() or len(label) < 3
    if _UNITS.match(rest) and not re.search(r"[:)\]]", mark) and not (mark.strip() == "." and rest[0].isupper()):
        return False
    if match["open"]:
        return bool(re.search(r"[)\]]", mark))
    if re.search(r"[.:)\]]", mark):
        return rest[0] not in "/" and not (rest[0].isdigit() and "." in mark and not re.search(r"\s", mark))
    if (letters and letters[0]) or "." in label or re.search(r"[-–—]", mark):
        return rest[0].isupper() or rest[0] in "•-–—\"'“‘[(" or _opens(rest)
    return _opens(rest) and rest[0].isupper()


def _opens(rest: str) -> bool:
    """Whether a recommendation or action opens with this word: an imperative, `To`, `The`, `All`."""
    word = re.match(r"[A-Za-z-]+", rest)
    return bool(word) and word[0].casefold() in OPENERS  # type: ignore[index]


def _looks_like_date(label: str, mark: str, rest: str) -> bool:
    """`31.3.10`, `1.4.2013`, `01/04/13` and a year are no labels."""
    parts = label.split(".")
    if len(parts) == 3 and all(part.isdigit() for part in parts) and (int(parts[0]) > 20 or parts[0].startswith("0") or len(parts[2]) > 3):
        return True
    if len(parts) == 2 and mark.startswith(".") and re.match(r"(?:19|20)?\d{2}\b", rest):
        return True
    return rest[:1] == "/" or bool(re.match(r"\d{1,2}$", label) and mark.startswith((".", "-")) and re.match(r"\d{1,2}[./-]\d{2,4}", rest))
