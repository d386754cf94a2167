"""Typesets plans whose rows are known: `typeset(plan, layout, folder) -> Path` writes a PDF or Word file in a chosen layout.

sheet = labelled(gold_path)             a labelled plan, or made_up(seed) an invented one
path = typeset(sheet, LAYOUTS["zebra"], tmp_path)
assert rows_read(read(path)) == sheet.expected(LAYOUTS["zebra"])
"""

from .compare import rows_read, share_right
from .layouts import LAYOUTS, Layout
from .made_up import made_up
from .render import missing_program, typeset, typeset_all
from .sheet import Row, Sheet, labelled

__all__ = [
    "LAYOUTS",
    "Layout",
    "Row",
    "Sheet",
    "labelled",
    "made_up",
    "missing_program",
    "rows_read",
    "share_right",
    "typeset",
    "typeset_all",
]
