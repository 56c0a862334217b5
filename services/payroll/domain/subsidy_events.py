"""What can have happened to the subsidy (工作补助) of one emergency: its money, and the claim of each who was on duty.

Class and field names of events are the storage format: add, never rename.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import NATION, Region, record


class SubsidyStage(StrEnum):
    """Of one person's claim. Paid is what its runs say."""

    CLAIMED = "CLAIMED"
    RETURNED = "RETURNED"
    VERIFIED = "VERIFIED"
    APPROVED = "APPROVED"


@record
class SubsidyMonth:
    """So many days of a month (2027-07) and what they come to."""

    month: str
    days: int
    amount_fen: int


@record
class SubsidyOpened:
    """An emergency was declared. Effective = its first day; `region` the county whose ledger pays."""

    effective: date
    emergency_id: UUID
    region: Region
    document: str
    cause: UUID


@record
class SubsidyBudgetProposed:
    """All that may be paid for this emergency. `exempt_document`: what frees the subsidy of income tax, "" where it is a wage."""

    effective: date
    budget_fen: int
    document: str
    exempt_document: str
    proposed_by: str


@record
class SubsidyBudgetApproved:
    effective: date
    budget_fen: int
    document: str
    exempt_document: str
    approved_by: str


@record
class SubsidyClaimed:
    """The days that two hands of personnel stand for; no days take the claim back. Effective = first day."""

    effective: date
    worker_id: UUID
    street: Region
    days: tuple[date, ...]
    version: int
    listed_by: str
    confirmed_by: str
    cause: UUID


@record
class SubsidyVerified:
    """Finance worked out what the days come to at the published rates, up to the cap of a person."""

    effective: date
    worker_id: UUID
    months: tuple[SubsidyMonth, ...]
    verified_by: str


@record
class SubsidyReturned:
    """Not verified, or not approved: it waits for other days. What was approved before stands."""

    effective: date
    worker_id: UUID
    reason: str
    returned_by: str


@record
class SubsidyApproved:
    """The next run pays it, each month's part as of that month; less than approved before is taken back by it."""

    effective: date
    worker_id: UUID
    emergency_id: UUID
    months: tuple[SubsidyMonth, ...]
    verified_by: str
    approved_by: str


SubsidyEvent = (
    SubsidyOpened
    | SubsidyBudgetProposed
    | SubsidyBudgetApproved
    | SubsidyClaimed
    | SubsidyVerified
    | SubsidyReturned
    | SubsidyApproved
)

# State


@record
class Claim:
    """`months` as verified last, `approved` as the runs pay them."""

    stage: SubsidyStage
    days: tuple[date, ...]
    version: int
    cause: UUID
    hands: tuple[str, ...]
    verified_by: str = ""
    months: tuple[SubsidyMonth, ...] = ()
    approved: tuple[SubsidyMonth, ...] = ()

    @property
    def verified_fen(self) -> int:
        return sum(m.amount_fen for m in self.months)

    @property
    def approved_fen(self) -> int:
        return sum(m.amount_fen for m in self.approved)


@record
class EmergencySubsidy:
    """`budget_fen` is None until another hand approved it; `proposed` waits for that."""

    emergency_id: UUID | None = None
    region: Region = NATION
    budget_fen: int | None = None
    document: str = ""
    exempt_document: str = ""
    proposed: SubsidyBudgetProposed | None = None
    claims: Mapping[UUID, Claim] = field(default_factory=dict[UUID, Claim])

    @property
    def approved_fen(self) -> int:
        return sum(claim.approved_fen for claim in self.claims.values())


def evolve(subsidy: EmergencySubsidy, event: SubsidyEvent) -> EmergencySubsidy:
    match event:
        case SubsidyOpened(emergency_id=id, region=region):
            return replace(subsidy, emergency_id=id, region=region)
        case SubsidyBudgetProposed():
            return replace(subsidy, proposed=event)
        case SubsidyBudgetApproved(budget_fen=fen, document=document, exempt_document=exempt):
            return replace(subsidy, proposed=None, budget_fen=fen, document=document, exempt_document=exempt)
        case _:
            claim = _claim(subsidy.claims.get(event.worker_id), event)
            return replace(subsidy, claims={**subsidy.claims, event.worker_id: claim})


def _claim(claim: Claim | None, event: SubsidyClaimed | SubsidyVerified | SubsidyReturned | SubsidyApproved) -> Claim:
    if isinstance(event, SubsidyClaimed):
        return Claim(
            stage=SubsidyStage.CLAIMED, days=event.days, version=event.version, cause=event.cause,
            hands=(event.listed_by, event.confirmed_by), approved=claim.approved if claim is not None else (),
        )  # fmt: skip
    assert claim is not None
    match event:
        case SubsidyVerified(months=months, verified_by=by):
            return replace(claim, stage=SubsidyStage.VERIFIED, months=months, verified_by=by)
        case SubsidyReturned():
            return replace(claim, stage=SubsidyStage.RETURNED)
        case SubsidyApproved(months=months):
            return replace(claim, stage=SubsidyStage.APPROVED, approved=months)
