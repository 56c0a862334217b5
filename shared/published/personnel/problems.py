"""Difficulties that workers report: that there is one, late or resolved; never what it is."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class ProblemReportedV1:
    """`category` is WORK, PAY, RIGHTS, SAFETY, LIFE or OTHER."""

    told: ClassVar[Name] = Name("personnel.problem.reported")
    problem_id: UUID
    category: str
    anonymous: bool
    due: date


@record
class ProblemOverdueV1:
    """Not resolved by the due day; told once for each."""

    told: ClassVar[Name] = Name("personnel.problem.overdue")
    problem_id: UUID
    due: date


@record
class ProblemResolvedV1:
    """`days` since it was reported or reopened."""

    told: ClassVar[Name] = Name("personnel.problem.resolved")
    problem_id: UUID
    days: int
