from datetime import date

from services.payroll.domain.bank_accounts import ForgetAccounts
from services.payroll.domain.entitlement_events import PersonForgotten
from services.payroll.domain.forgetting import ForgetPerson
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.projections import entitlements
from services.payroll.publications import publish
from services.payroll.reactions.personnel import react
from shared.published.personnel.erasures import WorkerErasedV1
from shared.testing.spec import sent
from tests.payroll.county import JOB, WORKER, on
from tests.payroll.domain.test_entitlements import ENROLLED, GRADED, STOPPED
from tests.payroll.projections.test_rows import rows
from tests.payroll.reactions.test_personnel import news

DAY = date(2029, 7, 1)
FORGOTTEN = PersonForgotten(effective=DAY, worker_id=WORKER, employment_ids=(JOB,))
FORGET = ForgetPerson(worker_id=WORKER, erased_on=DAY)
HISTORY = (ENROLLED, GRADED, STOPPED)


def test_a_person_is_forgotten_once_and_nobody_who_was_never_paid() -> None:
    on(ENTITLEMENT, DAY)(*HISTORY).when(FORGET).then(FORGOTTEN)
    on(ENTITLEMENT, DAY)(*HISTORY, FORGOTTEN).when(FORGET).then()
    on(ENTITLEMENT, DAY)().when(FORGET).then()
    on(ENTITLEMENT, DAY)(GRADED).when(FORGET).then()


def test_the_name_goes_and_every_fact_that_decides_pay_stays() -> None:
    before, after = (
        rows(entitlements.project, WORKER, HISTORY),
        rows(entitlements.project, WORKER, (*HISTORY, FORGOTTEN)),
    )
    assert after["pay_fact"] == before["pay_fact"]
    assert after["pay_person"] == [{**row, "name": None} for row in before["pay_person"]]
    assert publish("entitlement", WORKER, FORGOTTEN) is None
    known = on(ENTITLEMENT, DAY)(*HISTORY).state().known
    assert on(ENTITLEMENT, DAY)(*HISTORY, FORGOTTEN).state().known == known


def test_the_end_of_an_identity_and_of_pay_is_heard_and_no_other() -> None:
    for purpose, command in (("identity", ForgetPerson), ("pay", ForgetAccounts)):
        [(stream, to, asked)] = sent(list(react(news(WorkerErasedV1(worker_id=WORKER, purposes=(purpose,))))))
        assert (stream, to, type(asked)) == ("entitlement", WORKER, command)
    assert sent(list(react(news(WorkerErasedV1(worker_id=WORKER, purposes=("contact",)))))) == []
