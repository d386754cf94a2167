"""What Tesseract writes -> what is printed, where that is certain. Spelling is not guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_PLAIN = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "‘": "'", "’": "'", "“": '"', "”": '"', "¦": "|"})

BULLETS = frozenset("•*+¢°»«·e©®@-~=o")
"""What Tesseract makes of a bullet before the text of its line; whether it is one its size tells."""

_ALWAYS_BULLETS = frozenset("•*¢°»«·©®")

_FINAL_L = re.compile(r"(?<=[a-z]{2})[!\]|](?=[.,;:'\"]?$)")  # inside a word it may be an i as well: `soc!al`
_BRACKET_L = re.compile(r"(?<=[a-z]{2})[\]|](?=[.,;:'\"]?$)")
_DOTS = re.compile(r"^(?:\.\.|…)(?!\.)")
_COMMA_LABEL = re.compile(r"\d{1,2}(?:\.\d{1,2})*,")
_NUMBER_FOLLOWS = re.compile(r"(?:no|nos|number)[.,]?", re.IGNORECASE)
_NUMBER_STUCK = re.compile(r"^(nos?)[.,](?=\d)", re.IGNORECASE)


def line_as_printed(words: Sequence[str]) -> list[str]:
    """The words of one line, `""` for one that is only what was left of a border.

    `wil!` -> `will`, `too]` -> `tool`, `ﬁnal` -> `final`, `|February` -> `February`, `No. |` -> `No. 1`, `No, 8` -> `No. 8`,
    `No,11` -> `No.11`, `| would` -> `I would`, `1, Review` -> `1. Review`.
    """
    opened = any("[" in word for word in words)
    texts = [_word(word, after[:1], opened) for word, after in pairwise([*words, ""])]
    for at, (text, after) in enumerate(pairwise(texts)):
        if text == "|" and after[:1].islower():
            texts[at] = "I"
    for at, (before, text) in enumerate(pairwise(texts), 1):
        if _NUMBER_FOLLOWS.fullmatch(before) and (text == "|" or text[0].isdigit()):
            texts[at - 1 : at + 1] = before.replace(",", "."), "1" if text == "|" else text
    if len(texts) > 1 and _COMMA_LABEL.fullmatch(texts[0]) and texts[1][:1].isupper():
        texts[0] = texts[0][:-1] + "."
    return [text if (bare := text.strip("|")) == text else bare for text in texts]


def without_bullet(text: str) -> str | None:
    """What follows a bullet that was read together with the first word of its line: `«Case` -> `Case`; None where there is none."""
    return text[1:] if len(text) > 2 and text[0] in _ALWAYS_BULLETS and text[1].isalpha() else None


def _word(text: str, after: str, opened: bool) -> str:
    """One word; `after` is the first letter of the next, `opened` says that a square bracket stands before."""
    text = _NUMBER_STUCK.sub(r"\1.", _DOTS.sub("...", text.translate(_PLAIN)))
    if opened:
        return text
    goes_on = after.islower() or after.isdigit()  # an exclamation mark ends a sentence
    return (_FINAL_L if goes_on else _BRACKET_L).sub("l", text)
