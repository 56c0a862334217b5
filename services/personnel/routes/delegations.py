"""Delegated duties over HTTP: offered by the holder of a grant, accepted by the deputy, ended by either or by an administrator."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.authority import Authority
from services.personnel.domain.delegations import AcceptDuty, DelegateDuty, Delegation, EndDelegation
from services.personnel.domain.streams import AUTHORITY, DELEGATION
from services.personnel.projections import authorities
from services.personnel.rights import KEEP_AUTHORITIES, OWN_DUTIES
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Role, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/delegations", tags=["authorities"])
Own = Annotated[Handle, Depends(handler(DELEGATION, may=OWN_DUTIES))]
Administrator = Annotated[Handle, Depends(handler(DELEGATION, may=KEEP_AUTHORITIES))]


@record
class NewDelegation:
    """The whole of one's own grant, or what of it lies in `region`, for the days from `starts` to `ends`."""

    grant_id: UUID
    deputy: str
    region: RegionPath
    starts: date
    ends: date
    basis: str


@record
class Reason:
    reason: str


@record
class Acceptance:
    """An empty object: what is accepted stands in the log."""


@router.post("", status_code=201, operation_id="delegate_duty")
async def delegate(command: Asked[NewDelegation], handle: Own) -> Receipt:
    """Offer a duty of one's own to a deputy; it gives nothing until he accepts."""
    id, region = handle.new_id("delegation"), Region(command.region)

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(AUTHORITY, command.grant_id)])
        grant: Authority = draft.state(AUTHORITY, command.grant_id)
        duty = DelegateDuty(
            delegation_id=id, deputy=command.deputy, region=region, starts=command.starts, ends=command.ends,
            basis=command.basis, grant=grant, inside=handle.at(grant.region).covers(region),
            held=await _held(handle, command.deputy, id),
        )  # fmt: skip
        return [Ask(stream=DELEGATION, to=id, command=duty, region=region)]

    return await handle.all(asks)


@router.post("/{delegation_id}/acceptances", status_code=201, operation_id="accept_duty")
async def accept(delegation_id: UUID, command: Asked[Acceptance], handle: Own) -> Receipt:
    """Accept a duty offered to the caller: from its first day on he may act with the header On-Behalf-Of."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(DELEGATION, delegation_id)])
        delegation: Delegation = draft.state(DELEGATION, delegation_id)
        roles = () if delegation.offer is None else await _held(handle, delegation.offer.deputy, delegation_id)
        return [Ask(stream=DELEGATION, to=delegation_id, command=AcceptDuty(held=roles))]

    return await handle.all(asks)


@router.post("/{delegation_id}/endings", status_code=201, operation_id="end_delegation")
async def end(delegation_id: UUID, command: Asked[Reason], handle: Own) -> Receipt:
    """Principal or deputy ends it, accepted or not."""
    return await handle(delegation_id, EndDelegation(reason=command.reason, as_authority=False))


@router.post("/{delegation_id}/revocations", status_code=201, operation_id="revoke_delegation")
async def revoke(delegation_id: UUID, command: Asked[Reason], handle: Administrator) -> Receipt:
    """A security administrator ends it."""
    return await handle(delegation_id, EndDelegation(reason=command.reason, as_authority=True))


async def _held(handle: Handle, deputy: str, but: UUID) -> tuple[Role, ...]:
    async with handle.reading() as read:
        return await authorities.held(read, deputy, handle.today, but=but)
