"""Plans that nobody wrote, in layouts by chance: every cell, every field and every word comes out as it was set. More of them: benchmarks/any_plans.py."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from any_plan import AnyPlan, any_plan, faults
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plantrace.extract.read import read
from typeset import LAYOUTS, missing_program, typeset, typeset_all

BROWSER = [name for name, layout in LAYOUTS.items() if layout.by == "browser"]
OFFICE = [name for name, layout in LAYOUTS.items() if layout.by == "office"]


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_word_document(chance: Random, tmp_path_factory: pytest.TempPathFactory) -> None:
    plan = any_plan(chance, ["word grid"])
    assert faults(plan, read(typeset(plan.sheet, plan.layout, tmp_path_factory.getbasetemp()))) == []


@pytest.mark.parametrize("layouts", [BROWSER, OFFICE], ids=["browser", "office"])
def test_any_printed_plan(layouts: Sequence[str], tmp_path: Path) -> None:
    """Eight plans; LibreOffice prints its own in one call."""
    if (program := missing_program(LAYOUTS[layouts[0]])) is not None:
        pytest.skip(f"needs {program}")
    plans: list[AnyPlan] = [any_plan(Random(seed), layouts) for seed in range(8)]
    paths = typeset_all([(plan.sheet, plan.layout) for plan in plans], tmp_path)
    assert {
        f"{seed} {plan.named}": found
        for seed, (plan, path) in enumerate(zip(plans, paths, strict=True))
        if (found := faults(plan, read(path)))
    } == {}
