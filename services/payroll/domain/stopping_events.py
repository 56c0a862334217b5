"""The end of pay, and that it was none: stored in the entitlement stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from shared.kernel import record


@record
class PayStopped:
    """Effective = last day that is paid."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    ground: str
    severance: bool
    employed_since: date
    cause: UUID


@record
class PayResumed:
    """The exit never was: pay goes on. Effective = the last day that was said."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    cause: UUID
