"""Which events of an annual result the world hears of: only what is confirmed. Scores and proposals stay inside."""

from uuid import UUID

from services.assessment.domain import annual_result as result
from services.assessment.domain.annual_result import ResultEvent
from shared.published import Published
from shared.published.assessment.results import ResultConfirmedV1


def publish(result_id: UUID, event: ResultEvent) -> Published | None:
    match event:
        case result.ResultConfirmed(worker_id=worker, year=year, outcome=outcome, year_counts=counts):
            return ResultConfirmedV1(
                worker_id=worker, result_id=result_id, year=year, result=outcome.value, year_counts=counts
            )
        case result.ResultOpened() | result.ResultProposed() | result.ProposalTakenBack() | result.ResultPublicised():
            return None
        case result.ResultReopened():
            return None
        case result.ScoreRecorded() | result.ScoreCorrected() | result.ScoreAnnulled() | result.ResultClosed():
            return None
