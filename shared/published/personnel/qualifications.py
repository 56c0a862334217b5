"""Social-worker certificates."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class QualificationRegisteredV1:
    """`level`: ASSISTANT, SOCIAL_WORKER, SENIOR; effective = day of registration."""

    told: ClassVar[Name] = Name("personnel.qualification.registered")
    worker_id: UUID
    level: str


@record
class QualificationEndedV1:
    """A certificate ran out, was revoked or never was; effective = the last day on which it counted, the day before its
    registration where it never was.
    """

    told: ClassVar[Name] = Name("personnel.qualification.ended")
    worker_id: UUID
    level: str
