"""The course of a probation: the conditions that were told, the review half-way, the ground of a failure.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from shared.kernel import record


@record
class ConditionsTold:
    """The recruitment conditions (录用条件) as they were told to the worker; the later telling replaces the earlier."""

    effective: date
    worker_id: UUID
    conditions: tuple[str, ...]


@record
class ProbationReviewed:
    """Half-way: which of the conditions are not met yet; none means on the way to pass."""

    effective: date
    worker_id: UUID
    unmet: tuple[str, ...]
    remark: str


@record
class ProbationGroundProven:
    """Which condition was not met, and on what paper it stands: the employer has to prove it (art. 39)."""

    effective: date
    worker_id: UUID
    condition: str
    evidence: str
    union_told_on: date


ProbationEvent = ConditionsTold | ProbationReviewed | ProbationGroundProven


@record
class ProbationCourse:
    conditions: tuple[str, ...] = ()
    reviewed: bool = False


def evolve(course: ProbationCourse, event: ProbationEvent) -> ProbationCourse:
    match event:
        case ConditionsTold(conditions=conditions):
            return replace(course, conditions=conditions)
        case ProbationReviewed():
            return replace(course, reviewed=True)
        case ProbationGroundProven():
            return course
