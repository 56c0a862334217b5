"""What a payment keeps back by order: by priority, within the law's limits, the rest in later months by itself.

Damages and overpaid wages: at most the published share of the month's wage, and at least the minimum wage is left (Provisional
Wage Payment Provisions art. 16). A court's orders leave what a person lives on (Civil Procedure Law). Nobody is paid less than
nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.formulas.columns import ONE
from services.payroll.domain.order_events import OrderKind
from services.payroll.domain.payslips import MISSED, WAGES, Component, SlipLine
from services.payroll.domain.people import Person

PRIORITY: Final = {kind.value: place for place, kind in enumerate(OrderKind)}
SHARED: Final = frozenset({OrderKind.DAMAGES.value, OrderKind.RECOVERY.value})
COUNTED: Final = frozenset((*WAGES, *MISSED, Component.OVERTIME))
"""The month's wage of which a share may be kept."""
LIVING: Final = "policy:living_minimum_fen"


class Kept(NamedTuple):
    """Of an order by earlier runs: all of it, and what slips of the run's month kept."""

    total_fen: int = 0
    month_fen: int = 0


class Held(NamedTuple):
    """`amount_fen` is kept now, paid back below nothing. What limits it: `owed_fen` the rest of the total, `monthly_fen` the rest of
    the month's most (each None without), `share_fen` the share of the month's wage less what other orders took of it,
    `net_fen` what is left to pay out, `least_fen` what has to be left of it.
    """

    order: Fact
    amount_fen: int
    before_fen: int
    owed_fen: int | None
    monthly_fen: int | None
    share_fen: int | None
    net_fen: int
    least_fen: int


def orders_of(person: Person) -> list[Fact]:
    """The latest word on each order, annulled ones too, the first to be served in front."""
    latest = {fact.fact: fact for fact in person.facts if fact.kind is FactKind.WITHHOLDING}
    return sorted(latest.values(), key=lambda f: (PRIORITY[f.word], f.effective, f.position))


def paid_back(person: Person, cohort: Cohort) -> bool:
    """Whether something kept is due back, so that a slip is due even without wages."""
    return any(_owed(order, _kept(person, order, cohort.kept)) < 0 for order in orders_of(person))


def _kept(person: Person, order: Fact, kept: Mapping[tuple[UUID, UUID], tuple[int, int]]) -> Kept:
    return Kept(*kept.get((person.worker_id, order.fact), (0, 0)))


def _owed(order: Fact, kept: Kept) -> int:
    """Below nothing: to be paid back."""
    if order.annulled:
        return -kept.total_fen
    return order.number - kept.total_fen if order.number else 0


def withheld(person: Person, lines: Sequence[SlipLine], net_fen: int, cohort: Cohort) -> list[Held]:
    """By the slip's own lines and what it would pay out."""
    orders = orders_of(person)
    if not orders:
        return []
    policies, first = cohort.policies, cohort.month.first
    wage = sum(line.amount_fen for line in lines if line.component in COUNTED and not line.arrears)
    share = max(wage, 0) * policies.damages_share_ppm.on(first) // ONE
    least = policies.minimum_wage_fen.on(first), policies.living_minimum_fen.on(first)
    found: list[Held] = []
    for order in orders:
        kept = _kept(person, order, cohort.kept)
        held = _held(order, kept, share, net_fen, least[order.word not in SHARED], cohort)
        if held is not None:
            found.append(held)
            net_fen -= max(held.amount_fen, 0)
            share -= max(held.amount_fen, 0) if order.word in SHARED else 0
    return found


def _held(order: Fact, kept: Kept, share: int, net_fen: int, least: int, cohort: Cohort) -> Held | None:
    owed = _owed(order, kept) if order.number or order.annulled else None
    if owed is not None and owed <= 0:
        return Held(order, owed, kept.total_fen, owed, None, None, net_fen, least) if owed else None
    begun = order.effective <= cohort.month.last and (order.until is None or order.until >= cohort.month.first)
    if not begun:
        return None
    monthly = order.second - kept.month_fen if order.second else None
    limits = [net_fen - least]
    limits += [limit for limit in (owed, monthly) if limit is not None]
    if order.word in SHARED:
        limits.append(share)
    amount = min(limits)
    of_share = share if order.word in SHARED else None
    return Held(order, amount, kept.total_fen, owed, monthly, of_share, net_fen, least) if amount > 0 else None


def least_rule(order: Fact, cohort: Cohort) -> str:
    """What says how much has to be left."""
    return cohort.rule_on("minimum_wage_fen", cohort.month.first) if order.word in SHARED else LIVING


def order_lines(person: Person, lines: Sequence[SlipLine], net_fen: int, cohort: Cohort) -> list[SlipLine]:
    """A line for each order that keeps or pays back something, in the month of the run."""
    return [
        SlipLine(
            component=Component.WITHHELD, for_month=str(cohort.month), amount_fen=-held.amount_fen,
            rule=least_rule(held.order, cohort), causes=(held.order.fact,), arrears=False,
        )
        for held in withheld(person, lines, net_fen, cohort)
    ]  # fmt: skip
