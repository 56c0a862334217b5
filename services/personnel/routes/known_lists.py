"""Lists as they were known over HTTP: an operation reads the log and answers with a file."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from services.personnel.domain.known_lists import KnownList, ListAsKnown
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.rights import LISTS_AS_KNOWN
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked, Moment, RegionPath, instant
from shared.web.handles import Handle, handler
from shared.web.operations import ACCEPTED, accepted
from shared.web.rates import BULK

router = APIRouter(tags=["files"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=LISTS_AS_KNOWN, at_most=BULK))]


@record
class ListToRecall:
    """`known_at` is an instant that has come, with its offset; without `as_of` the list is of today."""

    list: KnownList
    region: RegionPath
    known_at: Moment
    as_of: date | None = None


@router.post("/lists-as-known", status_code=202, operation_id="recall_list", responses=ACCEPTED)
async def recall(command: Asked[ListToRecall], handle: Officer) -> Response:
    """The roster, the posts held or the quota ledger of a region on a day, as it was known at an instant: list.json beside the
    operation."""
    region = Region(command.region)
    handle.require(region)
    known_at = instant(command.known_at)
    if known_at > handle.runtime.clock.now():
        raise Rejected("known-lists.future", field="/known_at")
    asked = ListAsKnown(list=command.list, region=region, as_of=command.as_of or handle.today, known_at=known_at)
    return await accepted(handle, "list-as-known", asked, region=region)
