from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grade_facts import AnnulFact, CorrectFact
from services.personnel.domain.grading import opening_fact
from services.personnel.domain.scheme_terms import EducationPapers
from services.personnel.domain.streams import GRADE
from services.personnel.publications.grading import publish
from shared.published.personnel.education import EducationAnnulledV1, EducationRegisteredV1
from tests.personnel import people
from tests.personnel.domain.test_grade_facts import DEGREE, FACT
from tests.personnel.domain.test_grade_triggers import DAY, OPENED, held
from tests.personnel.people import on

OPENING = opening_fact(people.WORKER, GradeFactKind.EDUCATION)
BACHELOR = EducationRegisteredV1(
    worker_id=people.WORKER,
    education_id=OPENING,
    education="BACHELOR",
    papers="BOTH",
    held_before=True,
    corrected=False,
)
MASTER = EducationRegisteredV1(
    worker_id=people.WORKER, education_id=FACT, education="MASTER", papers="BOTH", held_before=False, corrected=False
)


def test_what_was_held_when_hired_is_told_with_the_grading() -> None:
    assert publish(OPENED) == BACHELOR


def test_a_degree_is_told_told_again_when_corrected_and_taken_back() -> None:
    counted, *_ = history = on(GRADE, DAY, OPENED, held()).when(DEGREE).then_events()
    assert publish(counted) == MASTER
    correct = CorrectFact(
        fact=FACT, word="DOCTOR", effective=date(2026, 9, 1), papers=EducationPapers.DEGREE, reason="录入错误"
    )
    corrected, *_ = on(GRADE, DAY, OPENED, held(), *history).when(correct).then_events()
    assert publish(corrected) == replace(MASTER, education="DOCTOR", papers="DEGREE", corrected=True)
    gone, *_ = on(GRADE, DAY, OPENED, held(), *history).when(AnnulFact(fact=FACT, reason="不实")).then_events()
    assert publish(gone) == EducationAnnulledV1(worker_id=people.WORKER, education_id=FACT)


def test_what_the_hire_said_is_corrected_under_its_own_id() -> None:
    college = CorrectFact(
        fact=OPENING, word="COLLEGE", effective=OPENED.effective, papers=EducationPapers.BOTH, reason="核对学历"
    )
    corrected, *_ = on(GRADE, DAY, OPENED, held()).when(college).then_events()
    assert publish(corrected) == replace(BACHELOR, education="COLLEGE", corrected=True)


def test_sanctions_stay_inside() -> None:
    sanction = replace(DEGREE, kind=GradeFactKind.DISCIPLINE, word="TALK", papers=None, fact=UUID(int=92))
    counted, *_ = on(GRADE, DAY, OPENED, held()).when(sanction).then_events()
    assert publish(counted) is None
