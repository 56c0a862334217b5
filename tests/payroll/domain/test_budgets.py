"""Budgets: drafted, submitted by source, approved by another hand, adjusted; an overrun is told once."""

from dataclasses import replace
from datetime import date

import pytest

from services.payroll.domain.budget_events import (
    BudgetApproved,
    BudgetDrafted,
    BudgetExceeded,
    BudgetForecastMade,
    BudgetMonth,
    BudgetOverrun,
    BudgetPart,
    BudgetReturned,
    BudgetSourceExceeded,
    BudgetSubmitted,
    FundMonth,
    budget_id,
    forecast_before_funds,
    parted_before_funds,
)
from services.payroll.domain.budgets import (
    ApproveBudget,
    RecordDraft,
    RecordForecast,
    ReturnBudget,
    SubmitBudget,
    check_scope,
)
from services.payroll.domain.funding import ORDINARY
from services.payroll.domain.streams import BUDGET
from services.payroll.publications import publish
from shared.kernel import Rejected
from shared.published.payroll.budgets import BudgetExceededV1, BudgetForecastPublishedV1, BudgetSourceExceededV1
from tests.payroll.county import COMMUNITY, COUNTY, STREET, on

TODAY = date(2026, 11, 2)
MONTHS = tuple(BudgetMonth(month=f"2026-{n:02}", people=2, amount_fen=1_000_000) for n in range(1, 13))
DRAFT = RecordDraft(region=STREET, year=2026, months=MONTHS, left_out=0, known_at=9)
DRAFTED = BudgetDrafted(
    effective=date(2026, 1, 1), region=STREET, year=2026, months=MONTHS, left_out=0, known_at=9, drafted_by="finance"
)
PARTS = (
    BudgetPart(source="区级财政", amount_fen=10_000_000, bears=ORDINARY),
    BudgetPart(source="政法", amount_fen=2_000_000, bears="政法委网格经费"),
)
FUNDS = (FundMonth(month="2026-11", source=ORDINARY, amount_fen=1_000_000),)
SUBMIT = SubmitBudget(parts=PARTS, document="财1号")
SUBMITTED = BudgetSubmitted(effective=TODAY, parts=PARTS, document="财1号", submitted_by="finance")
APPROVED = BudgetApproved(
    effective=TODAY, region=STREET, year=2026, parts=PARTS, document="财1号", approved_by="approver"
)
FORECAST = RecordForecast(
    region=STREET, year=2026, paid_through="2026-10", paid_fen=10_000_000, expected=MONTHS[10:], known_at=20,
    expected_funds=FUNDS,
)  # fmt: skip
MADE = BudgetForecastMade(
    effective=TODAY, region=STREET, year=2026, paid_through="2026-10", paid_fen=10_000_000, expected=MONTHS[10:],
    known_at=20, made_by="finance", expected_funds=FUNDS,
)  # fmt: skip
OVER = BudgetExceeded(
    effective=TODAY, region=STREET, year=2026, overrun=BudgetOverrun.FORECAST, budget_fen=12_000_000,
    amount_fen=13_000_000,
)  # fmt: skip
GRID = BudgetSourceExceeded(
    effective=TODAY, region=STREET, year=2026, source="政法委网格经费", overrun=BudgetOverrun.EXECUTION,
    budget_fen=2_000_000, amount_fen=2_500_000,
)  # fmt: skip
STANDS = (DRAFTED, SUBMITTED, APPROVED)
finance, approver = on(BUDGET, TODAY), on(BUDGET, TODAY, "approver")


def test_it_is_drafted_submitted_by_source_and_approved_by_another_hand() -> None:
    finance().when(DRAFT).then(DRAFTED)
    finance(DRAFTED).when(DRAFT).then()
    finance(DRAFTED).when(SUBMIT).then(SUBMITTED)
    finance(DRAFTED, SUBMITTED).when(SUBMIT).then()
    approver(DRAFTED, SUBMITTED).when(ApproveBudget()).then(APPROVED)
    approver(*STANDS).when(ApproveBudget()).then()
    finance(DRAFTED, SUBMITTED).when(ApproveBudget()).then_rejected("budgets.own-submission")
    approver(DRAFTED).when(ApproveBudget()).then_rejected("budgets.nothing-submitted")
    finance().when(SUBMIT).then_rejected("budgets.not-drafted")


def test_it_is_returned_with_a_reason_and_what_was_approved_stands() -> None:
    back = BudgetReturned(effective=TODAY, reason="压减", returned_by="approver")
    approver(DRAFTED, SUBMITTED).when(ReturnBudget(reason="压减")).then(back)
    approver(DRAFTED, SUBMITTED).when(ReturnBudget(reason="")).then_rejected("budgets.reason")
    state = approver(*STANDS, replace(SUBMITTED, document="财2号"), back).when(ApproveBudget()).then_state()
    assert state.approved == PARTS


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ((), "budgets.sources"), ((PARTS[0], PARTS[0]), "budgets.sources"),
        ((replace(PARTS[0], source=" "),), "budgets.sources"),
        ((replace(PARTS[0], bears=""),), "budgets.sources"), ((replace(PARTS[0], amount_fen=0),), "budgets.amount"),
    ],
)  # fmt: skip
def test_money_has_a_source_and_an_amount(parts: tuple[BudgetPart, ...], code: str) -> None:
    finance(DRAFTED).when(replace(SUBMIT, parts=parts)).then_rejected(code)
    finance(DRAFTED).when(replace(SUBMIT, document=" ")).then_rejected("budgets.document")


def test_a_forecast_is_held_against_what_was_approved() -> None:
    finance(*STANDS).when(FORECAST).then(MADE)
    finance(DRAFTED, SUBMITTED).when(FORECAST).then_rejected("budgets.not-approved")


def test_an_overrun_is_told_once_until_the_budget_is_adjusted() -> None:
    more = replace(FORECAST, paid_fen=11_000_000)
    made = replace(MADE, paid_fen=11_000_000)
    finance(*STANDS).when(more).then(made, OVER)
    finance(*STANDS, made, OVER).when(replace(more, known_at=99)).then()
    finance(*STANDS, made).when(more).then(OVER)
    spent = replace(FORECAST, paid_fen=12_500_000, expected=())
    executed = replace(OVER, overrun=BudgetOverrun.EXECUTION, amount_fen=12_500_000)
    finance(*STANDS, made, OVER).when(spent).then(replace(MADE, paid_fen=12_500_000, expected=()), executed)
    adjusted = replace(APPROVED, document="财2号")
    finance(*STANDS, made, OVER, replace(SUBMITTED, document="财2号"), adjusted).when(more).then(OVER)


def test_a_source_spent_beyond_its_part_is_told_once_while_the_whole_holds() -> None:
    spent = replace(FORECAST, paid_funds={ORDINARY: 7_500_000, GRID.source: 2_500_000})
    coming = replace(GRID, overrun=BudgetOverrun.FORECAST)
    finance(*STANDS).when(spent).then(MADE, GRID, coming)
    finance(*STANDS, MADE, GRID, coming).when(spent).then()
    adjusted = (replace(SUBMITTED, document="财2号"), replace(APPROVED, document="财2号"))
    finance(*STANDS, MADE, GRID, coming, *adjusted).when(spent).then(GRID, coming)


def test_what_is_expected_of_a_source_counts_and_one_without_money_is_beyond_it_from_the_first_fen() -> None:
    unborne = FundMonth(month="2026-11", source="民政", amount_fen=1)
    later = replace(FORECAST, expected_funds=(unborne,), paid_funds={ORDINARY: 10_000_000})
    over = replace(GRID, source="民政", overrun=BudgetOverrun.FORECAST, budget_fen=0, amount_fen=1)
    finance(*STANDS).when(later).then(replace(MADE, expected_funds=(unborne,)), over)


def test_a_single_source_is_the_budget_itself() -> None:
    alone = replace(APPROVED, parts=(replace(PARTS[0], amount_fen=12_000_000),))
    more = replace(FORECAST, paid_fen=11_000_000, paid_funds={ORDINARY: 11_000_000})
    finance(DRAFTED, SUBMITTED, alone).when(more).then(replace(MADE, paid_fen=11_000_000), OVER)


def test_money_of_before_funding_sources_is_the_countys_own() -> None:
    stored = {"parts": [{"source": "区级财政", "amount_fen": 5}]}
    assert parted_before_funds(stored) == {"parts": [{"source": "区级财政", "amount_fen": 5, "bears": "COUNTY_BUDGET"}]}
    assert forecast_before_funds({"paid_fen": 1}) == {"paid_fen": 1, "expected_funds": []}


def test_counties_and_streets_of_these_years_have_budgets() -> None:
    check_scope(COUNTY, 2027, 2026)
    with pytest.raises(Rejected, match=r"budgets.region"):
        check_scope(COMMUNITY, 2026, 2026)
    with pytest.raises(Rejected, match=r"budgets.year"):
        check_scope(COUNTY, 2028, 2026)


def test_forecast_and_overrun_are_told_without_amounts() -> None:
    id = budget_id(STREET, 2026)
    told = BudgetForecastPublishedV1(budget_id=id, region=STREET, year=2026, paid_through="2026-10")
    assert publish("budget", id, MADE) == told
    assert publish("budget", id, OVER) == BudgetExceededV1(budget_id=id, region=STREET, year=2026, overrun="FORECAST")
    by_source = BudgetSourceExceededV1(budget_id=id, region=STREET, year=2026, source=GRID.source, overrun="EXECUTION")
    assert publish("budget", id, GRID) == by_source
    assert publish("budget", id, APPROVED) is None
