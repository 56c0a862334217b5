"""What can have happened to an emergency (突发事件、自然灾害、重大任务) and to a worker's duty in it.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import NATION, Region, record


class EmergencyCategory(StrEnum):
    """The three that the policy names (article 12): a major task, a natural disaster, an emergency."""

    MAJOR_TASK = "MAJOR_TASK"
    NATURAL_DISASTER = "NATURAL_DISASTER"
    EMERGENCY = "EMERGENCY"


class EmergencyDegree(StrEnum):
    """Four degrees (Emergency Response Law art. 3): I is the gravest (特别重大), IV ordinary (一般)."""

    I = "I"  # noqa: E741  as the law writes it
    II = "II"
    III = "III"
    IV = "IV"


class EmergencyPhase(StrEnum):
    NONE = "NONE"
    PROPOSED = "PROPOSED"
    REJECTED = "REJECTED"
    DECLARED = "DECLARED"
    END_PROPOSED = "END_PROPOSED"
    ENDED = "ENDED"


# Events of an emergency


@record
class EmergencyProposed:
    """Effective = its first day; `document` is the number of the decision that declares it."""

    effective: date
    emergency_id: UUID
    region: Region
    category: EmergencyCategory
    degree: EmergencyDegree
    title: str
    document: str
    proposed_by: str


@record
class EmergencyDeclared:
    """Another hand confirmed it: it counts from its first day on."""

    effective: date
    emergency_id: UUID
    region: Region
    category: EmergencyCategory
    degree: EmergencyDegree
    document: str
    proposed_by: str
    declared_by: str


@record
class EmergencyRejected:
    effective: date
    emergency_id: UUID
    reason: str
    rejected_by: str


@record
class EmergencyEndProposed:
    """Effective = the last day proposed."""

    effective: date
    emergency_id: UUID
    document: str
    proposed_by: str


@record
class EmergencyEnded:
    """Effective = its last day; duty of later days is nobody's."""

    effective: date
    emergency_id: UUID
    region: Region
    document: str
    ended_by: str


EmergencyEvent = EmergencyProposed | EmergencyDeclared | EmergencyRejected | EmergencyEndProposed | EmergencyEnded


# Events of one person's duty in an emergency


@record
class DutyListed:
    """The street says on which days the person was on duty; no days at all takes back what was said. Effective = first day."""

    effective: date
    worker_id: UUID
    emergency_id: UUID
    community: Region
    street: Region
    days: tuple[date, ...]
    listed_by: str


@record
class DutyConfirmed:
    """Another hand confirmed the list; `before` are the days that were confirmed until now."""

    effective: date
    worker_id: UUID
    emergency_id: UUID
    street: Region
    days: tuple[date, ...]
    before: tuple[date, ...]
    version: int
    listed_by: str
    confirmed_by: str


@record
class DutyReturned:
    """The list goes back to the street; what was confirmed before stands."""

    effective: date
    worker_id: UUID
    emergency_id: UUID
    reason: str
    returned_by: str


DutyEvent = DutyListed | DutyConfirmed | DutyReturned

# States


@record
class Emergency:
    emergency_id: UUID | None = None
    region: Region = NATION
    phase: EmergencyPhase = EmergencyPhase.NONE
    category: EmergencyCategory = EmergencyCategory.EMERGENCY
    degree: EmergencyDegree = EmergencyDegree.IV
    document: str = ""
    starts: date = date.min
    ends: date = date.max
    proposed_by: str = ""

    @property
    def counts(self) -> bool:
        """Declared, perhaps over: days within it are days of duty."""
        return self.phase in (EmergencyPhase.DECLARED, EmergencyPhase.END_PROPOSED, EmergencyPhase.ENDED)


@record
class Duty:
    """`days` as confirmed; `listed` waits for another hand, None where nothing waits."""

    worker_id: UUID | None = None
    emergency_id: UUID | None = None
    region: Region = NATION
    street: Region = NATION
    days: tuple[date, ...] = ()
    listed: tuple[date, ...] | None = None
    listed_by: str = ""
    version: int = 0


def evolve(emergency: Emergency, event: EmergencyEvent) -> Emergency:
    match event:
        case EmergencyProposed():
            return Emergency(
                emergency_id=event.emergency_id, region=event.region, phase=EmergencyPhase.PROPOSED,
                category=event.category, degree=event.degree, document=event.document, starts=event.effective,
                proposed_by=event.proposed_by,
            )  # fmt: skip
        case EmergencyDeclared():
            return replace(emergency, phase=EmergencyPhase.DECLARED)
        case EmergencyRejected():
            return replace(emergency, phase=EmergencyPhase.REJECTED)
        case EmergencyEndProposed(effective=last, proposed_by=by):
            return replace(emergency, phase=EmergencyPhase.END_PROPOSED, ends=last, proposed_by=by)
        case EmergencyEnded():
            return replace(emergency, phase=EmergencyPhase.ENDED)


def evolve_duty(duty: Duty, event: DutyEvent) -> Duty:
    match event:
        case DutyListed():
            return replace(
                duty, worker_id=event.worker_id, emergency_id=event.emergency_id, region=event.community,
                street=event.street, listed=event.days, listed_by=event.listed_by,
            )  # fmt: skip
        case DutyConfirmed():
            return replace(duty, days=event.days, listed=None, version=event.version)
        case DutyReturned():
            return replace(duty, listed=None)
