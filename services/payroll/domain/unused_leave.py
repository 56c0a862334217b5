"""Unused annual leave (未休年休假工资报酬): what personnel settled, paid at three day wages of which one was paid as wage.

Regulation on Paid Annual Leave art. 5, its implementing rules (人社部令第1号) art. 10 to 12: the day wage is the average month of the
twelve before, without overtime, ÷ 21.75; unrounded until the line.
"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.dues import AT, Tables, full_wage
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.formulas.attendance import unused_leave_pay
from services.payroll.domain.formulas.columns import Column, column
from services.payroll.domain.leaving import AVERAGED_PLACES, last_year
from services.payroll.domain.payslips import Component
from services.payroll.domain.people import month_index
from services.payroll.domain.sheet import Sheet
from services.payroll.domain.unused_leave_events import UnusedLeaveHeard, unused_leave_fact
from shared.kernel import record

_COUNTED = [place for place in AVERAGED_PLACES if place != AT[Component.OVERTIME]]


@record
class HearUnusedLeave:
    worker_id: UUID
    employment_id: UUID
    year: int
    last_day: date
    days: int
    version: int
    cause: UUID


def hear_unused(entitlement: Entitlement, command: HearUnusedLeave) -> tuple[UnusedLeaveHeard, ...]:
    """Nothing follows where nothing is owed and nothing was, and from a version older than what is known."""
    event = UnusedLeaveHeard(
        effective=command.last_day, worker_id=command.worker_id, employment_id=command.employment_id,
        year=command.year, days=command.days, version=command.version, cause=command.cause,
    )  # fmt: skip
    fact = unused_leave_fact(event, 0)
    known = entitlement.fact(*fact.key)
    if known is None:
        return (event,) if command.days else ()
    return (event,) if known.second < command.version and not fact.same_as(known) else ()


class LeaveOwed(NamedTuple):
    """Wages of so many whole months without overtime; days owed, at which rate, by which days of a month in hundredths."""

    row: int
    total_fen: int
    months: int
    days: int
    ppm: int
    over: int


def owe_leave(due: Column, sheet: Sheet, published: Tables, cohort: Cohort) -> None:
    """Enters what is owed for unused leave into the month of its last day."""
    found = leave_owed(due, sheet, published, cohort)
    if found:
        days = [(each.row, each.days) for each in found]
        pay = unused_leave_pay(
            column(each.total_fen for each in found), column(each.months for each in found),
            column(n for _, n in days), column(each.ppm for each in found), column(each.over for each in found),
        )  # fmt: skip
        for (row, _), fen in zip(days, pay.tolist(), strict=True):
            due[row, AT[Component.UNUSED_LEAVE]] += fen


def leave_owed(due: Column, sheet: Sheet, published: Tables, cohort: Cohort) -> list[LeaveOwed]:
    owed = [(person, fact) for person, (_, facts) in enumerate(sheet.people) for fact in facts.unused if fact.number]
    if not owed:
        return []
    whose = {person for person, _ in owed}
    row_of = {(r.person, r.month): n for n, r in enumerate(sheet.rows) if r.person in whose}
    found: list[LeaveOwed] = []
    for person, fact in owed:
        day, row = fact.effective, row_of.get((person, month_index(fact.effective)))
        if row is None:
            continue
        months = last_year(due, sheet, cohort, row_of, person, month_index(day))
        total = sum(wages[place] for wages in months.values() for place in _COUNTED)
        whole = int(full_wage([sheet.wages[sheet.rows[row].wage]], published)[0])
        found.append(
            LeaveOwed(
                row, total if months else whole, max(len(months), 1), fact.number,
                cohort.policies.unused_leave_ppm.on(day), cohort.policies.month_days_hundredths.on(day),
            )
        )  # fmt: skip
    return found
