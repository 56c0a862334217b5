"""Completions over HTTP: one person's, or everybody's of a session at once."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.training.domain.completions import AnnulCompletion, CorrectCompletion, RecordCompletion
from services.training.domain.duty_events import Category, CompletionKind
from services.training.domain.streams import DUTY_BOOK
from services.training.projections import completions, learners
from services.training.rights import COMPLETIONS, SEE_DUTIES
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader

LARGEST_SHEET = 500

router = APIRouter(tags=["completions"])
Officer = Annotated[Handle, Depends(handler(DUTY_BOOK, may=COMPLETIONS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_DUTIES))]


@record
class CompletionSheet:
    """Everybody on it completed the same session; `hours` of 45 minutes."""

    kind: CompletionKind
    category: Category
    hours: int
    course: str
    completed_on: date
    worker_ids: tuple[UUID, ...]


@router.post("/workers/{worker_id}/completions", status_code=201, operation_id="record_completion")
async def record_completion(worker_id: UUID, command: Asked[RecordCompletion], handle: Officer) -> Receipt:
    """Record what a person completed, also late; the duties it meets are met on the day it was completed."""
    return await handle(worker_id, command)


@router.post("/workers/{worker_id}/completions/corrections", status_code=201, operation_id="correct_completion")
async def correct(worker_id: UUID, command: Asked[CorrectCompletion], handle: Officer) -> Receipt:
    """Replace a completion that was entered wrongly; duties are met or reopened accordingly."""
    return await handle(worker_id, command)


@router.post("/workers/{worker_id}/completions/annulments", status_code=201, operation_id="annul_completion")
async def annul(worker_id: UUID, command: Asked[AnnulCompletion], handle: Officer) -> Receipt:
    """A completion never was; the duties it met are open again."""
    return await handle(worker_id, command)


@router.post("/completion-sheets", status_code=201, operation_id="record_completion_sheet")
async def record_sheet(command: Asked[CompletionSheet], handle: Officer) -> Receipt:
    """Everybody of a session in one append, all or nobody; the receipt is about the first on the sheet."""
    if not 1 <= len(command.worker_ids) <= LARGEST_SHEET or len(set(command.worker_ids)) != len(command.worker_ids):
        raise Rejected("completions.sheet", field="/worker_ids", most=LARGEST_SHEET)
    return await handle.all([_of(command, worker_id, handle) for worker_id in command.worker_ids])


def _of(sheet: CompletionSheet, worker_id: UUID, handle: Handle) -> Ask:
    completion = RecordCompletion(
        completion_id=handle.new_id(str(worker_id)), kind=sheet.kind, category=sheet.category, hours=sheet.hours,
        course=sheet.course, completed_on=sheet.completed_on,
    )  # fmt: skip
    return Ask(stream=DUTY_BOOK, to=worker_id, command=completion)


@router.get("/workers/{worker_id}/completions", operation_id="read_completions_of_worker")
async def of_worker(worker_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """What a person completed, newest first; annulled completions are marked."""
    async with reader.reading() as read:
        region = await learners.region_of(read, worker_id)
        if region is None:
            raise HTTPException(404)
        reader.require(region)
        return [dict(row) for row in await completions.of_worker(read, worker_id)]
