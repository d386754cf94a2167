"""Styles: what letters and paragraphs look like once document defaults, table, paragraph and character styles are laid over each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from .colour import HIGHLIGHTS, Theme, shading, text_colour
from .names import DELETED, PARAGRAPH_FORMAT, RUN_FORMAT, VAL, Element, child_value, is_on, w, whole_number


@dataclass(frozen=True, slots=True, eq=False)
class RunFormat:
    """How letters look; None is "not said here", so that a layer below may say it. Two are the same only if they are one object."""

    bold: bool | None = None
    struck: bool | None = None
    double_struck: bool | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    colour: str | None = None
    """Hex, or `auto`, which takes back a colour of a layer below."""
    size: float | None = None
    highlight: str | None = None
    """Hex, or `none`."""
    shading: str | None = None
    """Hex, or `none`."""
    font: str | None = None
    style: str | None = None
    """Its character style."""
    link: bool | None = None

    def over(self, lower: RunFormat) -> RunFormat:
        if self is PLAIN:
            return lower
        if lower is PLAIN:
            return self
        return RunFormat(
            lower.bold if self.bold is None else self.bold,
            lower.struck if self.struck is None else self.struck,
            lower.double_struck if self.double_struck is None else self.double_struck,
            lower.hidden if self.hidden is None else self.hidden,
            lower.capitals if self.capitals is None else self.capitals,
            self.colour or lower.colour,
            self.size or lower.size,
            self.highlight or lower.highlight,
            self.shading or lower.shading,
            self.font or lower.font,
            self.style or lower.style,
            lower.link if self.link is None else self.link,
        )


PLAIN = RunFormat()
_TOGGLES = ("bold", "struck", "hidden", "capitals")
_SWITCHES = {w("b"): "bold", w("strike"): "struck", w("dstrike"): "double_struck", w("vanish"): "hidden", w("caps"): "capitals"}
_UNREAD = frozenset(map(w, ("rPrChange", "lang", "szCs", "bCs", "iCs", "i", "noProof", "kern", "spacing", "ins", "del")))
"""Properties that change nothing here, left out of the key that looks are remembered by."""

_COLOUR, _SIZE, _HIGHLIGHT, _SHADING, _FONTS, _STYLE = w("color"), w("sz"), w("highlight"), w("shd"), w("rFonts"), w("rStyle")


def run_format(element: Element | None, theme: Theme) -> RunFormat:
    """A `w:rPr`; what a tracked change says of it before (`w:rPrChange`) is not read."""
    if element is None or not len(element):
        return PLAIN
    found: dict[str, object] = {}
    for child in element:
        tag = child.tag
        if tag in _SWITCHES:
            found[_SWITCHES[tag]] = is_on(child)
        elif tag == _COLOUR:
            found["colour"] = text_colour(child, theme)
        elif tag == _SIZE:
            found["size"] = whole_number(child.get(VAL), 20, 1, 3276) / 2
        elif tag == _HIGHLIGHT:
            found["highlight"] = HIGHLIGHTS.get(child.get(VAL) or "", "none")
        elif tag == _SHADING:
            found["shading"] = shading(child, theme)
        elif tag == _FONTS:
            found["font"] = child.get(w("ascii")) or child.get(w("hAnsi"))
        elif tag == _STYLE:
            found["style"] = child.get(VAL)
    return RunFormat(**found) if found else PLAIN  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """A `w:pPr`; None is "not said here"."""

    style: str | None = None
    outline: int | None = None
    """0 to 8 as Word counts them, 9 for body text."""
    number_list: str | None = None
    """`w:numId`; `0` takes a style's list away."""
    number_level: int | None = None
    shading: str | None = None
    runs_on: bool = False
    """Its paragraph mark is deleted (tracked): what follows stands on the same line."""

    def over(self, lower: ParagraphFormat) -> ParagraphFormat:
        if self is BARE:
            return lower
        return ParagraphFormat(
            self.style or lower.style,
            lower.outline if self.outline is None else self.outline,
            self.number_list or lower.number_list,
            lower.number_level if self.number_level is None else self.number_level,
            self.shading or lower.shading,
        )


BARE = ParagraphFormat()
_PARAGRAPH_STYLE, _OUTLINE, _NUMBERING = w("pStyle"), w("outlineLvl"), w("numPr")


def paragraph_format(element: Element | None, theme: Theme) -> ParagraphFormat:
    if element is None or not len(element):
        return BARE
    style = outline = number_list = number_level = shade = None
    runs_on = False
    for child in element:
        tag = child.tag
        if tag == _PARAGRAPH_STYLE:
            style = child.get(VAL)
        elif tag == _OUTLINE:
            outline = whole_number(child.get(VAL), 9, 0, 9)
        elif tag == _NUMBERING:
            number_list = child_value(child, w("numId"))
            printed = child_value(child, w("ilvl"))
            number_level = whole_number(printed, 0, 0, 8) if printed is not None else None
        elif tag == _SHADING:
            shade = shading(child, theme)
        elif tag == RUN_FORMAT:
            runs_on = any(mark.tag in DELETED for mark in child)
    if style is None and outline is None and number_list is None and shade is None and not runs_on:
        return BARE
    return ParagraphFormat(style, outline, number_list, number_level, shade, runs_on)


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it is based on already under it."""

    id: str
    name: str = ""
    kind: str = "paragraph"
    letters: RunFormat = PLAIN
    paragraph: ParagraphFormat = BARE


_NO_STYLE = Style("")


@dataclass(slots=True)
class Styles:
    """`styles.xml`, each style worked out when first asked for: a Word file brings hundreds and uses ten."""

    root: Element | None
    theme: Theme
    default_letters: RunFormat = PLAIN
    default_style: str | None = None
    elements: dict[str, Element] = field(default_factory=dict)
    _known: dict[str, Style] = field(default_factory=dict)
    _bases: dict[tuple[str | None, str | None, RunFormat], RunFormat] = field(default_factory=dict)
    _looks: dict[tuple[object, ...], RunFormat] = field(default_factory=dict)

    def __post_init__(self) -> None:
        root = self.root
        if root is None:
            return
        self.default_letters = run_format(root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RUN_FORMAT}"), self.theme)
        for element in root.iterfind(w("style")):
            id_ = element.get(w("styleId"))
            if id_ is None:
                continue
            self.elements[id_] = element
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self.default_style = id_

    def style(self, id_: str | None, depth: int = 0) -> Style:
        """A style by id; an unknown one, or a circle of `basedOn`, is as good as none."""
        if id_ is None or depth > 40:
            return _NO_STYLE
        known = self._known.get(id_)
        if known is None:
            known = self._known[id_] = self._worked_out(id_, depth)
        return known

    def _worked_out(self, id_: str, depth: int) -> Style:
        element = self.elements.get(id_)
        if element is None:
            return Style(id_)
        base = self.style(child_value(element, w("basedOn")), depth + 1)
        name = child_value(element, w("name")) or id_
        letters = run_format(element.find(RUN_FORMAT), self.theme).over(base.letters)
        own = paragraph_format(element.find(PARAGRAPH_FORMAT), self.theme)
        paragraph = own.over(base.paragraph)
        if own.outline is None and (level := heading_level(name)) is not None:
            paragraph = replace(paragraph, outline=level - 1)
        return Style(id_, name, element.get(w("type")) or "paragraph", letters, replace(paragraph, style=id_))

    def letters(self, paragraph_style: str | None, table: RunFormat, direct: Element | None) -> RunFormat:
        """The look of a run with the `w:rPr` `direct`: all layers over each other.

        A document holds thousands of runs and a handful of looks: the same properties are worked out once.
        """
        printed = () if direct is None else tuple([(child.tag, *child.values()) for child in direct if child.tag not in _UNREAD])
        key = (paragraph_style, table, printed)
        look = self._looks.get(key)
        if look is None:
            own = run_format(direct, self.theme)
            look = self._looks[key] = own.over(self._base_of(paragraph_style, own.style, table))
        return look

    def _base_of(self, paragraph_style: str | None, character_style: str | None, table: RunFormat) -> RunFormat:
        key = (paragraph_style, character_style, table)
        base = self._bases.get(key)
        if base is None:
            base = self._bases[key] = self._base(paragraph_style, character_style, table)
        return base

    def _base(self, paragraph_style: str | None, character_style: str | None, table: RunFormat) -> RunFormat:
        """The styles alone; the toggles (bold, struck, hidden, capitals) of two of them cancel each other (ECMA-376 Part 1, 17.7.3)."""
        paragraph = self.style(paragraph_style or self.default_style)
        character = self.style(character_style)
        merged = character.letters.over(paragraph.letters.over(table.over(self.default_letters)))
        toggles: dict[str, object] = {}
        for name in _TOGGLES:
            on_styles = bool(getattr(paragraph.letters, name)) != bool(getattr(character.letters, name))
            toggles[name] = on_styles or bool(getattr(table, name)) or bool(getattr(self.default_letters, name))
        link = bool(re.search(r"hyperlink|internet ?link", character.name, re.IGNORECASE)) or None
        return replace(merged, link=link, **toggles)  # type: ignore[arg-type]


def heading_level(name: str) -> int | None:
    """`heading 2`, `Heading 2 Char`'s paragraph style, LibreOffice's `Heading2` -> 2; `Title` -> 1, `Subtitle` -> 2."""
    found = re.fullmatch(r"heading ?([1-9])", name.strip(), re.IGNORECASE)
    if found:
        return int(found[1])
    return {"title": 1, "subtitle": 2}.get(name.strip().lower())
