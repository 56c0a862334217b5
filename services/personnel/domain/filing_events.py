"""What can have happened to the filing of a secretary with the county's organisation department (备案, policy article 9).

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import NATION, Region, record


class FilingSubject(StrEnum):
    """What is filed: a post held for a term, or the office in the party organisation."""

    APPOINTMENT = "APPOINTMENT"
    PARTY_POST = "PARTY_POST"


class FilingStage(StrEnum):
    NONE = "NONE"
    SUBMITTED = "SUBMITTED"
    ACCEPTED = "ACCEPTED"
    RETURNED = "RETURNED"
    FILED = "FILED"
    CHANGED = "CHANGED"
    CANCELLED = "CANCELLED"


class FilingCancelReason(StrEnum):
    """离任、误报、撤回."""

    LEFT_OFFICE = "LEFT_OFFICE"
    SUBMITTED_WRONGLY = "SUBMITTED_WRONGLY"
    WITHDRAWN = "WITHDRAWN"


# Events


@record
class FilingSubmitted:
    """The street submits, again after a return; `starts` is the first day decided, `due` by when the department answers."""

    effective: date
    worker_id: UUID
    filing_id: UUID
    community: Region
    subject: FilingSubject
    subject_id: UUID
    starts: date
    document: str
    due: date
    submitted_by: str


@record
class FilingAccepted:
    """The department has the papers complete; it files or returns them."""

    effective: date
    worker_id: UUID
    filing_id: UUID
    due: date
    accepted_by: str


@record
class FilingReturned:
    effective: date
    worker_id: UUID
    filing_id: UUID
    reason: str
    returned_by: str


@record
class SecretaryFiled:
    """Effective = day of the filing; `number` is that of the register. `starts` is the first day that counts from then on."""

    effective: date
    worker_id: UUID
    filing_id: UUID
    community: Region
    subject: FilingSubject
    subject_id: UUID
    starts: date
    number: str
    filed_by: str


@record
class FilingChanged:
    """What is on file was changed (变更): the document says what."""

    effective: date
    worker_id: UUID
    filing_id: UUID
    document: str
    reason: str
    changed_by: str


@record
class FilingCancelled:
    effective: date
    worker_id: UUID
    filing_id: UUID
    subject_id: UUID
    reason: FilingCancelReason
    document: str
    cancelled_by: str


FilingEvent = FilingSubmitted | FilingAccepted | FilingReturned | SecretaryFiled | FilingChanged | FilingCancelled

# State


@record
class Filing:
    region: Region = NATION
    submitted: FilingSubmitted | None = None
    stage: FilingStage = FilingStage.NONE


def evolve(filing: Filing, event: FilingEvent) -> Filing:
    match event:
        case FilingSubmitted(community=community):
            return Filing(region=community, submitted=event, stage=FilingStage.SUBMITTED)
        case FilingAccepted():
            return replace(filing, stage=FilingStage.ACCEPTED)
        case FilingReturned():
            return replace(filing, stage=FilingStage.RETURNED)
        case SecretaryFiled():
            return replace(filing, stage=FilingStage.FILED)
        case FilingChanged():
            return replace(filing, stage=FilingStage.CHANGED)
        case FilingCancelled():
            return replace(filing, stage=FilingStage.CANCELLED)
