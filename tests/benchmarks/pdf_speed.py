"""How fast born-digital PDFs are read, against pdfplumber's `extract_tables` of the same pages and PDFium's own parse; and the memory of a long plan.

    python tests/benchmarks/pdf_speed.py        the six plans of ../shared/corpus, best of three runs each, one process

Ours gives spans, fills, marks and places on top, and one table over all pages. The ratio is of seconds, in sum over the files; 5 is the least.
"""

from __future__ import annotations

import logging
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2 as pdfium

from plantrace.extract.pdf.read import read_pdf
from plantrace.provenance import Source, file_sha256

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
LONG = 1_000
"""Pages of the long plan."""


def ours(path: Path) -> None:
    read_pdf(Source(path, file_sha256(path), "pdf"))


def with_pdfplumber(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def pdfium_alone(path: Path) -> None:
    pdf = pdfium.PdfDocument(path)
    for page in pdf:
        page.get_textpage().get_text_range()
    pdf.close()


def best_of_three(read: Callable[[Path], None], path: Path) -> float:
    seconds = []
    for _ in range(3):
        begun = time.process_time()
        read(path)
        seconds.append(time.process_time() - begun)
    return min(seconds)


def long_plan(path: Path, pages: int) -> Path:
    """The pages of one plan over and over."""
    with pikepdf.open(CORPUS / "sunderland-2013.web.pdf") as plan:
        count = len(plan.pages)
        long = pikepdf.new()
        for number in range(pages):
            long.pages.append(plan.pages[number % count])
        long.save(path)
    return path


def main() -> None:
    logging.disable(logging.CRITICAL)
    paths = sorted(CORPUS.glob("*.pdf"))
    with tempfile.TemporaryDirectory() as folder:
        long = long_plan(Path(folder) / "long.pdf", LONG)
        begun = time.process_time()
        ours(long)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{LONG} pages in {time.process_time() - begun:.1f} s, {peak:.0f} MB at most")
    readers = (ours, with_pdfplumber, pdfium_alone)
    totals, pages = [0.0, 0.0, 0.0], 0
    for path in paths:
        seconds = [best_of_three(read, path) for read in readers]
        totals = [total + more for total, more in zip(totals, seconds, strict=True)]
        pages += len(pdfium.PdfDocument(path))
        print(f"{path.name:36} ours {seconds[0]:6.2f} s   pdfplumber {seconds[1]:6.2f} s   {seconds[1] / seconds[0]:5.1f} times as fast")
    print(f"{'in sum':36} ours {totals[0]:6.2f} s   pdfplumber {totals[1]:6.2f} s   {totals[1] / totals[0]:5.1f} times as fast")
    print(
        f"a page: ours {1000 * totals[0] / pages:.1f} ms, PDFium's parse {1000 * totals[2] / pages:.1f} ms ({totals[0] / totals[2]:.1f} times)"
    )


if __name__ == "__main__":
    main()
