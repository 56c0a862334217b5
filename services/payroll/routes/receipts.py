"""Receipts over HTTP: control sums of a run's files, what came back, differences and how they were settled."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.payroll.domain.final_pay import SettleFinalPay
from services.payroll.domain.receipt_events import ReceiptKind
from services.payroll.domain.receipts import RecordReceipt, ReturnedAmount, SettleDifference
from services.payroll.domain.streams import ENTITLEMENT, RUN
from services.payroll.projections import control_sums, final_pay, order_payees, run_checks, runs
from services.payroll.rights import RUN_PAY, SEE_PAY
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import Region, record, to_yuan
from shared.web.asked import Asked, Yuan
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/runs/{run_id}", tags=["runs"])
Finance = Annotated[Handle, Depends(handler(RUN, may=RUN_PAY))]
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]


@record
class Returned:
    """A payment that came back, or an entry refused, with the receiver's reason."""

    worker_id: UUID
    amount: Yuan
    reason: str


@record
class NewReceipt:
    """`people` and `total` were accepted besides what is returned; `reference` is the receiver's number."""

    kind: ReceiptKind
    reference: str
    received_on: date
    people: int
    total: Yuan
    returned: tuple[Returned, ...] = ()


@record
class Settlement:
    kind: ReceiptKind
    number: int
    note: str


@record
class ControlSums:
    """People and sum of each file of the run."""

    kind: ReceiptKind
    people: int
    total: str
    currency: str


@record
class ShownDifference:
    """`number` names it within its receipt; settled where `settled_by` is said."""

    kind: str
    number: int
    worker_id: UUID | None
    expected: str
    told: str
    reason: str
    note: str | None
    settled_by: str | None


@record
class ShownReceipt:
    kind: str
    reference: str
    received_on: date
    people: int
    total: str
    recorded_by: str
    differences: tuple[ShownDifference, ...]


@router.post("/receipts", status_code=201, operation_id="record_receipt")
async def record_receipt(run_id: UUID, command: Asked[NewReceipt], handle: Finance) -> Receipt:
    """What bank, tax office, insurances or fund answered: the bank's makes the run paid, the tax office's declared. What
    differs from the run waits on the work list; the last wages of those who left are settled."""
    await handle.find(run_id)
    async with handle.reading() as read:
        row = await runs.find(read, run_id)
        if row is None:
            raise HTTPException(404)
        expected = (await control_sums.of_run(read, row, (command.kind,)))[command.kind]
        workers = [each.worker_id for each in command.returned]
        amounts = await control_sums.of_worker(read, run_id, command.kind, workers) if workers else {}
        banked = command.kind is ReceiptKind.BANK
        withheld = await order_payees.payments(read, row) if banked else []
        leavers = await final_pay.paid_by(read, row) if banked else []
    returned = tuple(
        ReturnedAmount(
            worker_id=r.worker_id, told_fen=r.amount, expected_fen=amounts.get(r.worker_id, 0), reason=r.reason
        )
        for r in command.returned
    )
    asked = RecordReceipt(
        kind=command.kind, reference=command.reference, day=command.received_on, people=command.people,
        total_fen=command.total, expected_people=expected.people, expected_fen=expected.total_fen, returned=returned,
        withheld=tuple(withheld),
    )  # fmt: skip
    paid = [Ask(stream=RUN, to=run_id, command=asked)]
    back = set(workers)
    paid += [
        Ask(
            stream=ENTITLEMENT, to=each.worker_id,
            command=SettleFinalPay(employment_id=each.employment_id, run_id=run_id, paid_on=command.received_on),
        )
        for each in leavers
        if each.worker_id not in back
    ]  # fmt: skip
    return await handle.all(paid)


@router.post("/settled-differences", status_code=201, operation_id="settle_difference")
async def settle(run_id: UUID, command: Asked[Settlement], handle: Finance) -> Receipt:
    """Say how a difference was settled; a run is closed when none is left."""
    return await handle(run_id, SettleDifference(kind=command.kind, number=command.number, note=command.note))


@router.get("/control-sums", operation_id="read_control_sums")
async def sums(run_id: UUID, reader: Reader) -> list[ControlSums]:
    """What each file of the run comes to; together they are the run."""
    async with reader.reading() as read:
        found = await control_sums.of_run(read, await _seen(reader, await runs.find(read, run_id)))
    return [
        ControlSums(kind=kind, people=found[kind].people, total=to_yuan(found[kind].total_fen), currency="CNY")
        for kind in ReceiptKind
    ]


@router.get("/receipts", operation_id="list_receipts")
async def listed(run_id: UUID, reader: Reader) -> list[ShownReceipt]:
    """What came back for the run, each with its differences."""
    async with reader.reading() as read:
        row = await _seen(reader, await runs.find(read, run_id))
        received = await run_checks.receipts(read, run_id)
        differences = await run_checks.differences(read, run_id)
    unit = Region(row["unit"])
    await reader.opened((), pay={(d["worker_id"], unit) for d in differences if d["worker_id"] is not None})
    return [
        ShownReceipt(
            **{name: each[name] for name in ("kind", "reference", "received_on", "people", "recorded_by")},
            total=to_yuan(each["total_fen"]),
            differences=tuple(_shown(d) for d in differences if d["kind"] == each["kind"]),
        )
        for each in received
    ]  # fmt: skip


async def _seen(reader: Reading, row: Mapping[Any, Any] | None) -> Mapping[Any, Any]:
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["unit"]))
    return row


def _shown(row: Mapping[Any, Any]) -> ShownDifference:
    return ShownDifference(
        **{name: row[name] for name in ("kind", "number", "worker_id", "reason", "note", "settled_by")},
        expected=to_yuan(row["expected_fen"]), told=to_yuan(row["told_fen"]),
    )  # fmt: skip
