"""A party as printed -> leads: a post and its holder, told by a dash, a comma, brackets, a colon or by nothing, are one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Lead, LeadKind
from ..vocabulary import fold
from .kinds import INITIALS, is_person, is_prose, kind_of
from .known import KnownParties
from .pairs import may_pair, post_and_holder, share_title, two_posts_of_one
from .part import Part
from .parts import line_to_parts
from .words import LeadWords, Word

_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_DASH = re.compile(r"\s+[-–—]+\s*|\s*[–—]\s+|\s*:\s+|\s*:$|(?<=\w)-\s+")
_BETWEEN_BRACKETS = re.compile(r"(?<=[)\]])\s*[-–—]\s+(?=[^()\[\]]*[(\[][^()\[\]]*[)\]]\s*$)")
"""`Gwen Parry (Head of Service) – Bethan Lloyd (Team Manager)`"""
_NOTES = re.compile(
    r"(?:joint\s+|overall\s+|strategic\s+|operational\s+|project\s+|action\s+|main\s+|primary\s+)?(?:lead|leads|leading|owner|support|supporting|sponsor|chair|coordinator|co-ordinator|deputy)|interim|acting|tbc|tba|vacant"
    r"|to be confirmed"
    r"|(?:as a )?job[ -]?shar(?:e|ed|ers|ing)|part[ -]time|jointly|both|maternity (?:cover|leave)|secondment"
    r"|left|retired|from\b.*|until\b.*|now\b.*|previously\b.*|formerly\b.*|was\b.*|on behalf of.*|\d.*",
    re.IGNORECASE,
)
"""Brackets that say something of a lead without naming one: `Jane Smith (lead)`."""


_NOBODY_YET = re.compile(
    r"(?<=\w)\s*[-–—:,]\s*(?:(?:currently|now|post)\s+)?(?:vacant|vacancy|tbc|tba|to be (?:appointed|confirmed|recruited))$", re.IGNORECASE
)
"""`Head of Safeguarding – vacant`"""

_SUPPORT = re.compile(
    r"\s*[(\[](?:with\s+)?(?:support(?:ed|ing)?|assisted|assistance)(?:\s+(?:from|by|of))?\s*[:–—-]?\s+([^()\[\]]+)[)\]]", re.IGNORECASE
)
"""`Head (support: SENCO)`, `HT (supported by SLT)`: who helps stands in brackets."""

_NAMED_PLACES = frozenset("school academy college hospital hospice infirmary surgery nursery university".split())
_KINDS_OF_PLACE = frozenset(
    "primary junior infant infants high secondary grammar middle special catholic community church voluntary foundation sixth form general"
    " district royal university medical teaching and".split()
)
_NAMED_BODIES = frozenset({"trust", "council", "association"})
_KINDS_OF_BODY = frozenset(
    "nhs hsc foundation health care healthcare hospital hospitals university teaching community academy school housing parish town city"
    " borough county district metropolitan and".split()
)
"""What stands before what a body is: `NHS Foundation Trust`, `Housing Association`."""

_LONGEST_LINE = 18
"""Words; a longer line without separators is prose."""


def line_to_leads(line: str, lead_words: LeadWords, known: KnownParties) -> tuple[Lead, ...]:
    """The leads of one line, in the order in which they are printed."""
    line = _SUPPORT.sub(r" with support from \1", _without_label(line, lead_words, known))
    if not line or fold(line) in lead_words.nobody:
        return ()
    words = lead_words.words(line)
    if is_prose(words) or (len(words) > _LONGEST_LINE and not any(word.text in "/;,&" for word in words)):
        return _who_is_to(line, lead_words, known)
    parts = line_to_parts(share_title(line), lead_words, known)
    leads: list[Lead] = []
    pending: list[tuple[str, Sequence[Lead]]] = [(separator, _part_to_leads(part, lead_words, known)) for separator, part in parts]
    both = two_posts_of_one(pending, line)
    if both:
        return (both,)
    index = 0
    while index < len(pending):
        _, here = pending[index]
        if index + 1 < len(pending) and pending[index + 1][0] == "," and may_pair(pending, index):
            merged = post_and_holder(here, pending[index + 1][1])
            if merged:
                leads.append(merged)
                index += 2
                continue
        leads += here
        index += 1
    return tuple(leads)


def _who_is_to(sentence: str, lead_words: LeadWords, known: KnownParties) -> tuple[Lead, ...]:
    """`Clerk to ensure review` names its clerk; any other sentence names no lead."""
    match = re.match(r"([^.:\n]{2,60}?)\s+to\s+(?!the\b|a\b)[a-z]+\b", sentence)
    if not match or is_prose(lead_words.words(match[1])):
        return ()
    leads = line_to_leads(match[1], lead_words, known)
    if INITIALS.fullmatch(match[1].strip()) and len(leads) == 1:  # JH to liaise with schools
        return leads
    known_words = (word for word in lead_words.words(match[1]) if word.has("POST", "POST_ABBR", "BODY", "BODY_ABBR", "GIVEN", "TITLE"))
    return leads if any(known_words) and not any(lead.name[:1].islower() for lead in leads) else ()


def _without_label(line: str, lead_words: LeadWords, known: KnownParties) -> str:
    """`Lead: Jane Smith` -> `Jane Smith`; `Lead - Safeguarding` stays, a post."""
    text = line.strip().strip("•*·▪").strip()
    text = re.sub(r"^\(?(?:\d{1,2}|[a-z])[.)]\s+", "", text)
    match = re.match(r"(?P<label>[A-Za-z][A-Za-z ()]{0,28}?)\s*(?P<mark>:|\s[-–—]\s|[–—])\s*(?P<rest>.*)$", text)
    if match and fold(match["label"]) in lead_words.labels:
        rest = match["rest"]
        kind = kind_of(lead_words.words(rest), rest, lead_words, known) if match["mark"].strip() != ":" else "person"
        if kind in ("person", "initials"):
            text = rest
    text = re.sub(r"^(?:led|supported|monitored|overseen|coordinated|co-ordinated|delivered)\s+by:?\s+", "", text, flags=re.IGNORECASE)
    return text.strip(" \t;,/&+|").rstrip(".").strip() if not re.search(r"(?:\b[A-Z]\.){1,3}$", text) else text.strip(" \t;,/&+|")


def _part_to_leads(part: Part, lead_words: LeadWords, known: KnownParties) -> list[Lead]:
    text = part.text.strip(" \t;,/&+|")
    if not re.search(r"(?:^|\s|\.)[A-Z]\.$", text):
        text = text.rstrip(". ")
    return _text_to_leads(text, lead_words, known)


def _text_to_leads(text: str, lead_words: LeadWords, known: KnownParties) -> list[Lead]:
    text = _NOBODY_YET.sub("", re.sub(r"^the\s+", "", text.strip(), flags=re.IGNORECASE))
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    bracketed = _bracket_to_leads(text, lead_words, known)
    if bracketed is not None:
        return bracketed
    dashed = _dash_to_leads(text, lead_words, known)
    if dashed is not None:
        return dashed
    words = lead_words.words(text)
    together = _side_by_side(text, words, lead_words, known)
    if together:
        return together
    kind = kind_of(words, text, lead_words, known)
    return [Lead(_name(text, kind), kind)] if kind else []


def _name(text: str, kind: LeadKind) -> str:
    name = " ".join(text.split())
    return name.strip('"“”') if kind != "initials" else name


def _bracket_to_leads(text: str, lead_words: LeadWords, known: KnownParties) -> list[Lead] | None:
    """`Head of Service (Jane Smith)`, `Operations Managers (SF), (CD)`; None where a bracket is part of the name: `Nurse (STNHSFT)`."""
    brackets = _BRACKET.findall(text)
    if not brackets:
        return None
    if len(brackets) > 1 and (several := _BETWEEN_BRACKETS.split(text))[1:]:
        return [lead for each in several for lead in _text_to_leads(each, lead_words, known)]
    outer = " ".join(re.sub(r"\s*,\s*$|^\s*,", "", _BRACKET.sub("", text)).replace(" ,", ",").split()).strip(" ,")
    if not outer:
        return None
    if all(_NOTES.fullmatch(bracket.strip()) for bracket in brackets):
        return _text_to_leads(outer, lead_words, known)
    if len(brackets) == 1 and is_gloss(brackets[0], outer):
        return None
    outer_leads = _text_to_leads(outer, lead_words, known)
    inner = [lead for bracket in brackets for lead in line_to_leads(bracket, lead_words, known)]
    if len(outer_leads) != 1 or not inner or not text.endswith((")", "]")):
        return None
    owner = outer_leads[0]
    if owner.kind == "person" and not owner.role:
        if len(inner) == 1 and inner[0].kind == "initials":  # her initials, or whom she is of: Jane Smith (ERW)
            own = "".join(word[0] for word in owner.name.split()).endswith(inner[0].name.replace(".", ""))
            return [owner] if own else [Lead(owner.name, "person", inner[0].name)]
        return [Lead(owner.name, "person", " ".join(brackets[0].split()))] if inner[0].kind in ("role", "group") else [owner, *inner]
    if owner.kind == "initials" and len(inner) == 1:
        return [Lead(owner.name, "initials", inner[0].name)] if inner[0].kind in ("role", "group") else [inner[0]]
    if owner.kind in ("role", "group") and all(lead.kind == "person" for lead in inner):
        return [Lead(lead.name, "person", lead.role or owner.name) for lead in inner]
    if owner.kind in ("role", "group") and all(_holds(lead, lead_words, known) for lead in inner):
        return [Lead(lead.name, "initials", owner.name) for lead in inner]
    return None


def is_gloss(bracket: str, outer: str) -> bool:
    """`Freedom of Information (FOI)`, `Head of Midwifery (HoM)`, `Director of Children's Services (DCS)`: the bracket abbreviates what
    stands before it, with or without the small words."""
    words = re.findall(r"[A-Za-z][\w’'-]*", outer)
    letters = bracket.strip().casefold()
    if len(letters) < 3 or not letters.isalpha():
        return False
    return any("".join(word[0] for word in kept).casefold().endswith(letters) for kept in (words, [w for w in words if w[0].isupper()]))


def _holds(lead: Lead, lead_words: LeadWords, known: KnownParties) -> bool:
    """Whether initials in brackets are a person's: not `(LAC)`, `(QA)`, `(CIN)`."""
    return lead.kind == "initials" and lead.name not in lead_words.long_forms and bool(INITIALS.fullmatch(lead.name))


def _dash_to_leads(text: str, lead_words: LeadWords, known: KnownParties) -> list[Lead] | None:
    """`DCS - John Smith`, `John Smith – DCS`, `Police: DCI Jones`; None for `Designated Nurse - LAC`, one post."""
    for match in _DASH.finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if not left or not right:
            continue
        a = kind_of(lead_words.words(left), left, lead_words, known)
        b = kind_of(lead_words.words(right), right, lead_words, known)
        named_a, named_b = a in ("person", "initials"), b in ("person", "initials")
        if named_b and b == "initials" and right in lead_words.long_forms:
            named_b = False
        if named_b and a in ("role", "group"):
            return [Lead(right, b, None if fold(left) in lead_words.labels else left)]  # type: ignore[arg-type]
        if named_a and b in ("role", "group"):
            return [Lead(left, a, right)]  # type: ignore[arg-type]
        if named_a and named_b:
            return [Lead(left, a), Lead(right, b)]  # type: ignore[arg-type]
    return None


def _side_by_side(text: str, words: Sequence[Word], lead_words: LeadWords, known: KnownParties) -> list[Lead]:
    """`Service Manager Lynne Goldsmith` (post, holder) and `Gavin Taylor Kim Roberts` (two persons), printed without anything between."""
    if len(words) < 3 or any(not word.is_word for word in words):
        return []

    def inside(start: int, end: int) -> str:
        return text[words[start].start : words[end - 1].end]

    def kind_between(start: int, end: int) -> LeadKind | None:
        return kind_of(words[start:end], inside(start, end), lead_words, known)

    if is_person(words, lead_words, known) and not _two_people(words, lead_words, known):
        return []
    count = len(words)
    for size in (3, 2):
        for named, other in (((count - size, count), (0, count - size)), ((0, size), (size, count))):
            if other[1] - other[0] < 1:
                continue
            opener = words[named[0]]
            sure = (opener.has("GIVEN") and not opener.has("POST", "BODY", "TOPIC", "ADJECTIVE")) or (
                opener.has("TITLE") and not opener.has("POST")
            )
            name = inside(*named)
            if not (sure or fold(name) in known.names) or kind_between(*named) != "person":
                continue
            post, post_kind = inside(*other), kind_between(*other)
            if post_kind == "role":
                return [Lead(name, "person", post)]
            if post_kind == "person" and _two_people(words, lead_words, known):
                continue
            if post_kind == "group" and named[0] == 0 and words[other[0]].has("BODY", "BODY_ABBR", "TOPIC"):
                rest = [word.plain for word in words[slice(*other)]]
                if _ends_a_name(rest):
                    return [Lead(_name(text, "group"), "group")]
                return [Lead(name, "person"), Lead(post, "group")]
    return _people(text, words, lead_words, known)


def _ends_a_name(rest: Sequence[str]) -> bool:
    """What is no body by itself ends the name of one: `Stanley Park Primary School`, `James Paget NHS Trust`; not `Jane Wood Police`."""
    *before, last = rest
    if last in _NAMED_PLACES:
        return set(before) <= _KINDS_OF_PLACE
    return last in _NAMED_BODIES and bool(before) and set(before) <= _KINDS_OF_BODY


def _two_people(words: Sequence[Word], lead_words: LeadWords, known: KnownParties) -> bool:
    """Given name and surname, twice or more: `Gavin Taylor Kim Roberts`, not `Chief Supt. Mark Hughes`."""
    if len(words) < 4 or len(words) % 2 or not all(word.has("GIVEN", "TITLE") and word.text[0].isupper() for word in words[::2]):
        return False
    return all(is_person(words[index : index + 2], lead_words, known) for index in range(0, len(words), 2))


def _people(text: str, words: Sequence[Word], lead_words: LeadWords, known: KnownParties) -> list[Lead]:
    """Given name and surname, again and again, to the end of the line."""
    if not _two_people(words, lead_words, known):
        return []
    return [Lead(text[a.start : b.end], "person") for a, b in zip(words[::2], words[1::2], strict=True)]
