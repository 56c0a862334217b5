"""Statistics over HTTP: frozen, corrected, read as JSON and as the printed sheet, counted again."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Response

from services.personnel.domain.policies import Policies
from services.personnel.domain.statistics import Freezing, Reproducing
from services.personnel.domain.statistics_forms import due
from services.personnel.domain.streams import STATISTIC
from services.personnel.projections import statistics
from services.personnel.projections.statistics_sheet import workbook
from services.personnel.rights import FREEZE_STATISTICS, SEE_STATISTICS
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.operations import ACCEPTED, accepted
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import BULK

router = APIRouter(prefix="/statistics", tags=["statistics"])
Officer = Annotated[Handle, Depends(handler(STATISTIC, may=FREEZE_STATISTICS, at_most=BULK))]
Reader = Annotated[Reading, Depends(reader(may=SEE_STATISTICS))]
Version = Annotated[int | None, Query(ge=1, le=1_000_000)]
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTES = {"type": "string", "format": "binary"}


@record
class StatisticsToFreeze:
    """`period` as the form is due: 2027-06, 2027-Q2, 2027-H1 or 2027. `reason` where a version is there already."""

    region: RegionPath
    form: str
    period: str
    reason: str = ""


@record
class Reproduction:
    version: int


@router.post("", status_code=202, operation_id="freeze_statistics", responses=ACCEPTED)
async def freeze(command: Asked[StatisticsToFreeze], handle: Officer) -> Response:
    """Count a form for a region and a period that is over, and freeze it; counted again later it becomes a new version."""
    region = Region(command.region)
    handle.require(region)
    policies: Policies = await handle.runtime.policies_for(STATISTIC.type, region)
    due(policies.statistics_forms.on(handle.today), command.form, command.period, handle.today)
    asked = Freezing(region=region, form=command.form, period=command.period, reason=command.reason)
    return await accepted(handle, "freeze-statistics", asked, region=region)


@router.post("/{statistic_id}/reproductions", status_code=202, operation_id="reproduce_statistics", responses=ACCEPTED)
async def reproduce(statistic_id: UUID, command: Asked[Reproduction], handle: Officer) -> Response:
    """Count a version again from the log as far as it was read then: the outcome says whether every byte is the same."""
    async with handle.reading() as read:
        newest = await statistics.find(read, statistic_id, None)
    if newest is None:
        raise HTTPException(404)
    region = Region(newest["region"])
    handle.require(region)
    if not 1 <= command.version <= newest["version"]:
        raise Rejected("statistics.unknown-version", field="/version")
    asked = Reproducing(statistic_id=statistic_id, version=command.version)
    return await accepted(handle, "reproduce-statistics", asked, region=region)


@router.get("", operation_id="list_statistics")
async def listed(
    reader: Reader,
    period: Annotated[str | None, Query(max_length=10)] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[dict[str, object]]:
    """What was frozen in the caller's regions, every version, by region."""
    turn = reader.turning(cursor, limit, period=period)
    after = turn.after(str, UUID, int)
    async with reader.reading() as read:
        rows = await statistics.listed(read, reader.scope, period=period, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "region", "statistic_id", "version")


@router.get("/{statistic_id}", operation_id="read_statistics", response_class=Response, responses={
    200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "The filled-in form"},
})  # fmt: skip
async def one(statistic_id: UUID, reader: Reader, version: Version = None) -> Response:
    """The figures as they were frozen, to the byte; the newest version unless one is named. `Digest` is the hash of the bytes."""
    content, digest = await _found(statistic_id, version, reader)
    return Response(content.encode(), media_type="application/json", headers={"digest": digest})


@router.get("/{statistic_id}/workbook", operation_id="read_statistics_workbook", response_class=Response, responses={
    200: {"content": {SHEET: {"schema": BYTES}}, "description": "The printed sheet"},
})  # fmt: skip
async def sheet(statistic_id: UUID, reader: Reader, version: Version = None) -> Response:
    """The same figures in the official layout; the same version gives the same bytes."""
    content, _ = await _found(statistic_id, version, reader)
    return Response(workbook(content), media_type=SHEET)


async def _found(statistic_id: UUID, version: int | None, reader: Reading) -> tuple[str, str]:
    async with reader.reading() as read:
        row = await statistics.find(read, statistic_id, version)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["region"]))
    return row["content"], row["digest"]
