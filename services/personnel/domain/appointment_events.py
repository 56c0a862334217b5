"""What can have happened to a post held for a term (书记、主任及其副职): nominated, reviewed, decided, held, over (P-01.2).

A stream of its own, so that ending one ends nothing else (P-12.3). Class and field names of events are the storage format:
add, never rename.
"""

from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.personnel.domain.scheme_terms import PostCategory
from shared.kernel import Region, record


class Post(StrEnum):
    SECRETARY = "SECRETARY"
    DIRECTOR = "DIRECTOR"
    DEPUTY_SECRETARY = "DEPUTY_SECRETARY"
    DEPUTY_DIRECTOR = "DEPUTY_DIRECTOR"
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER"


CATEGORY_OF: Final = {
    Post.SECRETARY: PostCategory.CHIEF,
    Post.DIRECTOR: PostCategory.CHIEF,
    Post.DEPUTY_SECRETARY: PostCategory.DEPUTY,
    Post.DEPUTY_DIRECTOR: PostCategory.DEPUTY,
    Post.COMMITTEE_MEMBER: PostCategory.STAFF,
}
ONE_HOLDER: Final = frozenset({Post.SECRETARY, Post.DIRECTOR})


class EndReason(StrEnum):
    """任期届满、辞职、罢免、调整、离职."""

    TERM_ENDED = "TERM_ENDED"
    RESIGNED = "RESIGNED"
    RECALLED = "RECALLED"
    REASSIGNED = "REASSIGNED"
    LEFT = "LEFT"


class ReviewBody(StrEnum):
    """Who takes part in the joint review (资格联审): 组织部、社会工作部、民政、纪检监察、公安、法院、检察院."""

    ORGANISATION = "ORGANISATION"
    SOCIAL_WORK = "SOCIAL_WORK"
    CIVIL_AFFAIRS = "CIVIL_AFFAIRS"
    DISCIPLINE = "DISCIPLINE"
    PUBLIC_SECURITY = "PUBLIC_SECURITY"
    COURT = "COURT"
    PROCURATORATE = "PROCURATORATE"


class PostChoice(StrEnum):
    """选举产生、任命."""

    ELECTED = "ELECTED"
    APPOINTED = "APPOINTED"


class RecallingBody(StrEnum):
    """Who may recall (罢免): 居民会议, 党委."""

    RESIDENTS_MEETING = "RESIDENTS_MEETING"
    PARTY_COMMITTEE = "PARTY_COMMITTEE"


class PostPhase(StrEnum):
    NONE = "NONE"
    NOMINATED = "NOMINATED"
    QUALIFICATION_REVIEWED = "QUALIFICATION_REVIEWED"
    NOT_QUALIFIED = "NOT_QUALIFIED"
    DECIDED = "DECIDED"
    IN_TERM = "IN_TERM"
    ENDED = "ENDED"
    ANNULLED = "ANNULLED"


# Events


@record
class PostNominated:
    """Effective = day of the nomination."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: Post
    community: Region
    nominated_by: str


@record
class BodyReviewed:
    """One body's answer to the joint review: whether, never why. `document` is its letter."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    body: ReviewBody
    passed: bool
    document: str
    recorded_by: str


@record
class QualificationReviewed:
    """Every body has passed the candidate, or one has not."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: Post
    community: Region
    qualified: bool


@record
class PostDecided:
    """Elected or appointed; effective = first day of the term."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: Post
    community: Region
    choice: PostChoice
    term_ends: date
    document: str
    decided_by: str


@record
class AppointmentStarted:
    """Effective = first day in the post; `term_ends` follows from the term of office."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: Post
    post_category: PostCategory
    community: Region
    term_ends: date


@record
class AppointmentRecalled:
    """The entitled body has recalled the holder; effective = last day in the post, which ends with it."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    body: RecallingBody
    document: str
    reason: str


@record
class AppointmentEnded:
    """Effective = last day in the post."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: Post
    community: Region
    reason: EndReason


@record
class AppointmentCorrected:
    """The first day was entered wrongly: effective is the right one, `term_ends` follows from it."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: Post
    post_category: PostCategory
    community: Region
    term_ends: date
    reason: str
    corrected_by: str


@record
class AppointmentAnnulled:
    """It never was. Effective = the first day it was said to have; `was` is how it stood then."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: Post
    community: Region
    was: PostPhase
    reason: str
    annulled_by: str


@record
class PostPlaceTaken:
    """The post takes places that the establishment has for its category; `place` names the reservations."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    place: str


@record
class PostPlaceFreed:
    """Effective = the day after the last day in the post."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    place: str


@record
class CommitteeChanged:
    """Somebody joins or leaves the team of the community. Effective = first day in it, or the day after the last."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    community: Region
    post: Post
    joined: bool


AppointmentEvent = (
    PostNominated | BodyReviewed | QualificationReviewed | PostDecided | AppointmentStarted | AppointmentRecalled
    | AppointmentEnded | AppointmentCorrected | AppointmentAnnulled | PostPlaceTaken | PostPlaceFreed
    | CommitteeChanged
)  # fmt: skip
