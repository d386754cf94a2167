"""The layouts that plans are printed in, one a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Layout:
    by: Literal["browser", "office", "word"] = "browser"
    """A headless browser, LibreOffice printing a Word file, or that Word file itself."""
    rules: Literal["grid", "horizontal", "none", "doubled"] = "grid"
    """`doubled`: every cell brings its own border, so that two thin filled rectangles lie between neighbours."""
    zebra: bool = False
    dark_heading: bool = False
    portrait: bool = False
    repeat_heading: bool = True
    faked_merges: bool = False
    keep_rows: bool = False
    """No row is cut by a page break."""
    tagged: bool = True
    turned: int = 0
    """/Rotate of the pages, their content turned the other way: a reader sees no difference."""
    size: float = 8.0
    """Type size in points."""


LAYOUTS: dict[str, Layout] = {
    "browser grid": Layout(),
    "browser grid, untagged": Layout(tagged=False),
    "browser grid, heading once": Layout(repeat_heading=False, tagged=False),
    "browser grid, rows kept": Layout(keep_rows=True, tagged=False),
    "browser faked merges": Layout(faked_merges=True, tagged=False),
    "browser horizontal rules": Layout(rules="horizontal", faked_merges=True, tagged=False),
    "browser zebra": Layout(rules="none", zebra=True, dark_heading=True, faked_merges=True, tagged=False),
    "browser no rules": Layout(rules="none", faked_merges=True, tagged=False),
    "browser horizontal rules, tagged": Layout(rules="horizontal", faked_merges=True),
    "browser zebra, tagged": Layout(rules="none", zebra=True, dark_heading=True, faked_merges=True),
    "browser no rules, tagged": Layout(rules="none", faked_merges=True),
    "browser doubled rules": Layout(rules="doubled", tagged=False),
    "browser portrait": Layout(portrait=True, repeat_heading=False, tagged=False),
    "browser turned": Layout(turned=90, tagged=False),
    "office grid": Layout(by="office"),
    "office grid, heading once": Layout(by="office", repeat_heading=False),
    "office grid, rows kept": Layout(by="office", keep_rows=True),
    "office faked merges": Layout(by="office", faked_merges=True),
    "office faked merges, heading once": Layout(by="office", faked_merges=True, repeat_heading=False),
    "office horizontal rules": Layout(by="office", rules="horizontal", faked_merges=True),
    "office zebra": Layout(by="office", rules="none", zebra=True, dark_heading=True, faked_merges=True),
    "office no rules": Layout(by="office", rules="none", faked_merges=True),
    "office portrait": Layout(by="office", portrait=True, repeat_heading=False),
    "office turned": Layout(by="office", turned=270),
    "word grid": Layout(by="word"),
}
