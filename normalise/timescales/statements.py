"""A timescale cell -> one `Timescale` per date or statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ..model import Timescale, TimescaleKind
from .events import is_event, is_start_heading
from .joins import Gap, gap_between, is_nested, together
from .mentions import Dated, Mention
from .moments import days_of, first_day, last_day
from .phrases import read_phrase
from .spans import read_span
from .tokens import Tokens
from .words import BEFORE_DATE

LONGEST_CELL = 4000
"""Characters: what is longer is prose under a timescale heading; its first part is read."""


def read_timescales(text: str, *, heading: str = "") -> tuple[Timescale, ...]:
    """The dates and statements of a timescale cell, in printed order, nothing inferred.

    `May 2012` / `Ongoing` -> a period and an ongoing; `Feb & Oct` -> one unparsed, for want of a year. `heading` is the column's: in
    a start-date column a date is `open`. An empty cell, or one of dashes, gives nothing. Never raises.
    """
    printed = text.strip()
    if not any(letter.isalnum() or letter == "?" for letter in printed):
        return ()
    tokens, mentions = text_to_mentions(printed[:LONGEST_CELL])
    if not mentions:
        return _without_mention(tokens)
    statements = _statements(tokens, mentions)
    starts = is_start_heading(heading)
    entries = [entry for statement in statements for entry in statement.entries(tokens, starts)]
    if len(entries) == 1:
        return (_with_raw(entries[0], printed),)
    return tuple(entries)


@lru_cache(maxsize=64)
def text_to_mentions(printed: str) -> tuple[Tokens, tuple[Mention, ...]]:
    """A cell's tokens and mentions, kept for whoever asks next: what was just read is checked, and the next row may print the same."""
    tokens = Tokens(printed)
    return tokens, tuple(find_mentions(tokens))


def find_mentions(tokens: Tokens) -> list[Mention]:
    """Every date and phrase of the cell, left to right, none overlapping."""
    mentions: list[Mention] = []
    index = 0
    while index < len(tokens):
        found = _at(tokens, index)
        if not found:
            index += 1
            continue
        floor = mentions[-1].after if mentions else 0
        mentions += [mention if mention.first >= floor else _later(mention, floor) for mention in found]
        index = max(index + 1, found[-1].after)
    return mentions


def _at(tokens: Tokens, index: int) -> list[Mention]:
    if tokens[index].kind in ("mark", "line"):
        return []
    phrase = read_phrase(tokens, index)
    return [phrase] if phrase is not None else read_span(tokens, index)


def _later(mention: Mention, first: int) -> Mention:
    return Mention(mention.kind, first, mention.after, mention.dates, mention.value)


@dataclass(slots=True)
class _Statement:
    """Mentions that are one statement, and the text that is theirs."""

    mentions: list[Mention]
    first: int
    after: int

    def _tells_more(self, tokens: Tokens) -> bool:
        """`To be confirmed following the review in June 2013`: the date is of something else."""
        first, last = self.mentions[0], self.mentions[-1]
        return any(tokens.word(index) not in BEFORE_DATE for index in range(first.after, last.first))

    def _is_to_be_complete(self, tokens: Tokens, dates: Sequence[Dated]) -> bool:
        """`Start April 2014, complete March 2015`: not done yet; `Started April 2014, completed March 2015` is."""
        said = [tokens.word(mention.first) for mention in self.mentions if mention.kind == "complete"]
        return len(dates) == 2 and dates[0].is_open and said == ["complete"]

    def entries(self, tokens: Tokens, starts: bool) -> list[Timescale]:
        raw = _raw(tokens, self.first, self.after)
        dates = [dated for mention in self.mentions for dated in mention.dates]
        kinds = {mention.kind for mention in self.mentions}
        value = next((mention.value for mention in self.mentions if mention.kind == "recurring"), None)
        if "complete" in kinds and not self._is_to_be_complete(tokens, dates):
            return [_timescale(raw, "complete", dates[-1].edtf if dates else None)]
        if "recurring" in kinds and len(dates) < 2:
            return [_timescale(raw, "recurring", dates[0].edtf if dates else None, every=value)]
        if dates and not ("tbc" in kinds and self._tells_more(tokens)):
            if len(dates) == 2 and len(self.mentions) == 2 and is_nested(*self.mentions):
                dates = [min(dates, key=_length)]
            texts = [raw] if len(dates) == 1 else [_raw(tokens, dated.first, dated.after) for dated in dates]
            return [_dated(printed, dated, starts) for printed, dated in zip(texts, dates, strict=True)]
        for mention in self.mentions:
            if mention.kind in ("within", "immediate", "tbc", "ongoing"):
                return [_timescale(raw, mention.kind, within=mention.value if mention.kind == "within" else None)]
        return [Timescale(raw, "unparsed")]


def _statements(tokens: Tokens, mentions: Sequence[Mention]) -> list[_Statement]:
    """Mentions grouped by what stands between them; the words around it are its own, a line without any mention may be an event."""
    statements = [_Statement([mentions[0]], 0, mentions[0].after)]
    for before, mention in pairwise(mentions):
        gap = gap_between(tokens, before, mention)
        current = statements[-1]
        if together(current.mentions, mention, gap):
            current.mentions.append(mention)
            current.after = mention.after
            continue
        current.after = gap.ends
        statements += _events_between(tokens, gap)
        statements.append(_Statement([mention], gap.begins, mention.after))
    statements[-1].after = len(tokens)
    return statements


def _events_between(tokens: Tokens, gap: Gap) -> list[_Statement]:
    """`May 2012` / `Next LSCB meeting` / `Ongoing`: the line between is a statement, tied to an event."""
    return [_Event([], first, after) for first, after in gap.lines if is_event(tokens, first, after)]


class _Event(_Statement):
    def entries(self, tokens: Tokens, starts: bool) -> list[Timescale]:
        return [Timescale(_raw(tokens, self.first, self.after), "event")]


def _without_mention(tokens: Tokens) -> tuple[Timescale, ...]:
    """A cell without date or phrase: an event, several on lines of their own, or nothing that can be read."""
    breaks = [-1, *(index for index, token in enumerate(tokens) if token.kind == "line"), len(tokens)]
    lines = [(first + 1, after) for first, after in pairwise(breaks) if after > first + 1]
    if len(lines) > 1 and all(is_event(tokens, first, after) for first, after in lines):
        return tuple(Timescale(_raw(tokens, first, after), "event") for first, after in lines)
    kind: TimescaleKind = "event" if is_event(tokens, 0, len(tokens)) else "unparsed"
    return (Timescale(tokens.printed, kind),)


def _dated(raw: str, dated: Dated, starts: bool) -> Timescale:
    edtf = dated.edtf
    if starts and not dated.is_range and not dated.is_open:
        edtf = f"{edtf.split('/')[0]}/.."
    kind: TimescaleKind = "open" if edtf.endswith("/..") else "date" if len(edtf) == 10 else "period"
    return _timescale(raw, kind, edtf)


def _length(dated: Dated) -> int:
    first, last = days_of(dated.edtf)
    return (last - first).days


def _timescale(raw: str, kind: TimescaleKind, edtf: str | None = None, *, every: str | None = None, within: str | None = None) -> Timescale:
    if edtf is None:
        return Timescale(raw, kind, every=every, within=within)
    first, _, last = edtf.partition("/")
    end = None if last == ".." else last_day(last or first)
    return Timescale(raw, kind, edtf, first_day(first), end, every, within)


def _with_raw(entry: Timescale, raw: str) -> Timescale:
    return Timescale(raw, entry.kind, entry.edtf, entry.start, entry.end, entry.every, entry.within)


def _raw(tokens: Tokens, first: int, after: int) -> str:
    """The text of tokens `first` to `after`, without the bullets and separators around it."""
    after = min(after, len(tokens))
    if first >= after:
        return ""
    text = tokens.printed[tokens[first].start : tokens[after - 1].end]
    return text.strip(" \t\n\r,;&/+•●▪*-–—").strip()
