"""The last wages of a leaver are owed by a day and settled with the run that paid them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.payroll.domain.employment_commands import ResumePay
from services.payroll.domain.final_pay import SettleFinalPay
from services.payroll.domain.final_pay_events import FinalPaySettled
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.projections import tasks
from tests.payroll.county import JOB, WORKER, on
from tests.payroll.domain.test_entitlements import ENROLLED, FINAL, STOP, STOPPED, TODAY
from tests.payroll.projections.test_rows import rows

RUN, PAID = UUID(int=90), date(2026, 7, 3)
SETTLE = SettleFinalPay(employment_id=JOB, run_id=RUN, paid_on=PAID)
SETTLED = FinalPaySettled(effective=PAID, worker_id=WORKER, employment_id=JOB, run_id=RUN)
given = on(ENTITLEMENT, TODAY)


def test_what_is_owed_is_settled_once_and_nothing_else_is() -> None:
    given(ENROLLED, STOPPED, FINAL).when(SETTLE).then(SETTLED)
    given(ENROLLED, STOPPED, FINAL, SETTLED).when(SETTLE).then()
    given(ENROLLED).when(SETTLE).then()
    given().when(SETTLE).then()
    given(ENROLLED, STOPPED, FINAL).when(replace(SETTLE, employment_id=UUID(int=3))).then()


def test_another_last_day_is_owed_by_another_day_and_an_exit_that_never_was_owes_nothing() -> None:
    later = date(2026, 7, 31)
    given(ENROLLED, STOPPED, FINAL, SETTLED).when(replace(STOP, last_day=later)).then(
        replace(STOPPED, effective=later), replace(FINAL, effective=later, due=later)
    )
    resume = ResumePay(worker_id=WORKER, employment_id=JOB, was=STOPPED.effective, cause=UUID(int=4))
    [resumed] = given(ENROLLED, STOPPED, FINAL).when(resume).then_events()
    given(ENROLLED, STOPPED, FINAL, resumed).when(SETTLE).then()
    assert rows(tasks.project, WORKER, (FINAL, resumed)) == {}


def test_it_waits_with_its_day_until_it_is_settled() -> None:
    [task] = rows(tasks.project, WORKER, (FINAL,))["task"]
    assert (task["kind"], task["item"], task["due"]) == ("final-pay", JOB, FINAL.due)
    assert rows(tasks.project, WORKER, (FINAL, SETTLED)) == {}
