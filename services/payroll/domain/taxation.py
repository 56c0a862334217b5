"""The tax of the payment month: cumulative withholding over everything an agent paid a person in the tax year."""

from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID

from services.payroll.domain.agents import Agents
from services.payroll.domain.cohort import Cohort, YearSoFar
from services.payroll.domain.dues import AT, OWN, TAXED_PLACES
from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.columns import Column, column, summed, zeros
from services.payroll.domain.formulas.income_tax import cumulative_taxable, tax_on, withheld_now
from services.payroll.domain.formulas.year_end_bonus import bonus_tax
from services.payroll.domain.months import Sheet, of_index
from services.payroll.domain.pay_run import BEFORE_CONFIRMATIONS, FIRST_ENGINE
from services.payroll.domain.payslips import BonusTax, Component, TaxVariant
from services.payroll.domain.people import Known, Person, month_index
from services.payroll.domain.policies import Policies
from shared.kernel import Region

MONTHS: int = 12
BONUS = AT[Component.BONUS]


class Taxed(NamedTuple):
    """By person; `tax` is withheld now, the sums are those since January. `on_bonus` is withheld now from a bonus taxed alone."""

    agents: list[Region]
    variants: list[TaxVariant]
    months: Column
    income: Column
    insured: Column
    additional: Column
    taxable: Column
    tax: Column
    withheld: Column
    bonuses: list[BonusTax | None]
    on_bonus: Column


class _Person(NamedTuple):
    """What counts besides what this run pays: the agent, what it paid before, the months with it."""

    agent: Region
    variant: TaxVariant
    before: YearSoFar
    worked: Collection[int]
    months: int


def tax(sheet: Sheet, now: Column, cohort: Cohort) -> Taxed:
    """`now` is what this run pays of each row and component."""
    person, count = column(r.person for r in sheet.rows), len(sheet.people)
    known = people(sheet, cohort)
    bonuses = _bonuses(sheet, now, known, cohort)
    alone = column(b.now_fen if b is not None else 0 for b in bonuses)
    paid = now[:, TAXED_PLACES].sum(axis=1)
    income = summed(paid, person, count) - alone + column(p.before.income_fen for p in known)
    insured = summed(now[:, OWN].sum(axis=1), person, count) + column(p.before.insured_fen for p in known)
    additional = column(
        additional_deductions(facts, p.worked, cohort) for (_, facts), p in zip(sheet.people, known, strict=True)
    )
    months = column(p.months for p in known)
    basic = cohort.policies.basic_deduction_fen.on(cohort.pay_day)
    taxable = cumulative_taxable(income, insured, basic, months, additional)
    withheld = column(p.before.tax_fen for p in known)
    due = tax_on(taxable, cohort.policies.tax_brackets.on(cohort.pay_day))
    return Taxed(
        [p.agent for p in known], [p.variant for p in known], months, income, insured, additional, taxable,
        withheld_now(due, withheld), withheld, bonuses, column(b.tax_fen if b is not None else 0 for b in bonuses),
    )  # fmt: skip


def payer(facts: Known, cohort: Cohort) -> Region:
    """Whoever employs the person at the end of the month paid, or did last; the first engine looked into the future."""
    begun = [job for job in facts.jobs if job.first <= cohort.month.last]
    return (facts.jobs if cohort.engine == FIRST_ENGINE else begun or facts.jobs[:1])[-1].region


def agents_of(cohort: Cohort) -> Agents:
    return Agents(cohort.policies.withholding_agent.on(cohort.pay_day), cohort.groups)


def people(sheet: Sheet, cohort: Cohort) -> list[_Person]:
    agents = agents_of(cohort)
    return [_person(who, facts, agents, cohort) for who, facts in sheet.people]


def _person(who: Person, facts: Known, agents: Agents, cohort: Cohort) -> _Person:
    until = month_index(cohort.pay_day)
    january = until - until % MONTHS
    agent = agents.of(payer(facts, cohort), until)
    before = cohort.year.get((who.worker_id, agent), YearSoFar())
    worked = agents.months_with(facts.jobs, agent, january, until)
    for opening in _openings(facts, agents, agent, january):
        before, worked = _with(before, opening), {*worked, *_months_of(opening)}
    variant = _variant(who, facts, agents, agent, worked, cohort)
    match variant:
        case TaxVariant.WHOLE_YEAR:
            months = MONTHS
        case TaxVariant.FIRST_WAGE:
            months = max(worked) - january + 1
        case TaxVariant.ORDINARY:
            months = len(worked)
    return _Person(agent, variant, before, worked, months)


def _openings(facts: Known, agents: Agents, agent: Region, january: int) -> list[Fact]:
    """What the agent itself paid on paper in the tax year that begins with this January."""
    return [
        fact
        for fact in facts.openings
        if january <= month_index(fact.effective) < january + MONTHS
        and agents.of(Region(fact.region), month_index(fact.until or fact.effective)) == agent
    ]


def _with(before: YearSoFar, opening: Fact) -> YearSoFar:
    return before._replace(
        income_fen=before.income_fen + opening.number, insured_fen=before.insured_fen + opening.second,
        tax_fen=before.tax_fen + opening.third,
    )  # fmt: skip


def _months_of(opening: Fact) -> range:
    return range(month_index(opening.effective), month_index(opening.until or opening.effective) + 1)


def _variant(
    who: Person, facts: Known, agents: Agents, agent: Region, worked: Collection[int], cohort: Cohort
) -> TaxVariant:  # fmt: skip
    """How the basic deduction is counted. The first engine knew only one way."""
    if cohort.engine == FIRST_ENGINE or not worked:
        return TaxVariant.ORDINARY
    january = cohort.pay_day.year * MONTHS
    if _whole_year(who, facts, agents, agent, cohort) and min(worked) == january:
        return TaxVariant.WHOLE_YEAR
    elsewhere = any(
        agents.of(job.region, month) != agent
        for job in facts.jobs
        for month in range(max(month_index(job.first), january), min(worked))
        if job.last is None or month <= month_index(job.last)
    )
    declared = any(fact.effective.year == cohort.pay_day.year for fact in facts.first_wages)
    if declared and not elsewhere and cohort.policies.first_wage_from_january.on(cohort.pay_day):
        return TaxVariant.FIRST_WAGE
    return TaxVariant.ORDINARY


def _whole_year(who: Person, facts: Known, agents: Agents, agent: Region, cohort: Cohort) -> bool:
    """Every month of last year with this agent, and no more wages and bonuses there than the published sum."""
    most, january = cohort.policies.whole_year_income_fen.on(cohort.pay_day), (cohort.pay_day.year - 1) * MONTHS
    if not most:
        return False
    before = cohort.last_year.get((who.worker_id, agent), YearSoFar())
    if not before.income_fen and not facts.openings:
        return False
    worked = agents.months_with(facts.jobs, agent, january, january + MONTHS - 1)
    for opening in _openings(facts, agents, agent, january):
        before, worked = _with(before, opening), {*worked, *_months_of(opening)}
    earned = before.income_fen + before.bonus_fen
    return len(worked) == MONTHS and 0 < earned <= most


def additional_deductions(facts: Known, months: Collection[int], cohort: Cohort) -> int:
    """Special additional deductions of the months employed, as declared by now: declared late, they enter at once, and so does what
    was left out until it was confirmed for the year.

    A certificate obtained in the year deducts once (continuing education).
    """
    total, stopped = 0, _stopped(facts, cohort) if facts.deductions else ()
    for fact in facts.deductions:
        if fact.word in stopped and fact.effective.year < cohort.pay_day.year:
            continue
        ends = month_index(fact.until) if fact.until is not None else None
        total += fact.number * sum(
            month >= month_index(fact.effective) and (ends is None or month <= ends) for month in months
        )
    if months and facts.certificates:
        total += _certificate_deduction(facts, cohort.policies, cohort)
    return total


def _stopped(facts: Known, cohort: Cohort) -> Collection[str]:
    """Kinds that are left out where they began before this tax year, until the worker confirmed them for it."""
    if cohort.engine in BEFORE_CONFIRMATIONS or any(f.number == cohort.pay_day.year for f in facts.confirmed):
        return ()
    return cohort.policies.deductions_confirmed_yearly.on(cohort.pay_day)


def _certificate_deduction(facts: Known, policies: Policies, cohort: Cohort) -> int:
    obtained = any(
        fact.effective.year == cohort.pay_day.year and fact.effective <= cohort.pay_day for fact in facts.certificates
    )
    return policies.certificate_deduction_fen.on(cohort.pay_day) if obtained else 0


def _bonuses(sheet: Sheet, now: Column, known: list[_Person], cohort: Cohort) -> list[BonusTax | None]:
    """The tax on a bonus that is taxed alone: one original month's in a tax year, whoever paid it; others join the wages."""
    found: list[BonusTax | None] = [None] * len(sheet.people)
    paid: dict[int, dict[int, int]] = {}
    for n in now[:, BONUS].nonzero()[0].tolist():
        row = sheet.rows[n]
        paid.setdefault(row.person, {})[row.month] = int(now[n, BONUS])
    for place, months in paid.items():
        who, facts = sheet.people[place]
        month = known[place].before.bonus_month or _chosen(who.worker_id, facts, months, known[place], cohort)
        if month in months:
            found[place] = _alone(month, months[month], known[place].before, cohort)
    return found


def _chosen(worker: UUID, facts: Known, paid: Mapping[int, int], person: _Person, cohort: Cohort) -> int:
    """The first month paid now of which a bonus is to be taxed alone; 0 where none may."""
    others = [so_far for (who, agent), so_far in cohort.year.items() if who == worker and agent != person.agent]
    if any(so_far.bonus_month for so_far in others) or not cohort.policies.bonus_separate.on(cohort.pay_day):
        return 0
    wished = [month_index(fact.effective) for fact in facts.bonuses if fact.word == "SEPARATE"]
    return min((month for month in wished if month in paid), default=0)


def _alone(month: int, now_fen: int, before: YearSoFar, cohort: Cohort) -> BonusTax:
    bonus = before.bonus_fen + now_fen
    due = bonus_tax(column([bonus]), cohort.policies.bonus_brackets.on(cohort.pay_day))
    return BonusTax(
        month=str(of_index(month)), bonus_fen=bonus, now_fen=now_fen, withheld_before_fen=before.bonus_tax_fen,
        tax_fen=int(withheld_now(due, zeros(1) + before.bonus_tax_fen)[0]),
    )  # fmt: skip
