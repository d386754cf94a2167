"""One line of a lead cell -> its parties as printed: where `/`, commas and `and` really separate."""

from __future__ import annotations

import re

from .joins import HARD, joins
from .known import KnownParties
from .part import Part, PartReader
from .words import LeadWords, Word

_SOFT = frozenset({",", "&", "and", "/", "or"})
_WITH = re.compile(
    r"\s*,?\s*\(?\b(?:with\s+(?:the\s+)?(?:support|help|assistance|input|advice)\s+(?:from|of|by)|(?:supported|assisted|led)\s+by|c/o"
    r"|(?:working\s+)?in\s+(?:conjunction|partnership|consultation|collaboration|liaison|association)\s+with"
    r"|(?:(?:working|together|along|liaising)\s+)?with|alongside|via|plus|and\s+also|then|as\s+well\s+as)\s+",
    re.IGNORECASE,
)


def line_to_parts(line: str, lead_words: LeadWords, known: KnownParties) -> list[tuple[str, Part]]:
    """(separator before it, party as printed) for each party of a line."""
    found: list[tuple[str, Part]] = []
    start = 0
    for match in [*_WITH.finditer(line), None]:
        piece = line[start : match.start() if match else len(line)]
        inside = match is not None and line[: match.start()].count("(") > line[: match.start()].count(")")
        if inside:
            continue
        if match:
            start = match.end()
        parts = _piece_to_parts(piece, lead_words, known)
        if parts and found:
            parts[0] = ("with", parts[0][1])
        found += parts
    return found


def _piece_to_parts(piece: str, lead_words: LeadWords, known: KnownParties) -> list[tuple[str, Part]]:
    reader = PartReader(piece, lead_words.words(piece), lead_words, known)
    atoms = _atoms(reader)
    atoms = _join_chain(atoms)
    found: list[tuple[str, Part]] = []
    for index, (separator, atom) in enumerate(atoms):
        if found and separator == "," and atom.is_employer and any(each.kind == "group" for _, each in atoms[index + 1 : index + 2]):
            found.append((separator, atom))  # Team Manager, Police, Probation: a list
            continue
        listed = separator in ("and", "&") and len(found) > 1 and found[-1][0] == "," and all(each.is_subject for _, each in found[-2:])
        if found and (atom.text.startswith("(") or (not listed and joins(found[-1][1], separator, atom))):
            found[-1] = (found[-1][0], found[-1][1].joined(separator, atom))
        else:
            found.append((separator, atom))
    return found


def _atoms(reader: PartReader) -> list[tuple[str, Part]]:
    """(separator before it, stretch) at every separator outside brackets and outside phrases like `Health and Safety`."""
    atoms: list[tuple[str, Part]] = []
    run: list[Word] = []
    depth, separator = 0, ""
    words = reader.words
    for index, word in enumerate(words):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(word.text, 0)
        token = word.text.casefold()
        inner = word.unit and index + 1 < len(words) and words[index + 1].unit == word.unit
        if depth <= 0 and not inner and (token in HARD or token in _SOFT):
            _close(atoms, run, separator, reader)
            run, separator = [], token
        else:
            run.append(word)
    _close(atoms, run, separator, reader)
    return atoms


def _close(atoms: list[tuple[str, Part]], run: list[Word], separator: str, reader: PartReader) -> None:
    if run:
        spaced = run[0].start == 0 or reader.line[run[0].start - 1].isspace()
        text = reader.line[run[0].start : run[-1].end]
        atoms.append((separator, Part(text, run, reader, spaced)))


def _join_chain(atoms: list[tuple[str, Part]]) -> list[tuple[str, Part]]:
    """`Policy, Performance and Partnerships Manager` is one: subjects up to a post that closes the list with `and`."""
    for end in range(len(atoms) - 1, 1, -1):
        separator, last = atoms[end]
        if separator not in ("and", "&") or last.is_qualified or not (last.has_post or (last.has_body and last.real[-1].has("BODY"))):
            continue
        start = end
        while start > 0 and atoms[start - 1][1].is_subject and atoms[start][0] in (",", "and", "&"):
            start -= 1
        if end - start >= 2 and atoms[start][1].is_subject:
            joined = atoms[start][1].joined(",", last)
            return [*atoms[:start], (atoms[start][0], joined), *atoms[end + 1 :]]
    return atoms
