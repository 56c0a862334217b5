"""The statement of a year (收入纳税明细与参保缴费清单): what was taxed and withheld, what was paid to insurances and fund.

Added up from issued slips; only the bases, which no slip holds, are worked out again as the last run saw them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from services.payroll.domain.comparison import Calculated
from services.payroll.domain.contributions import Rulebook
from services.payroll.domain.dues import contribution_wages, tables
from services.payroll.domain.months import Layout, of_index
from services.payroll.domain.payslips import Component, PayslipIssued, SlipLine, TaxStep
from shared.kernel import Month, Region, record


@record
class TaxStatement:
    """What one agent paid and withheld in a tax year: the last cumulative sums, as declared. `exempt_fen` are the basic
    deductions; `taxable_fen` is not below nothing. `bonus_*` is what was taxed alone, `severance_tax_fen` what settlements bore.
    """

    agent: Region
    months: int
    income_fen: int
    exempt_fen: int
    special_fen: int
    additional_fen: int
    taxable_fen: int
    withheld_fen: int
    bonus_fen: int
    bonus_tax_fen: int
    severance_fen: int
    severance_tax_fen: int


@record
class BaseSpan:
    """The same base from one month through another."""

    first: str
    last: str
    base_fen: int


@record
class SchemeStatement:
    """What was paid for the months of a year: `months` are those with a share of either side."""

    scheme: str
    months: int
    own_fen: int
    employer_fen: int
    bases: tuple[BaseSpan, ...]


SCHEME_PARTS: Final[Mapping[str, tuple[Component | None, Component]]] = {
    "PENSION": (Component.PENSION, Component.EMPLOYER_PENSION),
    "MEDICAL": (Component.MEDICAL, Component.EMPLOYER_MEDICAL),
    "UNEMPLOYMENT": (Component.UNEMPLOYMENT, Component.EMPLOYER_UNEMPLOYMENT),
    "INJURY": (None, Component.EMPLOYER_INJURY),
    "MATERNITY": (None, Component.EMPLOYER_MATERNITY),
    "FUND": (Component.FUND, Component.EMPLOYER_FUND),
}


def taxes_of(slips: Sequence[PayslipIssued], year: int) -> tuple[TaxStatement, ...]:
    """By agent, of the slips whose pay day lies in the year; `slips` in the order in which they were calculated."""
    found: dict[Region, list[PayslipIssued]] = defaultdict(list)
    for slip in slips:
        if slip.tax.tax_year == year:
            found[slip.tax.agent].append(slip)
    return tuple(_taxed(agent, mine) for agent, mine in sorted(found.items()))


def _taxed(agent: Region, slips: Sequence[PayslipIssued]) -> TaxStatement:
    last: TaxStep = slips[-1].tax
    lines = [line for slip in slips for line in slip.lines]
    bonuses = [slip.tax.bonus for slip in slips if slip.tax.bonus is not None]
    return TaxStatement(
        agent=agent, months=last.months, income_fen=last.income_fen,
        exempt_fen=last.income_fen - last.insured_fen - last.additional_fen - last.taxable_fen,
        special_fen=last.insured_fen, additional_fen=last.additional_fen, taxable_fen=max(last.taxable_fen, 0),
        withheld_fen=last.withheld_before_fen + last.tax_fen, bonus_fen=sum(b.now_fen for b in bonuses),
        bonus_tax_fen=-_of(lines, Component.BONUS_TAX),
        severance_fen=_of(lines, Component.SEVERANCE), severance_tax_fen=-_of(lines, Component.SEVERANCE_TAX),
    )  # fmt: skip


def _of(lines: Sequence[SlipLine], component: Component) -> int:
    return sum(line.amount_fen for line in lines if line.component is component)


def schemes_of(
    slips: Sequence[PayslipIssued], year: int, bases: Mapping[str, tuple[int, int]]
) -> tuple[SchemeStatement, ...]:
    """By scheme, of the lines whose original month lies in the year, whenever they were paid. `bases` by month: that of the
    insurances, that of the fund."""
    lines = [x for slip in slips for x in slip.lines if x.for_month.startswith(f"{year:04d}-")]
    return tuple(
        found for scheme, parts in SCHEME_PARTS.items() if (found := _scheme(scheme, parts, lines, bases)).months
    )


def _scheme(
    scheme: str, parts: tuple[Component | None, Component], lines: Sequence[SlipLine],
    bases: Mapping[str, tuple[int, int]],
) -> SchemeStatement:  # fmt: skip
    paid: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in lines:
        if line.component in parts:
            own = line.component is parts[0]
            paid[line.for_month][0 if own else 1] += -line.amount_fen if own else line.amount_fen
    months = sorted(month for month, sides in paid.items() if any(sides))
    which = 1 if scheme == "FUND" else 0
    return SchemeStatement(
        scheme=scheme, months=len(months), own_fen=sum(s[0] for s in paid.values()),
        employer_fen=sum(s[1] for s in paid.values()),
        bases=_spans([(month, bases[month][which]) for month in months if month in bases]),
    )  # fmt: skip


def _spans(found: Sequence[tuple[str, int]]) -> tuple[BaseSpan, ...]:
    spans: list[BaseSpan] = []
    for month, base in found:
        goes_on = spans and spans[-1].base_fen == base and Month.parse(spans[-1].last).plus(1) == Month.parse(month)
        if goes_on:
            spans[-1] = replace(spans[-1], last=month)
        else:
            spans.append(BaseSpan(first=month, last=month, base_fen=base))
    return tuple(spans)


def bases_of(calculated: Calculated, year: int) -> Mapping[str, tuple[int, int]]:
    """By month of the year the bases of insurances and fund, as the run of this slip saw them; empty where it cannot be
    calculated so far back."""
    january = Month(year=year, month=1)
    mine = tuple(p for p in calculated.cohort.people if p.worker_id == calculated.slip.worker_id)
    again = min(january.index, calculated.cohort.again_from or january.index)
    cohort = replace(calculated.cohort, people=mine, again_from=again)
    sheet = Layout(cohort).lay()
    if not sheet.rows:
        return {}
    wage, fund = contribution_wages(sheet, tables(cohort))
    book = Rulebook(cohort.policies, cohort.tables)
    found: dict[str, tuple[int, int]] = {}
    for n, row in enumerate(sheet.rows):
        month, rules = of_index(row.month), book.on(row.month)
        if row.insured and month.year == year:
            found[str(month)] = (
                min(max(int(wage[n]), rules.insurance_floor), rules.insurance_cap),
                min(max(int(fund[n]), rules.fund_floor), rules.fund_cap),
            )
    return found
