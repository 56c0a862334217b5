"""Offices in party organisations over HTTP: decided, ended, corrected, annulled, listed."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.appointment_events import PostChoice
from services.personnel.domain.party_post_events import PartyOffice
from services.personnel.domain.party_posts import AnnulPartyPost, CorrectPartyPost, DecidePartyPost, EndPartyPost
from services.personnel.domain.streams import PARTY_POST
from services.personnel.projections import party_posts, roster
from services.personnel.rights import KEEP_PARTY_POSTS, SEE_POSTS
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["party posts"])
Officer = Annotated[Handle, Depends(handler(PARTY_POST, may=KEEP_PARTY_POSTS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_POSTS))]
Stage = Literal["DECIDED", "IN_TERM", "ENDED", "ANNULLED"]


@record
class NewPartyPost:
    """`document` is the report of the election or the decision of the committee above."""

    worker_id: UUID
    office: PartyOffice
    community: RegionPath
    choice: PostChoice
    starts: date
    document: str


@router.post("/party-posts", status_code=201, operation_id="decide_party_post")
async def decide(command: Asked[NewPartyPost], handle: Officer) -> Receipt:
    """Somebody is elected or appointed to an office of the party organisation; a secretary is in it when he is filed."""
    async with handle.reading() as read:
        row = await roster.find(read, command.worker_id)
    if row is None:
        raise HTTPException(404)
    handle.require(Region(row["region"]))
    decided = DecidePartyPost(
        worker_id=command.worker_id, party_post_id=handle.new_id("party post"), office=command.office,
        community=Region(command.community), choice=command.choice, starts=command.starts, document=command.document,
    )  # fmt: skip
    return await handle(decided.party_post_id, decided, region=decided.community)


@router.post("/party-posts/{party_post_id}/ends", status_code=201, operation_id="end_party_post")
async def end(party_post_id: UUID, command: Asked[EndPartyPost], handle: Officer) -> Receipt:
    """The office ends; neither the employment nor an appointment ends with it."""
    return await handle(party_post_id, command)


@router.post("/party-posts/{party_post_id}/corrections", status_code=201, operation_id="correct_party_post")
async def correct(party_post_id: UUID, command: Asked[CorrectPartyPost], handle: Officer) -> Receipt:
    """The first day was entered wrongly: the term is counted from the right one."""
    return await handle(party_post_id, command)


@router.post("/party-posts/{party_post_id}/annulments", status_code=201, operation_id="annul_party_post")
async def annul(party_post_id: UUID, command: Asked[AnnulPartyPost], handle: Officer) -> Receipt:
    """It never was."""
    return await handle(party_post_id, command)


@router.get("/party-posts", operation_id="list_party_posts")
async def listed(reader: Reader, stage: Stage, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Offices at a stage, those that begin first in front."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await party_posts.at_stage(read, reader.scope, stage, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "starts", "party_post_id")


@router.get("/workers/{worker_id}/party-posts", operation_id="read_party_posts_of_worker")
async def of_worker(worker_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """A person's offices in party organisations, by their first day."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["region"]))
        return [dict(each) for each in await party_posts.of_worker(read, worker_id)]
