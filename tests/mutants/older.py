"""The small Word plan in the formats that LibreOffice has to open."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from plantrace.extract.word.soffice import soffice

_FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8"}


def older_plans(folder: Path) -> Sequence[Path]:
    """`everything.docx` of `folder` as .doc, .rtf and .odt beside it."""
    profile = (folder / "profile").as_uri()
    for filter_ in _FILTERS.values():
        command = [str(soffice()), f"-env:UserInstallation={profile}", "--headless", "--convert-to", filter_, "--outdir", str(folder)]
        subprocess.run([*command, str(folder / "everything.docx")], check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=120)
    return [folder / f"everything.{ending}" for ending in _FILTERS]
