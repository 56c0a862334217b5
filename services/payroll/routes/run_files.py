"""Files of a run over HTTP: written as long work, fetched from its operation, listed with their hashes."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Response

from services.payroll.domain.receipt_events import ReceiptKind
from services.payroll.domain.run_files import WRITABLE, WriteRunFile
from services.payroll.domain.streams import RUN
from services.payroll.projections import run_files, runs
from services.payroll.rights import RUN_PAY, SEE_PAY
from shared.kernel import Region, Rejected, record, to_yuan
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.operations import ACCEPTED, accepted, room_for
from shared.web.rates import BULK

router = APIRouter(prefix="/runs/{run_id}/files", tags=["runs"])
Finance = Annotated[Handle, Depends(handler(RUN, may=RUN_PAY, at_most=BULK))]
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]


@record
class NewRunFile:
    """Which file: for the bank, the tax client, the insurances or the fund."""

    kind: ReceiptKind


@record
class ShownRunFile:
    """`operation_id` first wrote it: the file is among that operation's files for as long as files are kept, then written anew."""

    kind: str
    name: str
    digest: str
    people: int
    total: str
    operation_id: UUID
    written_on: date
    written_by: str


@router.post("", status_code=202, operation_id="write_run_file", responses=ACCEPTED)
async def write(run_id: UUID, command: Asked[NewRunFile], handle: Finance) -> Response:
    """Write a file of an approved run. Everybody in it is told, in the ledger of accesses, that name, account and amounts were
    opened for it; written again it is the same to the byte, or refused."""
    await handle.find(run_id)
    async with handle.reading() as read:
        row = await runs.find(read, run_id)
    if row is None:
        raise HTTPException(404)
    if row["stage"] not in [stage.value for stage in WRITABLE]:
        raise Rejected("run-files.not-approved")
    await room_for(handle, "write-run-file")
    asked = WriteRunFile(run_id=run_id, kind=command.kind)
    return await accepted(handle, "write-run-file", asked, region=Region(row["unit"]))


@router.get("", operation_id="list_run_files")
async def listed(run_id: UUID, reader: Reader) -> list[ShownRunFile]:
    """What was handed out of a run, with the hash of each file."""
    async with reader.reading() as read:
        row = await runs.find(read, run_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["unit"]))
        found = await run_files.of_run(read, run_id)
    names = ("kind", "name", "digest", "people", "operation_id", "written_on", "written_by")
    return [ShownRunFile(**{n: each[n] for n in names}, total=to_yuan(each["total_fen"])) for each in found]
