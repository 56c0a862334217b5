"""What can have happened to an office in a community's party organisation (社区党组织书记、副书记、委员), held for its own term.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.appointment_events import PostChoice
from shared.kernel import NATION, Region, record


class PartyOffice(StrEnum):
    """书记、副书记、委员."""

    SECRETARY = "SECRETARY"
    DEPUTY_SECRETARY = "DEPUTY_SECRETARY"
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER"


class PartyPostEndReason(StrEnum):
    """任期届满、辞职、免职、撤销党内职务、调整、去世."""

    TERM_ENDED = "TERM_ENDED"
    RESIGNED = "RESIGNED"
    REMOVED = "REMOVED"
    DISCIPLINED = "DISCIPLINED"
    REASSIGNED = "REASSIGNED"
    DIED = "DIED"


class PartyPostPhase(StrEnum):
    NONE = "NONE"
    DECIDED = "DECIDED"
    IN_TERM = "IN_TERM"
    ENDED = "ENDED"
    ANNULLED = "ANNULLED"


# Events


@record
class PartyPostDecided:
    """Elected by the organisation or appointed by the committee above; effective = first day of the term."""

    effective: date
    worker_id: UUID
    party_post_id: UUID
    office: PartyOffice
    community: Region
    choice: PostChoice
    term_ends: date
    document: str
    decided_by: str


@record
class PartyPostStarted:
    """Effective = first day in office: of the term, or the day of the filing where that came later."""

    effective: date
    worker_id: UUID
    party_post_id: UUID
    office: PartyOffice
    community: Region
    term_ends: date


@record
class PartyPostEnded:
    """Effective = last day in office."""

    effective: date
    worker_id: UUID
    party_post_id: UUID
    office: PartyOffice
    community: Region
    reason: PartyPostEndReason
    document: str


@record
class PartyPostCorrected:
    """The first day was entered wrongly: effective is the right one."""

    effective: date
    worker_id: UUID
    party_post_id: UUID
    term_ends: date
    reason: str
    corrected_by: str


@record
class PartyPostAnnulled:
    """It never was; `was` is how it stood then. Effective = the first day it was said to have."""

    effective: date
    worker_id: UUID
    party_post_id: UUID
    office: PartyOffice
    community: Region
    was: PartyPostPhase
    reason: str
    annulled_by: str


@record
class PartyCommitteeChanged:
    """Somebody joins or leaves the team of the community. Effective = first day in it, or the day after the last."""

    effective: date
    worker_id: UUID
    party_post_id: UUID
    community: Region
    office: PartyOffice
    joined: bool


PartyPostEvent = (
    PartyPostDecided
    | PartyPostStarted
    | PartyPostEnded
    | PartyPostCorrected
    | PartyPostAnnulled
    | PartyCommitteeChanged
)

# State


@record
class PartyPost:
    region: Region = NATION
    worker_id: UUID | None = None
    party_post_id: UUID | None = None
    office: PartyOffice = PartyOffice.COMMITTEE_MEMBER
    phase: PartyPostPhase = PartyPostPhase.NONE
    starts: date = date.min
    term_ends: date = date.min


def evolve(post: PartyPost, event: PartyPostEvent) -> PartyPost:
    match event:
        case PartyPostDecided(effective=starts, term_ends=ends):
            return PartyPost(
                region=event.community, worker_id=event.worker_id, party_post_id=event.party_post_id,
                office=event.office, phase=PartyPostPhase.DECIDED, starts=starts, term_ends=ends,
            )  # fmt: skip
        case PartyPostStarted(effective=starts):
            return replace(post, phase=PartyPostPhase.IN_TERM, starts=starts)
        case PartyPostEnded():
            return replace(post, phase=PartyPostPhase.ENDED)
        case PartyPostCorrected(effective=starts, term_ends=ends):
            return replace(post, starts=starts, term_ends=ends)
        case PartyPostAnnulled():
            return replace(post, phase=PartyPostPhase.ANNULLED)
        case PartyCommitteeChanged():
            return post
