"""A hundred thousand random people, one run each, against the independent accountant, to the fen."""

import pytest

from tests.payroll.domain.test_oracle import RULES, agree

PEOPLE = 5_000


@pytest.mark.parametrize("seed", range(10, 20))
@pytest.mark.parametrize("named", sorted(RULES))
def test_every_line_of_a_run_agrees(named: str, seed: int) -> None:
    assert agree(named, seed, PEOPLE, (("2026-02", 400),)) > PEOPLE * 10
