"""What Word prints in a form's field that nobody has filled in is no text: `Choose an item.`, `Click or tap to enter a date.`"""

from __future__ import annotations

import re
from dataclasses import replace

from .document import Block, Cell, Document, Paragraph

PLACEHOLDER = re.compile(
    r"(?:choose (?:an item|a building block)|click (?:or tap )?(?:here )?to (?:enter|add) (?:a date|text|a title)|select an item)\.?",
    re.IGNORECASE,
)


def without_placeholders(document: Document) -> Document:
    """The document with the lines of such fields gone; a paragraph of nothing else goes, a cell stays, blank."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            blocks += [block] if not _is_placeholder(block.text) else []
        elif any(_is_placeholder(line) for cell in block.cells for line in cell.text.split("\n")):
            blocks.append(replace(block, cells=tuple(map(_filled, block.cells))))
        else:
            blocks.append(block)
    changed = len(blocks) != len(document.blocks) or any(a is not b for a, b in zip(blocks, document.blocks, strict=True))
    return replace(document, blocks=tuple(blocks)) if changed else document


def _is_placeholder(text: str) -> bool:
    return text[:1] in "CScs" and PLACEHOLDER.fullmatch(text.strip()) is not None


def _filled(cell: Cell) -> Cell:
    kept = [line for line in cell.text.split("\n") if not _is_placeholder(line)]
    text = "\n".join(kept)
    if text == cell.text:
        return cell
    return replace(cell, text=text, lines=tuple(line for line in cell.lines if not _is_placeholder(line)) if kept else ())
