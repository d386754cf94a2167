"""What is worked out across documents, before anything of it is written: editions, followed actions, recurrences, threads, parties."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from .archive import ComparedRecommendation, editions_to_compared
from .editions import Edition, documents_to_editions
from .follow import FollowedAction, editions_to_followed_actions
from .parties import Party, PartyVerdict, PrintedName, names_to_parties
from .plans import PlanDocument
from .recurrence import RecommendationText, ScoredPair, Verdict, iterate_pairs
from .recurrence.levels import THRESHOLD
from .recurrence.semantic import encoder_in_use
from .recurrence.threads import Thread, pairs_to_threads
from .recurrence.verdicts import TextPair, recurs, text_hash, text_pair, verdict_on
from .relationship import authorities_agree
from .rows import pair_row

_ROWS_IN_A_PACK = 5_000


@dataclass(frozen=True, slots=True)
class Archive:
    """The documents with their rows, and what people said of them. `beside` holds, by row id, what only recommendations need."""

    documents: Sequence[PlanDocument]
    beside: Mapping[str, Mapping[str, Any]]
    plan_names: Mapping[str, str]
    verdicts: Mapping[TextPair, Verdict]
    names: Sequence[PrintedName] = ()
    party_verdicts: Sequence[PartyVerdict] = ()


@dataclass(frozen=True, slots=True)
class Workings:
    """What was found. `recurrences` counts the pairs at or above the threshold or confirmed, less the rejected."""

    documents: Sequence[PlanDocument]
    editions: Sequence[Edition]
    followed: Sequence[FollowedAction]
    compared: Sequence[ComparedRecommendation]
    pairs: PackedRows
    recurrences: int
    threads: Sequence[Thread]
    parties: Sequence[Party] = ()


class PackedRows:
    """Rows of a table, compressed: millions of pairs with their reasons, kept until it is their turn to be written."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self.count = 0
        self._packs: list[bytes] = []
        waiting = iter(rows)
        while pack := list(islice(waiting, _ROWS_IN_A_PACK)):
            self.count += len(pack)
            self._packs.append(zlib.compress(pickle.dumps(pack), 1))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for pack in self._packs:
            yield from pickle.loads(zlib.decompress(pack))


def archive_to_workings(archive: Archive, threshold: float = THRESHOLD) -> Workings:
    """All of the work that grows with the archive; no database is held for it."""
    editions = documents_to_editions(archive.documents, archive.plan_names)
    compared = editions_to_compared(archive.documents, editions, archive.beside)
    kept: list[ScoredPair] = []
    pairs = PackedRows(map(pair_row, _scored([one.text for one in compared], archive.verdicts, threshold, kept)))
    return Workings(
        archive.documents,
        editions,
        list(followed_actions(archive.documents, editions)),
        compared,
        pairs,
        len(kept),
        pairs_to_threads(kept, _of_one_authority),
        _parties(archive, editions),
    )


def _parties(archive: Archive, editions: Sequence[Edition]) -> list[Party]:
    """With the plans as they were recognised here: the database may still have those that the importer guessed."""
    plan_of = {edition.document_id: edition.plan_id for edition in editions}
    names = [replace(name, plan=plan_of.get(name.document_id, name.plan)) for name in archive.names]
    return names_to_parties(names, archive.party_verdicts)


def followed_actions(documents: Sequence[PlanDocument], editions: Sequence[Edition]) -> Iterator[FollowedAction]:
    """The actions of every plan of more than one issue."""
    by_id = {document.document_id: document for document in documents}
    issues: dict[str, dict[int, PlanDocument]] = {}
    for edition in editions:
        if edition.rendition_of is None:
            issues.setdefault(edition.plan_id, {})[edition.sequence] = by_id[edition.document_id]
    for plan_id, in_order in issues.items():
        if len(in_order) > 1:
            yield from editions_to_followed_actions(plan_id, [in_order[sequence].rows for sequence in sorted(in_order)])


def _scored(
    texts: Sequence[RecommendationText], verdicts: Mapping[TextPair, Verdict], threshold: float, kept: list[ScoredPair]
) -> Iterator[ScoredPair]:
    """Every scored pair; those that recur are added to `kept`, the others, millions in a large archive, pass through."""
    told: set[TextPair] = set()
    for pair in chain(iterate_pairs(texts, threshold=threshold, encode=encoder_in_use()), _confirmed_but_unlike(texts, told, verdicts)):
        said = verdict_on(pair, verdicts)
        if said:
            told.add(text_pair(pair.a.text, pair.b.text))
        if recurs(pair, said):
            kept.append(pair)
        yield pair


def _confirmed_but_unlike(
    texts: Sequence[RecommendationText], told: set[TextPair], verdicts: Mapping[TextPair, Verdict]
) -> Iterator[ScoredPair]:
    """Pairs that a person confirmed and the words alone would not bring up: a verdict is never lost to a change of method."""
    wanted = {key for key, verdict in verdicts.items() if verdict == "confirmed"} - told
    holders: dict[str, list[RecommendationText]] = {}
    for one in texts if wanted else ():
        holders.setdefault(text_hash(one.text), []).append(one)
    for text_a, text_b in sorted(wanted):
        for a in holders.get(text_a, ()):
            for b in holders.get(text_b, ()):
                if a.plan_id != b.plan_id:
                    earlier, later = sorted((a, b), key=lambda one: (one.when, one.plan_id))
                    yield ScoredPair(earlier, later, 0.0, "related", "confirmed by a person")


def _of_one_authority(a: RecommendationText, b: RecommendationText) -> bool:
    """Plans that name no authority are taken together, never with one that does: that would chain authorities through them."""
    return bool(a.authority) == bool(b.authority) and authorities_agree(a.authority, b.authority)
