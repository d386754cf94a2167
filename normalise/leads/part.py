"""A stretch of a lead cell's line that may be a party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model import LeadKind
from .kinds import is_person, kind_of, outside_brackets
from .known import KnownParties
from .words import LeadWords, Word


class Part:
    """A stretch of a line that may be a party."""

    def __init__(self, text: str, words: Sequence[Word], reader: PartReader, spaced: bool = True) -> None:
        self.text = text
        self.words = tuple(words)
        self.reader = reader
        self.spaced = spaced
        """Whether white space stands before it: `IRO / CC`, not `IRO/CC`."""

    @cached_property
    def kind(self) -> LeadKind | None:
        outside = outside_brackets(self.words) if self.text.endswith((")", "]")) else []
        if outside and is_person(outside, self.reader.lead_words, self.reader.known):
            return "person"  # `Jane Dow (HoS)`
        return kind_of(self.words, self.text, self.reader.lead_words, self.reader.known)

    @cached_property
    def real(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.is_word)

    @cached_property
    def has_post(self) -> bool:
        return self.kind == "role"

    @cached_property
    def has_body(self) -> bool:
        """A group by its own noun or abbreviation; `Transport Policy` has none."""
        return self.kind == "group" and any(
            word.has("BODY", "BODY_ABBR") or (word.text.isupper() and len(word.text) > 3) for word in self.real
        )

    @cached_property
    def is_employer(self) -> bool:
        """`CCG`, `Acute Trust`, `Medway Council`, `NHS Doncaster`; not `Improvement Board`."""
        return self.kind == "group" and bool(self.real) and (self.real[-1].has("EMPLOYER") or self.real[0].plain == "nhs")

    @cached_property
    def stands_alone(self) -> bool:
        """`Police`, `SMT`, `Governors`: complete before an `and`, unlike `Health` or `Policy`."""
        last = self.real[-1] if self.real else None
        if last is None:
            return False
        return (
            last.has("BODY_ABBR")
            or (self.kind == "group" and last.text.isupper() and len(last.text) > 3)
            or (last.has("WHOLE_BODY") and not last.has("TOPIC"))
        )

    @cached_property
    def is_subject(self) -> bool:
        """Neither post nor body nor person: `Assurance`, `Fostering`, `HR`."""
        if self.real and all(word.has("TOPIC_ABBR") for word in self.real):
            return True
        return self.kind in ("group", None) and not self.has_body and not self.stands_alone

    @cached_property
    def is_qualified(self) -> bool:
        """`Head of Fostering`, `Team Manager, Fostering`, `HOS Safeguarding`: a subject follows the post."""
        posts = [i for i, word in enumerate(self.words) if word.has("POST", "POST_ABBR")]
        return bool(posts) and posts[-1] < len(self.words) - 1 and self.kind == "role"

    def joined(self, separator: str, other: Part) -> Part:
        text = (
            self.reader.line[self.words[0].start : other.words[-1].end]
            if self.words and other.words
            else self.text + separator + other.text
        )
        start = self.words[0].start if self.words else 0
        between = [word for word in self.reader.words if start <= word.start < (other.words[-1].end if other.words else start)]
        return Part(text, between, self.reader, self.spaced)


@dataclass(slots=True)
class PartReader:
    """A line, its words, and what is known while it is divided."""

    line: str
    words: tuple[Word, ...]
    lead_words: LeadWords
    known: KnownParties
