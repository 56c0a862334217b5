"""The accountant's page on attendance: sickness, leave, absence and overtime, row by row from the rules."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from services.payroll.domain.facts import Fact
from tests.payroll.oracle_ends import later, rounded

HOURS = 8 * Decimal("21.75")
RELIEF = ((3, "0.60"), (1, "0.50"), (0, "0.40"))
SICK = ((8, "1.00"), (6, "0.90"), (4, "0.80"), (2, "0.70"), (0, "0.60"))


@dataclass
class MonthOf:
    """The wage of a whole month and that of the days paid; how many days, which part of the month; the minimum wage, the first day
    with the employer and the last of the month; every day of leave for sickness that is known."""

    whole: Decimal
    wages: Decimal
    days: int
    part: Decimal
    minimum: Decimal
    since: date
    last: date
    ill: frozenset[date] = frozenset()

    @property
    def end(self) -> int:
        """How many days the calendar month has."""
        return monthrange(self.last.year, self.last.month)[1]


def attended(facts: Iterable[Fact], first: date, month: MonthOf) -> dict[str, Decimal]:
    told: Counter[str] = Counter()
    for fact in facts:
        if fact.effective == first:
            for each in fact.word.split():
                name, n = each.split("=")
                told[name] += int(n)
    if not told:
        return {}
    missed = 8 * (told["sick_days"] + told["insured_days"] + told["unpaid_days"]) + told["absent_hours"]
    all_of_it = missed >= min(Decimal(8 * month.days), HOURS)
    wage, by = (month.wages, Decimal(max(8 * month.days, missed))) if all_of_it else (month.whole, HOURS)
    left, taken = month.wages, {}
    for name, hours in (
        ("INSURED_LEAVE", 8 * told["insured_days"]),
        ("UNPAID_LEAVE", 8 * told["unpaid_days"] + told["absent_hours"]),
        ("SICK_LEAVE", 8 * told["sick_days"]),
    ):
        taken[name] = min(rounded(wage * hours / by), max(left, Decimal(0)))
        left -= taken[name]
    found = {name: -amount for name, amount in taken.items()}
    found["SICK_LEAVE"] += _sick_pay(taken["SICK_LEAVE"], told["sick_days"], (wage, by), all_of_it, month)
    return {**found, "OVERTIME": _overtime(told, month.whole)}


def days_of_leave(facts: Iterable[Fact]) -> frozenset[date]:
    """Every calendar day of it."""
    spans = [(fact.effective, fact.until) for fact in facts if fact.until is not None]
    return frozenset(first + timedelta(days=n) for first, last in spans for n in range((last - first).days + 1))


def _long(ill: frozenset[date], day: date) -> bool:
    """第十七条: 停止工作连续医疗期间超过六个月; Saturdays and Sundays end no sickness."""
    first = back = day
    while back in ill or back.weekday() > 4:
        first = back if back in ill else first
        back -= timedelta(days=1)
    return later(first, 6) <= day


def _relieved(days: int, month: MonthOf) -> int:
    """Days told of the month that come after those on which six months were not over."""
    there = [d for d in (month.last.replace(day=n + 1) for n in range(month.end)) if d in month.ill and d.weekday() < 5]
    early = sum(not _long(month.ill, d) for d in there)
    return max(days - early, 0) if len(there) > early else 0


def _sick_pay(taken: Decimal, days: int, pay: tuple[Decimal, Decimal], all_of_it: bool, month: MonthOf) -> Decimal:
    """细则第十六条、第十七条 by years; 劳部发〔1995〕309号第五十九条: 病假工资不能低于最低工资标准的80%."""
    wage, by = pay
    share, relief = (
        next(Decimal(share) for years, share in steps if later(month.since, 12 * years) <= month.last)
        for steps in (SICK, RELIEF)
    )
    late = min(rounded(wage * 8 * _relieved(days, month) / by), taken)
    lowest = rounded(month.minimum * Decimal("0.80"))
    lowest = rounded(lowest * month.part) if all_of_it else lowest
    paid = rounded((taken - late) * share) + rounded(late * relief)
    return min(max(paid, rounded(lowest * 8 * days / by)), taken)


def _overtime(told: Counter[str], wage: Decimal) -> Decimal:
    """劳动法第四十四条: 百分之一百五十、百分之二百、百分之三百; 小时工资 = 月工资收入 ÷ (21.75天 × 8小时)."""
    hours = (
        told["overtime_workday_hours"] * Decimal("1.5") + told["overtime_rest_hours"] * 2
        + told["overtime_holiday_hours"] * 3
    )  # fmt: skip
    return rounded(wage * hours / HOURS)


def unused_leave(fact: Fact, month_wage: Decimal) -> Decimal:
    """实施办法第十条: 按照其日工资收入的300%支付，其中包含正常工作期间的工资收入; 第十一条: 除以月计薪天数（21.75天）."""
    return rounded(month_wage * fact.number * 2 / Decimal("21.75"))
