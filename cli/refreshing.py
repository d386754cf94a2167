"""`plantrace import --refresh`: what an older version or other settings read is read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..diagnostics import PlantraceError
from .choosing import Wanted, hashed
from .summary import Summary

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ..load.readings import StoredReading
    from ..settings import Settings


class SourceGone(PlantraceError):
    """The document stays as it was read: its file is not where it was."""

    exit_code = 4
    advice = "Name the file or its folder: plantrace import --refresh PATH."


class VocabularyGone(PlantraceError):
    """The document stays as it was read: the vocabulary that it was read with is not where it was."""

    exit_code = 4
    advice = "Name one with --vocabulary."


def out_of_date(engine: Engine, settings: Settings, summary: Summary) -> list[Wanted]:
    """Every document that is to be read again, from where it was imported. A file that is not there any more is a failure."""
    readings = _readings(engine)
    _check_plans_files(Path(each.source_path) for each in readings)
    wanted = []
    for each in readings:
        path = Path(each.source_path)
        now = _settings_to_read_with(each, path, settings, summary)
        if now is None:
            continue
        [(_, sha256)] = hashed([path])
        if sha256 == each.document_id:
            wanted.append(Wanted(path, now, sha256, again=True))
        else:
            summary.failures.append(SourceGone(path, "another file has its name now" if sha256 else ""))
    return wanted


def out_of_date_of(engine: Engine, files: Sequence[Path], settings: Settings, summary: Summary) -> list[Wanted]:
    """The same of these files, wherever they were imported from; those that the database does not hold are read as new ones."""
    known = {each.document_id: each for each in _readings(engine)}
    chosen: dict[str, Path] = {}
    copies: dict[str, list[Path]] = {}
    wanted: list[Wanted] = []
    for file, sha256 in hashed(files):
        if sha256 is None:
            wanted.append(Wanted(file, settings, None))
        elif sha256 not in chosen or (sha256 in known and str(file.absolute()) == known[sha256].source_path):
            chosen[sha256] = file  # of copies the one that was imported
        else:
            copies.setdefault(sha256, []).append(file)
    for sha256, file in chosen.items():
        if sha256 not in known:
            wanted.append(Wanted(file, settings, sha256, copies=tuple(copies.get(sha256, ()))))
        elif now := _settings_to_read_with(known[sha256], file, settings, summary):
            wanted.append(Wanted(file, now, sha256, again=True))
    return wanted


@contextmanager
def verdicts_lost_by(engine: Engine, summary: Summary) -> Iterator[None]:
    """Notes the verdicts whose texts a refresh reads otherwise now; they are kept for when the texts come back."""
    if not summary.refresh:
        yield
        return
    before = _verdicts_without_texts(engine)
    yield
    summary.lost_verdicts = sorted(_verdicts_without_texts(engine) - before)


def _verdicts_without_texts(engine: Engine) -> set[tuple[str, str]]:
    from ..load.database import reading
    from ..trace.verdicts import verdicts_without_recommendations

    with reading(engine) as connection:
        found = verdicts_without_recommendations(connection)
    return set(zip(found["recommendation_a"], found["recommendation_b"], strict=True))


def _readings(engine: Engine) -> list[StoredReading]:
    from ..load.database import reading
    from ..load.readings import stored_readings

    with reading(engine) as connection:
        return stored_readings(connection)


def _check_plans_files(paths: Iterable[Path]) -> None:
    """A mistake in a plans.csv is told at once, not with each document. Raises BadPlansFile."""
    from ..normalise.about import overrides_beside

    for folder in dict.fromkeys(path.parent for path in paths):
        overrides_beside(folder / "any")


def _settings_to_read_with(stored: StoredReading, path: Path, given: Settings, summary: Summary) -> Settings | None:
    """Those that the document was read with, and what is given now above them; None where it need not be read again."""
    from ..settings import Settings, settings_to_record

    if stored.is_later_than(__version__):
        summary.later.append(stored.document)
        return None
    before = stored.settings
    vocabulary = given.vocabulary or (Path(before["vocabulary"]) if "vocabulary" in before else None)
    now = Settings(given.authority or before.get("authority"), given.plan_date or before.get("plan_date"), vocabulary)
    older = stored.is_older_than(__version__)
    lost = vocabulary is not None and not vocabulary.is_file()
    if lost and older:
        summary.failures.append(VocabularyGone(path, str(vocabulary)))
    elif not older and (lost or stored.had(settings_to_record(path, now))):
        summary.up_to_date += 1
    else:
        return now
    return None
