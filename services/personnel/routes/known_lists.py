"""Lists as they were known over HTTP: an operation reads the log and answers with a file."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response

from services.personnel.domain.known_lists import KnownList, ListAsKnown
from services.personnel.domain.streams import AUTHORITY, EMPLOYMENT
from services.personnel.rights import LISTS_AS_KNOWN, SEE_AUTHORITIES
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked, Moment, RegionPath, instant
from shared.web.handles import Handle, handler
from shared.web.operations import ACCEPTED, accepted
from shared.web.rates import BULK

router = APIRouter(tags=["files"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=LISTS_AS_KNOWN, at_most=BULK))]
Auditor = Annotated[Handle, Depends(handler(AUTHORITY, may=SEE_AUTHORITIES, at_most=BULK))]
OfficersList = Literal["ROSTER", "APPOINTMENTS", "QUOTA_LEDGER", "GRADE_SCHEMES", "BORROWINGS", "SECONDMENTS"]


@record
class ListToRecall:
    """`known_at` is an instant that has come, with its offset; without `as_of` the list is of today."""

    list: OfficersList
    region: RegionPath
    known_at: Moment
    as_of: date | None = None


@record
class GrantsToRecall:
    """As `ListToRecall`."""

    region: RegionPath
    known_at: Moment
    as_of: date | None = None


@router.post("/lists-as-known", status_code=202, operation_id="recall_list", responses=ACCEPTED)
async def recall(command: Asked[ListToRecall], handle: Officer) -> Response:
    """A list of a region on a day, as it was known at an instant: list.json beside the operation. The roster, the posts held, the
    quota ledger, the grade schemes in force, who was borrowed, who was sent to a community.
    """
    return await _recalled(handle, "list-as-known", KnownList(command.list), command)


@router.post("/grants-as-known", status_code=202, operation_id="recall_grants", responses=ACCEPTED)
async def recall_grants(command: Asked[GrantsToRecall], handle: Auditor) -> Response:
    """Who could do what in a region on a day, as it was known at an instant: list.json beside the operation."""
    return await _recalled(handle, "grants-as-known", KnownList.GRANTS, command)


async def _recalled(handle: Handle, kind: str, what: KnownList, command: ListToRecall | GrantsToRecall) -> Response:
    region = Region(command.region)
    handle.require(region)
    known_at = instant(command.known_at)
    if known_at > handle.runtime.clock.now():
        raise Rejected("known-lists.future", field="/known_at")
    asked = ListAsKnown(list=what, region=region, as_of=command.as_of or handle.today, known_at=known_at)
    return await accepted(handle, kind, asked, region=region)
