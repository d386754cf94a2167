"""Which documents are one plan: successive issues of it are editions, the same issue in PDF and in Word renditions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..provenance import content_id
from .follow import squash
from .issues import issues_in_order
from .plans import PlanDocument
from .relationship import FEWEST_COMMON_ROWS, Relationship, inspections_differ, relationship

_EVERYWHERE = 50
"""A row that stands in more documents than this (`To be confirmed`) does not bring two of them together."""
_KEY_LETTERS = 30


@dataclass(frozen=True, slots=True)
class Edition:
    """A document's place among the documents of its plan. `sequence` counts from 1 by date; renditions of one issue share it.

    `rendition_of` is the document that stands for the issue in counts and comparisons, None for that document itself.
    """

    document_id: str
    plan_id: str
    sequence: int
    rendition_of: str | None
    reason: str


def documents_to_editions(documents: Iterable[PlanDocument], overrides: Mapping[str, str] | None = None) -> list[Edition]:
    """Every document with its plan and its place in it, plans in the order of their first documents.

    `overrides` maps document ids to names of plans as a person sees it: documents of one name are one plan, whatever their rows
    say, and never one with documents of another name.
    """
    known = sorted(documents, key=lambda document: document.document_id)
    said = overrides or {}
    relationships = dict(_relationships(known, said))
    editions = [edition for group in _connected(known, relationships, said) for edition in _editions_of_plan(group, relationships, said)]
    return sorted(editions, key=lambda edition: (edition.plan_id, edition.sequence, edition.rendition_of or "", edition.document_id))


def _relationships(documents: Sequence[PlanDocument], said: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], Relationship]]:
    """The relationships of documents that are one plan, by the ids of both."""
    for a, b in _worth_comparing(documents):
        if a.document_id in said and b.document_id in said:
            continue
        found = relationship(a, b)
        if found.relation != "other":
            yield (a.document_id, b.document_id), found
    named: dict[str, list[str]] = {}
    for document in documents:
        if document.document_id in said:
            named.setdefault(said[document.document_id], []).append(document.document_id)
    for name, members in named.items():
        for one, other in pairwise(members):
            yield (one, other), Relationship("edition", f"a person says that both are of {name}")


def _worth_comparing(documents: Sequence[PlanDocument]) -> Iterator[tuple[PlanDocument, PlanDocument]]:
    """Pairs of documents that share the first or the last letters of at least two rows (of one, where there is only one).

    A row's recommendation is as good as its action: an update may keep the one and rewrite the other.
    """
    holders: dict[str, set[int]] = {}
    for position, document in enumerate(documents):
        for row in document.rows:
            for letters in filter(None, {squash(row.text), squash(row.recommendation or "")}):
                holders.setdefault(f"<{letters[:_KEY_LETTERS]}", set()).add(position)
                holders.setdefault(f">{letters[-_KEY_LETTERS:]}", set()).add(position)
    common: Counter[tuple[int, int]] = Counter()
    for holding in holders.values():
        if 1 < len(holding) <= _EVERYWHERE:
            ordered = sorted(holding)
            common.update((one, other) for i, one in enumerate(ordered) for other in ordered[i + 1 :])
    for (one, other), count in sorted(common.items()):
        if count >= min(FEWEST_COMMON_ROWS, len(documents[one].rows), len(documents[other].rows)):
            yield documents[one], documents[other]


def _connected(
    documents: Sequence[PlanDocument], relationships: Mapping[tuple[str, str], Relationship], said: Mapping[str, str]
) -> list[list[PlanDocument]]:
    """Documents joined, directly or through others, each group one plan: TB04 and TB11 share no row, but TB04 and TB06 do.

    Two groups that a person named differently, or that answer different inspections, stay apart even where a third document
    resembles both: an update that names no inspection goes with the plan that it shares more rows with.
    """
    known = {document.document_id: document for document in documents}
    group_of = {document.document_id: {document.document_id} for document in documents}
    for one, other in sorted(relationships, key=lambda pair: (_strength(pair, relationships, said), pair), reverse=True):
        ours, theirs = group_of[one], group_of[other]
        names = {said[member] for member in ours | theirs if member in said}
        agreed = one in said and other in said
        if ours is not theirs and len(names) <= 1 and (agreed or not _other_inspections(ours, theirs, known)):
            ours |= theirs
            for member in theirs:
                group_of[member] = ours
    groups: dict[int, list[PlanDocument]] = {}
    for document in documents:
        groups.setdefault(id(group_of[document.document_id]), []).append(document)
    return list(groups.values())


def _strength(
    pair: tuple[str, str], relationships: Mapping[tuple[str, str], Relationship], said: Mapping[str, str]
) -> tuple[bool, bool, float]:
    """What a person says first, then renditions, then by the rows in common."""
    found = relationships[pair]
    return all(member in said for member in pair), found.relation == "rendition", found.share


def _other_inspections(ours: set[str], theirs: set[str], known: Mapping[str, PlanDocument]) -> bool:
    return any(inspections_differ(known[one], known[other]) for one in ours for other in theirs)


def _issues(group: Sequence[PlanDocument], relationships: Mapping[tuple[str, str], Relationship]) -> list[list[PlanDocument]]:
    """The documents of a plan, those that are renditions of each other together, the one that stands for them first."""
    renditions = {pair: found for pair, found in relationships.items() if found.relation == "rendition"}
    return [sorted(issue, key=_standing) for issue in _connected(group, _among(group, renditions), {})]


def _among(group: Sequence[PlanDocument], relationships: Mapping[tuple[str, str], Relationship]) -> dict[tuple[str, str], Relationship]:
    members = {document.document_id for document in group}
    return {pair: found for pair, found in relationships.items() if members.issuperset(pair)}


_FORMATS = ("pdf", "docx", "docm", "odt", "doc", "rtf")


def _standing(document: PlanDocument) -> tuple[bool, int, int, str]:
    """PDF before Word, since it has pages that can be cited and shown; a scan last of all; then the one of more rows."""
    rank = _FORMATS.index(document.format) if document.format in _FORMATS else len(_FORMATS)
    return document.scanned, rank, -len(document.rows), document.document_id


def _editions_of_plan(
    group: Sequence[PlanDocument], relationships: Mapping[tuple[str, str], Relationship], said: Mapping[str, str]
) -> Iterator[Edition]:
    issues = issues_in_order(_issues(group, relationships))
    first = issues[0][0]
    name = next((said[document.document_id] for document in group if document.document_id in said), None)
    plan_id = content_id("plan", "named", name) if name else content_id("plan", min(document.document_id for document in issues[0]))
    among = _among(group, relationships)
    for number, issue in enumerate(issues, 1):
        stands = issue[0].document_id
        for document in issue:
            rendition_of = stands if document.document_id != stands else None
            reason = "the only document of its plan" if len(group) == 1 else _reason(document, first, rendition_of, among, group)
            yield Edition(document.document_id, plan_id, number, rendition_of, reason)


def _reason(
    document: PlanDocument,
    first: PlanDocument,
    rendition_of: str | None,
    among: Mapping[tuple[str, str], Relationship],
    group: Sequence[PlanDocument],
) -> str:
    """`edition of the plan of tb08.pdf: 17 of 25 rows are the same, 5 of them updated`; a rendition is told by what it renders."""
    called = {member.document_id: member.document for member in group}
    mine = [
        (other, found) for pair, found in among.items() if document.document_id in pair for other in pair if other != document.document_id
    ]
    if rendition_of:
        mine = [(other, found) for other, found in mine if found.relation == "rendition"]
    if not mine:
        return f"of the plan that begins with {first.document}"
    mine.sort(key=lambda one: (one[0] != rendition_of, -int((re.match(r"\d+", one[1].reason) or ["0"])[0]), called[one[0]]))
    other, found = mine[0]
    return f"{found.relation} beside {called[other]}: {found.reason}"
