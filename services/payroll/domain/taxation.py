"""The tax of the payment month: cumulative withholding over everything an agent paid a person in the tax year."""

from collections.abc import Collection
from typing import NamedTuple

from services.payroll.domain.cohort import Cohort, YearSoFar
from services.payroll.domain.dues import OWN, WAGES
from services.payroll.domain.formulas.columns import Column, column, summed
from services.payroll.domain.formulas.income_tax import cumulative_taxable, tax_on, withheld_now
from services.payroll.domain.months import Sheet
from services.payroll.domain.pay_run import county_of
from services.payroll.domain.people import Job, Known, month_index, months_employed
from services.payroll.domain.policies import Policies
from shared.kernel import Region, ancestor, level


class Taxed(NamedTuple):
    """By person; `tax` is withheld now, the sums are those since January."""

    agents: list[Region]
    months: Column
    income: Column
    insured: Column
    additional: Column
    taxable: Column
    tax: Column
    withheld: Column


def tax(sheet: Sheet, now: Column, cohort: Cohort) -> Taxed:
    """`now` is what this run pays of each row and component."""
    person, count = column(r.person for r in sheet.rows), len(sheet.people)
    level_of_agent = cohort.policies.withholding_agent.on(cohort.pay_day)
    agents = [agent_of(facts.jobs[-1].region, level_of_agent) for _, facts in sheet.people]
    before: list[YearSoFar] = []
    worked: list[Collection[int]] = []
    for (who, facts), agent in zip(sheet.people, agents, strict=True):
        before.append(cohort.year.get((who.worker_id, agent), YearSoFar()))
        worked.append(months_with(facts.jobs, agent, level_of_agent, cohort))
    income = summed(now[:, WAGES].sum(axis=1), person, count) + column(b.income_fen for b in before)
    insured = summed(now[:, OWN].sum(axis=1), person, count) + column(b.insured_fen for b in before)
    additional = column(
        additional_deductions(facts, months, cohort) for (_, facts), months in zip(sheet.people, worked, strict=True)
    )
    months = column(len(w) for w in worked)
    basic = cohort.policies.basic_deduction_fen.on(cohort.pay_day)
    taxable = cumulative_taxable(income, insured, basic, months, additional)
    withheld = column(b.tax_fen for b in before)
    due = tax_on(taxable, cohort.policies.tax_brackets.on(cohort.pay_day))
    return Taxed(agents, months, income, insured, additional, taxable, withheld_now(due, withheld), withheld)


def agent_of(employer: Region, level_of_agent: str) -> Region:
    """The withholding agent: the county, or the street itself where a region says so."""
    if level_of_agent == "street" and level(employer) in ("street", "community"):
        return ancestor(employer, "street")
    return county_of(employer)


def months_with(jobs: tuple[Job, ...], agent: Region, level_of_agent: str, cohort: Cohort) -> Collection[int]:
    """The months of the tax year, up to that of payment, in which the person was employed with the agent."""
    january, until = cohort.pay_day.year * 12, month_index(cohort.pay_day)
    with_agent = [job for job in jobs if agent_of(job.region, level_of_agent) == agent]
    return months_employed(with_agent, january, until)


def additional_deductions(facts: Known, months: Collection[int], cohort: Cohort) -> int:
    """Special additional deductions of the months employed, as declared by now: declared late, they enter at once.

    A certificate obtained in the year deducts once (continuing education).
    """
    total = 0
    for fact in facts.deductions:
        ends = month_index(fact.until) if fact.until is not None else None
        total += fact.number * sum(
            month >= month_index(fact.effective) and (ends is None or month <= ends) for month in months
        )
    if months and facts.certificates:
        total += _certificate_deduction(facts, cohort.policies, cohort)
    return total


def _certificate_deduction(facts: Known, policies: Policies, cohort: Cohort) -> int:
    obtained = any(
        fact.effective.year == cohort.pay_day.year and fact.effective <= cohort.pay_day for fact in facts.certificates
    )
    return policies.certificate_deduction_fen.on(cohort.pay_day) if obtained else 0
