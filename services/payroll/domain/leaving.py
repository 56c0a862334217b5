"""The final settlement: severance in the month of the exit, for everybody the law grants it to."""

from typing import NamedTuple

from services.payroll.domain.cohort import MONTHS_OF_AVERAGE, NOTHING, Cohort
from services.payroll.domain.dues import AT, WAGES, Tables, full_wage
from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.columns import Column, column, summed, zeros
from services.payroll.domain.formulas.severance import average_wage, half_months, severance, severance_tax
from services.payroll.domain.months import Sheet, of_index
from services.payroll.domain.payslips import Component
from services.payroll.domain.people import month_index


class Leaver(NamedTuple):
    row: int
    person: int
    stop: Fact


class Settlement(NamedTuple):
    """Wages of so many whole months before the exit, months of service in halves, the lowest wage and the local average."""

    row: int
    person: int
    total_fen: int
    months: int
    halves: int
    lowest_fen: int
    local_fen: int


class Settled(NamedTuple):
    """By person: the tax on severance, less what an earlier settlement already bore."""

    tax: Column


def settle(due: Column, paid: Column, sheet: Sheet, published: Tables, cohort: Cohort) -> Settled:
    """Enters severance into what is due and answers the tax on it."""
    found = settlements(due, sheet, published, cohort)
    if not found:
        return Settled(zeros(len(sheet.people)))
    rows, local = column(each.row for each in found), column(each.local_fen for each in found)
    average = average_wage(
        column(each.total_fen for each in found), column(each.months for each in found),
        column(each.lowest_fen for each in found),
    )  # fmt: skip
    place = AT[Component.SEVERANCE]
    due[rows, place] = severance(average, column(each.halves for each in found), local)
    brackets = cohort.policies.tax_brackets.on(cohort.pay_day)
    now = severance_tax(due[rows, place], local, brackets) - severance_tax(paid[rows, place], local, brackets)
    return Settled(summed(now, column(each.person for each in found), len(sheet.people)))


def settlements(due: Column, sheet: Sheet, published: Tables, cohort: Cohort) -> list[Settlement]:
    """Everybody the law grants severance to, in the month of the exit, with what it is counted from."""
    stops = [
        (person, stop)
        for person, (_, facts) in enumerate(sheet.people)
        for stop in (job.stopped for job in facts.jobs)
        if stop is not None and stop.flag
    ]
    leaving = {person for person, _ in stops}
    row_of = {(r.person, r.month): n for n, r in enumerate(sheet.rows) if r.person in leaving}
    leavers = [
        Leaver(row_of[person, month_index(stop.effective)], person, stop)
        for person, stop in stops
        if (person, month_index(stop.effective)) in row_of
    ]
    full = full_wage([sheet.wages[sheet.rows[leaver.row].wage] for leaver in leavers], published) if leavers else ()
    return [
        _settlement(leaver, int(whole), due, sheet, cohort, row_of) for leaver, whole in zip(leavers, full, strict=True)
    ]


def _settlement(
    leaver: Leaver, full_fen: int, due: Column, sheet: Sheet, cohort: Cohort, row_of: dict[tuple[int, int], int]
) -> Settlement:
    """Who worked no whole month is counted by a whole month's wage."""
    day = leaver.stop.effective
    total, months = _last_year(due, sheet, cohort, row_of, leaver)
    return Settlement(
        row=leaver.row, person=leaver.person, total_fen=total if months else full_fen, months=months,
        halves=half_months(leaver.stop.since or day, day), lowest_fen=cohort.policies.minimum_wage_fen.on(day),
        local_fen=cohort.policies.local_average_wage_fen.on(day),
    )  # fmt: skip


def _last_year(
    due: Column, sheet: Sheet, cohort: Cohort, row_of: dict[tuple[int, int], int], leaver: Leaver
) -> tuple[int, int]:
    """Wages of the twelve months before the exit that were worked from their first day on, and how many months."""
    person, facts = sheet.people[leaver.person]
    exit_month = month_index(leaver.stop.effective)
    total = count = 0
    for month in range(exit_month - MONTHS_OF_AVERAGE, exit_month):
        first = of_index(month).first
        if not any(job.first <= first and (job.last is None or job.last >= first) for job in facts.jobs):
            continue
        at = row_of.get((leaver.person, month))
        wages = cohort.paid.get((person.worker_id, month), NOTHING) if at is None else due[at].tolist()
        total += sum(wages[WAGES]) + wages[AT[Component.BONUS]]
        count += 1
    return total, count
