"""One file of an approved run: every row opened for this purpose and recorded, the bytes hashed, kept sealed for those who fetch it."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from services.payroll.domain.receipt_events import ReceiptKind
from services.payroll.domain.run_files import WRITABLE, RecordRunFile, WriteRunFile
from services.payroll.domain.run_sheets import Sheet, sums
from services.payroll.domain.streams import RUN
from services.payroll.operations.run_file_rows import PURPOSES, opened
from services.payroll.projections import control_sums, runs
from shared.access_ledger.ledger import Reader, Seen
from shared.crypto import content_digest
from shared.draft import Ask
from shared.kernel import Region, Rejected
from shared.operations import Work

MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The same in every file: when it was made says the log."""


async def write_run_file(work: Work) -> dict[str, Any]:
    """Outcome: the file's name, hash, people and sum; the same for ever once somebody was given it. `lacking`: rows without the
    account or the national id that their receiver needs."""
    asked: WriteRunFile = work.request(WriteRunFile)
    await work.caught_up()
    async with work.service.engine.connect() as read:
        run = await runs.find(read, asked.run_id)
        if run is None or run["stage"] not in [stage.value for stage in WRITABLE]:
            raise Rejected("run-files.not-approved")
        expected = (await control_sums.of_run(read, run, (asked.kind,)))[asked.kind]
    found = await opened(work, run, asked.kind)
    body = await asyncio.to_thread(workbook, found.sheets)
    people, total = sums(found.sheets)
    name = f"{asked.kind.value.lower()}-{run['month']}.xlsx"
    command = RecordRunFile(
        kind=asked.kind, name=name, digest=content_digest(body), people=people, total_fen=total,
        expected_people=expected.people, expected_fen=expected.total_fen, work=work.operation.operation_id,
    )  # fmt: skip
    await work.record(Ask(stream=RUN, to=asked.run_id, command=command))
    await _seen(work, asked.kind, found.seen)
    await work.keep_file(name, body)
    return {
        "run_id": str(asked.run_id),
        "kind": asked.kind.value,
        "file": name,
        "digest": command.digest,
        "people": people,
        "lacking": found.lacking,
    }


HANDLERS: Final = {"write-run-file": write_run_file}


def workbook(found: Sequence[Sheet]) -> bytes:
    """The same bytes for the same rows: no clock, no author, cells of text but for amounts."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": MADE.replace(tzinfo=None)})
        money = book.add_format({"num_format": "0.00"})
        for sheet in found:
            page = book.add_worksheet(sheet.title)
            for column, title in enumerate(sheet.headers):
                page.write_string(0, column, title)
            for n, row in enumerate(sheet.rows, 1):
                for column, cell in enumerate(row):
                    if column in sheet.amounts:
                        page.write_number(n, column, Decimal(cell), money)
                    else:
                        page.write_string(n, column, cell)
    return made.getvalue()


async def _seen(work: Work, kind: ReceiptKind, seen: Sequence[Seen]) -> None:
    """Names, numbers and amounts leave in this file: recorded for each person before anybody can fetch it."""
    region = Region(work.operation.region)
    reader = Reader(
        subject=work.operation.owner, roles=("finance",), region=region, purpose=PURPOSES.get(kind, "tax-and-insurance"),
        operation="write_run_file", correlation=work.operation.operation_id,
    )  # fmt: skip
    await work.service.accesses.record(reader, seen)
