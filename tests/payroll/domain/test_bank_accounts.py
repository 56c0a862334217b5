"""Whoever proposes an account never confirms it; the worker is told; the first payment to it is named."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from services.payroll.domain.account_checks import PaidTo, check_accounts
from services.payroll.domain.account_numbers import account_number, bank_name, passes
from services.payroll.domain.bank_account_events import (
    BankAccountAcknowledged,
    BankAccountConfirmed,
    BankAccountDisputed,
    BankAccountProposed,
    BankAccountRefused,
    BankAccountsForgotten,
)
from services.payroll.domain.bank_accounts import (
    AnswerForAccount,
    ConfirmAccount,
    ForgetAccounts,
    ProposeAccount,
    RefuseAccount,
)
from services.payroll.domain.calculation import calculate
from services.payroll.domain.finding_events import FindingKind
from services.payroll.domain.streams import ENTITLEMENT
from shared.kernel import Rejected, Sealed
from tests.payroll.county import WORKER, Books, on
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.happened import enrolled, graded

TODAY, JANUARY = date(2026, 7, 20), date(2026, 1, 1)
FIRST, SECOND = UUID(int=71), UUID(int=72)
NUMBER, FINGERPRINT = Sealed("number"), Sealed("fingerprint")
PROPOSE = ProposeAccount(proposal=FIRST, account=NUMBER, fingerprint=FINGERPRINT, bank="工行")
PROPOSED = BankAccountProposed(
    effective=TODAY, worker_id=WORKER, proposal=FIRST, account=NUMBER, fingerprint=FINGERPRINT, bank="工行", proposed_by="street"
)  # fmt: skip
CONFIRMED = BankAccountConfirmed(
    effective=TODAY, worker_id=WORKER, proposal=FIRST, account=NUMBER, fingerprint=FINGERPRINT, bank="工行", replaces=False,
    told=False, confirmed_by="finance",
)  # fmt: skip
OTHER = replace(PROPOSED, proposal=SECOND)
CHANGED = replace(CONFIRMED, proposal=SECOND, replaces=True)
ACKNOWLEDGED = BankAccountAcknowledged(effective=TODAY, worker_id=WORKER, proposal=SECOND)
DISPUTED = BankAccountDisputed(effective=TODAY, worker_id=WORKER, proposal=SECOND)
street, finance, worker = on(ENTITLEMENT, TODAY, "street"), on(ENTITLEMENT, TODAY), on(ENTITLEMENT, TODAY, str(WORKER))


def test_proposed_by_one_hand_confirmed_by_another() -> None:
    street(ENROLLED).when(PROPOSE).then(PROPOSED)
    finance(ENROLLED, PROPOSED).when(ConfirmAccount(proposal=FIRST)).then(CONFIRMED)
    street(ENROLLED, PROPOSED).when(ConfirmAccount(proposal=FIRST)).then_rejected("accounts.own-proposal")
    deputy = on(ENTITLEMENT, TODAY, "li for street")
    deputy(ENROLLED, PROPOSED).when(ConfirmAccount(proposal=FIRST)).then_rejected("accounts.own-proposal")


def test_the_payee_confirms_nothing_of_his_own_whatever_his_office() -> None:
    worker(ENROLLED, PROPOSED).when(ConfirmAccount(proposal=FIRST)).then_rejected("accounts.own-proposal")


def test_a_change_is_one_and_says_whether_the_worker_knows() -> None:
    finance(ENROLLED, PROPOSED, CONFIRMED, OTHER).when(ConfirmAccount(proposal=SECOND)).then(CHANGED)
    his = replace(OTHER, proposed_by=str(WORKER))
    finance(ENROLLED, PROPOSED, CONFIRMED, his).when(ConfirmAccount(proposal=SECOND)).then(replace(CHANGED, told=True))


def test_the_worker_knows_it_or_denies_it_and_after_that_every_account_is_a_change() -> None:
    history = (ENROLLED, PROPOSED, CONFIRMED, OTHER, CHANGED)
    mine = AnswerForAccount(proposal=SECOND, mine=True)
    worker(*history).when(mine).then(ACKNOWLEDGED)
    worker(*history, ACKNOWLEDGED).when(mine).then()
    worker(*history).when(replace(mine, mine=False)).then(DISPUTED)
    worker(*history, DISPUTED).when(mine).then_rejected("accounts.not-held")
    third = replace(PROPOSED, proposal=UUID(int=73))
    again = replace(CHANGED, proposal=UUID(int=73))
    finance(*history, DISPUTED, third).when(ConfirmAccount(proposal=UUID(int=73))).then(again)


def test_a_later_proposal_stands_in_for_the_one_before() -> None:
    finance(ENROLLED, PROPOSED, OTHER).when(ConfirmAccount(proposal=FIRST)).then_rejected("accounts.not-proposed")


def test_a_refusal_needs_a_reason_and_leaves_what_was() -> None:
    refused = BankAccountRefused(
        effective=TODAY, worker_id=WORKER, proposal=FIRST, reason="卡已注销", refused_by="finance"
    )
    finance(ENROLLED, PROPOSED).when(RefuseAccount(proposal=FIRST, reason="卡已注销")).then(refused)
    finance(ENROLLED, PROPOSED).when(RefuseAccount(proposal=FIRST, reason=" ")).then_rejected("accounts.reason")
    finance(ENROLLED, PROPOSED, refused).when(ConfirmAccount(proposal=FIRST)).then_rejected("accounts.not-proposed")


def test_asking_twice_changes_nothing_and_nobody_unknown_has_an_account() -> None:
    street(ENROLLED, PROPOSED).when(PROPOSE).then()
    street(ENROLLED, PROPOSED, CONFIRMED).when(replace(PROPOSE, proposal=SECOND, held=True)).then()
    finance(ENROLLED, PROPOSED, CONFIRMED).when(ConfirmAccount(proposal=FIRST)).then()
    street().when(PROPOSE).then_rejected("accounts.worker-unknown")


def test_erasure_names_every_number_once() -> None:
    gone = BankAccountsForgotten(effective=TODAY, worker_id=WORKER, proposals=(FIRST, SECOND))
    finance(ENROLLED, PROPOSED, CONFIRMED, OTHER).when(ForgetAccounts()).then(gone)
    finance(ENROLLED, PROPOSED, CONFIRMED, OTHER, gone).when(ForgetAccounts()).then()
    finance().when(ForgetAccounts()).then()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6222020200000000001", "accounts.check-digit"), ("4532015112830367", "accounts.check-digit"),
        ("1111111111", "accounts.check-digit"), ("1234567", "accounts.number"), ("62220202AB000000003", "accounts.number"),
        ("６２２２０２０２００００００００００３", "accounts.number"), ("=1+1", "accounts.number"), ("", "accounts.number"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_refused(text: str, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        account_number(text)
    assert refused.value.code == code


def test_cards_end_with_their_check_digit_passbooks_have_none() -> None:
    assert account_number("4532 0151 1283 0366") == "4532015112830366"
    assert account_number("110010001234567") == "110010001234567"
    assert bank_name(" 工商银行  武侯支行 ") == "工商银行 武侯支行"
    for wrong in ("", "  ", "x" * 61, "a\x00b"):
        with pytest.raises(Rejected):
            bank_name(wrong)


@any_of(st.text("0123456789", min_size=15, max_size=18), st.integers(0, 17))
def test_exactly_one_last_digit_is_right_and_any_one_wrong_digit_is_found(start: str, place: int) -> None:
    [right] = [start + str(n) for n in range(10) if passes(start + str(n))]
    at = place % len(right)
    for other in set("0123456789") - {right[at]}:
        assert not passes(right[:at] + other + right[at + 1 :])


def findings(accounts: dict[UUID, PaidTo], *, paid_before: bool = False) -> dict[FindingKind, tuple[UUID, ...]]:
    books = Books()
    for n in (1, 2):
        books.know(enrolled(JANUARY, job=UUID(int=100 + n)), graded(2, JANUARY), of=UUID(int=n))
    if paid_before:
        books.run("2026-01", known_at=100)
    cohort = books.cohort("2026-02")
    return {f.kind: f.workers for f in check_accounts(cohort, calculate(cohort).slips, accounts)}


def test_without_account_on_one_account_and_paid_to_a_new_one_for_the_first_time() -> None:
    one, two = UUID(int=1), UUID(int=2)
    assert findings({}) == {FindingKind.NO_ACCOUNT: (one, two)}
    assert findings({one: PaidTo(5, False, "a"), two: PaidTo(6, False, "a")}) == {FindingKind.ACCOUNT_TWICE: (one, two)}
    assert findings({one: PaidTo(5, False, "a"), two: PaidTo(6, False, "b")}) == {}
    changed = {one: PaidTo(150, True, "a"), two: PaidTo(60, True, "b")}
    assert findings(changed, paid_before=True) == {FindingKind.ACCOUNT_CHANGED: (one,)}
