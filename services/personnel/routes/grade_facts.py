"""Facts that a grade follows from, over HTTP: entered, corrected, annulled by an officer; all of them shown."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grade_facts import AnnulFact, CorrectFact, RecordFact
from services.personnel.domain.scheme_terms import EducationPapers
from services.personnel.domain.streams import GRADE
from services.personnel.projections import grades, roster
from services.personnel.rights import KEEP_ROSTER, SEE_ROSTER
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/workers/{worker_id}/grade-facts", tags=["grade facts"])
Officer = Annotated[Handle, Depends(handler(GRADE, may=KEEP_ROSTER))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]


@record
class NewGradeFact:
    """`word` is an education, a sanction or a post category of the scheme; `papers` for an education."""

    kind: GradeFactKind
    word: str
    since: date
    papers: EducationPapers | None = None
    until: date | None = None


@record
class GradeFactCorrection:
    word: str
    since: date
    reason: str
    papers: EducationPapers | None = None
    until: date | None = None


@record
class GradeFactAnnulment:
    reason: str


@record
class GradeFactRow:
    """`reason` is why it was corrected or annulled."""

    fact: UUID
    kind: str
    word: str
    effective: date
    papers: str | None
    rank: str | None
    year: int | None
    months: int | None
    until: date | None
    annulled: bool
    reason: str | None


@router.post("", status_code=201, operation_id="record_grade_fact")
async def recorded(worker_id: UUID, command: Asked[NewGradeFact], handle: Officer) -> Receipt:
    """Record a degree, a sanction or a post category; what follows for the grade is proposed at once."""
    await handle.find(worker_id)
    new = RecordFact(
        fact=handle.new_id("grade-fact"), kind=command.kind, word=command.word, effective=command.since,
        papers=command.papers, until=command.until,
    )  # fmt: skip
    return await handle(worker_id, new)


@router.post("/{fact}/corrections", status_code=201, operation_id="correct_grade_fact")
async def corrected(worker_id: UUID, fact: UUID, command: Asked[GradeFactCorrection], handle: Officer) -> Receipt:
    """It was entered wrongly: this is right. Every later grade is derived again."""
    await handle.find(worker_id)
    right = CorrectFact(
        fact=fact, word=command.word, effective=command.since, papers=command.papers,
        until=command.until, reason=command.reason,
    )  # fmt: skip
    return await handle(worker_id, right)


@router.post("/{fact}/annulments", status_code=201, operation_id="annul_grade_fact")
async def annulled(worker_id: UUID, fact: UUID, command: Asked[GradeFactAnnulment], handle: Officer) -> Receipt:
    """It never was."""
    await handle.find(worker_id)
    return await handle(worker_id, AnnulFact(fact=fact, reason=command.reason))


@router.get("", operation_id="list_grade_facts")
async def listed(worker_id: UUID, reader: Reader) -> list[GradeFactRow]:
    """Everything that the person's grade follows from, annulled facts too, by day."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["region"]))
        rows = await grades.facts_of(read, worker_id)
    return [GradeFactRow(**{name: value for name, value in each.items() if name != "worker_id"}) for each in rows]
