"""The terms of a contract: agreed, renewed, running out.

Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from shared.kernel import record


@record
class ContractSigned:
    """Effective = first day of the term; no end means open-ended. `next_notice`: when the expiry is first told."""

    effective: date
    worker_id: UUID
    ends: date | None
    next_notice: date | None


@record
class ContractRenewed:  # from the day after the term before; `term` counts from 2
    effective: date
    worker_id: UUID
    ends: date | None
    term: int
    next_notice: date | None


@record
class ContractExpiring:
    """A step of the ladder was reached and nothing is settled."""

    effective: date
    worker_id: UUID
    ends: date
    days_left: int
    next_notice: date | None


@record
class OpenEndedDue:
    """The next contract must be open-ended unless the worker asks otherwise (Labour Contract Law art. 14)."""

    effective: date
    worker_id: UUID
