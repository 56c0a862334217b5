from dataclasses import fields, replace
from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.coverage_events import CoverageAct, CoverageScheme
from services.payroll.publications import publish
from shared.published.payroll.pay import (
    ContributionTablePublishedV1,
    FundingSourceReassignedV1,
    FundOpenedV1,
    FundSealedV1,
    InsuranceBaseChangedV1,
    InsuranceEnrolledV1,
    InsuranceSuspendedV1,
    PayslipIssuedV1,
    PayStoppedV1,
    RunClosedV1,
    StandardPublishedV1,
    WageFigurePublishedV1,
)
from shared.published.payroll.subsidies import SubsidyApprovedV1
from tests.payroll.county import COUNTY, JOB, STREET, WORKER
from tests.payroll.domain.test_contribution_tables import TABLE
from tests.payroll.domain.test_coverage import REGISTERED
from tests.payroll.domain.test_declarations import BASED, RENTED
from tests.payroll.domain.test_entitlements import ENROLLED, GRADED, OWED, STOPPED
from tests.payroll.domain.test_funding import REASSIGNED
from tests.payroll.domain.test_pay_groups import NAMED
from tests.payroll.domain.test_payslips import SLIP
from tests.payroll.domain.test_runs import APPROVED, BANK, CALCULATED, CLOSED, DISCARDED, FROZEN, OPENED
from tests.payroll.domain.test_standards import PUBLISHED
from tests.payroll.domain.test_subsidies import APPROVED as SUBSIDY_APPROVED
from tests.payroll.domain.test_subsidies import CLAIMED, VERIFIED
from tests.payroll.domain.test_subsidies import ID as EMERGENCY
from tests.payroll.domain.test_wage_figures import FIGURE

ID = UUID(int=77)


def test_enrolment_and_the_end_of_pay_are_told() -> None:
    """Who was taken over from paper is in the insurances already; the others once they are registered there."""
    told = InsuranceEnrolledV1(worker_id=WORKER, employment_id=JOB)
    assert publish("entitlement", WORKER, ENROLLED) is None
    assert publish("entitlement", WORKER, replace(ENROLLED, pay_from=date(2026, 6, 1))) == told
    assert publish("entitlement", WORKER, REGISTERED) == told
    assert publish("entitlement", WORKER, STOPPED) == PayStoppedV1(
        worker_id=WORKER, employment_id=JOB, last_day=STOPPED.effective
    )


def test_that_a_wage_figure_is_in_force_is_told_without_its_amount() -> None:
    told = WageFigurePublishedV1(region=COUNTY, code="MINIMUM_WAGE", version=1)
    assert publish("wage_figure", ID, FIGURE) == told


def test_what_was_heard_or_declared_stays_inside() -> None:
    assert [publish("entitlement", WORKER, event) for event in (GRADED, RENTED, OWED)] == [None] * 3
    assert publish("entitlement", WORKER, BASED) == InsuranceBaseChangedV1(worker_id=WORKER, starts=BASED.effective)


def test_what_was_registered_at_the_bureaus_is_told_by_its_name() -> None:
    acts = [
        (CoverageScheme.INSURANCE, CoverageAct.SUSPEND, InsuranceSuspendedV1),
        (CoverageScheme.FUND, CoverageAct.ENROL, FundOpenedV1),
        (CoverageScheme.FUND, CoverageAct.SUSPEND, FundSealedV1),
    ]
    for scheme, act, told in acts:
        event = replace(REGISTERED, scheme=scheme, act=act)
        assert publish("entitlement", WORKER, event) == told(worker_id=WORKER, employment_id=JOB)
    assert publish("entitlement", WORKER, replace(REGISTERED, act=CoverageAct.END)) is None


def test_a_contribution_table_is_told_and_a_pay_group_is_not() -> None:
    assert publish("contribution_table", ID, TABLE) == ContributionTablePublishedV1(
        region=COUNTY, code="INSURANCE", version=1, base_year=2025
    )
    assert publish("pay_group", ID, NAMED) is None


def test_a_standard_a_slip_and_a_closed_run_are_told() -> None:
    assert publish("pay_standard", ID, PUBLISHED) == StandardPublishedV1(region=COUNTY, code="GRADE_PAY", version=1)
    assert publish("payslip", ID, SLIP) == PayslipIssuedV1(worker_id=WORKER, run_id=SLIP.run_id, month="2026-01")
    assert publish("pay_run", ID, CLOSED) == RunClosedV1(run_id=ID, unit=STREET, month="2026-03", slips=2, exceptions=1)
    assert [publish("pay_run", ID, event) for event in (OPENED, FROZEN, CALCULATED, APPROVED, BANK, DISCARDED)] == [
        None
    ] * 6


def test_nothing_told_carries_an_amount() -> None:
    for told in (InsuranceEnrolledV1, PayStoppedV1, StandardPublishedV1, PayslipIssuedV1, RunClosedV1):
        assert not any("fen" in f.name or "amount" in f.name for f in fields(told))


def test_an_unknown_stream_is_a_fault() -> None:
    with pytest.raises(LookupError):
        publish("nothing", ID, CLOSED)


def test_an_approved_subsidy_is_told_with_its_months_and_no_amount() -> None:
    told = SubsidyApprovedV1(worker_id=WORKER, emergency_id=EMERGENCY, months=("2027-07", "2027-08"))
    assert publish("emergency_subsidy", EMERGENCY, SUBSIDY_APPROVED) == told
    assert publish("emergency_subsidy", EMERGENCY, CLAIMED) is None
    assert publish("emergency_subsidy", EMERGENCY, VERIFIED) is None


def test_a_reassigned_funding_source_is_told_without_an_amount() -> None:
    told = publish("entitlement", WORKER, REASSIGNED)
    assert told == FundingSourceReassignedV1(
        worker_id=WORKER, employment_id=JOB, starts=REASSIGNED.effective, funding_source=REASSIGNED.funding_source
    )
