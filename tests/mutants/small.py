"""Plans of a page or two to change: cut from the samples, and made by hand with what the samples lack."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name

from pdf_plan import Cell, Setting, set_rows
from pdf_sheet import Sheet, save
from word_files import p, run, tbl, tc, tr, write_docx

from .word import zipped

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROWS_KEPT = 9
_UNREAD = ("word/stylesWithEffects.xml", "docProps/thumbnail.jpeg", "word/webSettings.xml", "word/fontTable.xml", "docProps/app.xml")
_PLAN = (
    ("No", "Recommendation", "Action", "Lead", "Timescale", "Progress", "RAG"),
    (
        "1.1",
        "Improve the recording of health assessments",
        "Audit the case files of 2012/13",
        "Jo Smith / SSCB",
        "Sept 2013",
        "Done",
        "Green",
    ),
    ("1.2", "", "• Train all staff\n• Report to the board", "Head of Service (KR)", "31/03/2014", "On track, 60% trained", "Amber"),
    ("2", "Review the referral pathway with partners", "Publish new thresholds", "Named Nurse; CCG", "Q3 2013/14 - ongoing", "Late", "Red"),
)


def small_plans(folder: Path) -> list[Path]:
    """Written into `folder`: three PDFs and two .docx."""
    return [
        _first_pages(SAMPLES / "stockton-2013.wordpdf.pdf", 2, folder / "word-processor.pdf"),
        _first_rows(SAMPLES / "stockton-2013.word.docx", folder / "sample.docx"),
        _first_pages(SAMPLES / "sunderland-2013.web.pdf", 1, folder / "browser.pdf"),
        _with_everything(folder / "everything.docx"),
        _with_forms_and_pictures(folder / "forms.pdf"),
    ]


def _first_pages(sample: Path, pages: int, path: Path) -> Path:
    with pikepdf.open(sample) as pdf:
        del pdf.pages[pages:]
        for each in pdf.objects:
            if isinstance(each, Dictionary) and "/FontFile2" in each:
                del each["/FontFile2"]  # large, and PDFium reads the words without it
        if "/StructTreeRoot" in pdf.Root:
            tree = pdf.Root.StructTreeRoot
            _prune(tree, {each.objgen for each in pdf.pages})
            del tree["/IDTree"]
            tree.ParentTree.Nums = Array(list(tree.ParentTree.Nums)[: 2 * pages])
        pdf.remove_unreferenced_resources()
        pdf.save(path, static_id=True)
    return path


def _prune(element: Any, pages: set[tuple[int, int]]) -> bool:
    """Takes out of a structure tree what stands on other pages; whether anything is left."""
    if not isinstance(element, Dictionary) or "/K" not in element:
        return "/Pg" not in element or element.Pg.objgen in pages if isinstance(element, Dictionary) else True
    below = list(element.K) if isinstance(element.K, Array) else [element.K]
    here = "/Pg" not in element or element.Pg.objgen in pages
    element.K = Array([each for each in below if (_prune(each, pages) if isinstance(each, Dictionary) else here)])
    return len(element.K) > 0


def _first_rows(sample: Path, path: Path) -> Path:
    """With the styles that it uses alone: Word writes hundreds."""
    with zipfile.ZipFile(sample) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name not in _UNREAD}
    document = etree.parse(io.BytesIO(parts["word/document.xml"]))
    for extra in document.findall(f".//{_W}tbl")[1:]:
        extra.getparent().remove(extra)
    for table in document.iter(f"{_W}tbl"):
        for row in table.findall(f"{_W}tr")[_ROWS_KEPT:]:
            table.remove(row)
    parts["word/document.xml"] = etree.tostring(document)
    styles = etree.fromstring(parts["word/styles.xml"])
    used = {each.get(f"{_W}val") for each in document.iter(f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle")}
    for style in styles.findall(f"{_W}style"):
        if style.get(f"{_W}styleId") not in used and not style.get(f"{_W}default"):
            styles.remove(style)
    parts["word/styles.xml"] = etree.tostring(styles)
    path.write_bytes(zipped(parts))
    return path


def _with_everything(path: Path) -> Path:
    """Merged cells, lists, notes, a header, tracked changes, controls, fields, a table in a cell, a theme's colours."""
    headings = tr(*(tc(p(run(text, "<w:b/>"))) for text in _PLAN[0]), properties="<w:tblHeader/>")
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    rows = [
        tr(
            tc(row[0], '<w:tcW w:w="900" w:type="dxa"/>'),
            tc(row[1], '<w:vMerge w:val="restart"/>' if row[1] else "<w:vMerge/>"),
            tc("".join(p(line, listed) for line in row[2].split("\n")) + (tbl(tr(tc("Step"), tc("By")), tr(tc("Pilot"), tc("May"))) + p())),
            tc(p(f'<w:ins w:id="1">{run(row[3])}</w:ins><w:del w:id="2"><w:r><w:delText>nobody</w:delText></w:r></w:del>')),
            tc(p(f"<w:sdt><w:sdtContent>{run(row[4])}</w:sdtContent></w:sdt>")),
            tc(p(run(row[5]) + '<w:r><w:footnoteReference w:id="2"/></w:r>')),
            tc(row[6], '<w:shd w:val="clear" w:color="auto" w:fill="FFC000" w:themeFill="accent1"/>'),
        )
        for row in _PLAN[1:]
    ]
    band = tr(tc(p(run("Theme 1: Health", '<w:color w:val="FF0000"/><w:sz w:val="28"/>')), '<w:gridSpan w:val="7"/>'))
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>'
    parts = {
        "styles": '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
        "numbering": f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        "header": p("Anytown Safeguarding Board"),
        "footnotes": f'<w:footnote w:id="2">{p("As agreed in May 2013")}</w:footnote>',
    }
    body = p("Anytown Council: action plan in answer to the Ofsted inspection of 12 March 2013", '<w:pStyle w:val="Heading1"/>')
    body += p(field) + tbl(headings, band, *rows, widths=(900, 2000, 3000, 1500, 1200, 1800, 800)) + p("Key: green is complete")
    made = write_docx(path, body, theme='<a:accent1><a:srgbClr val="00B050"/></a:accent1>', title="Action plan", **parts)
    with zipfile.ZipFile(made) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    made.write_bytes(zipped(content))
    return made


def _with_forms_and_pictures(path: Path) -> Path:
    """A ruled plan beside a form within a form, a little picture for a rating, turned text, and an annotation."""
    sheet, xs = Sheet(760, 400), (20, 60, 210, 380, 480, 570, 680, 740)
    colours = {"Green": "0 0.7 0.3", "Amber": "1 0.75 0", "Red": "1 0 0"}
    rows = [[Cell(text, fill=colours.get(text)) for text in row] for row in _PLAN]
    ys = set_rows(sheet, xs, rows, 60, Setting())
    sheet.grid(xs, ys).text(20, 30, "Anytown Council action plan, October 2013", size=14, font="bold")
    sheet.raw("0 1 -1 0 755 100 cm BT /plain 8 Tf (turned on its side) Tj ET").raw("/Outer Do").raw("12 0 0 12 700 20 cm /Dot Do")
    save(path, sheet, static_id=True)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page, resources = pdf.pages[0], pdf.pages[0].Resources
        box = [0, 0, 200, 100]
        inner = pdf.make_stream(b"1 0 0 rg 10 10 40 12 re f 0 0 m 100 100 l S", Type=Name.XObject, Subtype=Name.Form, BBox=box)
        outer = pdf.make_stream(b"q 0.5 0 0 0.5 20 10 cm /Inner Do Q", Type=Name.XObject, Subtype=Name.Form, BBox=box)
        outer.Resources = Dictionary(XObject=Dictionary(Inner=inner))
        dot = pdf.make_stream(bytes((0, 176, 80)) * 16, Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4, BitsPerComponent=8)
        dot.ColorSpace = Name.DeviceRGB
        resources.XObject = Dictionary(Outer=pdf.make_indirect(outer), Dot=pdf.make_indirect(dot))
        page.Annots = pdf.make_indirect([Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=[0, 0, 9, 9])])
        pdf.docinfo["/Title"] = "Anytown action plan"
        pdf.save(path, static_id=True)
    return path
