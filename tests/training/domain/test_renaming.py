"""A corrected name is heard once by whoever has a book."""

from datetime import date

from services.training.domain.duty_events import LearnerRenamed, PersonForgotten
from services.training.domain.renaming import RenamePerson
from services.training.domain.streams import DUTY_BOOK
from services.training.projections import learners
from services.training.publications import publish
from services.training.reactions.personnel import react
from shared.kernel import Sealed
from shared.published.personnel.profile import ProfileChangedV1
from shared.testing.spec import Spec, sent
from tests.training.book import WORKER, employed, facts
from tests.training.news import news
from tests.training.rows import rows

DAY, NEW = date(2029, 7, 1), Sealed("new")
RENAME = RenamePerson(worker_id=WORKER, name=NEW, renamed_on=DAY)
RENAMED = LearnerRenamed(effective=DAY, worker_id=WORKER, name=NEW)
HISTORY = (employed(date(2026, 3, 1)),)
given = Spec(DUTY_BOOK, facts(DAY)).given


def test_a_name_is_changed_once_and_for_nobody_unknown_or_forgotten() -> None:
    given(*HISTORY).when(RENAME).then(RENAMED)
    given(*HISTORY, RENAMED).when(RENAME).then()
    given().when(RENAME).then()
    given(*HISTORY, PersonForgotten(effective=DAY, worker_id=WORKER)).when(RENAME).then()


def test_the_new_name_is_shown_and_told_to_nobody() -> None:
    (row,) = rows(learners.project, [*HISTORY, RENAMED])
    assert row["name"] == NEW.token
    assert publish("duty_book", WORKER, RENAMED) is None


def test_only_a_changed_name_is_heard() -> None:
    changed = ProfileChangedV1(worker_id=WORKER, fields=("name",), name=NEW, sex="MALE", birth_month="1990-05")
    assert sent(list(react(news(changed, effective=DAY)))) == [("duty_book", WORKER, RENAME)]
    phone = ProfileChangedV1(worker_id=WORKER, fields=("phone",), name=None, sex=None, birth_month=None)
    assert sent(list(react(news(phone, effective=DAY)))) == []
