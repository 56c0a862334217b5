"""Posts held for a term: secretaries, directors and their deputies."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class AppointmentStartedV1:
    """`post`: SECRETARY, DIRECTOR, DEPUTY_SECRETARY, DEPUTY_DIRECTOR, COMMITTEE_MEMBER; `post_category` follows from it."""

    told: ClassVar[Name] = Name("personnel.appointment.started")
    worker_id: UUID
    appointment_id: UUID
    post: str
    post_category: str
    community: Region
    starts: date
    term_ends: date


@record
class AppointmentEndedV1:
    """Effective = last day in the post. Ending it ends neither a contract nor another post."""

    told: ClassVar[Name] = Name("personnel.appointment.ended")
    worker_id: UUID
    appointment_id: UUID
    post: str
    reason: str


@record
class AppointmentCorrectedV1:
    """The first day was entered wrongly: `starts` is the right one. Effective = `starts`."""

    told: ClassVar[Name] = Name("personnel.appointment.corrected")
    worker_id: UUID
    appointment_id: UUID
    post: str
    post_category: str
    community: Region
    starts: date
    term_ends: date


@record
class AppointmentAnnulledV1:
    """The post never was held. Effective = the first day it was said to have."""

    told: ClassVar[Name] = Name("personnel.appointment.annulled")
    worker_id: UUID
    appointment_id: UUID
    post: str
