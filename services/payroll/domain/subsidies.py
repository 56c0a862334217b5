"""Emergency-duty subsidies (policy article 12): days confirmed by personnel are claimed, verified by finance at the published
rates, approved by the county within the money of the emergency, and paid by the next run as a line of its own.

A person's hands are three: who listed and confirmed the days, who verified, who approved are never the same.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.pay_run import county_of
from services.payroll.domain.policies import Policies
from services.payroll.domain.subsidy_commands import (
    ApproveSubsidies,
    ApproveSubsidyBudget,
    ClaimSubsidy,
    OpenSubsidy,
    ProposeSubsidyBudget,
    ReturnSubsidies,
    SubsidyCommand,
    VerifySubsidies,
)
from services.payroll.domain.subsidy_events import (
    Claim,
    EmergencySubsidy,
    SubsidyApproved,
    SubsidyBudgetApproved,
    SubsidyBudgetProposed,
    SubsidyClaimed,
    SubsidyEvent,
    SubsidyMonth,
    SubsidyOpened,
    SubsidyReturned,
    SubsidyStage,
    SubsidyVerified,
)
from shared.kernel import Facts, Month, Rejected, same_hand
from shared.kernel.derived import derived_id

MOST_FEN: Final = 100_000_000_00

# Decisions


def decide(
    subsidy: EmergencySubsidy, command: SubsidyCommand, facts: Facts[Policies]
) -> tuple[SubsidyEvent, ...]:  # fmt: skip
    match command:
        case OpenSubsidy():
            return _open(subsidy, command)
        case ProposeSubsidyBudget():
            return _propose_budget(subsidy, command, facts)
        case ApproveSubsidyBudget():
            return _approve_budget(subsidy, facts)
        case ClaimSubsidy():
            return _claim(subsidy, command)
        case VerifySubsidies():
            return _verify(subsidy, command, facts)
        case ReturnSubsidies():
            return _return(subsidy, command, facts)
        case ApproveSubsidies():
            return _approve(subsidy, command, facts)


def _open(subsidy: EmergencySubsidy, command: OpenSubsidy) -> tuple[SubsidyOpened, ...]:
    if subsidy.emergency_id is not None:
        return ()
    return (
        SubsidyOpened(
            effective=command.starts, emergency_id=command.emergency_id, region=county_of(command.region),
            document=command.document, cause=command.cause,
        ),
    )  # fmt: skip


def _propose_budget(
    subsidy: EmergencySubsidy, command: ProposeSubsidyBudget, facts: Facts[Policies]
) -> tuple[SubsidyBudgetProposed, ...]:
    if subsidy.emergency_id is None:
        raise Rejected("subsidies.unknown")
    if not subsidy.approved_fen <= command.budget_fen <= MOST_FEN or command.budget_fen <= 0:
        raise Rejected("subsidies.budget", field="/budget")
    if not command.document.strip():
        raise Rejected("subsidies.document", field="/document")
    said = (command.budget_fen, command.document, command.exempt_document)
    if said == _said(subsidy):
        return ()
    if subsidy.claims and command.exempt_document != subsidy.exempt_document and subsidy.approved_fen:
        raise Rejected("subsidies.exempt-too-late", field="/exempt_document")
    return (
        SubsidyBudgetProposed(
            effective=facts.today, budget_fen=command.budget_fen, document=command.document,
            exempt_document=command.exempt_document, proposed_by=facts.by,
        ),
    )  # fmt: skip


def _said(subsidy: EmergencySubsidy) -> tuple[int | None, str, str]:
    waiting = subsidy.proposed
    if waiting is not None:
        return waiting.budget_fen, waiting.document, waiting.exempt_document
    return subsidy.budget_fen, subsidy.document, subsidy.exempt_document


def _approve_budget(subsidy: EmergencySubsidy, facts: Facts[Policies]) -> tuple[SubsidyBudgetApproved, ...]:
    waiting = subsidy.proposed
    if waiting is None:
        if subsidy.budget_fen is not None:
            return ()
        raise Rejected("subsidies.no-budget")
    if same_hand(waiting.proposed_by, facts.by):
        raise Rejected("subsidies.own-work")
    return (
        SubsidyBudgetApproved(
            effective=facts.today, budget_fen=waiting.budget_fen, document=waiting.document,
            exempt_document=waiting.exempt_document, approved_by=facts.by,
        ),
    )  # fmt: skip


def _claim(subsidy: EmergencySubsidy, command: ClaimSubsidy) -> tuple[SubsidyEvent, ...]:
    """Told again, or told late: nothing. Days may be heard of before the emergency itself."""
    known = subsidy.claims.get(command.worker_id)
    if known is not None and known.version >= command.version:
        return ()
    claimed = SubsidyClaimed(
        effective=command.days[0] if command.days else _first(known), worker_id=command.worker_id,
        street=command.street, days=command.days, version=command.version, listed_by=command.listed_by,
        confirmed_by=command.confirmed_by, cause=command.cause,
    )  # fmt: skip
    return (claimed,)


def _first(known: Claim | None) -> date:
    return known.days[0] if known is not None and known.days else date.min


def _verify(
    subsidy: EmergencySubsidy, command: VerifySubsidies, facts: Facts[Policies]
) -> tuple[SubsidyVerified, ...]:  # fmt: skip
    found: list[SubsidyVerified] = []
    for worker in command.workers:
        claim = _of(subsidy, worker)
        if claim.stage in (SubsidyStage.VERIFIED, SubsidyStage.APPROVED):
            continue
        if any(same_hand(hand, facts.by) for hand in (*claim.hands, str(worker))):
            raise Rejected("subsidies.own-work")
        months = worked_out(claim.days, facts.policies)
        found.append(
            SubsidyVerified(effective=facts.today, worker_id=worker, months=months, verified_by=facts.by)
        )  # fmt: skip
    return tuple(found)


def worked_out(days: Sequence[date], policies: Policies) -> tuple[SubsidyMonth, ...]:
    """Each day at its rate, the earliest first, until the cap of a person is reached; by month."""
    left = policies.emergency_person_cap_fen.on(days[0]) if days else 0
    found: dict[str, SubsidyMonth] = {}
    for day in days:
        rate = policies.emergency_day_fen.on(day)
        if not rate:
            raise Rejected("subsidies.no-rate", day=str(day))
        amount, month = min(rate, left), str(Month.of(day))
        before = found.get(month, SubsidyMonth(month=month, days=0, amount_fen=0))
        found[month] = SubsidyMonth(month=month, days=before.days + 1, amount_fen=before.amount_fen + amount)
        left -= amount
    return tuple(found.values())


def _return(
    subsidy: EmergencySubsidy, command: ReturnSubsidies, facts: Facts[Policies]
) -> tuple[SubsidyReturned, ...]:  # fmt: skip
    if not command.reason.strip():
        raise Rejected("subsidies.reason", field="/reason")
    found: list[SubsidyReturned] = []
    for worker in command.workers:
        claim = _of(subsidy, worker)
        if claim.stage is SubsidyStage.APPROVED:
            raise Rejected("subsidies.approved")
        if claim.stage is not SubsidyStage.RETURNED:
            returned = SubsidyReturned(
                effective=facts.today, worker_id=worker, reason=command.reason, returned_by=facts.by
            )
            found.append(returned)
    return tuple(found)


def _approve(
    subsidy: EmergencySubsidy, command: ApproveSubsidies, facts: Facts[Policies]
) -> tuple[SubsidyApproved, ...]:  # fmt: skip
    if subsidy.emergency_id is None or subsidy.budget_fen is None:
        raise Rejected("subsidies.no-budget")
    found: list[SubsidyApproved] = []
    total = subsidy.approved_fen
    for worker in command.workers:
        claim = _of(subsidy, worker)
        if claim.stage is SubsidyStage.APPROVED:
            continue
        if claim.stage is not SubsidyStage.VERIFIED:
            raise Rejected("subsidies.not-verified")
        if any(same_hand(hand, facts.by) for hand in (*claim.hands, claim.verified_by, str(worker))):
            raise Rejected("subsidies.own-work")
        total += claim.verified_fen - claim.approved_fen
        found.append(
            SubsidyApproved(
                effective=facts.today, worker_id=worker, emergency_id=subsidy.emergency_id, months=claim.months,
                verified_by=claim.verified_by, approved_by=facts.by,
            )
        )  # fmt: skip
    if found and total > subsidy.budget_fen:
        over = total - subsidy.budget_fen
        raise Rejected("subsidies.over-budget", over=f"{over // 100}.{over % 100:02d}")
    return tuple(found)


def _of(subsidy: EmergencySubsidy, worker: UUID) -> Claim:
    claim = subsidy.claims.get(worker)
    if claim is None:
        raise Rejected("subsidies.no-claim", field="/workers")
    return claim


# What it means for the pay of a person


def fact_id(emergency_id: UUID, worker_id: UUID, month: str) -> UUID:
    """The fact of a person's subsidy for an emergency's days in one month."""
    return derived_id("payroll.subsidy", str(emergency_id), str(worker_id), month)
