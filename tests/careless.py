"""One plan set in layouts that careless hands make, as HTML for a browser or LibreOffice: `PAGES` name -> `Page`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

RECOMMENDATIONS = {
    "1": "Strengthen management oversight of casework so that risk is identified early",
    "2": "Improve the timeliness of health assessments for children in care",
    "3": "Ensure that the voice of the child informs planning",
}
THEMES = {"1": "Leadership", "2": "Health", "3": "Participation"}
ACTIONS = [
    ("1.1", "Review the supervision policy and share it with all teams, including the out of hours team and agency staff.", "Helen Marsh", "June 2014", "Policy agreed by the senior management team in May. Training dates are booked.", "green"),
    ("1.2", "Audit 20 case files each month and report the findings to the Board", "Tom Akers", "Monthly", "First audit complete; 14 of 20 files were good or better.", "amber"),
    ("1.3", "Recruit two advanced practitioners.", "Head of Service", "September 2014", "", "red"),
    ("2.1", "Agree a pathway with the designated doctor and the looked after children nurses so that every child is seen within 20 working days of coming into care", "Priya Nair", "31/07/2014", "Draft pathway out to consultation until 30 June.", "amber"),
    ("2.2", "Report performance to the corporate parenting panel.", "QA Lead", "Quarterly", "Reported in April.", "green"),
    ("3.1", "Commission an advocacy service.", "Commissioning Manager", "April 2015", "Tender published.", "amber"),
    ("3.2", "Consult the Children in Care Council on the new form for reviews, and use what they say to change how reviews are chaired and recorded.", "Helen Marsh", "October 2014", "Council met on 12 May.", "green"),
    ("3.3", "Train all chairs in direct work with young children.", "Workforce Development", "December 2014", "Provider identified", "amber"),
]  # fmt: skip
FIELDS = ("action_number", "action", "lead_raw", "timescale_raw", "progress", "rag")
ALL = ("recommendation_number", "recommendation", *FIELDS)
COLOURS = {"green": "#92D050", "amber": "#FFC000", "red": "#FF0000"}
HEADINGS = ["Ref", "Recommendation", "Action", "Lead", "Timescale", "Progress", "RAG"]

_STYLE = """@page { size: A4 landscape; margin: 12mm } body { font: 9pt "Liberation Sans", Arial; -webkit-print-color-adjust: exact }
table { border-collapse: collapse; width: 100% } td, th { padding: 2pt 3pt; vertical-align: top; text-align: left }
.grid td, .grid th { border: 0.75pt solid #333 } th { background: #d9d9d9 }"""


@dataclass(frozen=True)
class Page:
    """`body` and `style` of a page, and the fields that its rows show."""

    body: str
    style: str = ""
    shows: tuple[str, ...] = ALL
    themed: bool = False

    @property
    def html(self) -> str:
        head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Plan</title><style>{_STYLE}{self.style}</style>'
        return f"{head}<h1>Safeguarding improvement plan 2014</h1>{self.body}</html>"

    def rows(self) -> list[dict[str, str]]:
        """What each row must say, empty values left out."""
        said = []
        for number, *rest in ACTIONS:
            group = number[0]
            values = dict(zip(ALL, (group, RECOMMENDATIONS[group], number, *rest), strict=True))
            themes = {"theme": THEMES[group]} if self.themed else {}
            said.append({name: value for name, value in values.items() if name in self.shows and value} | themes)
        return said


def _tr(cells: list[str], tag: str = "td", more: str = "") -> str:
    return f"<tr{more}>" + "".join(cell if cell.startswith("<t") else f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _painted(rating: str, text: str = "") -> str:
    return f'<td style="background: {COLOURS[rating]}">{text}</td>'


def _table(headings: list[str], rows: list[str], more: str = 'class="grid"', again: bool = True) -> str:
    shown = "table-header-group" if again else "table-row-group"
    return f'<table {more}><thead style="display: {shown}">{_tr(headings, "th")}</thead><tbody>{"".join(rows)}</tbody></table>'


def _merged(again: bool = True, more: str = 'class="grid"') -> str:
    """A number and a recommendation merged beside their actions, ratings painted."""
    rows = []
    for group, actions in _groups():
        for at, (number, action, lead, timescale, progress, rating) in enumerate(actions):
            across = [f"<td rowspan={len(actions)}>{text}</td>" for text in (group, RECOMMENDATIONS[group])] if at == 0 else []
            rows.append(_tr([*across, f"{number} {action}", lead, timescale, progress, _painted(rating)]))
    return _table(HEADINGS, rows, more, again)


def _groups() -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    for group in RECOMMENDATIONS:
        yield group, [action for action in ACTIONS if action[0].startswith(group)]


def _quarters() -> str:
    first = [f"<th rowspan=2>{text}</th>" for text in HEADINGS[2:5]] + ["<th colspan=3>RAG</th>"]
    rows = [
        _tr([f"{number} {action}", lead, timescale, *(_painted(each, each[0].upper()) for each in ("red", "amber", rating))])
        for number, action, lead, timescale, _, rating in ACTIONS
    ]
    heads = _tr(first, "th") + _tr(["Q1", "Q2", "Q3"], "th")
    return f'<table class="grid"><thead>{heads}</thead><tbody>{"".join(rows)}</tbody></table>'


def _changing_order() -> str:
    orders = (HEADINGS[2:], ["Action", "Timescale", "Lead", "RAG", "Progress"], ["RAG", "Action", "Progress", "Lead", "Timescale"])
    tables = []
    for (group, actions), order in zip(_groups(), orders, strict=True):
        rows = []
        for number, action, lead, timescale, progress, rating in actions:
            cells = dict(
                zip(HEADINGS[2:], (f"{number} {action}", lead, timescale, progress, _painted(rating, rating.title())), strict=True)
            )
            rows.append(_tr([cells[heading] for heading in order]))
        tables.append(f"<h2>Recommendation {group}: {RECOMMENDATIONS[group]}</h2>{_table(order, rows)}")
    return "".join(tables)


def _full_width(more: str) -> str:
    rows = []
    for group, actions in _groups():
        rows.append(f'<tr><td colspan=5 style="background: #eee"><b>Recommendation {group}: {RECOMMENDATIONS[group]}</b></td></tr>')
        rows += [_tr([f"{action[0]} {action[1]}", *action[2:5], action[5].title()]) for action in actions]
    return _table(HEADINGS[2:], rows, more)


def _sections() -> str:
    rows = []
    for group, actions in _groups():
        rows.append(f'<tr><td colspan=7 style="text-align: center"><b>{THEMES[group]}</b></td></tr>')
        for at, (number, action, *rest, rating) in enumerate(actions):
            rows.append(_tr([*((group, RECOMMENDATIONS[group]) if at == 0 else ("", "")), f"{number} {action}", *rest, _painted(rating)]))
    return _table(HEADINGS, rows)


def _forms() -> str:
    forms = []
    for number, action, lead, timescale, progress, rating in ACTIONS:
        said = [
            ("Recommendation", f"{number[0]}. {RECOMMENDATIONS[number[0]]}"),
            ("Action", f"{number} {action}"),
            ("Lead", lead),
            ("Timescale", timescale),
            ("Progress", progress or "\xa0"),
            ("RAG rating", _painted(rating, rating.title())),
        ]
        lines = "".join(_tr([f"<th>{label}</th>", text]) for label, text in said)
        forms.append(f'<table class="grid" style="margin-bottom: 8pt"><col style="width: 25%">{lines}</table>')
    return "".join(forms)


def _on_end() -> str:
    rows = []
    for group, actions in _groups():
        turned = f'<div style="writing-mode: vertical-rl; transform: rotate(180deg)">{THEMES[group]}</div>'
        for at, (number, action, *rest, rating) in enumerate(actions):
            first = [f'<td rowspan={len(actions)} style="width: 14pt">{turned}</td>'] if at == 0 else []
            rows.append(_tr([*first, f"{number} {action}", *rest, _painted(rating)]))
    return _table(["Theme", *HEADINGS[2:]], rows)


def _between_groups() -> str:
    rows = []
    for group, actions in _groups():
        for at, (number, action, *rest, rating) in enumerate(actions):
            cells = [*((group, RECOMMENDATIONS[group]) if at == 0 else ("", "")), f"{number} {action}", *rest, rating.title()]
            rows.append(_tr(cells, more=' class="first"' if at == 0 else ""))
    return _table(HEADINGS, rows, "")


def _ticks() -> str:
    rows = [
        _tr([number, action, lead, timescale, *(_painted(each, "X") if each == rating else "" for each in ("red", "amber", "green"))])
        for number, action, lead, timescale, _, rating in ACTIONS
    ]
    return _table(["No.", "Action", "Lead", "Timescale", "R", "A", "G"], rows)


_FOOT = '<div style="position: fixed; bottom: 0; right: 4pt; font-size: 7pt">Page 3 of 12</div>'
_DRAFT = '<div style="position: fixed; top: 40%; left: 25%; font-size: 90pt; color: #ddd; {}">DRAFT</div>'
_UNDER = "td, th { border-bottom: 0.5pt solid #333; "
_UNRATED = tuple(name for name in FIELDS if name != "progress")

PAGES = {
    "merged cells cut by the page, headings once": Page(_merged(again=False), "@page { size: 200mm 110mm; margin: 10mm } h1 { font-size: 11pt }"),
    "a rating for each quarter": Page(_quarters(), shows=_UNRATED),
    "columns in another order in each table": Page(_changing_order(), shows=FIELDS),
    "recommendations in full-width rows": Page(_full_width('class="grid"')),
    "recommendations in full-width rows, no rules": Page(_full_width(""), "td { padding-bottom: 5pt }"),
    "sections' titles in the middle": Page(_sections(), themed=True),
    "a form for each action": Page(_forms()),
    "first column on end": Page(_on_end(), shows=FIELDS, themed=True),
    "very light rules": Page(_merged(more=""), "td, th { border: 0.4pt solid #f0f0f0 }"),
    "rules between groups alone": Page(_between_groups(), ".first td { border-top: 0.75pt solid #333 } td { padding-bottom: 6pt }"),
    "watermark askew, page number in the table": Page(_DRAFT.format("transform: rotate(-35deg)") + _FOOT + _merged(), "@page { size: 220mm 140mm }"),
    "watermark set level": Page(_DRAFT.format("") + _merged(), "@page { size: 220mm 140mm }"),
    "everything centred, no vertical rules": Page(_merged(more=""), _UNDER + "text-align: center; vertical-align: middle }"),
    "set to the foot, no vertical rules": Page(_merged(more=""), _UNDER + "vertical-align: bottom }"),
    "cells as tiles": Page(
        _merged(more='class="tiles"'),
        ".tiles { border-collapse: separate; border-spacing: 2pt } .tiles td { background: #eef2f8 } th { background: #1F3864; color: #fff }",
    ),
    "a table in a frame": Page(f'<table style="border: 2pt solid #000"><tr><td style="padding: 8pt">{_merged()}</td></tr></table>'),
    "a column for each rating": Page(_ticks(), shows=_UNRATED),
    "justified and hyphenated, portrait": Page(_merged(), "@page { size: A4 portrait; margin: 8mm } td { text-align: justify; hyphens: auto; font-size: 7.5pt }"),
}  # fmt: skip
