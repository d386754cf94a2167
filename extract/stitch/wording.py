"""How a text begins and ends: whether what stands on the next page goes on with its sentence, and what to put between the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ..english import is_english

Ending = Literal["open", "bare", "closed"]
Beginning = Literal["lower", "upper", "label", "bullet", "other"]

# Words after which no sentence ends.
_LEADING_ON = frozenset(
    """a an and are as at be been between but by can could during each either every for from had has have her his if in including into is
    its may must my nor of on onto or our over per shall should since than that the their these this those through to towards
    under until upon via was we were what when where which who whose will with within without would your""".split()
)
_LABEL = re.compile(r"(?:[A-Z]{0,3}\d{1,3}(?:\.\d{1,2}){0,2}[.):]?|\(?[a-z]{1,2}[.)]|\(?[ivx]{1,4}[.)]|[A-Z][.)])(?=\s|$)")
_CONTINUED = re.compile(r"\(?\b(?:continued|cont[’'.]?d?)\b\.?\)?", re.I)
_VARIES = re.compile(
    r"\d+(?:st|nd|rd|th)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|winter",
    re.I,
)
# The only word of a line, and its second half.
_LAST_WORD = re.compile(r"(?:[^\w\s]+\s*)?(?:\w+[-/])?([A-Z]?[a-z]+)")
_FIRST_WORD = re.compile(r"[a-z]+(?!\w)")
_WIDTHS = dict.fromkeys("mwMWGOQCDHNUABKRSVXYEP@%&—", 1.3) | dict.fromkeys("iljtfrI.,;:'’|!()[] -", 0.52)
"""Of letters that are wider or narrower than a digit."""
WIDEST_LETTER = 1.4
"""No line is as wide as this times its letters."""


def squeezed(text: str) -> str:
    """Without white space, case and `(continued)`: `Recommendatio` / `n` is `Recommendation`."""
    return re.sub(r"[\s­]+", "", _CONTINUED.sub("", text)).casefold()


def timeless(text: str) -> str:
    """Squeezed, less what a heading may change from page to page: `Update August 2013`, `Update September 2013`."""
    return re.sub(r"\W+", "", squeezed(_VARIES.sub("", text)))


def ending(text: str) -> Ending:
    stripped = text.rstrip()
    if not stripped:
        return "closed"
    if stripped[-1] in ",-–—&/(+" or stripped.split()[-1].casefold().strip("(") in _LEADING_ON:
        return "open"
    if stripped[-1] in ".!?;:" or stripped[-2:] in (".)", ".”", '."', ".’", ".'", ".]"):
        return "closed"
    return "bare"


def beginning(text: str) -> Beginning:
    stripped = text.lstrip()
    if stripped[:1] in "•▪●◦–-*" and stripped[1:2].isspace():
        return "bullet"
    if label_of(stripped) is not None:
        return "label"
    first = stripped[:1]
    if first.islower() or (first and first in ",;.)]"):
        return "lower"
    return "upper" if first.isupper() else "other"


def label_of(text: str) -> str | None:
    """The number or letter that a row or list item begins with: `4.`, `A12`, `(b)`, `2.3`."""
    found = _LABEL.match(text.lstrip())
    return found[0] if found else None


def follows(label: str, before: str) -> bool:
    """Whether one label counts on from another: `A5` after `A4`, `2.1` after `1.6`, `B1` after `A9`."""
    numbers, earlier = _numbers(label), _numbers(before)
    if not numbers or not earlier:
        return False
    if label[0].isalpha() and before[0].isalpha() and ord(label[0].casefold()) == ord(before[0].casefold()) + 1:
        return numbers[0] == 1
    if len(numbers) != len(earlier):
        return numbers[: len(earlier)] == earlier or numbers[0] == earlier[0] + 1
    return (numbers[:-1] == earlier[:-1] and numbers[-1] == earlier[-1] + 1) or (len(numbers) > 1 and numbers[0] == earlier[0] + 1)


def _numbers(label: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", label)]


def joined(text: str, rest: str, last_line: str, room: float) -> str:
    """A text and its rest from the next page: a space where the sentence goes on, a line end where a paragraph ended.

    `last_line` is the last line on the page before, `room` the width (see `width`) of the longest line that the column holds:
    where the first word of the rest would still have fitted, the line end is the author's.
    """
    if not text.strip() or not rest.strip():
        return text if text.strip() else rest
    text, rest = text.rstrip(), rest.lstrip()
    begins, ends = beginning(rest), ending(text)
    if begins == "bullet" and not (ends != "closed" and _is_dash_of(text, last_line, rest, room)):
        return f"{text}\n{rest}"
    if text[-1] in "-–" and (text[-2:-1].isalpha(), text[-2:-1].isdigit()) == (rest[0].isalpha(), rest[0].isdigit()) != (False, False):
        return text + rest
    if _cuts_word(last_line, rest):
        return text + rest
    if begins == "lower" or ends == "open":
        return f"{text} {rest}"
    if begins != "bullet" and (fits_on(last_line, rest, room) or (begins == "label" and ends == "closed")):
        return f"{text}\n{rest}"
    return f"{text} {rest}"


def _is_dash_of(text: str, last_line: str, rest: str, room: float) -> bool:
    """Whether the dash that the rest begins with stands within a sentence: it found no room above, and no item of the text begins so."""
    return rest[0] in "-–*" and not fits_on(last_line, rest, room) and not any(line.startswith(rest[0]) for line in text.split("\n"))


def _cuts_word(last_line: str, rest: str) -> bool:
    """Whether a column too narrow for a word was cut within it by the page's end: `Developm` / `ent`, but `assessment` / `nurse`."""
    found = _LAST_WORD.fullmatch(last_line.strip()), _FIRST_WORD.match(rest)
    if found[0] is None or found[1] is None:
        return False
    first, second = found[0][1].lower(), found[1][0].lower()
    return is_english(first + second) and not (is_english(first) and is_english(second))


def fits_on(line: str, rest: str, room: float) -> bool:
    """Whether the first word of the rest would have fitted on the line, so that its end is the author's."""
    return width(f"{line} {rest.split()[0]}") < 0.97 * room


def width(line: str) -> float:
    """How wide a line is, about, in digits: capitals are wider, `i` and `l` narrower. For lines of one type size."""
    return sum([_WIDTHS.get(letter, 1.0) for letter in line])


def room_of(lines: Sequence[str]) -> float:
    return max((width(line) for line in lines), default=0.0)
