"""The bonus taxed alone, as an accountant reads the monthly table (财政部 税务总局公告2023年第30号)."""

from datetime import date

import pytest

from services.payroll.domain.formulas.columns import column
from services.payroll.domain.formulas.year_end_bonus import bonus_tax, cliff
from shared.kernel import to_fen, to_yuan
from tests.payroll.county import POLICIES

MONTHLY = POLICIES.bonus_brackets.on(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("bonus", "tax", "words"),
    [
        ("24000.00", "720.00", "24,000 ÷ 12 = 2,000，税率 3%"),
        ("36000.00", "1080.00", "36,000 ÷ 12 = 3,000，仍为 3%"),
        ("36001.00", "3390.10", "超过 3,000，税率 10%，速算扣除数 210"),
        ("144000.00", "14190.00", "144,000 ÷ 12 = 12,000，10% 减 210"),
        ("144001.00", "27390.20", "超过 12,000，20% 减 1,410"),
        ("300000.00", "58590.00", "25,000，20% 减 1,410"),
        ("420000.00", "102340.00", "35,000，25% 减 2,660"),
        ("660000.00", "193590.00", "55,000，30% 减 4,410"),
        ("960000.00", "328840.00", "80,000，35% 减 7,160"),
        ("1000000.00", "434840.00", "45% 减 15,160"),
        ("0.00", "0.00", "无奖金"),
    ],
)
def test_the_monthly_table(bonus: str, tax: str, words: str) -> None:
    assert to_yuan(int(bonus_tax(column([to_fen(bonus)]), MONTHLY)[0])) == tax, words


@pytest.mark.parametrize(
    ("bonus", "better", "words"),
    [
        ("36000.00", None, "正在临界点上"),
        ("36001.00", "36000.00", "多发一元，到手少 2,309.10 元"),
        ("38566.67", None, "税后已追平临界点"),
        ("144001.00", "144000.00", "第二个临界点"),
        ("20000.00", None, "首档内没有临界点"),
    ],
)
def test_a_smaller_bonus_that_leaves_more_is_named(bonus: str, better: str | None, words: str) -> None:
    found = cliff(to_fen(bonus), MONTHLY)
    assert (to_yuan(found) if found is not None else None) == better, words
