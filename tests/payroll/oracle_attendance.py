"""The accountant's page on attendance: sickness, leave, absence and overtime, row by row from the rules."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.payroll.domain.facts import Fact
from tests.payroll.oracle_ends import later, rounded

HOURS = 8 * Decimal("21.75")
SICK = ((8, "1.00"), (6, "0.90"), (4, "0.80"), (2, "0.70"), (0, "0.60"))


@dataclass
class MonthOf:
    """The wage of a whole month and that of the days paid; how many days, which part of the month; the minimum wage, the first day
    with the employer and the last of the month."""

    whole: Decimal
    wages: Decimal
    days: int
    part: Decimal
    minimum: Decimal
    since: date
    last: date


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
    found["SICK_LEAVE"] += _sick_pay(taken["SICK_LEAVE"], told["sick_days"], by, all_of_it, month)
    return {**found, "OVERTIME": _overtime(told, month.whole)}


def _sick_pay(taken: Decimal, days: int, by: Decimal, all_of_it: bool, month: MonthOf) -> Decimal:
    """细则第十六条 by years; 劳部发〔1995〕309号第五十九条: 病假工资不能低于最低工资标准的80%."""
    share = next(Decimal(share) for years, share in SICK if later(month.since, 12 * years) <= month.last)
    lowest = rounded(month.minimum * Decimal("0.80"))
    lowest = rounded(lowest * month.part) if all_of_it else lowest
    return min(max(rounded(taken * share), rounded(lowest * 8 * days / by)), taken)


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
