"""What is heard of an employment beside its beginning and end: an exit undone, another cost centre."""

from datetime import date
from uuid import UUID

from shared.kernel import Region, record


@record
class ResumePay:
    worker_id: UUID
    employment_id: UUID
    was: date
    cause: UUID


@record
class SetCostCentre:
    worker_id: UUID
    employment_id: UUID
    transfer_id: UUID
    workplace: Region
    starts: date
    annulled: bool
    cause: UUID
