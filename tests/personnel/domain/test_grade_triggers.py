from dataclasses import replace
from datetime import date
from uuid import UUID

from deploy.local.story.scheme import SCHEME as TERMS
from services.personnel.domain.grade_events import (
    Fate,
    GradeDecided,
    GradeDropped,
    GradeFactCounted,
    GradeFactEnded,
    GradeProposed,
    GradingClosed,
    GradingOpened,
    StepPassed,
    Trigger,
)
from services.personnel.domain.grade_posts import HoldPost, ReleasePost
from services.personnel.domain.grade_triggers import (
    CountCertificate,
    CountResult,
    CountYears,
    FollowScheme,
    OpenGrading,
    TakeStep,
    UncountCertificate,
)
from services.personnel.domain.scheme_terms import (
    Certificate,
    Education,
    EducationPapers,
    PostCategory,
    PublishedScheme,
)
from services.personnel.domain.streams import GRADE
from shared.kernel import Dated
from tests.personnel import people
from tests.personnel.people import COMMUNITY, POLICIES, on

SINCE = date(2024, 6, 10)
DAY = date(2027, 1, 4)
PAPER = UUID(int=70)
POST = UUID(int=80)
OPEN = OpenGrading(
    worker_id=people.WORKER, employment_id=people.EMPLOYMENT, region=COMMUNITY, post_category=PostCategory.STAFF,
    community_work_since=SINCE, education=Education.BACHELOR, certificate=None, starts=SINCE,
)  # fmt: skip
OPENED = GradingOpened(
    effective=SINCE, worker_id=people.WORKER, employment_id=people.EMPLOYMENT, region=COMMUNITY,
    post_category=PostCategory.STAFF, community_work_since=SINCE, education=Education.BACHELOR, certificate=None,
    next_step=date(2027, 6, 10), papers=EducationPapers.BOTH, probation_ends=None, post_id=None,
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
    count = CountCertificate(fact=PAPER, certificate=Certificate.SOCIAL_WORKER, registered_on=date(2026, 9, 20))
    counted, proposed = on(GRADE, DAY, OPENED, held()).when(count).then_events()
    assert isinstance(counted, GradeFactCounted)
    assert (counted.effective, counted.fact, counted.word) == (date(2026, 9, 20), PAPER, "SOCIAL_WORKER")
    assert summary(proposed) == (Trigger.CERTIFICATE, 3, date(2026, 10, 1))


def test_a_certificate_worth_no_more_than_the_degree_is_counted_and_proposes_nothing() -> None:
    count = CountCertificate(fact=PAPER, certificate=Certificate.ASSISTANT, registered_on=date(2026, 9, 20))
    (counted,) = on(GRADE, DAY, OPENED, held()).when(count).then_events()
    assert isinstance(counted, GradeFactCounted)


def test_a_post_moves_the_person_into_its_range() -> None:
    counted, proposed = (
        on(GRADE, DAY, OPENED, held())
        .when(HoldPost(appointment_id=POST, post_category=PostCategory.CHIEF, since=date(2027, 2, 15)))
        .then_events()
    )
    assert isinstance(counted, GradeFactCounted)
    assert summary(proposed) == (Trigger.APPOINTMENT, 8, date(2027, 3, 1))
    assert proposed.post_category == PostCategory.CHIEF


def test_a_post_of_the_same_category_is_counted_and_proposes_nothing() -> None:
    count = HoldPost(appointment_id=POST, post_category=PostCategory.STAFF, since=DAY)
    (counted,) = on(GRADE, DAY, OPENED, held()).when(count).then_events()
    assert isinstance(counted, GradeFactCounted)
    on(GRADE, DAY, OPENED, held(), counted).when(count).then()


def test_a_failed_year_does_not_count_and_puts_the_next_step_off() -> None:
    failed = CountResult(year=2026, result="FAIL", effective=date(2027, 1, 1))
    (not_counted,) = on(GRADE, date(2027, 2, 20), OPENED, held()).when(failed).then_events()
    assert isinstance(not_counted, GradeFactCounted)
    assert (not_counted.year, not_counted.word, not_counted.next_step) == (2026, "FAIL", date(2028, 6, 10))
    on(GRADE, date(2027, 2, 21), OPENED, held(), not_counted).when(failed).then()


def test_a_failed_year_may_take_a_grade_back_from_the_month_after_it_was_confirmed() -> None:
    decided = held(3, date(2026, 1, 1))
    opened = replace(OPENED, community_work_since=date(2023, 6, 10))
    failed = CountResult(year=2026, result="FAIL", effective=date(2027, 1, 1))
    _, proposed = on(GRADE, date(2027, 2, 20), opened, decided).when(failed).then_events()
    assert summary(proposed) == (Trigger.RESULT, 2, date(2027, 3, 1))


def test_a_good_year_is_kept_and_proposes_nothing() -> None:
    good = CountResult(year=2026, result="GOOD", effective=DAY)
    (kept,) = on(GRADE, DAY, OPENED, held()).when(good).then_events()
    assert isinstance(kept, GradeFactCounted)


def test_a_result_changed_on_appeal_gives_the_year_back_from_the_same_day() -> None:
    decided = held(3, date(2026, 1, 1))
    opened = replace(OPENED, community_work_since=date(2023, 6, 10))
    failed = CountResult(year=2026, result="FAIL", effective=date(2027, 1, 1))
    history = (opened, decided, *on(GRADE, date(2027, 2, 20), opened, decided).when(failed).then_events())
    changed = replace(failed, result="QUALIFIED")
    _, dropped = on(GRADE, date(2027, 3, 9), *history).when(changed).then_events()
    assert isinstance(dropped, GradeDropped)
    assert dropped.fate is Fate.OVERTAKEN


def test_a_further_proposal_is_measured_against_the_open_ones_and_overtakes_one_of_the_same_day() -> None:
    first = CountCertificate(fact=PAPER, certificate=Certificate.SOCIAL_WORKER, registered_on=date(2027, 1, 2))
    history = (OPENED, held(), *on(GRADE, DAY, OPENED, held()).when(first).then_events())
    second = CountCertificate(fact=PAPER, certificate=Certificate.SENIOR, registered_on=date(2027, 1, 3))
    _, dropped, proposed = on(GRADE, DAY, *history).when(replace(second, fact=UUID(int=71))).then_events()
    assert isinstance(dropped, GradeDropped)
    assert dropped.fate is Fate.OVERTAKEN
    assert summary(proposed) == (Trigger.CERTIFICATE, 4, date(2027, 2, 1))


def test_nothing_is_proposed_for_somebody_who_left() -> None:
    gone = GradingClosed(effective=DAY, worker_id=people.WORKER)
    on(GRADE, date(2027, 6, 10), OPENED, held(), gone).when(TakeStep()).then()
    late = CountCertificate(fact=PAPER, certificate=Certificate.SENIOR, registered_on=DAY)
    (counted,) = on(GRADE, date(2027, 6, 10), OPENED, held(), gone).when(late).then_events()
    assert (counted.word, counted.next_step) == ("SENIOR", None)


def test_what_is_heard_after_the_exit_about_days_before_is_still_proposed() -> None:
    gone = GradingClosed(effective=DAY, worker_id=people.WORKER)
    late = CountCertificate(fact=PAPER, certificate=Certificate.SENIOR, registered_on=date(2026, 9, 20))
    _, proposed = on(GRADE, date(2027, 6, 10), OPENED, held(), gone).when(late).then_events()
    assert summary(proposed) == (Trigger.CERTIFICATE, 4, date(2026, 10, 1))


def test_a_certificate_held_before_the_hire_counts_from_the_first_day() -> None:
    count = CountCertificate(fact=PAPER, certificate=Certificate.SENIOR, registered_on=date(2020, 1, 1))
    _, proposed = on(GRADE, DAY, OPENED, held()).when(count).then_events()
    assert summary(proposed) == (Trigger.CERTIFICATE, 4, SINCE)


def test_a_fact_before_a_later_decision_is_proposed_for_both_days() -> None:
    anniversary = replace(held(3, date(2027, 7, 1)), trigger=Trigger.ANNIVERSARY)
    count = CountCertificate(fact=PAPER, certificate=Certificate.SENIOR, registered_on=date(2027, 3, 20))
    history = (OPENED, held(), anniversary)
    _, earlier, later = on(GRADE, date(2027, 9, 1), *history).when(count).then_events()
    assert summary(earlier) == (Trigger.CERTIFICATE, 4, date(2027, 4, 1))
    assert summary(later) == (Trigger.CERTIFICATE, 5, date(2027, 7, 1))


def test_a_hire_heard_years_late_is_proposed_with_every_step_since() -> None:
    late = on(GRADE, date(2031, 1, 4)).when(OPEN).then_events()
    steps = [summary(event) for event in late if isinstance(event, GradeProposed)]
    assert steps == [
        (Trigger.HIRE, 2, SINCE), (Trigger.ANNIVERSARY, 3, date(2027, 7, 1)), (Trigger.ANNIVERSARY, 4, date(2030, 7, 1)),
    ]  # fmt: skip


def test_the_calendar_asked_late_proposes_from_the_month_after_the_years_were_full() -> None:
    (proposed,) = on(GRADE, date(2027, 9, 3), OPENED, held()).when(TakeStep()).then_events()
    assert summary(proposed) == (Trigger.ANNIVERSARY, 3, date(2027, 7, 1))
    on(GRADE, date(2027, 6, 9), OPENED, held()).when(TakeStep()).then()


def test_the_highest_of_the_running_posts_counts_and_ending_one_leaves_the_others() -> None:
    chief = HoldPost(appointment_id=POST, post_category=PostCategory.CHIEF, since=date(2026, 1, 1))
    deputy = HoldPost(appointment_id=UUID(int=81), post_category=PostCategory.DEPUTY, since=date(2026, 1, 1))
    history = [OPENED, held()]
    for command in (chief, deputy):
        history += on(GRADE, DAY, *history).when(command).then_events()
    ended, proposed = (
        on(GRADE, DAY, *history).when(ReleasePost(appointment_id=POST, last_day=date(2026, 6, 30))).then_events()
    )
    assert isinstance(ended, GradeFactEnded)
    assert (proposed.post_category, proposed.grade, proposed.effective) == ("DEPUTY", 5, date(2026, 7, 1))
    on(GRADE, DAY, *history, ended, proposed).when(ReleasePost(appointment_id=POST, last_day=date(2026, 6, 30))).then()


def test_a_certificate_that_ran_out_counts_no_longer() -> None:
    count = CountCertificate(fact=PAPER, certificate=Certificate.SENIOR, registered_on=date(2025, 9, 20))
    history = (OPENED, held(), *on(GRADE, DAY, OPENED, held()).when(count).then_events())
    ended = UncountCertificate(fact=PAPER, last_day=date(2026, 9, 19))
    _, proposed = on(GRADE, DAY, *history).when(ended).then_events()
    assert summary(proposed) == (Trigger.CERTIFICATE, 2, date(2026, 10, 1))


def test_years_recognised_by_the_seniority_ledger_count_from_their_day_and_the_highest_version_holds() -> None:
    nine = CountYears(ledger_version=2, months=9 * 12, since=DAY)
    counted, proposed = on(GRADE, DAY, OPENED, held()).when(nine).then_events()
    assert summary(proposed) == (Trigger.YEARS, 5, date(2027, 2, 1))  # G15: floor(9 / 3) = 3, and 1 for the degree
    assert counted.next_step == date(2030, 1, 4)
    older = CountYears(ledger_version=1, months=0, since=DAY)
    on(GRADE, DAY, OPENED, held(), counted, proposed).when(older).then()
    on(GRADE, DAY, OPENED, held(), counted, proposed).when(nine).then()


def test_a_new_version_of_the_scheme_measures_everybody_again_from_its_day() -> None:
    given = on(GRADE, DAY, OPENED, held())
    two = PublishedScheme(code="DEMO-18", version=2, terms=replace(TERMS, years_per_grade=2))
    schemes = Dated(((date(2020, 1, 1), people.SCHEME), (date(2027, 3, 1), two)))
    given = replace(given, facts=replace(given.facts, policies=replace(POLICIES, schemes=schemes)))
    (proposed,) = given.when(FollowScheme(since=date(2027, 3, 1))).then_events()
    assert summary(proposed) == (Trigger.SCHEME, 3, date(2027, 3, 1))
    assert proposed.scheme_version == 2


def test_who_comes_back_is_graded_again_with_what_was_known() -> None:
    gone = GradingClosed(effective=DAY, worker_id=people.WORKER)
    count = CountCertificate(fact=PAPER, certificate=Certificate.SENIOR, registered_on=date(2026, 9, 20))
    history = (OPENED, held(), *on(GRADE, DAY, OPENED, held()).when(count).then_events(), gone)
    again = replace(OPEN, employment_id=UUID(int=3), starts=date(2028, 3, 1))
    _, proposed = on(GRADE, date(2028, 3, 1), *history).when(again).then_events()
    assert summary(proposed) == (Trigger.HIRE, 5, date(2028, 3, 1))
    on(GRADE, DAY, OPENED).when(OPEN).then_rejected("grades.opened")
