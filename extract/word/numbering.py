"""Automatic numbers as Word prints them: `numbering.xml`, and counters that run through the document, cells included."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .names import Element, child_value, is_on, w, whole_number
from .styles import ParagraphFormat, Styles

BULLET = "• "
"""However a list prints its bullets (Symbol, Wingdings, a picture): they say no more than that it is an item."""


@dataclass(frozen=True, slots=True)
class Level:
    """One `w:lvl`: `Level("lowerLetter", "%2)", 1)` prints `a)`, `b)`."""

    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    """Restarts after this level (1-based) or a higher one; 0 never; None after any higher one."""
    legal: bool = False
    """All numbers in arabic digits, `w:isLgl`."""
    space: str = " "
    style: str | None = None
    """The paragraph style that brings this level with it."""
    hidden: bool = False


@dataclass(slots=True)
class NumberList:
    """A `w:num`: the levels of its abstract list with its own overrides; lists of one abstract share their counters."""

    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int]
    """Level -> number that it starts anew with, the first time this list is used."""


@dataclass(slots=True)
class Numbering:
    root: Element | None
    styles: Styles
    _abstracts: dict[str, Element] = field(default_factory=dict)
    _numbers: dict[str, Element] = field(default_factory=dict)
    _lists: dict[str, NumberList | None] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.root is not None:
            self._abstracts = {item.get(w("abstractNumId"), ""): item for item in self.root.iterfind(w("abstractNum"))}
            self._numbers = {item.get(w("numId"), ""): item for item in self.root.iterfind(w("num"))}

    def label(self, direct: ParagraphFormat) -> str | None:
        """The number of the next paragraph of this format, counted up, with the space after it; None where it has none."""
        from_style = self.styles.style(direct.style or self.styles.default_style).paragraph
        list_id = direct.number_list or from_style.number_list
        number_list = self._list(list_id) if list_id and list_id != "0" else None
        if number_list is None:
            return None
        level = direct.number_level
        if level is None:
            level = self._level_of_style(number_list, direct) if direct.number_list is None else 0
        if level is None:
            level = from_style.number_level or 0
        return self._printed(number_list, level)

    def _level_of_style(self, number_list: NumberList, direct: ParagraphFormat) -> int | None:
        """A heading style names only its list; the list's level names the style."""
        style = direct.style or self.styles.default_style
        return next((index for index, level in number_list.levels.items() if level.style == style), None)

    def _printed(self, number_list: NumberList, index: int) -> str | None:
        level = number_list.levels.get(index)
        if level is None:
            return None
        counters = self._counters.setdefault(number_list.abstract, {})
        if index in number_list.restarts:
            counters[index] = number_list.restarts.pop(index) - 1
        counters[index] = counters.get(index, level.start - 1) + 1
        for lower in [lower for lower in counters if lower > index]:
            restart = number_list.levels[lower].restart if lower in number_list.levels else None
            if restart is None or (restart and index < restart):
                del counters[lower]
        if level.hidden or not level.pattern:
            return "" if level.format != "bullet" else BULLET
        if level.format == "bullet":
            return BULLET
        printed = re.sub(r"%([1-9])", lambda found: self._number(number_list, int(found[1]) - 1, level.legal, counters), level.pattern)
        return printed.strip() + level.space if printed.strip() else ""

    def _number(self, number_list: NumberList, index: int, legal: bool, counters: dict[int, int]) -> str:
        level = number_list.levels.get(index, Level())
        value = counters.setdefault(index, level.start)
        return number_as_printed(value, "decimal" if legal and level.format != "none" else level.format)

    def _list(self, list_id: str) -> NumberList | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read_list(list_id)
        return self._lists[list_id]

    def _read_list(self, list_id: str) -> NumberList | None:
        number = self._numbers.get(list_id)
        abstract = self._abstract_of(number, 0)
        if number is None or abstract is None:
            return None
        levels = {_level_index(element): _level(element) for element in abstract.iterfind(w("lvl"))}
        restarts: dict[int, int] = {}
        for override in number.iterfind(w("lvlOverride")):
            index = _level_index(override)
            own = override.find(w("lvl"))
            if own is not None:
                levels[index] = _level(own)
            start = child_value(override, w("startOverride"))
            if start is not None:
                restarts[index] = whole_number(start, 1, 0, 1_000_000)
        return NumberList(abstract.get(w("abstractNumId"), ""), levels, restarts)

    def _abstract_of(self, number: Element | None, depth: int) -> Element | None:
        """The abstract list of a number; one that only names a list style (`w:numStyleLink`) is looked up through it."""
        abstract = self._abstracts.get(child_value(number, w("abstractNumId")) or "")
        link = child_value(abstract, w("numStyleLink"))
        if link is None or depth > 10:
            return abstract
        linked = self._numbers.get(self.styles.style(link).paragraph.number_list or "")
        return self._abstract_of(linked, depth + 1) if linked is not None else abstract


def _level_index(element: Element) -> int:
    return whole_number(element.get(w("ilvl")), 0, 0, 8)


def _level(element: Element) -> Level:
    restart = child_value(element, w("lvlRestart"))
    format_ = child_value(element, w("numFmt")) or "decimal"
    return Level(
        format="bullet" if element.find(w("lvlPicBulletId")) is not None else format_,
        pattern=(child_value(element, w("lvlText")) or "")[:200],
        start=whole_number(child_value(element, w("start")), 0, 0, 1_000_000),
        restart=whole_number(restart, 0, 0, 9) if restart is not None else None,
        legal=is_on(element.find(w("isLgl"))),
        space="" if child_value(element, w("suff")) == "nothing" else " ",
        style=child_value(element, w("pStyle")),
        hidden=is_on(element.find(f"{w('rPr')}/{w('vanish')}")),
    )


_ROMAN = tuple(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True))
_WORDS = (
    "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve "
    "Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen Twenty"
).split()
_ORDINAL_WORDS = "Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth".split()


def number_as_printed(value: int, format_: str) -> str:
    """`(4, "lowerRoman")` -> `iv`; a format not known here prints as digits."""
    if format_ == "none":
        return ""
    if format_ in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        return _roman(value) if format_ == "upperRoman" else _roman(value).lower()
    if format_ in ("upperLetter", "lowerLetter") and 0 < value <= 26 * 20:
        # After z comes aa, then bb: Word repeats the letter and does not count on in it.
        letters = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters if format_ == "upperLetter" else letters.lower()
    if format_ == "ordinal":
        ending = "th" if 10 < value % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
        return f"{value}{ending}"
    if format_ == "cardinalText" and 0 <= value < len(_WORDS):
        return _WORDS[value]
    if format_ == "ordinalText" and 0 <= value < len(_ORDINAL_WORDS):
        return _ORDINAL_WORDS[value]
    wrapped = {"decimalZero": f"{value:02d}", "decimalEnclosedParen": f"({value})", "numberInDash": f"- {value} -"}
    return wrapped.get(format_, str(value))


def _roman(value: int) -> str:
    printed = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            printed += letters
            value -= worth
    return printed
