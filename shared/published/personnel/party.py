"""Offices in party organisations, the filing of secretaries, and that a party membership changed (never to what)."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class PartyPostStartedV1:
    """`office`: SECRETARY, DEPUTY_SECRETARY, COMMITTEE_MEMBER; a secretary's begins when it is filed."""

    told: ClassVar[Name] = Name("personnel.party_post.started")
    worker_id: UUID
    party_post_id: UUID
    office: str
    community: Region
    starts: date
    term_ends: date


@record
class PartyPostEndedV1:
    """Effective = last day in office. It ends neither a contract nor another post; with reason ANNULLED it never was."""

    told: ClassVar[Name] = Name("personnel.party_post.ended")
    worker_id: UUID
    party_post_id: UUID
    office: str
    reason: str


@record
class SecretaryFiledV1:
    """The organisation department has the secretary on file. `subject` is APPOINTMENT or PARTY_POST, `subject_id` which one;
    `starts` is the first day that counts.
    """

    told: ClassVar[Name] = Name("personnel.secretary.filed")
    worker_id: UUID
    filing_id: UUID
    community: Region
    subject: str
    subject_id: UUID
    starts: date


@record
class PartyStatusChangedV1:
    """Effective = first day of the stage. Which stage it is stays with the organisation department."""

    told: ClassVar[Name] = Name("personnel.party_status.changed")
    worker_id: UUID
