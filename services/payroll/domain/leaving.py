"""The final settlement: severance in the month of the exit, for everybody the law grants it to."""

from typing import NamedTuple

import numpy as np

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


class Settled(NamedTuple):
    """By person: the tax on severance, less what an earlier settlement already bore."""

    tax: Column


def settle(due: Column, paid: Column, sheet: Sheet, published: Tables, cohort: Cohort) -> Settled:
    """Enters severance into what is due and answers the tax on it."""
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
    if not leavers:
        return Settled(zeros(len(sheet.people)))
    rows = column(leaver.row for leaver in leavers)
    days = [leaver.stop.effective for leaver in leavers]
    sums, months = zip(*(_last_year(due, sheet, cohort, row_of, leaver) for leaver in leavers), strict=True)
    worked = column(months)
    full = full_wage([sheet.wages[sheet.rows[leaver.row].wage] for leaver in leavers], published)
    lowest = column(cohort.policies.minimum_wage_fen.on(day) for day in days)
    local = column(cohort.policies.local_average_wage_fen.on(day) for day in days)
    halves = column(half_months(each.stop.since or each.stop.effective, each.stop.effective) for each in leavers)
    average = average_wage(np.asarray(np.where(worked > 0, column(sums), full), dtype=np.int64), worked, lowest)
    place = AT[Component.SEVERANCE]
    due[rows, place] = severance(average, halves, local)
    brackets = cohort.policies.tax_brackets.on(cohort.pay_day)
    now = severance_tax(due[rows, place], local, brackets) - severance_tax(paid[rows, place], local, brackets)
    return Settled(summed(now, column(leaver.person for leaver in leavers), len(sheet.people)))


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
        total += sum(wages[WAGES])
        count += 1
    return total, count
