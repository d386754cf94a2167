"""Recurrences chained over the years: what came back in 2013, 2014 and 2018 is one thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ...provenance import content_id
from .features import content_words
from .model import RecommendationText, ScoredPair

SHARE_OF_LINKS = 0.5
"""Share of the pairs between two threads that must be recurrences for the two to be one. Chaining by single links would run from
supervision over case recording to chronologies; asking for every link would cut a thread where one plan words it poorly."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Recommendations that raise one matter again and again, earliest plan first. `score` is the mean of the pairs that join them."""

    thread_id: str
    members: tuple[RecommendationText, ...]
    score: float
    pairs: tuple[ScoredPair, ...]

    @property
    def plans(self) -> int:
        return len({member.plan_id for member in self.members})


def pairs_to_threads(
    pairs: Iterable[ScoredPair], belong: Callable[[RecommendationText, RecommendationText], bool] | None = None
) -> list[Thread]:
    """Threads of the recurring pairs, those over most plans first.

    `pairs` are recurrences (above the threshold or confirmed, none rejected). `belong` says whether two recommendations may be
    chained at all, by default any two: an auditor follows one authority, where `belong` compares authorities.
    """
    links = {_key(pair): pair for pair in pairs if belong is None or belong(pair.a, pair.b)}
    group_of: dict[str, list[str]] = {}
    texts: dict[str, RecommendationText] = {}
    for pair in sorted(links.values(), key=lambda pair: (-pair.score, _key(pair))):
        for side in (pair.a, pair.b):
            texts[side.recommendation_id] = side
            group_of.setdefault(side.recommendation_id, [side.recommendation_id])
        ours, theirs = group_of[pair.a.recommendation_id], group_of[pair.b.recommendation_id]
        if ours is not theirs and _linked_enough(ours, theirs, links, texts):
            ours += theirs
            for member in theirs:
                group_of[member] = ours
    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    threads = [_thread(group, links, texts) for group in groups.values()]
    return sorted(threads, key=lambda thread: (-thread.plans, -thread.score, thread.thread_id))


def thread_title(texts: Sequence[str]) -> str:
    """The text that says best what a thread is about, on one line: most of its words are said by others too, of equals the shortest.

    Of `Medicines must be stored safely`, `Store and administer medicines safely`, `Give medicines on time`: the first.
    """
    said = Counter(stem for text in texts for stem in content_words(text))

    def shared(text: str) -> float:
        stems = content_words(text)
        return sum(said[stem] - 1 for stem in stems) / max(len(stems), 1)

    return " ".join(min(texts, key=lambda text: (-round(shared(text), 3), len(text), text)).split())


def _key(pair: ScoredPair) -> tuple[str, str]:
    a, b = sorted((pair.a.recommendation_id, pair.b.recommendation_id))
    return a, b


def _linked_enough(
    ours: Sequence[str], theirs: Sequence[str], links: dict[tuple[str, str], ScoredPair], texts: dict[str, RecommendationText]
) -> bool:
    """Of the pairs that could be recurrences, those of different plans, enough are."""
    possible = [(a, b) for a in ours for b in theirs if texts[a].plan_id != texts[b].plan_id]
    linked = sum((min(a, b), max(a, b)) in links for a, b in possible)
    return linked >= SHARE_OF_LINKS * max(len(possible), 1)


def _thread(group: Sequence[str], links: dict[tuple[str, str], ScoredPair], texts: dict[str, RecommendationText]) -> Thread:
    members = sorted(
        (texts[member] for member in group),
        key=lambda text: (text.when, text.plan_id, text.number or "", text.recommendation_id),
    )
    inside = [pair for (a, b), pair in links.items() if a in group and b in group]
    inside.sort(key=lambda pair: (-pair.score, _key(pair)))
    identity = content_id("thread", *sorted(group))
    return Thread(identity, tuple(members), round(sum(pair.score for pair in inside) / len(inside), 4), tuple(inside))
