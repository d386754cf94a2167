"""What stands in an OLE container (Word 97 to 2003, and every encrypted Office file), without opening the document itself."""

from __future__ import annotations

from pathlib import Path

from ...diagnostics import DamagedDocument, EncryptedDocument, UnknownFormat

OLE_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")

_WORD_MAGICS = frozenset((0xA5EC, 0xA5DC, 0xA5DB))
"""wIdent of Word 97 and later, of Word 95 and of Word 6."""

_ENCRYPTED = 0x0100
"""fEncrypted in the flags at offset 10 of the FIB ([MS-DOC] 2.5.2)."""

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

    try:
        with olefile.OleFileIO(str(path)) as container:
            if container.exists("EncryptedPackage") or container.exists("EncryptionInfo"):
                raise EncryptedDocument(path)
            if not container.listdir():
                raise DamagedDocument(path, "nothing is in it")
            if not container.exists("WordDocument"):
                raise UnknownFormat(path, next((said for name, said in _OTHERS if container.exists(name)), "no Word document is in it"))
            head = container.openstream("WordDocument").read(32)
    except (OSError, IndexError, ValueError, TypeError, AttributeError, KeyError, RecursionError, MemoryError) as error:
        raise DamagedDocument(path, "its container cannot be opened") from error
    if len(head) < 32 or int.from_bytes(head[:2], "little") not in _WORD_MAGICS:
        raise DamagedDocument(path, "its text has no beginning")
    if int.from_bytes(head[10:12], "little") & _ENCRYPTED:
        raise EncryptedDocument(path)
