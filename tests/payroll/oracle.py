"""An independent accountant: one person after the other, one day after the other, in Decimal yuan, from the law's words.

Shares no arithmetic with the service. It knows nothing of marks and changed months: every run it works out every month since
the first day anew and pays what its own books do not show yet.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from services.payroll.domain.facts import Fact, FactKind
from tests.payroll import oracle_honours, oracle_subsidies
from tests.payroll.oracle_attendance import MonthOf, attended, days_of_leave, unused_leave
from tests.payroll.oracle_ends import next_month, notice_owed, rounded, severance_owed, unwritten
from tests.payroll.oracle_rules import AVERAGED, BESIDES, ENDS, MONTH_WAGE, OWN, WAGES, Month, Rules, days_of
from tests.payroll.oracle_taxes import Taxes, severance_tax
from tests.payroll.oracle_withholdings import Orders

YUAN = Decimal("1")
ONCE = (*oracle_subsidies.BOTH, *oracle_honours.ALL)


@dataclass
class Accountant:
    """One person's file."""

    rules: Rules
    tables: Sequence[tuple[date, "Rules"]] = ()
    books: dict[tuple[str, Month], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    taxes: Taxes = field(init=False)
    orders: Orders = field(init=False)

    def __post_init__(self) -> None:
        self.taxes = Taxes(self.rules)
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
        taxes = self.taxes.of(known, lines, month)
        on_severance = severance_tax(due, self.rules) - severance_tax(self.books, self.rules)
        net = sum((a for (c, _), a in lines.items() if c in (*WAGES, *BESIDES, *ENDS, "BONUS", *ONCE)), Decimal(0))
        net -= sum((a for (c, _), a in lines.items() if c in OWN), Decimal(0))
        net -= taxes.tax + on_severance + taxes.on_bonus
        if net < 0:
            return {}
        for key, amount in lines.items():
            self.books[key] += amount
        self.taxes.enter(taxes)
        wage = sum((a for (c, m), a in lines.items() if m == month and c in MONTH_WAGE), Decimal(0))
        kept = self.orders.keep(orders, month, wage, net)
        found = {key: -a if key[0] in OWN else a for key, a in lines.items()}
        found["WITHHELD", month] = -kept
        found.update(
            {
                ("INCOME_TAX", month): -taxes.tax,
                ("SEVERANCE_TAX", month): -on_severance,
                ("BONUS_TAX", month): -taxes.on_bonus,
            }
        )
        return {key: amount for key, amount in found.items() if amount}

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
        ended = min((stop.effective for stop in known[FactKind.STOPPED]), default=None)
        due.update(oracle_honours.awards(known[FactKind.HONOUR], job.since, ended, until))
        self._leave_due(known, until, due, job.since)
        for stop in known[FactKind.STOPPED]:
            exit_month = (stop.effective.year, stop.effective.month)
            if exit_month <= until:
                wage = max(self._average(known, exit_month, due, job.since), self.rules.minimum_wage)
                due["SEVERANCE", exit_month] = severance_owed(known, stop, wage, self.rules.average_at(exit_month))
                last_wage = self._wage_before(known, exit_month, due, job.since)
                due["NOTICE_PAY", exit_month] = notice_owed(known, last_wage)
        return due

    def _due(self, known: dict[FactKind, list[Fact]], month: Month, hired: date) -> dict[str, Decimal]:
        workdays = [d for d in days_of(month) if d.weekday() < 5]
        paid = [d for d in workdays if self._employed(known, d)]
        if not paid:
            return {}
        by = Decimal(len(workdays)) if len(paid) == len(workdays) else max(Decimal("21.75"), Decimal(len(paid)))
        allowance = self._beside(known, month)
        rates: Counter[tuple[int, str]] = Counter()
        for day in paid:
            grade, result = self._on(known[FactKind.GRADE], day), self._on(known[FactKind.RESULT], day)
            assert grade is not None
            rates[grade.number, result.word if result else ""] += 1
        due = self._valued(rates, by, allowance)
        due.update(self._attended(known, month, paid, by, due, allowance))
        due[oracle_honours.ALLOWANCE] = oracle_honours.allowance(known[FactKind.HONOUR], month, len(paid) / by)
        due["DOUBLE_WAGE"] = self._doubled(known, workdays, paid, allowance)
        due.update(self._shares(known, month, hired))
        return due

    def _valued(
        self, rates: Counter[tuple[int, str]], by: Decimal, beside: tuple[Decimal, Decimal]
    ) -> dict[str, Decimal]:
        due: dict[str, Decimal] = defaultdict(Decimal)
        for (grade_number, word), days in rates.items():
            monthly = self.rules.grades[grade_number]
            basic = rounded(monthly * self.rules.basic)
            performance = rounded((monthly - basic) * self.rules.factors.get(word, Decimal(1)))
            due["BASIC"] += rounded(basic * days / by)
            due["PERFORMANCE"] += rounded(performance * days / by)
            due["CERTIFICATE"] += rounded(beside[0] * days / by)
            due["EDUCATION"] += rounded(beside[1] * days / by)
        return due

    def _attended(
        self, known: dict[FactKind, list[Fact]], month: Month, paid: list[date], by: Decimal, due: dict[str, Decimal],
        allowance: tuple[Decimal, Decimal],
    ) -> dict[str, Decimal]:  # fmt: skip
        """The month's attendance at the wage of its last day."""
        last = max(d for d in days_of(month) if self._employed(known, d))
        grade, result = self._on(known[FactKind.GRADE], last), self._on(known[FactKind.RESULT], last)
        assert grade is not None
        one = Counter({(grade.number, result.word if result else ""): 1})
        whole = sum(self._valued(one, Decimal(1), allowance).values(), Decimal(0))
        wages = sum((due[c] for c in WAGES), Decimal(0))
        [job] = known[FactKind.ENROLLED]
        ill = days_of_leave(known[FactKind.SICKNESS])
        sheet = MonthOf(whole, wages, len(paid), len(paid) / by, self.rules.minimum_wage, job.effective, last, ill)
        return attended(known[FactKind.ATTENDANCE], date(*month, 1), sheet)

    def _doubled(
        self,
        known: dict[FactKind, list[Fact]],
        workdays: list[date],
        paid: list[date],
        allowance: tuple[Decimal, Decimal],
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

    def _beside(self, known: dict[FactKind, list[Fact]], month: Month) -> tuple[Decimal, Decimal]:
        """职业资格津贴 and 学历工资."""
        return self._allowance(known, month), self._schooling(known, month)

    def _schooling(self, known: dict[FactKind, list[Fact]], month: Month) -> Decimal:
        """By the highest education: from the month after it was obtained, at once where it was held when hired."""
        held = [
            f.word
            for f in known[FactKind.EDUCATION]
            if (f.effective.year, f.effective.month) < month
            or (f.flag and (f.effective.year, f.effective.month) == month)
        ]
        order = ("COLLEGE", "BACHELOR", "MASTER", "DOCTOR")
        return self.rules.educations.get(max(held, key=order.index), Decimal(0)) if held else Decimal(0)

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
        return self.rules.grades[grade.number] + sum(self._beside(known, (day.year, day.month)), Decimal(0))

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
