"""Leads that are one party: `HOS Safeguarding` and `Head of Service - Safeguarding`, `SMcL` and the person whom a glossary names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Lead, LeadKind
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
    """Each lead with the party that it names.

    Posts and bodies are one where they are the same words once abbreviations are written out; persons where the name is the same but
    for a title, or where an initial and surname fit one full name and no other; initials only by a glossary or an analyst's own list.
    """
    known = known or NOTHING_KNOWN
    words = lead_words(known.vocabulary)
    printed = list(dict.fromkeys(leads))
    found = {lead: _person(lead, printed, known, words) for lead in printed if lead.kind in ("person", "initials")}
    return {**found, **_posts_and_bodies([lead for lead in printed if lead not in found], known, words)}


def _posts_and_bodies(leads: Iterable[Lead], known: KnownParties, words: LeadWords) -> dict[Lead, Party]:
    forms: dict[tuple[str, ...], list[tuple[Lead, str]]] = defaultdict(list)
    for lead in leads:
        full, expanded = _written_out(lead.name, known, words)
        forms[_key(full)].append((lead, expanded))
    found: dict[Lead, Party] = {}
    for same in forms.values():
        fullest = min((lead for lead, expanded in same if not expanded), key=lambda lead: lead.name, default=None)
        name = fullest.name if fullest else _written_out(same[0][0].name, known, words)[0] if len(same) > 1 else same[0][0].name
        for lead, expanded in same:
            reason = None if lead.name == name else expanded or "the same words"
            found[lead] = Party(name, lead.kind, reason)
    return found


def _written_out(name: str, known: KnownParties, words: LeadWords) -> tuple[str, str]:
    """(`Head of Service Safeguarding`, `HOS is Head of Service`) for `HOS Safeguarding`; the document's own glossary comes first."""
    reasons: list[str] = []

    def long(match: re.Match[str]) -> str:
        short = match[0]
        if short in known.meanings:
            full, source = known.meanings[short][0], "in this document"
        elif short in words.long_forms:
            full, source = words.long_forms[short], "in the vocabulary"
        else:
            return short
        reasons.append(f"{short} is {full} {source}")
        return full

    return re.sub(r"[A-Za-z&]*[A-Z][A-Za-z&]*", long, name), "; ".join(reasons)


def _key(name: str) -> tuple[str, ...]:
    plain = re.findall(r"[\w'-]*\w", name.casefold().replace("’", "'").replace("&", " and "))
    return tuple(_MISSPELT.get(word, word) for word in plain if word not in _IDLE)


def _person(lead: Lead, leads: list[Lead], known: KnownParties, words: LeadWords) -> Party:
    if lead.kind == "initials":
        return _by_initials(lead, known, words)
    full_names = {_bare(other.name, words): _untitled(other.name, words) for other in leads if other.kind == "person"}
    full_names = {key: name for key, name in full_names.items() if len(key) > 1 and len(key[0]) > 1}
    mine = _bare(lead.name, words)
    if mine in full_names:
        name = full_names[mine]
        return Party(name, "person", None if lead.name == name else "the same name but for a title")
    fitting = [key for key in full_names if _fits(mine, key)]
    if len(fitting) == 1 and mine:
        return Party(full_names[fitting[0]], "person", f"no other person named here is called {lead.name}")
    return Party(lead.name, "person")


def _by_initials(lead: Lead, known: KnownParties, words: LeadWords) -> Party:
    if lead.name in words.people:
        return Party(words.people[lead.name], "person", "an analyst's own list")
    meaning = known.meanings.get(lead.name)
    if meaning and meaning[1] == "person":
        return Party(meaning[0], "person", "the document's own glossary")
    return Party(lead.name, "initials")


def _untitled(name: str, words: LeadWords) -> str:
    parts = list(words.words(name))
    while len(parts) > 1 and parts[0].has("TITLE"):
        parts = parts[1:]
    return name[parts[0].start :] if parts else name


def _bare(name: str, words: LeadWords) -> tuple[str, ...]:
    """`Cllr. Mrs J. Wood` -> (`j`, `wood`)"""
    return tuple(word.plain.strip(".") for word in words.words(_untitled(name, words)) if word.is_word)


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """`J Smith`, `Jane`, `Smith` against `Jane Smith`."""
    if len(short) == 1:
        return short[0] in (full[0], full[-1])
    return len(short) == 2 and len(short[0]) == 1 and short[0] == full[0][0] and short[-1] == full[-1]
