"""One file of an approved run: every row opened for this purpose and recorded, the bytes hashed, kept sealed for those who fetch it."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Final
from uuid import UUID

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from services.payroll.domain.payslips import PayslipIssued
from services.payroll.domain.receipt_events import ReceiptKind
from services.payroll.domain.run_files import WRITABLE, RecordRunFile, WriteRunFile
from services.payroll.domain.run_sheets import Payee, Sheet, sheets, sums
from services.payroll.domain.streams import RUN
from services.payroll.operations.pay_run import WAIT_SECONDS
from services.payroll.projections import bank_accounts, control_sums, entitlements, payslips, runs
from shared.access_ledger.ledger import Reader, Seen
from shared.access_ledger.reading import Shown
from shared.crypto import content_digest
from shared.draft import Ask
from shared.kernel import NATION, Region, Rejected, Scope, Sealed
from shared.operations import Work
from shared.web.disclosure import PAY, used

NAME, NUMBER = "personnel.worker.name", "payroll.entitlement.bank_account"
PURPOSES: Final = {ReceiptKind.BANK: "payment"}
MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The same in every file: when it was made says the log."""
PAGE: Final = 5_000
ANYWHERE: Final = Scope.of((NATION,))


async def write_run_file(work: Work) -> dict[str, Any]:
    """Outcome: the file's name, hash, people and sum; the same for ever once somebody was given it."""
    asked: WriteRunFile = work.request(WriteRunFile)
    await work.service.positions.reached(await work.handling.log.head(), timeout=WAIT_SECONDS)
    async with work.service.engine.connect() as read:
        run = await runs.find(read, asked.run_id)
        if run is None or run["stage"] not in [stage.value for stage in WRITABLE]:
            raise Rejected("run-files.not-approved")
        expected = (await control_sums.of_run(read, asked.run_id))[asked.kind]
        rows = await payslips.all_of_run(read, asked.run_id)
        names = await entitlements.names(read, [row["worker_id"] for row in rows])
        workers = [row["worker_id"] for row in rows if asked.kind is ReceiptKind.BANK]
        held = await bank_accounts.held(read, workers, known_at=run["known_at"])
    payees = await _payees(work, rows, names, held)
    found = sheets(asked.kind, payees, run["month"])
    body = await asyncio.to_thread(workbook, found)
    people, total = sums(found)
    name = f"{asked.kind.value.lower()}-{run['month']}.xlsx"
    command = RecordRunFile(
        kind=asked.kind, name=name, digest=content_digest(body), people=people, total_fen=total,
        expected_people=expected.people, expected_fen=expected.total_fen, work=work.operation.operation_id,
    )  # fmt: skip
    await work.record(Ask(stream=RUN, to=asked.run_id, command=command))
    await _seen(work, asked.kind, {row["worker_id"]: Region(row["employer"]) for row in rows}, set(held))
    await work.keep_file(name, body)
    return {
        "run_id": str(asked.run_id),
        "kind": asked.kind.value,
        "file": name,
        "digest": command.digest,
        "people": people,
    }


HANDLERS: Final = {"write-run-file": write_run_file}


async def _payees(
    work: Work, rows: Sequence[Any], names: Mapping[UUID, Sealed], held: Mapping[UUID, bank_accounts.HeldAccount]
) -> list[Payee]:
    """Opened for the file only; nothing of it goes into a log line or an event."""
    clear = await used(work.service, [(id, NAME, name) for id, name in names.items()])
    numbers = await used(work.service, [(id, NUMBER, each.number) for id, each in held.items()])
    issued = await payslips.issued(work.handling.log, [row["payslip_id"] for row in rows])
    name_of, number_of = dict(zip(names, clear, strict=True)), dict(zip(held, numbers, strict=True))
    return [
        Payee(
            worker_id=id, name=name_of.get(id), account=number_of.get(id), bank=held[id].bank if id in held else None,
            net_fen=row["net_fen"], tax_fen=row["tax_fen"], lines=_plain(issued[row["payslip_id"]]),
        )
        for row in rows
        for id in (row["worker_id"],)
    ]  # fmt: skip


def _plain(slip: PayslipIssued) -> list[tuple[str, str, int]]:
    return [(line.component.value, line.for_month, line.amount_fen) for line in slip.lines]


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


async def _seen(work: Work, kind: ReceiptKind, people: dict[UUID, Region], with_account: set[UUID]) -> None:
    """Names, accounts and amounts leave in this file: recorded for each person before anybody can fetch it."""
    region = Region(work.operation.region)
    reader = Reader(
        subject=work.operation.owner, roles=("finance",), region=region, purpose=PURPOSES.get(kind, "tax-and-insurance"),
        operation="write_run_file", correlation=work.operation.operation_id,
    )  # fmt: skip
    seen = [Seen(id, where, NAME, Shown.FILE) for id, where in people.items()]
    seen += [Seen(id, people[id], NUMBER, Shown.FILE) for id in with_account]
    await work.service.accesses.record(
        reader, [*seen, *(Seen(id, where, PAY, Shown.FILE) for id, where in people.items())]
    )
