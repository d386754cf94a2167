"""Names that were found to be one party -> the party: its name, its kind, and why each name was taken for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...normalise.leads import LeadWords, is_full_name, party_key, person_key, read_leads, without_title
from ...normalise.model import LeadKind
from ...normalise.vocabulary import fold
from ...provenance import content_id
from .model import Party, PartyVerdict, PrintedName
from .scope import Scope


@dataclass(eq=False, slots=True)
class Group:
    """`called` is the name that a person gave the party, `told` the verdict by which a name came to it."""

    scope: Scope
    names: list[PrintedName]
    called: str | None = None
    told: Mapping[PrintedName, PartyVerdict] = field(default_factory=dict)

    def prints(self, name: str) -> bool:
        return any(fold(each.name) == fold(name) for each in self.names) or self.is_called(name)

    def is_called(self, name: str) -> bool:
        return fold(self.called or "") == fold(name) or any(fold(each.full_name) == fold(name) for each in self.names)

    def without(self, name: str) -> list[Group]:
        """Takes a name out: what leaves, as a party of its own; nothing where no other name would be left."""
        leaving = [each for each in self.names if fold(each.name) == fold(name)]
        if not leaving or len(leaving) == len(self.names):
            return []
        self.names = [each for each in self.names if each not in leaving]
        return [Group(self.scope, leaving, leaving[0].name)]


def group_to_party(group: Group, words: LeadWords, used: Counter[tuple[Scope, str]]) -> Party:
    """`used` counts the names given in each scope: where a person parted two of one name, their ids differ."""
    name = best_name(group, words)
    used[group.scope, fold(name)] += 1
    scope = group.scope
    party_id = content_id("party", scope.sort, scope.authority or "", scope.plan or "", fold(name), used[scope, fold(name)])
    reasons = {each: None if each.name == name else _reason(each, name, group, words) for each in group.names}
    return Party(party_id, name, _kind(group), scope.authority, tuple(group.names), reasons)


def best_name(group: Group, words: LeadWords) -> str:
    """What a person called it, else the fullest form that is printed, of several the one that leads most rows; written out only where
    two short forms are one, and where initials are all that is printed of a person whom a glossary or an analyst's list names."""
    if group.called:
        return group.called
    rows = Counter[str]()
    for each in group.names:
        rows[each.name] += len(each.rows) + 1
    if group.scope.sort == "person" and (len(rows) > 1 or all(each.kind == "initials" for each in group.names)):
        full = Counter[str]()
        for each in group.names:
            full[without_title(each.full_name, words)] += len(each.rows) + 1
        return max(full, key=lambda name: (is_full_name(person_key(name, words)), full[name], name))
    if len({words_of(name) for name in rows}) > 1:
        in_full = {each.name for each in group.names if each.reason is None}
        rows = Counter({name: rows[name] for name in in_full}) or Counter(each.full_name for each in group.names)
    return max(rows, key=lambda name: (rows[name], name))


def words_of(name: str) -> tuple[str, ...]:
    """`Quality Director` and `Director of Quality` are of the same words."""
    return tuple(sorted(party_key(name))) or (fold(name),)


def _kind(group: Group) -> LeadKind:
    """That of most rows; of a name that a person gave, what the reader makes of it."""
    given = read_leads(group.called) if group.called else ()
    if len(given) == 1:
        return given[0].kind
    kinds = Counter[LeadKind]()
    for each in group.names:
        kinds[each.full_kind] += len(each.rows) + 1
    return max(kinds, key=lambda kind: (kinds[kind], kind))


def _reason(each: PrintedName, name: str, group: Group, words: LeadWords) -> str:
    told = group.told.get(each)
    if told is not None:
        return f"a person said so: {told.note}" if told.note else "a person said so"
    if group.scope.sort == "person":
        return _reason_of_person(each, name, group, words)
    if words_of(each.name) == words_of(name):
        return "the same words" if party_key(each.name) == party_key(name) else "the same words in another order"
    return each.reason or "the same words"


def _reason_of_person(each: PrintedName, name: str, group: Group, words: LeadWords) -> str:
    if each.reason:
        return each.reason
    if person_key(each.name, words) != person_key(name, words):
        return f"no other person named by {group.scope.authority or 'this plan'} is called {each.name}"
    return "the same name but for a title" if without_title(each.name, words) != each.name else "the same name"
