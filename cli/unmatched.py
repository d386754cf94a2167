"""What meant nothing to plantrace, as a vocabulary file to be completed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .printing import counted

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OPENING = """\
# Words that plantrace could not place, the most frequent first. Move each heading to the section that it belongs to
# ([headings.lead], [headings.timescale] ...), write beside each pair of initials who it is, delete the rest, and
# import with --vocabulary and this file."""


def unmatched_to_toml(connection: Connection) -> Iterator[str]:
    """Lines of a TOML file that can be read as it is and changes nothing until a person has completed it."""
    yield _OPENING
    yield ""
    yield "[headings.other]"
    yield "exact = ["
    for heading, count in unknown_headings(connection).most_common():
        yield f"    {_quoted(heading)},  # {counted(count, 'row')}"
    yield "]"
    yield ""
    yield "[leads.people]"
    for initials, count in unknown_initials(connection).most_common():
        yield f'# {_quoted(initials)} = ""  # {counted(count, "row")}'
    for title, counts in (("Leads", unread_leads(connection)), ("Timescales", unread_timescales(connection))):
        if counts:
            yield ""
            yield f"# {title} that could not be read; they are kept as printed:"
        for printed, count in counts.most_common():
            yield f"#   {_quoted(printed)}  # {counted(count, 'row')}"


def unknown_headings(connection: Connection) -> Counter[str]:
    """Headings of columns that are kept under `other` and that the vocabulary does not know, with the rows below them."""
    from sqlalchemy import text

    from ..normalise.headings import heading_to_match
    from ..normalise.vocabulary import default_vocabulary

    counts: Counter[str] = Counter()
    told = _told_with_own_vocabulary(connection)
    for document_id, other in connection.execute(text("SELECT document_id, other FROM actions WHERE other <> '[]' ORDER BY row_id")):
        headings = [each["heading"] for each in json.loads(other)]
        counts.update(name for name in headings if document_id not in told or any(repr(name) in message for message in told[document_id]))
    return Counter({name: count for name, count in sorted(counts.items()) if heading_to_match(name, default_vocabulary()) is None})


def _told_with_own_vocabulary(connection: Connection) -> dict[str, list[str]]:
    """Document read with an analyst's own vocabulary -> its messages on headings: what that vocabulary knows is in none of them."""
    from sqlalchemy import text

    told: dict[str, list[str]] = {}
    for document_id, settings in connection.execute(text("SELECT document_id, settings FROM documents")):
        if json.loads(settings).get("vocabulary"):
            told[document_id] = []
    messages = text("SELECT document_id, message FROM diagnostics WHERE code = 'heading-unknown'")
    for document_id, message in connection.execute(messages) if told else ():
        if document_id in told:
            told[document_id].append(message)
    return told


def unknown_initials(connection: Connection) -> Counter[str]:
    """Less those that a glossary or an analyst's list says the person of."""
    statement = (
        "SELECT l.name, COUNT(*) FROM leads l JOIN actions a ON a.row_id = l.row_id WHERE l.kind = 'initials' AND NOT EXISTS "
        "(SELECT 1 FROM lead_names n WHERE n.document_id = a.document_id AND n.name = l.name AND n.full_kind = 'person') "
        "GROUP BY l.name ORDER BY l.name"
    )
    return _counts(connection, statement)


def unread_leads(connection: Connection) -> Counter[str]:
    statement = (
        "SELECT lead_raw, COUNT(*) FROM actions a WHERE lead_raw IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM leads l WHERE l.row_id = a.row_id) GROUP BY lead_raw ORDER BY lead_raw"
    )
    return _counts(connection, statement)


def unread_timescales(connection: Connection) -> Counter[str]:
    return _counts(connection, "SELECT raw, COUNT(*) FROM timescales WHERE kind = 'unparsed' GROUP BY raw ORDER BY raw")


def _counts(connection: Connection, statement: str) -> Counter[str]:
    from sqlalchemy import text

    counts: Counter[str] = Counter()
    for printed, count in connection.execute(text(statement)):
        counts[" ".join(str(printed).split())] += count
    return counts


def _quoted(printed: str) -> str:
    """A TOML basic string, which is a JSON string but for DEL."""
    return json.dumps(printed, ensure_ascii=False).replace("\x7f", "\\u007f")
