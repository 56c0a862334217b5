"""What is asked of the subsidy of one emergency."""

from datetime import date
from uuid import UUID

from shared.kernel import Region, record


@record
class OpenSubsidy:
    """Heard: an emergency was declared."""

    emergency_id: UUID
    region: Region
    starts: date
    document: str
    cause: UUID


@record
class ProposeSubsidyBudget:
    budget_fen: int
    document: str
    exempt_document: str


@record
class ApproveSubsidyBudget:
    """What was proposed."""


@record
class ClaimSubsidy:
    """Heard: the days of a person, as two hands confirmed them."""

    worker_id: UUID
    emergency_id: UUID
    street: Region
    days: tuple[date, ...]
    version: int
    listed_by: str
    confirmed_by: str
    cause: UUID


@record
class VerifySubsidies:
    workers: tuple[UUID, ...]


@record
class ReturnSubsidies:
    workers: tuple[UUID, ...]
    reason: str


@record
class ApproveSubsidies:
    """All of them or none: what exceeds the money of the emergency is refused."""

    workers: tuple[UUID, ...]


SubsidyCommand = (
    OpenSubsidy
    | ProposeSubsidyBudget
    | ApproveSubsidyBudget
    | ClaimSubsidy
    | VerifySubsidies
    | ReturnSubsidies
    | ApproveSubsidies
)
