"""Emergencies (policy article 12): a county officer proposes one with its document, another hand declares it; who was on duty on
which days is listed by the street and confirmed by another hand. Payroll pays the subsidy for the days confirmed.
"""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from services.personnel.domain.emergency_events import (
    Emergency,
    EmergencyCategory,
    EmergencyDeclared,
    EmergencyDegree,
    EmergencyEnded,
    EmergencyEndProposed,
    EmergencyEvent,
    EmergencyPhase,
    EmergencyProposed,
    EmergencyRejected,
)
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Region, Rejected, record, same_hand

DUTY_DAY: Final = "duty-day"
"""The reservation of a person's day: nobody is on duty in two emergencies on the same day."""
Span = tuple[date, date]

# Commands


@record
class ProposeEmergency:
    emergency_id: UUID
    region: Region
    category: EmergencyCategory
    degree: EmergencyDegree
    title: str
    document: str
    starts: date


@record
class DeclareEmergency:
    """Confirm what was proposed."""


@record
class RejectEmergency:
    reason: str


@record
class ProposeEmergencyEnd:
    last_day: date
    document: str


@record
class ConfirmEmergencyEnd:
    """Confirm the last day that was proposed."""


EmergencyCommand = ProposeEmergency | DeclareEmergency | RejectEmergency | ProposeEmergencyEnd | ConfirmEmergencyEnd


@record
class ListDuty:
    """`emergency` as it stands; `employed` and `away` are the person's days with an employer and on leave."""

    worker_id: UUID
    community: Region
    street: Region
    days: tuple[date, ...]
    emergency: Emergency
    employed: tuple[Span, ...]
    away: tuple[Span, ...]


@record
class ConfirmDuty:
    """The same facts looked at again: leave may have been granted since the street listed the days."""

    emergency: Emergency
    employed: tuple[Span, ...]
    away: tuple[Span, ...]


@record
class ReturnDuty:
    reason: str


DutyCommand = ListDuty | ConfirmDuty | ReturnDuty

# Decisions about an emergency


def decide(
    emergency: Emergency, command: EmergencyCommand, facts: Facts[Policies]
) -> tuple[EmergencyEvent, ...]:  # fmt: skip
    match command:
        case ProposeEmergency():
            return _propose(emergency, command, facts)
        case DeclareEmergency():
            return _declare(emergency, facts)
        case RejectEmergency():
            return _reject(emergency, command, facts)
        case ProposeEmergencyEnd():
            return _propose_end(emergency, command, facts)
        case ConfirmEmergencyEnd():
            return _end(emergency, facts)


def _propose(
    emergency: Emergency, command: ProposeEmergency, facts: Facts[Policies]
) -> tuple[EmergencyProposed, ...]:  # fmt: skip
    if emergency.phase is not EmergencyPhase.NONE:
        return ()
    back = facts.policies.emergency_claim_days.on(facts.today)
    if not facts.today - timedelta(days=back) <= command.starts <= facts.today:
        raise Rejected("emergencies.starts", field="/starts", back=back)
    if not command.title.strip():
        raise Rejected("emergencies.title", field="/title")
    _document(command.document)
    return (
        EmergencyProposed(
            effective=command.starts, emergency_id=command.emergency_id, region=command.region,
            category=command.category, degree=command.degree, title=command.title, document=command.document,
            proposed_by=facts.by,
        ),
    )  # fmt: skip


def _declare(emergency: Emergency, facts: Facts[Policies]) -> tuple[EmergencyDeclared, ...]:
    if emergency.counts:
        return ()
    id = _proposed(emergency, EmergencyPhase.PROPOSED, facts)
    return (
        EmergencyDeclared(
            effective=emergency.starts, emergency_id=id, region=emergency.region, category=emergency.category,
            degree=emergency.degree, document=emergency.document, proposed_by=emergency.proposed_by,
            declared_by=facts.by,
        ),
    )  # fmt: skip


def _reject(
    emergency: Emergency, command: RejectEmergency, facts: Facts[Policies]
) -> tuple[EmergencyRejected, ...]:  # fmt: skip
    if emergency.phase is EmergencyPhase.REJECTED:
        return ()
    id = _proposed(emergency, EmergencyPhase.PROPOSED, facts)
    _reason(command.reason)
    return (EmergencyRejected(effective=facts.today, emergency_id=id, reason=command.reason, rejected_by=facts.by),)


def _propose_end(
    emergency: Emergency, command: ProposeEmergencyEnd, facts: Facts[Policies]
) -> tuple[EmergencyEndProposed, ...]:
    if emergency.phase not in (EmergencyPhase.DECLARED, EmergencyPhase.END_PROPOSED) or emergency.emergency_id is None:
        raise Rejected("emergencies.not-declared")
    if not emergency.starts <= command.last_day <= facts.today:
        raise Rejected("emergencies.last-day", field="/last_day")
    _document(command.document)
    if (emergency.phase, emergency.ends) == (EmergencyPhase.END_PROPOSED, command.last_day):
        return ()
    return (
        EmergencyEndProposed(
            effective=command.last_day, emergency_id=emergency.emergency_id, document=command.document,
            proposed_by=facts.by,
        ),
    )  # fmt: skip


def _end(emergency: Emergency, facts: Facts[Policies]) -> tuple[EmergencyEnded, ...]:
    if emergency.phase is EmergencyPhase.ENDED:
        return ()
    id = _proposed(emergency, EmergencyPhase.END_PROPOSED, facts)
    return (
        EmergencyEnded(
            effective=emergency.ends, emergency_id=id, region=emergency.region, document=emergency.document,
            ended_by=facts.by,
        ),
    )  # fmt: skip


def _proposed(emergency: Emergency, phase: EmergencyPhase, facts: Facts[Policies]) -> UUID:
    if emergency.phase is not phase or emergency.emergency_id is None:
        raise Rejected("emergencies.nothing-proposed")
    if same_hand(emergency.proposed_by, facts.by):
        raise Rejected("emergencies.own-proposal")
    return emergency.emergency_id


def _document(document: str) -> None:
    if not document.strip():
        raise Rejected("emergencies.document", field="/document")


def _reason(reason: str) -> None:
    if not reason.strip():
        raise Rejected("emergencies.reason", field="/reason")
