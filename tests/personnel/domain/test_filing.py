"""The street submits a secretary, the organisation department accepts, returns or files; two hands, a register number, days."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.appointment_events import AppointmentStarted, EndReason, Post, PostChoice, PostDecided
from services.personnel.domain.appointments import AnnulAppointment, CompleteTerm, EndAppointment, StartAppointment
from services.personnel.domain.candidacies import TakeEffect
from services.personnel.domain.filing import (
    AcceptFiling,
    CancelFiling,
    ChangeFiling,
    FileSecretary,
    ResubmitFiling,
    ReturnFiling,
    SubmitFiling,
)
from services.personnel.domain.filing_events import (
    FilingAccepted,
    FilingCancelled,
    FilingCancelReason,
    FilingChanged,
    FilingReturned,
    FilingSubject,
    FilingSubmitted,
    SecretaryFiled,
)
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.streams import APPOINTMENT, FILING
from shared.kernel import Release, Take
from tests.personnel.committees import joins
from tests.personnel.people import COMMUNITY, POLICIES, WORKER, on

ID, SUBJECT = UUID(int=41), UUID(int=9)
TODAY, STARTS = date(2027, 3, 10), date(2027, 3, 1)
SUBMIT = SubmitFiling(
    worker_id=WORKER, filing_id=ID, community=COMMUNITY, subject=FilingSubject.APPOINTMENT, subject_id=SUBJECT,
    starts=STARTS, document="街道报告1号",
)  # fmt: skip
SUBMITTED = FilingSubmitted(
    effective=TODAY, worker_id=WORKER, filing_id=ID, community=COMMUNITY, subject=FilingSubject.APPOINTMENT,
    subject_id=SUBJECT, starts=STARTS, document="街道报告1号", due=date(2027, 3, 25), submitted_by="street",
)  # fmt: skip
ACCEPTED = FilingAccepted(
    effective=TODAY, worker_id=WORKER, filing_id=ID, due=date(2027, 3, 25), accepted_by="department"
)
RETURNED = FilingReturned(effective=TODAY, worker_id=WORKER, filing_id=ID, reason="缺联审表", returned_by="department")
FILED = SecretaryFiled(
    effective=TODAY, worker_id=WORKER, filing_id=ID, community=COMMUNITY, subject=FilingSubject.APPOINTMENT,
    subject_id=SUBJECT, starts=TODAY, number="武组备〔2027〕1号", filed_by="department",
)  # fmt: skip
FILE = FileSecretary(number="武组备〔2027〕1号")


def test_the_street_submits_once_and_the_department_has_its_days() -> None:
    on(FILING, TODAY, by="street").when(SUBMIT).then(SUBMITTED)
    on(FILING, TODAY, SUBMITTED, by="street").when(SUBMIT).then()
    on(FILING, TODAY).when(replace(SUBMIT, document="")).then_rejected("filing.document")


def test_what_was_accepted_is_filed_with_a_number_from_its_first_day_or_from_today() -> None:
    on(FILING, TODAY, SUBMITTED, by="department").when(AcceptFiling()).then(ACCEPTED)
    on(FILING, TODAY, SUBMITTED, ACCEPTED, by="department").when(FILE).then(FILED)
    ahead = replace(SUBMITTED, starts=date(2027, 4, 1))
    on(FILING, TODAY, ahead, ACCEPTED, by="department").when(FILE).then(replace(FILED, starts=date(2027, 4, 1)))
    on(FILING, TODAY, SUBMITTED, by="department").when(FILE).then_rejected("filing.not-at-stage")
    on(FILING, TODAY, SUBMITTED, ACCEPTED, by="department").when(FileSecretary(number="")).then_rejected(
        "filing.number"
    )
    on(FILING, TODAY, SUBMITTED, ACCEPTED, FILED, by="department").when(FILE).then_rejected("filing.not-at-stage")


def test_what_is_returned_is_submitted_again() -> None:
    back = ReturnFiling(reason="缺联审表")
    on(FILING, TODAY, SUBMITTED, by="department").when(back).then(RETURNED)
    on(FILING, TODAY, SUBMITTED, ACCEPTED, by="department").when(back).then(RETURNED)
    on(FILING, TODAY, SUBMITTED, by="department").when(ReturnFiling(reason="")).then_rejected("filing.reason")
    again = replace(SUBMITTED, document="街道报告2号")
    on(FILING, TODAY, SUBMITTED, RETURNED, by="street").when(ResubmitFiling(document="街道报告2号")).then(again)
    on(FILING, TODAY, SUBMITTED, by="street").when(ResubmitFiling(document="x")).then_rejected("filing.not-at-stage")
    on(FILING, TODAY, SUBMITTED, RETURNED, by="department").when(AcceptFiling()).then_rejected("filing.not-at-stage")


@pytest.mark.parametrize("by", ["street", "li for street"])
def test_who_submitted_neither_accepts_nor_returns_nor_files(by: str) -> None:
    on(FILING, TODAY, SUBMITTED, by=by).when(AcceptFiling()).then_rejected("filing.own-submission")
    on(FILING, TODAY, SUBMITTED, by=by).when(ReturnFiling(reason="x")).then_rejected("filing.own-submission")
    on(FILING, TODAY, SUBMITTED, ACCEPTED, by=by).when(FILE).then_rejected("filing.own-submission")


def test_what_is_on_file_is_changed_and_taken_off_with_a_document() -> None:
    on_file = on(FILING, TODAY, SUBMITTED, ACCEPTED, FILED, by="department")
    changed = FilingChanged(
        effective=TODAY, worker_id=WORKER, filing_id=ID, document="换届报告1号", reason="连任", changed_by="department"
    )
    on_file.when(ChangeFiling(document="换届报告1号", reason="连任")).then(changed)
    on_file.when(ChangeFiling(document="", reason="连任")).then_rejected("filing.document")
    on_file.when(ChangeFiling(document="x", reason="")).then_rejected("filing.reason")
    left = CancelFiling(reason=FilingCancelReason.LEFT_OFFICE, document="免职文件1号")
    off = FilingCancelled(
        effective=TODAY, worker_id=WORKER, filing_id=ID, subject_id=SUBJECT, reason=FilingCancelReason.LEFT_OFFICE,
        document="免职文件1号", cancelled_by="department",
    )  # fmt: skip
    on_file.when(left).then(off)
    on(FILING, TODAY, SUBMITTED, ACCEPTED, FILED, changed, by="department").when(left).then(off)
    on(FILING, TODAY, SUBMITTED, ACCEPTED, FILED, off, by="department").when(left).then()
    on(FILING, TODAY, SUBMITTED, by="department").when(left).then_rejected("filing.not-at-stage")
    on(FILING, TODAY, SUBMITTED, by="department").when(ChangeFiling(document="x", reason="x")).then_rejected(
        "filing.not-at-stage"
    )
    withdrawn = CancelFiling(reason=FilingCancelReason.WITHDRAWN, document="撤回函")
    on_file.when(withdrawn).then_rejected("filing.not-at-stage")
    (event,) = on(FILING, TODAY, SUBMITTED, RETURNED, by="street").when(withdrawn).then_events()
    assert event == replace(off, reason=FilingCancelReason.WITHDRAWN, document="撤回函", cancelled_by="street")
    on(FILING, TODAY).when(withdrawn).then_rejected("filing.not-at-stage")


def test_a_post_is_filed_once_at_a_time() -> None:
    taken, free = (Take(kind="filing", key=str(SUBJECT)),), (Release(kind="filing", key=str(SUBJECT)),)
    assert FILING.reserves(ID, SUBMIT, SUBMITTED) == taken
    assert FILING.reserves(ID, ResubmitFiling(document="x"), SUBMITTED) == ()
    off = FilingCancelled(
        effective=TODAY, worker_id=WORKER, filing_id=ID, subject_id=SUBJECT, reason=FilingCancelReason.WITHDRAWN,
        document="x", cancelled_by="street",
    )  # fmt: skip
    assert FILING.reserves(ID, SUBMIT, off) == free


DECIDED = PostDecided(
    effective=STARTS, worker_id=WORKER, appointment_id=SUBJECT, post=Post.SECRETARY, community=COMMUNITY,
    choice=PostChoice.APPOINTED, term_ends=date(2032, 2, 29), document="", decided_by="officer",
)  # fmt: skip
BEGUN = AppointmentStarted(
    effective=TODAY, worker_id=WORKER, appointment_id=SUBJECT, post=Post.SECRETARY, post_category=PostCategory.CHIEF,
    community=COMMUNITY, term_ends=date(2032, 2, 29),
)  # fmt: skip
APPOINT = StartAppointment(
    worker_id=WORKER, appointment_id=SUBJECT, post=Post.SECRETARY, community=COMMUNITY, starts=STARTS
)


def test_a_secretary_is_in_the_post_from_the_filing_on_and_not_before() -> None:
    on(APPOINTMENT, STARTS).when(APPOINT).then(DECIDED)
    on(APPOINTMENT, TODAY, DECIDED).when(TakeEffect(filed_on=TODAY)).then(BEGUN, joins(BEGUN))
    first = replace(BEGUN, effective=STARTS)
    on(APPOINTMENT, TODAY, DECIDED).when(TakeEffect(filed_on=date(2027, 2, 1))).then(first, joins(first))
    on(APPOINTMENT, TODAY, DECIDED, BEGUN).when(TakeEffect(filed_on=TODAY)).then()
    on(APPOINTMENT, TODAY).when(TakeEffect(filed_on=TODAY)).then_rejected("appointments.not-at-stage")
    on(APPOINTMENT, date(2033, 1, 1), DECIDED).when(CompleteTerm()).then()
    over = EndAppointment(reason=EndReason.RESIGNED, last_day=TODAY)
    on(APPOINTMENT, TODAY, DECIDED).when(over).then_rejected("appointments.not-running")
    (never,) = on(APPOINTMENT, TODAY, DECIDED).when(AnnulAppointment(reason="x")).then_events()
    on(APPOINTMENT, TODAY, DECIDED, never).when(TakeEffect(filed_on=TODAY)).then_rejected("appointments.not-at-stage")


def test_what_is_taken_over_was_filed_on_paper_and_a_county_may_file_afterwards() -> None:
    on(APPOINTMENT, STARTS).when(replace(APPOINT, taken_over=True)).then(replace(BEGUN, effective=STARTS))
    given, first = on(APPOINTMENT, STARTS), replace(BEGUN, effective=STARTS)
    afterwards = replace(POLICIES, filed_posts=replace(POLICIES.filed_posts, values=((date.min, ()),)))
    replace(given, facts=replace(given.facts, policies=afterwards)).when(APPOINT).then(first, joins(first))
