"""What stands in the files of a run, row by row, in yuan as text: columns as bank, tax client, insurances and fund name them.

Layouts are those in use: batch payment (代发明细) of banks; normal wages (正常工资薪金所得) of the tax client (自然人电子税务局扣缴端);
contributions by person of the unified collection; deposit list (汇缴清册) of the fund.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from services.payroll.domain.payslips import DEDUCTED, OWN_SHARES, Component
from services.payroll.domain.receipt_events import ReceiptKind
from services.payroll.domain.withheld_sheet import Handed
from shared.kernel import to_yuan

NO_ACCOUNT: Final = "未登记账号"
ID_CARD: Final = "居民身份证"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Payee(NamedTuple):
    """One slip with what was opened for the file: name, account and national id in clear, None where the file asks for
    none, the key is gone or there is none."""

    worker_id: UUID
    name: str | None
    account: str | None
    bank: str | None
    net_fen: int
    tax_fen: int
    lines: Sequence[tuple[str, str, int]]
    id_number: str | None = None


class Sheet(NamedTuple):
    """A table with its title row; `amounts` are the columns, from 0, that hold yuan. `people` and `total_fen` are its own sums."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    amounts: tuple[int, ...]
    people: int
    total_fen: int


def defused(text: str | None) -> str:
    """Text that no sheet takes for a formula: what begins like one is led by an apostrophe, control characters are gone."""
    shown = "".join(c for c in (text or "") if c.isprintable())
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def sheets(kind: ReceiptKind, payees: Sequence[Payee], month: str, handed: Sequence[Handed] = ()) -> tuple[Sheet, ...]:
    """The file of a kind: everybody in the order of ids, so that the same run is the same file. `handed`: what is kept by order."""
    ordered = sorted(payees, key=lambda p: p.worker_id)
    match kind:
        case ReceiptKind.BANK:
            return _bank(ordered, month)
        case ReceiptKind.TAX:
            return (_tax(ordered),)
        case ReceiptKind.INSURANCE:
            return (_shares("社会保险费缴费明细", _INSURANCES, ordered),)
        case ReceiptKind.FUND:
            return (_shares("住房公积金汇缴清册", _FUND, ordered),)
        case ReceiptKind.WITHHELD:
            return _withheld(sorted(handed, key=lambda h: h.order_id))


def _bank(payees: Sequence[Payee], month: str) -> tuple[Sheet, ...]:
    """Paid to an account, or without one yet: those are handed to nobody before their account is known."""
    headers = ("序号", "业务编号", "收款人户名", "收款账号", "开户行", "金额", "摘要")
    due = [p for p in payees if p.net_fen != 0]
    found: list[Sheet] = []
    for title, whose in (("代发明细", [p for p in due if p.account]), (NO_ACCOUNT, [p for p in due if not p.account])):
        rows = tuple(
            (
                str(n),
                p.worker_id.hex,
                defused(p.name),
                p.account or "",
                defused(p.bank),
                to_yuan(p.net_fen),
                f"{month}工资",
            )
            for n, p in enumerate(whose, 1)
        )
        found.append(
            Sheet(title, headers, rows, (5,), sum(p.net_fen > 0 for p in whose), sum(p.net_fen for p in whose))
        )
    return tuple(found)


def _withheld(handed: Sequence[Handed]) -> tuple[Sheet, ...]:
    """Paid to the payee that the order names, or named on a sheet of its own until it names one."""
    headers = ("序号", "业务编号", "收款人户名", "收款账号", "开户行", "金额", "摘要")
    due = [h for h in handed if h.due_fen > 0]
    return tuple(
        Sheet(
            title, headers,
            tuple(
                (str(n), h.order_id.hex, defused(h.name), h.account or "", defused(h.bank), to_yuan(h.due_fen), defused(h.document))
                for n, h in enumerate(whose, 1)
            ), (5,), len(whose), sum(h.due_fen for h in whose),
        )
        for title, whose in (
            ("扣款划付明细", [h for h in due if h.account]), (NO_ACCOUNT, [h for h in due if not h.account]),
        )
    )  # fmt: skip


_TAX: Final[tuple[tuple[str, tuple[Component, ...]], ...]] = (
    ("基本养老保险费", (Component.PENSION,)),
    ("基本医疗保险费", (Component.MEDICAL,)),
    ("失业保险费", (Component.UNEMPLOYMENT,)),
    ("住房公积金", (Component.FUND,)),
    ("全年一次性奖金收入", (Component.BONUS,)),
    ("解除劳动合同一次性补偿金", (Component.SEVERANCE,)),
)
_EMPLOYERS: Final = frozenset(c for c in Component if c.value.startswith("EMPLOYER_"))


def _tax(payees: Sequence[Payee]) -> Sheet:
    """Income of the period and what was withheld for it; a refund waits for the year's settlement and is none here."""
    headers = ("工号", "姓名", "证件类型", "证件号码", "本期收入", *(name for name, _ in _TAX), "本期应扣缴税额")
    rows = tuple(
        (
            p.worker_id.hex, defused(p.name), ID_CARD, p.id_number or "", to_yuan(_income(p)),
            *(to_yuan(abs(_of(p, parts))) if _of(p, parts) else "0.00" for _, parts in _TAX), to_yuan(p.tax_fen),
        )
        for p in payees
    )  # fmt: skip
    return Sheet(
        "正常工资薪金所得", headers, rows, tuple(range(4, len(headers))), len(rows), sum(p.tax_fen for p in payees)
    )


def _income(payee: Payee) -> int:
    """Everything paid but what the tax client asks for in columns of its own."""
    apart = DEDUCTED | _EMPLOYERS | {Component.BONUS, Component.SEVERANCE}
    return sum(fen for part, _, fen in payee.lines if part not in apart)


def _of(payee: Payee, parts: Sequence[Component]) -> int:
    return sum(fen for part, _, fen in payee.lines if part in parts)


Columns = tuple[tuple[str, Component], ...]
_INSURANCES: Final[Columns] = (
    ("养老个人", Component.PENSION), ("养老单位", Component.EMPLOYER_PENSION), ("医疗个人", Component.MEDICAL),
    ("医疗单位", Component.EMPLOYER_MEDICAL), ("失业个人", Component.UNEMPLOYMENT), ("失业单位", Component.EMPLOYER_UNEMPLOYMENT),
    ("工伤单位", Component.EMPLOYER_INJURY), ("生育单位", Component.EMPLOYER_MATERNITY),
)  # fmt: skip
_FUND: Final[Columns] = (("个人缴存", Component.FUND), ("单位缴存", Component.EMPLOYER_FUND))


def _shares(title: str, columns: Columns, payees: Sequence[Payee]) -> Sheet:
    """One row a person and original month, so that arrears of a base published late stand where the bureau looks for them."""
    headers = ("工号", "姓名", "证件号码", "费款所属期", *(name for name, _ in columns), "合计")
    rows: list[tuple[str, ...]] = []
    people, total = 0, 0
    for payee in payees:
        months = _by_month(payee, [part for _, part in columns])
        people += bool(months)
        for month, amounts in sorted(months.items()):
            total += sum(amounts)
            told = (payee.worker_id.hex, defused(payee.name), payee.id_number or "", month)
            rows.append((*told, *map(to_yuan, amounts), to_yuan(sum(amounts))))
    return Sheet(title, headers, tuple(rows), tuple(range(4, len(headers))), people, total)


def _by_month(payee: Payee, parts: Sequence[Component]) -> Mapping[str, list[int]]:
    """What is remitted for each original month; own shares are deducted on the slip and remitted as they are."""
    found: dict[str, list[int]] = {}
    for part, month, fen in payee.lines:
        if part in parts and fen:
            amounts = found.setdefault(month, [0] * len(parts))
            place = parts.index(Component(part))
            amounts[place] += -fen if Component(part) in OWN_SHARES else fen
    return {month: amounts for month, amounts in found.items() if any(amounts)}


def sums(found: Sequence[Sheet]) -> tuple[int, int]:
    """People and fen of a whole file."""
    return sum(s.people for s in found), sum(s.total_fen for s in found)
