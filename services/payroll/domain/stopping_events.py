"""The end of pay, and that it or the end of a post was none: stored in the entitlement stream.

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


@record
class PostResumed:
    """The post goes on under the same id. Effective = the last day in it that was said."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: str
    cause: UUID
