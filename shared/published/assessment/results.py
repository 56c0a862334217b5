"""Annual results."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class ResultConfirmedV1:
    """A worker's confirmed result for a year; effective = the day it takes effect.

    `result`: EXCELLENT, GOOD, QUALIFIED, BASIC, FAIL. `year_counts` says whether the year counts as community work.
    """

    told: ClassVar[Name] = Name("assessment.result.confirmed")
    worker_id: UUID
    result_id: UUID
    year: int
    result: str
    year_counts: bool
