"""The accountant's page on ends of employment and on contracts nobody wrote, row by row from the Labour Contract Law."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from services.payroll.domain.facts import Fact, FactKind

FEN = Decimal("0.01")
Month = tuple[int, int]
Known = dict[FactKind, list[Fact]]


def rounded(amount: Decimal, to: Decimal = FEN) -> Decimal:
    """四舍五入, also of what is taken back."""
    return amount.quantize(to, ROUND_HALF_UP)


def next_month(month: Month) -> Month:
    return (month[0] + month[1] // 12, month[1] % 12 + 1)


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    month = (day.year, day.month)
    for _ in range(months):
        month = next_month(month)
    last = date(*next_month(month), 1) - timedelta(days=1)
    return date(*month, min(day.day, last.day))


def years(since: date, last: date) -> Decimal:
    """第四十七条: 每满一年支付一个月工资；六个月以上不满一年的，按一年计算；不满六个月的，支付半个月工资."""
    end, months = last + timedelta(days=1), 0
    while later(since, months + 1) <= end:
        months += 1
    whole, rest = divmod(months, 12)
    if rest >= 6:
        return Decimal(whole + 1)
    return Decimal(whole) + (Decimal("0.5") if end > later(since, whole * 12) else 0)


def severance_owed(known: Known, stop: Fact, wage: Decimal, local_average: Decimal) -> Decimal:
    """第四十七条 N, 第八十七条 twice N, and 实施条例第二十五条: 支付了赔偿金的，不再支付经济补偿."""
    months, times = _months(known, stop)
    if wage > 3 * local_average:
        wage, months = 3 * local_average, min(months, Decimal(12))
    return rounded(wage * months) * times


def _months(known: Known, stop: Fact) -> tuple[Decimal, int]:
    assert stop.since is not None
    if known[FactKind.EXIT_UNLAWFUL]:
        return Decimal(known[FactKind.EXIT_UNLAWFUL][0].number // 2) / 2, 2
    for said in known[FactKind.EXIT_WEIGHED]:
        times = {"NONE": 0, "N": 1, "TWO_N": 2}[said.word]
        return Decimal(said.number) / 2, times
    return (years(stop.since, stop.effective), 1) if stop.flag else (Decimal(0), 1)


def notice_owed(known: Known, wage: Decimal) -> Decimal:
    """第四十条: 额外支付劳动者一个月工资; nothing besides 赔偿金."""
    said = known[FactKind.EXIT_WEIGHED]
    return wage if said and said[0].flag and not known[FactKind.EXIT_UNLAWFUL] else Decimal(0)


def unwritten(known: Known, day: date) -> bool:
    """实施条例第六条: from 用工之日起满一个月的次日 to 补订书面劳动合同的前一日."""
    return any(f.until is not None and f.effective <= day <= f.until for f in known[FactKind.CONTRACT_MISSING])
