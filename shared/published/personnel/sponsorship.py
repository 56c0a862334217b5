"""Posts of other departments in communities."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class SponsorshipRejectedV1:
    """Somebody tried to hire so many people for a department outside the unified recruitment."""

    told: ClassVar[Name] = Name("personnel.post.sponsorship_rejected")
    post_id: UUID
    sponsor: str
    people: int


@record
class WorkerConvertedV1:
    """A worker of another department's post is dedicated staff from `starts`; `funding_source` is the money that paid before and
    is pooled by the county. The hire itself is told as personnel.worker.hired.
    """

    told: ClassVar[Name] = Name("personnel.worker.converted")
    worker_id: UUID
    employment_id: UUID
    starts: date
    sponsor: str
    funding_source: str
