"""What a document itself tells of its parties: full names, abbreviations explained, initials with a glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import LeadKind
from ..vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class KnownParties:
    """`names`: full names of persons, case-folded; `meanings`: abbreviation -> (what it stands for, kind of party); `alone`: abbreviations
    that stand by themselves somewhere as a lead, so that `CC` in `IRO/CC` is told from `JS` in `IRO/JS`; `parties`: posts and
    bodies that a separator told apart somewhere (`Transport Policy/ Rural Transport`). `vocabulary` is what cells are
    read with; None is the one that comes with plantrace. Two are equal when they are one object, so that lines read can be cached."""

    names: frozenset[str] = frozenset()
    meanings: Mapping[str, tuple[str, LeadKind]] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    vocabulary: Vocabulary | None = None

    @property
    def name_words(self) -> frozenset[str]:
        """The given names and surnames of the persons known."""
        return frozenset(word for name in self.names for word in name.split())


NOTHING_KNOWN = KnownParties()

EXPLAINED = re.compile(
    r"(?P<long>(?:[A-Z][\w’'-]*|and|&|of|for|the|to)(?:[ \t]+(?:[A-Z][\w’'-]*|and|&|of|for|the|to)){1,9})"
    r"[ \t]*\((?P<short>[A-Z][A-Za-z&]{1,7})\)"
)
"""`Local Safeguarding Children Board (LSCB)`"""

GLOSSARY = re.compile(
    r"(?m)(?:^|[;,.|]\s*|\t)\s*(?P<short>[A-Z][A-Za-z&/]{1,7})\s*(?:=|:|–|—|\s-\s|\bis\b|\bstands for\b)\s*"
    r"(?P<long>[A-Z][\w’'-]+(?:[ \t]+(?:[A-Z][\w’'-]*|and|&|of|for|the)){1,7})"
)
"""`SMcL = Shaun McLurg`, `CMG: Corporate Management Group`"""
