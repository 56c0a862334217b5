"""Labour contracts between street and worker."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class ContractSignedV1:
    """The first written contract; no end means open-ended."""

    told: ClassVar[Name] = Name("personnel.contract.signed")
    worker_id: UUID
    employment_id: UUID
    starts: date
    ends: date | None
    probation_ends: date | None


@record
class ContractRenewedV1:
    """The contract goes on from the day after its term; no end means open-ended."""

    told: ClassVar[Name] = Name("personnel.contract.renewed")
    worker_id: UUID
    employment_id: UUID
    starts: date
    ends: date | None


@record
class ContractExpiringV1:
    """The term ends in so many days and nothing is settled (ladder 90/60/30/7)."""

    told: ClassVar[Name] = Name("personnel.contract.expiring")
    worker_id: UUID
    employment_id: UUID
    ends: date
    days_left: int


@record
class OpenEndedDueV1:
    """The next contract must be open-ended unless the worker asks for a fixed term (Labour Contract Law art. 14)."""

    told: ClassVar[Name] = Name("personnel.contract.open_ended_due")
    worker_id: UUID
    employment_id: UUID
