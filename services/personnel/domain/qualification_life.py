"""A qualification from the exam to the end of its registration (P-04.2): registered for, passed, issued, registered, run out, revoked."""

from datetime import date
from uuid import UUID

from services.personnel.domain import exams
from services.personnel.domain.exams import because, not_before, standing_at
from services.personnel.domain.policies import Policies
from services.personnel.domain.qualification_events import (
    CertificateEntered,
    CertificateExpired,
    CertificateRevoked,
    Qualification,
    QualificationAnnulled,
    QualificationCorrected,
    QualificationEvent,
    QualificationStage,
    RegistrationDue,
    RegistrationRenewed,
)
from services.personnel.domain.scheme_terms import Certificate
from shared.kernel import DAY, CertificateNumber, Facts, Region, Rejected, add_years, record

# Commands


@record
class EnterCertificate:
    """Registered, whether the exam was followed here or not. Without `registered_until` as policy says, still running today."""

    worker_id: UUID
    qualification_id: UUID
    region: Region
    level: Certificate
    number: CertificateNumber
    registered_on: date
    registered_until: date | None = None


@record
class RenewRegistration:
    renewed_on: date
    registered_until: date | None = None


@record
class FollowRegistration:
    """The calendar: the registration runs out soon, or has run out."""


@record
class RevokeCertificate:
    last_day: date
    document: str
    reason: str


@record
class CorrectQualification:
    registered_on: date
    reason: str


@record
class AnnulQualification:
    reason: str


QualificationCommand = (
    exams.ExamCommand | EnterCertificate | RenewRegistration | FollowRegistration | RevokeCertificate
    | CorrectQualification | AnnulQualification
)  # fmt: skip

# Decisions


def decide(
    state: Qualification, command: QualificationCommand, facts: Facts[Policies]
) -> tuple[QualificationEvent, ...]:
    match command:
        case EnterCertificate():
            return _entered(state, command, facts)
        case FollowRegistration():
            return _followed(state, facts)
        case AnnulQualification(reason=reason):
            return _annulled(state, reason)
        case RenewRegistration():
            return _renewed(state, command, facts)
        case RevokeCertificate():
            return _revoked(state, command, facts)
        case CorrectQualification():
            return _corrected(state, command, facts)
        case _:
            return exams.decide(state, command, facts)


def _entered(state: Qualification, command: EnterCertificate, facts: Facts[Policies]) -> tuple[QualificationEvent, ...]:
    if state.number is not None:
        return ()
    if state.stage not in (QualificationStage.NONE, QualificationStage.CERTIFICATE_ISSUED):
        raise Rejected("qualifications.stage", stage=state.stage.value)
    if command.registered_on > facts.today or command.registered_on < state.since:
        raise Rejected("qualifications.future", field="/registered_on")
    until = _until(command.registered_on, command.registered_until, facts)
    return (
        CertificateEntered(
            effective=command.registered_on, worker_id=command.worker_id, qualification_id=command.qualification_id,
            region=command.region, level=command.level, number=command.number,
            registered_until=until, notice_on=notice_day(until, facts),
        ),
    )  # fmt: skip


def _until(since: date, said: date | None, facts: Facts[Policies]) -> date:
    """As said, or the end of the running period of registration: whoever brings an old paper is taken to have renewed it."""
    if said is not None:
        if said < since:
            raise Rejected("qualifications.registered-until", field="/registered_until")
        return said
    years = facts.policies.certificate_registration_years.on(facts.today)
    periods = 1
    while add_years(since, periods * years) - DAY < facts.today:
        periods += 1
    return add_years(since, periods * years) - DAY


def _renewed(
    state: Qualification, command: RenewRegistration, facts: Facts[Policies]
) -> tuple[QualificationEvent, ...]:
    worker, id = standing_at(state, QualificationStage.REGISTERED, QualificationStage.EXPIRED)
    not_before(state, command.renewed_on, facts)
    years = facts.policies.certificate_registration_years.on(command.renewed_on)
    until = command.registered_until or add_years(max(state.registered_until, command.renewed_on - DAY), years)
    if until <= state.registered_until:
        raise Rejected("qualifications.registered-until", field="/registered_until")
    return (
        RegistrationRenewed(
            effective=command.renewed_on, worker_id=worker, qualification_id=id, registered_until=until,
            notice_on=notice_day(until, facts),
        ),
    )  # fmt: skip


def _followed(state: Qualification, facts: Facts[Policies]) -> tuple[QualificationEvent, ...]:
    if state.stage is not QualificationStage.REGISTERED or state.worker_id is None or state.qualification_id is None:
        return ()
    worker, id, until = state.worker_id, state.qualification_id, state.registered_until
    if until < facts.today:
        return (
            CertificateExpired(
                effective=until, worker_id=worker, qualification_id=id, fact=state.fact, level=state.level
            ),
        )
    if state.noticed or facts.today < notice_day(until, facts):
        return ()
    return (RegistrationDue(effective=facts.today, worker_id=worker, qualification_id=id, registered_until=until),)


def notice_day(until: date, facts: Facts[Policies]) -> date:
    return until - facts.policies.certificate_notice_days.on(facts.today) * DAY


def _revoked(
    state: Qualification, command: RevokeCertificate, facts: Facts[Policies]
) -> tuple[QualificationEvent, ...]:
    worker, id = standing_at(state, QualificationStage.REGISTERED)
    not_before(state, command.last_day, facts)
    if not command.document.strip():
        raise Rejected("qualifications.document", field="/document")
    return (
        CertificateRevoked(
            effective=command.last_day, worker_id=worker, qualification_id=id, level=state.level,
            document=command.document, reason=because(command.reason),
        ),
    )  # fmt: skip


def _corrected(
    state: Qualification, command: CorrectQualification, facts: Facts[Policies]
) -> tuple[QualificationEvent, ...]:
    worker, id = standing_at(state, QualificationStage.REGISTERED)
    if command.registered_on > facts.today:
        raise Rejected("qualifications.future", field="/registered_on")
    if command.registered_on == state.since:
        return ()
    until = _until(command.registered_on, None, facts)
    return (
        QualificationCorrected(
            effective=command.registered_on, worker_id=worker, qualification_id=id,
            registered_until=until, notice_on=notice_day(until, facts), reason=because(command.reason),
        ),
    )  # fmt: skip


def _annulled(state: Qualification, reason: str) -> tuple[QualificationEvent, ...]:
    if state.stage is QualificationStage.ANNULLED:
        return ()
    if state.worker_id is None or state.qualification_id is None:
        raise Rejected("qualifications.unknown")
    return (
        QualificationAnnulled(
            effective=state.since, worker_id=state.worker_id, qualification_id=state.qualification_id,
            reason=because(reason),
        ),
    )  # fmt: skip
