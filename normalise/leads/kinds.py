"""One party as printed -> what kind of party it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..labels import OPENERS
from ..model import LeadKind
from ..vocabulary import fold
from .known import KnownParties
from .words import CONNECTORS, LeadWords, Word

INITIALS = re.compile(r"(?:[A-Z]{2,3}|[A-Z]{1,2}(?:Mc|Mac|O['’])[A-Z]|[A-Z]{2}[a-z]|[A-Z](?:\.\s?[A-Z]){1,3}\.?|[A-Z]{1,2}-[A-Z]{1,2})")
"""`RB`, `SMcL`, `MWh`, `J.S.`, `SJ-B`"""
_POST_SHORT = re.compile(r"(?:D?(?:Ho|Do|DDo|ADo)[A-Z]{1,3}|AD[A-Z]{1,2}|(?:D|A)?HT|C[A-Z]O)s?")
"""Abbreviations of posts by their build: HoS, DoN, ADoP, ADCS, AHT, CFO."""
_POSTS_SHORT = re.compile(r"[A-Z]{2,3}s")
"""Several of a post that the document abbreviates: SWs, TMs."""
_BODY_SHORT = re.compile(r"[A-Z]{1,3}(?:MT|LT|SCB|SCP|MG|LG|PB|CB)|[A-Z]{1,4}(?:Board|Team|Group)")
"""Abbreviations of bodies by their build: EMT, CSLT, WSCB; a management team, leadership team, safeguarding board."""
_PROSE = frozenset(
    (
        "will is are was were has have had been being be must should would could can cannot shall not who whom which "
        "that this these those their they them its it he she his her we our us you your if so when while where because "
        "although however therefore there here ensure ensures ensuring ensured undertake undertaken provided "
        "including completed agreed identify identified review reviewed developed develop ongoing continue continues "
        "using via into about during until since before after per as does did do requires refers"
    ).split()
)


_SMALL = CONNECTORS | {"and", "or", "a"}
_CIVIL = frozenset(
    "mr mrs ms miss mx dr prof professor rev revd reverend fr father canon sir dame lord lady sr sister cllr councillor".split()
)
"""Titles that stand before names alone; a rank stands before what it commands, too."""


def kind_of(words: Sequence[Word], text: str, lead_words: LeadWords, known: KnownParties) -> LeadKind | None:
    """The kind of one party; None where the text names none."""
    plain = fold(text).strip(" .")
    if not plain or plain in lead_words.nobody or not any(letter.isalpha() for letter in plain):
        return None
    if plain in lead_words.everyone or _is_everyone(words, lead_words):
        return "all"
    if len([word for word in words if word.is_word]) == 1:
        return _kind_of_one(next(word for word in words if word.is_word), lead_words, known)
    if is_person(words, lead_words, known):
        return "person"
    if is_prose(words):
        return None
    return _kind_by_head(words, known)


def _is_everyone(words: Sequence[Word], lead_words: LeadWords) -> bool:
    """`All frontline staff`, `All class teachers`; not `All head teachers`"""
    if len(words) < 2 or words[0].plain != "all" or any(not word.is_word or word.plain in CONNECTORS for word in words):
        return False
    if any(word.has("POST", "POST_ABBR") for word in words[1:-1]):
        return False
    return words[-1].plain in lead_words.everyone_nouns


def _kind_of_one(word: Word, lead_words: LeadWords, known: KnownParties) -> LeadKind | None:
    bare = re.sub(r"(?<=[A-Z])['’]?s$|\.$", "", word.text)
    if bare in lead_words.people:
        return "initials" if INITIALS.fullmatch(bare) else "person"
    if bare in known.meanings:
        kind = known.meanings[bare][1]
        return "initials" if kind == "person" else kind
    if word.has("POST_ABBR"):
        return "role"
    if word.has("BODY_ABBR"):
        return "group"
    if _POST_SHORT.fullmatch(bare) and bare not in known.alone | {"CAO"}:
        return "role"
    if _BODY_SHORT.fullmatch(bare):
        return "group"
    if INITIALS.fullmatch(bare):
        return "role" if bare != word.text.rstrip(".") else "initials"
    if word.has("GIVEN") and word.text[0].isupper() and not word.has("POST", "BODY"):
        return "person"
    if word.has("POST"):
        return "role"
    if word.has("BODY", "TOPIC", "TOPIC_ABBR") or word.text.isupper():
        return "group"
    if word.has("TITLE"):
        return "role"
    if word.plain in known.name_words:
        return "person"
    return "group" if word.text[0].isupper() and len(word.text) > 1 else None


def is_prose(words: Sequence[Word]) -> bool:
    """Whether these words are a sentence: `Clerk to ensure review`, `This has been completed`."""
    real = [word for word in words if word.is_word]
    if not real:
        return False
    department = real[0].text.isupper() and real[0].has("TOPIC_ABBR")  # IT and Facilities Manager
    if any(word.text in _PROSE for word in real[1:]) or (real[0].plain in _PROSE and len(real) > 2 and not department):
        return True
    if (_opens_as_order(real) and not department) or any(word.text in ("a", "an") for word in real[1:]):
        return True
    if any(before.plain == "to" and _is_verb(after) for before, after in pairwise(real)):
        return True
    strange = sum(1 for word in real if word.text.islower() and not word.labels and word.plain not in _SMALL)
    return strange > max(1, len(real) // 2) or (strange >= 3 and strange * 4 >= len(real))


def _opens_as_order(words: Sequence[Word]) -> bool:
    """`Invite a representative`, `Review any training`; not `Review Team`, `All line managers`."""
    if len(words) > 2 and words[1].text == "the" and not words[0].labels and words[0].plain not in CONNECTORS:
        return True  # whatever the verb is: `Return the form to the office`
    if len(words) < 3 or words[0].plain not in OPENERS or words[0].plain in ("all", "each", "every", "any", "the", "our"):
        return False
    return not words[0].labels or (words[1].text.islower() and (not words[1].labels or words[1].plain in ("all", "each", "any")))


def _is_verb(word: Word) -> bool:
    """After `to`: `to ensure`, not `to the Council`, `to governors`."""
    return word.text.islower() and word.plain not in ("the", "a") and not word.has("POST", "BODY")


def is_person(words: Sequence[Word], lead_words: LeadWords, known: KnownParties) -> bool:
    """`Lynne Goldsmith`, `Cllr Hooper`, `J. Smith`, `Mr van der Berg`, and two capitalised words that are no subject or place known."""
    if not words or len(words) > 6 or any(not word.is_word or word.text == "&" for word in words):
        return False
    rest = list(words)
    titled = 0
    while rest and (rest[0].has("TITLE") or (titled == 0 and len(rest) > 1 and rest[0].has("PART") and rest[1].has("TITLE"))):
        if (
            rest[0].text.isupper()
            and len(rest[0].text) == 2
            and not (len(rest) > 1 and rest[1].text[0].isupper() and not rest[1].text.isupper())
        ):
            break
        titled += 1
        rest = rest[1:]
    if not rest:
        return False
    particles = lead_words.particles
    names = [word for word in rest if word.plain not in particles]
    if not names or not all(_name_like(word, names) for word in names):
        return False
    if titled and words[0].plain not in _CIVIL and all(word.has("TOPIC") and not word.has("GIVEN") for word in names):
        return len(names) == 1 and names[0].plain in lead_words.surnames_that_are_topics  # Supt Law; not ACC Crime, D/Supt Crime
    if titled:
        return len(names) <= 3 and not any(
            word.has("POST", "BODY", "POST_ABBR", "BODY_ABBR") and not _may_be_surname(word, names, lead_words) for word in names
        )
    if " ".join(word.plain for word in rest) in known.names:
        return True
    if len(names) == 1:
        return len(rest) > 1 and names[0].has("GIVEN")
    first, last = names[0], names[-1]
    if any(word.has("POST_ABBR", "BODY_ABBR", "TOPIC_ABBR") for word in names[1:]):
        return False
    if _is_initial(first):
        if first.has("TOPIC_ABBR") and len(names) > 2:  # EU Regional Issues
            return False
        return len(names) <= 3 and not _is_initial(last) and not last.has("POST", "BODY", "TOPIC")
    if first.has("GIVEN") and not first.has("POST", "BODY"):
        if len(names) == 2:
            return not last.has("POST", "BODY") or _may_be_surname(last, names, lead_words)
        return len(names) <= 4 and not any(word.has("POST", "BODY", "TOPIC") for word in names[1:])
    if first.has("GIVEN") and len(names) == 2 and not last.labels:  # Dean Jackson, whose first name is a post, too
        return _strange(last, lead_words)
    return 2 <= len(names) <= 3 and all(_strange(word, lead_words) for word in names)


def _may_be_surname(word: Word, names: Sequence[Word], lead_words: LeadWords) -> bool:
    return word is names[-1] and word.plain in lead_words.surnames_that_are_posts


def _is_initial(word: Word) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z]\.?){1,3}", word.text)) and len(word.text.replace(".", "")) <= 2


def _name_like(word: Word, names: Sequence[Word]) -> bool:
    """A capital, or a surname typed without: `Jane smith`."""
    careless = len(names) == 2 and word is names[1] and names[0].has("GIVEN") and not word.labels and word.plain not in CONNECTORS
    return word.text[0].isupper() or (careless and word.text not in _PROSE)


def _strange(word: Word, lead_words: LeadWords) -> bool:
    """Whether nothing is known of a word, as of most surnames: no subject, no post, not in capitals, not lower case."""
    if word.labels or word.text.isupper() or word.text.islower() or word.plain in CONNECTORS or len(word.text) < 3:
        return word.has("GIVEN") and not word.has("POST", "BODY", "TOPIC")
    return not (word.plain.endswith(lead_words.endings) and len(word.plain) > 6) and not word.text.endswith(("’s", "'s", "s’", "s'"))


def _kind_by_head(words: Sequence[Word], known: KnownParties) -> LeadKind | None:
    """`Team Manager` by its last noun, `Head of Fostering Service` by the noun before `of`, `Transport Policy` as a body."""
    outside = outside_brackets(words) or list(words)
    if (
        re.fullmatch(r"[A-Z]{1,2}M", outside[0].text)
        and not outside[0].labels
        and any(word.has("TOPIC", "BODY_ABBR") for word in outside[1:])
    ):
        return "role"  # SM Fostering, SM MASH: a service or team manager
    core: list[Word] = []
    for word in outside:
        if core and (word.plain in CONNECTORS or (not word.is_word and word.text not in "&'’")):
            break
        if word.is_word:
            core.append(word)
    for part in (core, [word for word in outside if word.is_word]):
        post = max(
            (
                i
                for i, word in enumerate(part)
                if _is_post(word, known) or (word.has("TITLE") and (_is_rank(word) if i == 0 else i == len(part) - 1))
            ),
            default=-1,
        )
        body = max((i for i, word in enumerate(part) if word.has("BODY", "BODY_ABBR")), default=-1)
        if post < 0 and body < 0:
            continue
        return "role" if post >= 0 and not _is_body_of_posts(part, post, body) else "group"
    capitals = sum(1 for word in core if not word.text.islower())
    return "group" if capitals * 2 >= len(core) else None


def _is_body_of_posts(words: Sequence[Word], post: int, body: int) -> bool:
    """`Social Worker Team`, `Directors’ Team`, `Lead Agency`; not `Service Manager Children's Social Care`, `Named Nurse SSCB`."""
    if body != len(words) - 1 or body <= post or not words[body].has("BODY"):
        return False
    adjective = post == 0 and words[0].has("ADJECTIVE")
    return body - post == 1 or adjective or words[post].plain.endswith(("s", "s'", "s’"))


def outside_brackets(words: Sequence[Word]) -> list[Word]:
    """`Jane Dow (HoS)` -> `Jane Dow`"""
    depth, found = 0, []
    for word in words:
        depth += word.text in "(["
        if not depth:
            found.append(word)
        depth -= word.text in ")]"
    return found


def _is_post(word: Word, known: KnownParties) -> bool:
    return word.has("POST", "POST_ABBR") or _is_short_post(word, known)


def _is_rank(word: Word) -> bool:
    """`D/Supt Crime`, `AM Response`: what a rank commands; two capitals alone may be a district council, a constable or a person."""
    return word.plain not in _CIVIL and (len(word.plain) > 2 or word.plain in ("ch", "am", "di"))


def _is_short_post(word: Word, known: KnownParties) -> bool:
    meaning = known.meanings.get(word.text)
    several = not word.labels and _POSTS_SHORT.fullmatch(word.text)
    return bool(several or _POST_SHORT.fullmatch(word.text)) or (meaning is not None and meaning[1] == "role")
