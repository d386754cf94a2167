"""Older and other word processors' files (.doc, .rtf, .odt, web pages saved as .doc, Word 2003's XML) -> .docx, through LibreOffice.

Each file is told by its bytes, whatever its name, and checked for a password before LibreOffice sees a copy of it.
"""

from __future__ import annotations

import email
import email.policy
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ..diagnostics import DamagedDocument, DocumentError, FixedLimit, LimitExceeded, NoRoom, is_full
from ..provenance import Source
from .document import Document
from .formats import format_of
from .limits import check_size, limit
from .word.package import check_unpacked
from .word.soffice import HTML_FILTER, MissingLibreOffice, files_to_docx, soffice

MAX_CONVERSION_SECONDS = 120
"""For one document; `PLANTRACE_MAX_CONVERSION_SECONDS` overrides it."""

_BATCH = 40
"""Files in one call: starting costs 1.5 s, a file 0.1 s, and one that crashes LibreOffice costs the others a second start."""

_LEAST_ROOM = 10_000_000
"""Bytes on the disk with fewer of which no plan is converted."""


def seconds_to_convert() -> int:
    """What LibreOffice may take for one document."""
    return limit("PLANTRACE_MAX_CONVERSION_SECONDS", MAX_CONVERSION_SECONDS)


def read_legacy(source: Source) -> Document:
    """One older document, by way of a .docx in a folder that is gone afterwards; for many, `to_docx` and `read_docx(route="doc")`.

    Raises a DocumentError, or MissingLibreOffice.
    """
    from .word.read import read_docx

    with tempfile.TemporaryDirectory(prefix="plantrace-") as folder:
        made = to_docx([source.path], Path(folder), timeout_seconds=seconds_to_convert())[source.path]
        if isinstance(made, DocumentError):
            raise made
        return read_docx(source, route="doc", path=made)


def to_docx(paths: Sequence[Path], work: Path, *, timeout_seconds: float) -> dict[Path, Path | DocumentError]:
    """Convert `paths`, many in one call, into .docx files in the folder `work`; each path gets its .docx or its error.

    `timeout_seconds` is what one document may take. Raises MissingLibreOffice where there is something to convert and nothing to do it.
    """
    results: dict[Path, Path | DocumentError] = {}
    waiting: dict[str, list[tuple[Path, Path]]] = {"": [], HTML_FILTER: []}
    work.mkdir(parents=True, exist_ok=True)
    for index, path in enumerate(dict.fromkeys(paths)):
        try:
            check_size(path)
            kind = format_of(path)
            if kind == "odt":
                check_unpacked(path)
            copy = _copied(path, work / f"{index:05d}.{kind}", kind)
        except DocumentError as error:
            results[path] = error
        except RecursionError:
            results[path] = FixedLimit(path, "parts in it are nested too deeply")
        except OSError as error:
            if is_full(error):
                raise
            results[path] = DamagedDocument(path, error.strerror or str(error))
        else:
            if kind in ("docx", "docm"):
                results[path] = copy
            else:
                waiting[HTML_FILTER if copy.suffix == ".html" else ""].append((path, copy))
    for filter_, jobs in waiting.items():
        for start in range(0, len(jobs), _BATCH):
            results |= _convert(jobs[start : start + _BATCH], work, filter_, timeout_seconds)
    return results


def _copied(path: Path, copy: Path, kind: str) -> Path:
    """LibreOffice gets a copy: it writes lock files beside what it opens, and the archive's folder may be read-only."""
    if kind == "mhtml":
        copy = copy.with_suffix(".html")
        copy.write_bytes(_html_in_mhtml(path))
    else:
        shutil.copyfile(path, copy)
    return copy


def _html_in_mhtml(path: Path) -> bytes:
    """Word's `Single File Web Page`: mail-like parts, of which the first HTML one is the document."""
    message = email.message_from_bytes(path.read_bytes().lstrip(), policy=email.policy.compat32)
    for part in message.walk():
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes) and payload.strip():
            return payload
    raise DamagedDocument(path, "it holds no HTML part")


def _convert(jobs: list[tuple[Path, Path]], work: Path, filter_: str, timeout_seconds: float) -> dict[Path, Path | DocumentError]:
    """One call for all; whatever that leaves unconverted has another call to itself, which tells who was to blame."""
    results: dict[Path, Path | DocumentError] = {}
    while jobs:
        program = soffice()
        if program is None:
            raise MissingLibreOffice(jobs[0][0])
        copies = [copy for _, copy in jobs]
        in_time, said = files_to_docx(program, copies, work, filter_=filter_, timeout_seconds=timeout_seconds)
        made = {path: work / "made" / f"{copy.stem}.docx" for path, copy in jobs}
        results |= {path: docx for path, docx in made.items() if docx.is_file()}
        left = [job for job in jobs if job[0] not in results]
        if left and not in_time:
            # LibreOffice works through the files in order: the first one not made is the one that it hung on.
            path = left.pop(0)[0]
            results[path] = LimitExceeded(
                path, f"LibreOffice took longer than {timeout_seconds:g} s, limit PLANTRACE_MAX_CONVERSION_SECONDS"
            )
        elif left and len(jobs) == 1:
            results[left[0][0]] = _not_converted(left[0][0], said, work)
            return results
        elif left:
            for job in left:
                results |= _convert([job], work, filter_, timeout_seconds)
            return results
        jobs = left
    return results


def _not_converted(path: Path, said: str, work: Path) -> DocumentError:
    """LibreOffice says the same of a document that it cannot read and of one that it cannot write."""
    if shutil.disk_usage(work).free < _LEAST_ROOM:
        return NoRoom(path, f"{work.parent} is full")
    return DamagedDocument(path, said or "LibreOffice could not convert it")
