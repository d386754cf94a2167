"""Names of WordprocessingML and the small values that its attributes hold."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
V = "urn:schemas-microsoft-com:vml"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


VAL = w("val")
P, TBL, TR, TC, T = w("p"), w("tbl"), w("tr"), w("tc"), w("t")
RUN, RUN_FORMAT, PARAGRAPH_FORMAT = w("r"), w("rPr"), w("pPr")
SDT, SDT_CONTENT = w("sdt"), w("sdtContent")
TEXT_BOX = w("txbxContent")
ALTERNATE = f"{{{MC}}}AlternateContent"

DELETED = frozenset(map(w, ("del", "moveFrom")))
"""Tracked deletions: the text is still in the file, and no longer in the document."""

TRANSPARENT = frozenset(map(w, ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "bdo", "dir", "sdtContent")))
"""Wrappers whose content counts as if they were not there."""

KNOWN_EXTENSIONS = frozenset(("wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "a14", "cx", "v"))


def alternate_branch(element: Element) -> Element | None:
    """The one branch of `mc:AlternateContent` to read: a choice that Word 2010 understood, else the fallback.

    Both hold the same text box, once as a drawing and once as VML: reading both would print its text twice.
    """
    fallback = None
    for branch in element:
        if branch.tag == f"{{{MC}}}Choice" and KNOWN_EXTENSIONS.issuperset((branch.get("Requires") or "?").split()):
            return branch
        if branch.tag == f"{{{MC}}}Fallback":
            fallback = branch
    return fallback


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `<w:b/>` is on; absent is off, `w:val="0"`, `false`, `off`, `none` are off."""
    return element is not None and element.get(VAL) not in ("0", "false", "off", "none")


def whole_number(printed: str | None, default: int, low: int, high: int) -> int:
    """An integer attribute, held between `low` and `high`: a hostile `w:gridSpan` of a thousand million is a wide cell, no more."""
    try:
        value = int(float(printed)) if printed is not None and len(printed) < 24 else default
    except (ValueError, OverflowError):
        value = default
    return max(low, min(high, value))


def child_value(element: Element | None, name: str) -> str | None:
    """`w:val` of a child, None where either is missing."""
    child = element.find(name) if element is not None else None
    return child.get(VAL) if child is not None else None
