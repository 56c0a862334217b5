"""What the tax year needs of the time before us: sums that the same agent paid on paper, and that nobody paid anything."""

from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.declaration_events import (
    DeclarationReason,
    FirstWageDeclared,
    TaxOpeningCorrected,
    TaxOpeningRecorded,
)
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.people import month_index
from services.payroll.domain.policies import Policies
from shared.kernel import DAY, Facts, Month, Rejected, record

MOST_FEN: Final = 10_000_000_00

# Commands


@record
class RecordOpening:
    """Wages, own shares and tax of the months from the first to the last (days of one year), paid by the present employer."""

    fact: UUID
    starts: date
    ends: date
    income_fen: int
    insured_fen: int
    tax_fen: int
    document: str


@record
class CorrectOpening:
    fact: UUID
    starts: date
    ends: date
    income_fen: int
    insured_fen: int
    tax_fen: int
    document: str
    reason: DeclarationReason


@record
class DeclareFirstWage:
    """Nobody paid the person a wage earlier in this tax year."""

    fact: UUID
    tax_year: int


OpeningCommand = RecordOpening | CorrectOpening | DeclareFirstWage
OpeningEvent = TaxOpeningRecorded | TaxOpeningCorrected | FirstWageDeclared

# Decisions


def open_year(entitlement: Entitlement, command: OpeningCommand, facts: Facts[Policies]) -> tuple[OpeningEvent, ...]:
    if entitlement.worker_id is None:
        raise Rejected("declarations.worker-unknown")
    if isinstance(command, DeclareFirstWage):
        return _first_wage(entitlement, entitlement.worker_id, command, facts)
    _check(command)
    known = entitlement.fact(FactKind.TAX_OPENING, command.fact)
    if known is None and isinstance(command, CorrectOpening):
        raise Rejected("declarations.unknown", field="/fact")
    if known is not None and known.annulled:
        raise Rejected("declarations.annulled", field="/fact")
    if known is not None and _says(known) == _said(command):
        return ()
    if known is not None and isinstance(command, RecordOpening):
        raise Rejected("declarations.recorded-differently", field="/fact")
    _no_month_twice(entitlement, command)
    return (_event(entitlement, entitlement.worker_id, command),)


def _check(command: RecordOpening | CorrectOpening) -> None:
    last = Month.of(command.ends).last
    if command.starts.day != 1 or command.ends != last or command.ends < command.starts:
        raise Rejected("openings.months", field="/ends")
    if command.starts.year != command.ends.year:
        raise Rejected("openings.months", field="/ends")
    amounts = (command.income_fen, command.insured_fen, command.tax_fen)
    if not all(0 <= fen <= MOST_FEN for fen in amounts) or sum(amounts[1:]) > command.income_fen:
        raise Rejected("openings.amount", field="/income")
    if not command.document.strip():
        raise Rejected("openings.document", field="/document")


def _said(command: RecordOpening | CorrectOpening) -> tuple[object, ...]:
    return command.starts, command.ends, command.income_fen, command.insured_fen, command.tax_fen


def _says(known: Fact) -> tuple[object, ...]:
    return known.effective, known.until, known.number, known.second, known.third


def _no_month_twice(entitlement: Entitlement, command: RecordOpening | CorrectOpening) -> None:
    """Neither months of another opening, nor months that we pay ourselves."""
    first, last = month_index(command.starts), month_index(command.ends)
    others = [f for f in entitlement.known if f.kind is FactKind.TAX_OPENING and f.fact != command.fact]
    taken = [(month_index(f.effective), month_index(f.until or f.effective)) for f in others if not f.annulled]
    if any(begins <= last and first <= ends for begins, ends in taken):
        raise Rejected("openings.months-twice", field="/starts")
    ours = [f.since or f.effective for f in entitlement.known if f.kind is FactKind.ENROLLED]
    if ours and month_index(min(ours)) <= last:
        raise Rejected("openings.paid-here", field="/ends")


def _event(
    entitlement: Entitlement, worker: UUID, command: RecordOpening | CorrectOpening
) -> TaxOpeningRecorded | TaxOpeningCorrected:
    if isinstance(command, CorrectOpening):
        return TaxOpeningCorrected(
            effective=command.starts, worker_id=worker, fact=command.fact, employer=entitlement.employer,
            until=command.ends, income_fen=command.income_fen, insured_fen=command.insured_fen,
            tax_fen=command.tax_fen, document=command.document, reason=command.reason,
        )  # fmt: skip
    return TaxOpeningRecorded(
        effective=command.starts, worker_id=worker, fact=command.fact, employer=entitlement.employer,
        until=command.ends, income_fen=command.income_fen, insured_fen=command.insured_fen, tax_fen=command.tax_fen,
        document=command.document,
    )  # fmt: skip


def _first_wage(
    entitlement: Entitlement, worker: UUID, command: DeclareFirstWage, facts: Facts[Policies]
) -> tuple[FirstWageDeclared, ...]:
    """For this year or, until the settlement, for the last."""
    if command.tax_year not in (facts.today.year, (facts.today - DAY * 180).year):
        raise Rejected("openings.tax-year", field="/tax_year")
    first = date(command.tax_year, 1, 1)
    standing = [f for f in entitlement.known if f.kind is FactKind.FIRST_WAGE and not f.annulled]
    if any(f.effective == first for f in standing):
        return ()
    known = entitlement.fact(FactKind.FIRST_WAGE, command.fact)
    if known is not None:
        raise Rejected("declarations.annulled", field="/fact")
    opened = [f for f in entitlement.known if f.kind is FactKind.TAX_OPENING and not f.annulled]
    if any(f.effective.year == command.tax_year for f in opened):
        raise Rejected("openings.not-the-first", field="/tax_year")
    return (FirstWageDeclared(effective=first, worker_id=worker, fact=command.fact),)
