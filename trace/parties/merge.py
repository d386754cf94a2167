"""Names of one scope -> parties, each name with the reason why it was taken for its party."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from ...normalise.leads import LeadWords, fits_initial, is_full_name, lead_words, person_key
from ...normalise.vocabulary import default_vocabulary, fold
from .group import Group, best_name, group_to_party, words_of
from .model import Party, PartyVerdict, PrintedName
from .scope import Scope, council_of, name_to_scope

Key = tuple[str, ...]


def names_to_parties(names: Iterable[PrintedName], verdicts: Sequence[PartyVerdict] = ()) -> list[Party]:
    """Every name but `All` and `All staff` is of one party.

    Posts and bodies are one where their words are the same once abbreviations are written out, in whatever order; persons where
    the name is the same but for a title, or where initial and surname fit one full name of the authority and no other. What a
    person said comes last and wins.

    | Stockton 2013  HOS Safeguarding                |       Head of Service - Safeguarding, Stockton, with the names
    | Stockton 2017  Head of Service - Safeguarding  |  ->     HOS Safeguarding: HOS is Head of Service in the vocabulary
    | Leeds 2017     Head of Service, Safeguarding   |       Head of Service, Safeguarding, Leeds
    """
    words = lead_words(default_vocabulary())
    scopes: defaultdict[Scope, list[PrintedName]] = defaultdict(list)
    for name in names:
        if name.full_kind != "all":
            scopes[name_to_scope(name, words)].append(name)
    groups = [
        Group(scope, group)
        for scope, inside in scopes.items()
        for group in (_persons(inside, words) if scope.sort == "person" else _by(inside, _key_of(scope)))
    ]
    used: Counter[tuple[Scope, str]] = Counter()
    parties = [group_to_party(group, words, used) for group in _as_told(groups, verdicts, words)]
    return sorted(parties, key=lambda party: (party.authority or "", party.name, party.party_id))


def _key_of(scope: Scope) -> Callable[[PrintedName], Key]:
    if scope.sort == "initials":
        return lambda name: (name.full_name,)
    return lambda name: words_of(name.full_name)


def _by(names: Iterable[PrintedName], key: Callable[[PrintedName], Key]) -> list[list[PrintedName]]:
    found: defaultdict[Key, list[PrintedName]] = defaultdict(list)
    for name in names:
        found[key(name)].append(name)
    return list(found.values())


def _persons(names: Sequence[PrintedName], words: LeadWords) -> list[list[PrintedName]]:
    """By name without title; `J Smith` joins `Jane Smith` where no John Smith is named beside her."""
    found = {person_key(group[0].full_name, words): group for group in _by(names, lambda name: person_key(name.full_name, words))}
    full = [key for key in found if is_full_name(key)]
    for key in [key for key in found if not is_full_name(key)]:
        fitting = [each for each in full if fits_initial(key, each)]
        if len(fitting) == 1:
            found[fitting[0]] += found.pop(key)
    return list(found.values())


def _as_told(groups: list[Group], verdicts: Sequence[PartyVerdict], words: LeadWords) -> list[Group]:
    """The groups as people put them: names told the same come together, then names told apart leave, within an authority."""
    for verdict in sorted(verdicts, key=lambda each: (each.said == "apart", each.name, each.other)):
        authority = council_of(verdict.authority) if verdict.authority else None
        here = [group for group in groups if group.scope.authority == authority]
        ours = [group for group in here if group.prints(verdict.name)]
        theirs = [group for group in here if group.prints(verdict.other)]
        if verdict.said == "same" and ours:
            groups = [group for group in groups if group not in ours and group not in theirs]
            groups.append(_together(ours, theirs, verdict, words))
        elif verdict.said == "apart":
            for group in ours:
                if group in theirs or group.is_called(verdict.other):
                    groups += group.without(verdict.name)
    return groups


def _together(ours: Sequence[Group], theirs: Sequence[Group], verdict: PartyVerdict, words: LeadWords) -> Group:
    """Under the name of the party that they join; where no document prints it, under the name that the person gave."""
    names = [each for group in [*theirs, *(one for one in ours if one not in theirs)] for each in group.names]
    before = {each: said for group in (*theirs, *ours) for each, said in group.told.items()}
    told = {**before, **{each: verdict for group in ours for each in group.names if fold(each.name) == fold(verdict.name)}}
    return Group((theirs or ours)[0].scope, names, best_name(theirs[0], words) if theirs else verdict.other, told)
