"""People taken on."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, WorkerName, record
from shared.published.envelope import Name


@record
class HiredV1:
    """A worker begins with an employer; effective = first day of work.

    `category`: DEDICATED_STAFF, COMMITTEE_FULLTIME, …; `post_category`: CHIEF, DEPUTY, STAFF; `employer` is the street,
    `workplace` the community. `in_community_work_since` is the first counted day of community work, which may be earlier.
    """

    told: ClassVar[Name] = Name("personnel.worker.hired")
    worker_id: UUID
    employment_id: UUID
    name: WorkerName
    category: str
    post_category: str
    employer: Region
    workplace: Region
    starts: date
    probation_ends: date | None
    in_community_work_since: date
    birth_month: str
