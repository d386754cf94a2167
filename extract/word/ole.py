"""What stands in an OLE container (Word 97 to 2003, and every encrypted Office file), without opening the document itself."""

from __future__ import annotations

import struct
from pathlib import Path

from ...diagnostics import DamagedDocument, EncryptedDocument, UnknownFormat

OLE_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")

_WORD_MAGICS = frozenset((0xA5EC, 0xA5DC, 0xA5DB))
"""wIdent of Word 97 and later, of Word 95 and of Word 6."""

_ENCRYPTED = 0x0100
"""fEncrypted in the flags at offset 10 of the FIB ([MS-DOC] 2.5.2)."""

_HEADER = 512
_SECTORS = (9, 12)
"""Powers of two: sectors of 512 bytes, or of 4,096."""

_FAULTS = (OSError, IndexError, ValueError, TypeError, AttributeError, KeyError, ArithmeticError, struct.error, RecursionError, MemoryError)
"""What olefile raises of a container that is no such thing."""

_OTHERS = (
    ("Workbook", "an Excel workbook"),
    ("Book", "an Excel workbook"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("VisioDocument", "a Visio drawing"),
    ("__properties_version1.0", "an Outlook message: save what is attached to it"),
    ("Quill", "a Publisher document"),
    ("MatOST", "a document of Microsoft Works"),
)
"""Stream or storage -> what the container is."""


def check_word_container(path: Path) -> None:
    """Raise EncryptedDocument, UnknownFormat or DamagedDocument unless `path` is an OLE container with an open Word document."""
    import olefile

    _check_header(path)
    try:
        with olefile.OleFileIO(str(path)) as container:
            if container.exists("EncryptedPackage") or container.exists("EncryptionInfo"):
                raise EncryptedDocument(path)
            if not container.listdir():
                raise DamagedDocument(path, "nothing is in it")
            if not container.exists("WordDocument"):
                raise UnknownFormat(path, next((said for name, said in _OTHERS if container.exists(name)), "no Word document is in it"))
            head = container.openstream("WordDocument").read(32)
    except _FAULTS as error:
        raise DamagedDocument(path, "its container cannot be opened") from error
    if len(head) < 32 or int.from_bytes(head[:2], "little") not in _WORD_MAGICS:
        raise DamagedDocument(path, "its text has no beginning")
    if int.from_bytes(head[10:12], "little") & _ENCRYPTED:
        raise EncryptedDocument(path)


def _check_header(path: Path) -> None:
    """A table of sectors longer than the file leads in circles, which olefile follows until the memory ends. Raises DamagedDocument."""
    with path.open("rb") as stream:
        header = stream.read(_HEADER)
    shift, sectors = int.from_bytes(header[30:32], "little"), int.from_bytes(header[44:48], "little")
    if len(header) < _HEADER or shift not in _SECTORS or sectors > path.stat().st_size >> shift:
        raise DamagedDocument(path, "its container cannot be opened")
