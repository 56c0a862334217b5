"""Looked at before a run is paid: who is missing, who should not be there, what is out of the ordinary.

The checks read the slips and the facts, not the engine's own steps: they would see where it went wrong.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple
from uuid import UUID

from services.payroll.domain.calculation import Calculated
from services.payroll.domain.cohort import NOTHING, Cohort
from services.payroll.domain.dues import OWN as OWN_PLACES
from services.payroll.domain.dues import WAGES as WAGE_PLACES
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.finding_events import FindingKind, RunFinding
from services.payroll.domain.formulas.columns import ONE
from services.payroll.domain.formulas.year_end_bonus import cliff
from services.payroll.domain.payslips import OWN_SHARES, WAGES, Component, PayslipIssued
from services.payroll.domain.people import Person, month_index
from shared.kernel import DAY

MOST_NAMED: Final = 100
NET_NEGATIVE: Final = "runs.net-negative"
_WAGES: Final = frozenset(WAGES)
_OWN: Final = frozenset(OWN_SHARES)
Span = tuple[date, date]


class _Limits(NamedTuple):
    """The published figures of the month, looked up once."""

    change_ppm: int
    minimum_fen: int
    after_own: bool
    final_days: int


def check(cohort: Cohort, calculated: Calculated, before: Mapping[UUID, int]) -> tuple[RunFinding, ...]:
    """`before`: what the month before paid out to whom, in fen. Kinds in their own order, people by id."""
    found: dict[FindingKind, set[UUID]] = {kind: set() for kind in FindingKind}
    for exception in calculated.exceptions:
        kind = FindingKind.NEGATIVE_NET if exception.code == NET_NEGATIVE else FindingKind.MISSING
        found[kind].add(exception.worker_id)
    people, policies, first = {p.worker_id: p for p in cohort.people}, cohort.policies, cohort.month.first
    limits = _Limits(
        policies.run_change_ppm.on(first), policies.minimum_wage_fen.on(first),
        policies.minimum_wage_after_contributions.on(first), policies.final_pay_days.on(first),
    )  # fmt: skip
    for slip in calculated.slips:
        for kind in _of_slip(slip, people[slip.worker_id], before.get(slip.worker_id), cohort, limits):
            found[kind].add(slip.worker_id)
    return found_of(found)


def found_of(found: Mapping[FindingKind, set[UUID]]) -> tuple[RunFinding, ...]:
    """One finding of each kind that concerns anybody."""
    return tuple(_finding(kind, workers) for kind, workers in found.items() if workers)


def _finding(kind: FindingKind, workers: set[UUID]) -> RunFinding:
    return RunFinding(kind=kind, count=len(workers), workers=tuple(sorted(workers)[:MOST_NAMED]), about="")


def _of_slip(
    slip: PayslipIssued, person: Person, before: int | None, cohort: Cohort, limits: _Limits
) -> Iterator[FindingKind]:
    spans = employed(person, cohort.month.first, cohort.month.last)
    wages = _of_month(slip, _WAGES)
    if wages > 0 and not spans:
        yield FindingKind.GHOST
    if any(later[0] <= earlier[1] for earlier, later in pairwise(spans)):
        yield FindingKind.DOUBLE
    if before is not None and _far(slip.sums.net_fen, before, limits.change_ppm):
        yield FindingKind.CHANGE
    earlier = cohort.paid.get((slip.worker_id, cohort.month.index), NOTHING)
    left = wages + sum(earlier[WAGE_PLACES])
    if limits.after_own:
        left += _of_month(slip, _OWN) - sum(earlier[OWN_PLACES])
    if left < limits.minimum_fen and _whole(spans, cohort):
        yield FindingKind.BELOW_MINIMUM_WAGE
    if _final_pay_late(person, cohort, limits.final_days):
        yield FindingKind.FINAL_PAY_LATE
    bonus = slip.tax.bonus
    if bonus is not None and cliff(bonus.bonus_fen, cohort.policies.bonus_brackets.on(cohort.pay_day)) is not None:
        yield FindingKind.BONUS_CLIFF


def _final_pay_late(person: Person, cohort: Cohort, days: int) -> bool:
    """The first slip since the exit, on a pay day after the one by which all had to be paid (工资支付暂行规定 第九条)."""
    stops = {f.fact: f for f in person.facts if f.kind is FactKind.STOPPED}
    if not stops:
        return False
    through = person.mark.paid_through if person.mark is not None else 0
    begun = {f.fact: f.since or f.effective for f in person.facts if f.kind is FactKind.ENROLLED}
    last = max(begun.values(), default=date.max)
    return any(
        not stop.annulled and begun.get(id, date.max) <= stop.effective and last <= stop.effective
        and through < month_index(stop.effective) and stop.effective + days * DAY < cohort.pay_day
        for id, stop in stops.items()
    )  # fmt: skip


def employed(person: Person, first: date, last: date) -> list[Span]:
    """The days of the month that each employment told of covers, by first day."""
    latest: dict[tuple[FactKind, UUID], Fact] = {}
    for fact in person.facts:
        if fact.kind is FactKind.ENROLLED or fact.kind is FactKind.STOPPED:
            latest[fact.key] = fact
    found: list[Span] = []
    for (kind, id), fact in latest.items():
        if kind is FactKind.ENROLLED:
            stop = latest.get((FactKind.STOPPED, id))
            ends = stop.effective if stop is not None and not stop.annulled else last
            span = max(fact.since or fact.effective, first), min(ends, last)
            if span[0] <= span[1]:
                found.append(span)
    return sorted(found)


def _whole(spans: list[Span], cohort: Cohort) -> bool:
    """Employed on every day of the month."""
    days = sum((last - first + DAY).days for first, last in spans)
    return days >= (cohort.month.last - cohort.month.first + DAY).days


def _of_month(slip: PayslipIssued, parts: frozenset[Component]) -> int:
    return sum(
        entry.amount_fen
        for month in slip.form.months
        if not month.arrears
        for entry in month.entries
        if entry.component in parts
    )


def _far(now: int, before: int, ppm: int) -> bool:
    """Further from the month before than the published share of it."""
    return abs(now - before) * ONE > abs(before) * ppm
