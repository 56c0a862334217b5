"""Emergency-duty subsidies over HTTP: the money of an emergency, claims verified, returned, approved; what was paid."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.streams import ENTITLEMENT, SUBSIDY
from services.payroll.domain.subsidy_commands import (
    ApproveSubsidies,
    ApproveSubsidyBudget,
    ProposeSubsidyBudget,
    ReturnSubsidies,
    VerifySubsidies,
)
from services.payroll.domain.subsidy_events import Claim, EmergencySubsidy
from services.payroll.domain.subsidy_grants import GrantSubsidy
from services.payroll.projections import subsidies
from services.payroll.rights import APPROVE_SUBSIDIES, OWN_PAY, SEE_PAY, VERIFY_SUBSIDIES
from services.payroll.routes.bonuses import own_id
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record, to_yuan
from shared.web.asked import Asked, Yuan
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["subsidies"])
Finance = Annotated[Handle, Depends(handler(SUBSIDY, may=VERIFY_SUBSIDIES))]
Approver = Annotated[Handle, Depends(handler(SUBSIDY, may=APPROVE_SUBSIDIES))]
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]
Own = Annotated[Reading, Depends(reader(may=OWN_PAY))]
ClaimStage = Literal["CLAIMED", "RETURNED", "VERIFIED", "APPROVED"]
MOST: Final = 500


@record
class SubsidyBudget:
    """All that may be paid for the emergency. `exempt_document` frees the subsidy of income tax; without it is a wage."""

    budget: Yuan
    document: str
    exempt_document: str = ""


@record
class SubsidyBudgetApproval:
    """An empty object."""


@record
class ChosenClaims:
    workers: tuple[UUID, ...]


@record
class ReturnedClaims:
    workers: tuple[UUID, ...]
    reason: str


@record
class ShownDuty:
    month: str
    days: int
    amount: str


@record
class ShownClaim:
    """`stage` is PAID where the bank paid all months. `months` as verified, `approved` as the runs pay them."""

    emergency_id: UUID
    worker_id: UUID
    street: str
    stage: str
    days: tuple[date, ...]
    months: tuple[ShownDuty, ...]
    approved: tuple[ShownDuty, ...]
    verified_by: str | None
    approved_by: str | None
    reason: str | None
    currency: str


@router.post("/emergencies/{emergency_id}/budgets", status_code=201, operation_id="propose_subsidy_budget")
async def propose(emergency_id: UUID, command: Asked[SubsidyBudget], handle: Finance) -> Receipt:
    """Propose what may be paid for an emergency at most, by a document; never less than what was approved."""
    asked = ProposeSubsidyBudget(
        budget_fen=command.budget, document=command.document, exempt_document=command.exempt_document
    )
    return await handle(emergency_id, asked)


@router.post("/emergencies/{emergency_id}/budget-approvals", status_code=201, operation_id="approve_subsidy_budget")
async def approve_budget(emergency_id: UUID, command: Asked[SubsidyBudgetApproval], handle: Approver) -> Receipt:
    """Approve what somebody else proposed. The body is an empty object."""
    return await handle(emergency_id, ApproveSubsidyBudget())


@router.post("/emergencies/{emergency_id}/verifications", status_code=201, operation_id="verify_subsidies")
async def verify(emergency_id: UUID, command: Asked[ChosenClaims], handle: Finance) -> Receipt:
    """Work out what the days come to at the published rate of each day, up to the cap of a person."""
    _few(command.workers)
    return await handle(emergency_id, VerifySubsidies(workers=command.workers))


@router.post("/emergencies/{emergency_id}/returns", status_code=201, operation_id="return_subsidies")
async def give_back(emergency_id: UUID, command: Asked[ReturnedClaims], handle: Approver) -> Receipt:
    """Give claims back that are not approved, with a reason; other days of the same people are a new claim."""
    _few(command.workers)
    return await handle(emergency_id, ReturnSubsidies(workers=command.workers, reason=command.reason))


@router.post("/emergencies/{emergency_id}/approvals", status_code=201, operation_id="approve_subsidies")
async def approve(emergency_id: UUID, command: Asked[ChosenClaims], handle: Approver) -> Receipt:
    """Approve verified claims, all of them or none: what exceeds the money of the emergency is refused. The next run pays."""
    _few(command.workers)

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(SUBSIDY, emergency_id)])
        subsidy: EmergencySubsidy = draft.state(SUBSIDY, emergency_id)
        found = [Ask(stream=SUBSIDY, to=emergency_id, command=ApproveSubsidies(workers=command.workers))]
        for worker in command.workers:
            if (claim := subsidy.claims.get(worker)) is not None:
                grant = _grant(emergency_id, subsidy, claim)
                found.append(Ask(stream=ENTITLEMENT, to=worker, command=grant))
        return found

    await handle.find(emergency_id)
    return await handle.all(asks)


def _grant(emergency_id: UUID, subsidy: EmergencySubsidy, claim: Claim) -> GrantSubsidy:
    return GrantSubsidy(
        emergency_id=emergency_id, months=claim.months, before=claim.approved, exempt=bool(subsidy.exempt_document),
        document=subsidy.document, cause=claim.cause,
    )  # fmt: skip


def _few(workers: Sequence[UUID]) -> None:
    if not 0 < len(workers) <= MOST or len(set(workers)) != len(workers):
        raise Rejected("subsidies.workers", field="/workers", most=MOST)


@router.get("/emergencies", operation_id="list_emergency_subsidies")
async def listed(reader: Reader, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """The money of each emergency in the caller's regions, by its first day; of one that a region above declared for them the head
    alone. Claims are shown of the caller's regions only."""
    turn = reader.turning(cursor, limit)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await subsidies.page(read, reader.scope, after=after, limit=limit)
    items = [
        {
            **{name: value for name, value in row.items() if not name.endswith("_fen")},
            "budget": _yuan(row["budget_fen"]),
            "proposed": _yuan(row["proposed_fen"]),
        }
        for row in rows
    ]
    return turn.page(items, rows, "starts", "emergency_id")


@router.get("/emergencies/{emergency_id}/claims", operation_id="list_subsidy_claims")
async def claims(
    emergency_id: UUID, reader: Reader, stage: ClaimStage | None = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[ShownClaim]:
    """Claims for an emergency by worker, at a stage or all."""
    turn = reader.turning(cursor, limit, emergency=str(emergency_id), stage=stage)
    async with reader.reading() as read:
        after = turn.after(UUID)
        rows = await subsidies.claims(read, emergency_id, reader.scope, stage=stage, after=after, limit=limit)
        paid = await subsidies.paid_months(read, rows)
    await reader.opened((), pay=[(row["worker_id"], Region(row["street"])) for row in rows])
    return turn.page([_shown(row, paid) for row in rows], rows, "worker_id")


@router.get("/my/subsidies", operation_id="list_own_subsidies")
async def own(reader: Own) -> list[ShownClaim]:
    """The caller's own claims, by the emergency's first day."""
    worker_id = own_id(reader)
    async with reader.reading() as read:
        rows = await subsidies.of_worker(read, worker_id)
        paid = await subsidies.paid_months(read, rows)
    if not rows:
        return []
    await reader.opened((), pay=[(worker_id, Region(rows[-1]["street"]))])
    return [_shown(row, paid) for row in rows]


def _shown(row: Mapping[Any, Any], paid: set[tuple[UUID, str]]) -> ShownClaim:
    worker, approved = row["worker_id"], row["approved"]
    done = row["stage"] == "APPROVED" and all((worker, month) in paid for month, _, _ in approved)
    return ShownClaim(
        **{n: row[n] for n in ("emergency_id", "worker_id", "street", "verified_by", "approved_by", "reason")},
        stage="PAID" if done else row["stage"], days=tuple(date.fromisoformat(day) for day in row["days"]),
        months=_duty(row["months"]), approved=_duty(approved), currency="CNY",
    )  # fmt: skip


def _duty(months: Sequence[Sequence[Any]]) -> tuple[ShownDuty, ...]:
    return tuple(ShownDuty(month=month, days=days, amount=to_yuan(fen)) for month, days, fen in months)


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else to_yuan(fen)
