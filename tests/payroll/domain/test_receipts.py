from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.receipt_events import (
    ReceiptDifference,
    ReceiptDifferenceSettled,
    ReceiptKind,
    RunReceiptRecorded,
)
from services.payroll.domain.receipts import RecordReceipt, ReturnedAmount, SettleDifference
from services.payroll.domain.remittance_events import RemittancesOwed
from services.payroll.domain.runs import CloseRun
from tests.payroll.county import WORKER
from tests.payroll.domain.test_runs import APPROVED, BANK, CHECKED, CLOSED, READY, TAX, TODAY, finance

APPROVED_RUN = (*READY, CHECKED, APPROVED)
RECORD = RecordReceipt(
    kind=ReceiptKind.BANK, reference="网银1", day=TODAY, people=2, total_fen=565_340, expected_people=2,
    expected_fen=565_340, returned=(),
)  # fmt: skip
BACK = ReturnedAmount(worker_id=WORKER, told_fen=282_670, expected_fen=282_670, reason="账号与户名不符")
DIFFERENCE = ReceiptDifference(worker_id=WORKER, expected_fen=282_670, told_fen=0, reason="账号与户名不符")
ONE_BACK = replace(RECORD, people=1, total_fen=282_670, returned=(BACK,))
OWED = RemittancesOwed(effective=TODAY, insurance_due=date(2026, 3, 31), fund_due=date(2026, 3, 25))
PAID_BUT_ONE = replace(BANK, people=1, total_fen=282_670, differences=(DIFFERENCE,))


def test_the_fund_is_remitted_within_five_days_and_the_insurances_in_the_month_unless_they_are_already() -> None:
    fund = replace(BANK, kind=ReceiptKind.FUND, reference="公积金1", next_due=None)
    insurance = replace(fund, kind=ReceiptKind.INSURANCE, reference="社保1")
    finance(*APPROVED_RUN, fund).when(RECORD).then(BANK, replace(OWED, fund_due=None))
    finance(*APPROVED_RUN, insurance).when(RECORD).then(BANK, replace(OWED, insurance_due=None))
    finance(*APPROVED_RUN, insurance, fund).when(RECORD).then(BANK)


def recorded(command: RecordReceipt) -> RunReceiptRecorded:
    state = finance(*APPROVED_RUN).when(command).then_state()
    found: RunReceiptRecorded = state.receipts[-1]
    return found


def test_the_bank_pays_the_tax_office_is_told_by_the_fifteenth_of_the_next_month() -> None:
    finance(*APPROVED_RUN).when(RECORD).then(BANK, OWED)
    tax = replace(RECORD, kind=ReceiptKind.TAX, reference="税1", total_fen=0, expected_fen=0)
    finance(*APPROVED_RUN, BANK).when(tax).then(TAX)


def test_whoever_comes_back_is_a_difference_of_his_own_and_the_sums_agree_without_him() -> None:
    finance(*APPROVED_RUN).when(ONE_BACK).then(PAID_BUT_ONE, OWED)


def test_another_amount_a_stranger_and_sums_that_nothing_explains_are_named() -> None:
    other = replace(ONE_BACK, returned=(replace(BACK, told_fen=100),))
    assert recorded(other).differences == (replace(DIFFERENCE, told_fen=100, reason="amount differs"),)
    stranger = replace(RECORD, returned=(replace(BACK, worker_id=UUID(int=9), expected_fen=0),))
    assert recorded(stranger).differences == (
        ReceiptDifference(worker_id=UUID(int=9), expected_fen=0, told_fen=282_670, reason="not in the run"),
    )
    less = replace(RECORD, total_fen=565_000)
    assert recorded(less).differences == (
        ReceiptDifference(worker_id=None, expected_fen=565_340, told_fen=565_000, reason="sums differ"),
    )


def test_a_difference_keeps_the_run_from_being_closed_until_somebody_says_how_it_was_settled() -> None:
    history = (*APPROVED_RUN, PAID_BUT_ONE, TAX)
    settle = SettleDifference(kind=ReceiptKind.BANK, number=0, note="二月一日补发")
    settled = ReceiptDifferenceSettled(
        effective=TODAY, kind=ReceiptKind.BANK, number=0, note="二月一日补发", settled_by="finance"
    )
    finance(*history).when(CloseRun()).then_rejected("runs.differences-open")
    finance(*history).when(settle).then(settled)
    finance(*history, settled).when(settle).then()
    finance(*history, settled).when(CloseRun()).then(CLOSED)
    finance(*history).when(replace(settle, number=1)).then_rejected("receipts.unknown-difference")
    finance(*history).when(replace(settle, note=" ")).then_rejected("receipts.note")


@pytest.mark.parametrize("kind", [ReceiptKind.BANK, ReceiptKind.INSURANCE, ReceiptKind.FUND])
def test_nothing_comes_back_before_the_county_approved(kind: ReceiptKind) -> None:
    finance(*READY, CHECKED).when(replace(RECORD, kind=kind)).then_rejected("receipts.not-yet")


def test_the_same_receipt_twice_changes_nothing_another_is_refused() -> None:
    finance(*APPROVED_RUN, BANK).when(RECORD).then()
    finance(*APPROVED_RUN, BANK).when(replace(RECORD, reference="网银2")).then_rejected("receipts.recorded-already")
    finance(*APPROVED_RUN).when(replace(RECORD, kind=ReceiptKind.TAX)).then_rejected("receipts.not-yet")


def test_receipts_are_believable() -> None:
    finance(*APPROVED_RUN).when(replace(RECORD, reference=" ")).then_rejected("receipts.reference")
    finance(*APPROVED_RUN).when(replace(RECORD, day=date(2026, 3, 21))).then_rejected("receipts.day")
    finance(*APPROVED_RUN).when(replace(RECORD, returned=(BACK, BACK))).then_rejected("receipts.returned")
