"""Sheets set in type by a browser or by LibreOffice, then changed as careless hands change PDFs."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from .docx import sheet_to_docx
from .html import sheet_to_html
from .layouts import Layout
from .sheet import Sheet

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def missing_program(layout: Layout) -> str | None:
    """The program that a layout needs and this machine lacks."""
    if layout.by == "browser":
        return None if any(map(shutil.which, BROWSERS)) else "chromium"
    if layout.by == "office":
        return None if shutil.which("soffice") else "soffice"
    return None


def typeset(sheet: Sheet, layout: Layout, folder: Path) -> Path:
    """The file, written once: the same sheet in the same layout is found again in the folder."""
    path = _path(sheet, layout, folder)
    if layout.by == "word":
        sheet_to_docx(sheet, layout, path)
    elif not path.exists():
        if layout.by == "browser":
            print_html(sheet_to_html(sheet, layout), path)
        else:
            sheet_to_docx(sheet, layout, path.with_suffix(".docx"))
            print_docx(path.with_suffix(".docx"))
        if layout.turned or not layout.tagged:
            _change(path, layout)
    return path


def typeset_all(plans: Sequence[tuple[Sheet, Layout]], folder: Path) -> list[Path]:
    """As `typeset` for each, with one call of LibreOffice for all that it prints."""
    paths = [_path(sheet, layout, folder) for sheet, layout in plans]
    by_office = [
        (sheet, layout, path) for (sheet, layout), path in zip(plans, paths, strict=True) if layout.by == "office" and not path.exists()
    ]
    for sheet, layout, path in by_office:
        sheet_to_docx(sheet, layout, path.with_suffix(".docx"))
    if by_office:
        print_docx(*(path.with_suffix(".docx") for _, _, path in by_office))
    for _, layout, path in by_office:
        if layout.turned or not layout.tagged:
            _change(path, layout)
    return [typeset(sheet, layout, folder) for sheet, layout in plans]


def _path(sheet: Sheet, layout: Layout, folder: Path) -> Path:
    name = sha256(repr((sheet, layout)).encode()).hexdigest()[:16]
    return folder / f"{name}.{'docx' if layout.by == 'word' else 'pdf'}"


def print_html(html: str, path: Path) -> None:
    source = path.with_suffix(".html")
    source.write_text(html, encoding="utf-8")
    browser = next(found for name in BROWSERS if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--no-pdf-header-footer",
             f"--print-to-pdf={path}", source.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


def write_docx(*sources: Path) -> None:
    """HTML as Word files, each beside its source: what LibreOffice makes of it."""
    _convert(sources, "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)")


def print_docx(*sources: Path) -> None:
    """Word files as PDF, each beside its source."""
    _convert(sources, "pdf")


def _convert(sources: Sequence[Path], target: str, *options: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", *options, "--convert-to", target,
             "--outdir", str(sources[0].parent), *map(str, sources)],
            check=True, capture_output=True, timeout=180 + 20 * len(sources),
        )  # fmt: skip


def _change(path: Path, layout: Layout) -> None:
    """Turns pages (their content the other way, /Rotate back) and strips the tag tree."""
    import pikepdf

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        if not layout.tagged:
            for key in ("/StructTreeRoot", "/MarkInfo"):
                if key in pdf.Root:
                    del pdf.Root[key]
        for page in pdf.pages if layout.turned else ():
            x0, y0, x1, y1 = (float(value) for value in page.mediabox)
            width, height = x1 - x0, y1 - y0
            matrix = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}[layout.turned]
            page.contents_add(f"q {matrix} cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.mediabox = [0, 0, width, height] if layout.turned == 180 else [0, 0, height, width]
            for key in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if key in page:
                    del page[key]
            page.Rotate = layout.turned
        pdf.save(path)
