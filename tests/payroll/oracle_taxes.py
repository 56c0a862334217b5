"""The accountant's words on income tax: withheld month by month on what the year came to so far, bonuses and severance apart."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from services.payroll.domain.facts import Fact, FactKind
from tests.payroll import oracle_honours, oracle_subsidies
from tests.payroll.oracle_ends import rounded
from tests.payroll.oracle_rules import BESIDES, ENDS, OWN, WAGES, Month, Rules, days_of

Known = dict[FactKind, list[Fact]]
Amounts = Mapping[tuple[str, Month], Decimal]
TABLE = (
    (36_000, "0.03", 0), (144_000, "0.10", 2_520), (300_000, "0.20", 16_920), (420_000, "0.25", 31_920),
    (660_000, "0.30", 52_920), (960_000, "0.35", 85_920), (None, "0.45", 181_920),
)  # fmt: skip
MONTHLY = (
    (3_000, "0.03", 0), (12_000, "0.10", 210), (25_000, "0.20", 1_410), (35_000, "0.25", 2_660),
    (55_000, "0.30", 4_410), (80_000, "0.35", 7_160), (None, "0.45", 15_160),
)  # fmt: skip


def tax_of(taxable: Decimal) -> Decimal:
    for end, rate, quick in TABLE:
        if end is None or taxable <= end:
            return rounded(max(taxable, Decimal(0)) * Decimal(rate) - quick) if taxable > 0 else Decimal(0)
    raise AssertionError


def tax_of_bonus(bonus: Decimal) -> Decimal:
    """2023年第30号: 以全年一次性奖金收入除以12个月得到的数额，按照按月换算后的综合所得税率表确定适用税率和速算扣除数，单独计算纳税。"""
    for end, rate, quick in MONTHLY:
        if end is None or bonus / 12 <= end:
            return rounded(bonus * Decimal(rate) - quick)
    raise AssertionError


def severance_tax(entered: Amounts, rules: Rules) -> Decimal:
    """财税〔2018〕164号: 在当地上年职工平均工资3倍数额以内的部分免征, as published at the exit."""
    by_exit: dict[Month, Decimal] = defaultdict(Decimal)
    for (component, month), amount in entered.items():
        if component in ENDS:
            by_exit[month] += amount
    return sum(
        (tax_of(max(amount - rules.average_at(month) * 36, Decimal(0))) for month, amount in by_exit.items()),
        Decimal(0),
    )


class Withheld(NamedTuple):
    """Of one payment: what the year comes to with it, and the taxes on it."""

    year: int
    income: Decimal
    insured: Decimal
    tax: Decimal
    bonus_month: Month | None
    bonus: Decimal
    on_bonus: Decimal


@dataclass
class Taxes:
    """What one person was paid and what was withheld, year by year: income, own shares, tax; and the bonus taxed alone."""

    rules: Rules
    taxed: dict[int, list[Decimal]] = field(default_factory=lambda: defaultdict(lambda: [Decimal(0)] * 3))
    alone: dict[int, tuple[Month | None, Decimal, Decimal]] = field(default_factory=dict)

    def of(self, known: Known, lines: Amounts, month: Month) -> Withheld:
        year = month[0]
        income, insured, withheld = self.taxed[year]
        opened = self._opened(known, year)
        bonus_month, bonus, on_bonus = self._bonus(known, lines, year)
        counted = (*WAGES, *BESIDES, "BONUS", oracle_subsidies.TAXED, *oracle_honours.WAGE)
        income += sum((a for (c, _), a in lines.items() if c in counted), Decimal(0)) - bonus
        insured += sum((a for (c, _), a in lines.items() if c in OWN), Decimal(0))
        months = sorted({*self._months_of_year(known, month), *opened[3]})
        taxable = income + opened[0] - insured - opened[1] - 5_000 * self._basic_months(known, months, year)
        taxable -= self._additional(known, months, month)
        tax = max(tax_of(taxable) - withheld - opened[2], Decimal(0))
        return Withheld(year, income, insured, tax, bonus_month, bonus, on_bonus)

    def enter(self, paid: Withheld) -> None:
        self.taxed[paid.year] = [paid.income, paid.insured, self.taxed[paid.year][2] + paid.tax]
        if paid.bonus:
            _, before, taxed = self.alone.get(paid.year, (None, Decimal(0), Decimal(0)))
            self.alone[paid.year] = (paid.bonus_month, before + paid.bonus, taxed + paid.on_bonus)

    def _bonus_month(self, known: Known, lines: Amounts, year: int) -> Month | None:
        """在一个纳税年度内，对每一个纳税人，该计税办法只允许采用一次: the month first paid stays the one; until the end of 2027."""
        if year in self.alone:
            return self.alone[year][0]
        if year > 2027:
            return None
        wished = [(f.effective.year, f.effective.month) for f in known[FactKind.BONUS] if f.word == "SEPARATE"]
        return min((m for m in wished if ("BONUS", m) in lines), default=None)

    def _bonus(self, known: Known, lines: Amounts, year: int) -> tuple[Month | None, Decimal, Decimal]:
        """The month of the bonus taxed alone, what of it is paid now, and the tax withheld on it now."""
        month = self._bonus_month(known, lines, year)
        now = lines.get(("BONUS", month), Decimal(0)) if month else Decimal(0)
        _, paid, taxed = self.alone.get(year, (month, Decimal(0), Decimal(0)))
        tax = max(tax_of_bonus(max(paid + now, Decimal(0))) - taxed, Decimal(0)) if now else Decimal(0)
        return month, now, tax

    @staticmethod
    def _opened(known: Known, year: int) -> tuple[Decimal, Decimal, Decimal, list[Month]]:
        """Sums that the same agent paid on paper, and the months it paid them for."""
        found = [f for f in known[FactKind.TAX_OPENING] if f.effective.year == year]
        months = [(year, m) for f in found if f.until for m in range(f.effective.month, f.until.month + 1)]
        sums = [sum((Decimal(n) / 100 for n in each), Decimal(0)) for each in zip(
            *((f.number, f.second, f.third) for f in found), strict=True)] or [Decimal(0)] * 3  # fmt: skip
        return sums[0], sums[1], sums[2], months

    def _basic_months(self, known: Known, months: list[Month], year: int) -> int:
        """2020年第19号 before 2020年第13号 before the months with the agent."""
        if not months:
            return 0
        income, _, _, on_paper = self._opened(known, year - 1)
        income += self.taxed[year - 1][0] + self.alone.get(year - 1, (None, Decimal(0), Decimal(0)))[1]
        there = {*self._months_of_year(known, (year - 1, 12)), *on_paper}
        if len(there) == 12 and 0 < income <= 60_000 and months[0] == (year, 1):
            return 12
        if any(f.effective.year == year for f in known[FactKind.FIRST_WAGE]):
            return months[-1][1]
        return len(months)

    @staticmethod
    def _months_of_year(known: Known, until: Month) -> list[Month]:
        months = [(until[0], m) for m in range(1, until[1] + 1)]
        [job], stops = known[FactKind.ENROLLED], known[FactKind.STOPPED]
        assert job.since is not None
        ends = stops[0].effective if stops else date.max
        return [m for m in months if job.since <= min(days_of(m)[-1], ends) and days_of(m)[0] <= ends]

    def _additional(self, known: Known, months: list[Month], until: Month) -> Decimal:
        total = Decimal(0)
        confirmed = any(f.number == until[0] for f in known[FactKind.DEDUCTIONS_CONFIRMED])
        for fact in known[FactKind.DEDUCTION]:
            if fact.effective.year < until[0] and not confirmed and until[0] >= 2022:
                continue  # 2022年第7号 第九条: 纳税人未及时确认的，扣缴义务人于次年1月起暂停扣除，待纳税人确认后再行办理
            first = (fact.effective.year, fact.effective.month)
            last = (fact.until.year, fact.until.month) if fact.until else (9999, 12)
            total += Decimal(fact.number) / 100 * len([m for m in months if first <= m <= last])
        if months and any(
            (f.effective.year == until[0]) and f.effective.month <= until[1] for f in known[FactKind.CERTIFICATE]
        ):
            total += self.rules.certificate_deduction
        return total
