from datetime import date

from services.assessment.domain.assessees import AssesseeForgotten
from services.assessment.domain.forgetting import ForgetPerson
from services.assessment.domain.streams import ASSESSEE
from services.assessment.projections import assessees
from services.assessment.publications import publish
from services.assessment.reactions.personnel import react
from shared.published.personnel.erasures import WorkerErasedV1
from shared.testing.spec import Spec, sent
from tests.assessment.domain.test_assessees import HIRED, JOB, NEXT_JOB, employed, left
from tests.assessment.projections.test_rows import rows
from tests.assessment.reactions.test_personnel import news
from tests.assessment.year import WORKER, facts

DAY = date(2026, 3, 1)
FORGET = ForgetPerson(worker_id=WORKER, erased_on=DAY)
FORGOTTEN = AssesseeForgotten(effective=DAY, worker_id=WORKER, employment_ids=(JOB, NEXT_JOB))
HISTORY = (employed(HIRED), left(date(2026, 6, 30)), employed(date(2026, 9, 1), NEXT_JOB))
given = Spec(ASSESSEE, facts(DAY)).given


def test_a_person_is_forgotten_once_with_every_employment_and_nobody_unknown() -> None:
    given(*HISTORY).when(FORGET).then(FORGOTTEN)
    given(*HISTORY, FORGOTTEN).when(FORGET).then()
    given().when(FORGET).then()


def test_the_names_go_and_the_employments_stay() -> None:
    before, after = rows(assessees.project, WORKER, HISTORY), rows(assessees.project, WORKER, (*HISTORY, FORGOTTEN))
    assert after == [{**row, "name": None} for row in before]
    assert publish("assessee", WORKER, FORGOTTEN) is None


def test_only_the_end_of_an_identity_is_heard() -> None:
    told = WorkerErasedV1(worker_id=WORKER, purposes=("identity",))
    assert sent(list(react(news(told)))) == [("assessee", WORKER, FORGET)]
    assert sent(list(react(news(WorkerErasedV1(worker_id=WORKER, purposes=("contact", "pay")))))) == []
