"""Layouts that careless hands make: whatever they did, the eight rows of the plan come out whole, and no word is left over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from careless import ALL, PAGES, Page

from plantrace.extract.read import read
from plantrace.normalise.plan import read_plan
from plantrace.normalise.values import action_to_values
from typeset.render import BROWSERS, print_docx, print_html, write_docx


def _rows(path: Path, page: Page) -> list[dict[str, str]]:
    """What was read of the fields that are printed; texts with their line ends as spaces."""
    plan = read_plan(read(path))
    assert plan.account.left_over == ()
    asked = {*(name for name in ALL if name in page.shows), *(["theme"] if page.themed else [])}
    return [{name: " ".join(value.split()) for name, value in action_to_values(row).items() if name in asked} for row in plan.actions]


@pytest.mark.skipif(not any(map(shutil.which, BROWSERS)), reason="needs chromium")
@pytest.mark.parametrize("name", PAGES)
def test_printed_by_a_browser(name: str, tmp_path: Path) -> None:
    """With its tag tree, and without."""
    page = PAGES[name]
    tagged, plain = tmp_path / "tagged.pdf", tmp_path / "plain.pdf"
    print_html(page.html, tagged)
    with pikepdf.open(tagged) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(plain)
    assert _rows(plain, page) == page.rows()
    assert _rows(tagged, page) == page.rows()


# LibreOffice takes over no style sheet: its tables have no rules at all, and cells are set to their middle.
NO_RULES_IN_OFFICE = {
    "a form for each action",  # labels beside values, nothing drawn: prose to whom does not read it
    "a rating for each quarter",  # letters in painted cells, the rest of the table nowhere drawn
}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs soffice")
def test_as_word_documents_and_printed_by_libreoffice(tmp_path: Path) -> None:
    """All of them in two calls of LibreOffice."""
    sources = {tmp_path / f"{at}.html": page for at, page in enumerate(PAGES.values())}
    for path, page in sources.items():
        path.write_text(page.html, encoding="utf-8")
    write_docx(*sources)
    documents = {path.with_suffix(".docx"): page for path, page in sources.items()}
    wrong = {name: path for (path, page), name in zip(documents.items(), PAGES, strict=True) if _rows(path, page) != page.rows()}
    assert wrong == {}
    printed = {name: path for path, name in zip(documents, PAGES, strict=True) if name not in NO_RULES_IN_OFFICE}
    print_docx(*printed.values())
    wrong = {name: path for name, path in printed.items() if _rows(path.with_suffix(".pdf"), PAGES[name]) != PAGES[name].rows()}
    assert wrong == {}
