"""Lead cell -> leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..model import Lead, LeadKind
from ..vocabulary import Vocabulary, fold
from ..wording import MONTH, without_bullets
from .holders import line_to_leads
from .kinds import INITIALS, is_prose
from .known import EXPLAINED, GLOSSARY, NOTHING_KNOWN, KnownParties
from .lines import cell_to_lines
from .words import LeadWords, lead_words

_DATES = re.compile(
    rf"\(?\b(?:by|from|until|w\.?e\.?f\.?|agreed|started?)?\s*(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}\.?\s*'?(?:\d{{4}}|\d{{2}})\b|\b(?:19|20)\d{{2}}/\d{{2,4}}\b)\)?",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\S{1,64}@\S{1,99}|\b(?:tel|ext|phone|mob)\b[.:]?\s*[\d ()+-]+|\b0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}\b", re.IGNORECASE)


_LONGEST_CELL = 10_000
"""Characters; what is longer is no list of parties."""


def read_leads(text: str, *, lines: Sequence[str] = (), known: KnownParties | None = None, above: Sequence[Lead] = ()) -> tuple[Lead, ...]:
    """The parties of a lead cell, each once, in the order in which they are printed.

    `text` has one party or more a line where the print shows it. `lines` are the lines as they stand on the page: where a narrow column
    wraps (`Heather` / `Sutherland`) they and the words decide together where one party ends. `known` is what the document tells of its
    parties (`known_parties`), `above` the leads of the row above, which `As above` and `ditto` stand for. A sentence names no lead.
    """
    if len(text) > _LONGEST_CELL:
        return ()
    known = known or NOTHING_KNOWN
    words = lead_words(known.vocabulary)
    if fold(text).strip(" .") in words.ditto or fold(text) in words.ditto:
        return tuple(above)
    flat = " ".join(_plain(text).split())
    if is_prose(words.words(flat)) and len(flat.split()) > 8:
        return _read_line(flat, known)
    found: list[Lead] = []
    for line in _lines_of_cell(text, tuple(lines), known):
        if fold(line).strip(" .") in words.ditto:
            found += above
        else:
            found += _read_line(line, known)
    return tuple(dict.fromkeys(_beside_others(found, words)))


def _beside_others(leads: Sequence[Lead], words: LeadWords) -> list[Lead]:
    """`Wildlife Trust/EA`: two capitals that may be a body or a post are one where every other party of the cell is."""
    others = {lead.kind for lead in leads if lead.kind != "initials"}
    if not others or not others <= {"role", "group"}:
        return list(leads)
    found = []
    for lead in leads:
        kind: LeadKind = lead.kind
        if kind == "initials" and not lead.role:
            if lead.name in words.bodies_beside_bodies and "group" in others:
                kind = "group"
            elif lead.name in words.posts_beside_posts and "role" in others:
                kind = "role"
        found.append(Lead(lead.name, kind, lead.role))
    return found


@lru_cache(maxsize=256)
def _lines_of_cell(text: str, lines: tuple[str, ...], known: KnownParties) -> tuple[str, ...]:
    """The cell cut where a party ends, once for each of the rows that print the same."""
    words = lead_words(known.vocabulary)
    return tuple(cell_to_lines(_plain(text), [_plain(line) for line in lines], lambda line: _read_line(line, known), words, known))


def _plain(text: str) -> str:
    """Without bullets, dates, telephone numbers and mail addresses."""
    return _CONTACT.sub("", _DATES.sub("", without_bullets(text))) if text else ""


@lru_cache(maxsize=4096)
def _read_line(line: str, known: KnownParties) -> tuple[Lead, ...]:
    return line_to_leads(line, lead_words(known.vocabulary), known)


def known_parties(texts: Iterable[str], vocabulary: Vocabulary | None = None) -> KnownParties:
    """What a document tells of its parties, from its lead cells and its prose.

    Full names come from cells that are nothing but names, meanings of abbreviations from `Local Safeguarding Children Board (LSCB)` and
    `SMcL = Shaun McLurg` anywhere.
    """
    reading = KnownParties(vocabulary=vocabulary)
    names: set[str] = set()
    alone: set[str] = set()
    parties: set[str] = set()
    meanings: dict[str, tuple[str, LeadKind]] = {}
    for text in dict.fromkeys(texts):
        for match in (*EXPLAINED.finditer(text), *GLOSSARY.finditer(text)):
            meaning = _meaning(match["short"], match["long"], reading)
            if meaning:
                meanings.setdefault(match["short"], meaning)
        if len(text) > 200:
            continue
        leads = read_leads(text, known=reading)
        names |= {fold(lead.name) for lead in leads if lead.kind == "person" and " " in lead.name}
        if all(lead.kind in ("initials", "person") for lead in leads):
            alone |= {lead.name for lead in leads if INITIALS.fullmatch(lead.name)}
        if re.search(r"[/;+]", text) and "\n" not in text:
            parties |= {fold(lead.name) for lead in leads if lead.kind in ("role", "group")}
    return KnownParties(frozenset(names), meanings, frozenset(alone), frozenset(parties), vocabulary)


def _meaning(short: str, long: str, known: KnownParties) -> tuple[str, LeadKind] | None:
    """The words that an abbreviation stands for and their kind: the last of them that its letters begin. None where they do not fit."""
    letters = [letter.casefold() for letter in short if letter.isalpha() and letter != "&"]
    words = re.findall(r"[\w’'-]+", long)
    for size in range(len(letters), len(letters) + 4):
        tail = words[-size:] if size <= len(words) else []
        if not tail or not tail[0][:1].isupper():
            continue
        initials = "".join(
            word[0].casefold() for word in tail if word[0].isupper() or word.casefold() not in ("of", "for", "the", "and", "to")
        )
        if initials in ("".join(letters), "".join(letters).replace("c", "", 1)) or initials == "".join(
            x for x in short.casefold() if x.isalpha()
        ):
            full = " ".join(tail)
            kinds = line_to_leads(full, lead_words(known.vocabulary), known)
            return (full, kinds[0].kind) if len(kinds) == 1 else (full, "group")
    person = line_to_leads(long, lead_words(known.vocabulary), known)
    if len(person) == 1 and person[0].kind == "person" and letters and long.split()[0][:1].casefold() == letters[0]:
        return person[0].name, "person"
    return None
