from dataclasses import replace

import pytest

from services.assessment.domain.terms import Band, Outcome, band_of, outcome_of, weighted_total
from tests.assessment.year import POLITICAL, RESIDENTS, TERMS, WORK


@pytest.mark.parametrize(
    ("political", "work", "residents", "total"),
    [(9200, 8800, 9505, 9132), (0, 0, 0, 0), (10000, 10000, 10000, 10000), (1, 1, 0, 1), (1, 0, 0, 0), (0, 1, 0, 0)],
)
def test_the_total_is_weighted_and_rounded_half_up(political: int, work: int, residents: int, total: int) -> None:
    assert weighted_total(TERMS, {POLITICAL: political, WORK: work, RESIDENTS: residents}) == total


@pytest.mark.parametrize(
    ("total", "outcome"),
    [
        (10000, Outcome.EXCELLENT),
        (9000, Outcome.EXCELLENT),
        (8999, Outcome.QUALIFIED),
        (7000, Outcome.QUALIFIED),
        (6999, Outcome.BASIC),
        (5999, Outcome.FAIL),
        (0, Outcome.FAIL),
    ],
)
def test_a_threshold_belongs_to_its_band(total: int, outcome: Outcome) -> None:
    assert band_of(TERMS, total) is outcome


def test_without_a_place_excellent_becomes_the_next_best_of_the_scheme() -> None:
    with_good = replace(TERMS, bands=(TERMS.bands[0], Band(outcome=Outcome.GOOD, at_least=8000), *TERMS.bands[1:]))
    assert outcome_of(TERMS, 9500, excellent_place=True) is Outcome.EXCELLENT
    assert outcome_of(TERMS, 9500, excellent_place=False) is Outcome.QUALIFIED
    assert outcome_of(with_good, 9500, excellent_place=False) is Outcome.GOOD
    assert outcome_of(TERMS, 6500, excellent_place=False) is Outcome.BASIC
