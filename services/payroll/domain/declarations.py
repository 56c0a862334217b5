"""What is declared here about a person: contribution bases by the street, special deductions by the worker.

Recorded, corrected, annulled: three acts. The agent may not change what a worker declares, only enter it (IIT regulation
art. 30); declared late, past months of the year enter at once.
"""

from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.declaration_events import (
    DeclarationAnnulled,
    DeclarationReason,
    DeductionCorrected,
    DeductionDeclared,
    DeductionKind,
    InsuranceBaseCorrected,
    InsuranceBaseDeclared,
)
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.entitlement_events import FactEvent, fact_of
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.formulas.deductions import allowed
from services.payroll.domain.policies import Policies
from services.payroll.domain.year_declaration_events import DeductionsConfirmed
from shared.kernel import Facts, Rejected, record

MOST_FEN: Final = 100_000_00  # a month; more is a slip of the pen

DECLARED: Final = (
    FactKind.INSURANCE_BASE, FactKind.DEDUCTION, FactKind.BONUS, FactKind.TAX_OPENING, FactKind.FIRST_WAGE,
)  # fmt: skip
OWN_DECLARED: Final = (FactKind.DEDUCTION, FactKind.FIRST_WAGE)
"""What a worker declares, and may annul, himself."""

# Commands: an entry without `fact` is given its id by the edge


@record
class DeclareBase:
    """Average monthly wage of last year in fen, from the first day of a contribution year; without a fund base the same."""

    fact: UUID
    starts: date
    base_fen: int
    fund_base_fen: int | None = None


@record
class CorrectBase:
    fact: UUID
    starts: date
    base_fen: int
    fund_base_fen: int | None = None
    reason: DeclarationReason


@record
class DeclareDeduction:
    fact: UUID
    kind: DeductionKind
    starts: date
    monthly_fen: int
    ends: date | None = None


@record
class CorrectDeduction:
    fact: UUID
    kind: DeductionKind
    starts: date
    monthly_fen: int
    ends: date | None = None
    reason: DeclarationReason


@record
class AnnulDeclaration:
    """It never was; what was paid by it is settled with the next run."""

    fact: UUID
    reason: DeclarationReason
    kinds: tuple[FactKind, ...] = DECLARED


DeclarationCommand = DeclareBase | CorrectBase | DeclareDeduction | CorrectDeduction | AnnulDeclaration

# Decisions


def declare(entitlement: Entitlement, command: DeclarationCommand, facts: Facts[Policies]) -> tuple[FactEvent, ...]:
    worker = entitlement.worker_id
    if worker is None:
        raise Rejected("declarations.worker-unknown")
    match command:
        case AnnulDeclaration():
            return _annul(entitlement, worker, command)
        case DeclareBase() | CorrectBase():
            known, correcting = (
                entitlement.fact(FactKind.INSURANCE_BASE, command.fact),
                isinstance(command, CorrectBase),
            )
            return _unless_known(known, _base(worker, command), correcting=correcting)
        case DeclareDeduction() | CorrectDeduction():
            known, correcting = (
                entitlement.fact(FactKind.DEDUCTION, command.fact),
                isinstance(command, CorrectDeduction),
            )
            _lawful(entitlement, command, facts)
            told = _unless_known(known, _deduction(worker, command), correcting=correcting)
            return (*told, *_confirming(entitlement, worker, command, facts)) if told else ()


def _unless_known(known: Fact | None, event: FactEvent, *, correcting: bool) -> tuple[FactEvent, ...]:
    if correcting and known is None:
        raise Rejected("declarations.unknown", field="/fact")
    if known is not None and known.annulled:
        raise Rejected("declarations.annulled", field="/fact")
    if fact_of(event).same_as(known):
        return ()
    if known is not None and not correcting:
        raise Rejected("declarations.recorded-differently", field="/fact")
    return (event,)


def _base(worker: UUID, command: DeclareBase | CorrectBase) -> InsuranceBaseDeclared | InsuranceBaseCorrected:
    fund = command.base_fen if command.fund_base_fen is None else command.fund_base_fen
    if not 0 < command.base_fen <= MOST_FEN:
        raise Rejected("declarations.amount", field="/base")
    if not 0 < fund <= MOST_FEN:
        raise Rejected("declarations.amount", field="/fund_base")
    if command.starts.day != 1:
        raise Rejected("declarations.not-a-month", field="/starts")
    if isinstance(command, CorrectBase):
        return InsuranceBaseCorrected(
            effective=command.starts, worker_id=worker, fact=command.fact, base_fen=command.base_fen,
            fund_base_fen=fund, reason=command.reason,
        )  # fmt: skip
    return InsuranceBaseDeclared(
        effective=command.starts, worker_id=worker, fact=command.fact, base_fen=command.base_fen, fund_base_fen=fund
    )


def _deduction(worker: UUID, command: DeclareDeduction | CorrectDeduction) -> DeductionDeclared | DeductionCorrected:
    if not 0 < command.monthly_fen <= MOST_FEN:
        raise Rejected("declarations.amount", field="/monthly")
    if command.ends is not None and command.ends < command.starts:
        raise Rejected("declarations.ends-before-it-starts", field="/ends")
    if isinstance(command, CorrectDeduction):
        return DeductionCorrected(
            effective=command.starts, worker_id=worker, fact=command.fact, kind=command.kind,
            monthly_fen=command.monthly_fen, ends=command.ends, reason=command.reason,
        )  # fmt: skip
    return DeductionDeclared(
        effective=command.starts, worker_id=worker, fact=command.fact, kind=command.kind,
        monthly_fen=command.monthly_fen, ends=command.ends,
    )  # fmt: skip


def _confirming(
    entitlement: Entitlement, worker: UUID, command: DeclareDeduction | CorrectDeduction, facts: Facts[Policies]
) -> tuple[DeductionsConfirmed, ...]:
    """What began before this year is declared for it now; nothing else waits to be confirmed with it, so the year is."""
    year, first = facts.today.year, date(facts.today.year, 1, 1)
    waits = any(
        f.kind is FactKind.DEDUCTION and not f.annulled and f.effective < first <= (f.until or date.max)
        for f in entitlement.known
    )
    if waits or command.starts >= first or year in entitlement.confirmed_years:
        return ()
    return (DeductionsConfirmed(effective=first, worker_id=worker, tax_year=year, confirmed_on=facts.today),)


_HOMES: Final = {
    DeductionKind.HOUSING_LOAN: DeductionKind.HOUSING_RENT,
    DeductionKind.HOUSING_RENT: DeductionKind.HOUSING_LOAN,
}


def _lawful(entitlement: Entitlement, command: DeclareDeduction | CorrectDeduction, facts: Facts[Policies]) -> None:
    """An amount the law knows; never rent and a loan in the same month."""
    _deduction(UUID(int=0), command)
    day = max(command.starts, date(facts.today.year - 1, 1, 1))
    if not allowed(command.kind.value, command.monthly_fen, facts.policies.deduction_limits.on(day)):
        raise Rejected("declarations.not-by-law", field="/monthly")
    other = _HOMES.get(command.kind)
    for fact in entitlement.known:
        if other is not None and fact.kind is FactKind.DEDUCTION and fact.word == other and not fact.annulled:
            ends, begins = fact.until or date.max, fact.effective
            if begins <= (command.ends or date.max) and command.starts <= ends:
                raise Rejected("declarations.loan-and-rent", field="/kind")


def _annul(entitlement: Entitlement, worker: UUID, command: AnnulDeclaration) -> tuple[DeclarationAnnulled, ...]:
    fact = command.fact
    known = next((f for kind in command.kinds if (f := entitlement.fact(kind, fact)) is not None), None)
    if known is None:
        raise Rejected("declarations.unknown", field="/fact")
    if known.annulled:
        return ()
    return (
        DeclarationAnnulled(
            effective=known.effective, worker_id=worker, fact=fact, about=known.kind, reason=command.reason
        ),
    )
