"""Numbers and references in the text of recommendations and actions: labels at the head, paragraphs of the report, other actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .model import Reference, ReferenceKind

# --- references -------------------------------------------------------------------------------------------------------------------

_CODE = r"(?:[A-Z]{1,3}[.\-]?\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?|\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?(?:\s?\([ivx]+\)|\([a-z]\))?)"
_SPAN = rf"{_CODE}(?:\s*(?:[-–—]|to)\s*{_CODE})?"
_LIST = rf"{_SPAN}(?:\s*(?:,|;|&|\+|/|\band\b|\bor\b)+\s*(?:and\s+)?{_SPAN})*"
_PARAGRAPH = r"(?:para(?:graph)?s?\b\.?|par\.|¶+|§+|sections?\b|s\.(?=\s?\d))"
_RECOMMENDATION = r"(?:rec(?:ommendation)?s?\b\.?)"
_SOURCES = (
    "CQC|Care Quality Commission|Ofsted|HMIC(?:FRS)?|HMIP|HMI Probation|HMI|Estyn|CSSIW|CIW|HIW|RQIA|Care Inspectorate|SWIA|JTAI"
    "|SCR|SAR|DHR|CSPR|LCSPR|Audit Commission|Internal Audit|External Audit|Audit Scotland|Audit Wales|WAO|NAO|Peer (?:Review|Challenge)"
    "|ILACS|SLAC|JAR|APA|CSCI|SSI"
)
_NOISE = r"(?:nos?\.?|numbers?|ref(?:erence)?s?\.?|the|see|also|in|of|and|from|report|inspection|review|letter|notice|plan|at)"
_CITED_REPORT = re.compile(rf"\b(?-i:[A-Z]{{2,6}})\s+(?=(?:report\s+)?{_PARAGRAPH})", re.IGNORECASE)
"""Initials before a paragraph name the report that it stands in, whichever that is: `(IMR para 4.2)`, `(SIF report para 12)`."""
_ITEM = re.compile(
    rf"(?P<paragraph>{_PARAGRAPH})\s*(?:(?:no|nos|number|numbers)\.?\s*)?:?\s*(?P<paragraphs>{_LIST})"
    rf"|(?P<recommendation>{_RECOMMENDATION})\s*(?:(?:no|nos|number|numbers)\.?\s*)?:?\s*(?P<recommendations>{_LIST})"
    rf"|(?P<code>\bR\d{{1,3}}(?:\.\d{{1,2}})?\b)"
    rf"|\b(?P<source>{_SOURCES})\b"
    rf"|\bP(?:ara)?\s?(?P<short>\d{{1,3}}(?:\.\d{{1,3}})*)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*(?:\((?P<round>[^()\[\]]{2,120}(?:\([a-zivx]+\)[^()\[\]]{0,80})*)\)|\[(?P<square>[^\[\]]{2,120})\])")

_POINT = r"(?:S?\d{1,3}(?:\.\d{1,3})+|S\d{1,3})"
_POINTS = re.compile(rf"\s*[(\[](?P<points>{_POINT}(?:\s*(?:,|;|&|and|to|-|–)\s*{_POINT})*)[)\]]\W*$")
"""What a prison inspectorate's recommendation ends with: `... should be reduced. (S45)`, `(2.12, 2.14)`: paragraphs of its report."""


def split_references(text: str) -> tuple[str, tuple[Reference, ...]]:
    """A recommendation without its bracketed report references, and those references in the order in which they are printed.

    `Ensure that risk is identified (Para 17, 27)` -> `Ensure that risk is identified`, paragraphs 17 and 27. A bracket that says
    anything else (`(LSCB)`, `(see page 4 of the annual report for details)`) stays in the text.
    """
    found: list[Reference] = []

    def taken(match: re.Match[str]) -> str:
        content = match["round"] or match["square"]
        references = _only_references(content)
        if not references or _is_gloss(content, text[: match.start()]):
            return match[0]
        found.extend(references)
        return ""

    plain = _BRACKETED.sub(taken, text)
    if not found and (points := _POINTS.search(text)):
        found += [Reference("paragraph", value) for value in _values(points["points"])]
        plain = text[: points.start()]
    return (_tidy(plain) if found else text), _each_once(found)


def read_reference_cell(text: str) -> tuple[Reference, ...]:
    """The references of a cell in a reference column: `Para 17,` / `27`, `CQC`, `Rec 3`, and bare numbers, which are paragraphs."""
    flat = " ".join(text.split())
    found = list(_references(flat))
    if not found or all(reference.kind == "source" for reference in found):
        rest = _ITEM.sub(" ", flat)
        if not re.search(
            r"[A-Za-z]{4,}|\bp(?:age|p|g)?s?\b", re.sub(rf"\b(?:{_SOURCES}|report|and|ref)\b", " ", rest, flags=re.IGNORECASE)
        ):
            found += [Reference("paragraph", value) for value in _values(rest)]
    return _each_once(found)


def read_action_references(text: str) -> tuple[Reference, ...]:
    """What an action refers to: another action (`see`), a paragraph, a recommendation.

    `[See also Quality Of Assessment And Planning action A14 above]` -> see A14; `See above` names nothing.
    """
    flat = " ".join(text.split())
    found: list[tuple[int, Reference]] = []
    for match in _SEE.finditer(flat):
        kind: ReferenceKind = "see"
        if re.match(r"rec|objective|priorit", match["what"] or "", re.IGNORECASE):
            kind = "recommendation"
        elif re.match(r"para|§", match["what"] or "", re.IGNORECASE):
            kind = "paragraph"
        found += [(match.start(), Reference(kind, value)) for value in _values(match["numbers"])]
    for match in _BRACKETED.finditer(flat):
        found += [(match.start(), reference) for reference in _only_references(match["round"] or match["square"])]
    return _each_once([reference for _, reference in sorted(found, key=lambda each: each[0])])


_SEE = re.compile(
    r"\b(?:see(?:\s+also)?|refer(?:s|red)?(?:\s+back)?\s+to|reference\s+to|cross[\s-]?ref(?:erenced?|er)?s?(?:\s+(?:to|with))?|link(?:s|ed)?\s+(?:to|with)"
    r"|as\s+(?:per|for|in|at|under)|as\s+(?=actions?\b)|covered\s+(?:by|in|under)|(?:in\s+)?conjunction\s+with|ditto|cf\.?|same\s+as|subsumed\s+(?:into|in|by))"
    r"(?P<between>(?:\s+(?!actions?\b|recommendations?\b|recs?\b|paragraphs?\b|paras?\b)[A-Za-z'’&,/-]+){0,9}?)"
    r"\s+(?:(?P<what>actions?(?:\s+points?)?|items?|points?|rows?|objectives?|priorit(?:y|ies)|recommendations?|recs?\.?|paragraphs?|paras?\.?|no\.?|number|ref\.?|§)"
    r"\s*(?:(?:nos?|numbers?|refs?)\b\.?\s*)?:?\s*)?"
    rf"(?P<numbers>{_LIST})"
    r"(?=\s*(?:$|[.,;:)\]\-–]|above\b|below\b|and\b|for\b|in\b|under\b|re\b|regarding\b|on\b|\())",
    re.IGNORECASE,
)


def _only_references(content: str) -> tuple[Reference, ...]:
    """The references of a bracket that holds nothing else; none where other words stand in it."""
    rest = _ITEM.sub(" ", _CITED_REPORT.sub(" ", content))
    if re.sub(rf"\b{_NOISE}(?=\W|$)|[\s,;:.&/|–-]", "", rest, flags=re.IGNORECASE):
        return ()
    return tuple(_references(content))


def _is_gloss(abbreviation: str, before: str) -> bool:
    """Whether a bracket explains the words before it: `the Care Quality Commission (CQC)`."""
    letters = [letter for letter in abbreviation.casefold() if letter.isalpha()]
    initials = [word[0].casefold() for word in re.findall(r"[A-Za-z][\w’']*", before)[-len(letters) :]]
    return len(abbreviation.split()) == 1 and len(letters) >= 2 and initials == letters


def _references(text: str) -> Iterator[Reference]:
    for match in _ITEM.finditer(text):
        if match["paragraph"]:
            yield from (Reference("paragraph", value) for value in _values(match["paragraphs"]))
        elif match["recommendation"]:
            yield from (Reference("recommendation", value) for value in _values(match["recommendations"]))
        elif match["code"]:
            yield Reference("recommendation", match["code"])
        elif match["source"]:
            yield Reference("source", match["source"])
        else:
            yield Reference("paragraph", match["short"])


def _values(numbers: str) -> Iterator[str]:
    """`17, 27 and 44-46` -> 17, 27, 44-46: a range stays one reference, as printed."""
    for match in re.finditer(rf"(?<![A-Za-z])(?<![A-Za-z]-){_SPAN}", numbers):  # `OPD-M1` is no paragraph M1
        yield re.sub(r"\s*(?:[-–—]|\bto\b)\s*(?=[A-Z]?\d)", "-", match[0].strip())


def _tidy(text: str) -> str:
    lines = (re.sub(r"\s+([.,;:])", r"\1", re.sub(r"[^\S\n]{2,}", " ", line)).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _each_once(found: list[Reference]) -> tuple[Reference, ...]:
    return tuple(dict.fromkeys(found))


# --- the label at the head --------------------------------------------------------------------------------------------------------

_DROPPED = r"recommendations?|rec\.?|actions?(?:\s+point)?|item|ref(?:erence)?\.?"
_KEPT = (
    r"(?:key\s+|strategic\s+|corporate\s+|improvement\s+|overall\s+)?(?:priority|objective|aim|goal|outcome|theme|issue|standard|finding|target|workstream|work\s?stream|strand"
    r"|area\s+(?:for\s+(?:improvement|development|action)|of\s+focus)|key\s+area|pillar|milestone|deliverable|criterion|domain|driver|commitment|step|task|judgement|requirement|cause\s+(?:of|for)\s+concern|must\s+do|should\s+do)"
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
    r"(?:(?:no\.|nr\.?|#)\s*)?(?P<open>[(\[]?)(?P<label>(?:[A-Z]{1,3}[.\-]?)?\d{1,3}(?:\s?\.\s?\d{1,3}){0,3}[a-z]?|[A-Z]\.\d{1,2}(?:\.\d{1,2})?)"
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
