"""Tables written as they look, for tests of what stands behind extraction.

`grid("Action | Lead", "Audit files | JH")` is a table of two rows; `=` repeats the cell on the left (merged across), `^` the cell
above (merged down), a text ending in `{FFC000}` is painted, one in `**` is bold.
"""

from __future__ import annotations

import re

from plantrace.extract.document import Cell, Document, Paragraph, Table
from plantrace.provenance import Place, Source


def grid(*rows: str, header_rows: int = 0, table: int = 1) -> Table:
    printed = [[part.strip() for part in row.split("|")] for row in rows]
    width = max(map(len, printed))
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, line in enumerate(printed):
        for c in range(width):
            text = line[c] if c < len(line) else ""
            owner[r, c] = owner[r, c - 1] if text == "=" else owner[r - 1, c] if text == "^" else (r, c)
    cells = []
    for r, c in sorted(set(owner.values())):
        spots = [spot for spot, start in owner.items() if start == (r, c)]
        text = printed[r][c] if c < len(printed[r]) else ""
        fill = re.search(r"\{([0-9A-F]{6})\}$", text)
        text = re.sub(r"\{[0-9A-F]{6}\}$", "", text).strip()
        bold = text.endswith("**")
        text = text.removesuffix("**").replace("\\n", "\n")
        cells.append(
            Cell(
                text=text,
                row=r,
                column=c,
                rowspan=max(spot[0] for spot in spots) - r + 1,
                colspan=max(spot[1] for spot in spots) - c + 1,
                places=(Place(1, table, r + 1, c + 1),),
                fill=fill[1] if fill else None,
                lines=tuple(text.split("\n")),
                bold=bold,
            )
        )
    return Table(tuple(cells), len(printed), width, ("rules",) * len(printed), header_rows)


def heading(text: str, level: int | None = 2) -> Paragraph:
    return Paragraph(text, Place(1, 0, 0, 0), level=level, bold=True)


def document(*blocks: Table | Paragraph, name: str = "plan.pdf") -> Document:
    from pathlib import Path

    return Document(Source(Path(name), "0" * 64, "pdf"), blocks, pages=1)
