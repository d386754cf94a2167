"""What the pages call things."""

from __future__ import annotations

import json
from typing import Any

from ..report.colours import RATINGS

RATING_WORDS = {name: look.name.capitalize() for name, look in RATINGS.items()}
STATUS_WORDS = {
    "complete": "Complete",
    "on_track": "On track",
    "at_risk": "At risk",
    "off_track": "Off track",
    "not_started": "Not started",
    "superseded": "Superseded",
}
KIND_WORDS = {"person": "person", "role": "post", "group": "body", "initials": "initials", "all": "everybody"}
ROUTE_WORDS = {
    "structure": "the structure that the PDF itself carries",
    "rules": "the lines drawn around the cells",
    "alignment": "the alignment of the words",
    "ocr": "a picture of the page (OCR)",
    "docx": "the Word file's table",
    "doc": "the older Word file's table",
}
FACET_TITLES = {"authority": "Authority", "year": "Year", "rag": "Rating", "status": "Status", "lead": "Lead", "theme": "Theme"}
NOT_PRINTED = "not printed"


def value_words(name: str, value: Any) -> str:
    """A value of a facet as a reader calls it."""
    if value is None or value == "":
        return NOT_PRINTED
    if name == "rag":
        return RATING_WORDS.get(value, str(value))
    if name == "status":
        return STATUS_WORDS.get(value, str(value))
    return str(value)


def from_json(value: str | None) -> list[Any]:
    try:
        found = json.loads(value or "[]")
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def when_words(timescale: dict[str, Any]) -> str:
    """What was understood, in words: `September 2014 (2014-09-01 to 2014-09-30)` is kept as dates, shown as such."""
    parts = [str(timescale.get("kind") or "")]
    start, end = timescale.get("start"), timescale.get("end")
    if start and end:
        parts.append(start if start == end else f"{start} to {end}")
    elif start:
        parts.append(f"from {start}")
    elif end:
        parts.append(f"until {end}")
    parts += [f"every {timescale['every']}"] if timescale.get("every") else []
    parts += [f"within {timescale['within']}"] if timescale.get("within") else []
    return ", ".join(part for part in parts if part)


def code_words(code: str) -> str:
    return code.replace("-", " ").capitalize()


TEMPLATE_WORDS = {
    "rating_words": RATING_WORDS,
    "status_words": STATUS_WORDS,
    "kind_words": KIND_WORDS,
    "route_words": ROUTE_WORDS,
    "facet_titles": FACET_TITLES,
    "value_words": value_words,
    "from_json": from_json,
    "when_words": when_words,
    "code_words": code_words,
}
