from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.entry_conditions import years_needed
from services.personnel.domain.exams import IssueCertificate, RecordExamResult, RegisterForExam
from services.personnel.domain.qualification_events import (
    CertificateEntered,
    CertificateExpired,
    CertificateIssued,
    CertificateRevoked,
    ExamRegistered,
    ExamResultRecorded,
    QualificationAnnulled,
    QualificationCorrected,
    QualificationStage,
    RegistrationDue,
    RegistrationRenewed,
)
from services.personnel.domain.qualification_life import (
    AnnulQualification,
    CorrectQualification,
    EnterCertificate,
    FollowRegistration,
    RenewRegistration,
    RevokeCertificate,
)
from services.personnel.domain.scheme_terms import Certificate, Education
from services.personnel.domain.streams import QUALIFICATION
from shared.kernel import Sealed
from tests.personnel.people import COMMUNITY, POLICIES, WORKER, on

ID = UUID(int=77)
EXAM = RegisterForExam(
    worker_id=WORKER, qualification_id=ID, region=COMMUNITY, level=Certificate.SOCIAL_WORKER, year=2027,
    registered_on=date(2027, 3, 12), education=Education.BACHELOR, social_work_subject=True, social_work_years=3, held=None,
)  # fmt: skip
REGISTERED_FOR = ExamRegistered(
    effective=date(2027, 3, 12), worker_id=WORKER, qualification_id=ID, region=COMMUNITY,
    level=Certificate.SOCIAL_WORKER, year=2027, grounds="",
)  # fmt: skip
PASSED = ExamResultRecorded(effective=date(2027, 8, 2), worker_id=WORKER, qualification_id=ID, passed=True)
ISSUED = CertificateIssued(effective=date(2027, 10, 8), worker_id=WORKER, qualification_id=ID, file_hash="")
ENTER = EnterCertificate(
    worker_id=WORKER, qualification_id=ID, region=COMMUNITY, level=Certificate.SOCIAL_WORKER, number=Sealed("number"),
    registered_on=date(2027, 11, 1),
)  # fmt: skip
ENTERED = CertificateEntered(
    effective=date(2027, 11, 1), worker_id=WORKER, qualification_id=ID, region=COMMUNITY,
    level=Certificate.SOCIAL_WORKER, number=Sealed("number"), registered_until=date(2030, 10, 31),
    notice_on=date(2030, 8, 2),
)  # fmt: skip
TODAY = date(2027, 12, 1)


def test_from_the_exam_to_the_registration_step_by_step() -> None:
    on(QUALIFICATION, date(2027, 3, 12)).when(EXAM).then(REGISTERED_FOR)
    on(QUALIFICATION, date(2027, 3, 12), REGISTERED_FOR).when(EXAM).then()
    result = RecordExamResult(passed=True, on=date(2027, 8, 2))
    on(QUALIFICATION, TODAY, REGISTERED_FOR).when(result).then(PASSED)
    on(QUALIFICATION, TODAY, REGISTERED_FOR, PASSED).when(IssueCertificate(issued_on=date(2027, 10, 8))).then(ISSUED)
    on(QUALIFICATION, TODAY, REGISTERED_FOR, PASSED, ISSUED).when(ENTER).then(ENTERED)
    on(QUALIFICATION, TODAY, REGISTERED_FOR, PASSED, ISSUED, ENTERED).when(ENTER).then()


def test_a_certificate_obtained_before_is_entered_at_once_and_its_running_registration_goes_on() -> None:
    on(QUALIFICATION, TODAY).when(ENTER).then(ENTERED)
    (old,) = on(QUALIFICATION, TODAY).when(replace(ENTER, registered_on=date(2020, 6, 15))).then_events()
    assert old.registered_until == date(2029, 6, 14)
    (said,) = on(QUALIFICATION, TODAY).when(replace(ENTER, registered_until=date(2028, 1, 1))).then_events()
    assert said.registered_until == date(2028, 1, 1)


@pytest.mark.parametrize(
    ("level", "education", "subject", "held", "years"),
    [
        (Certificate.ASSISTANT, Education.BACHELOR, True, None, 0), (Certificate.ASSISTANT, Education.BACHELOR, False, None, 2),
        (Certificate.SOCIAL_WORKER, Education.BACHELOR, True, None, 3), (Certificate.SOCIAL_WORKER, Education.MASTER, True, None, 1),
        (Certificate.SOCIAL_WORKER, Education.DOCTOR, False, None, 3), (Certificate.ASSISTANT, Education.COLLEGE, True, None, None),
        (Certificate.SENIOR, Education.BACHELOR, True, None, None),
        (Certificate.SENIOR, Education.MASTER, True, Certificate.SOCIAL_WORKER, 5),
    ],
)  # fmt: skip
def test_the_years_that_an_education_asks_for(
    level: Certificate, education: Education, subject: bool, held: Certificate | None, years: int | None
) -> None:
    conditions = POLICIES.exam_entry.on(TODAY)
    assert years_needed(conditions, level, education, held, social_work=subject) == years


def test_who_does_not_meet_the_conditions_on_record_needs_other_grounds() -> None:
    short = replace(EXAM, social_work_years=2)
    refused = on(QUALIFICATION, date(2027, 3, 12)).when(short).then_rejected("qualifications.entry-conditions")
    assert refused.facts == {"has": 2, "needed": 3}
    (kept,) = on(QUALIFICATION, date(2027, 3, 12)).when(replace(short, grounds="外省从业两年")).then_events()
    assert kept.grounds == "外省从业两年"
    on(QUALIFICATION, TODAY).when(replace(EXAM, year=2026)).then_rejected("qualifications.exam-year")


def test_a_registration_is_noticed_runs_out_and_is_renewed() -> None:
    def at(day: date, *more: Any) -> Any:
        return on(QUALIFICATION, day, ENTERED, *more)

    due = RegistrationDue(
        effective=date(2030, 8, 2), worker_id=WORKER, qualification_id=ID, registered_until=date(2030, 10, 31)
    )
    at(date(2030, 8, 1)).when(FollowRegistration()).then()
    at(date(2030, 8, 2)).when(FollowRegistration()).then(due)
    at(date(2030, 8, 3), due).when(FollowRegistration()).then()
    gone = CertificateExpired(
        effective=date(2030, 10, 31), worker_id=WORKER, qualification_id=ID, fact=ID, level=Certificate.SOCIAL_WORKER
    )
    at(date(2030, 11, 1), due).when(FollowRegistration()).then(gone)
    at(date(2030, 11, 2), due, gone).when(FollowRegistration()).then()
    renewed = RegistrationRenewed(
        effective=date(2030, 9, 1), worker_id=WORKER, qualification_id=ID, registered_until=date(2033, 10, 31),
        notice_on=date(2033, 8, 2),
    )  # fmt: skip
    at(date(2030, 9, 1), due).when(RenewRegistration(renewed_on=date(2030, 9, 1))).then(renewed)
    state = at(date(2030, 9, 1), due, renewed).state()
    assert (state.stage, state.fact) == (QualificationStage.REGISTERED, ID)
    (again,) = at(date(2031, 2, 1), due, gone).when(RenewRegistration(renewed_on=date(2031, 2, 1))).then_events()
    assert again.registered_until == date(2034, 1, 31)
    state = at(date(2031, 2, 1), due, gone, again).state()
    assert state.stage is QualificationStage.REGISTERED
    assert state.fact != ID
    shorter = RenewRegistration(renewed_on=date(2030, 9, 1), registered_until=date(2029, 1, 1))
    at(date(2030, 9, 1)).when(shorter).then_rejected("qualifications.registered-until")


def test_a_revocation_names_its_document_and_reason_and_happens_once() -> None:
    revoke = RevokeCertificate(last_day=date(2027, 11, 20), document="人社函3号", reason="考试作弊")
    given = on(QUALIFICATION, TODAY, ENTERED)
    revoked = CertificateRevoked(
        effective=date(2027, 11, 20), worker_id=WORKER, qualification_id=ID, level=Certificate.SOCIAL_WORKER,
        document="人社函3号", reason="考试作弊",
    )  # fmt: skip
    given.when(revoke).then(revoked)
    given.when(replace(revoke, document=" ")).then_rejected("qualifications.document")
    given.when(replace(revoke, reason=" ")).then_rejected("qualifications.reason")
    on(QUALIFICATION, TODAY, ENTERED, revoked).when(revoke).then_rejected("qualifications.stage")


def test_a_wrong_day_is_corrected_and_what_never_was_is_annulled() -> None:
    correct = CorrectQualification(registered_on=date(2027, 10, 20), reason="录入错误")
    (corrected,) = on(QUALIFICATION, TODAY, ENTERED).when(correct).then_events()
    assert isinstance(corrected, QualificationCorrected)
    assert (corrected.effective, corrected.registered_until) == (date(2027, 10, 20), date(2030, 10, 19))
    on(QUALIFICATION, TODAY, ENTERED, corrected).when(correct).then()
    later = replace(correct, registered_on=date(2028, 1, 1))
    on(QUALIFICATION, TODAY, ENTERED).when(later).then_rejected("qualifications.future")
    never = QualificationAnnulled(effective=date(2027, 11, 1), worker_id=WORKER, qualification_id=ID, reason="他人证书")
    on(QUALIFICATION, TODAY, ENTERED).when(AnnulQualification(reason="他人证书")).then(never)
    on(QUALIFICATION, TODAY, ENTERED, never).when(AnnulQualification(reason="他人证书")).then()


FAILED = replace(PASSED, passed=False)


@pytest.mark.parametrize(
    ("history", "command", "code"),
    [
        ((REGISTERED_FOR, FAILED), IssueCertificate(issued_on=date(2027, 10, 8)), "qualifications.stage"),
        ((REGISTERED_FOR,), ENTER, "qualifications.stage"),
        ((REGISTERED_FOR,), RecordExamResult(passed=True, on=date(2027, 3, 1)), "qualifications.day"),
        ((REGISTERED_FOR, PASSED), IssueCertificate(issued_on=date(2027, 10, 8), file_hash="xyz"), "qualifications.file-hash"),
        ((REGISTERED_FOR, PASSED, ISSUED), replace(ENTER, registered_on=date(2027, 10, 1)), "qualifications.future"),
        ((), replace(ENTER, registered_until=date(2027, 1, 1)), "qualifications.registered-until"),
        ((), RecordExamResult(passed=True, on=TODAY), "qualifications.unknown"),
        ((), AnnulQualification(reason="x"), "qualifications.unknown"),
    ],
)  # fmt: skip
def test_what_does_not_follow_is_refused(history: tuple[Any, ...], command: Any, code: str) -> None:
    on(QUALIFICATION, TODAY, *history).when(command).then_rejected(code)
