"""What waits for somebody in payroll: one row a thing to do, from the day it came up until it is settled."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from services.payroll.domain.bank_account_events import BankAccountEvent
from services.payroll.domain.budget_events import (
    BudgetApproved,
    BudgetExceeded,
    BudgetOverrun,
    BudgetReturned,
    BudgetSourceExceeded,
    BudgetSubmitted,
)
from services.payroll.domain.coverage_events import CoverageAct, CoverageOwed, CoverageRegistered, CoverageScheme
from services.payroll.domain.final_pay_events import FinalPayOwed, FinalPaySettled
from services.payroll.domain.order_events import (
    WithheldReturned,
    WithholdingOrderConfirmed,
    WithholdingOrderEntered,
    WithholdingOrderRefused,
)
from services.payroll.domain.pay_run import RunApproved, RunCalculated, RunChecked, RunDiscarded
from services.payroll.domain.receipt_events import ReceiptDifferenceSettled, ReceiptKind, RunReceiptRecorded
from services.payroll.domain.remittance_events import RemittancesOwed, WithheldOwed
from services.payroll.domain.stopping_events import PayResumed
from services.payroll.domain.street_check_events import RunChecksCalledOff, RunStreetChecked, RunStreetsNamed
from services.payroll.domain.subsidy_events import (
    SubsidyApproved,
    SubsidyBudgetApproved,
    SubsidyBudgetProposed,
    SubsidyClaimed,
    SubsidyReturned,
    SubsidyVerified,
)
from services.payroll.projections.account_tasks import about_account
from services.payroll.projections.final_pay import FINAL_PAY
from shared.kernel import Recorded, Region
from shared.kernel.derived import derived_id
from shared.readmodel import Projection, RowChange
from shared.readmodel.tasks import settled, settled_about, task, waits, waits_about

DIFFERENCE: Final = "receipt-difference"
INSURANCE_REMITTANCE: Final = "insurance-remittance"
FUND_REMITTANCE: Final = "fund-remittance"
WITHHELD_PAYMENT: Final = "withheld-payment"
WITHHELD_CARRIED: Final = "withheld-carried"
COVERAGE: Final = {
    (CoverageScheme.INSURANCE, CoverageAct.ENROL): "insurance-enrolment",
    (CoverageScheme.FUND, CoverageAct.ENROL): "fund-opening",
    (CoverageScheme.INSURANCE, CoverageAct.SUSPEND): "insurance-suspension",
    (CoverageScheme.FUND, CoverageAct.SUSPEND): "fund-sealing",
}


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    if isinstance(recorded.event, BankAccountEvent):
        return about_account(recorded, recorded.event)
    match recorded.event:
        case CoverageOwed(act=act, employment_id=item) as owed:
            return tuple(
                waits(recorded, COVERAGE[scheme, act], item=item, due=day)
                for scheme, day in (
                    (CoverageScheme.INSURANCE, owed.insurance_due),
                    (CoverageScheme.FUND, owed.fund_due),
                )
            )
        case CoverageRegistered(act=act, scheme=scheme, employment_id=item):
            acts = (act,) if act is CoverageAct.ENROL else (CoverageAct.ENROL, CoverageAct.SUSPEND)
            return settled(recorded, *(COVERAGE[scheme, each] for each in acts), item=item)
        case SubsidyBudgetProposed(proposed_by=by):
            return (waits(recorded, "subsidy-budget", made_by=by),)
        case SubsidyBudgetApproved():
            return settled(recorded, "subsidy-budget")
        case SubsidyClaimed(worker_id=worker):
            open_again = settled(recorded, "subsidy-approval", item=worker)
            return (*open_again, waits(recorded, "subsidy-verification", item=worker, worker=worker))
        case SubsidyVerified(worker_id=worker, verified_by=by):
            approval = waits(recorded, "subsidy-approval", item=worker, worker=worker, made_by=by)
            return (*settled(recorded, "subsidy-verification", item=worker), approval)
        case SubsidyReturned(worker_id=worker) | SubsidyApproved(worker_id=worker):
            return settled(recorded, "subsidy-verification", "subsidy-approval", item=worker)
        case WithholdingOrderEntered(order_id=item, worker_id=worker, entered_by=by):
            return (waits(recorded, "withholding-confirmation", item=item, worker=worker, made_by=by),)
        case WithholdingOrderConfirmed(order_id=item) | WithholdingOrderRefused(order_id=item):
            return settled(recorded, "withholding-confirmation", item=item)
        case BudgetSubmitted(submitted_by=by):
            return (waits(recorded, "budget-approval", made_by=by),)
        case BudgetReturned():
            return settled(recorded, "budget-approval")
        case BudgetApproved(parts=parts):
            sources = ("", *dict.fromkeys(part.bears for part in parts))
            done = (_overrun(recorded, each, source) for each in BudgetOverrun for source in sources)
            again = [change for item in done for change in settled(recorded, "budget-exceeded", item=item)]
            return (*settled(recorded, "budget-approval"), *again)
        case BudgetExceeded(overrun=overrun):
            return (waits(recorded, "budget-exceeded", item=_overrun(recorded, overrun)),)
        case BudgetSourceExceeded(overrun=overrun, source=source):
            return (waits(recorded, "budget-exceeded", item=_overrun(recorded, overrun, source)),)
        case RunCalculated():
            return (waits(recorded, "run-check"),)
        case RunStreetsNamed(streets=streets):
            return (*settled(recorded, "run-check"), *(_street(recorded, each.street) for each in streets))
        case RunStreetChecked(street=street):
            return settled(recorded, "run-check", item=_place(recorded, street))
        case RunChecksCalledOff(streets=left):
            return tuple(row for each in left for row in settled(recorded, "run-check", item=_place(recorded, each)))
        case RemittancesOwed(insurance_due=insurance, fund_due=fund):
            days = ((INSURANCE_REMITTANCE, insurance), (FUND_REMITTANCE, fund))
            return tuple(waits(recorded, kind, due=day) for kind, day in days if day is not None)
        case WithheldReturned(order_id=order, left_fen=left):
            return () if left else settled_about(order, WITHHELD_CARRIED)
        case WithheldOwed():
            return tuple(_withheld(recorded, recorded.event))
        case RunChecked(checked_by=by):
            return (*settled(recorded, "run-check"), waits(recorded, "run-approval", made_by=by))
        case RunApproved():
            return (*settled(recorded, "run-approval"), waits(recorded, "run-payment"))
        case RunReceiptRecorded():
            return tuple(_received(recorded, recorded.event))
        case ReceiptDifferenceSettled(kind=kind, number=number):
            return settled(recorded, DIFFERENCE, item=_difference(recorded, kind, number))
        case RunDiscarded():
            return settled(recorded, "run-check", "run-approval", "run-payment")
        case FinalPayOwed(employment_id=item, due=due):
            return (waits(recorded, FINAL_PAY, item=item, due=due),)
        case FinalPaySettled(employment_id=item):
            return settled(recorded, FINAL_PAY, item=item)
        case PayResumed(employment_id=item):
            return settled(recorded, "insurance-suspension", "fund-sealing", FINAL_PAY, item=item)
        case _:
            return ()


def _overrun(recorded: Recorded[Any], overrun: BudgetOverrun, source: str = "") -> UUID:
    """Of one funding source, or of all together; what no part bears waits until one does."""
    return derived_id("payroll.overrun", str(recorded.stream_id), overrun.value, *([source] if source else []))


def _received(recorded: Recorded[Any], event: RunReceiptRecorded) -> Iterator[RowChange]:
    """Paid: the tax is to be declared. Whatever came back waits, each for itself."""
    match event.kind:
        case ReceiptKind.BANK:
            yield from settled(recorded, "run-payment")
            yield waits(recorded, "tax-declaration", due=event.next_due)
        case ReceiptKind.TAX:
            yield from settled(recorded, "tax-declaration")
        case ReceiptKind.INSURANCE:
            yield from settled(recorded, INSURANCE_REMITTANCE)
        case ReceiptKind.FUND:
            yield from settled(recorded, FUND_REMITTANCE)
        case ReceiptKind.WITHHELD:
            yield from settled(recorded, WITHHELD_PAYMENT)
    for number, each in enumerate(event.differences):
        item = _difference(recorded, event.kind, number)
        yield waits(recorded, DIFFERENCE, item=item, worker=each.worker_id)


def _withheld(recorded: Recorded[Any], event: WithheldOwed) -> Iterator[RowChange]:
    """What is handed on waits for its receipt; what a payee has too much waits with the order until later withholding made up
    for it."""
    if event.payments:
        yield waits(recorded, WITHHELD_PAYMENT, due=event.effective)
    for each in event.carried:
        yield from settled_about(each.order_id, WITHHELD_CARRIED)
        if each.carried_fen:
            yield waits_about(recorded, each.order_id, WITHHELD_CARRIED, worker=each.worker_id)


def _street(recorded: Recorded[Any], street: Region) -> RowChange:
    return waits(recorded, "run-check", region=street, item=_place(recorded, street))


def _place(recorded: Recorded[Any], street: Region) -> UUID:
    return derived_id("payroll.run-street", str(recorded.stream_id), street)


def _difference(recorded: Recorded[Any], kind: ReceiptKind, number: int) -> UUID:
    return derived_id("payroll.receipt-difference", str(recorded.stream_id), kind.value, str(number))


TASKS: Final = Projection(
    name="tasks", tables=(task,), streams=("entitlement", "pay_run", "emergency_subsidy", "budget"), project=project
)
