"""Receipts: what came back is matched with what the run says; whatever differs waits for somebody."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from services.payroll.domain.pay_run import PayRun, RunStage
from services.payroll.domain.policies import Policies
from services.payroll.domain.receipt_events import (
    ReceiptDifference,
    ReceiptDifferenceSettled,
    ReceiptKind,
    RunReceiptRecorded,
)
from services.payroll.domain.remittance_events import CarriedOver, RemittancesOwed, WithheldOwed
from services.payroll.domain.withheld_payments import WithheldPayment, sums_of
from shared.kernel import Facts, Month, Rejected, record

MOST_RETURNED: Final = 500
SUMS_DIFFER: Final = "sums differ"
AMOUNT_DIFFERS: Final = "amount differs"
NOT_IN_THE_RUN: Final = "not in the run"

# Commands


@record
class ReturnedAmount:
    """A payment that came back, or an entry refused; `expected_fen` is what the run says of the person, 0 for a stranger."""

    worker_id: UUID
    told_fen: int
    expected_fen: int
    reason: str


@record
class RecordReceipt:
    """`people` and `total_fen` accepted, besides what was returned; `expected_*` are the control sums of the run's file;
    `withheld` is what the run keeps by order for others."""

    kind: ReceiptKind
    reference: str
    day: date
    people: int
    total_fen: int
    expected_people: int
    expected_fen: int
    returned: tuple[ReturnedAmount, ...]
    withheld: tuple[WithheldPayment, ...] = ()


@record
class SettleDifference:
    kind: ReceiptKind
    number: int
    note: str


ReceiptCommand = RecordReceipt | SettleDifference

# Decisions

_FROM: Final = {
    ReceiptKind.BANK: (RunStage.COUNTY_APPROVED,),
    ReceiptKind.TAX: (RunStage.PAID,),
    ReceiptKind.INSURANCE: (RunStage.COUNTY_APPROVED, RunStage.PAID, RunStage.DECLARED),
    ReceiptKind.FUND: (RunStage.COUNTY_APPROVED, RunStage.PAID, RunStage.DECLARED),
    ReceiptKind.WITHHELD: (RunStage.COUNTY_APPROVED, RunStage.PAID, RunStage.DECLARED),
}


def record_receipt(
    run: PayRun, command: RecordReceipt, facts: Facts[Policies]
) -> tuple[RunReceiptRecorded | RemittancesOwed | WithheldOwed, ...]:
    """The bank's receipt makes a run paid, the tax office's declared."""
    known = next((r for r in run.receipts if r.kind is command.kind), None)
    if known is not None and known.reference == command.reference:
        return ()
    if known is not None:
        raise Rejected("receipts.recorded-already", field="/kind")
    if run.stage not in _FROM[command.kind]:
        raise Rejected("receipts.not-yet", field="/kind")
    if not command.reference.strip():
        raise Rejected("receipts.reference", field="/reference")
    if command.day > facts.today:
        raise Rejected("receipts.day", field="/received_on")
    if len(command.returned) > MOST_RETURNED or len({r.worker_id for r in command.returned}) != len(command.returned):
        raise Rejected("receipts.returned", field="/returned", most=MOST_RETURNED)
    due = facts.policies.tax_declaration_day.on(command.day) if command.kind is ReceiptKind.BANK else None
    return (
        RunReceiptRecorded(
            effective=command.day, kind=command.kind, reference=command.reference, people=command.people,
            total_fen=command.total_fen, differences=_differences(command),
            next_due=Month.of(command.day).plus(1).first.replace(day=due) if due is not None else None,
            recorded_by=facts.by,
        ),
        *(_owed(run, command, facts.policies) if command.kind is ReceiptKind.BANK else ()),
        *(_withheld(run, command) if command.kind is ReceiptKind.BANK else ()),
    )  # fmt: skip


def _owed(run: PayRun, command: RecordReceipt, policies: Policies) -> tuple[RemittancesOwed, ...]:
    """The fund within so many days of the pay day, the insurances in the same month (住房公积金管理条例 art. 19; 社会保险法 art. 60)."""
    paid, month, received = command.day, Month.of(command.day), {r.kind for r in run.receipts}
    last = min(policies.insurance_remittance_day.on(paid), month.last.day)
    fund = paid + timedelta(days=policies.fund_remittance_days.on(paid))
    insurance = max(month.first.replace(day=last), paid)
    owed = RemittancesOwed(
        effective=paid, insurance_due=None if ReceiptKind.INSURANCE in received else insurance,
        fund_due=None if ReceiptKind.FUND in received else fund,
    )  # fmt: skip
    return (owed,) if owed.insurance_due or owed.fund_due else ()


def _withheld(run: PayRun, command: RecordReceipt) -> tuple[WithheldOwed, ...]:
    """What was kept by order is handed on with the wages, unless its receipt came first."""
    count, total = (0, 0) if any(r.kind is ReceiptKind.WITHHELD for r in run.receipts) else sums_of(command.withheld)
    carried = tuple(
        CarriedOver(order_id=each.order_id, worker_id=each.worker_id, carried_fen=each.carried_fen)
        for each in command.withheld
        if each.carried_fen != each.before_fen
    )
    owed = WithheldOwed(effective=command.day, payments=count, total_fen=total, carried=carried)
    return (owed,) if count or carried else ()


def _differences(command: RecordReceipt) -> tuple[ReceiptDifference, ...]:
    """Each person who came back, then what of the sums that does not explain."""
    found = [
        ReceiptDifference(
            worker_id=r.worker_id, expected_fen=r.expected_fen, told_fen=0 if r.told_fen == r.expected_fen else r.told_fen,
            reason=_why(r),
        )
        for r in command.returned
    ]  # fmt: skip
    people = command.people + sum(1 for r in command.returned if r.expected_fen)
    total = command.total_fen + sum(r.expected_fen for r in command.returned)
    if (people, total) != (command.expected_people, command.expected_fen):
        accepted = command.expected_fen - sum(r.expected_fen for r in command.returned)
        found.append(
            ReceiptDifference(
                worker_id=None, expected_fen=accepted, told_fen=command.total_fen, reason=SUMS_DIFFER
            )
        )  # fmt: skip
    return tuple(found)


def _why(returned: ReturnedAmount) -> str:
    if returned.expected_fen == 0:
        return NOT_IN_THE_RUN
    return returned.reason if returned.told_fen == returned.expected_fen else AMOUNT_DIFFERS


def settle_difference(
    run: PayRun, command: SettleDifference, facts: Facts[Policies]
) -> tuple[ReceiptDifferenceSettled, ...]:
    place = (command.kind, command.number)
    if place in run.settled:
        return ()
    if place not in run.open_differences:
        raise Rejected("receipts.unknown-difference", field="/number")
    if not command.note.strip():
        raise Rejected("receipts.note", field="/note")
    return (
        ReceiptDifferenceSettled(
            effective=facts.today, kind=command.kind, number=command.number, note=command.note, settled_by=facts.by
        ),
    )
