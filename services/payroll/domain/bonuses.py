"""Year-end bonuses (全年一次性奖金): granted by a document, taxed as the receiver chose; what they leave after tax."""

from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.declaration_events import BonusCorrected, BonusGranted, BonusTaxing, DeclarationReason
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.formulas.columns import column
from services.payroll.domain.formulas.income_tax import tax_on
from services.payroll.domain.formulas.year_end_bonus import bonus_tax, cliff
from services.payroll.domain.policies import Policies
from shared.kernel import Facts, Month, Rejected, record

MOST_FEN: Final = 1_000_000_00

# Commands


@record
class GrantBonus:
    """Paid with the run of the month of `day`."""

    fact: UUID
    day: date
    amount_fen: int
    taxed: BonusTaxing
    document: str


@record
class CorrectBonus:
    """The choice of taxing stands: it is changed in the person's own annual settlement."""

    fact: UUID
    day: date
    amount_fen: int
    document: str
    reason: DeclarationReason


BonusCommand = GrantBonus | CorrectBonus

# Decisions


def grant(
    entitlement: Entitlement, command: BonusCommand, facts: Facts[Policies]
) -> tuple[BonusGranted | BonusCorrected, ...]:
    worker = entitlement.worker_id
    if worker is None:
        raise Rejected("declarations.worker-unknown")
    if not 0 < command.amount_fen <= MOST_FEN:
        raise Rejected("bonuses.amount", field="/amount")
    if abs(command.day.year - facts.today.year) > 1:
        raise Rejected("bonuses.day", field="/day")
    if not command.document.strip():
        raise Rejected("bonuses.document", field="/document")
    known = entitlement.fact(FactKind.BONUS, command.fact)
    if known is not None and known.annulled:
        raise Rejected("declarations.annulled", field="/fact")
    if isinstance(command, CorrectBonus):
        return _corrected(entitlement, worker, command, known)
    return _granted(entitlement, worker, command, known)


def _granted(
    entitlement: Entitlement, worker: UUID, command: GrantBonus, known: Fact | None
) -> tuple[BonusGranted, ...]:
    said = (command.day, command.amount_fen, command.taxed.value)
    if known is not None and (known.effective, known.number, known.word) == said:
        return ()
    if known is not None:
        raise Rejected("declarations.recorded-differently", field="/fact")
    _alone_in_its_month(entitlement, command.fact, command.day)
    if command.taxed is BonusTaxing.SEPARATE and any(
        fact.word == BonusTaxing.SEPARATE and fact.effective.year == command.day.year
        for fact in _standing(entitlement)
    ):  # fmt: skip
        raise Rejected("bonuses.separate-once", field="/taxed")
    return (
        BonusGranted(
            effective=command.day, worker_id=worker, fact=command.fact, amount_fen=command.amount_fen,
            taxed=command.taxed, document=command.document,
        ),
    )  # fmt: skip


def _corrected(
    entitlement: Entitlement, worker: UUID, command: CorrectBonus, known: Fact | None
) -> tuple[BonusCorrected, ...]:
    if known is None:
        raise Rejected("declarations.unknown", field="/fact")
    if (known.effective, known.number) == (command.day, command.amount_fen):
        return ()
    if known.effective.year != command.day.year:
        raise Rejected("bonuses.another-year", field="/day")
    _alone_in_its_month(entitlement, command.fact, command.day)
    return (
        BonusCorrected(
            effective=command.day, worker_id=worker, fact=command.fact, amount_fen=command.amount_fen,
            taxed=BonusTaxing(known.word), document=command.document, reason=command.reason,
        ),
    )  # fmt: skip


def _standing(entitlement: Entitlement) -> list[Fact]:
    return [fact for fact in entitlement.known if fact.kind is FactKind.BONUS and not fact.annulled]


def _alone_in_its_month(entitlement: Entitlement, fact: UUID, day: date) -> None:
    """A month's slip shows one bonus, so that its tax can be told from the month alone."""
    others = [each for each in _standing(entitlement) if each.fact != fact]
    if any(Month.of(each.effective) == Month.of(day) for each in others):
        raise Rejected("bonuses.one-a-month", field="/day")


# What a bonus leaves


@record
class BothWays:
    """The tax on a bonus taken alone, and what it adds to the year's tax so far; `cliff_fen`: a smaller bonus that leaves more."""

    separate_fen: int
    merged_fen: int
    cliff_fen: int | None


def both_ways(amount_fen: int, taxable_fen: int, policies: Policies, day: date) -> BothWays:
    """`taxable_fen` is the cumulative taxable income of the year without the bonus."""
    annual, monthly = policies.tax_brackets.on(day), policies.bonus_brackets.on(day)
    taxes = tax_on(column([taxable_fen, taxable_fen + amount_fen]), annual).tolist()
    return BothWays(
        separate_fen=int(bonus_tax(column([amount_fen]), monthly)[0]), merged_fen=taxes[1] - taxes[0],
        cliff_fen=cliff(amount_fen, monthly),
    )  # fmt: skip
