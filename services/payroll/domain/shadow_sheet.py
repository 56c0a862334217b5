"""The old system's sheet read, and laid beside the slips of a run to the fen."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from services.payroll.domain.payslips import DEDUCTED, Component, SlipLine
from services.payroll.domain.shadow_events import ShadowDifference
from shared.kernel import Rejected, record

NAME, NUMBER = "姓名", "人员编号"
GROSS, NET, PERSON, ROW = "GROSS", "NET", "PERSON", "ROW"
COLUMNS: Final[Mapping[str, str]] = {
    "基本工资": Component.BASIC, "绩效工资": Component.PERFORMANCE, "证书津贴": Component.CERTIFICATE, "学历工资": Component.EDUCATION,
    "应发工资": GROSS, "养老保险": Component.PENSION, "医疗保险": Component.MEDICAL, "失业保险": Component.UNEMPLOYMENT,
    "住房公积金": Component.FUND, "个人所得税": Component.INCOME_TAX, "实发工资": NET,
}  # fmt: skip
"""What a column is called in the sheet, and which component it is. 实发工资 has to be there, the others may."""
MOST_ROWS: Final = 20_000
LARGEST: Final = Decimal(10) ** 9
_FEN: Final = Decimal("0.01")
_NOISE: Final = Decimal("0.000001")


@record
class OldRow:
    """One person as the old system paid; `amounts` by component, deductions positive."""

    row: int
    name: str
    worker_id: UUID | None
    amounts: Mapping[str, int]


@record
class OurSlip:
    """One slip of the run, in the same words."""

    worker_id: UUID
    name: str | None
    amounts: Mapping[str, int]


@record
class Comparison:
    rows: int
    people: int
    equal: int
    old_net_fen: int
    new_net_fen: int
    differences: tuple[ShadowDifference, ...]


def read_sheet(cells: Sequence[Sequence[Any]]) -> tuple[list[OldRow], list[int]]:
    """(rows, numbers of rows that cannot be read). The first row names the columns; rows count from 1 as in the program."""
    head = [str(cell).strip() for cell in cells[0]] if cells else []
    places = {COLUMNS[word]: place for place, word in enumerate(head) if word in COLUMNS}
    if NET not in places or (NAME not in head and NUMBER not in head):
        raise Rejected("shadow-runs.columns")
    if len(cells) - 1 > MOST_ROWS:
        raise Rejected("shadow-runs.too-many-rows", most=MOST_ROWS)
    rows: list[OldRow] = []
    unread: list[int] = []
    for number, line in enumerate(cells[1:], start=2):
        if not any(str(cell).strip() for cell in line):
            continue
        try:
            rows.append(_row(number, dict(zip(head, line, strict=False)), line, places))
        except (ValueError, InvalidOperation):
            unread.append(number)
    return rows, unread


def _row(number: int, line: Mapping[str, Any], cells: Sequence[Any], places: Mapping[str, int]) -> OldRow:
    written = str(line.get(NUMBER, "")).strip()
    return OldRow(
        row=number, name=str(line.get(NAME, "")).strip(), worker_id=UUID(written) if written else None,
        amounts={component: amount_in_sheet(cells[place]) for component, place in places.items()},
    )  # fmt: skip


def amount_in_sheet(cell: Any) -> int:
    """Fen; what a workbook keeps as a binary fraction is the decimal it shows. An empty cell is nothing.

    Raises ValueError for more than two decimals, and for what is no number.
    """
    text = str(cell).strip().replace(",", "")
    amount = Decimal(text or "0")
    if not amount.is_finite() or abs(amount) > LARGEST:
        raise ValueError(text)
    fen = amount.quantize(_FEN, ROUND_HALF_UP)
    if abs(fen - amount) > _NOISE:
        raise ValueError(text)
    return int(fen * 100)


def amounts_of(lines: Iterable[SlipLine | tuple[str, int]], net_fen: int, gross_fen: int) -> dict[str, int]:
    """A slip in the words of a sheet: the lines of a component together, deductions positive."""
    found: Counter[str] = Counter()
    for line in lines:
        component, fen = (line.component.value, line.amount_fen) if isinstance(line, SlipLine) else line
        found[component] += -fen if component in DEDUCTED else fen
    return {**found, NET: net_fen, GROSS: gross_fen}


def compare(rows: Sequence[OldRow], unread: Sequence[int], slips: Sequence[OurSlip]) -> Comparison:
    """Every row finds its person by number, else by a name that only one person has; every amount that differs is named."""
    found = _matched(rows, slips)
    here = {slip.worker_id: slip for slip in slips}
    sides = [(row, here.get(who) if (who := found.get(row.row)) is not None else None) for row in rows]
    told = [difference for row, slip in sides for difference in _beside(row, slip)]
    missing = sorted(set(here) - set(found.values()))
    told += [(None, id, PERSON, None, here[id].amounts[NET]) for id in missing]
    told += [(number, None, ROW, None, None) for number in unread]
    differing = {row for row, *_ in told}
    return Comparison(
        rows=len(rows) + len(unread), people=len(slips), equal=sum(row.row not in differing for row in rows),
        old_net_fen=sum(row.amounts[NET] for row in rows), new_net_fen=sum(slip.amounts[NET] for slip in slips),
        differences=tuple(
            ShadowDifference(number=n, row=row, worker_id=id, component=component, old_fen=old, new_fen=new)
            for n, (row, id, component, old, new) in enumerate(told, start=1)
        ),
    )  # fmt: skip


_Told = tuple[int | None, UUID | None, str, int | None, int | None]


def _beside(row: OldRow, slip: OurSlip | None) -> Iterator[_Told]:
    if slip is None:
        yield row.row, None, PERSON, row.amounts[NET], None
        return
    for component, old in row.amounts.items():
        new = slip.amounts.get(component, 0)
        if old != new:
            yield row.row, slip.worker_id, component, old, new


def _matched(rows: Sequence[OldRow], slips: Sequence[OurSlip]) -> dict[int, UUID]:
    """Whose row it is, by the row's number; nobody is found twice."""
    numbers = {slip.worker_id for slip in slips}
    found = {row.row: row.worker_id for row in rows if row.worker_id in numbers}
    names = Counter(slip.name for slip in slips)
    written = Counter(row.name for row in rows if row.worker_id is None)
    by_name = {slip.name: slip.worker_id for slip in slips if names[slip.name] == 1}
    for row in rows:
        if row.worker_id is None and written[row.name] == 1 and row.name in by_name:
            found[row.row] = by_name[row.name]
    once = Counter(found.values())
    return {row: id for row, id in found.items() if id is not None and once[id] == 1}
