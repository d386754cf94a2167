"""Whether a separator stands inside one party: `Director of Quality Assurance & Performance`, `Team Manager, Fostering`, `IRO/CC`."""

from __future__ import annotations

import re

from .kinds import INITIALS
from .part import Part
from .words import Word

HARD = frozenset(";+|\\•>→")
"""Marks that always separate."""

_UNIT_OF_SERVICE = frozenset(
    ["service", "services", "department", "directorate", "division", "section", "unit", "team", "teams", "school", "schools"]
)
_TAKES_BODY = frozenset(
    (
        "director chair chairman chairperson head manager leader secretary executive dean president lead coordinator "
        "superintendent inspector supt insp dci di ds commander"
    ).split()
)
"""`Director, Centre for Excellence`: these posts are of the body behind the comma."""

_DEPARTMENTS = frozenset(("HR", "IT", "ICT"))
"""Bodies by themselves, subjects behind a post: `Head of Legal, HR and Democratic Services`."""
_CHAIRS = frozenset(("chair", "chairs", "chairman", "chairperson", "chairwoman"))

_OF = frozenset({"of", "for", "-", "–", "—", ",", "in", "at", "to", "with"})


def joins(left: Part, separator: str, right: Part) -> bool:
    """Whether a separator stands inside one party: `Director of Quality Assurance & Performance`."""
    if separator in HARD or separator in ("", "or") or not (left.real and right.real):
        return False
    if left.kind == "initials" and left.is_subject and separator in ("and", "&") and len(right.real) > 1:
        return right.has_post or right.has_body  # QA & Safeguarding Unit
    if left.kind == "initials" and left.is_subject and separator == "/" and not right.spaced and right.real[0].has("TOPIC_ABBR"):
        return right.has_post  # MCA/DoLS Lead
    if left.kind in ("person", "initials", "all") or right.kind in ("person", "all"):
        return False
    if right.kind == "initials" and not (right.is_subject and (left.is_qualified or (separator == "," and left.kind == "role"))):
        return separator == "/" and _one_of_two_posts(left, right)
    if separator == "/":
        return _joins_slash(left, right)
    if separator == ",":
        return _joins_comma(left, right)
    return _joins_and(left, right)


def _one_of_two_posts(left: Part, right: Part) -> bool:
    """`IRO/CC`: initials behind a post's abbreviation, that stand alone nowhere in the document, are a second post of the same person."""
    word = right.real[0].text.rstrip(".") if len(right.real) == 1 else ""
    if len(right.real) == 1 and right.real[0].has("POST_ABBR", "BODY_ABBR"):
        return False
    single = (len(left.real) == 1 or not right.spaced) and left.real[-1].has("POST_ABBR") and left.real[-1].text.isupper()
    return (
        single
        and len(right.real) == 1
        and word not in right.reader.known.alone
        and INITIALS.fullmatch(re.sub(r"['’]?s$", "", word)) is not None
    )


def _joins_slash(left: Part, right: Part) -> bool:
    if _one_of_two_posts(left, right):
        return True
    if not right.spaced and left.is_qualified and right.is_subject and len(right.real) == 1:
        return True  # Head of Safeguarding/LAC
    one = left.real[0] if len(left.real) == 1 else None
    plain_start = (
        one is not None
        and not one.has("WHOLE_BODY", "WHOLE_POST", "BODY_ABBR", "POST_ABBR", "GIVEN")
        and one.has("BODY", "TOPIC", "ADJECTIVE")
    )
    return plain_start and not right.spaced and len(right.real) > 1 and right.kind == "role"  # Team/Service Manager


def _joins_comma(left: Part, right: Part) -> bool:
    if right.has_post or left.kind != "role":
        return False
    if right.is_subject or (left.is_qualified and all(word.text in _DEPARTMENTS for word in right.real)):
        return True
    posts = [word for word in left.real if word.has("POST", "POST_ABBR", "TITLE")]
    if posts and not posts[-1].plain.endswith("s") and left.is_qualified and _is_all_topics(right):
        return True  # Head of Nursing, Surgery; Commissioning Lead – Children, Young People
    if posts and not posts[-1].plain.endswith("s") and len(left.real) > 1 and right.is_employer:
        return True  # Designated Nurse, CCG; not HT, LA
    if left.is_qualified or not posts or len(left.real) > 3 or posts[-1].plain.endswith("s"):
        return False
    return posts[-1].plain in _TAKES_BODY or right.real[-1].plain in _UNIT_OF_SERVICE - {"team", "teams", "school", "schools"}


def _is_all_topics(part: Part) -> bool:
    """`Surgery`, `Young People`: bodies elsewhere, behind a post a subject."""
    return all(word.has("TOPIC", "PART") and not word.has("WHOLE_BODY", "BODY_ABBR") for word in part.real) and part.real[-1].has("TOPIC")


def _is_topic(word: Word) -> bool:
    """`Payroll`; not `Deputy`, which begins a post."""
    return word.has("TOPIC") and not word.has("POST", "ADJECTIVE", "OPENER")


def _is_managed(part: Part) -> bool:
    """`Asset Management`, a subject; not `Senior Management`."""
    return len(part.real) > 1 and part.real[-1].plain == "management" and not part.real[0].has("ADJECTIVE", "OPENER")


def _joins_and(left: Part, right: Part) -> bool:
    if right.has_post:
        if len(left.real) == 1 and left.real[0].text in _DEPARTMENTS and _is_topic(right.real[0]):
            return True  # HR and Payroll Manager; not HR and Service Manager
        return left.is_subject or (left.kind == "group" and len(left.real) == 1 and left.real[0].has("TOPIC") and not left.stands_alone)
    ends_in_unit = bool(right.real) and right.real[-1].plain in _UNIT_OF_SERVICE
    if left.has_post:
        if not left.is_qualified:
            return False
        if left.real[0].plain in _CHAIRS and right.has_body and len(right.real) > 1 and not left.real[-1].has("BODY", "BODY_ABBR"):
            return True  # Chair of the CSE & Missing Sub Group
        subject = right.is_subject or all(word.has("TOPIC", "TOPIC_ABBR") for word in right.real) or _is_managed(right)
        if not any(word.plain in ("of", "for") for word in left.words) and right.has_body and len(right.real) > 1:
            return any(word.text in ",-–—" for word in left.words)  # Chair, Quality and Performance Sub-Group
        of = any(word.text.casefold() in _OF for word in left.words) or subject
        return of and (subject or (ends_in_unit and len(right.real) > 1))
    if right.has_body and not right.is_subject:
        return (left.is_subject or (len(left.real) == 1 and left.real[0].has("TOPIC"))) and not left.stands_alone and len(right.real) > 1
    if right.is_subject and any(word.text in "-–—:" for word in left.words):
        return True  # SSCB – Legal and Procedures
    if left.stands_alone or right.stands_alone:
        return False
    return left.is_subject and right.is_subject
