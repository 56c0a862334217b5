"""A corrected name is heard once; what decides pay stays as it was."""

from datetime import date
from uuid import UUID

from services.payroll.domain.entitlement_events import PayeeRenamed, PersonForgotten
from services.payroll.domain.renaming import RenamePerson
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.projections import entitlements
from services.payroll.publications import publish
from services.payroll.reactions.personnel import react
from shared.kernel import Sealed
from shared.published.personnel.profile import ProfileChangedV1
from shared.testing.spec import sent
from tests.payroll.county import JOB, WORKER, on
from tests.payroll.domain.test_entitlements import ENROLLED, GRADED
from tests.payroll.projections.test_rows import rows
from tests.payroll.reactions.test_personnel import news

DAY, NEW, NEWS = date(2029, 7, 1), Sealed("new"), UUID(int=70)
RENAME = RenamePerson(worker_id=WORKER, name=NEW, renamed_on=DAY, identity=NEWS)
RENAMED = PayeeRenamed(effective=DAY, worker_id=WORKER, employment_ids=(JOB,), name=NEW, identity=NEWS)
HISTORY = (ENROLLED, GRADED)


def test_a_name_is_changed_once_and_for_nobody_unpaid_or_forgotten() -> None:
    on(ENTITLEMENT, DAY)(*HISTORY).when(RENAME).then(RENAMED)
    on(ENTITLEMENT, DAY)(*HISTORY, RENAMED).when(RENAME).then()
    on(ENTITLEMENT, DAY)(GRADED).when(RENAME).then()
    forgotten = PersonForgotten(effective=DAY, worker_id=WORKER, employment_ids=(JOB,))
    on(ENTITLEMENT, DAY)(*HISTORY, forgotten).when(RENAME).then()


def test_the_name_changes_and_no_fact_that_decides_pay_does() -> None:
    before = rows(entitlements.project, WORKER, HISTORY)
    after = rows(entitlements.project, WORKER, (*HISTORY, RENAMED))
    assert after["pay_fact"] == before["pay_fact"]
    assert after["pay_person"] == [{**row, "name": NEW.token} for row in before["pay_person"]]
    assert publish("entitlement", WORKER, RENAMED) is None


def test_only_a_changed_name_is_heard() -> None:
    changed = ProfileChangedV1(worker_id=WORKER, fields=("name",), name=NEW, sex="MALE", birth_month="1990-05")
    assert [(stream, to) for stream, to, _ in sent(list(react(news(changed))))] == [("entitlement", WORKER)]
    phone = ProfileChangedV1(worker_id=WORKER, fields=("phone",), name=None, sex=None, birth_month=None)
    assert sent(list(react(news(phone)))) == []
