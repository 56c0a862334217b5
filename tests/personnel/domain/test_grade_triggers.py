from dataclasses import replace
from datetime import date

from services.personnel.domain.grade_events import (
    CertificateCounted,
    Fate,
    GradeDecided,
    GradeDropped,
    GradeProposed,
    GradingClosed,
    GradingOpened,
    PostCounted,
    StepPassed,
    Trigger,
    YearNotCounted,
)
from services.personnel.domain.grade_triggers import CountCertificate, CountPost, CountResult, OpenGrading, TakeStep
from services.personnel.domain.scheme_terms import Certificate, Education, PostCategory
from services.personnel.domain.streams import GRADE
from shared.kernel import Dated
from tests.personnel import people
from tests.personnel.people import COMMUNITY, POLICIES, on

SINCE = date(2024, 6, 10)
DAY = date(2027, 1, 4)
OPEN = OpenGrading(
    worker_id=people.WORKER, employment_id=people.EMPLOYMENT, region=COMMUNITY, post_category=PostCategory.STAFF,
    community_work_since=SINCE, education=Education.BACHELOR, certificate=None, starts=SINCE,
)  # fmt: skip
OPENED = GradingOpened(
    effective=SINCE, worker_id=people.WORKER, employment_id=people.EMPLOYMENT, region=COMMUNITY,
    post_category=PostCategory.STAFF, community_work_since=SINCE, education=Education.BACHELOR, certificate=None,
    next_step=date(2027, 6, 10),
)  # fmt: skip


def held(grade: int = 2, since: date = SINCE, category: PostCategory = PostCategory.STAFF) -> GradeDecided:
    imported = replace(OPEN, grade=grade, grade_since=since, post_category=category)
    (_, decided) = on(GRADE, DAY).when(imported).then_events()
    assert isinstance(decided, GradeDecided)
    return decided


def summary(event: object) -> tuple[Trigger, int, date]:
    assert isinstance(event, GradeProposed)
    return event.trigger, event.grade, event.effective


def test_a_hire_opens_the_record_and_proposes_the_first_grade_from_the_first_day() -> None:
    opened, proposed = on(GRADE, DAY).when(OPEN).then_events()
    assert opened == OPENED
    assert summary(proposed) == (Trigger.HIRE, 2, SINCE)
    assert (proposed.counted_years, proposed.scheme, proposed.scheme_version) == (0, "DEMO-18", 1)


def test_an_imported_grade_is_taken_over_as_decided() -> None:
    decided = held(3)
    assert (decided.trigger, decided.grade, decided.effective) == (Trigger.IMPORT, 3, SINCE)


def test_an_imported_grade_outside_the_range_is_refused() -> None:
    refused = on(GRADE, DAY).when(replace(OPEN, grade=13)).then_rejected("grades.out-of-range")
    assert refused.facts == {"lowest": 1, "highest": 12}


def test_without_a_scheme_nobody_is_graded() -> None:
    given = on(GRADE, DAY)
    facts = replace(given.facts, policies=replace(POLICIES, schemes=Dated(())))
    replace(given, facts=facts).when(OPEN).then_rejected("grades.no-scheme")


def test_an_anniversary_proposes_the_next_grade_from_the_following_month() -> None:
    (proposed,) = on(GRADE, date(2027, 6, 10), OPENED, held()).when(TakeStep()).then_events()
    assert summary(proposed) == (Trigger.ANNIVERSARY, 3, date(2027, 7, 1))
    assert proposed.next_step == date(2030, 6, 10)


def test_an_anniversary_of_somebody_graded_that_high_already_waits_for_the_next() -> None:
    passed = StepPassed(effective=date(2027, 6, 10), worker_id=people.WORKER, next_step=date(2030, 6, 10))
    on(GRADE, date(2027, 6, 10), OPENED, held(3)).when(TakeStep()).then(passed)


def test_a_certificate_heard_late_is_proposed_from_its_own_month() -> None:
    count = CountCertificate(certificate=Certificate.SOCIAL_WORKER, registered_on=date(2026, 9, 20))
    counted, proposed = on(GRADE, DAY, OPENED, held()).when(count).then_events()
    assert counted == CertificateCounted(
        effective=date(2026, 9, 20), worker_id=people.WORKER, certificate=Certificate.SOCIAL_WORKER
    )
    assert summary(proposed) == (Trigger.CERTIFICATE, 3, date(2026, 10, 1))


def test_a_certificate_worth_no_more_than_the_degree_is_counted_and_proposes_nothing() -> None:
    count = CountCertificate(certificate=Certificate.ASSISTANT, registered_on=date(2026, 9, 20))
    (counted,) = on(GRADE, DAY, OPENED, held()).when(count).then_events()
    assert isinstance(counted, CertificateCounted)


def test_a_post_moves_the_person_into_its_range() -> None:
    counted, proposed = (
        on(GRADE, DAY, OPENED, held())
        .when(CountPost(post_category=PostCategory.CHIEF, since=date(2027, 2, 15)))
        .then_events()
    )
    assert isinstance(counted, PostCounted)
    assert summary(proposed) == (Trigger.APPOINTMENT, 8, date(2027, 3, 1))
    assert proposed.post_category is PostCategory.CHIEF


def test_a_post_of_the_same_category_changes_nothing() -> None:
    on(GRADE, DAY, OPENED, held()).when(CountPost(post_category=PostCategory.STAFF, since=DAY)).then()


def test_a_failed_year_does_not_count_and_puts_the_next_step_off() -> None:
    failed = CountResult(year=2026, result="FAIL", effective=date(2027, 1, 1))
    (not_counted,) = on(GRADE, date(2027, 2, 20), OPENED, held()).when(failed).then_events()
    assert not_counted == YearNotCounted(
        effective=date(2027, 1, 1), worker_id=people.WORKER, year=2026, result="FAIL", next_step=date(2028, 6, 10)
    )
    on(GRADE, date(2027, 2, 21), OPENED, held(), not_counted).when(failed).then()


def test_a_failed_year_may_take_a_grade_back_from_the_month_after_it_was_confirmed() -> None:
    decided = held(3, date(2026, 1, 1))
    opened = replace(OPENED, community_work_since=date(2023, 6, 10))
    failed = CountResult(year=2026, result="FAIL", effective=date(2027, 1, 1))
    _, proposed = on(GRADE, date(2027, 2, 20), opened, decided).when(failed).then_events()
    assert summary(proposed) == (Trigger.RESULT, 2, date(2027, 3, 1))


def test_a_good_year_changes_nothing() -> None:
    on(GRADE, DAY, OPENED, held()).when(CountResult(year=2026, result="GOOD", effective=DAY)).then()


def test_a_further_proposal_is_measured_against_the_open_ones_and_overtakes_one_of_the_same_day() -> None:
    first = CountCertificate(certificate=Certificate.SOCIAL_WORKER, registered_on=date(2027, 1, 2))
    history = (OPENED, held(), *on(GRADE, DAY, OPENED, held()).when(first).then_events())
    second = CountCertificate(certificate=Certificate.SENIOR, registered_on=date(2027, 1, 3))
    _, dropped, proposed = on(GRADE, DAY, *history).when(second).then_events()
    assert isinstance(dropped, GradeDropped)
    assert dropped.fate is Fate.OVERTAKEN
    assert summary(proposed) == (Trigger.CERTIFICATE, 4, date(2027, 2, 1))


def test_nothing_is_proposed_for_somebody_who_left() -> None:
    gone = GradingClosed(effective=DAY, worker_id=people.WORKER)
    for command in (TakeStep(), CountCertificate(certificate=Certificate.SENIOR, registered_on=DAY)):
        on(GRADE, date(2027, 6, 10), OPENED, held(), gone).when(command).then()


def test_a_certificate_held_before_the_hire_counts_from_the_first_day() -> None:
    count = CountCertificate(certificate=Certificate.SENIOR, registered_on=date(2020, 1, 1))
    _, proposed = on(GRADE, DAY, OPENED, held()).when(count).then_events()
    assert summary(proposed) == (Trigger.CERTIFICATE, 4, SINCE)


def test_a_fact_before_a_later_decision_is_proposed_for_both_days() -> None:
    anniversary = replace(held(3, date(2027, 7, 1)), trigger=Trigger.ANNIVERSARY)
    count = CountCertificate(certificate=Certificate.SENIOR, registered_on=date(2027, 3, 20))
    history = (OPENED, held(), anniversary)
    _, earlier, later = on(GRADE, date(2027, 9, 1), *history).when(count).then_events()
    assert summary(earlier) == (Trigger.CERTIFICATE, 4, date(2027, 4, 1))
    assert summary(later) == (Trigger.CERTIFICATE, 5, date(2027, 7, 1))
