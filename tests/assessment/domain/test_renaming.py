"""A corrected name is heard once, for every employment the old one was told with."""

from datetime import date

from services.assessment.domain.assessees import AssesseeForgotten, AssesseeRenamed
from services.assessment.domain.renaming import RenamePerson
from services.assessment.domain.streams import ASSESSEE
from services.assessment.projections import assessees
from services.assessment.publications import publish
from services.assessment.reactions.personnel import react
from shared.kernel import Sealed
from shared.published.personnel.profile import ProfileChangedV1
from shared.testing.spec import Spec, sent
from tests.assessment.domain.test_assessees import HIRED, JOB, NEXT_JOB, employed
from tests.assessment.projections.test_rows import rows
from tests.assessment.reactions.test_personnel import news
from tests.assessment.year import WORKER, facts

DAY, NEW = date(2026, 3, 1), Sealed("new")
RENAME = RenamePerson(worker_id=WORKER, name=NEW, renamed_on=DAY)
RENAMED = AssesseeRenamed(effective=DAY, worker_id=WORKER, employment_ids=(JOB, NEXT_JOB), name=NEW)
HISTORY = (employed(HIRED), employed(date(2026, 9, 1), NEXT_JOB))
given = Spec(ASSESSEE, facts(DAY)).given


def test_a_name_is_changed_once_and_for_nobody_unknown_or_forgotten() -> None:
    given(*HISTORY).when(RENAME).then(RENAMED)
    given(*HISTORY, RENAMED).when(RENAME).then()
    given().when(RENAME).then()
    forgotten = AssesseeForgotten(effective=DAY, worker_id=WORKER, employment_ids=(JOB, NEXT_JOB))
    given(*HISTORY, forgotten).when(RENAME).then()


def test_the_new_name_stands_beside_every_employment() -> None:
    before, after = rows(assessees.project, WORKER, HISTORY), rows(assessees.project, WORKER, (*HISTORY, RENAMED))
    assert after == [{**row, "name": NEW.token} for row in before]
    assert publish("assessee", WORKER, RENAMED) is None


def test_only_a_changed_name_is_heard() -> None:
    changed = ProfileChangedV1(worker_id=WORKER, fields=("name",), name=NEW, sex="MALE", birth_month="1990-05")
    assert [(stream, to) for stream, to, _ in sent(list(react(news(changed))))] == [("assessee", WORKER)]
    phone = ProfileChangedV1(worker_id=WORKER, fields=("phone",), name=None, sex=None, birth_month=None)
    assert sent(list(react(news(phone)))) == []
