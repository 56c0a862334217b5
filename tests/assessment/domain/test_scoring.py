from datetime import date
from uuid import UUID

import pytest

from services.assessment.domain.annual_result import ScoreAnnulled, ScoreCorrected, ScoreReason, ScoreSource
from services.assessment.domain.scoring import AnnulScore, CorrectScore, RecordScore
from tests.assessment.year import (
    FACTS,
    OPENED,
    POLITICAL,
    RESIDENTS,
    SCORED,
    SCORED_ON,
    WORK,
    WORKER,
    closed,
    on,
    proposed,
    publicised,
    score,
    scored,
    taken_back,
)  # fmt: skip

TODAY = date(2026, 12, 10)
CORRECT = CorrectScore(
    fact=FACTS[WORK], score=9100, source=ScoreSource.STREET_PANEL, scored_on=SCORED_ON, reason=ScoreReason.ENTRY_ERROR
)
CORRECTED = ScoreCorrected(
    effective=SCORED_ON, worker_id=WORKER, fact=FACTS[WORK], head=WORK, score=9100, source=ScoreSource.STREET_PANEL,
    reason=ScoreReason.ENTRY_ERROR,
)  # fmt: skip
ANNUL = AnnulScore(fact=FACTS[WORK], reason=ScoreReason.WRONG_PERSON)
ANNULLED = ScoreAnnulled(
    effective=SCORED_ON, worker_id=WORKER, fact=FACTS[WORK], head=WORK, reason=ScoreReason.WRONG_PERSON
)
PUBLIC = (*SCORED, proposed(TODAY), publicised(TODAY, date(2026, 12, 16)))


def test_a_score_is_recorded_for_a_head() -> None:
    on(TODAY)(OPENED).when(score(WORK, 8800)).then(scored(WORK, 8800))


def test_recording_correcting_and_annulling_twice_changes_nothing() -> None:
    on(TODAY)(OPENED, scored(WORK, 8800)).when(score(WORK, 8800)).then()
    on(TODAY)(OPENED, scored(WORK, 8800), CORRECTED).when(CORRECT).then()
    on(TODAY)(OPENED, scored(WORK, 8800), ANNULLED).when(ANNUL).then()


def test_a_score_is_corrected_and_annulled() -> None:
    on(TODAY)(OPENED, scored(WORK, 8800)).when(CORRECT).then(CORRECTED)
    on(TODAY)(OPENED, scored(WORK, 8800)).when(ANNUL).then(ANNULLED)


def test_a_head_has_one_score_until_it_is_annulled() -> None:
    again = RecordScore(fact=UUID(int=99), head=WORK, score=8000, source=ScoreSource.COUNTY_PANEL, scored_on=SCORED_ON)
    on(TODAY)(OPENED, scored(WORK, 8800)).when(again).then_rejected("scoring.head-has-a-score")
    [recorded] = on(TODAY)(OPENED, scored(WORK, 8800), ANNULLED).when(again).then_events()
    assert on(TODAY)(OPENED, scored(WORK, 8800), ANNULLED, recorded).state().by_head()[WORK].score == 8000


def test_a_score_that_changes_takes_the_proposal_back() -> None:
    on(TODAY)(*SCORED, proposed(TODAY)).when(CORRECT).then(CORRECTED, taken_back(TODAY))
    on(TODAY)(*SCORED, proposed(TODAY)).when(ANNUL).then(ANNULLED, taken_back(TODAY))


@pytest.mark.parametrize("ask", [score(WORK, 1), CORRECT, ANNUL])
def test_scores_are_taken_only_between_opening_and_publicity(ask: RecordScore | CorrectScore | AnnulScore) -> None:
    on(TODAY)().when(ask).then_rejected("scoring.not-opened")
    on(TODAY)(*PUBLIC).when(ask).then_rejected("scoring.already-public")
    on(TODAY)(*SCORED, closed(TODAY)).when(ask).then_rejected("scoring.closed")


@pytest.mark.parametrize("wrong", [-1, 10_001])
def test_a_score_lies_between_nothing_and_a_hundred_points(wrong: int) -> None:
    on(TODAY)(OPENED).when(score(POLITICAL, wrong)).then_rejected("scoring.score")


def test_nothing_is_scored_before_its_day() -> None:
    on(date(2026, 12, 4))(OPENED).when(score(RESIDENTS, 9000)).then_rejected("scoring.not-yet")


def test_the_same_id_cannot_name_another_score() -> None:
    on(TODAY)(OPENED, scored(WORK, 8800)).when(score(WORK, 8801)).then_rejected("scoring.recorded-differently")
    on(TODAY)(OPENED, scored(WORK, 8800), ANNULLED).when(score(WORK, 8800)).then_rejected("scoring.annulled")
    on(TODAY)(OPENED, scored(WORK, 8800), ANNULLED).when(CORRECT).then_rejected("scoring.annulled")


def test_only_a_recorded_score_is_corrected_or_annulled() -> None:
    on(TODAY)(OPENED).when(CORRECT).then_rejected("scoring.unknown")
    on(TODAY)(OPENED).when(ANNUL).then_rejected("scoring.unknown")
