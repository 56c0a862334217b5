"""Emergencies, and who was on duty in them on which days."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class EmergencyDeclaredV1:
    """From the effective day on. `category` is MAJOR_TASK, NATURAL_DISASTER or EMERGENCY, `degree` I (the gravest) to IV."""

    told: ClassVar[Name] = Name("personnel.emergency.declared")
    emergency_id: UUID
    region: Region
    category: str
    degree: str
    document: str


@record
class EmergencyEndedV1:
    told: ClassVar[Name] = Name("personnel.emergency.ended")
    emergency_id: UUID
    region: Region
    last_day: date


@record
class ParticipationConfirmedV1:
    """All days of the person's duty, as they stand now; `version` 2 and on replace what was told before, no days take it back.

    `listed_by` and `confirmed_by` are the two hands: whoever pays for the days is none of them.
    """

    told: ClassVar[Name] = Name("personnel.emergency.participation_confirmed")
    worker_id: UUID
    emergency_id: UUID
    street: Region
    days: tuple[date, ...]
    version: int
    listed_by: str
    confirmed_by: str
