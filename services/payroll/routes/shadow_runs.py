"""Shadow runs over HTTP: the old system's sheet goes in, differences come out, get their cause, are signed off."""

from collections.abc import Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from services.payroll.domain.shadow_runs import ClassifyDifferences, CompareRun, SignOff
from services.payroll.domain.streams import SHADOW_RUN
from services.payroll.projections import runs, shadow_runs
from services.payroll.rights import COMPARE_RUNS, SEE_PAY, SIGN_OFF_SHADOWS
from shared.handling import Receipt
from shared.kernel import Region, to_yuan
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.operations import ACCEPTED, accepted
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import BULK

router = APIRouter(tags=["shadow runs"])
SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOK: Final = {"type": "string", "format": "binary"}
Importer = Annotated[Handle, Depends(handler(SHADOW_RUN, may=COMPARE_RUNS, at_most=BULK))]
Finance = Annotated[Handle, Depends(handler(SHADOW_RUN, may=COMPARE_RUNS))]
Approver = Annotated[Handle, Depends(handler(SHADOW_RUN, may=SIGN_OFF_SHADOWS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]


@router.post(
    "/runs/{run_id}/shadow-runs", status_code=202, operation_id="compare_run_with_sheet", responses=ACCEPTED,
    openapi_extra={"requestBody": {"required": True, "content": {SHEET: {"schema": WORKBOOK}}}},
)  # fmt: skip
async def compare(run_id: UUID, request: Request, handle: Importer) -> Response:
    """The body is the old system's workbook for the month of a calculated run: 姓名 or 人员编号, 实发工资, and any of 基本工资, 绩效工资,
    证书津贴, 应发工资, 养老保险, 医疗保险, 失业保险, 住房公积金, 个人所得税. The outcome names the shadow run."""
    async with handle.reading() as read:
        run = await runs.find(read, run_id)
    if run is None:
        raise HTTPException(404)
    unit = Region(run["unit"])
    handle.require(unit)
    return await accepted(
        handle, "compare-run", CompareRun(run_id=run_id), region=unit, files={"input": await request.body()}
    )


@router.get("/shadow-runs", operation_id="list_shadow_runs")
async def listed(reader: Reader, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Comparisons in the caller's regions, each with how many differences have no cause yet."""
    turn = reader.turning(cursor, limit)
    async with reader.reading() as read:
        rows = await shadow_runs.page(read, reader.scope, after=turn.after(UUID), limit=limit)
    return turn.page([_amounts(row) for row in rows], rows, "shadow_run_id")


@router.get("/shadow-runs/{shadow_run_id}/differences", operation_id="list_differences")
async def differences(
    shadow_run_id: UUID, reader: Reader, unclassified: Annotated[bool, Query()] = False, limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[dict[str, Any]]:  # fmt: skip
    """Row by row of the sheet what differs from the slips, with the cause it was given."""
    turn = reader.turning(cursor, limit, unclassified=unclassified, of=shadow_run_id)
    async with reader.reading() as read:
        found = await shadow_runs.find(read, shadow_run_id)
        if found is None:
            raise HTTPException(404)
        reader.require(Region(found["unit"]))
        rows = await shadow_runs.differences(
            read, shadow_run_id, after=turn.after(int) or 0, limit=limit, open_only=unclassified
        )
    people = dict.fromkeys(row["worker_id"] for row in rows if row["worker_id"] is not None)
    await reader.opened((), pay=[(id, Region(found["unit"])) for id in people])
    return turn.page([_amounts(row) for row in rows], rows, "number")


@router.post("/shadow-runs/{shadow_run_id}/classifications", status_code=201, operation_id="classify_differences")
async def classify(shadow_run_id: UUID, command: Asked[ClassifyDifferences], handle: Finance) -> Receipt:
    """Give differences their cause."""
    return await handle(shadow_run_id, command)


@router.post("/shadow-runs/{shadow_run_id}/sign-offs", status_code=201, operation_id="sign_off_shadow_run")
async def sign_off(shadow_run_id: UUID, command: Asked[SignOff], handle: Approver) -> Receipt:
    """Every difference has its cause: signed by somebody who neither compared nor classified."""
    return await handle(shadow_run_id, command)


def _amounts(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Fen become decimal strings."""
    return {
        name.removesuffix("_fen"): to_yuan(value) if name.endswith("_fen") and value is not None else value
        for name, value in row.items()
    }
