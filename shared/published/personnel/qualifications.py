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
