from dataclasses import replace
from datetime import date
from uuid import UUID

from deploy.local.story.scheme import SCHEME as TERMS
from services.personnel.domain.grade_events import GradeProposed
from services.personnel.domain.grade_explanation import GradeStepKind, steps
from services.personnel.domain.grade_outlook import GradeWay, outlook
from services.personnel.domain.grade_posts import HoldPost
from services.personnel.domain.grade_triggers import CountCertificate
from services.personnel.domain.scheme_terms import Certificate, PostCategory
from services.personnel.domain.streams import GRADE
from tests.personnel.domain.test_grade_triggers import DAY, OPEN, OPENED, held
from tests.personnel.people import SCHEME, on

ADDED = (
    GradeStepKind.LOWEST, GradeStepKind.YEARS, GradeStepKind.CREDIT, GradeStepKind.HONOURS, GradeStepKind.DISCIPLINE,
)  # fmt: skip


def proposal() -> GradeProposed:
    count = CountCertificate(fact=UUID(int=70), certificate=Certificate.SOCIAL_WORKER, registered_on=date(2026, 9, 20))
    _, proposed = on(GRADE, DAY, OPENED, held()).when(count).then_events()
    assert isinstance(proposed, GradeProposed)
    return proposed


def test_the_steps_add_up_to_the_grade_and_each_says_what_it_follows_from() -> None:
    proposed = proposal()
    found = {step.what: step for step in steps(proposed)}
    assert sum(found[what].value for what in ADDED if what in found) == proposed.grade
    assert found[GradeStepKind.YEARS].given == {
        "months": "27", "years": "2", "years_per_grade": "3", "since": "2024-06-10",
    }  # fmt: skip
    assert found[GradeStepKind.CERTIFICATE].given == {"certificate": "SOCIAL_WORKER"}
    assert (proposed.scheme_document, proposed.scheme_version) == (SCHEME.document, 1)


def test_honours_sanctions_and_what_is_kept_are_steps_of_their_own() -> None:
    rich = replace(
        proposal(), honours=("MODEL_WORKER",), honour_grades=1, sanctions=("DEMERIT",), penalty_grades=2, kept=4
    )
    found = {step.what: step.value for step in steps(rich)}
    assert (found[GradeStepKind.HONOURS], found[GradeStepKind.DISCIPLINE], found[GradeStepKind.KEPT]) == (1, -2, 4)


def test_what_was_written_before_its_steps_were_kept_has_none() -> None:
    assert steps(replace(proposal(), highest=0)) == ()


def test_the_next_grade_by_years_and_what_would_raise_it_sooner() -> None:
    grading = on(GRADE, DAY, OPENED, held()).state()
    ahead = outlook(grading, SCHEME, DAY)
    assert (ahead.grade, ahead.next_grade, ahead.on, ahead.years_full) == (2, 3, date(2027, 7, 1), date(2027, 6, 10))
    assert ahead.months_missing == 6
    ways = {(way.way, way.what): way.grade for way in ahead.ways}
    assert ways == {
        (GradeWay.CERTIFICATE, "SOCIAL_WORKER"): 3, (GradeWay.CERTIFICATE, "SENIOR"): 4, (GradeWay.EDUCATION, "MASTER"): 3,
        (GradeWay.EDUCATION, "DOCTOR"): 4, (GradeWay.POST, "CHIEF"): 8, (GradeWay.POST, "DEPUTY"): 5,
    }  # fmt: skip


def test_the_top_of_the_range_has_no_next_grade_by_years_and_what_waits_is_named() -> None:
    top = on(GRADE, DAY).when(replace(OPEN, community_work_since=date(1980, 1, 1))).then_events()
    ahead = outlook(on(GRADE, DAY, *top).state(), SCHEME, DAY)
    assert (ahead.next_grade, ahead.on, ahead.months_missing) == (None, None, None)
    assert [(w.grade, w.reviewed) for w in ahead.waiting] == [(12, False)]
    assert {way.way for way in ahead.ways} == {GradeWay.POST}
    chief = HoldPost(appointment_id=UUID(int=80), post_category=PostCategory.CHIEF, since=DAY)
    history = (*top, *on(GRADE, DAY, *top).when(chief).then_events())
    assert outlook(on(GRADE, DAY, *history).state(), SCHEME, DAY).ways == ()
    assert TERMS.ranges[0].highest == 18
