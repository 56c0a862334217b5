"""Courses and sessions people completed."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class CompletionRecordedV1:
    """`kind`: INDUCTION, IN_SERVICE, SPECIAL, PRACTICE; `hours` of 45 minutes."""

    told: ClassVar[Name] = Name("training.completion.recorded")
    worker_id: UUID
    completion_id: UUID
    kind: str
    category: str
    hours: int
    completed_on: date


@record
class CompletionCorrectedV1:
    """The whole completion as it really was; it replaces what was told before."""

    told: ClassVar[Name] = Name("training.completion.corrected")
    worker_id: UUID
    completion_id: UUID
    kind: str
    category: str
    hours: int
    completed_on: date


@record
class CompletionAnnulledV1:
    """It never was."""

    told: ClassVar[Name] = Name("training.completion.annulled")
    worker_id: UUID
    completion_id: UUID
