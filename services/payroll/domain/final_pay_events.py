"""The last wages of somebody who leaves, stored in the entitlement stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from shared.kernel import record


@record
class FinalPayOwed:
    """Everything is to be paid by `due`. Effective = the last day that is paid; told again with another last day."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    due: date


@record
class FinalPaySettled:
    """Paid with this run. Effective = the day on the bank's receipt."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    run_id: UUID


FinalPayEvent = FinalPayOwed | FinalPaySettled
