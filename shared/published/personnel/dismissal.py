"""Every way out."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class ExitedV1:
    """The employment ends after `last_day` (= effective).

    `ground`: RESIGNATION, PROBATION_FAILED, SERIOUS_BREACH, INCOMPETENCE, EXPIRY, MUTUAL, RETIREMENT, DEATH, …;
    `severance` says whether the law grants it, `employed_since` from when the years with the employer count.
    """

    told: ClassVar[Name] = Name("personnel.worker.exited")
    worker_id: UUID
    employment_id: UUID
    ground: str
    last_day: date
    severance: bool
    employed_since: date
