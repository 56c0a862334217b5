"""The category of a worker and its history over HTTP; suspension from work."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.categories import AnnulCategory, CorrectCategory, EndSuspension, RecordCategory, Suspend
from services.personnel.domain.employment import Category
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.projections import roster, transfers
from services.personnel.rights import KEEP_ROSTER, SEE_ROSTER
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["categories"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
AT = "/employments/{employment_id}/categories"


@record
class NewCategory:
    category: Category
    since: date
    document: str


@record
class RightCategory:
    category: Category
    since: date
    reason: str


@record
class CategoryReason:
    reason: str


@record
class NewSuspension:
    since: date
    document: str


@record
class CategoryFact:
    fact_id: UUID
    employment_id: UUID
    category: str
    since: date
    annulled: bool


@router.post(AT, status_code=201, operation_id="record_category")
async def record_category(employment_id: UUID, command: Asked[NewCategory], handle: Officer) -> Receipt:
    """From the day the person belongs to the other group; also before a later change."""
    told = RecordCategory(
        fact_id=handle.new_id("category"), category=command.category, since=command.since, document=command.document
    )
    return await handle(employment_id, told)


@router.post(f"{AT}/{{fact_id}}/corrections", status_code=201, operation_id="correct_category")
async def correct(employment_id: UUID, fact_id: UUID, command: Asked[RightCategory], handle: Officer) -> Receipt:
    """It was entered wrongly: this is right."""
    right = CorrectCategory(fact_id=fact_id, category=command.category, since=command.since, reason=command.reason)
    return await handle(employment_id, right)


@router.post(f"{AT}/{{fact_id}}/annulments", status_code=201, operation_id="annul_category")
async def annul(employment_id: UUID, fact_id: UUID, command: Asked[CategoryReason], handle: Officer) -> Receipt:
    """It never was."""
    return await handle(employment_id, AnnulCategory(fact_id=fact_id, reason=command.reason))


@router.get("/workers/{worker_id}/categories", operation_id="read_categories_of_worker")
async def of_worker(worker_id: UUID, reader: Reader) -> list[CategoryFact]:
    """Every recorded change of the category; before the first one it is that of the hire."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["region"]))
        rows = [dict(each) for each in await transfers.categories_of(read, worker_id)]
    return [CategoryFact(**{name: value for name, value in each.items() if name != "worker_id"}) for each in rows]


@router.post("/employments/{employment_id}/suspensions", status_code=201, operation_id="suspend_worker")
async def suspend(employment_id: UUID, command: Asked[NewSuspension], handle: Officer) -> Receipt:
    """Suspended from work from the day on, by a decision."""
    return await handle(
        employment_id,
        Suspend(suspension_id=handle.new_id("suspension"), since=command.since, document=command.document),
    )


@router.post("/employments/{employment_id}/suspensions/ends", status_code=201, operation_id="end_suspension")
async def back(employment_id: UUID, command: Asked[EndSuspension], handle: Officer) -> Receipt:
    """The last day of the suspension that runs."""
    return await handle(employment_id, command)
