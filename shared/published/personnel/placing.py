"""Where somebody works and to which of the two groups he belongs."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class AssignmentChangedV1:
    """From `starts` on the person works in `workplace`, another community of the same street; employer and grade stay. Told again
    with another day it is a correction; `annulled`: it never was, `workplace` is where the person works.
    """

    told: ClassVar[Name] = Name("personnel.assignment.changed")
    worker_id: UUID
    employment_id: UUID
    transfer_id: UUID
    was: Region
    workplace: Region
    starts: date
    annulled: bool


@record
class CategoryChangedV1:
    """From `starts` on: COMMITTEE_FULLTIME or DEDICATED_STAFF. The same `fact_id` again is a correction; `annulled`: it never was."""

    told: ClassVar[Name] = Name("personnel.worker.category_changed")
    worker_id: UUID
    employment_id: UUID
    fact_id: UUID
    category: str
    starts: date
    annulled: bool
