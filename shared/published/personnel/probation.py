"""How a probation ended."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class ProbationPassedV1:
    told: ClassVar[Name] = Name("personnel.probation.passed")
    worker_id: UUID
    employment_id: UUID


@record
class ProbationFailedV1:
    """The worker did not meet the conditions; the exit itself is told by personnel.worker.exited."""

    told: ClassVar[Name] = Name("personnel.probation.failed")
    worker_id: UUID
    employment_id: UUID


@record
class ProbationReviewedV1:
    """Half-way: whether all that was told to the worker is met so far."""

    told: ClassVar[Name] = Name("personnel.probation.reviewed")
    worker_id: UUID
    employment_id: UUID
    on_course: bool
