"""What a file of a run is about, opened for it: each kind opens what its receiver asks for and nothing else.

Names, ids, accounts and payees are those that the run knew, so that the file is the same however late it is written again.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from services.payroll.domain.payslips import PayslipIssued
from services.payroll.domain.receipt_events import ReceiptKind
from services.payroll.domain.run_sheets import Payee, Sheet, sheets
from services.payroll.domain.withheld_payments import WithheldPayment, payment
from services.payroll.domain.withheld_sheet import Handed, kept_by
from services.payroll.projections import bank_accounts, identities, order_payees, payslips
from shared.access_ledger.ledger import Seen
from shared.access_ledger.reading import Shown
from shared.kernel import Region, Sealed
from shared.operations import Work
from shared.web.disclosure import PAY, used

NAME, ID_NUMBER = "personnel.worker.name", "personnel.worker.id_number"
NUMBER = "payroll.entitlement.bank_account"
PAYEE_NAME, PAYEE_NUMBER = "payroll.withholding.payee_name", "payroll.withholding.payee_account"


class Opened(NamedTuple):
    """The sheets of a file, whose values were opened for it, and how many rows lack the number their receiver needs."""

    sheets: tuple[Sheet, ...]
    seen: tuple[Seen, ...]
    lacking: int


async def opened(work: Work, run: Mapping[Any, Any], kind: ReceiptKind) -> Opened:
    """Opened for the file only; nothing of it goes into a log line or an event."""
    async with work.service.engine.connect() as read:
        rows = await payslips.all_of_run(read, run["run_id"])
    slips = await payslips.issued(work.handling.log, [row["payslip_id"] for row in rows])
    if kind is ReceiptKind.WITHHELD:
        return await _by_order(work, run, rows, slips)
    return await _by_person(work, run, kind, rows, slips)


async def _by_person(
    work: Work, run: Mapping[Any, Any], kind: ReceiptKind, rows: Sequence[Any], slips: Mapping[UUID, PayslipIssued]
) -> Opened:
    workers, known_at = [row["worker_id"] for row in rows], run["known_at"]
    async with work.service.engine.connect() as read:
        told = await identities.names(read, workers, known_at=known_at)
        bank = kind is ReceiptKind.BANK
        held = await bank_accounts.held(read, workers, known_at=known_at) if bank else {}
        ids = {} if bank else await identities.id_numbers(read, workers, known_at=known_at)
    names = await _clear(work, NAME, told)
    numbers = await _clear(work, NUMBER, {id: each.number for id, each in held.items()})
    known = await _clear(work, ID_NUMBER, ids)
    payees = [
        Payee(
            worker_id=id, name=names.get(id), account=numbers.get(id), bank=held[id].bank if id in held else None,
            net_fen=row["net_fen"], tax_fen=row["tax_fen"], lines=_plain(slips[row["payslip_id"]]), id_number=known.get(id),
        )
        for row in rows
        for id in (row["worker_id"],)
    ]  # fmt: skip
    places = {row["worker_id"]: Region(row["employer"]) for row in rows}
    seen = (*_seen(places, NAME, told), *_seen(places, NUMBER, held), *_seen(places, ID_NUMBER, ids))
    paid = tuple(Seen(id, where, PAY, Shown.FILE) for id, where in places.items())
    lacking = sum(p.net_fen != 0 and p.account is None if bank else p.id_number is None for p in payees)
    return Opened(sheets(kind, payees, run["month"]), (*seen, *paid), lacking)


async def _by_order(
    work: Work, run: Mapping[Any, Any], rows: Sequence[Any], slips: Mapping[UUID, PayslipIssued]
) -> Opened:
    """One row a payee's order: what the lines of the slips keep, less what the payee still has too much."""
    async with work.service.engine.connect() as read:
        payments = {each.order_id: each for each in await order_payees.payments(read, run)}
        said = await order_payees.known(read, list(payments), known_at=run["known_at"])
    kept = kept_by(list(slips.values()))
    named = {id: order for id, order in said.items() if order.name is not None and order.account is not None}
    names = await _clear(work, PAYEE_NAME, {id: o.name for id, o in named.items() if o.name is not None}, said)
    numbers = await _clear(
        work, PAYEE_NUMBER, {id: o.account for id, o in named.items() if o.account is not None}, said
    )
    handed = [
        Handed(
            order_id=id, name=names.get(id), account=numbers.get(id), bank=said[id].bank, document=said[id].document,
            due_fen=_due(payments[id], kept.get(id, 0)),
        )
        for id in payments
    ]  # fmt: skip
    places = {row["worker_id"]: Region(row["employer"]) for row in rows}
    about = [said[each.order_id].worker_id for each in handed if each.due_fen > 0]
    opened_for = [said[id].worker_id for id in named]
    seen = (*_seen(places, PAYEE_NAME, opened_for), *_seen(places, PAYEE_NUMBER, opened_for))
    paid = tuple(Seen(id, places[id], PAY, Shown.FILE) for id in dict.fromkeys(about))
    lacking = sum(each.due_fen > 0 and each.account is None for each in handed)
    return Opened(sheets(ReceiptKind.WITHHELD, (), run["month"], handed), (*seen, *paid), lacking)


def _due(expected: WithheldPayment, kept_fen: int) -> int:
    """By the lines of the slips themselves, which the control sums are held against."""
    return payment(expected.order_id, expected.worker_id, (expected.before_fen,), kept_fen).due_fen


async def _clear(
    work: Work, field: str, sealed: Mapping[UUID, Sealed], of: Mapping[UUID, order_payees.Said] | None = None
) -> dict[UUID, str]:
    """In clear by the same ids; `of` says whose key sealed what is not the person's own."""
    whose = {id: of[id].worker_id if of is not None else id for id in sealed}
    plain = await used(work.service, [(whose[id], field, value) for id, value in sealed.items()])
    return {id: text for id, text in zip(sealed, plain, strict=True) if text is not None}


def _plain(slip: PayslipIssued) -> list[tuple[str, str, int]]:
    return [(line.component.value, line.for_month, line.amount_fen) for line in slip.lines]


def _seen(places: Mapping[UUID, Region], field: str, people: Sequence[UUID] | Mapping[UUID, Any]) -> Iterator[Seen]:
    return (Seen(id, places[id], field, Shown.FILE) for id in dict.fromkeys(people))


PURPOSES: Final = {ReceiptKind.BANK: "payment", ReceiptKind.WITHHELD: "payment"}
