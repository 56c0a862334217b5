"""The national id is heard sealed, pinned to what a run knew, and forgotten with the name."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.payroll.domain.forgetting import ForgetPerson
from services.payroll.domain.identities import IdentifyPayee
from services.payroll.domain.identity_events import PayeeIdentified, PayeeRenamed, PersonForgotten
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.projections import entitlements, identities
from services.payroll.publications import publish
from services.payroll.reactions.personnel import react
from shared.kernel import Sealed
from shared.published.personnel.identity import WorkerIdentifiedV1
from shared.testing.spec import sent
from tests.payroll.county import JOB, WORKER, on
from tests.payroll.domain.test_entitlements import ENROLLED, GRADED
from tests.payroll.projections.test_rows import rows
from tests.payroll.reactions.test_personnel import news

DAY, NUMBER, NEWS = date(2026, 5, 4), Sealed("number"), UUID(int=71)
IDENTIFY = IdentifyPayee(worker_id=WORKER, identity=NEWS, id_number=NUMBER, day=DAY)
IDENTIFIED = PayeeIdentified(effective=DAY, worker_id=WORKER, identity=NEWS, id_number=NUMBER)
RENAMED = PayeeRenamed(
    effective=DAY, worker_id=WORKER, employment_ids=(JOB,), name=Sealed("new"), identity=UUID(int=72)
)
given = on(ENTITLEMENT, DAY)


def test_a_number_is_heard_once_before_the_hire_or_after_it() -> None:
    given().when(IDENTIFY).then(IDENTIFIED)
    given(ENROLLED).when(IDENTIFY).then(IDENTIFIED)
    given(IDENTIFIED, ENROLLED).when(IDENTIFY).then()
    other = replace(IDENTIFY, identity=UUID(int=73), id_number=Sealed("right"))
    given(IDENTIFIED, ENROLLED).when(other).then(replace(IDENTIFIED, identity=UUID(int=73), id_number=Sealed("right")))


def test_a_forgotten_person_is_identified_no_more_and_every_wording_is_named_when_it_goes() -> None:
    forget = ForgetPerson(worker_id=WORKER, erased_on=DAY)
    gone = PersonForgotten(
        effective=DAY, worker_id=WORKER, employment_ids=(JOB,), identities=(NEWS, RENAMED.identity)
    )  # fmt: skip
    given(IDENTIFIED, ENROLLED, RENAMED).when(forget).then(gone)
    given(IDENTIFIED, ENROLLED, RENAMED, gone).when(IDENTIFY).then()
    given(IDENTIFIED).when(forget).then(replace(gone, employment_ids=(), identities=(NEWS,)))
    left = rows(identities.project, WORKER, (IDENTIFIED, ENROLLED, RENAMED, gone))["payee_identity"]
    assert len(left) == 3
    assert {(row["name"], row["id_number"]) for row in left} == {(None, None)}


def test_each_wording_keeps_its_place_so_that_a_run_reads_what_it_knew() -> None:
    kept = rows(identities.project, WORKER, (IDENTIFIED, ENROLLED, RENAMED))["payee_identity"]
    assert [(row["position"], row["name"], row["id_number"]) for row in kept] == [
        (1, None, "number"), (2, ENROLLED.name.token, None), (3, "new", None),
    ]  # fmt: skip


def test_it_is_no_fact_of_pay_and_told_to_nobody() -> None:
    assert rows(entitlements.project, WORKER, (ENROLLED, GRADED, IDENTIFIED)) == rows(
        entitlements.project, WORKER, (ENROLLED, GRADED)
    )
    assert publish("entitlement", WORKER, IDENTIFIED) is None
    told = WorkerIdentifiedV1(worker_id=WORKER, id_number=NUMBER)
    assert [(stream, to, type(asked)) for stream, to, asked in sent(list(react(news(told))))] == [
        ("entitlement", WORKER, IdentifyPayee)
    ]
