"""Every worked example of the tax, through whole runs: what the accountant writes in the yearly sheet."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.payroll.domain.agents import Named
from services.payroll.domain.facts import Fact
from shared.kernel import to_yuan
from tests.payroll.county import COUNTY, JOB, OTHER_STREET, STREET, Books, amounts, flat_terms, only, policies, version
from tests.payroll.happened import based, deducted, enrolled, first_wage, graded, granted, stopped

JANUARY = date(2026, 1, 1)


@dataclass(frozen=True)
class Year:
    """`words` as the accountant says it; `tax` month by month from the first run on."""

    words: str
    wages: tuple[int, ...]
    insured: int
    facts: tuple[Fact, ...]
    tax: tuple[str, ...]
    late: tuple[tuple[str, Fact], ...] = ()
    groups: tuple[Named, ...] = ()
    bonus_tax: tuple[str, ...] = field(default=())


def from_day(first: date) -> tuple[Fact, ...]:
    return enrolled(first), graded(1, first)


E3 = ("99.38", "99.37", "99.38", "99.37", "99.38", "99.37", "99.38", "99.37", "99.38", "99.37", "130.00", "331.25")
E3_PERSON = (*from_day(JANUARY), deducted(200_000, JANUARY))
MOVED = (
    enrolled(JANUARY), graded(1, JANUARY), deducted(200_000, JANUARY), stopped(date(2026, 7, 31), at=20),
    enrolled(date(2026, 8, 1), at=21, job=UUID(int=3), employer=OTHER_STREET),
)  # fmt: skip
TWO_AGENTS = (Named(1, STREET, 2020 * 12, STREET), Named(2, OTHER_STREET, 2020 * 12, OTHER_STREET))

YEARS = {
    "E1": Year(
        "一至十一月累计应纳税所得额为负，税额为零并结转；十二月并入绩效 12,000 元，补 342.00 元", (600_000,), 105_000,
        (*from_day(JANUARY), granted(1_200_000, date(2026, 12, 1), taxed="MERGED")), ("0.00",) * 11 + ("342.00",),
    ),
    "E1 taxed alone": Year(
        "同一笔 12,000 元单独计税要 360.00 元，并入更省", (600_000,), 105_000,
        (*from_day(JANUARY), granted(1_200_000, date(2026, 12, 1))), ("0.00",) * 12, bonus_tax=("360.00",),
    ),
    "E2a": Year("四月入职，减除费用自四月起算，每月 72.75 元", (900_000,), 157_500, from_day(date(2026, 4, 1)), ("72.75",) * 9),
    "E2b": Year(
        "年内首次取得工资（2020年第13号），减除费用自一月起算，十月才开始有税", (900_000,), 157_500,
        (*from_day(date(2026, 4, 1)), first_wage(2026)), ("0.00",) * 6 + ("59.25", "72.75", "72.75"),
    ),
    "E3": Year("每月 3,312.50 元，十一月跨入 10% 档", (1_250_000,), 218_750, E3_PERSON, E3),
    "E4": Year(
        "七月补发三月起的 600 元，补发在发放月计税 138.00 元，以前月份不重算", (800_000, 860_000), 140_000,
        from_day(JANUARY), ("48.00",) * 6 + ("138.00",) + ("66.00",) * 5,
        late=(("2026-07", graded(2, date(2026, 3, 1), at=150)),),
    ),
    "E5 taxed alone": Year(
        "年终奖 24,000 元单独计税 720.00 元，全年 2,175.00 元", (1_250_000,), 218_750,
        (*E3_PERSON, granted(2_400_000, date(2026, 12, 1))), E3, bonus_tax=("720.00",),
    ),
    "E5 with the wages": Year(
        "同一笔并入综合所得，十二月 2,731.25 元，全年 3,855.00 元", (1_250_000,), 218_750,
        (*E3_PERSON, granted(2_400_000, date(2026, 12, 1), taxed="MERGED")), (*E3[:11], "2731.25"),
    ),
    "E6": Year(
        "八月一日从甲街道调到乙街道，两个扣缴义务人：乙街道重新累计，两处合计 1,192.51 元", (1_250_000,), 218_750, MOVED,
        (*E3[:7], "99.38", "99.37", "99.38", "99.37", "99.38"), groups=TWO_AGENTS,
    ),
    "E6 with one agent": Year(
        "县里统一扣缴时，街道之间调动不重新累计", (1_250_000,), 218_750, MOVED, E3,
        groups=(Named(1, COUNTY, 2020 * 12, COUNTY),),
    ),
}  # fmt: skip


def rules(example: Year) -> Any:
    """Own shares of a fixed sum: all of a base of one million by one rate."""
    return policies(
        pension_employee_ppm=example.insured, medical_employee_ppm=0, unemployment_employee_ppm=0, fund_ppm=0,
        insurance_floor_fen=1, insurance_cap_fen=100_000_000,
    )  # fmt: skip


@pytest.mark.parametrize("named", sorted(YEARS))
def test_a_year_of_withholding(named: str) -> None:
    example = YEARS[named]
    books = Books(policies=rules(example), versions=(version(flat_terms(*example.wages)),), groups=example.groups).know(
        *example.facts, based(1_000_000, JANUARY)
    )
    late = dict(example.late)
    first = min(f.effective.month for f in example.facts if f.fact == JOB)
    for n, month in enumerate([f"2026-{m:02}" for m in range(first, 13)], 1):
        if month in late:
            books.know(late[month])
        books.run(month, known_at=140 + n if month < min(late, default="9999") else 200 + n)
    assert tuple(to_yuan(slip.tax.tax_fen) for slip in books.slips) == example.tax, example.words
    alone = [-fen for slip in books.slips for fen in amounts(slip, "BONUS_TAX").values()]
    assert tuple(map(to_yuan, alone)) == example.bonus_tax, example.words


def test_the_late_grade_of_e4_stands_on_lines_of_its_months() -> None:
    example = YEARS["E4"]
    books = Books(policies=rules(example), versions=(version(flat_terms(*example.wages)),))
    books.know(*example.facts, based(1_000_000, JANUARY))
    for n in range(1, 7):
        books.run(f"2026-{n:02}", known_at=100)
    books.know(graded(2, date(2026, 3, 1), at=150))
    slip = only(books.run("2026-07", known_at=200).slips)
    arrears = {line.for_month: to_yuan(line.amount_fen) for line in slip.lines if line.arrears}
    assert arrears == {f"2026-{n:02}": "600.00" for n in range(3, 7)}
    assert to_yuan(slip.sums.gross_fen) == "11000.00"
