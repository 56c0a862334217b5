"""Support to sit the social-worker exam (P-04.2): registered for, the result, the certificate issued.

Whoever does not meet the entry conditions by what is on record is refused, unless other grounds are given.
"""

from datetime import date
from uuid import UUID

from services.personnel.domain.entry_conditions import years_needed
from services.personnel.domain.policies import Policies
from services.personnel.domain.qualification_events import (
    CertificateIssued,
    ExamRegistered,
    ExamResultRecorded,
    Qualification,
    QualificationEvent,
    QualificationStage,
)
from services.personnel.domain.scheme_terms import Certificate, Education
from shared.kernel import Facts, Region, Rejected, record

# Commands


@record
class RegisterForExam:
    """`social_work_years`, `education` and `held` are what is on record of the person on the day; `grounds` what else entitles."""

    worker_id: UUID
    qualification_id: UUID
    region: Region
    level: Certificate
    year: int
    registered_on: date
    education: Education
    social_work_subject: bool
    social_work_years: int
    held: Certificate | None
    grounds: str = ""


@record
class RecordExamResult:
    passed: bool
    on: date


@record
class IssueCertificate:
    issued_on: date
    file_hash: str = ""


ExamCommand = RegisterForExam | RecordExamResult | IssueCertificate

# Decisions


def decide(state: Qualification, command: ExamCommand, facts: Facts[Policies]) -> tuple[QualificationEvent, ...]:
    match command:
        case RegisterForExam():
            return _exam(state, command, facts)
        case RecordExamResult(passed=passed, on=day):
            worker, id = standing_at(state, QualificationStage.EXAM_REGISTERED)
            not_before(state, day, facts)
            return (ExamResultRecorded(effective=day, worker_id=worker, qualification_id=id, passed=passed),)
        case IssueCertificate(issued_on=day, file_hash=digest):
            worker, id = standing_at(state, QualificationStage.PASSED)
            not_before(state, day, facts)
            _check_hash(digest)
            return (CertificateIssued(effective=day, worker_id=worker, qualification_id=id, file_hash=digest),)


def _exam(state: Qualification, command: RegisterForExam, facts: Facts[Policies]) -> tuple[QualificationEvent, ...]:
    if state.stage is not QualificationStage.NONE:
        return ()
    if command.year != command.registered_on.year or command.registered_on > facts.today:
        raise Rejected("qualifications.exam-year", field="/year")
    needed = years_needed(
        facts.policies.exam_entry.on(command.registered_on), command.level, command.education, command.held,
        social_work=command.social_work_subject,
    )  # fmt: skip
    if not command.grounds.strip() and (needed is None or command.social_work_years < needed):
        raise Rejected(
            "qualifications.entry-conditions", field="/level", has=command.social_work_years, needed=-1 if needed is None else needed
        )  # fmt: skip
    return (
        ExamRegistered(
            effective=command.registered_on, worker_id=command.worker_id, qualification_id=command.qualification_id,
            region=command.region, level=command.level, year=command.year, grounds=command.grounds.strip(),
        ),
    )  # fmt: skip


def standing_at(state: Qualification, *stages: QualificationStage) -> tuple[UUID, UUID]:
    if state.worker_id is None or state.qualification_id is None:
        raise Rejected("qualifications.unknown")
    if state.stage not in stages:
        raise Rejected("qualifications.stage", stage=state.stage.value)
    return state.worker_id, state.qualification_id


def not_before(state: Qualification, day: date, facts: Facts[Policies]) -> None:
    if not state.since <= day <= facts.today:
        raise Rejected("qualifications.day", field="/on")


def _check_hash(digest: str) -> None:
    if digest and (len(digest) != 64 or set(digest) - set("0123456789abcdef")):
        raise Rejected("qualifications.file-hash", field="/file_hash")


def because(reason: str) -> str:
    if not reason.strip():
        raise Rejected("qualifications.reason", field="/reason")
    return reason
