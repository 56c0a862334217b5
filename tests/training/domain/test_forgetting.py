from datetime import date
from uuid import UUID

from services.training.domain.duty_events import PersonForgotten
from services.training.domain.forgetting import ForgetPerson
from services.training.domain.streams import DUTY_BOOK
from services.training.projections import learners
from services.training.publications import publish
from services.training.reactions.personnel import react
from shared.published.personnel.erasures import WorkerErasedV1
from shared.testing.spec import Spec, sent
from tests.training.book import COMMUNITY, WORKER, employed, ended, facts
from tests.training.news import news
from tests.training.rows import rows

DAY = date(2029, 7, 1)
FORGET = ForgetPerson(worker_id=WORKER, erased_on=DAY)
FORGOTTEN = PersonForgotten(effective=DAY, worker_id=WORKER)
HISTORY = (employed(date(2026, 3, 1)), ended(date(2027, 6, 30)))
given = Spec(DUTY_BOOK, facts(DAY)).given


def test_a_person_is_forgotten_once_and_nobody_who_has_no_book() -> None:
    given(*HISTORY).when(FORGET).then(FORGOTTEN)
    given(*HISTORY, FORGOTTEN).when(FORGET).then()
    given().when(FORGET).then()


def test_the_name_goes_and_the_place_stays() -> None:
    assert rows(learners.project, [*HISTORY, FORGOTTEN]) == [{"worker_id": WORKER, "name": None, "region": COMMUNITY}]
    assert publish("duty_book", WORKER, FORGOTTEN) is None


def test_only_the_end_of_an_identity_is_heard() -> None:
    told = WorkerErasedV1(worker_id=WORKER, purposes=("contact", "identity"))
    assert sent(list(react(news(told, effective=DAY)))) == [("duty_book", WORKER, FORGET)]
    assert sent(list(react(news(WorkerErasedV1(worker_id=UUID(int=9), purposes=("contact", "pay")))))) == []
