"""How long matching takes, and how much memory, as the number of recommendations doubles.

    python -m plantrace.tests.benchmarks.recurrence_growth      (or: python tests/benchmarks/recurrence_growth.py)
    python tests/benchmarks/recurrence_growth.py 25000 50000    other sizes

Every recommendation has PARTNERS planted in other plans of its authority: the same matter in other words (variants of its
concepts swapped, words dropped, added and reordered). Words follow Zipf's law, as in real text, so that common ones are common.
`found` is the share of planted pairs that are among the pairs kept, `growth` the processor's time against the previous size
(2.0 is linear where sizes double). Everything is timed: reading words, matching, and the reason of every pair in words.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

from plantrace.trace.recurrence import RecommendationText, Thesaurus, domain_thesaurus, iterate_pairs, read_thesaurus

SIZES = (25_000, 50_000, 100_000, 200_000)
PARTNERS = 3
PLAN_SIZE = 25
PLANS_OF_AN_AUTHORITY = 40
VOCABULARY = 30_000


def synthetic_recommendations(count: int, seed: int = 7) -> list[RecommendationText]:
    """Groups of PARTNERS + 1 recommendations on one matter, each in another plan of the authority; `number` names the group."""
    chance = random.Random(seed)
    variants = [concept.variants for concept in read_thesaurus() if concept.kind != "means" and len(concept.variants) > 2]
    vocabulary = [_invented_word(chance) for _ in range(VOCABULARY)]
    frequencies = [1 / rank for rank in range(3, VOCABULARY + 3)]
    filler = _endless(chance, vocabulary, frequencies)
    per_authority = PLAN_SIZE * PLANS_OF_AN_AUTHORITY
    made: list[RecommendationText] = []
    while len(made) < count:
        authority = len(made) // per_authority
        plans = [f"{authority}-{number}" for number in range(PLANS_OF_AN_AUTHORITY)]
        for group in range(per_authority // (PARTNERS + 1)):
            matter = chance.sample(variants, 2)
            core = [next(filler) for _ in range(8)]
            for plan in chance.sample(plans, PARTNERS + 1):
                made.append(_reworded(chance, filler, matter, core, f"{authority}/{group}", plan, len(made)))
    return made[:count]


def _reworded(
    chance: random.Random, filler: Iterator[str], matter: list[tuple[str, ...]], core: list[str], group: str, plan: str, number: int
) -> RecommendationText:
    kept = [word for word in core if chance.random() < 0.8]
    chance.shuffle(kept)
    added = [next(filler) for _ in range(3)]
    said = [chance.choice(variants) for variants in matter]
    text = f"Ensure that {said[0]} {' '.join(kept)} {said[1]} {' '.join(added)}"
    actions = tuple(f"Review {said[0]} {' '.join(next(filler) for _ in range(12))}" for _ in range(2))
    year = 2004 + int(plan.partition("-")[2]) % 20
    return RecommendationText(f"r{number}", plan, f"{plan}.pdf", group, text, None, None, actions, (), str(year), plan.partition("-")[0])


def _invented_word(chance: random.Random) -> str:
    return "".join(chance.choice("bcdfglmnprst") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))


def _endless(chance: random.Random, vocabulary: list[str], frequencies: list[float]) -> Iterator[str]:
    while True:
        yield from chance.choices(vocabulary, frequencies, k=10_000)


def measure(count: int, answer: Connection) -> None:
    """Times one size in a process of its own, so that the peak of memory is its own; sends seconds, processor seconds, megabytes, pairs, share found."""
    recommendations = synthetic_recommendations(count)
    thesaurus: Thesaurus = domain_thesaurus()
    cpu = time.process_time()
    start = time.perf_counter()
    pairs = hits = 0
    for pair in iterate_pairs(recommendations, thesaurus):
        pairs += 1
        hits += pair.a.number == pair.b.number
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer.send((seconds, time.process_time() - cpu, peak / 1024, pairs, hits / (count * PARTNERS / 2)))


def main(sizes: tuple[int, ...] = SIZES) -> None:
    print(f"{'recommendations':>15} {'seconds':>8} {'cpu':>8} {'growth':>6} {'peak MB':>8} {'pairs':>9} {'found':>6}")
    previous = 0.0
    for size in sizes:
        here, there = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.get_context("fork").Process(target=measure, args=(size, there))
        child.start()
        seconds, cpu, peak, pairs, found = here.recv()
        child.join()
        growth = f"{cpu / previous:.2f}" if previous else ""
        print(f"{size:>15,} {seconds:>8.1f} {cpu:>8.1f} {growth:>6} {peak:>8,.0f} {pairs:>9,} {found:>6.3f}", flush=True)
        previous = cpu


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
