"""Which money a run charges, and what is found where a budget would not hold it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.payroll.domain.budget_events import BudgetPart
from services.payroll.domain.calculation import calculate
from services.payroll.domain.cohort import Cohort
from services.payroll.domain.finding_events import FindingKind, RunFinding
from services.payroll.domain.funding import ORDINARY
from services.payroll.domain.funding_events import FundingReassigned, funding_fact
from services.payroll.domain.payslips import PayslipIssued
from services.payroll.domain.run_fund_events import FundCharge, RunFundsCharged
from services.payroll.domain.run_funds import PaidBefore, StandingBudget, charged, check_budgets, sponsored
from services.payroll.domain.runs import FinishCalculation
from services.payroll.domain.streams import RUN
from tests.payroll.county import COMMUNITY, COUNTY, JOB, OTHER_STREET, STREET, WORKER, Books, on, only, version
from tests.payroll.domain.test_runs import CALCULATED, FROZEN, LEFT_OUT, OPENED, TODAY, TOTALS
from tests.payroll.happened import enrolled, graded, honoured

JANUARY, APRIL, GRID = date(2026, 1, 1), date(2026, 4, 28), "政法委网格经费"
OTHER = UUID(int=3)
NOTHING = PaidBefore({}, {})


def reassigned(day: date, at: int) -> FundingReassigned:
    return FundingReassigned(
        effective=day,
        worker_id=WORKER,
        employment_id=JOB,
        sponsor="区委政法委",
        funding_source=GRID,
        cause=UUID(int=at),
    )


def books() -> Books:
    made = Books(versions=[version()])
    made.know(enrolled(JANUARY, at=10), graded(2, JANUARY))
    return made.know(enrolled(JANUARY, at=20, job=UUID(int=9)), graded(2, JANUARY, at=21), of=OTHER)


def cost(slip: PayslipIssued) -> int:
    return slip.sums.gross_fen + slip.sums.employer_fen


def by_source(cohort: Cohort, slips: tuple[PayslipIssued, ...], before: PaidBefore = NOTHING) -> Mapping[str, int]:
    charges = charged(cohort, slips, before)
    assert {c.region for c in charges} <= {STREET}
    return {c.source: c.amount_fen for c in charges}


def test_the_countys_own_money_bears_whom_no_sponsor_pays() -> None:
    cohort = books().cohort("2026-01")
    slips = calculate(cohort).slips
    assert sponsored(cohort) == ()
    assert by_source(cohort, slips) == {ORDINARY: sum(map(cost, slips))}


def test_what_is_paid_for_an_honour_is_charged_with_the_wages() -> None:
    plain, city = (each.cohort("2026-05") for each in (books(), books().know(honoured("MODEL_WORKER", "CITY", APRIL))))
    spent = [by_source(each, calculate(each).slips)[ORDINARY] for each in (plain, city)]
    assert spent[1] - spent[0] == 300_000 + 10_000  # the award, and the first month of the allowance


def test_a_sponsors_money_bears_its_people_and_a_late_conversion_moves_the_months_before() -> None:
    county = books()
    first = county.run("2026-01", known_at=100).slips
    county.know(funding_fact(reassigned(JANUARY, 150), 150))
    cohort = county.cohort("2026-02")
    slips = calculate(cohort).slips
    assert sponsored(cohort) == (WORKER,)
    before = PaidBefore({k: v for k, v in cohort.paid.items() if k[0] == WORKER} or _paid(county), {JOB: COMMUNITY})
    mine, earlier = (only(s for s in each if s.worker_id == WORKER) for each in (slips, first))
    found = by_source(cohort, slips, before)
    assert found[GRID] == cost(mine) + cost(earlier)
    assert sum(found.values()) == sum(map(cost, slips))


def _paid(county: Books) -> Mapping[tuple[UUID, int], tuple[int, ...]]:
    cohort = county.cohort("2026-02", again_from="2026-01")
    return {key: amounts for key, amounts in cohort.paid.items() if key[0] == WORKER}


def test_a_run_keeps_what_it_charged() -> None:
    charges = (FundCharge(region=STREET, source=ORDINARY, amount_fen=5),)
    asked = FinishCalculation(totals=TOTALS, exceptions=LEFT_OUT, funds=charges)
    told = RunFundsCharged(effective=TODAY, charges=charges)
    on(RUN, TODAY)(OPENED, FROZEN).when(asked).then(CALCULATED, told)


def part(fen: int, bears: str = ORDINARY, source: str = "区级财政") -> BudgetPart:
    return BudgetPart(source=source, amount_fen=fen, bears=bears)


def budget(*parts: BudgetPart, **spent: int) -> StandingBudget:
    return StandingBudget(region=COUNTY, year=2026, parts=parts, spent={ORDINARY: spent.get("county", 0)})


def found(charges: tuple[FundCharge, ...], *budgets: StandingBudget) -> tuple[RunFinding, ...]:
    return check_budgets(charges, budgets)


HERE = FundCharge(region=STREET, source=ORDINARY, amount_fen=100)
THERE = FundCharge(region=OTHER_STREET, source=ORDINARY, amount_fen=50)
BY_GRID = FundCharge(region=STREET, source=GRID, amount_fen=10)


def test_what_the_budget_holds_is_no_finding() -> None:
    assert found((HERE, THERE), budget(part(150))) == ()
    assert found((HERE, THERE), budget(part(100), part(50, source="市级补助"))) == ()
    assert found((HERE, THERE)) == ()


def test_a_fen_beyond_the_year_is_found_with_what_was_spent_before() -> None:
    [one] = found((HERE, THERE), budget(part(150), county=1))
    assert (one.kind, one.count, one.workers) == (FindingKind.BUDGET, 1, ())
    assert one.about == f"{COUNTY} 2026 COUNTY_BUDGET 1.51/1.50"


def test_each_source_is_held_against_its_own_money() -> None:
    [one] = found((HERE, BY_GRID), budget(part(1_000)))
    assert one.about == f"{COUNTY} 2026 {GRID} 0.10/0.00"
    assert found((HERE, BY_GRID), budget(part(100), part(10, GRID, "网格"))) == ()


def test_a_street_is_held_against_its_own_budget_and_the_countys() -> None:
    street = StandingBudget(region=STREET, year=2026, parts=(part(99),), spent={})
    [one] = found((HERE, THERE), budget(part(150)), street)
    assert one.about.startswith(f"{STREET} 2026")
    both = found((HERE, THERE), budget(part(1)), street)
    assert both[0].count == 2


def test_money_that_is_given_back_is_no_overrun() -> None:
    back = FundCharge(region=STREET, source=ORDINARY, amount_fen=-10)
    assert found((back,), budget(part(1), county=500)) == ()


CHARGES = st.lists(st.tuples(st.sampled_from((ORDINARY, GRID)), st.integers(-500, 500)), max_size=6)


@given(CHARGES, st.integers(1, 500), st.integers(1, 500))
def test_nothing_is_found_exactly_while_every_charged_source_is_covered(
    charges: list[tuple[str, int]], own: int, grid: int
) -> None:
    told = tuple(FundCharge(region=STREET, source=source, amount_fen=fen) for source, fen in charges)
    sums = {source: sum(fen for s, fen in charges if s == source) for source in (ORDINARY, GRID)}
    held = sums[ORDINARY] <= own and sums[GRID] <= grid
    assert (found(told, budget(part(own), part(grid, GRID, "网格"))) == ()) == held
