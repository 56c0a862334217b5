"""Deductions for the new year: each is looked at again in the last month of the year (国家税务总局公告2022年第7号 第九条).

A worker confirms once what goes on as it was; what ends with the year is declared anew or goes. What nobody confirmed is not deducted
in the new year, until it is confirmed (taxation.py).
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.facts import FactKind
from services.payroll.domain.policies import Policies
from services.payroll.domain.year_declaration_events import DeductionsConfirmed
from shared.kernel import DAY, Facts, Rejected, record


@record
class ConfirmDeductions:
    """The worker's word, said by himself or entered from his paper: what was declared is right for this tax year."""

    tax_year: int


class InForce(NamedTuple):
    """A deduction as it stands: its id, kind, first and last day."""

    fact: UUID
    kind: str
    starts: date
    ends: date | None

    def on(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or self.ends >= day)


class YearTask(NamedTuple):
    """What is to be looked at for a tax year, from when, until when; `ending` are deductions that stop with the old year."""

    tax_year: int
    since: date
    due: date
    ending: tuple[UUID, ...]


def confirm(
    entitlement: Entitlement, command: ConfirmDeductions, facts: Facts[Policies]
) -> tuple[DeductionsConfirmed, ...]:
    """Of this year, or of the next one once its declarations are open."""
    worker = entitlement.worker_id
    if worker is None:
        raise Rejected("declarations.worker-unknown")
    open_year = year_open(facts.today, facts.policies.deductions_open_month.on(facts.today))
    if command.tax_year not in (facts.today.year, open_year):
        raise Rejected("deductions.year", field="/tax_year")
    if command.tax_year in entitlement.confirmed_years:
        return ()
    if not any(f.kind is FactKind.DEDUCTION and not f.annulled for f in entitlement.known):
        raise Rejected("deductions.none", field="/tax_year")
    return (
        DeductionsConfirmed(
            effective=date(command.tax_year, 1, 1),
            worker_id=worker,
            tax_year=command.tax_year,
            confirmed_on=facts.today,
        ),
    )


def year_open(today: date, month: int) -> int:
    """The tax year that declarations are made for: the next one from the month on in which it opens."""
    return today.year + (today.month >= month)


def year_task(
    declared: Iterable[InForce], confirmed: Iterable[int], today: date, month: int, stopping: Collection[str] = ()
) -> YearTask | None:
    """None where nothing was declared, the new year is not open yet, or the person confirmed it. What was not answered by the end of
    the year still waits in the first month of the new one; what is `stopping` and therefore not deducted, as long as that is so."""
    year = year_open(today, month)
    if year in confirmed:
        return None
    first, known = date(year, 1, 1), tuple(declared)
    last, going_on = first - DAY, {each.kind for each in known if each.on(first)}
    mine = [each for each in known if each.on(last)]
    if first <= today and today.month > 1:
        mine = [each for each in mine if each.kind in stopping and each.on(first)]
    if not mine:
        return None
    ending = tuple(each.fact for each in mine if each.kind not in going_on)
    return YearTask(year, date(year - 1, month, 1), last, ending)
