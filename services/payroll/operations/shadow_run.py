"""The old system's sheet beside a run: read, matched, compared to the fen; each difference waits for its cause."""

import asyncio
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from python_calamine import CalamineError, CalamineWorkbook

from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.shadow_runs import CompareRun, RecordComparison
from services.payroll.domain.shadow_sheet import OurSlip, amounts_of, compare, read_sheet
from services.payroll.domain.streams import SHADOW_RUN
from services.payroll.projections import entitlements, payslips, runs
from shared.crypto import content_digest
from shared.draft import Ask
from shared.ids import derived_id
from shared.kernel import NATION, Region, Rejected, Scope
from shared.operations import Work
from shared.web.disclosure import used

NAME: Final = "personnel.worker.name"
PAGE: Final = 5_000
MOST_DIFFERENCES: Final = 20_000
ANYWHERE: Final = Scope.of((NATION,))


async def compare_run(work: Work) -> dict[str, Any]:
    """Outcome: shadow_run_id, rows, people, equal, differences."""
    asked: CompareRun = work.request(CompareRun)
    sheet = await work.file("input") or b""
    rows, unread = read_sheet(await asyncio.to_thread(_cells, sheet))
    await work.caught_up()
    async with work.service.engine.connect() as read:
        run = await runs.find(read, asked.run_id)
        if run is None or run["stage"] in (RunStage.OPEN.value, RunStage.INPUTS_FROZEN.value, RunStage.DISCARDED.value):
            raise Rejected("shadow-runs.run")
    found = await asyncio.to_thread(compare, rows, unread, await _slips(work, asked.run_id))
    if len(found.differences) > MOST_DIFFERENCES:
        raise Rejected("shadow-runs.another-run", count=len(found.differences))
    command = RecordComparison(
        run_id=asked.run_id, unit=Region(run["unit"]), month=run["month"],
        sheet=content_digest(sheet), rows=found.rows, people=found.people, equal=found.equal,
        old_net_fen=found.old_net_fen, new_net_fen=found.new_net_fen, differences=found.differences,
    )  # fmt: skip
    id = derived_id("payroll.shadow-run", str(work.operation.operation_id))
    await work.record(Ask(stream=SHADOW_RUN, to=id, command=command, region=command.unit))
    return {
        "shadow_run_id": str(id), "rows": found.rows, "people": found.people, "equal": found.equal,
        "differences": len(found.differences),
    }  # fmt: skip


HANDLERS: Final = {"compare-run": compare_run}


def _cells(sheet: bytes) -> list[list[Any]]:
    try:
        return CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as broken:
        raise Rejected("shadow-runs.not-a-workbook") from broken


async def _slips(work: Work, run_id: UUID) -> Sequence[OurSlip]:
    """Every slip of the run; names only to find whose row it is."""
    async with work.service.engine.connect() as read:
        rows = await payslips.all_of_run(read, run_id)
        sealed = await entitlements.names(read, [row["worker_id"] for row in rows])
    opened = await used(work.service, [(id, NAME, name) for id, name in sealed.items()])
    names = dict(zip(sealed, opened, strict=True))
    issued = await payslips.issued(work.handling.log, [row["payslip_id"] for row in rows])
    return [
        OurSlip(
            worker_id=row["worker_id"], name=names.get(row["worker_id"]),
            amounts=amounts_of(
                [(line.component.value, line.amount_fen) for line in issued[row["payslip_id"]].lines],
                row["net_fen"], row["gross_fen"],
            ),
        )
        for row in rows
    ]  # fmt: skip
