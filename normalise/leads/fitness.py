"""How well a line reads as whole parties, for the choice of where a party ends in a column that wraps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..model import Lead
from ..vocabulary import fold
from .known import KnownParties
from .words import CONNECTORS, LeadWords, Word

_UNFINISHED = re.compile(r"(?:\b(?:of|and|for|the|to|with|in|at|by)|[&\-–—(:])$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:of|and|for|the|to|with|in|at)\b|[&\-–—)]|[a-z]")
_NOBODY = re.compile(r"services?(?:\s*\([^()]*\))?", re.IGNORECASE)
"""Says whose line above it is, and names nobody alone: `National Probation` / `Service`, `Director of Adult Social` / `Services (DASS)`."""
_OF_THIS_AND_THAT = re.compile(r"\b(?:of|for)\b[^/;,]*(?:&|\band\b)")
"""`Director of Quality & Patient Safety Medical Director`: where the first post ends is uncertain."""
_OPENS_A_TITLE = frozenset({"chief", "principal", "deputy", "assistant", "associate", "vice"})
"""Posts that a title opens with, its own noun behind them: `Chief Operating Officer`, `Principal Educational Psychologist`."""
_SERVED = frozenset("tenant parent pupil student resident volunteer employee carer governor patient member learner".split())
"""Whom a post is for: `Tenant Engagement Lead`, `Governor Support Officer`."""
_BARE = frozenset({"manager", "managers", "officer", "officers", "leader", "leaders", "lead", "leads", "coordinator", "coordinators"})
"""Posts that say little alone: `Managers` behind `Clinical Nurse` ends that title."""
_WITHIN_A_NAME = frozenset({"NHS", "HSC"})
"""Bodies that begin the end of a body's name: `Whitmoor Hospitals NHS` / `Trust` is one."""
_ENDINGS = frozenset("council board trust police constabulary partnership committee panel service services".split())
_BROKEN = 2.5
_HALF = 0.5
"""For a subject alone before a post, `Infection` / `Control Lead`: two parties where the column does not wrap."""
_NEVER = 6.0
"""Outweighs any line end: a line that ends in `of`, or opens with a bracket, belongs to its neighbour."""


def fitness(line: str, leads: Sequence[Lead], words: LeadWords, known: KnownParties) -> float:
    """A full name and a post with its noun count most, a fragment (`Designated`, `Director of`) against."""
    score = 0.0
    if line.count("(") != line.count(")") or line.startswith("("):
        score -= _NEVER
    if _UNFINISHED.search(line) or _NOBODY.fullmatch(line):
        score -= _NEVER
    found = words.words(line)
    if _GOES_ON.match(line):
        score -= 1.0 if leads and found[0].labels and found[0].plain not in CONNECTORS | {"and"} else _NEVER
    if found and found[-1].has("OPENER") and not found[-1].has("WHOLE_POST") and (len(found) == 1 or not found[-1].has("POST")):
        score -= 3.0
    if len(leads) > 1 and _OF_THIS_AND_THAT.search(line):
        score -= 1.2
    return score + (sum(_weight(lead, words, known) for lead in leads) if leads else -1.0)


def _weight(lead: Lead, words: LeadWords, known: KnownParties) -> float:
    if lead.kind in ("initials", "all"):
        return 1.0
    if lead.kind == "person":
        return 2.0 if len(lead.name.split()) > 1 else -1.0
    parts = words.words(lead.name)
    if fold(lead.name) in known.parties:
        return 2.0
    return _weight_of_post(parts) if lead.kind == "role" else _weight_of_body(lead.name, parts)


def _weight_of_post(parts: Sequence[Word]) -> float:
    real = [word for word in parts if word.is_word]
    if len(real) == 1:
        whole = real[0].has("WHOLE_POST", "POST_ABBR") or real[0].plain.endswith("s")
        return 1.5 if whole else 0.2
    heads = [index for index, word in enumerate(parts) if word.has("POST", "POST_ABBR")]
    behind = parts[heads[-1] + 1 :] if heads else []
    if parts[-1].plain == "chief":
        return -1.0  # Deputy Chief
    opens = heads and (parts[heads[-1]].plain in _OPENS_A_TITLE or _is_lead_first(parts, heads[-1]))
    if behind and opens and behind[0].is_word and behind[0].plain not in CONNECTORS:
        return -1.0  # Chief Operating, Lead Education: the noun is to come
    extra = sum(1 for a, b in pairwise(heads) if _are_two_posts(parts, a, b))
    behind_body = heads and parts[heads[-1]].has("POST_ABBR") and any(word.has("BODY") for word in parts[: heads[-1]])
    if heads and any(a.has("POST", "POST_ABBR") and b.has("OPENER") and not b.has("POST") for a, b in pairwise(parts)):
        extra += 1  # Named GP Strategic: the next party opens inside
    return 2.0 - 1.5 * extra - (1.5 if behind_body else 0.0)


def _are_two_posts(parts: Sequence[Word], a: int, b: int) -> bool:
    """`Named Nurse Named Midwife`; not `Lead Nurse`, `Chair of Governors`, `Director (Head of Evaluation)`."""
    between = parts[a + 1 : b]
    if any(not word.is_word or word.plain in CONNECTORS | {"and"} for word in between):
        return False
    if not between:
        return not parts[a].has("ADJECTIVE")
    return parts[a].plain not in _OPENS_A_TITLE | _SERVED and not _is_lead_first(parts, a)


def _is_lead_first(parts: Sequence[Word], at: int) -> bool:
    """`Lead Education Welfare Officer`; not `Practice Lead Fostering`."""
    return at == 0 and parts[at].plain == "lead"


def _weight_of_body(name: str, parts: Sequence[Word]) -> float:
    real = [word for word in parts if word.is_word]
    if len(real) == 1:
        return 1.0 if real[0].has("WHOLE_BODY", "BODY_ABBR") or name.isupper() else -1.0
    whole = [word.has("BODY_ABBR", "WHOLE_BODY") and word.text not in _WITHIN_A_NAME for word in parts]
    beside: float = sum(a and b.has("BODY_ABBR", "WHOLE_BODY") for a, b in zip(whole, parts[1:], strict=False))
    beside += 0.5 * sum(
        _ends_body(a) and b.is_word and not b.labels and b.text[0].isupper() and b.plain not in CONNECTORS for a, b in pairwise(parts)
    )
    return (1.0 if any(word.has("BODY", "BODY_ABBR") for word in real) else -1.0) - beside


def _ends_body(word: Word) -> bool:
    """Whether a name behind a word is another body's: `Thornby Board` / `Thornby Police`; not `University Hospitals` / `Derby`."""
    return word.plain in _ENDINGS or (word.has("BODY_ABBR") and word.text not in _WITHIN_A_NAME)


def _is_broken_title(end: Sequence[Word], start: Sequence[Word], words: LeadWords) -> bool:
    if not end or not start:
        return False
    last, first = end[0], start[0]
    together = words.words(f"{last.text} {first.text}")
    if len(together) == 2 and together[0].has("PART") and together[1].has("POST") and not last.has("PART", "POST"):
        return True
    if first.has("OPENER", "ADJECTIVE") and first.plain not in _BARE:
        return False
    if last.start == 0 and last.plain in _OPENS_A_TITLE:
        return first.has("POST", "PART", "TOPIC") and any(word.has("POST") for word in start)
    bare = first.plain in _BARE and not (start[1:] and start[1].is_word)
    return bare and last.has("ADJECTIVE") and not last.plain.endswith("s")


def _is_post_of(last: Word, post: Word) -> bool:
    """`Governor Support` / `Officer`, `Learning and Skills` / `Manager`: a post that says nothing alone, below what it is the post for."""
    return post.plain in _BARE and not post.plain.endswith("s") and last.has("TOPIC") and not last.has("POST", "POST_ABBR", "WHOLE_BODY")


def _is_subject_alone(word: Word) -> bool:
    return word.has("TOPIC", "BODY") and not word.has("WHOLE_BODY", "WHOLE_POST", "POST_ABBR", "BODY_ABBR")


def transition(before: str, line: str, words: LeadWords) -> float:
    """`Director of Quality` before `Assurance & Performance`: a subject behind a post with `of` reads on; so do a post's own noun behind
    what opens a title (`Principal` / `Accountant`) or needs one (`Clinical Nurse` / `Managers`), and the rest of a title in two words
    (`Cllr Fox, Cabinet` / `Member for Children`)."""
    above, below = words.words(before), words.words(line)
    if _is_broken_title(above[-1:], below, words):
        return -_BROKEN
    if above and len(below) == 1 and _is_post_of(above[-1], below[0]):
        return -_NEVER
    if len(above) == 1 and _is_subject_alone(above[0]) and any(word.has("POST") for word in below) and not below[0].has("OPENER"):
        return -_HALF
    mine = [word for word in words.words(line) if word.is_word]
    if any(word.has("POST", "POST_ABBR", "BODY_ABBR", "GIVEN", "TITLE") for word in mine) or not any(word.has("TOPIC") for word in mine):
        return 0.0
    return -1.5 if re.search(r"\b(?:head|director|lead|manager|chair|officer)s?\s+(?:of|for)\b", before, re.IGNORECASE) else 0.0
