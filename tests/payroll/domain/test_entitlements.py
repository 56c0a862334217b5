from dataclasses import replace
from datetime import date
from uuid import UUID

from services.payroll.domain.coverage_events import CoverageAct, CoverageOwed
from services.payroll.domain.entitlement_events import (
    CertificateHeld,
    ContractAgreed,
    GradeGiven,
    GradeWithdrawn,
    PayEnrolled,
    PayResumed,
    PayStopped,
    PostLeft,
    PostResumed,
    PostTaken,
    ResultGiven,
)
from services.payroll.domain.entitlements import (
    AgreeContract,
    Enrol,
    GiveGrade,
    GiveResult,
    HoldCertificate,
    LeavePost,
    ResumePay,
    StopPay,
    TakePost,
    WithdrawGrade,
)
from services.payroll.domain.facts import FactKind
from services.payroll.domain.final_pay_events import FinalPayOwed
from services.payroll.domain.people import known
from services.payroll.domain.streams import ENTITLEMENT
from shared.kernel import NATION, Sealed
from tests.payroll.county import COMMUNITY, JOB, STREET, WORKER, on

MARCH, TODAY = date(2026, 3, 1), date(2026, 3, 2)
CAUSE, OTHER = UUID(int=500), UUID(int=501)
NAME = Sealed("token")

ENROL = Enrol(
    worker_id=WORKER, employment_id=JOB, name=NAME, employer=STREET, workplace=COMMUNITY, category="DEDICATED_STAFF",
    post_category="STAFF", starts=MARCH, cause=CAUSE,
)  # fmt: skip
ENROLLED = PayEnrolled(
    effective=MARCH, worker_id=WORKER, employment_id=JOB, name=NAME, employer=STREET, workplace=COMMUNITY,
    category="DEDICATED_STAFF", post_category="STAFF", pay_from=MARCH, cause=CAUSE,
)  # fmt: skip
OWED = CoverageOwed(
    effective=MARCH, worker_id=WORKER, employment_id=JOB, act=CoverageAct.ENROL, insurance_due=date(2026, 3, 31),
    fund_due=date(2026, 3, 31),
)  # fmt: skip
STOP = StopPay(
    worker_id=WORKER, employment_id=JOB, ground="MUTUAL", last_day=date(2026, 6, 30), severance=True,
    employed_since=MARCH, cause=OTHER,
)  # fmt: skip
STOPPED = PayStopped(
    effective=date(2026, 6, 30), worker_id=WORKER, employment_id=JOB, ground="MUTUAL", severance=True,
    employed_since=MARCH, cause=OTHER,
)  # fmt: skip
ENDS = CoverageOwed(
    effective=date(2026, 6, 30), worker_id=WORKER, employment_id=JOB, act=CoverageAct.SUSPEND,
    insurance_due=date(2026, 7, 30), fund_due=date(2026, 7, 30),
)  # fmt: skip
FINAL = FinalPayOwed(effective=date(2026, 6, 30), worker_id=WORKER, employment_id=JOB, due=date(2026, 6, 30))
GRADE = GiveGrade(
    worker_id=WORKER, decision_id=UUID(int=7), effective=MARCH, post_category="STAFF", grade=2, scheme="DEMO-18",
    scheme_version=1, cause=CAUSE,
)  # fmt: skip
GRADED = GradeGiven(
    effective=MARCH, worker_id=WORKER, decision_id=UUID(int=7), post_category="STAFF", grade=2, scheme="DEMO-18",
    scheme_version=1, cause=CAUSE,
)  # fmt: skip


def test_a_hire_is_enrolled_from_the_first_day() -> None:
    """And the bureaus are to be told within thirty days."""
    on(ENTITLEMENT, TODAY)().when(ENROL).then(ENROLLED, OWED)


def test_somebody_heard_of_long_after_was_paid_on_paper_till_then() -> None:
    on(ENTITLEMENT, date(2026, 5, 30))().when(ENROL).then(ENROLLED, OWED)
    late = on(ENTITLEMENT, date(2026, 6, 12))().when(ENROL)
    late.then(replace(ENROLLED, pay_from=date(2026, 6, 1)))


def test_an_employer_is_a_street_a_county_or_a_city() -> None:
    on(ENTITLEMENT, TODAY)().when(replace(ENROL, employer=NATION)).then_rejected("entitlements.employer")


def test_whoever_keeps_another_status_is_paid_elsewhere() -> None:
    on(ENTITLEMENT, TODAY)().when(replace(ENROL, category="ESTABLISHED_STATUS")).then()


def test_an_exit_stops_pay_and_one_from_an_unknown_job_is_harmless() -> None:
    on(ENTITLEMENT, TODAY)(ENROLLED).when(STOP).then(STOPPED, ENDS, FINAL)
    on(ENTITLEMENT, TODAY)().when(STOP).then()


def test_whoever_an_institution_hired_is_paid_there_even_if_the_exit_comes_later() -> None:
    hired = replace(STOPPED, effective=date(2026, 5, 31), ground="HIRED_TO_INSTITUTION", severance=False)
    on(ENTITLEMENT, TODAY)(ENROLLED, hired).when(STOP).then()
    earlier = replace(STOP, last_day=date(2026, 5, 20))
    on(ENTITLEMENT, TODAY)(ENROLLED, hired).when(earlier).then(
        replace(STOPPED, effective=date(2026, 5, 20)),
        replace(FINAL, effective=date(2026, 5, 20), due=date(2026, 5, 20)),
    )


def test_a_grade_is_remembered_with_the_decision_it_was_heard_with() -> None:
    on(ENTITLEMENT, TODAY)(ENROLLED).when(GRADE).then(GRADED)


def test_the_same_decision_with_another_grade_replaces_it() -> None:
    state = on(ENTITLEMENT, TODAY)(ENROLLED, GRADED).when(replace(GRADE, grade=4, cause=OTHER)).then_state()
    fact = state.fact(FactKind.GRADE, UUID(int=7))
    assert (fact.number, fact.cause) == (4, OTHER)


def test_a_decision_taken_back_never_counted_and_one_never_heard_is_harmless() -> None:
    withdraw = WithdrawGrade(worker_id=WORKER, decision_id=UUID(int=7), effective=MARCH, cause=OTHER)
    given = on(ENTITLEMENT, TODAY)(ENROLLED, GRADED)
    assert known(given.when(withdraw).then_state().known).grades == ()
    withdrawn = GradeWithdrawn(effective=MARCH, worker_id=WORKER, decision_id=UUID(int=7), cause=OTHER)
    on(ENTITLEMENT, TODAY)(ENROLLED, GRADED, withdrawn).when(withdraw).then()
    on(ENTITLEMENT, TODAY)(ENROLLED).when(withdraw).then()


def test_certificate_result_post_and_contract_are_remembered() -> None:
    given = on(ENTITLEMENT, TODAY)(ENROLLED)
    given.when(HoldCertificate(worker_id=WORKER, level="SENIOR", registered_on=MARCH, cause=CAUSE)).then(
        CertificateHeld(effective=MARCH, worker_id=WORKER, level="SENIOR", cause=CAUSE)
    )
    result = GiveResult(worker_id=WORKER, result_id=UUID(int=8), effective=MARCH, year=2025, result="FAIL", cause=CAUSE)
    given.when(result).then(
        ResultGiven(effective=MARCH, worker_id=WORKER, result_id=UUID(int=8), year=2025, result="FAIL", cause=CAUSE)
    )
    take = TakePost(
        worker_id=WORKER, appointment_id=JOB, post="DIRECTOR", post_category="CHIEF", starts=MARCH,
        term_ends=date(2031, 2, 28), cause=CAUSE,
    )  # fmt: skip
    taken = PostTaken(
        effective=MARCH, worker_id=WORKER, appointment_id=JOB, post="DIRECTOR", post_category="CHIEF",
        term_ends=date(2031, 2, 28), cause=CAUSE,
    )  # fmt: skip
    given.when(take).then(taken)
    leave = LeavePost(worker_id=WORKER, appointment_id=JOB, post="DIRECTOR", last_day=TODAY, cause=OTHER)
    on(ENTITLEMENT, TODAY)(ENROLLED, taken).when(leave).then(
        PostLeft(effective=TODAY, worker_id=WORKER, appointment_id=JOB, post="DIRECTOR", cause=OTHER)
    )
    agree = AgreeContract(worker_id=WORKER, employment_id=JOB, starts=MARCH, ends=None, cause=CAUSE)
    given.when(agree).then(ContractAgreed(effective=MARCH, worker_id=WORKER, employment_id=JOB, ends=None, cause=CAUSE))


def test_hearing_the_same_twice_changes_nothing() -> None:
    on(ENTITLEMENT, TODAY)(ENROLLED).when(replace(ENROL, cause=OTHER)).then()
    on(ENTITLEMENT, TODAY)(ENROLLED, STOPPED).when(STOP).then()
    on(ENTITLEMENT, TODAY)(ENROLLED, GRADED).when(replace(GRADE, cause=OTHER)).then()


def test_a_grade_may_be_heard_before_the_hire() -> None:
    state = on(ENTITLEMENT, TODAY)(GRADED).when(ENROL).then_state()
    assert state.employer == STREET
    assert [f.kind for f in state.known] == [FactKind.GRADE, FactKind.ENROLLED]


TERM = UUID(int=9)
TAKE = TakePost(
    worker_id=WORKER, appointment_id=TERM, post="DIRECTOR", post_category="CHIEF", starts=MARCH,
    term_ends=date(2031, 2, 28), cause=CAUSE,
)  # fmt: skip
TAKEN = PostTaken(
    effective=MARCH, worker_id=WORKER, appointment_id=TERM, post="DIRECTOR", post_category="CHIEF",
    term_ends=date(2031, 2, 28), cause=CAUSE,
)  # fmt: skip
LEFT = PostLeft(effective=date(2026, 6, 30), worker_id=WORKER, appointment_id=TERM, post="DIRECTOR", cause=OTHER)
AGAIN = UUID(int=502)
RESUMED = PostResumed(effective=date(2026, 6, 30), worker_id=WORKER, appointment_id=TERM, post="DIRECTOR", cause=AGAIN)


def test_a_post_that_ended_with_an_exit_goes_on_when_the_exit_is_undone() -> None:
    known = (ENROLLED, TAKEN, STOPPED, LEFT)
    begun_again = replace(TAKE, cause=AGAIN)
    on(ENTITLEMENT, TODAY)(*known).when(begun_again).then(RESUMED)
    moved = replace(begun_again, starts=TODAY)
    on(ENTITLEMENT, TODAY)(*known).when(moved).then(RESUMED, replace(TAKEN, effective=TODAY, cause=AGAIN))
    on(ENTITLEMENT, TODAY)(*known, RESUMED).when(begun_again).then()
    on(ENTITLEMENT, TODAY)(*known).when(TAKE).then()
    ends = LeavePost(worker_id=WORKER, appointment_id=TERM, post="DIRECTOR", last_day=date(2026, 6, 30), cause=AGAIN)
    on(ENTITLEMENT, TODAY)(*known, RESUMED).when(ends).then(replace(LEFT, cause=AGAIN))


def test_who_is_hired_again_takes_another_post_and_the_old_one_stays_left() -> None:
    new = replace(TAKE, appointment_id=UUID(int=10), starts=date(2026, 8, 1), cause=AGAIN)
    taken = replace(TAKEN, appointment_id=UUID(int=10), effective=date(2026, 8, 1), cause=AGAIN)
    state = on(ENTITLEMENT, TODAY)(ENROLLED, TAKEN, STOPPED, LEFT).when(new).then(taken)
    facts = on(ENTITLEMENT, TODAY)(ENROLLED, TAKEN, STOPPED, LEFT, taken).state().known
    assert [f.fact for f in facts if f.kind is FactKind.POST_LEFT and not f.annulled] == [TERM], state


def test_an_exit_that_is_undone_leaves_what_is_paid_as_if_it_had_never_been() -> None:
    resume = ResumePay(worker_id=WORKER, employment_id=JOB, was=date(2026, 6, 30), cause=AGAIN)
    resumed = PayResumed(effective=date(2026, 6, 30), worker_id=WORKER, employment_id=JOB, cause=AGAIN)
    on(ENTITLEMENT, TODAY)(ENROLLED, GRADED, STOPPED).when(resume).then(resumed)
    never = known(on(ENTITLEMENT, TODAY)(ENROLLED, GRADED, TAKEN).state().known)
    undone = (ENROLLED, GRADED, TAKEN, STOPPED, LEFT, resumed, RESUMED)
    assert known(on(ENTITLEMENT, TODAY)(*undone).state().known) == never
