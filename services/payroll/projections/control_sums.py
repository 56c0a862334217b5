"""What each file of a run comes to: people and sums, from the slips and the ledger of months."""

from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.payslips import EMPLOYER_SHARES, OWN_SHARES, Component
from services.payroll.domain.receipt_events import ReceiptKind
from services.payroll.domain.withheld_payments import sums_of
from services.payroll.projections import order_payees, runs
from services.payroll.projections.payslips import month_paid, paid_for, payslip


class ControlSum(NamedTuple):
    """People with an entry, and what their entries come to."""

    people: int
    total_fen: int


_FUNDS: Final = (Component.FUND, Component.EMPLOYER_FUND)
_SHARES: Final = (*OWN_SHARES, *EMPLOYER_SHARES)
SHARES: Final = {
    ReceiptKind.INSURANCE: tuple(c for c in _SHARES if c not in _FUNDS),
    ReceiptKind.FUND: _FUNDS,
}
"""Which components each list is about."""


async def of_run(
    read: AsyncConnection, run: Mapping[Any, Any], kinds: Collection[ReceiptKind] = tuple(ReceiptKind)
) -> Mapping[ReceiptKind, ControlSum]:
    """Of the files asked for, or of all; `run` is its row."""
    run_id = run["run_id"]
    found: dict[ReceiptKind, ControlSum] = {}
    if not {ReceiptKind.BANK, ReceiptKind.TAX}.isdisjoint(kinds):
        found |= await _of_slips(read, run_id)
    if not SHARES.keys().isdisjoint(kinds):
        found |= await _of_shares(read, run_id)
    if ReceiptKind.WITHHELD in kinds:
        found[ReceiptKind.WITHHELD] = ControlSum(*sums_of(await order_payees.payments(read, run)))
    return found


async def _of_slips(read: AsyncConnection, run_id: UUID) -> Mapping[ReceiptKind, ControlSum]:
    slips = select(
        func.count(case((payslip.c.net_fen > 0, 1))), func.coalesce(func.sum(payslip.c.net_fen), 0), func.count(),
        func.coalesce(func.sum(payslip.c.tax_fen), 0),
    ).where(payslip.c.run_id == run_id)  # fmt: skip
    bank, net, people, tax = (int(each) for each in (await read.execute(slips)).one())
    return {ReceiptKind.BANK: ControlSum(bank, net), ReceiptKind.TAX: ControlSum(people, tax)}


async def _of_shares(read: AsyncConnection, run_id: UUID) -> Mapping[ReceiptKind, ControlSum]:
    whose = select(payslip.c.worker_id).where(payslip.c.run_id == run_id)
    said: list[ColumnElement[Any]] = []
    for kind, parts in SHARES.items():
        said.append(func.bool_or(or_(*(paid_for((part,)) != 0 for part in parts))).label(f"{kind}_entered"))
        said.append(func.sum(paid_for(parts)).label(f"{kind}_paid"))
    rows = select(*said).where(month_paid.c.run_id == run_id, month_paid.c.worker_id.in_(whose))
    each = rows.group_by(month_paid.c.worker_id).subquery().c
    sums: list[ColumnElement[Any]] = []
    for kind in SHARES:
        sums += [func.count().filter(each[f"{kind}_entered"]), func.coalesce(func.sum(each[f"{kind}_paid"]), 0)]
    amounts = [int(value) for value in (await read.execute(select(*sums))).one()]
    return {kind: ControlSum(*amounts[2 * n : 2 * n + 2]) for n, kind in enumerate(SHARES)}


async def of_worker(read: AsyncConnection, run_id: UUID, kind: ReceiptKind, workers: list[UUID]) -> Mapping[UUID, int]:
    """What the file of a kind says of each of these people; of what is kept by order, all orders of the person together."""
    if kind is ReceiptKind.WITHHELD:
        paid = await runs.find(read, run_id)
        due = dict.fromkeys(workers, 0)
        for each in await order_payees.payments(read, paid) if paid else ():
            if each.worker_id in due:
                due[each.worker_id] += each.due_fen
        return due
    if kind in SHARES:
        rows = select(month_paid.c.worker_id, func.sum(paid_for(SHARES[kind]))).group_by(month_paid.c.worker_id)
        rows = rows.where(month_paid.c.run_id == run_id, month_paid.c.worker_id.in_(workers))
    else:
        amount = payslip.c.net_fen if kind is ReceiptKind.BANK else payslip.c.tax_fen
        rows = select(payslip.c.worker_id, amount).where(payslip.c.run_id == run_id, payslip.c.worker_id.in_(workers))
    return {worker: int(amount) for worker, amount in (await read.execute(rows)).all()}
