"""The final settlement: severance and what stands for notice in the month of the exit, for everybody the law grants it to."""

from collections.abc import Sequence
from typing import NamedTuple

from services.payroll.domain.cohort import MONTHS_OF_AVERAGE, NOTHING, Cohort
from services.payroll.domain.dues import AT, WAGES, Tables, full_wage
from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.columns import Column, column, share, summed, zeros
from services.payroll.domain.formulas.severance import average_wage, severance, severance_tax
from services.payroll.domain.months import Sheet, of_index
from services.payroll.domain.parting import Parting
from services.payroll.domain.pay_run import FIRST_ENGINE, SECOND_ENGINE
from services.payroll.domain.payslips import AT_THE_END, AVERAGED, Component
from services.payroll.domain.people import month_index

AVERAGED_PLACES = [AT[component] for component in AVERAGED]
END_PLACES = [AT[component] for component in AT_THE_END]


class Leaver(NamedTuple):
    row: int
    person: int
    stop: Fact
    parting: Parting


class Settlement(NamedTuple):
    """Wages of so many whole months before the exit, months of service in halves and how many times they are owed, the lowest wage
    and the local average; `notice_ppm` of the wage of the month before stands for notice.
    """

    row: int
    person: int
    total_fen: int
    months: int
    halves: int
    times: int
    notice_wage_fen: int
    notice_ppm: int
    lowest_fen: int
    local_fen: int


class Settled(NamedTuple):
    """By person: the tax on what is paid at the end, less what an earlier settlement already bore."""

    tax: Column


class TaxedRow(NamedTuple):
    """A month in which something is or was paid at an end, and the local average that frees it."""

    row: int
    person: int
    local_fen: int


def settle(due: Column, paid: Column, sheet: Sheet, published: Tables, cohort: Cohort) -> Settled:
    """Enters severance and notice into what is due and answers the tax on them."""
    found = settlements(due, sheet, published, cohort)
    if found:
        rows, local = column(each.row for each in found), column(each.local_fen for each in found)
        average = average_wage(
            column(each.total_fen for each in found), column(each.months for each in found),
            column(each.lowest_fen for each in found),
        )  # fmt: skip
        once = severance(average, column(each.halves for each in found), local)
        due[rows, AT[Component.SEVERANCE]] = once * column(each.times for each in found)
        due[rows, AT[Component.NOTICE_PAY]] = share(
            column(each.notice_wage_fen for each in found), column(each.notice_ppm for each in found)
        )
    taxed = taxed_rows(found, paid, sheet, cohort)
    if not taxed:
        return Settled(zeros(len(sheet.people)))
    at, free = column(each.row for each in taxed), column(each.local_fen for each in taxed)
    brackets = cohort.policies.tax_brackets.on(cohort.pay_day)
    now, before = (severance_tax(each[at][:, END_PLACES].sum(axis=1), free, brackets) for each in (due, paid))
    return Settled(summed(now - before, column(each.person for each in taxed), len(sheet.people)))


def taxed_rows(found: Sequence[Settlement], paid: Column, sheet: Sheet, cohort: Cohort) -> list[TaxedRow]:
    """Where something is due, and where something was paid for an exit that was corrected or never was; the first engines kept
    the tax on the latter.
    """
    rows = [TaxedRow(each.row, each.person, each.local_fen) for each in found]
    if cohort.engine in (FIRST_ENGINE, SECOND_ENGINE):
        return rows
    settled = {each.row for each in found}
    places: list[int] = abs(paid[:, END_PLACES]).sum(axis=1).nonzero()[0].tolist()
    for n in (place for place in places if place not in settled):
        local = cohort.policies.local_average_wage_fen.on(of_index(sheet.rows[n].month).last)
        rows.append(TaxedRow(n, sheet.rows[n].person, local))
    return rows


def settlements(due: Column, sheet: Sheet, published: Tables, cohort: Cohort) -> list[Settlement]:
    """Everybody to whom something is due at the end, in the month of the exit, with what it is counted from."""
    stops = [
        (person, job.stopped, job.parting)
        for person, (_, facts) in enumerate(sheet.people)
        for job in facts.jobs
        if job.stopped is not None and job.parting is not None and job.parting.owes
    ]
    leaving = {person for person, _, _ in stops}
    row_of = {(r.person, r.month): n for n, r in enumerate(sheet.rows) if r.person in leaving}
    leavers = [
        Leaver(row_of[person, month_index(stop.effective)], person, stop, parting)
        for person, stop, parting in stops
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
    months = last_year(due, sheet, cohort, row_of, leaver.person, month_index(day))
    counted = sum(wages[place] for wages in months.values() for place in AVERAGED_PLACES)
    before = months.get(month_index(day) - 1)
    wage = full_fen if before is None else sum(before[WAGES])
    of_it = cohort.policies.notice_wage_ppm.on(day) if leaver.parting.in_lieu else 0
    return Settlement(
        row=leaver.row, person=leaver.person, total_fen=counted if months else full_fen, months=len(months),
        halves=leaver.parting.halves, times=leaver.parting.times, notice_wage_fen=wage,
        notice_ppm=of_it, lowest_fen=cohort.policies.minimum_wage_fen.on(day), local_fen=cohort.policies.local_average_wage_fen.on(day),
    )  # fmt: skip


def last_year(
    due: Column, sheet: Sheet, cohort: Cohort, row_of: dict[tuple[int, int], int], place: int, until: int
) -> dict[int, Sequence[int]]:  # fmt: skip
    """What was due in each of the twelve months before this one that were worked from their first day on."""
    person, facts = sheet.people[place]
    found: dict[int, Sequence[int]] = {}
    for month in range(until - MONTHS_OF_AVERAGE, until):
        first = of_index(month).first
        if not any(job.first <= first and (job.last is None or job.last >= first) for job in facts.jobs):
            continue
        at = row_of.get((place, month))
        found[month] = cohort.paid.get((person.worker_id, month), NOTHING) if at is None else due[at].tolist()
    return found
