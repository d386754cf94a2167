"""Whom a lead names: `HOS Safeguarding` is the Head of Service Safeguarding, `SMcL` the person whom a glossary names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..model import Lead, LeadKind
from .holders import is_gloss
from .known import NOTHING_KNOWN, KnownParties
from .words import LeadWords, lead_words

_IDLE = frozenset({"of", "for", "the", "and", "a"})
_MISSPELT = {
    "manger": "manager",
    "offcer": "officer",
    "coodinator": "coordinator",
    "co-ordinator": "coordinator",
    "chairman": "chair",
    "chairperson": "chair",
}


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a lead names. `name` is the fullest form printed or known; `reason` says why this form was taken for it, None where it is
    the form itself: the lead as printed stays beside it, so that any merge can be undone."""

    name: str
    kind: LeadKind
    reason: str | None = None


def resolve_parties(leads: Iterable[Lead], known: KnownParties | None = None) -> dict[Lead, Party]:
    """Each lead of one document with the party that it names, as that document and the vocabulary tell.

    Abbreviations in posts and bodies are written out; persons are one where the name is the same but for a title, or where an
    initial and surname fit one full name and no other; initials are a person only by a glossary or an analyst's own list.
    """
    known = known or NOTHING_KNOWN
    words = lead_words(known.vocabulary)
    printed = list(dict.fromkeys(leads))
    full_names = _full_names(printed, words)
    return {lead: _party(lead, full_names, known, words) for lead in printed}


@lru_cache(maxsize=65_536)
def party_key(name: str) -> tuple[str, ...]:
    """`Head of Service – Safeguarding` -> (`head`, `service`, `safeguarding`): posts and bodies of the same words are one."""
    plain = re.findall(r"[\w'-]*\w", name.casefold().replace("’", "'").replace("&", " and "))
    return tuple(_MISSPELT.get(word, word).replace("'", "") for word in plain if word not in _IDLE)


@lru_cache(maxsize=65_536)
def person_key(name: str, words: LeadWords) -> tuple[str, ...]:
    """`Cllr. Mrs J. Wood` -> (`j`, `wood`): persons of one name are one, whatever their titles."""
    return tuple(word.plain.strip(".") for word in words.words(without_title(name, words)) if word.is_word)


def without_title(name: str, words: LeadWords) -> str:
    """`Cllr Jane Smith` -> `Jane Smith`"""
    parts = list(words.words(name))
    while len(parts) > 1 and parts[0].has("TITLE"):
        parts = parts[1:]
    return name[parts[0].start :] if parts else name


def is_full_name(key: tuple[str, ...]) -> bool:
    """`jane smith`; not `j smith`, not `jane`."""
    return len(key) > 1 and len(key[0]) > 1


def fits_initial(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """`J Smith` against `Jane Smith`."""
    return len(short) == 2 and len(short[0]) == 1 and short[0] == full[0][0] and short[-1] == full[-1]


def _full_names(leads: Iterable[Lead], words: LeadWords) -> dict[tuple[str, ...], str]:
    found = {person_key(lead.name, words): without_title(lead.name, words) for lead in leads if lead.kind == "person"}
    return {key: name for key, name in found.items() if is_full_name(key)}


def _party(lead: Lead, full_names: dict[tuple[str, ...], str], known: KnownParties, words: LeadWords) -> Party:
    if lead.kind == "person":
        return _person(lead, full_names, words)
    if lead.kind == "initials":
        return _by_initials(lead, known, words)
    if lead.kind == "all":
        return Party(lead.name, "all")
    full, reason = _written_out(lead.name, known, words)
    return Party(full, lead.kind, reason or None)


def _written_out(name: str, known: KnownParties, words: LeadWords) -> tuple[str, str]:
    """(`Head of Service Safeguarding`, `HOS is Head of Service`) for `HOS Safeguarding`; the document's own glossary comes first."""
    plain, reasons = _without_gloss(name)

    def long(match: re.Match[str]) -> str:
        short = match[0]
        if short in known.meanings:
            full, source = known.meanings[short][0], "in this document"
        elif short in words.long_forms and short not in words.posts_beside_posts | words.bodies_beside_bodies:
            full, source = words.long_forms[short], "in the vocabulary"
        else:
            return short
        if full != short:  # `CFO` has two meanings and none in the vocabulary
            reasons.append(f"{short} is {full} {source}")
        return full

    return re.sub(r"[A-Za-z&]*[A-Z][A-Za-z&]*", long, plain), "; ".join(reasons)


def _without_gloss(name: str) -> tuple[str, list[str]]:
    """`Director of Children's Services (DCS)` is the same without its bracket."""
    bracket = re.search(r"\s*\(([A-Za-z&]{2,8})\)\s*$", name)
    if bracket is None or not is_gloss(bracket[1], name[: bracket.start()]):
        return name, []
    return name[: bracket.start()], [f"{bracket[1]} abbreviates it"]


def _person(lead: Lead, full_names: dict[tuple[str, ...], str], words: LeadWords) -> Party:
    mine = person_key(lead.name, words)
    if mine in full_names:
        name = full_names[mine]
        return Party(name, "person", None if lead.name == name else "the same name but for a title")
    fitting = [key for key in full_names if fits_initial(mine, key) or (len(mine) == 1 and mine[0] in (key[0], key[-1]))]
    if len(fitting) == 1:
        return Party(full_names[fitting[0]], "person", f"no other person named in this document is called {lead.name}")
    return Party(lead.name, "person")


def _by_initials(lead: Lead, known: KnownParties, words: LeadWords) -> Party:
    if lead.name in words.people:
        return Party(words.people[lead.name], "person", "an analyst's own list")
    meaning = known.meanings.get(lead.name)
    if meaning and meaning[1] == "person":
        return Party(meaning[0], "person", "the document's own glossary")
    return Party(lead.name, "initials")
