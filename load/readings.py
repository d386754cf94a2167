"""With what each document was read: which version, which settings. What tells that it is worth reading again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class StoredReading:
    """`settings` are those that `settings.settings_to_record` gave when the document was read."""

    document_id: str
    document: str
    source_path: str
    version: str
    settings: Mapping[str, Any]

    def is_older_than(self, version: str) -> bool:
        return version_key(self.version) < version_key(version)

    def is_later_than(self, version: str) -> bool:
        return version_key(self.version) > version_key(version)

    def had(self, settings: Mapping[str, Any]) -> bool:
        """Whether it was read with these settings. A vocabulary counts by what it holds, not by where it is."""
        return _telling(self.settings) == _telling(settings)


def stored_readings(connection: Connection) -> list[StoredReading]:
    """Of every document, in the order of their paths."""
    from sqlalchemy import text

    statement = "SELECT document_id, document, source_path, version, settings FROM documents ORDER BY source_path, document_id"
    return [
        StoredReading(row.document_id, row.document, row.source_path, row.version, json.loads(row.settings))
        for row in connection.execute(text(statement))
    ]


def version_key(version: str) -> tuple[int, ...]:
    """`0.10.1` -> (0, 10, 1), which is later than 0.9."""
    return tuple(map(int, re.findall(r"\d+", version)))


def _telling(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in settings.items() if name != "vocabulary"}
