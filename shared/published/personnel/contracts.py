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


@record
class ContractMissingV1:
    """No written contract after the first month: double wage is owed for `months` begun months from `since` (Labour Contract Law
    art. 82). `written`: it is written by now and the figure is final; `deemed`: a year is over and an open-ended one is deemed to be.
    """

    told: ClassVar[Name] = Name("personnel.contract.missing")
    worker_id: UUID
    employment_id: UUID
    since: date
    months: int
    written: bool
    deemed: bool


@record
class ContractRanOnV1:
    """The term ended more than a month ago, the person still works, and nothing is settled."""

    told: ClassVar[Name] = Name("personnel.contract.ran_on")
    worker_id: UUID
    employment_id: UUID
    ends: date
