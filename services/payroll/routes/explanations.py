"""Every line of a slip as a tree: value, step, rule, source, events; and in a sentence for whoever is paid."""

from collections.abc import Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.payroll.domain.explanation import explain
from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.steps import How, Step, Unit
from services.payroll.projections import payslips
from services.payroll.rights import OWN_PAY, SEE_PAY
from services.payroll.routes.calculated import calculated
from services.payroll.routes.explained import explanations, papers_of
from services.payroll.routes.wording import words
from shared.kernel import Region, record, to_yuan
from shared.web.handles import Reading, reader
from shared.web.rates import LOOKUP

router = APIRouter(tags=["payslips"])
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY, at_most=LOOKUP))]
Own = Annotated[Reading, Depends(reader(may=OWN_PAY, at_most=LOOKUP))]
_SIGNS: Final = {
    How.SUM: " + ", How.DIFFERENCE: " - ", How.SHARE: " × ", How.SHARE_IN_YUAN: " × ",
    How.SHARE_IN_JIAO: " × ", How.TIMES: " × ", How.AVERAGE: " ÷ ",
}  # fmt: skip


@record
class Node:
    """`value` is a decimal string in yuan, a rate in per cent or a count, by `unit`; `how` says how it follows from `parts`.
    `rule` is a key of the explanation's `rules`, `causes` are ids of published events.
    """

    what: str
    how: str
    value: str
    unit: str
    zh: str
    en: str
    rule: str
    causes: tuple[UUID, ...]
    parts: tuple["Node", ...]


@record
class ExplainedLine:
    """`zh` and `en` tell the whole line in one sentence each."""

    for_month: str
    arrears: bool
    zh: str
    en: str
    tree: Node


@record
class Explanation:
    """`rules`: each rule named in the trees with its paper, source and days; `approved_by` signed the run."""

    payslip_id: UUID
    worker_id: UUID
    currency: str
    opened_by: str
    approved_by: str | None
    lines: tuple[ExplainedLine, ...]
    rules: dict[str, dict[str, Any]]


@router.get("/payslips/{payslip_id}/explanation", operation_id="explain_payslip")
async def explained(payslip_id: UUID, reader: Reader) -> Explanation:
    """Each line of a slip down to its facts, published values and counts; working the tree out proves the line."""
    async with reader.reading() as read:
        row = await payslips.find(read, payslip_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["employer"]))
    return await _explanation(row, reader)


@router.get("/my/payslips/{payslip_id}/explanation", operation_id="explain_own_payslip")
async def own_explained(payslip_id: UUID, reader: Own) -> Explanation:
    """The same of one of the caller's own slips of a closed run."""
    async with reader.reading() as read:
        row = await payslips.find(read, payslip_id)
    if row is None or str(row["worker_id"]) != reader.caller.subject or row["stage"] != RunStage.CLOSED.value:
        raise HTTPException(404)
    return await _explanation(row, reader)


async def _explanation(row: Mapping[Any, Any], reader: Reading) -> Explanation:
    found = await calculated(row, reader)
    async with reader.reading() as read:
        papers = await papers_of(read, Region(row["county"]))
    await reader.opened((), pay=[(row["worker_id"], Region(row["employer"]))])
    trees = explain(found)
    lines = tuple(
        ExplainedLine(
            for_month=line.for_month, arrears=line.arrears, zh=f"{line.for_month} {_told(tree, 'zh')}",
            en=f"{line.for_month} {_told(tree, 'en')}", tree=_node(tree),
        )
        for line, tree in zip(found.slip.lines, trees, strict=True)
    )  # fmt: skip
    named = {rule for tree in trees for rule in _rules(tree)}
    return Explanation(
        payslip_id=row["payslip_id"], worker_id=row["worker_id"], currency="CNY", opened_by=row["opened_by"],
        approved_by=row["approved_by"], lines=lines,
        rules=explanations(Region(row["county"]), named, papers, reader.runtime.book),
    )  # fmt: skip


def _node(step: Step) -> Node:
    said = words("steps")[step.what]
    return Node(
        what=step.what, how=step.how.value, value=_value(step), unit=step.unit.value, zh=said["zh"], en=said["en"],
        rule=step.rule, causes=step.causes, parts=tuple(_node(part) for part in step.parts),
    )  # fmt: skip


def _rules(step: Step) -> set[str]:
    return {rule for rule in step.rule.split(";") if rule}.union(*(_rules(part) for part in step.parts))


def _told(step: Step, language: str) -> str:
    """`基本工资 2856.00 = 应发 2856.00 - 此前已发 0.00; 应发 2856.00 = …`: one step after the other, from the top."""
    name = f"{words('steps')[step.what][language]} {_value(step)}"
    if not step.parts:
        return name
    sign = _SIGNS.get(step.how, ", ")
    parts = sign.join(f"{words('steps')[part.what][language]} {_value(part)}" for part in step.parts)
    below = [_told(part, language) for part in step.parts if part.parts]
    return "; ".join([f"{name} = {parts}", *below])


def _value(step: Step) -> str:
    match step.unit:
        case Unit.FEN:
            return to_yuan(step.value)
        case Unit.PPM:
            return f"{step.value // 10_000}.{step.value % 10_000:04d}".rstrip("0").rstrip(".") + "%"
        case Unit.HUNDREDTHS:
            return f"{step.value // 100}.{step.value % 100:02d}"
        case Unit.COUNT:
            return str(step.value)
