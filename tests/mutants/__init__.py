"""Documents with something wrong in them, one for each number: the same number gives the same bytes on every machine.

plans = small_plans(folder)              plans of a page or two, cut from the samples and made by hand
data = mutant(plans, 4711)               one of them, changed in a way of its own
document = odd_plan(4711)                what a reader might have read of one, words thrown together
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from .octets import changed_bytes
from .older import older_plans
from .pdf import changed_pdf
from .small import small_plans
from .texts import odd_plan
from .word import changed_word

__all__ = ["mutant", "odd_plan", "older_plans", "small_plans"]

_WITHIN: dict[str, Callable[[bytes, Random], bytes]] = {".pdf": changed_pdf, ".docx": changed_word, ".odt": changed_word}


def mutant(plans: Sequence[Path], number: int) -> bytes:
    """Plan `number % len(plans)`, changed inside (its objects, its XML) most often, else in its plain bytes, now and then in both."""
    chance = Random(number)
    plan = plans[number % len(plans)]
    data = plan.read_bytes()
    inside = _WITHIN.get(plan.suffix)
    way = chance.random()
    if inside is not None and way < 0.85:
        data = inside(data, chance)
    if inside is None or way > 0.8:
        data = changed_bytes(data, chance)
    return data
