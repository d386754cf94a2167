"""The words that plans use, as data: `vocabulary.toml` and an analyst's own file on top of it.

A vocabulary is tables of word lists (`[headings.lead] exact = ["Lead", "Owner"]`) and tables of word = word
(`[leads.same] SMcL = "Shaun McLurg"`). What the lists mean is known to the modules that ask for their `section`.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..diagnostics import PlantraceError
from .wording import heading_words

EXCLUSIVE = frozenset({"headings", "rag", "status"})
"""Sections in which a word can stand for one thing only: `Owner` is a lead or a theme, not both."""

_MOST_BYTES = 5_000_000

Keys = tuple[str, ...]


class BadVocabulary(PlantraceError):
    """The vocabulary file has an error."""

    exit_code = 4
    advice = 'Mend that line; `[headings.lead]` / `exact = ["Owner"]` is the form of an entry.'


class UnreadableVocabulary(BadVocabulary):
    """The vocabulary file cannot be read."""

    advice = "Check the spelling of --vocabulary; `plantrace status --unmatched > mine.toml` makes a file to begin with."


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Tables of words, read only. Two are equal when they are one object, so that what is compiled from one can be cached by it."""

    tables: Mapping[str, Any]

    def section(self, name: str) -> Mapping[str, Any]:
        """The table `[name]` or `[name.sub]`: mappings of lists of words, or of word to word. Empty where there is none.

        `section("leads.posts")` -> `{"heads": ["manager", "director", ...], ...}`
        """
        found: Any = self.tables
        for part in name.split("."):
            found = found.get(part, {})
        return found if isinstance(found, Mapping) else MappingProxyType({})

    def words(self, name: str) -> tuple[str, ...]:
        """The list at the end of a dotted name: `words("leads.posts.heads")`. Empty where there is none."""
        table, _, key = name.rpartition(".")
        found = self.section(table).get(key, ())
        return tuple(found) if isinstance(found, list | tuple) else ()

    def extended_by(self, path: Path) -> Vocabulary:
        """This vocabulary with an analyst's own words added; what is listed there for another field is moved, since a person decided it.

        Raises BadVocabulary, with line and reason: no TOML, a table or key that does not exist, a value of the wrong kind, one
        word under two fields of the same file.
        """
        try:
            if path.stat().st_size > _MOST_BYTES or not (path.is_file() or path.is_dir()):
                raise UnreadableVocabulary(path, f"no file of less than {_MOST_BYTES:,} bytes")
            text = path.read_text("utf-8-sig")
            own = tomllib.loads(text)
        except OSError as error:
            raise UnreadableVocabulary(path, error.strerror or str(error)) from error
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise BadVocabulary(path, f"line {line}: not UTF-8") from error
        except tomllib.TOMLDecodeError as error:
            raise BadVocabulary(path, _toml_fault(str(error), text)) from error
        for keys, reason in _faults(own, self.tables):
            raise BadVocabulary(path, f"line {_line_of(text, keys)}: {reason}")
        taken = {_compared(keys[0], word): field for keys, word in _entries(own) if (field := _field(keys))}
        return Vocabulary(_read_only(_merged(self.tables, own, taken, ())))


@cache
def default_vocabulary() -> Vocabulary:
    """The vocabulary that comes with plantrace."""
    text = files("plantrace.normalise").joinpath("vocabulary.toml").read_text("utf-8")
    return Vocabulary(_read_only(tomllib.loads(text)))


def fold(word: str) -> str:
    """How two entries are compared: without case and with single spaces."""
    return " ".join(word.casefold().split())


def _read_only(value: Any) -> Any:
    if isinstance(value, Mapping):
        return MappingProxyType({key: _read_only(each) for key, each in value.items()})
    return tuple(value) if isinstance(value, list | tuple) else value


def _merged(base: Mapping[str, Any], own: Mapping[str, Any], taken: Mapping[tuple[str, str], str], at: Keys) -> dict[str, Any]:
    """`own` on top of `base`: lists grow, tables merge, single values are replaced; a word that `own` takes leaves the other fields."""
    result: dict[str, Any] = {}
    for key in [*base, *(key for key in own if key not in base)]:
        ours, theirs = base.get(key), own.get(key)
        here = (*at, key)
        if isinstance(ours, Mapping) or isinstance(theirs, Mapping):
            result[key] = _merged(ours or {}, theirs or {}, taken, here)
        elif isinstance(ours, list | tuple) or isinstance(theirs, list | tuple):
            kept = [word for word in ours or () if taken.get(_compared(here[0], str(word)), _field(here)) == _field(here)]
            result[key] = list(dict.fromkeys([*kept, *(theirs or ())]))
        else:
            result[key] = ours if theirs is None else theirs
    return result


def _field(keys: Keys) -> str:
    """What a list's words stand for, where they can stand for one thing only: `headings.lead.exact` -> lead, `rag.words.red` -> red."""
    at = 2 if keys[0] == "rag" else 1
    return keys[at] if keys[0] in EXCLUSIVE and len(keys) > at else ""


def _compared(section: str, word: str) -> tuple[str, str]:
    """Two words of a section are one where these are: headings as on the page, where `Lead-Officer(s)` is `lead officer`."""
    return section, "".join(heading_words(word)) if section == "headings" else fold(word)


def _entries(own: Mapping[str, Any], at: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Every word of every list, with the keys that lead to it."""
    for key, value in own.items():
        if isinstance(value, Mapping):
            yield from _entries(value, (*at, key))
        elif isinstance(value, list):
            yield from (((*at, key), str(word)) for word in value)


def _faults(own: Mapping[str, Any], base: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """(keys, reason) of what is wrong in an analyst's file, held against the tables that exist."""
    yield from _shape_faults(own, base, ())
    fields: dict[tuple[str, str], str] = {}
    for keys, word in _entries(own):
        field = _field(keys)
        before = fields.setdefault(_compared(keys[0], word), field)
        if before != field:
            yield (*keys, word), f"{word!r} stands under both {before!r} and {field!r}"


def _shape_faults(own: Mapping[str, Any], base: Mapping[str, Any], at: Keys) -> Iterator[tuple[Keys, str]]:
    open_to_any = bool(at) and not any(isinstance(value, Mapping | list | tuple) for value in base.values())
    for key, value in own.items():
        here = (*at, key)
        known = base.get(key, "" if open_to_any else None)
        if known is None:
            near = difflib.get_close_matches(key, list(base), 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; there are: {', '.join(sorted(base))}"
            yield here, f"no such {'key' if at else 'section'}: {'.'.join(here)!r}{hint}"
        elif isinstance(known, Mapping):
            if isinstance(value, Mapping):
                yield from _shape_faults(value, known, here)
            else:
                yield here, f"{'.'.join(here)!r} is a table, not {_kind(value)}"
        elif isinstance(known, list | tuple):
            wrong = (
                next((word for word in value if not isinstance(word, str) or not word.strip()), None) if isinstance(value, list) else value
            )
            if wrong is not None:
                yield here, f"{'.'.join(here)!r} takes a list of words, not {_kind(wrong)}"
        elif type(known) is not type(value) or (isinstance(value, str) and not value.strip()):
            yield here, f"{'.'.join(here)!r} takes {_kind(known) if known != '' else 'a word'}, not {_kind(value)}"


def _kind(value: object) -> str:
    if isinstance(value, str):
        return "a word" if value.strip() else "an empty word"
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), type(value).__name__)


def _toml_fault(message: str, text: str) -> str:
    """`Expected '=' (at line 3, column 5)` -> `line 3: Expected '='`"""
    at = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)", message)
    if not at:
        return message
    line = at[1] or len(text.rstrip().splitlines())
    return f"line {line}: {message[: at.start()]}"


def _line_of(text: str, keys: Keys) -> int:
    """The line (from 1) on which the last of `keys` stands: its table is looked for first, then the key, then the word in its list."""
    lines = text.split("\n")
    at = 0
    for depth in range(len(keys), 0, -1):
        header = re.compile(r"\s*\[\s*" + r"\s*\.\s*".join(rf"[\"']?{re.escape(key)}[\"']?" for key in keys[:depth]) + r"\s*\]")
        found = next((index for index, line in enumerate(lines) if header.match(line)), None)
        if found is not None:
            at = found
            keys = keys[depth:]
            break
    for key in keys:
        at = next((index for index in range(at, len(lines)) if key in lines[index].split("#")[0]), at)
    return at + 1
