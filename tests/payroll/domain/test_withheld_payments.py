"""What is kept by order is paid out by order, never less than nothing; what was paid back is taken off later payments."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from services.payroll.domain.account_checks import check_payees
from services.payroll.domain.bank_accounts import ForgetAccounts
from services.payroll.domain.calculation import calculate
from services.payroll.domain.finding_events import FindingKind
from services.payroll.domain.order_events import OrderAct, OrderKind, OrderPayee, OrderPayeesForgotten
from services.payroll.domain.receipt_events import ReceiptKind
from services.payroll.domain.remittance_events import CarriedOver, WithheldOwed
from services.payroll.domain.run_sheets import NO_ACCOUNT, sheets, sums
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.withheld_payments import goes_out, payment, sums_of
from services.payroll.domain.withheld_sheet import Handed, kept_by
from services.payroll.domain.withholdings import AnnulOrder
from services.payroll.projections import order_payees
from shared.kernel import Sealed
from tests.payroll.county import WORKER, Books, on
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.domain.test_receipts import APPROVED_RUN, OWED, RECORD
from tests.payroll.domain.test_runs import BANK
from tests.payroll.domain.test_runs import TODAY as PAY_DAY
from tests.payroll.domain.test_runs import finance as of_run
from tests.payroll.domain.test_withholdings import (
    CONFIRM,
    CONFIRMED,
    CORRECT,
    ENTER,
    ENTERED,
    ID,
    TODAY,
    approver,
    finance,
)
from tests.payroll.happened import enrolled, graded, ordered
from tests.payroll.projections.test_rows import rows

JANUARY, ORDER = date(2026, 1, 1), UUID(int=81)
PAYEE = OrderPayee(payee_id=UUID(int=60), name=Sealed("who"), account=Sealed("where"), bank="工行")
COURT = replace(ENTER, kind=OrderKind.COURT, payee=PAYEE)
COURT_ENTERED = replace(ENTERED, kind=OrderKind.COURT, payee=PAYEE)
COURT_CONFIRMED = replace(CONFIRMED, kind=OrderKind.COURT, payee=PAYEE)


def test_the_payee_goes_through_both_hands_with_the_order_and_stays_where_a_correction_names_none() -> None:
    finance(ENROLLED).when(COURT).then(COURT_ENTERED)
    approver(ENROLLED, COURT_ENTERED).when(CONFIRM).then(COURT_CONFIRMED)
    history = (ENROLLED, COURT_ENTERED, COURT_CONFIRMED)
    corrected = replace(COURT_ENTERED, document="3号", total_fen=90_000, monthly_fen=30_000)
    finance(*history).when(CORRECT).then(corrected)
    other = replace(PAYEE, payee_id=UUID(int=61))
    finance(*history).when(replace(CORRECT, payee=other)).then(replace(corrected, payee=other))
    annulled = replace(COURT_ENTERED, act=OrderAct.ANNUL, body="", document="5号")
    finance(*history).when(AnnulOrder(order_id=ID, document="5号")).then(annulled)


@pytest.mark.parametrize("kind", [OrderKind.DAMAGES, OrderKind.RECOVERY])
def test_what_stays_with_the_employer_has_no_payee_and_no_row(kind: OrderKind) -> None:
    finance(ENROLLED).when(replace(ENTER, kind=kind, payee=PAYEE)).then_rejected("withholdings.payee-employer")
    assert not goes_out(kind.value)


def test_payees_are_forgotten_with_the_key_that_sealed_them() -> None:
    gone = OrderPayeesForgotten(effective=TODAY, worker_id=WORKER, payees=(PAYEE.payee_id,))
    history = (ENROLLED, COURT_ENTERED, COURT_CONFIRMED)
    on(ENTITLEMENT, TODAY)(*history).when(ForgetAccounts()).then(gone)
    on(ENTITLEMENT, TODAY)(*history, gone).when(ForgetAccounts()).then()
    [row] = rows(order_payees.project, WORKER, (*history, gone))["withholding_payee"]
    assert (row["name"], row["account"], row["bank"]) == (None, None, "工行")


def test_what_was_paid_back_is_taken_off_the_next_payments_of_the_same_order() -> None:
    assert payment(ORDER, WORKER, (), 500)[2:] == (500, 500, 0, 0)
    assert payment(ORDER, WORKER, (500,), -500)[2:] == (-500, 0, 0, -500)
    assert payment(ORDER, WORKER, (500, -500), 200)[2:] == (200, 0, -500, -300)
    assert payment(ORDER, WORKER, (500, -500, 200), 400)[2:] == (400, 100, -300, 0)


@any_of(st.lists(st.integers(-(10**6), 10**6), max_size=20))
def test_no_payment_is_below_nothing_and_all_of_them_with_what_is_carried_are_what_was_kept(kept: list[int]) -> None:
    made = [payment(ORDER, WORKER, kept[:n], fen) for n, fen in enumerate(kept)]
    assert all(each.due_fen >= 0 and each.carried_fen <= 0 for each in made)
    assert all(earlier.carried_fen == later.before_fen for earlier, later in pairwise(made))
    carried = made[-1].carried_fen if made else 0
    assert sum(each.due_fen for each in made) + carried == sum(kept)
    assert sums_of(made) == (sum(each.due_fen > 0 for each in made), sum(each.due_fen for each in made))


def test_the_file_has_a_row_for_each_order_and_names_those_without_an_account_on_a_sheet_of_their_own() -> None:
    handed = [
        Handed(UUID(int=3), "=李四", "6222020200000000006", "工行", "(2026)川01执1号", 10_000),
        Handed(UUID(int=2), None, None, None, "(2026)川01执2号", 20_000),
        Handed(UUID(int=1), "王五", "110010001234567", "建行", "(2026)川01执3号", 0),
    ]
    paid, without = sheets(ReceiptKind.WITHHELD, (), "2026-03", handed)
    assert paid.rows == (("1", UUID(int=3).hex, "'=李四", "6222020200000000006", "工行", "100.00", "(2026)川01执1号"),)
    assert (without.title, [row[5] for row in without.rows]) == (NO_ACCOUNT, ["200.00"])
    assert sums((paid, without)) == (2, 30_000)
    assert sheets(ReceiptKind.WITHHELD, (), "2026-03", handed[::-1]) == (paid, without)


def test_an_order_without_an_account_is_found_before_the_run_is_paid_and_the_employers_own_is_not() -> None:
    books = Books().know(
        enrolled(JANUARY), graded(2, JANUARY), ordered("COURT", 10_000, 0, JANUARY, fact=ORDER),
        ordered("DAMAGES", 10_000, 0, JANUARY, at=21),
    )  # fmt: skip
    cohort = books.cohort("2026-01")
    slips = calculate(cohort).slips
    assert kept_by(slips)[ORDER] == 10_000
    [found] = check_payees(cohort, slips, ())
    assert (found.kind, found.workers) == (FindingKind.NO_PAYEE, (WORKER,))
    assert check_payees(cohort, slips, {ORDER}) == ()


def test_with_the_banks_receipt_the_kept_money_is_owed_to_its_payees_and_a_changed_balance_is_named() -> None:
    one, two = payment(ORDER, WORKER, (), 500), payment(UUID(int=82), WORKER, (300,), -300)
    carried = CarriedOver(order_id=UUID(int=82), worker_id=WORKER, carried_fen=-300)
    owed = WithheldOwed(effective=PAY_DAY, payments=1, total_fen=500, carried=(carried,))
    of_run(*APPROVED_RUN).when(replace(RECORD, withheld=(one, two))).then(BANK, OWED, owed)
    made_up = payment(UUID(int=82), WORKER, (300, -300), 300)
    settled = replace(owed, payments=0, total_fen=0, carried=(replace(carried, carried_fen=0),))
    of_run(*APPROVED_RUN).when(replace(RECORD, withheld=(made_up,))).then(BANK, OWED, settled)
    handed_on = replace(BANK, kind=ReceiptKind.WITHHELD, reference="划付1", next_due=None)
    of_run(*APPROVED_RUN, handed_on).when(replace(RECORD, withheld=(one,))).then(BANK, OWED)
