"""A `Document` -> what it says of itself, with an analyst's word above the print's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ...diagnostics import Diagnostic
from ...extract.document import Document
from ...provenance import Place
from ..model import Inspection, Places
from ..vocabulary import Vocabulary, default_vocabulary
from .authority import statements_to_authority
from .dates import statements_to_plan_date
from .edition import statements_to_edition
from .front import document_to_statements
from .inspection import statements_to_inspection
from .overrides import Overrides
from .title import document_to_title


@dataclass(frozen=True, slots=True)
class About:
    """`places` has a key for each field that was read from the print: title, authority, plan_date, edition, inspection_kind,
    inspection_body, inspection_date, inspection_published, inspection_judgements."""

    title: str | None = None
    authority: str | None = None
    plan_date: str | None = None
    edition: str | None = None
    inspection: Inspection = field(default_factory=Inspection)
    places: Places = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def document_to_about(document: Document, overrides: Overrides | None = None, vocabulary: Vocabulary | None = None) -> About:
    """Title, authority, date, edition and inspection as printed, each with its place.

    An override wins, has no place, and silences the diagnostics of its field.
    """
    words = vocabulary or default_vocabulary()
    title = document_to_title(document, words)
    statements = document_to_statements(document, title, words)
    authority, of_authority = statements_to_authority(document, statements, words)
    dated, of_date = statements_to_plan_date(statements, words)
    edition = statements_to_edition(statements)
    inspection, inspected, of_inspection = statements_to_inspection(document, statements, words)
    printed: dict[str, tuple[str | None, tuple[Place, ...]]] = {
        "title": (title.text, title.places) if title else (None, ()),
        "authority": (authority.name, authority.places) if authority else (None, ()),
        "plan_date": (dated.edtf, dated.statement.places) if dated else (None, ()),
        "edition": (edition.text, edition.places) if edition else (None, ()),
    }
    about = About(
        **{name: value for name, (value, _) in printed.items()},
        inspection=inspection,
        places={**{name: places for name, (_, places) in printed.items() if places}, **inspected},
        diagnostics=(*of_authority, *of_date, *of_inspection),
    )
    return _overridden(about, overrides or Overrides())


def _overridden(about: About, overrides: Overrides) -> About:
    told: Mapping[str, str] = {name: value for name in Overrides.__slots__ if (value := getattr(overrides, name))}
    settled = {f"{name.replace('_', '-')}-" for name in told}
    of_plan = {name: value for name, value in told.items() if not name.startswith("inspection_")}
    inspection = replace(
        about.inspection,
        kind=overrides.inspection_kind or about.inspection.kind,
        body=overrides.inspection_body or about.inspection.body,
        date=overrides.inspection_date or about.inspection.date,
        published=overrides.inspection_published or about.inspection.published,
    )
    return replace(
        about,
        **of_plan,
        inspection=inspection,
        places={name: places for name, places in about.places.items() if name not in told},
        diagnostics=tuple(each for each in about.diagnostics if not each.code.startswith(tuple(settled))) if settled else about.diagnostics,
    )
