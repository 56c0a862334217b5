"""Scores over HTTP: one result's, or a whole sheet at once."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.assessment.domain.annual_result import ScoreSource
from services.assessment.domain.scoring import AnnulScore, CorrectScore, RecordScore
from services.assessment.domain.streams import RESULT
from services.assessment.domain.terms import Head
from services.assessment.rights import SCORING
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, handler

LARGEST_SHEET = 500

router = APIRouter(tags=["scoring"])
Assessor = Annotated[Handle, Depends(handler(RESULT, may=SCORING))]


@record
class SheetLine:
    """`score` in hundredths of a point."""

    result_id: UUID
    score: int


@record
class ScoreSheet:
    """The scores of many people for one head from one source, given on one day."""

    head: Head
    source: ScoreSource
    scored_on: date
    lines: tuple[SheetLine, ...]


@router.post("/results/{result_id}/scores", status_code=201, operation_id="record_score")
async def record_score(result_id: UUID, command: Asked[RecordScore], handle: Assessor) -> Receipt:
    """Record the score of a head; a proposal made before is taken back."""
    return await handle(result_id, command)


@router.post("/results/{result_id}/scores/corrections", status_code=201, operation_id="correct_score")
async def correct(result_id: UUID, command: Asked[CorrectScore], handle: Assessor) -> Receipt:
    """Replace a score that was entered wrongly, as long as the result is not public."""
    return await handle(result_id, command)


@router.post("/results/{result_id}/scores/annulments", status_code=201, operation_id="annul_score")
async def annul(result_id: UUID, command: Asked[AnnulScore], handle: Assessor) -> Receipt:
    """A score never was, as long as the result is not public."""
    return await handle(result_id, command)


@router.post("/score-sheets", status_code=201, operation_id="record_score_sheet")
async def record_sheet(command: Asked[ScoreSheet], handle: Assessor) -> Receipt:
    """The scores of many people in one append, all or none; the receipt is about the first on the sheet."""
    named = {line.result_id for line in command.lines}
    if not 1 <= len(command.lines) <= LARGEST_SHEET or len(named) != len(command.lines):
        raise Rejected("scoring.sheet", field="/lines", most=LARGEST_SHEET)
    return await handle.all([_of(command, line, handle) for line in command.lines])


def _of(sheet: ScoreSheet, line: SheetLine, handle: Handle) -> Ask:
    score = RecordScore(
        fact=handle.new_id(str(line.result_id)), head=sheet.head, score=line.score, source=sheet.source,
        scored_on=sheet.scored_on,
    )  # fmt: skip
    return Ask(stream=RESULT, to=line.result_id, command=score)
