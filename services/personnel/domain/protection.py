"""What stands before an exit: protected periods (arts. 42, 45), findings and remedies (art. 40), the class of retirement."""

from datetime import date
from uuid import UUID

from services.personnel.domain.contracts import running
from services.personnel.domain.employment import Employment, EmploymentEvent
from services.personnel.domain.exit_events import (
    IncompetenceFound,
    ProtectionAnnulled,
    ProtectionCorrected,
    ProtectionRecorded,
    Remedy,
    RemedyGiven,
    RetirementClass,
    RetirementClassRecorded,
)
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Rejected, record
from shared.kernel.derived import derived_id

# Commands


@record
class RecordProtection:
    """No `ends` while it is not known. The same id again corrects the days."""

    protection_id: UUID
    starts: date
    ends: date | None
    document: str


@record
class AnnulProtection:
    protection_id: UUID
    document: str


@record
class FindIncompetent:
    on: date
    document: str


@record
class GiveRemedy:
    on: date
    remedy: Remedy
    document: str


@record
class RecordRetirementClass:
    retirement_class: RetirementClass


@record
class FollowLeaveDays:
    """A leave protects from its first to its last day: medical period, work injury, maternity, nursing (art. 42). Without days it does
    not, or no longer.
    """

    leave_id: UUID
    starts: date | None = None
    ends: date | None = None


ProtectionCommand = (
    RecordProtection | AnnulProtection | FindIncompetent | GiveRemedy | RecordRetirementClass | FollowLeaveDays
)  # fmt: skip

# Decisions


def decide(employment: Employment, command: ProtectionCommand, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    match command:
        case RecordProtection():
            return protect(employment, command)
        case AnnulProtection():
            return annul_protection(employment, command)
        case FollowLeaveDays():
            return follow_leave(employment, command)
        case FindIncompetent():
            worker = _papered(employment, command.document, command.on, facts)
            return (IncompetenceFound(effective=command.on, worker_id=worker, document=command.document),)
        case GiveRemedy(remedy=remedy):
            worker = _papered(employment, command.document, command.on, facts)
            return (RemedyGiven(effective=command.on, worker_id=worker, remedy=remedy, document=command.document),)
        case RecordRetirementClass(retirement_class=which):
            worker = running(employment)
            same = employment.leaving.retirement_class is which
            found = RetirementClassRecorded(effective=facts.today, worker_id=worker, retirement_class=which)
            return () if same else (found,)


def protect(employment: Employment, command: RecordProtection) -> tuple[EmploymentEvent, ...]:
    worker = running(employment)
    if not command.document.strip():
        raise Rejected("dismissal.document", field="/document")
    if command.ends is not None and command.ends < command.starts:
        raise Rejected("dismissal.protection-days", field="/ends")
    known = next((p for p in employment.leaving.protections if p.protection_id == command.protection_id), None)
    if known is not None and (known.starts, known.ends) == (command.starts, command.ends):
        return ()
    kind = ProtectionRecorded if known is None else ProtectionCorrected
    return (
        kind(
            effective=command.starts, worker_id=worker, protection_id=command.protection_id, ends=command.ends,
            document=command.document,
        ),
    )  # fmt: skip


def annul_protection(employment: Employment, command: AnnulProtection) -> tuple[EmploymentEvent, ...]:
    worker = running(employment)
    known = next((p for p in employment.leaving.protections if p.protection_id == command.protection_id), None)
    if known is None:
        raise Rejected("dismissal.no-protection", field="/protection_id")
    if not command.document.strip():
        raise Rejected("dismissal.document", field="/document")
    return (
        ProtectionAnnulled(
            effective=known.starts, worker_id=worker, protection_id=command.protection_id, document=command.document
        ),
    )


def _papered(employment: Employment, document: str, on: date, facts: Facts[Policies]) -> UUID:
    worker = running(employment)
    if not document.strip():
        raise Rejected("dismissal.document", field="/document")
    if not employment.starts <= on <= facts.today:
        raise Rejected("dismissal.day", field="/on")
    return worker


def follow_leave(employment: Employment, command: FollowLeaveDays) -> tuple[EmploymentEvent, ...]:
    """Nothing where the employment has ended: what could be kept then is decided by the exit."""
    if employment.worker_id is None or employment.last_day is not None:
        return ()
    id, document = derived_id("personnel.protection", str(command.leave_id)), str(command.leave_id)
    if command.starts is not None:
        days = RecordProtection(protection_id=id, starts=command.starts, ends=command.ends, document=document)
        return protect(employment, days)
    if not any(p.protection_id == id for p in employment.leaving.protections):
        return ()
    return annul_protection(employment, AnnulProtection(protection_id=id, document=document))
