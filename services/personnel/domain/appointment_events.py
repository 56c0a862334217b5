"""What can have happened to a post held for a term (书记、主任及其副职): nominated, reviewed, decided, held, over (P-01.2).

A stream of its own, so that ending one ends nothing else (P-12.3). Class and field names of events are the storage format:
add, never rename.
"""

from datetime import date
from uuid import UUID

from services.personnel.domain.post_terms import CATEGORY_OF as CATEGORY_OF
from services.personnel.domain.post_terms import ONE_HOLDER as ONE_HOLDER
from services.personnel.domain.post_terms import EndReason as EndReason
from services.personnel.domain.post_terms import Post as Post
from services.personnel.domain.post_terms import PostChoice as PostChoice
from services.personnel.domain.post_terms import PostPhase as PostPhase
from services.personnel.domain.post_terms import RecallingBody as RecallingBody
from services.personnel.domain.post_terms import ReviewBody as ReviewBody
from services.personnel.domain.scheme_terms import PostCategory
from shared.kernel import Region, record

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
class CandidacyLapsed:
    """The candidate leaves the employment before anything is decided (随离职终止). Effective = last day of work."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: Post
    community: Region
    was: PostPhase


@record
class CandidacyReopened:
    """The exit with which it lapsed is undone: it is at `phase` again. Effective = the day of that."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: Post
    community: Region
    phase: PostPhase
    nominated_by: str


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
    | CommitteeChanged | CandidacyLapsed | CandidacyReopened
)  # fmt: skip
