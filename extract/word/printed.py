"""Paragraphs as read -> what a cell or paragraph holds: lines of text, marks, what is struck, bold, ink."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..document import Mark, MarkKind
from .colour import is_dark
from .inline import Piece, Prose
from .numbering import BULLET
from .symbols import EMOJI, SIGNS

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Soft hyphens, joiners, direction marks, byte order marks: never printed."""


@dataclass(slots=True)
class Line:
    """One printed line: `text` with its number or bullet, the pieces that it is made of."""

    text: str
    pieces: tuple[Piece, ...]
    shading: str | None = None
    """Of its paragraph."""
    label: str = ""


@dataclass(slots=True)
class Printed:
    """What a cell or a paragraph prints."""

    text: str
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    struck_text: str
    bold: bool
    ink: str | None
    size: float | None


def cleaned(text: str) -> str:
    """White space (tabs, no-break spaces, runs of them) as one space, unseen characters gone, a no-break hyphen as a hyphen."""
    return " ".join((text if text.isascii() else _UNSEEN.sub("", text).replace("\u2011", "-")).split())


def prose_to_lines(prose: Prose) -> list[Line]:
    """A paragraph as its hard lines; blank ones are dropped, an automatic number without text stays: a plan's `No.` column is such."""
    if not prose.pieces and not prose.label:
        return []
    shading = prose.format.shading if prose.format.shading != "none" else None
    lines: list[Line] = []
    label = prose.label
    for pieces in _at_line_ends(prose.pieces):
        text = cleaned("".join([piece.text for piece in pieces]))
        if text:
            lines.append(Line(label + text, tuple(pieces), shading, label))
            label = ""
    if not lines and label and label != BULLET:
        lines.append(Line(label.strip(), (), shading, label))
    return lines


def _at_line_ends(pieces: list[Piece]) -> list[list[Piece]]:
    split: list[list[Piece]] = [[]]
    for piece in pieces:
        if "\n" not in piece.text:
            split[-1].append(piece)
            continue
        first, *more = piece.text.split("\n")
        split[-1].append(Piece(first, piece.look, piece.link))
        split += [[Piece(part, piece.look, piece.link)] for part in more]
    return split


def lines_to_printed(lines: Sequence[Line], drawn: Iterable[Mark] = (), fill: str | None = None) -> Printed:
    """`fill` is what the letters stand on: automatic ink is white on a dark one."""
    inks: dict[str | None, int] = {}
    sizes: dict[float, int] = {}
    bold = letters = 0
    coloured = struck = False
    automatic = "FFFFFF" if fill is not None and is_dark(fill) else None
    for line in lines:
        coloured = coloured or line.shading is not None
        for piece in line.pieces:
            look, count = piece.look, len(piece.text) - piece.text.count(" ")
            ink, size = _ink(piece, automatic), look.size or 10.0
            inks[ink] = inks.get(ink, 0) + count
            sizes[size] = sizes.get(size, 0) + count
            letters += count
            if look.bold:
                bold += count
            struck = struck or bool(look.struck or look.double_struck)
            coloured = coloured or bool(look.colour or look.highlight or look.shading) or not piece.text.isascii()
    texts = tuple(line.text for line in lines)
    return Printed(
        text="\n".join(texts),
        lines=texts,
        marks=(*(_marks(lines) if coloured else ()), *drawn),
        struck_text="\n".join(filter(None, map(_struck, lines))) if struck else "",
        bold=letters > 0 and bold == letters,
        ink=max(inks, key=inks.__getitem__) if letters else None,
        size=max(sizes, key=sizes.__getitem__) if letters else None,
    )


def _ink(piece: Piece, automatic: str | None) -> str | None:
    colour = None if piece.link else piece.look.colour
    if colour is None or colour == "auto":
        return automatic
    return None if colour == "000000" else colour


def _struck(line: Line) -> str:
    """The crossed-out part of a line; all of it, number included, where every letter is."""
    struck = [piece.text if piece.look.struck or piece.look.double_struck else "\x00" for piece in line.pieces if piece.text.strip()]
    if struck and "\x00" not in struck:
        return line.text
    return cleaned("".join(struck).replace("\x00", " "))


def _marks(lines: Sequence[Line]) -> list[Mark]:
    """Neighbouring pieces of one kind and colour are one mark, over line ends too."""
    found: list[tuple[MarkKind, str, list[str]]] = []
    running: dict[MarkKind, tuple[str, list[str]]] = {}
    for line in lines:
        for piece in line.pieces:
            if not piece.text.strip():
                for _, texts in running.values():
                    texts.append(piece.text)
                continue
            here = {kind: (colour, text) for kind, colour, text in _colours(piece, line.shading)}
            for kind in [kind for kind in running if kind not in here or here[kind][0] != running[kind][0]]:
                del running[kind]
            for kind, (colour, text) in here.items():
                if kind not in running:
                    running[kind] = (colour, [])
                    found.append((kind, colour, running[kind][1]))
                running[kind][1].append(text)
        for _, texts in running.values():
            texts.append("\n")
    return [Mark(kind, colour, _mark_text(texts)) for kind, colour, texts in found]


def _mark_text(texts: list[str]) -> str:
    return "\n".join(filter(None, map(cleaned, "".join(texts).split("\n"))))


def _colours(piece: Piece, paragraph_shading: str | None) -> Iterator[tuple[MarkKind, str, str]]:
    look = piece.look
    if look.highlight not in (None, "none"):
        yield "highlight", str(look.highlight), piece.text
    shade = look.shading if look.shading not in (None, "none") else paragraph_shading
    if shade is not None:
        yield "shading", shade, piece.text
    signs = "".join(SIGNS.findall(piece.text))
    coloured = look.colour not in (None, "auto", "000000") and not piece.link
    brought = next((EMOJI[sign] for sign in signs if sign in EMOJI), None)
    if signs and (brought or coloured):
        yield "symbol", brought or str(look.colour), signs
    words = SIGNS.sub("", piece.text)
    if coloured and words.strip():
        yield "text", str(look.colour), words
