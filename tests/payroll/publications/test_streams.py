from dataclasses import fields
from uuid import UUID

import pytest

from services.payroll.publications import publish
from shared.published.payroll.pay import (
    InsuranceEnrolledV1,
    PayslipIssuedV1,
    PayStoppedV1,
    RunClosedV1,
    StandardPublishedV1,
)
from tests.payroll.county import COUNTY, JOB, STREET, WORKER
from tests.payroll.domain.test_declarations import BASED, RENTED
from tests.payroll.domain.test_entitlements import ENROLLED, GRADED, STOPPED
from tests.payroll.domain.test_payslips import SLIP
from tests.payroll.domain.test_runs import APPROVED, CALCULATED, CLOSED, DISCARDED, OPENED
from tests.payroll.domain.test_standards import PUBLISHED

ID = UUID(int=77)


def test_enrolment_and_the_end_of_pay_are_told() -> None:
    assert publish("entitlement", WORKER, ENROLLED) == InsuranceEnrolledV1(worker_id=WORKER, employment_id=JOB)
    assert publish("entitlement", WORKER, STOPPED) == PayStoppedV1(
        worker_id=WORKER, employment_id=JOB, last_day=STOPPED.effective
    )


def test_what_was_heard_or_declared_stays_inside() -> None:
    assert [publish("entitlement", WORKER, event) for event in (GRADED, BASED, RENTED)] == [None] * 3


def test_a_standard_a_slip_and_a_closed_run_are_told() -> None:
    assert publish("pay_standard", ID, PUBLISHED) == StandardPublishedV1(region=COUNTY, code="GRADE_PAY", version=1)
    assert publish("payslip", ID, SLIP) == PayslipIssuedV1(worker_id=WORKER, run_id=SLIP.run_id, month="2026-01")
    assert publish("pay_run", ID, CLOSED) == RunClosedV1(run_id=ID, unit=STREET, month="2026-03", slips=2, exceptions=1)
    assert [publish("pay_run", ID, event) for event in (OPENED, CALCULATED, APPROVED, DISCARDED)] == [None] * 4


def test_nothing_told_carries_an_amount() -> None:
    for told in (InsuranceEnrolledV1, PayStoppedV1, StandardPublishedV1, PayslipIssuedV1, RunClosedV1):
        assert not any("fen" in f.name or "amount" in f.name for f in fields(told))


def test_an_unknown_stream_is_a_fault() -> None:
    with pytest.raises(LookupError):
        publish("nothing", ID, CLOSED)
