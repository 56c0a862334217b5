"""The engine beside the independent accountant: a million random people, every line of a run, to the fen."""

import os
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter
from typing import Final

from bench.figures import Figure
from bench.servers import Ground
from tests.payroll.domain.test_oracle import RULES, agree

KEYS: Final = ("oracle_agrees_1m",)
ONCE: Final = 5_000
RUNS: Final = (("2026-02", 400),)
FIRST_SEED: Final = 1_000


def _agreed(asked: tuple[str, int]) -> int:
    named, seed = asked
    return agree(named, seed, ONCE, RUNS)


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """Seconds in which so many people were calculated twice, by engine and accountant; a line that differs ends the bench."""
    people = 20_000 if ground.quick else 1_000_000
    each = people // ONCE // len(RULES)
    asked = [(named, FIRST_SEED + n) for named in sorted(RULES) for n in range(each)]
    figure, began = Figure(KEYS[0], f"s, {people:,} people"), perf_counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        lines = sum(pool.map(_agreed, asked))
    figure.values.append(perf_counter() - began)
    figure.remark = f"{lines:,} lines agree"
    return [figure]
