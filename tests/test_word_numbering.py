"""Automatic numbers as Word prints them, through levels, restarts, styles and table cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrace.extract.word.numbering import number_as_printed
from word_files import document, p, run, tbl, tc, texts, tr


def level(index: int, format_: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def numbering(*levels: str, numbers: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{numbers}'


def item(text: str, index: int = 0, list_: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list_}"/></w:numPr>')


DECIMAL = level(0, "decimal", "%1.")
OUTLINE = (DECIMAL, level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))
TWO = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
RESTART = TWO.format('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
OVERRIDE = TWO.format(f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>')

LISTS: list[tuple[str, str, str, list[object]]] = [
    ("plain", numbering(DECIMAL), item("a") + p("between") + item("b"), ["1. a", "between", "2. b"]),
    (
        "levels begin anew under each higher one",
        numbering(*OUTLINE),
        item("A") + item("x", 1) + item("i", 2) + item("ii", 2) + item("y", 1) + item("j", 2) + item("B") + item("z", 1),
        ["1. A", "1.1 x", "(a) i", "(b) ii", "1.2 y", "(a) j", "2. B", "2.1 z"],
    ),
    ("a level that began without the higher one", numbering(*OUTLINE), item("x", 1) + item("y", 1), ["1.1 x", "1.2 y"]),
    (
        "a level that never begins anew",
        numbering(DECIMAL, level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')),
        item("A") + item("x", 1) + item("B") + item("y", 1),
        ["1. A", "1) x", "2. B", "2) y"],
    ),
    ("two lists of one kind go on", numbering(DECIMAL, numbers=TWO.format("")), item("a") + item("b", 0, 2), ["1. a", "2. b"]),
    (
        "unless the second restarts",
        numbering(DECIMAL, numbers=RESTART),
        item("a") + item("b", 0, 2) + item("c", 0, 2),
        ["1. a", "1. b", "2. c"],
    ),
    ("a level overridden", numbering(DECIMAL, numbers=OVERRIDE), item("a", 0, 2), ["I) a"]),
    (
        "bullets, whatever sign they use",
        numbering(level(0, "bullet", "\uf0b7"), level(1, "bullet", "o")),
        item("a") + item("b", 1),
        ["• a", "• b"],
    ),
    (
        "roman under letters",
        numbering(level(0, "upperLetter", "%1"), level(1, "lowerRoman", "%1%2.")),
        item("a") + item("b", 1),
        ["A a", "Ai. b"],
    ),
    (
        "legal style",
        numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>")),
        item("a") + item("b", 1),
        ["I. a", "1.1 b"],
    ),
    ("no space after the number", numbering(level(0, "decimal", "A%1", '<w:suff w:val="nothing"/>')), item(": audit"), ["A1: audit"]),
    ("a list taken away", numbering(DECIMAL), item("a", 0, 0), ["a"]),
    ("a list that is not there", numbering(DECIMAL), item("a", 0, 9), ["a"]),
    (
        # a plan's `No.` column is often nothing but automatic numbers
        "numbers run through cells, and stand in empty ones",
        numbering(DECIMAL),
        tbl(tr(tc(item("")), tc("Audit")), tr(tc(item("")), tc("Train"))) + item("after"),
        [["1.", "Audit", "2.", "Train"], "3. after"],
    ),
    ("an empty bullet is nothing", numbering(level(0, "bullet", "o")), tbl(tr(tc(item("")))), [[""]]),
    ("a number stands before the first line only", numbering(DECIMAL), item("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"), ["1. a\nb"]),
    (
        "the rest of a merged cell does not count",
        numbering(DECIMAL),
        tbl(
            tr(tc(item(""), '<w:vMerge w:val="restart"/>'), tc("a")),
            tr(tc(item(""), "<w:vMerge/>"), tc("b")),
            tr(tc(item("")), tc("c")),
        ),
        [["1.", "a", "b", "2.", "c"]],
    ),
    (
        "a paragraph whose mark is deleted does not count, nor does a hidden one",
        numbering(DECIMAL),
        item("a")
        + f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del>{run("x")}</w:del></w:p>'
        + item(run("y", "<w:vanish/>"))
        + item("b"),
        ["1. a", "2. b"],
    ),
]


@pytest.mark.parametrize(("lists", "body", "expected"), [pytest.param(*row, id=name) for name, *row in LISTS])
def test_numbers_stand_at_the_head_of_their_line(tmp_path: Path, lists: str, body: str, expected: list[object]) -> None:
    assert texts(document(tmp_path, body, numbering=lists)) == expected


def test_a_heading_style_brings_its_level(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2)
    )
    lists = numbering(level(0, "decimal", "%1", '<w:pStyle w:val="H1"/>'), level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'))
    body = "".join(p(text, f'<w:pStyle w:val="{style}"/>') for style, text in (("H1", "a"), ("H2", "b"), ("H2", "c"), ("H1", "d")))
    body += p("e", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(document(tmp_path, body, numbering=lists, styles=styles)) == ["1 a", "1.1 b", "1.2 c", "2 d", "e"]


def test_a_list_style_leads_to_its_list(tmp_path: Path) -> None:
    styles = '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "lowerLetter", "%1)")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert texts(document(tmp_path, item("x") + item("y"), numbering=lists, styles=styles)) == ["a) x", "b) y"]


FORMATS = [
    (4, "decimal", "4"),
    (4, "decimalZero", "04"),
    (9, "lowerRoman", "ix"),
    (1994, "upperRoman", "MCMXCIV"),
    (26, "lowerLetter", "z"),
    # after z comes aa, then bb
    (28, "lowerLetter", "bb"),
    (1_000_000, "upperLetter", "1000000"),
    (12, "ordinal", "12th"),
    (22, "ordinal", "22nd"),
    (3, "cardinalText", "Three"),
    (3, "ordinalText", "Third"),
    (3, "none", ""),
    (3, "ideographDigital", "3"),
]


@pytest.mark.parametrize(("value", "format_", "expected"), FORMATS)
def test_numbers_in_every_format(value: int, format_: str, expected: str) -> None:
    assert number_as_printed(value, format_) == expected
