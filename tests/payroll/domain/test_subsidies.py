"""Emergency-duty subsidies: claimed, verified, approved within the money, each by another hand."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from services.payroll.domain.streams import SUBSIDY
from services.payroll.domain.subsidies import worked_out
from services.payroll.domain.subsidy_commands import (
    ApproveSubsidies,
    ApproveSubsidyBudget,
    ClaimSubsidy,
    OpenSubsidy,
    ProposeSubsidyBudget,
    ReturnSubsidies,
    VerifySubsidies,
)
from services.payroll.domain.subsidy_events import (
    SubsidyApproved,
    SubsidyBudgetApproved,
    SubsidyBudgetProposed,
    SubsidyClaimed,
    SubsidyMonth,
    SubsidyOpened,
    SubsidyReturned,
    SubsidyVerified,
)
from tests.payroll.county import COUNTY, STREET, WORKER, on, policies

ID, OTHER, CAUSE = UUID(int=70), UUID(int=71), UUID(int=72)
TODAY, FIRST = date(2027, 8, 2), date(2027, 7, 30)
DAYS = (FIRST, date(2027, 7, 31), date(2027, 8, 1))
MONTHS = (
    SubsidyMonth(month="2027-07", days=2, amount_fen=20_000), SubsidyMonth(month="2027-08", days=1, amount_fen=10_000),
)  # fmt: skip
OPEN = OpenSubsidy(emergency_id=ID, region=STREET, starts=FIRST, document="3号", cause=CAUSE)
OPENED = SubsidyOpened(effective=FIRST, emergency_id=ID, region=COUNTY, document="3号", cause=CAUSE)
PLAN = ProposeSubsidyBudget(budget_fen=40_000, document="财8号", exempt_document="")
PLANNED = SubsidyBudgetProposed(
    effective=TODAY, budget_fen=40_000, document="财8号", exempt_document="", proposed_by="finance"
)
MONEY = SubsidyBudgetApproved(
    effective=TODAY, budget_fen=40_000, document="财8号", exempt_document="", approved_by="approver"
)
CLAIM = ClaimSubsidy(
    worker_id=WORKER, emergency_id=ID, street=STREET, days=DAYS, version=1, listed_by="street", confirmed_by="officer",
    cause=CAUSE,
)  # fmt: skip
CLAIMED = SubsidyClaimed(
    effective=FIRST, worker_id=WORKER, street=STREET, days=DAYS, version=1, listed_by="street", confirmed_by="officer",
    cause=CAUSE,
)  # fmt: skip
VERIFY, APPROVE = VerifySubsidies(workers=(WORKER,)), ApproveSubsidies(workers=(WORKER,))
VERIFIED = SubsidyVerified(effective=TODAY, worker_id=WORKER, months=MONTHS, verified_by="finance")
APPROVED = SubsidyApproved(
    effective=TODAY, worker_id=WORKER, emergency_id=ID, months=MONTHS, verified_by="finance", approved_by="approver"
)
STARTED = (OPENED, PLANNED, MONEY)
finance, approver = on(SUBSIDY, TODAY), on(SUBSIDY, TODAY, "approver")


def test_an_emergency_is_heard_once_and_its_county_pays() -> None:
    finance().when(OPEN).then(OPENED)
    finance(OPENED).when(OPEN).then()


def test_the_money_is_proposed_by_a_document_and_approved_by_another_hand() -> None:
    finance(OPENED).when(PLAN).then(PLANNED)
    finance(OPENED, PLANNED).when(PLAN).then()
    approver(OPENED, PLANNED).when(ApproveSubsidyBudget()).then(MONEY)
    approver(*STARTED).when(ApproveSubsidyBudget()).then()
    finance(OPENED, PLANNED).when(ApproveSubsidyBudget()).then_rejected("subsidies.own-work")
    finance(OPENED).when(ApproveSubsidyBudget()).then_rejected("subsidies.no-budget")
    finance().when(PLAN).then_rejected("subsidies.unknown")
    finance(OPENED).when(replace(PLAN, document=" ")).then_rejected("subsidies.document")
    finance(OPENED).when(replace(PLAN, budget_fen=0)).then_rejected("subsidies.budget")


def test_more_money_is_another_document_and_never_less_than_what_was_approved() -> None:
    history = (*STARTED, CLAIMED, VERIFIED, APPROVED)
    finance(*history).when(replace(PLAN, budget_fen=20_000)).then_rejected("subsidies.budget")
    finance(*history).when(replace(PLAN, budget_fen=90_000)).then(replace(PLANNED, budget_fen=90_000))
    late = replace(PLAN, exempt_document="税1号")
    finance(*history).when(late).then_rejected("subsidies.exempt-too-late")


def test_a_claim_is_heard_verified_by_finance_and_approved_by_the_county() -> None:
    finance(*STARTED).when(CLAIM).then(CLAIMED)
    finance(*STARTED, CLAIMED).when(CLAIM).then()
    finance(*STARTED, CLAIMED).when(VERIFY).then(VERIFIED)
    finance(*STARTED, CLAIMED, VERIFIED).when(VERIFY).then()
    approver(*STARTED, CLAIMED, VERIFIED).when(APPROVE).then(APPROVED)
    approver(*STARTED, CLAIMED, VERIFIED, APPROVED).when(APPROVE).then()
    approver(*STARTED, CLAIMED).when(APPROVE).then_rejected("subsidies.not-verified")
    approver(OPENED, CLAIMED, VERIFIED).when(APPROVE).then_rejected("subsidies.no-budget")
    finance(*STARTED).when(VERIFY).then_rejected("subsidies.no-claim")


@pytest.mark.parametrize("by", ["street", "officer", "li for street", str(WORKER)])
def test_nobody_verifies_what_he_listed_or_confirmed_and_nobody_his_own(by: str) -> None:
    on(SUBSIDY, TODAY, by)(*STARTED, CLAIMED).when(VERIFY).then_rejected("subsidies.own-work")


@pytest.mark.parametrize("by", ["street", "officer", "finance", "li for finance", str(WORKER)])
def test_nobody_approves_what_went_through_his_hands(by: str) -> None:
    on(SUBSIDY, TODAY, by)(*STARTED, CLAIMED, VERIFIED).when(APPROVE).then_rejected("subsidies.own-work")


def test_what_exceeds_the_money_is_refused_as_a_whole() -> None:
    both = [replace(each, worker_id=OTHER) for each in (CLAIMED, VERIFIED)]
    history = (*STARTED, CLAIMED, VERIFIED, *both)
    everybody = ApproveSubsidies(workers=(WORKER, OTHER))
    approver(*history).when(everybody).then_rejected("subsidies.over-budget")
    approver(*history).when(APPROVE).then(APPROVED)
    approver(*history, APPROVED).when(everybody).then_rejected("subsidies.over-budget")
    enough = replace(MONEY, budget_fen=60_000)
    approver(*history, enough).when(everybody).then(APPROVED, replace(APPROVED, worker_id=OTHER))


def test_what_is_not_approved_is_returned_with_a_reason() -> None:
    returned = SubsidyReturned(effective=TODAY, worker_id=WORKER, reason="记录不全", returned_by="approver")
    give_back = ReturnSubsidies(workers=(WORKER,), reason="记录不全")
    approver(*STARTED, CLAIMED, VERIFIED).when(give_back).then(returned)
    approver(*STARTED, CLAIMED, VERIFIED, returned).when(give_back).then()
    approver(*STARTED, CLAIMED).when(replace(give_back, reason="")).then_rejected("subsidies.reason")
    approver(*STARTED, CLAIMED, VERIFIED, APPROVED).when(give_back).then_rejected("subsidies.approved")
    finance(*STARTED, CLAIMED, returned).when(VERIFY).then(VERIFIED)


def test_days_taken_back_go_the_same_way_and_free_the_money() -> None:
    gone = replace(CLAIMED, days=(), version=2)
    history = (*STARTED, CLAIMED, VERIFIED, APPROVED)
    finance(*history).when(replace(CLAIM, days=(), version=2)).then(replace(gone, effective=FIRST))
    finance(*history, gone).when(VERIFY).then(replace(VERIFIED, months=()))
    nothing = replace(VERIFIED, months=())
    state = approver(*history, gone, nothing).when(APPROVE).then_state()
    assert state.approved_fen == 0
    assert state.claims[WORKER].approved == ()


def test_each_day_counts_at_its_rate_until_the_cap_of_a_person() -> None:
    capped = policies(emergency_day_fen=10_000, emergency_person_cap_fen=25_000)
    assert worked_out(DAYS, capped) == (MONTHS[0], replace(MONTHS[1], amount_fen=5_000))
    finance(*STARTED, CLAIMED).when(VERIFY).then(VERIFIED)


@examples(st.lists(st.dates(FIRST, date(2027, 12, 31)), unique=True), st.integers(1, 60_000), st.integers(0, 900_000))
def test_no_person_is_paid_more_than_the_cap_and_no_day_is_lost(days: list[date], rate: int, cap: int) -> None:
    found = worked_out(sorted(days), policies(emergency_day_fen=rate, emergency_person_cap_fen=cap))
    assert sum(month.amount_fen for month in found) == min(rate * len(days), cap)
    assert sum(month.days for month in found) == len(days)
    assert len({month.month for month in found}) == len(found)
