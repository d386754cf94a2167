"""One paragraph's runs as pieces of text, each with its look: fields give their result, tracked deletions and hidden text nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..document import Mark
from .drawing import Drawings
from .names import (
    ALTERNATE,
    PARAGRAPH_FORMAT,
    RUN,
    RUN_FORMAT,
    SDT,
    SDT_CONTENT,
    TRANSPARENT,
    VAL,
    Element,
    M,
    T,
    alternate_branch,
    child_value,
    is_on,
    w,
    whole_number,
)
from .numbering import Numbering
from .styles import BARE, PLAIN, ParagraphFormat, RunFormat, Styles, paragraph_format
from .symbols import in_unicode, symbol

_HYPERLINK, _FIELD_CHARACTER, _INSTRUCTION = w("hyperlink"), w("fldChar"), w("instrText")
_SYM, _RUBY, _RUBY_BASE = w("sym"), w("ruby"), w("rubyBase")
_DRAWINGS = frozenset(map(w, ("drawing", "pict", "object")))
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_CHARACTERS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): ""}
_MATH_TEXT = f"{{{M}}}t"


@dataclass(slots=True)
class Piece:
    """Text of one look; a line end stands in it as `\\n`."""

    text: str
    look: RunFormat = PLAIN
    link: bool = False


@dataclass(slots=True)
class Prose:
    """A paragraph as read. `marks` are its drawn shapes and pictures, `boxes` the text boxes anchored in it."""

    pieces: list[Piece] = field(default_factory=list)
    label: str = ""
    """Its automatic number or bullet, with the space after it."""
    format: ParagraphFormat = BARE
    marks: list[Mark] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    runs_on: bool = False
    """Its paragraph mark is deleted: the next paragraph goes on in its last line."""


@dataclass(slots=True)
class _Field:
    """A field being read: `DATE \\\\@ "d MMMM"` (the code, not printed), then its result."""

    in_code: bool = True
    link: bool = False
    form: str = ""
    """What a form field prints where it has no result: a ticked box, the chosen list entry."""
    printed: bool = False


@dataclass(slots=True)
class ParagraphReader:
    """Reads paragraphs in document order: automatic numbers count on, notes are remembered as they are referred to."""

    styles: Styles
    numbering: Numbering
    drawings: Drawings
    notes: list[tuple[str, str]] = field(default_factory=list)
    """(`footnotes` or `endnotes`, id)."""
    _prose: Prose = field(default_factory=Prose)
    _table: RunFormat = PLAIN
    _fields: list[_Field] = field(default_factory=list)
    _hid: bool = False

    def read(self, paragraph: Element, table: RunFormat = PLAIN) -> Prose:
        """`table` is what the table's style says of letters at this place."""
        properties = paragraph[0] if len(paragraph) and paragraph[0].tag == PARAGRAPH_FORMAT else None
        own = paragraph_format(properties, self.styles.theme)
        style = self.styles.style(own.style or self.styles.default_style)
        prose = self._prose = Prose(format=own.over(style.paragraph))
        self._table, self._fields, self._hid = table, [], False
        self._walk(paragraph, False)
        prose.runs_on = own.runs_on
        if prose.format.number_list and not own.runs_on and not (self._hid and not any(piece.text.strip() for piece in prose.pieces)):
            prose.label = self.numbering.label(own) or ""
        return prose

    def _walk(self, element: Element, link: bool) -> None:
        for child in element:
            tag = child.tag
            if tag == RUN:
                self._run(child, link)
            elif tag == PARAGRAPH_FORMAT:
                continue
            elif tag in TRANSPARENT:
                self._walk(child, link or tag == _HYPERLINK)
            elif tag == SDT:
                content = child.find(SDT_CONTENT)
                if content is not None:
                    self._walk(content, link)
            elif tag == ALTERNATE:
                branch = alternate_branch(child)
                if branch is not None:
                    self._walk(branch, link)
            elif isinstance(tag, str) and tag.startswith(f"{{{M}}}"):
                self._put("".join(text.text or "" for text in child.iter(_MATH_TEXT)), PLAIN, link)

    def _run(self, run: Element, link: bool) -> None:
        if len(run):
            first = run[0]
            direct = first if first.tag == RUN_FORMAT else None
            self._run_content(run, self.styles.letters(self._prose.format.style, self._table, direct), link)

    def _run_content(self, run: Element, look: RunFormat, link: bool) -> None:
        for child in run:
            tag = child.tag
            if tag == T:
                text = child.text
                if text:
                    self._put(text if text.isascii() and look.font is None else in_unicode(text, look.font), look, link)
            elif tag == RUN_FORMAT:
                continue
            elif tag in _CHARACTERS:
                self._put(_CHARACTERS[tag], look, link)
            elif tag == _FIELD_CHARACTER:
                self._field(child, look, link)
            elif tag == _INSTRUCTION:
                if self._fields and "HYPERLINK" in (child.text or "").upper():
                    self._fields[-1].link = True
            elif tag == _SYM:
                self._put(symbol(child.get(w("font")), child.get(w("char"))), look, link)
            elif look.hidden:
                continue
            elif tag in _DRAWINGS:
                drawn = self.drawings.read(child)
                self._prose.marks += drawn.marks
                self._prose.boxes += drawn.boxes
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], child.get(w("id"), "")))
            elif tag == ALTERNATE:
                branch = alternate_branch(child)
                if branch is not None:
                    self._run_content(branch, look, link)
            elif tag == _RUBY:
                base = child.find(_RUBY_BASE)
                if base is not None:
                    self._walk(base, link)

    def _put(self, text: str, look: RunFormat, link: bool) -> None:
        linked = link or bool(look.link)
        if self._fields:
            if any(open_field.in_code for open_field in self._fields):
                return
            linked = linked or any(open_field.link for open_field in self._fields)
            for open_field in self._fields:
                open_field.printed = True
        if look.hidden:
            self._hid = self._hid or bool(text)
            return
        self._prose.pieces.append(Piece(text.upper() if look.capitals else text, look, linked))

    def _field(self, character: Element, look: RunFormat, link: bool) -> None:
        kind = character.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(_Field(form=_form_text(character.find(w("ffData")))))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_code = False
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if ended.form and not ended.printed:
                self._put(ended.form, look, link)


def _form_text(data: Element | None) -> str:
    """A legacy form field keeps its value beside the text: `☒` for a ticked box, `Amber` for the entry chosen from a list."""
    if data is None:
        return ""
    box, entries = data.find(w("checkBox")), data.find(w("ddList"))
    if box is not None:
        state = box.find(w("checked"))
        return "☒" if is_on(state if state is not None else box.find(w("default"))) else "☐"
    if entries is None:
        return ""
    printed = [entry.get(VAL) or "" for entry in entries.iterfind(w("listEntry"))]
    chosen = child_value(entries, w("result")) or child_value(entries, w("default"))
    index = whole_number(chosen, 0, 0, 1000)
    return printed[index] if index < len(printed) else ""
