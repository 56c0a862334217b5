"""An independent accountant: one person after the other, one day after the other, in Decimal yuan, from the law's words.

Shares no arithmetic with the service. It knows nothing of marks and changed months: every run it works out every month since
the first day anew and pays what its own books do not show yet.
"""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from services.payroll.domain.facts import Fact, FactKind
from tests.payroll import oracle_subsidies
from tests.payroll.oracle_attendance import MonthOf, attended, unused_leave
from tests.payroll.oracle_ends import next_month, notice_owed, rounded, severance_owed, unwritten
from tests.payroll.oracle_withholdings import Orders

YUAN = Decimal("1")
LEVELS = ("ASSISTANT", "SOCIAL_WORKER", "SENIOR")
TABLE = (
    (36_000, "0.03", 0), (144_000, "0.10", 2_520), (300_000, "0.20", 16_920), (420_000, "0.25", 31_920),
    (660_000, "0.30", 52_920), (960_000, "0.35", 85_920), (None, "0.45", 181_920),
)  # fmt: skip
MONTHLY = (
    (3_000, "0.03", 0), (12_000, "0.10", 210), (25_000, "0.20", 1_410), (35_000, "0.25", 2_660),
    (55_000, "0.30", 4_410), (80_000, "0.35", 7_160), (None, "0.45", 15_160),
)  # fmt: skip
OWN = ("PENSION", "MEDICAL", "UNEMPLOYMENT", "FUND")
WAGES = ("BASIC", "PERFORMANCE", "CERTIFICATE")
BESIDES = ("SICK_LEAVE", "UNPAID_LEAVE", "INSURED_LEAVE", "OVERTIME", "UNUSED_LEAVE", "DOUBLE_WAGE")
AVERAGED = (*WAGES, "BONUS", *oracle_subsidies.BOTH, *BESIDES[:-2])
ENDS = ("SEVERANCE", "NOTICE_PAY")
Month = tuple[int, int]


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


@cache
def days_of(month: Month) -> tuple[date, ...]:
    return tuple(date(*month, n) for n in range(1, monthrange(*month)[1] + 1))


@dataclass
class Rules:
    """The county's figures in yuan and as fractions."""

    grades: dict[int, Decimal]
    basic: Decimal
    factors: dict[str, Decimal]
    allowances: dict[str, Decimal]
    floor: Decimal
    cap: Decimal
    fund_floor: Decimal
    fund_cap: Decimal
    fund_rate: Decimal
    fund_in_yuan: bool
    own: dict[str, Decimal]
    employer: dict[str, Decimal]
    certificate_deduction: Decimal
    local_average: Callable[[date], Decimal]
    minimum_wage: Decimal
    living: Decimal


@dataclass
class Accountant:
    """One person's file."""

    rules: Rules
    tables: Sequence[tuple[date, "Rules"]] = ()
    books: dict[tuple[str, Month], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    taxed: dict[int, list[Decimal]] = field(default_factory=lambda: defaultdict(lambda: [Decimal(0)] * 3))
    alone: dict[int, tuple[Month | None, Decimal, Decimal]] = field(default_factory=dict)
    orders: Orders = field(init=False)

    def __post_init__(self) -> None:
        self.orders = Orders(self.rules.minimum_wage, self.rules.living)

    def pay(self, facts: Sequence[Fact], month: Month) -> dict[tuple[str, Month], Decimal]:
        """The lines of a run for the month with a pay day in it; nothing when it would be less than nothing."""
        known = self._known(facts)
        due = self._all_due(known, month)
        lines = {key: due.get(key, Decimal(0)) - self.books[key] for key in {*due, *self.books}}
        lines = {key: amount for key, amount in lines.items() if amount}
        orders = [f for f in facts if f.kind is FactKind.WITHHOLDING]
        if not lines and not self.orders.owed_back(orders):
            return {}
        year = month[0]
        income, insured, withheld = self.taxed[year]
        opened = self._opened(known, year)
        bonus_now, on_bonus = self._bonus(known, lines, year)
        income += (
            sum(a for (c, _), a in lines.items() if c in (*WAGES, *BESIDES, "BONUS", oracle_subsidies.TAXED))
            - bonus_now
        )
        insured += sum(a for (c, _), a in lines.items() if c in OWN)
        months = self._months_of_year(known, month)
        months = sorted({*months, *opened[3]})
        taxable = income + opened[0] - insured - opened[1] - 5_000 * self._basic_months(known, months, year)
        taxable -= self._additional(known, months, month)
        tax = max(tax_of(taxable) - withheld - opened[2], Decimal(0))
        on_severance = self._severance_tax(due) - self._severance_tax(self.books)
        net = sum(
            (a for (c, _), a in lines.items() if c in (*WAGES, *BESIDES, *ENDS, "BONUS", *oracle_subsidies.BOTH)),
            Decimal(0),
        )
        net -= sum((a for (c, _), a in lines.items() if c in OWN), Decimal(0)) + tax + on_severance + on_bonus
        if net < 0:
            return {}
        for key, amount in lines.items():
            self.books[key] += amount
        self.taxed[year] = [income, insured, withheld + tax]
        if bonus_now:
            month_of, paid, taxed = self.alone.get(
                year, (self._bonus_month(known, lines, year), Decimal(0), Decimal(0))
            )
            self.alone[year] = (month_of, paid + bonus_now, taxed + on_bonus)
        wage = sum((a for (c, m), a in lines.items() if m == month and c in (*WAGES, *BESIDES[:-2])), Decimal(0))
        kept = self.orders.keep(orders, month, wage, net)
        found = {key: -a if key[0] in OWN else a for key, a in lines.items()}
        found["WITHHELD", month] = -kept
        found.update(
            {("INCOME_TAX", month): -tax, ("SEVERANCE_TAX", month): -on_severance, ("BONUS_TAX", month): -on_bonus}
        )
        return {key: amount for key, amount in found.items() if amount}

    def _bonus_month(
        self, known: dict[FactKind, list[Fact]], lines: dict[tuple[str, Month], Decimal], year: int
    ) -> Month | None:
        """在一个纳税年度内，对每一个纳税人，该计税办法只允许采用一次: the month first paid stays the one; until the end of 2027."""
        if year in self.alone:
            return self.alone[year][0]
        if year > 2027:
            return None
        wished = [(f.effective.year, f.effective.month) for f in known[FactKind.BONUS] if f.word == "SEPARATE"]
        return min((m for m in wished if ("BONUS", m) in lines), default=None)

    def _bonus(
        self, known: dict[FactKind, list[Fact]], lines: dict[tuple[str, Month], Decimal], year: int
    ) -> tuple[Decimal, Decimal]:
        """What is paid now of the bonus taxed alone, and the tax withheld on it now."""
        month = self._bonus_month(known, lines, year)
        now = lines.get(("BONUS", month), Decimal(0)) if month else Decimal(0)
        _, paid, taxed = self.alone.get(year, (month, Decimal(0), Decimal(0)))
        return now, max(tax_of_bonus(max(paid + now, Decimal(0))) - taxed, Decimal(0)) if now else Decimal(0)

    @staticmethod
    def _opened(known: dict[FactKind, list[Fact]], year: int) -> tuple[Decimal, Decimal, Decimal, list[Month]]:
        """Sums that the same agent paid on paper, and the months it paid them for."""
        found = [f for f in known[FactKind.TAX_OPENING] if f.effective.year == year]
        months = [(year, m) for f in found if f.until for m in range(f.effective.month, f.until.month + 1)]
        sums = [sum((Decimal(n) / 100 for n in each), Decimal(0)) for each in zip(
            *((f.number, f.second, f.third) for f in found), strict=True)] or [Decimal(0)] * 3  # fmt: skip
        return sums[0], sums[1], sums[2], months

    def _basic_months(self, known: dict[FactKind, list[Fact]], months: list[Month], year: int) -> int:
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

    def _severance_tax(self, entered: Mapping[tuple[str, Month], Decimal]) -> Decimal:
        """财税〔2018〕164号: 在当地上年职工平均工资3倍数额以内的部分免征, as published at the exit."""
        by_exit: dict[Month, Decimal] = defaultdict(Decimal)
        for (component, month), amount in entered.items():
            if component in ENDS:
                by_exit[month] += amount
        return sum(
            (tax_of(max(sum_ - self._average_at(month) * 36, Decimal(0))) for month, sum_ in by_exit.items()),
            Decimal(0),
        )

    def _average_at(self, month: Month) -> Decimal:
        return self.rules.local_average(days_of(month)[-1])

    @staticmethod
    def _known(facts: Iterable[Fact]) -> dict[FactKind, list[Fact]]:
        latest = {}
        for fact in sorted(facts, key=lambda f: f.position):
            latest[fact.kind, fact.fact] = fact
        by_kind: dict[FactKind, list[Fact]] = defaultdict(list)
        for fact in latest.values():
            if not fact.annulled:
                by_kind[fact.kind].append(fact)
        return by_kind

    @staticmethod
    def _on(facts: list[Fact], day: date) -> Fact | None:
        begun = [f for f in facts if f.effective <= day]
        return max(begun, key=lambda f: (f.effective, f.position)) if begun else None

    def _employed(self, known: dict[FactKind, list[Fact]], day: date) -> bool:
        [job] = known[FactKind.ENROLLED]
        assert job.since is not None
        stops = known[FactKind.STOPPED]
        return job.since <= day and (not stops or day <= stops[0].effective)

    def _all_due(self, known: dict[FactKind, list[Fact]], until: Month) -> dict[tuple[str, Month], Decimal]:
        [job] = known[FactKind.ENROLLED]
        assert job.since is not None
        month, due = (job.since.year, job.since.month), dict[tuple[str, Month], Decimal]()
        while month <= until:
            for component, amount in self._due(known, month, job.since).items():
                due[component, month] = amount
            month = next_month(month)
        for bonus in known[FactKind.BONUS]:
            paid_with = (bonus.effective.year, bonus.effective.month)
            if (job.since.year, job.since.month) <= paid_with <= until:
                due["BONUS", paid_with] = Decimal(bonus.number) / 100
        due.update(oracle_subsidies.due(known[FactKind.SUBSIDY], (job.since.year, job.since.month), until))
        self._leave_due(known, until, due, job.since)
        for stop in known[FactKind.STOPPED]:
            exit_month = (stop.effective.year, stop.effective.month)
            if exit_month <= until:
                wage = max(self._average(known, exit_month, due, job.since), self.rules.minimum_wage)
                due["SEVERANCE", exit_month] = severance_owed(known, stop, wage, self._average_at(exit_month))
                last_wage = self._wage_before(known, exit_month, due, job.since)
                due["NOTICE_PAY", exit_month] = notice_owed(known, last_wage)
        return due

    def _due(self, known: dict[FactKind, list[Fact]], month: Month, hired: date) -> dict[str, Decimal]:
        workdays = [d for d in days_of(month) if d.weekday() < 5]
        paid = [d for d in workdays if self._employed(known, d)]
        if not paid:
            return {}
        by = Decimal(len(workdays)) if len(paid) == len(workdays) else max(Decimal("21.75"), Decimal(len(paid)))
        allowance = self._allowance(known, month)
        rates: Counter[tuple[int, str]] = Counter()
        for day in paid:
            grade, result = self._on(known[FactKind.GRADE], day), self._on(known[FactKind.RESULT], day)
            assert grade is not None
            rates[grade.number, result.word if result else ""] += 1
        due = self._valued(rates, by, allowance)
        due.update(self._attended(known, month, paid, by, due, allowance))
        due["DOUBLE_WAGE"] = self._doubled(known, workdays, paid, allowance)
        due.update(self._shares(known, month, hired))
        return due

    def _valued(self, rates: Counter[tuple[int, str]], by: Decimal, allowance: Decimal) -> dict[str, Decimal]:
        due: dict[str, Decimal] = defaultdict(Decimal)
        for (grade_number, word), days in rates.items():
            monthly = self.rules.grades[grade_number]
            basic = rounded(monthly * self.rules.basic)
            performance = rounded((monthly - basic) * self.rules.factors.get(word, Decimal(1)))
            due["BASIC"] += rounded(basic * days / by)
            due["PERFORMANCE"] += rounded(performance * days / by)
            due["CERTIFICATE"] += rounded(allowance * days / by)
        return due

    def _attended(
        self, known: dict[FactKind, list[Fact]], month: Month, paid: list[date], by: Decimal, due: dict[str, Decimal],
        allowance: Decimal,
    ) -> dict[str, Decimal]:  # fmt: skip
        """The month's attendance at the wage of its last day."""
        last = max(d for d in days_of(month) if self._employed(known, d))
        grade, result = self._on(known[FactKind.GRADE], last), self._on(known[FactKind.RESULT], last)
        assert grade is not None
        one = Counter({(grade.number, result.word if result else ""): 1})
        whole = sum(self._valued(one, Decimal(1), allowance).values(), Decimal(0))
        wages = sum((due[c] for c in WAGES), Decimal(0))
        [job] = known[FactKind.ENROLLED]
        sheet = MonthOf(whole, wages, len(paid), len(paid) / by, self.rules.minimum_wage, job.effective, last)
        return attended(known[FactKind.ATTENDANCE], date(*month, 1), sheet)

    def _doubled(
        self, known: dict[FactKind, list[Fact]], workdays: list[date], paid: list[date], allowance: Decimal
    ) -> Decimal:
        """第八十二条: 每月支付二倍的工资, for the days from the second month on that no contract was written."""
        days = [d for d in paid if unwritten(known, d)]
        if not days:
            return Decimal(0)
        by = Decimal(len(workdays)) if len(days) == len(workdays) else max(Decimal("21.75"), Decimal(len(days)))
        rates: Counter[tuple[int, str]] = Counter()
        for day in days:
            grade, result = self._on(known[FactKind.GRADE], day), self._on(known[FactKind.RESULT], day)
            assert grade is not None
            rates[grade.number, result.word if result else ""] += 1
        return sum(self._valued(rates, by, allowance).values(), Decimal(0))

    def _allowance(self, known: dict[FactKind, list[Fact]], month: Month) -> Decimal:
        held = [f.word for f in known[FactKind.CERTIFICATE] if (f.effective.year, f.effective.month) < month]
        return max((self.rules.allowances[word] for word in held), default=Decimal(0))

    def _shares(self, known: dict[FactKind, list[Fact]], month: Month, hired: date) -> dict[str, Decimal]:
        declared = self._on(known[FactKind.INSURANCE_BASE], date(*month, 1))
        first_wage = self._full_wage(known, hired)
        wage = Decimal(declared.number) / 100 if declared else first_wage
        fund_wage = Decimal(declared.second) / 100 if declared else first_wage
        rules = self._published(month)
        base = min(max(wage, rules.floor), rules.cap)
        fund = min(max(fund_wage, rules.fund_floor), rules.fund_cap) * rules.fund_rate
        share = rounded(fund, YUAN) if rules.fund_in_yuan else rounded(fund)
        due = {name: rounded(base * rate) for name, rate in rules.own.items()}
        due.update({f"EMPLOYER_{name}": rounded(base * rate) for name, rate in rules.employer.items()})
        return {**due, "FUND": share, "EMPLOYER_FUND": share}

    def _published(self, month: Month) -> Rules:
        """The figures published for the month, by now: of those begun the latest; before any, the county's own."""
        begun = [rules for day, rules in self.tables if (day.year, day.month) <= month]
        return begun[-1] if begun else self.rules

    def _full_wage(self, known: dict[FactKind, list[Fact]], day: date) -> Decimal:
        grade = self._on(known[FactKind.GRADE], day)
        assert grade is not None
        return self.rules.grades[grade.number] + self._allowance(known, (day.year, day.month))

    def _leave_due(
        self, known: dict[FactKind, list[Fact]], until: Month, due: dict[tuple[str, Month], Decimal], hired: date
    ) -> None:
        for leave in known[FactKind.UNUSED_LEAVE]:
            month = (leave.effective.year, leave.effective.month)
            if (hired.year, hired.month) <= month <= until:
                wage = self._average(known, month, due, hired, tuple(c for c in AVERAGED if c != "OVERTIME"))
                due["UNUSED_LEAVE", month] = due.get(("UNUSED_LEAVE", month), Decimal(0)) + unused_leave(leave, wage)

    def _average(
        self, known: dict[FactKind, list[Fact]], month: Month, due: dict[tuple[str, Month], Decimal], hired: date,
        counted: tuple[str, ...] = AVERAGED,
    ) -> Decimal:  # fmt: skip
        months = [m for m in ((month[0] + (month[1] - 1 - n) // 12, (month[1] - 1 - n) % 12 + 1) for n in range(1, 13))
                  if self._employed(known, date(*m, 1))]  # fmt: skip
        if months:
            wage = rounded(sum((due.get((c, m), Decimal(0)) for m in months for c in counted), Decimal(0))
                           / len(months))  # fmt: skip
        else:
            wage = self._full_wage(known, hired)
        return wage

    def _wage_before(
        self, known: dict[FactKind, list[Fact]], month: Month, due: dict[tuple[str, Month], Decimal], hired: date
    ) -> Decimal:
        """实施条例第二十条: 按照该劳动者上一个月的工资标准确定."""
        before = (month[0], month[1] - 1) if month[1] > 1 else (month[0] - 1, 12)
        if date(*before, 1) < hired:
            return self._full_wage(known, hired)
        return sum((due.get((c, before), Decimal(0)) for c in WAGES), Decimal(0))

    def _months_of_year(self, known: dict[FactKind, list[Fact]], until: Month) -> list[Month]:
        months = [(until[0], m) for m in range(1, until[1] + 1)]
        [job], stops = known[FactKind.ENROLLED], known[FactKind.STOPPED]
        assert job.since is not None
        ends = stops[0].effective if stops else date.max
        return [m for m in months if job.since <= min(days_of(m)[-1], ends) and days_of(m)[0] <= ends]

    def _additional(self, known: dict[FactKind, list[Fact]], months: list[Month], until: Month) -> Decimal:
        total = Decimal(0)
        for fact in known[FactKind.DEDUCTION]:
            first = (fact.effective.year, fact.effective.month)
            last = (fact.until.year, fact.until.month) if fact.until else (9999, 12)
            total += Decimal(fact.number) / 100 * len([m for m in months if first <= m <= last])
        if months and any(
            (f.effective.year == until[0]) and f.effective.month <= until[1] for f in known[FactKind.CERTIFICATE]
        ):
            total += self.rules.certificate_deduction
        return total


def yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100


def fraction(ppm: int) -> Decimal:
    return Decimal(ppm) / 1_000_000


def rules_of(terms: Any, policies: Any, day: date) -> Rules:
    """The same published figures, as an accountant would write them down."""

    def value(name: str) -> Any:
        return getattr(policies, name).on(day)

    names = ("pension", "medical", "unemployment", "injury", "maternity")
    return Rules(
        grades={g.grade: yuan(g.monthly_fen) for g in terms.grades},
        basic=fraction(terms.basic_share_ppm),
        factors={f.result: fraction(f.factor_ppm) for f in terms.factors},
        allowances={a.level: yuan(a.monthly_fen) for a in terms.allowances},
        floor=yuan(value("insurance_floor_fen")),
        cap=yuan(value("insurance_cap_fen")),
        fund_floor=yuan(value("fund_floor_fen")),
        fund_cap=yuan(value("fund_cap_fen")),
        fund_rate=fraction(value("fund_ppm")),
        fund_in_yuan=value("fund_in_yuan"),
        own={n.upper(): fraction(value(f"{n}_employee_ppm")) for n in names[:3]},
        employer={n.upper(): fraction(value(f"{n}_employer_ppm")) for n in names},
        certificate_deduction=yuan(value("certificate_deduction_fen")),
        local_average=lambda at: yuan(policies.local_average_wage_fen.on(at)),
        minimum_wage=yuan(value("minimum_wage_fen")),
        living=yuan(value("living_minimum_fen")),
    )
