"""Scores by head: recorded, corrected, annulled, as long as the result is not publicised."""

from datetime import date
from uuid import UUID

from services.assessment.domain.annual_result import (
    AnnualResult,
    ProposalTakenBack,
    ResultEvent,
    Score,
    ScoreAnnulled,
    ScoreCorrected,
    ScoreReason,
    ScoreRecorded,
    ScoreSource,
    Stage,
)
from services.assessment.domain.policies import Policies
from services.assessment.domain.terms import FULL_SCORE, Head
from shared.kernel import Facts, Rejected, record


@record
class RecordScore:
    """`score` in hundredths of a point, 0 to 10,000; `fact` is chosen by the caller and makes asking twice harmless."""

    fact: UUID
    head: Head
    score: int
    source: ScoreSource
    scored_on: date


@record
class CorrectScore:
    """The score as it really was; the head stays."""

    fact: UUID
    score: int
    source: ScoreSource
    scored_on: date
    reason: ScoreReason


@record
class AnnulScore:
    fact: UUID
    reason: ScoreReason


def record_score(result: AnnualResult, command: RecordScore, facts: Facts[Policies]) -> tuple[ResultEvent, ...]:
    worker_id = _open(result)
    said = Score(
        fact=command.fact, head=command.head, score=command.score, source=command.source, scored_on=command.scored_on
    )
    before = result.fact(command.fact)
    if before == said:
        return ()
    if before is not None:
        raise Rejected("scoring.annulled" if before.annulled else "scoring.recorded-differently", field="/fact")
    if command.head in result.by_head():
        raise Rejected("scoring.head-has-a-score", field="/head")
    _check(command.score, command.scored_on, facts)
    recorded = ScoreRecorded(
        effective=command.scored_on, worker_id=worker_id, fact=command.fact, head=command.head, score=command.score,
        source=command.source,
    )  # fmt: skip
    return (recorded, *_proposed_anew(result, worker_id, facts))


def correct(result: AnnualResult, command: CorrectScore, facts: Facts[Policies]) -> tuple[ResultEvent, ...]:
    worker_id = _open(result)
    before = _recorded(result, command.fact)
    if before.annulled:
        raise Rejected("scoring.annulled", field="/fact")
    said = Score(
        fact=command.fact, head=before.head, score=command.score, source=command.source, scored_on=command.scored_on
    )
    if before == said:
        return ()
    _check(command.score, command.scored_on, facts)
    corrected = ScoreCorrected(
        effective=command.scored_on, worker_id=worker_id, fact=command.fact, head=before.head, score=command.score,
        source=command.source, reason=command.reason,
    )  # fmt: skip
    return (corrected, *_proposed_anew(result, worker_id, facts))


def annul(result: AnnualResult, command: AnnulScore, facts: Facts[Policies]) -> tuple[ResultEvent, ...]:
    worker_id = _open(result)
    before = _recorded(result, command.fact)
    if before.annulled:
        return ()
    annulled = ScoreAnnulled(
        effective=before.scored_on, worker_id=worker_id, fact=command.fact, head=before.head, reason=command.reason
    )
    return (annulled, *_proposed_anew(result, worker_id, facts))


def _open(result: AnnualResult) -> UUID:
    match result.stage:
        case Stage.OPEN | Stage.PROPOSED if result.worker_id is not None:
            return result.worker_id
        case Stage.CLOSED:
            raise Rejected("scoring.closed")
        case Stage.PUBLICISED | Stage.CONFIRMED:
            raise Rejected("scoring.already-public")
        case _:
            raise Rejected("scoring.not-opened")


def _recorded(result: AnnualResult, fact: UUID) -> Score:
    found = result.fact(fact)
    if found is None:
        raise Rejected("scoring.unknown", field="/fact")
    return found


def _check(score: int, scored_on: date, facts: Facts[Policies]) -> None:
    if not 0 <= score <= FULL_SCORE:
        raise Rejected("scoring.score", field="/score", most=FULL_SCORE)
    if scored_on > facts.today:
        raise Rejected("scoring.not-yet", field="/scored_on", today=facts.today)


def _proposed_anew(result: AnnualResult, worker_id: UUID, facts: Facts[Policies]) -> tuple[ProposalTakenBack, ...]:
    if result.stage is not Stage.PROPOSED:
        return ()
    return (ProposalTakenBack(effective=facts.today, worker_id=worker_id, year=result.year),)
