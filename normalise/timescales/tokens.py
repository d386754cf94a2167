"""Printed text -> tokens with their places: all that the grammar ever looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["word", "number", "ordinal", "mark", "line"]

_TOKEN = re.compile(
    r"(?P<word>[Ww]/[CcEeBb](?![^\W\d_])|[Nn]/[Aa](?![^\W\d_])|(?:[Ww]\.[Ee]\.[Ff]|[Aa]\.[Ss]\.[Aa]\.[Pp]|[Tt]\.[Bb]\.[AaCcDd])\.?"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<ordinal>\d+(?:st|nd|rd|th|ST|ND|RD|TH|St|Nd|Rd|Th)(?![a-z]))|(?P<number>\d+)"
    r"|(?P<line>[ \t]*[\n\r\v\f\u2028\u2029]+\s*)|(?P<mark>\S)"
)
_DASHES = "‐‑‒–—―−－"
_SAME = str.maketrans(dict.fromkeys(_DASHES, "-") | {"’": "'", "‘": "'", "`": "'", "´": "'", "⁄": "/", "＆": "&", "…": ".", "½": "half"})


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is in lower case, dashes and apostrophes made alike; `start`, `end` are offsets in the cell; `value` that of a number."""

    kind: TokenKind
    text: str
    start: int
    end: int
    value: int = -1
    capital: bool = False


END = Token("line", "", -1, -1)
"""Stands for what lies before the first and after the last token."""


class Tokens(Sequence[Token]):
    """A cell's tokens. An index outside gives `END`, so that a rule may look ahead and behind without asking whether anything is there."""

    __slots__ = ("_tokens", "printed")

    def __init__(self, printed: str) -> None:
        self.printed = printed
        tokens = [_token(match) for match in _TOKEN.finditer(printed)]
        self._tokens = _with_whole_years(tokens) if "\n" in printed else tokens

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index: int) -> Token:  # type: ignore[override]
        return self._tokens[index] if 0 <= index < len(self._tokens) else END

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def word(self, index: int) -> str:
        """The word at `index`, or nothing: `` `` for a number, a mark, a line end."""
        token = self[index]
        return token.text if token.kind == "word" else ""

    def is_mark(self, index: int, marks: str) -> bool:
        token = self[index]
        return token.kind == "mark" and token.text in marks

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the next: `Apr-19`."""
        return self[index].end == self[index + 1].start

    def after_line(self, index: int) -> int:
        """Where to go on reading when the cell wraps here: the token after a line end, else the same."""
        return index + 1 if index < len(self) and self[index].kind == "line" else index


def _with_whole_years(tokens: list[Token]) -> list[Token]:
    """The figures of a year that a line end parts are one number: `31/03/20` / `19`, `2018/1` / `9`, `Sept 201` / `8`."""
    whole: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if _begins_year(tokens, index):
            rest = tokens[index + 2]
            text = token.text + rest.text
            token, index = Token("number", text, token.start, rest.end, int(text)), index + 2
        whole.append(token)
        index += 1
    return whole


def _begins_year(tokens: list[Token], index: int) -> bool:
    parts = tokens[index : index + 4]
    if [part.kind for part in parts[:3]] != ["number", "line", "number"] or any(part.kind in _FIGURES for part in parts[3:]):
        return False
    first, rest = parts[0].text, parts[2].text
    marked = index > 0 and tokens[index - 1].kind == "mark" and tokens[index - 1].text in "/-." and tokens[index - 1].end == parts[0].start
    if marked and len(first) == len(rest) == 1 and index > 1 and len(tokens[index - 2].text) == 4:  # `2018/1` / `9`
        return int(first + rest) == (tokens[index - 2].value + 1) % 100
    return len(first + rest) == 4 and first[0] in "12" and (first + rest)[:2] in ("19", "20") and (marked or len(first) == 3)


_FIGURES = ("number", "ordinal")


def _token(match: re.Match[str]) -> Token:
    kind: TokenKind = match.lastgroup  # type: ignore[assignment]
    printed = match.group()
    text = (printed if printed.isalpha() else printed.translate(_SAME)).lower()
    value = int("".join(letter for letter in text if letter.isdigit())[:9]) if kind in ("number", "ordinal") else -1
    if kind == "word":
        text = text.replace(".", "")
    return Token(kind, "\n" if kind == "line" else text, match.start(), match.end(), value, printed[:1].isupper())
