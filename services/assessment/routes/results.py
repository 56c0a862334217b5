"""Annual results over HTTP: one by one, or all of a county and year as an operation."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Response

from services.assessment.domain.annual_result import Stage
from services.assessment.domain.results import ConfirmResult, PubliciseResult
from services.assessment.domain.streams import RESULT
from services.assessment.domain.terms import CountyYear
from services.assessment.projections import assessees, results
from services.assessment.rights import CONFIRM_RESULTS, PROPOSE_RESULTS, SEE_RESULTS
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath, Year
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.operations import ACCEPTED, accepted
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import BULK

router = APIRouter(tags=["results"])
Officer = Annotated[Handle, Depends(handler(RESULT, may=PROPOSE_RESULTS))]
OfficerForAll = Annotated[Handle, Depends(handler(RESULT, may=PROPOSE_RESULTS, at_most=BULK))]
Approver = Annotated[Handle, Depends(handler(RESULT, may=CONFIRM_RESULTS))]
ApproverForAll = Annotated[Handle, Depends(handler(RESULT, may=CONFIRM_RESULTS, at_most=BULK))]
Reader = Annotated[Reading, Depends(reader(may=SEE_RESULTS))]


@record
class ForCounty:
    """All results of a county and year."""

    county: RegionPath
    year: Year


@router.post("/county-results/openings", status_code=202, operation_id="open_results", responses=ACCEPTED)
async def open_all(command: Asked[ForCounty], handle: OfficerForAll) -> Response:
    """Open a result for everybody employed in the county long enough in the year, under its issued scheme."""
    return await _county(handle, "open-results", command)


@router.post("/county-results/proposals", status_code=202, operation_id="propose_results", responses=ACCEPTED)
async def propose_all(command: Asked[ForCounty], handle: OfficerForAll) -> Response:
    """Rank everybody with all scores and propose results by the frozen scheme, within its quota of EXCELLENT."""
    return await _county(handle, "propose-results", command)


@router.post("/county-results/publications", status_code=202, operation_id="publicise_results", responses=ACCEPTED)
async def publicise_all(command: Asked[ForCounty], handle: OfficerForAll) -> Response:
    """Show everything proposed to the public from today."""
    return await _county(handle, "publicise-results", command)


@router.post("/county-results/confirmations", status_code=202, operation_id="confirm_results", responses=ACCEPTED)
async def confirm_all(command: Asked[ForCounty], handle: ApproverForAll) -> Response:
    """Confirm everything whose publicity ended; whoever proposed cannot confirm."""
    return await _county(handle, "confirm-results", command)


async def _county(handle: Handle, kind: str, command: ForCounty) -> Response:
    county = Region(command.county)
    handle.require(county)
    return await accepted(handle, kind, CountyYear(county=county, year=command.year), region=county)


@router.post("/results/{result_id}/publications", status_code=201, operation_id="publicise_result")
async def publicise(result_id: UUID, command: Asked[PubliciseResult], handle: Officer) -> Receipt:
    """Show one proposed result to the public, from a day on."""
    return await handle(result_id, command)


@router.post("/results/{result_id}/confirmations", status_code=201, operation_id="confirm_result")
async def confirm(result_id: UUID, command: Asked[ConfirmResult], handle: Approver) -> Receipt:
    """Confirm one result after its publicity ended. The body is an empty object."""
    return await handle(result_id, command)


@router.get("/results", operation_id="list_results")
async def listed(
    year: Year, reader: Reader, stage: Stage | None = None, lacking_scores: bool = False, limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[dict[str, Any]]:  # fmt: skip
    """Results of the year in the caller's regions, with names; `lacking_scores`: open ones with a head not scored."""
    turn = reader.turning(cursor, limit, year=year, stage=stage, lacking_scores=lacking_scores)
    after = turn.after(UUID)
    async with reader.reading() as read:
        rows = await results.page(
            read, reader.scope, year, stage=stage, lacking_scores=lacking_scores, after=after, limit=limit
        )
        names = await assessees.names(read, {row["worker_id"] for row in rows})
    where = {row["worker_id"]: Region(row["region"]) for row in rows}
    opened = await reader.opened([Personal(id, where[id], "personnel.worker.name", name) for id, name in names.items()])
    shown = dict(zip(names, opened, strict=True))
    items = [{**row, "name": shown.get(row["worker_id"])} for row in rows]
    return turn.page(items, rows, "result_id")


@router.get("/results/{result_id}", operation_id="read_result")
async def found(result_id: UUID, reader: Reader) -> dict[str, Any]:
    async with reader.reading() as read:
        row = await results.find(read, result_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["region"]))
    return dict(row)


@router.get("/workers/{worker_id}/results", operation_id="read_results_of_worker")
async def of_worker(worker_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """A person's results in the caller's regions, the latest year first."""
    async with reader.reading() as read:
        rows = await results.of_worker(read, worker_id)
    return [dict(row) for row in rows if reader.may_see(Region(row["region"]))]


@router.get("/result-counts", operation_id="count_results")
async def counted(year: Year, reader: Reader) -> list[dict[str, Any]]:
    """How many results of the year stand where, by stage and outcome, in the caller's regions."""
    async with reader.reading() as read:
        return [dict(row) for row in await results.counts(read, reader.scope, year)]
