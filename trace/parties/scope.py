"""Within what names may be one party: an authority, a plan, or everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ...normalise.leads import LeadWords, lead_words, party_key, person_key
from ...normalise.vocabulary import Vocabulary, default_vocabulary
from .model import PrintedName

Sort = Literal["person", "post or body", "initials"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Names of one scope and sort may be one party. `authority` is shown with it; `plan` is set where nothing reaches beyond a plan."""

    sort: Sort
    authority: str | None = None
    plan: str | None = None


def name_to_scope(name: PrintedName, words: LeadWords) -> Scope:
    """Posts, bodies and full names: the authority. National bodies: everywhere. Initials and single names (`Jane`, `Mr Clayton`), and
    whatever stands in a document that names no authority: its plan."""
    if name.full_kind == "group" and party_key(name.full_name) in national_bodies():
        return Scope("post or body")
    sort: Sort = {"person": "person", "initials": "initials"}.get(name.full_kind, "post or body")  # type: ignore[assignment]
    authority = council_of(name.authority) if name.authority else None
    beyond = sort == "post or body" or (sort == "person" and len(person_key(name.full_name, words)) > 1)
    return Scope(sort, authority, None if authority and beyond else name.plan)


def council_of(authority: str) -> str:
    """`Stockton` -> `Stockton-on-Tees Borough Council`: a plan known by its place alone is its council's."""
    return _councils(default_vocabulary()).get(_squash(authority), authority)


@lru_cache(maxsize=1)
def national_bodies() -> frozenset[tuple[str, ...]]:
    """Keys of names, short and long, of bodies that are one in every plan."""
    vocabulary = default_vocabulary()
    long = lead_words(vocabulary).long_forms
    names = [*vocabulary.words("leads.bodies.national"), *vocabulary.words("about.inspectorates.names")]
    return frozenset(party_key(each) for name in names for each in (name, long.get(name, name)))


@lru_cache(maxsize=4)
def _councils(vocabulary: Vocabulary) -> dict[str, str]:
    return {_squash(place): str(council) for place, council in vocabulary.section("about.places").items()}


def _squash(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold().removeprefix("the "))
