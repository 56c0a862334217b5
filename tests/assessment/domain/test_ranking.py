from dataclasses import replace
from random import Random
from uuid import UUID

from hypothesis import given, strategies

from services.assessment.domain.ranking import Scored, propose_all
from services.assessment.domain.terms import Head
from tests.assessment.year import SCHEME_ID, TERMS

HALF = replace(TERMS, excellent_quota_ppm=500_000)


def row(id: int, political: int, work: int, residents: int) -> Scored:
    return Scored(result_id=UUID(int=id), scores=dict(zip(Head, (political, work, residents), strict=True)))


def excellent(rows: list[Scored], assessed: int, given_already: int = 0) -> set[int]:
    decided = propose_all(rows, SCHEME_ID, HALF, assessed=assessed, places_given=given_already)
    return {id.int for id, ask in decided if ask.excellent_place}


def test_places_go_to_the_best_and_are_rounded_down() -> None:
    rows = [row(1, 9300, 9300, 9300), row(2, 9500, 9500, 9500), row(3, 9100, 9100, 9100)]
    assert excellent(rows, assessed=3) == {2}
    assert excellent(rows, assessed=4) == {1, 2}
    assert excellent(rows, assessed=100) == {1, 2, 3}


def test_places_given_already_are_gone() -> None:
    assert excellent([row(1, 9300, 9300, 9300), row(2, 9500, 9500, 9500)], assessed=4, given_already=1) == {2}
    assert excellent([row(1, 9300, 9300, 9300)], assessed=4, given_already=5) == set()


def test_a_total_below_the_band_takes_no_place() -> None:
    assert excellent([row(1, 8999, 8999, 8999), row(2, 9000, 9000, 9000)], assessed=10) == {2}


def test_equal_totals_are_ordered_by_political_quality_first() -> None:
    rows = [row(1, 9000, 9300, 9600), row(2, 9600, 9300, 9000), row(3, 9300, 9300, 9300), row(4, 0, 0, 0)]
    assert excellent(rows, assessed=2) == {2}
    assert excellent(rows, assessed=4) == {2, 3}


def test_people_equal_in_everything_who_do_not_all_find_a_place_find_none() -> None:
    rows = [row(1, 9500, 9500, 9500), row(2, 9300, 9300, 9300), row(3, 9300, 9300, 9300)]
    assert excellent(rows, assessed=4) == {1}
    assert excellent(rows, assessed=6) == {1, 2, 3}


def test_everybody_gets_a_proposal_with_the_total_that_was_ranked() -> None:
    decided = propose_all([row(1, 6000, 6000, 6000), row(2, 9200, 8800, 9505)], SCHEME_ID, TERMS, assessed=2)
    assert [(id.int, ask.total, ask.terms, ask.scheme_id) for id, ask in decided] == [
        (2, 9132, TERMS, SCHEME_ID),
        (1, 6000, TERMS, SCHEME_ID),
    ]


SCORE = strategies.integers(8900, 9100)
ROWS = strategies.lists(strategies.tuples(SCORE, SCORE, SCORE), max_size=12)


@given(ROWS, strategies.randoms())
def test_the_order_of_arrival_does_not_matter_and_the_quota_holds(
    scores: list[tuple[int, int, int]], random: Random
) -> None:
    rows = [row(id, *three) for id, three in enumerate(scores, 1)]
    places = excellent(rows, assessed=len(rows))
    assert len(places) <= len(rows) // 2
    shuffled = random.sample(rows, len(rows))
    assert excellent(shuffled, assessed=len(rows)) == places
