"""The published figures, as an accountant would write them down: in yuan and as fractions; and the words of a slip."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from tests.payroll import oracle_honours, oracle_subsidies

LEVELS = ("ASSISTANT", "SOCIAL_WORKER", "SENIOR")
OWN = ("PENSION", "MEDICAL", "UNEMPLOYMENT", "FUND")
WAGES = ("BASIC", "PERFORMANCE", "CERTIFICATE", "EDUCATION")
BESIDES = ("SICK_LEAVE", "UNPAID_LEAVE", "INSURED_LEAVE", "OVERTIME", "UNUSED_LEAVE", "DOUBLE_WAGE")
AVERAGED = (*WAGES, "BONUS", *oracle_subsidies.BOTH, *oracle_honours.WAGE, *BESIDES[:-2])
ENDS = ("SEVERANCE", "NOTICE_PAY")
MONTH_WAGE = (*WAGES, *BESIDES[:-2])
Month = tuple[int, int]


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
    educations: dict[str, Decimal]
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

    def average_at(self, month: Month) -> Decimal:
        return self.local_average(days_of(month)[-1])


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
        educations={e.education: yuan(e.monthly_fen) for e in terms.educations},
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
