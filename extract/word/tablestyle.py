"""Table styles: which region of a table (first row, banded rows, corners) gives a cell its shading and its letters."""

from __future__ import annotations

from dataclasses import dataclass, field

from .colour import shading
from .names import RUN_FORMAT, VAL, Element, child_value, w, whole_number
from .styles import PLAIN, RunFormat, Styles, run_format


@dataclass(frozen=True, slots=True)
class Region:
    """What a table style says for one region; `fill` is hex, `none`, or None where it says nothing."""

    fill: str | None = None
    letters: RunFormat = PLAIN

    def over(self, lower: Region) -> Region:
        return Region(self.fill or lower.fill, self.letters.over(lower.letters))


NOWHERE = Region()

_SWITCHED_BY_LOOK = {
    "firstRow": 0x0020,
    "lastRow": 0x0040,
    "firstColumn": 0x0080,
    "lastColumn": 0x0100,
    "noHBand": 0x0200,
    "noVBand": 0x0400,
}


@dataclass(frozen=True, slots=True)
class TableLook:
    """`w:tblLook`: which regions of the style this table uses."""

    first_row: bool = False
    last_row: bool = False
    first_column: bool = False
    last_column: bool = False
    row_bands: bool = True
    column_bands: bool = True


def table_look(element: Element | None) -> TableLook:
    """Word 2010 writes a flag each (`w:firstRow="1"`), Word 2007 the same in one hexadecimal `w:val`."""
    if element is None:
        return TableLook()
    try:
        bits = int((element.get(VAL) or "0")[:8], 16)
    except ValueError:
        bits = 0
    on = {}
    for name, bit in _SWITCHED_BY_LOOK.items():
        printed = element.get(w(name))
        on[name] = bool(bits & bit) if printed is None else printed in ("1", "true", "on")
    return TableLook(on["firstRow"], on["lastRow"], on["firstColumn"], on["lastColumn"], not on["noHBand"], not on["noVBand"])


@dataclass(slots=True)
class TableStyle:
    """One table style with what it is based on under it, ready to be asked cell by cell."""

    regions: dict[str, Region] = field(default_factory=dict)
    row_band: int = 1
    column_band: int = 1
    _known: dict[tuple[str, ...], Region] = field(default_factory=dict)

    def at(self, row: int, column: int, end: int, size: tuple[int, int], look: TableLook) -> Region:
        """The region's shading and letters for the cell in `row` from `column` up to `end`, in a table of `size` (rows, columns)."""
        if not self.regions:
            return NOWHERE
        names = tuple(name for name in self._names(row, column, end, size, look) if name in self.regions)
        known = self._known.get(names)
        if known is None:
            known = NOWHERE
            for name in names:
                known = self.regions[name].over(known)
            self._known[names] = known
        return known

    def _names(self, row: int, column: int, end: int, size: tuple[int, int], look: TableLook) -> list[str]:
        """Lowest first, as ECMA-376 Part 1, 17.7.6 orders them."""
        names = ["wholeTable"]
        top, bottom = look.first_row and row == 0, look.last_row and row == size[0] - 1
        left, right = look.first_column and column == 0, look.last_column and end == size[1]
        if look.column_bands and not left and not right:
            names.append("band2Vert" if (column - look.first_column) // self.column_band % 2 else "band1Vert")
        if look.row_bands and not top and not bottom:
            names.append("band2Horz" if (row - look.first_row) // self.row_band % 2 else "band1Horz")
        names += [name for name, here in (("lastCol", right), ("firstCol", left), ("lastRow", bottom), ("firstRow", top)) if here]
        corners = (("nwCell", top and left), ("neCell", top and right), ("swCell", bottom and left), ("seCell", bottom and right))
        return names + [name for name, here in corners if here]


def table_style(styles: Styles, id_: str | None) -> TableStyle:
    chain: list[Element] = []
    while id_ is not None and (element := styles.elements.get(id_)) is not None and len(chain) < 40 and element not in chain:
        chain.append(element)
        id_ = child_value(element, w("basedOn"))
    style = TableStyle()
    for element in reversed(chain):
        own = element.find(w("tblPr"))
        style.row_band = whole_number(child_value(own, w("tblStyleRowBandSize")), style.row_band, 1, 1000)
        style.column_band = whole_number(child_value(own, w("tblStyleColBandSize")), style.column_band, 1, 1000)
        _lay_over(style, "wholeTable", element, styles)
        for part in element.iterfind(w("tblStylePr")):
            _lay_over(style, part.get(w("type")) or "wholeTable", part, styles)
    return style


def _lay_over(style: TableStyle, name: str, element: Element, styles: Styles) -> None:
    shade = element.find(f"{w('tcPr')}/{w('shd')}")
    if shade is None:
        shade = element.find(f"{w('tblPr')}/{w('shd')}")
    fill = shading(shade, styles.theme) if shade is not None else None
    region = Region(fill, run_format(element.find(RUN_FORMAT), styles.theme))
    if region != NOWHERE:
        style.regions[name] = region.over(style.regions.get(name, NOWHERE))
