"""What a person says of the rows: corrections that outlive re-import, a queue of what needs a look, a pack for Excel.

row and field -> a value, checked -> a correction, recorded -> applied to the row that it is found in again
"""

from .corrections import accept_row, apply_corrections, correct, reject_row, undo
from .model import CORRECTABLE, Correction, Field, NoSuchCorrection, NoSuchRow, WrongValue
from .rows import document_of

__all__ = [
    "CORRECTABLE",
    "Correction",
    "Field",
    "NoSuchCorrection",
    "NoSuchRow",
    "WrongValue",
    "accept_row",
    "apply_corrections",
    "correct",
    "document_of",
    "reject_row",
    "undo",
]
