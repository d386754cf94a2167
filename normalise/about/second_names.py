"""Candidates for whose plan it is -> the same without second names of one body (its Welsh name, the hospital that it runs) and partners."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...provenance import Place
from ..vocabulary import Vocabulary
from ..wording import squash
from .bodies import either


@dataclass(frozen=True, slots=True)
class Authority:
    name: str
    places: tuple[Place, ...] = ()


def without_second_names(candidates: Sequence[Authority], texts: Sequence[str], vocabulary: Vocabulary) -> list[Authority]:
    """`Cyngor Sir Dyffryn / Dyffryn County Council` -> the English; `Glan Afon Hospital`, `Bae Teifi University Health Board` -> the board.

    `texts` are those of the whole document: a Welsh name without a word of the English one is its second name where the two stand
    side by side (`Cyngor Abertawe | Swansea Council`). A hospital alone stays.
    """
    welsh = _begins(vocabulary.words("about.authorities.welsh"))
    english = [each for each in candidates if not welsh.match(each.name)]
    whole = "\n".join(texts)
    english_names = {each.name for each in english}
    second = {
        each.name for each in candidates if welsh.match(each.name) and any(_are_one(each.name, name, whole) for name in english_names)
    }
    run = _ends(vocabulary.words("about.authorities.run"))
    if any(_ends(vocabulary.words("about.authorities.running")).search(each.name) for each in candidates):
        second |= {each.name for each in candidates if run.search(each.name)}
    second |= {each.name for each in candidates if any(_shortens(each.name, other.name) for other in candidates)}
    return [each for each in candidates if each.name not in second]


def _shortens(name: str, other: str) -> bool:
    """`Medway NHS FT` for `Medway NHS Foundation Trust`, `Wirral MBC` for `Wirral Metropolitan Borough Council`."""
    *kept, last = name.split()
    rest = other.split()[len(kept) :]
    return len(rest) > 1 and other.split()[: len(kept)] == kept and "".join(word[0] for word in rest) == last


_COUNCIL = re.compile(r"\bCouncil$|\bBorough of\b|^City of\b|\b[BC]?MBC$|\bCombined Authority$")


def council_of_partners(named: Sequence[Authority], vocabulary: Vocabulary) -> Authority | None:
    """`Leicester City Council and Leicester City Clinical Commissioning Group`: a local area's plan is the council's; commissioners
    and companies sign it, too. None where two councils are named, or anybody else."""
    partners = re.compile(rf"\b(?:{either(vocabulary.words('about.authorities.partners'))})\b", re.IGNORECASE)
    others = [each for each in named if not partners.search(each.name)]
    return others[0] if len(others) == 1 < len(named) and _COUNCIL.search(others[0].name) else None


def _are_one(welsh: str, english: str, whole: str) -> bool:
    if squash(welsh).split()[-1] in squash(english).split():
        return True
    one, two = (r"\s+".join(re.escape(word) for word in name.split()) for name in (welsh, english))
    return re.search(rf"{one}[\s/|()–—-]*{two}|{two}[\s/|()–—-]*{one}", whole, re.IGNORECASE) is not None


def _begins(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{either(words)})\b", re.IGNORECASE)


def _ends(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(words)})$", re.IGNORECASE)
