"""Grants over HTTP: proposed by one security administrator, confirmed by another, refused, revoked."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.authorities import ConfirmGrant, ProposeGrant, RefuseGrant, RevokeGrant
from services.personnel.domain.authority import Authority, Stage
from services.personnel.domain.governing import GoverningBody
from services.personnel.domain.streams import AUTHORITY
from services.personnel.projections import authorities
from services.personnel.rights import KEEP_AUTHORITIES, OWN_DUTIES, SEE_AUTHORITIES
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Role, record
from shared.web.asked import Asked, Day, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["authorities"])
Administrator = Annotated[Handle, Depends(handler(AUTHORITY, may=KEEP_AUTHORITIES))]
Reader = Annotated[Reading, Depends(reader(may=SEE_AUTHORITIES))]
Own = Annotated[Reading, Depends(reader(may=OWN_DUTIES))]


@record
class NewGrant:
    """`holder` is the subject of the holder's tokens; without `ends` it is good until revoked; `basis` names the document.

    `body` is for whom he acts, if not for the first body that does what the role does in the region.
    """

    holder: str
    role: Role
    region: RegionPath
    starts: date
    ends: date | None = None
    basis: str
    body: GoverningBody | None = None


@record
class Revocation:
    reason: str


@record
class Confirmation:
    """An empty object: what is confirmed stands in the log."""


@router.post("/grants", status_code=201, operation_id="propose_grant")
async def propose(command: Asked[NewGrant], handle: Administrator) -> Receipt:
    """Propose a role in a region for somebody else; it gives nothing until another security administrator confirms it."""
    grant_id, region = handle.new_id("grant"), Region(command.region)

    async def asks(draft: Draft) -> Sequence[Ask]:
        proposed = ProposeGrant(
            grant_id=grant_id, holder=command.holder, role=command.role, region=region, starts=command.starts,
            ends=command.ends, basis=command.basis, held=await held(handle, command.holder, grant_id), body=command.body,
        )  # fmt: skip
        return [Ask(stream=AUTHORITY, to=grant_id, command=proposed, region=region)]

    return await handle.all(asks)


@router.post("/grants/{grant_id}/confirmations", status_code=201, operation_id="confirm_grant")
async def confirm(grant_id: UUID, command: Asked[Confirmation], handle: Administrator) -> Receipt:
    """The second signature: in force from its first day on. Neither the proposer nor the holder may give it."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(AUTHORITY, grant_id)])
        authority: Authority = draft.state(AUTHORITY, grant_id)
        roles = () if authority.terms is None else await held(handle, authority.terms.holder, grant_id)
        return [Ask(stream=AUTHORITY, to=grant_id, command=ConfirmGrant(held=roles))]

    return await handle.all(asks)


@router.post("/grants/{grant_id}/refusals", status_code=201, operation_id="refuse_grant")
async def refuse(grant_id: UUID, command: Asked[RefuseGrant], handle: Administrator) -> Receipt:
    """A proposed grant is not given, for a reason."""
    return await handle(grant_id, command)


@router.post("/grants/{grant_id}/revocations", status_code=201, operation_id="revoke_grant")
async def revoke(grant_id: UUID, command: Asked[Revocation], handle: Administrator) -> Receipt:
    """A grant gives nothing any more, nor do the duties delegated from it; every service knows within about a second.

    Two security administrators must be left in charge of its region.
    """

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(AUTHORITY, grant_id)])
        authority: Authority = draft.state(AUTHORITY, grant_id)
        async with handle.reading() as read:
            others = await authorities.administrators(read, authority.region, handle.today, but=grant_id)
        return [Ask(stream=AUTHORITY, to=grant_id, command=RevokeGrant(reason=command.reason, others=len(others)))]

    return await handle.all(asks)


@router.get("/grants", operation_id="list_grants")
async def listed(
    reader: Reader, stage: Stage | None = None, holder: str | None = None, as_of: Day | None = None, limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[dict[str, Any]]:  # fmt: skip
    """Grants and delegated duties in the caller's regions, with who proposed, confirmed and ended them; with a day those that
    gave something on it: confirmed by then, begun, neither over nor ended.
    """
    turn = reader.turning(cursor, limit, stage=stage, holder=holder, as_of=as_of)
    after = turn.after(UUID)
    async with reader.reading() as read:
        rows = await authorities.page(
            read, reader.scope, stage=stage, holder=holder, day=as_of, after=after, limit=limit
        )
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "grant_id")


@router.get("/my/grants", operation_id="list_own_grants")
async def own(reader: Own) -> list[dict[str, Any]]:
    """What the caller holds or held, what was delegated to him and what he delegated, the newest first."""
    async with reader.reading() as read:
        return [dict(row) for row in await authorities.of_person(read, reader.caller.subject)]


async def held(handle: Handle, holder: str, but: UUID) -> tuple[Role, ...]:
    """The other roles of somebody, as the read model shows them."""
    async with handle.reading() as read:
        return await authorities.held(read, holder, handle.today, but=but)
