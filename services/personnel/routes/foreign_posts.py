"""Posts of other departments over HTTP: the register with its clear-out, and the attempts to hire outside the recruitment."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.foreign_posts import (
    AskSponsoredHire,
    ClearForeignPost,
    MoveClearOut,
    RegisterForeignPost,
)
from services.personnel.domain.streams import FOREIGN_POST
from services.personnel.projections import sponsorship
from services.personnel.rights import ASK_SPONSORED, RUN_CAMPAIGNS, SEE_CAMPAIGNS
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["foreign posts"])
Officer = Annotated[Handle, Depends(handler(FOREIGN_POST, may=RUN_CAMPAIGNS))]
Asker = Annotated[Handle, Depends(handler(FOREIGN_POST, may=ASK_SPONSORED))]
Reader = Annotated[Reading, Depends(reader(may=SEE_CAMPAIGNS))]
Stage = Literal["REGISTERED", "OVERDUE", "CLEARED", "REJECTED"]


@record
class NewForeignPost:
    """`funding_source` names the money that pays it; by `clear_out` it is gone."""

    region: RegionPath
    sponsor: str
    title: str
    people: int
    funding_source: str
    clear_out: date


@record
class SponsoredHire:
    region: RegionPath
    sponsor: str
    title: str
    people: int


@router.post("/foreign-posts", status_code=201, operation_id="register_foreign_post")
async def register(command: Asked[NewForeignPost], handle: Officer) -> Receipt:
    """Register a post that another department keeps, with the day by which it is cleared out."""
    id, region = handle.new_id("foreign_post"), Region(command.region)
    registered = RegisterForeignPost(
        post_id=id, region=region, sponsor=command.sponsor, title=command.title, people=command.people,
        funding_source=command.funding_source, clear_out=command.clear_out,
    )  # fmt: skip
    return await handle(id, registered, region=region)


@router.post("/foreign-posts/{post_id}/extensions", status_code=201, operation_id="move_clear_out")
async def move(post_id: UUID, command: Asked[MoveClearOut], handle: Officer) -> Receipt:
    """Another day for the clear-out, with the reason."""
    return await handle(post_id, command)


@router.post("/foreign-posts/{post_id}/clearings", status_code=201, operation_id="clear_foreign_post")
async def clear(post_id: UUID, command: Asked[ClearForeignPost], handle: Officer) -> Receipt:
    """The post is gone."""
    return await handle(post_id, command)


@router.post("/sponsored-hires", status_code=201, operation_id="ask_sponsored_hire")
async def ask(command: Asked[SponsoredHire], handle: Asker) -> Receipt:
    """Hire for a department's own post: refused whoever asks, and the attempt is kept. People are recruited in one campaign."""
    id, region = handle.new_id("foreign_post"), Region(command.region)
    asked = AskSponsoredHire(
        post_id=id, region=region, sponsor=command.sponsor, title=command.title, people=command.people
    )
    await handle(id, asked, region=region)
    raise Rejected("foreign-posts.rejected", field="/sponsor")


@router.get("/foreign-posts", operation_id="list_foreign_posts")
async def listed(reader: Reader, stage: Stage, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Posts of other departments at a stage, the oldest first; REJECTED lists the attempts with who asked."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await sponsorship.posts_at(read, reader.scope, stage, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "since", "post_id")
