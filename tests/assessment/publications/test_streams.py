from datetime import date
from uuid import UUID

from services.assessment.domain.annual_result import (
    ResultConfirmed,
    ScoreAnnulled,
    ScoreCorrected,
    ScoreReason,
    ScoreSource,
    result_id,
)
from services.assessment.domain.assessees import AssesseeLeft
from services.assessment.domain.schemes import SchemeDrafted, SchemeFrozen, SchemeIssued
from services.assessment.domain.terms import Outcome
from services.assessment.publications import publish
from shared.published.assessment.results import ResultConfirmedV1
from shared.published.assessment.schemes import AssessmentSchemeIssuedV1
from tests.assessment.year import (
    COUNTY,
    FACTS,
    OPENED,
    SCHEME_ID,
    SCORED,
    TERMS,
    WORK,
    WORKER,
    closed,
    proposed,
    publicised,
    taken_back,
)  # fmt: skip

DAY = date(2026, 12, 10)
RESULT_ID = result_id(WORKER, 2026)


def test_an_issued_scheme_is_told_a_draft_and_a_freeze_are_not() -> None:
    issued = SchemeIssued(effective=DAY, county=COUNTY, year=2026, document="3号")
    told = AssessmentSchemeIssuedV1(scheme_id=SCHEME_ID, county=COUNTY, year=2026)
    assert publish("scheme", SCHEME_ID, issued) == told
    assert publish("scheme", SCHEME_ID, SchemeDrafted(effective=DAY, county=COUNTY, year=2026, terms=TERMS)) is None
    assert publish("scheme", SCHEME_ID, SchemeFrozen(effective=DAY, county=COUNTY, year=2026)) is None


def test_a_confirmed_result_is_told_without_its_total() -> None:
    confirmed = ResultConfirmed(
        effective=date(2027, 1, 1), worker_id=WORKER, year=2026, outcome=Outcome.QUALIFIED, total=8000, year_counts=True
    )
    assert publish("result", RESULT_ID, confirmed) == ResultConfirmedV1(
        worker_id=WORKER, result_id=RESULT_ID, year=2026, result="QUALIFIED", year_counts=True
    )


def test_scores_proposals_publicity_and_closing_stay_inside() -> None:
    corrected = ScoreCorrected(
        effective=DAY, worker_id=WORKER, fact=FACTS[WORK], head=WORK, score=1, source=ScoreSource.PEERS,
        reason=ScoreReason.ENTRY_ERROR,
    )  # fmt: skip
    annulled = ScoreAnnulled(
        effective=DAY, worker_id=WORKER, fact=FACTS[WORK], head=WORK, reason=ScoreReason.ENTRY_ERROR
    )
    private = (
        OPENED,
        SCORED[1],
        corrected,
        annulled,
        proposed(DAY),
        taken_back(DAY),
        publicised(DAY, DAY),
        closed(DAY),
    )
    assert [publish("result", RESULT_ID, event) for event in private] == [None] * len(private)


def test_what_personnel_told_is_not_told_again() -> None:
    left = AssesseeLeft(effective=DAY, worker_id=WORKER, employment_id=UUID(int=2), ground="RESIGNATION")
    assert publish("assessee", WORKER, left) is None
