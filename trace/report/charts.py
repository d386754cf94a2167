"""Charts as SVG that stands in the page itself: text stays text, nothing is fetched, the same data give the same bytes."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...provenance import content_id
from .colours import RATINGS, UNRATED, Shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK = "#1b1f24"
_BAR = "#1f5fa8"
_LABEL_WIDTH = 44
_SVG = "{http://www.w3.org/2000/svg}"
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "plantrace",
    "text.parse_math": False,  # a budget of $5m is no formula
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
}


def ratings_to_svg(issues: Sequence[tuple[str, Mapping[str, int]]], title: str) -> str:
    """A bar for each issue of a plan, (label, number of actions of each rating), ratings stacked worst first."""
    order: list[tuple[str, Shown]] = [*RATINGS.items(), ("unrated", UNRATED)]

    longest = max(sum(ratings.values()) for _, ratings in issues)

    def draw(axes: Axes) -> None:
        labels = [_label(label) for label, _ in issues]
        start = [0] * len(issues)
        for name, look in order:
            counts = [ratings.get(name, 0) for _, ratings in issues]
            if not any(counts):
                continue
            bars = axes.barh(range(len(issues)), counts, left=start, color=look.fill, edgecolor=_INK, linewidth=0.5, label=look.name)
            axes.bar_label(
                bars, [str(count) if count > longest / 60 else "" for count in counts], label_type="center", color=look.ink, fontsize=9
            )
            start = [before + count for before, count in zip(start, counts, strict=True)]
        _name_bars(axes, labels, "actions")
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=8, frameon=False, fontsize=9)

    return _svg(draw, len(issues), title)


def bars_to_svg(values: Sequence[tuple[str, int]], title: str, unit: str) -> str:
    """A bar for each (label, number), the first on top."""

    def draw(axes: Axes) -> None:
        bars = axes.barh(range(len(values)), [value for _, value in values], color=_BAR)
        axes.bar_label(bars, [str(value) for _, value in values], padding=3)
        axes.margins(x=0.08)
        _name_bars(axes, [_label(label) for label, _ in values], unit)

    return _svg(draw, len(values), title)


def _name_bars(axes: Axes, labels: Sequence[str], unit: str) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_yticks(range(len(labels)), labels)
    axes.margins(y=0.5 / (len(labels) + 1))
    axes.invert_yaxis()
    axes.set_xlabel(unit)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _label(text: str) -> str:
    lines = textwrap.wrap(" ".join(text.split()), _LABEL_WIDTH)
    return "\n".join([*lines[:1], textwrap.shorten(" ".join(lines[1:]), _LABEL_WIDTH, placeholder=" …")] if len(lines) > 1 else lines)


def _svg(draw: Callable[[Axes], None], bars: int, title: str) -> str:
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(10, 1.2 + 0.42 * bars), layout="constrained")
        draw(figure.add_subplot())
        return _embedded(figure, title)


def _embedded(figure: Figure, title: str) -> str:
    """The SVG without prolog, metadata and fixed size, named for a screen reader, its ids told from those of other charts."""
    from lxml import etree

    written = io.BytesIO()
    figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    root = etree.fromstring(written.getvalue())
    for metadata in root.findall(f"{_SVG}metadata"):
        root.remove(metadata)
    for size in ("width", "height"):
        del root.attrib[size]
    root.attrib.update({"role": "img", "class": "chart"})
    prefix = content_id("chart", title)
    for element in root.iter(etree.Element):
        for name, value in [(str(name), str(value)) for name, value in element.attrib.items()]:
            if name == "id":
                element.set(name, f"{prefix}-{value}")
            elif name.endswith("href") and value.startswith("#"):
                element.set(name, f"#{prefix}-{value[1:]}")
            elif "url(#" in value:
                element.set(name, value.replace("url(#", f"url(#{prefix}-"))
    named = etree.Element(f"{_SVG}title")
    named.text = title
    root.insert(0, named)
    return etree.tostring(root, encoding="unicode")
