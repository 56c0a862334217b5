from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.coverage import RegisterCoverage
from services.payroll.domain.coverage_events import CoverageAct, CoverageRegistered, CoverageScheme
from services.payroll.domain.streams import ENTITLEMENT
from tests.payroll.county import JOB, WORKER, on
from tests.payroll.domain.test_entitlements import ENDS, ENROLLED, MARCH, OWED, STOPPED

TODAY, DAY = date(2026, 7, 20), date(2026, 3, 10)
REGISTER = RegisterCoverage(
    employment_id=JOB, scheme=CoverageScheme.INSURANCE, act=CoverageAct.ENROL, day=DAY, reference="社保回执7"
)
REGISTERED = CoverageRegistered(
    effective=DAY, worker_id=WORKER, employment_id=JOB, scheme=CoverageScheme.INSURANCE, act=CoverageAct.ENROL,
    reference="社保回执7",
)  # fmt: skip
SUSPEND, SUSPENDED = replace(REGISTER, act=CoverageAct.SUSPEND), replace(REGISTERED, act=CoverageAct.SUSPEND)
given = on(ENTITLEMENT, TODAY)


def test_enrolled_suspended_carried_over_each_scheme_for_itself() -> None:
    given(ENROLLED, OWED).when(REGISTER).then(REGISTERED)
    given(ENROLLED, OWED, REGISTERED).when(SUSPEND).then(SUSPENDED)
    transfer = replace(REGISTER, act=CoverageAct.TRANSFER)
    given(ENROLLED, OWED, REGISTERED, STOPPED, ENDS, SUSPENDED).when(transfer).then(
        replace(REGISTERED, act=CoverageAct.TRANSFER)
    )
    fund = replace(REGISTER, scheme=CoverageScheme.FUND)
    given(ENROLLED, OWED, REGISTERED).when(fund).then(replace(REGISTERED, scheme=CoverageScheme.FUND))


def test_asking_again_changes_nothing() -> None:
    given(ENROLLED, OWED, REGISTERED).when(REGISTER).then()


@pytest.mark.parametrize(
    ("history", "act"),
    [((), CoverageAct.SUSPEND), ((), CoverageAct.TRANSFER), ((REGISTERED, SUSPENDED), CoverageAct.ENROL)],
)
def test_nothing_is_skipped(history: tuple[CoverageRegistered, ...], act: CoverageAct) -> None:
    given(ENROLLED, OWED, *history).when(replace(REGISTER, act=act)).then_rejected("coverage.order")


def test_somebody_taken_over_from_paper_is_enrolled_already() -> None:
    given(replace(ENROLLED, pay_from=date(2026, 6, 1))).when(SUSPEND).then(SUSPENDED)


def test_days_and_receipts_are_asked_for() -> None:
    for day in (date(2026, 2, 28), date(2026, 7, 21)):
        given(ENROLLED, OWED).when(replace(REGISTER, day=day)).then_rejected("coverage.day")
    given(ENROLLED, OWED).when(replace(REGISTER, reference=" ")).then_rejected("coverage.reference")
    unknown = replace(REGISTER, employment_id=UUID(int=99))
    given(ENROLLED, OWED).when(unknown).then_rejected("coverage.unknown-employment")
    given().when(REGISTER).then_rejected("coverage.unknown-employment")
    given(ENROLLED).when(replace(REGISTER, day=MARCH)).then(replace(REGISTERED, effective=MARCH))
