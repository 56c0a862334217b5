"""Career records over HTTP: who entered the leadership of a street."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.careers import AnnulCareerStep, CareerStep, CorrectCareerStep, RecordCareerStep
from services.personnel.domain.streams import CAREER
from services.personnel.projections import careers, roster
from services.personnel.rights import KEEP_CAREERS, SEE_ROSTER
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["careers"])
Keeper = Annotated[Handle, Depends(handler(CAREER, may=KEEP_CAREERS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]


@record
class NewCareerStep:
    """Into the leadership of `street`, by selection or election, from the first day `since`."""

    step: CareerStep
    street: RegionPath
    post: str
    since: date
    document: str


@router.post("/workers/{worker_id}/career-steps", status_code=201, operation_id="record_career_step")
async def recorded(worker_id: UUID, command: Asked[NewCareerStep], handle: Keeper) -> Receipt:
    """Somebody entered the leadership of a street."""
    async with handle.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    region = Region(row["region"])
    handle.require(region)
    asked = RecordCareerStep(
        worker_id=worker_id, step_id=handle.new_id("career-step"), region=region, step=command.step,
        street=Region(command.street), post=command.post, since=command.since, document=command.document,
    )  # fmt: skip
    return await handle(asked.step_id, asked, region=region)


@router.post("/career-steps/{step_id}/corrections", status_code=201, operation_id="correct_career_step")
async def corrected(step_id: UUID, command: Asked[CorrectCareerStep], handle: Keeper) -> Receipt:
    """It was entered wrongly: this is right."""
    return await handle(step_id, command)


@router.post("/career-steps/{step_id}/annulments", status_code=201, operation_id="annul_career_step")
async def annulled(step_id: UUID, command: Asked[AnnulCareerStep], handle: Keeper) -> Receipt:
    """It never was."""
    return await handle(step_id, command)


@router.get("/workers/{worker_id}/career-steps", operation_id="list_career_steps")
async def listed(worker_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """A person's steps beyond the community, by their first day."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["region"]))
        return [dict(each) for each in await careers.steps_of(read, worker_id)]
