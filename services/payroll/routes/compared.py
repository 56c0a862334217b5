"""Why a slip is not what the last one was, in words and to the fen: for finance, and for the worker on a phone."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.payroll.domain.comparison import Change, compare
from services.payroll.domain.pay_run import RunStage
from services.payroll.projections import payslips
from services.payroll.rights import OWN_PAY, SEE_PAY
from services.payroll.routes.calculated import calculated
from services.payroll.routes.wording import words
from shared.kernel import Region, record, to_yuan
from shared.web.handles import Reading, reader
from shared.web.rates import LOOKUP

router = APIRouter(tags=["payslips"])
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY, at_most=LOOKUP))]
Own = Annotated[Reading, Depends(reader(may=OWN_PAY, at_most=LOOKUP))]


@record
class Because:
    """`amount` is what the cause adds to the net pay, a decimal string; `zh` and `en` say it in words."""

    cause: str
    amount: str
    before: str
    after: str
    zh: str
    en: str


@record
class Difference:
    """`causes` add up to `net` less `net_before`. Without a slip before there is nothing to compare: both are null, no causes."""

    payslip_id: UUID
    worker_id: UUID
    compared_with: UUID | None
    net: str
    net_before: str | None
    currency: str
    causes: tuple[Because, ...]


@router.get("/payslips/{payslip_id}/difference", operation_id="compare_payslip")
async def compared(payslip_id: UUID, reader: Reader) -> Difference:
    """Why the slip is not what the person's slip before it was: ordered causes that add up to the fen."""
    async with reader.reading() as read:
        row = await payslips.find(read, payslip_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["employer"]))
    return await _difference(row, reader)


@router.get("/my/payslips/{payslip_id}/difference", operation_id="compare_own_payslip")
async def own_compared(payslip_id: UUID, reader: Own) -> Difference:
    """The same of one of the caller's own slips of a closed run."""
    async with reader.reading() as read:
        row = await payslips.find(read, payslip_id)
    if row is None or str(row["worker_id"]) != reader.caller.subject or row["stage"] != RunStage.CLOSED.value:
        raise HTTPException(404)
    return await _difference(row, reader)


async def _difference(row: Mapping[Any, Any], reader: Reading) -> Difference:
    async with reader.reading() as read:
        of_person = await payslips.of_worker(read, row["worker_id"])
    before = next((r for r in of_person if _counts(r, row)), None)
    await reader.opened((), pay=[(row["worker_id"], Region(row["employer"]))])
    shown = {
        "payslip_id": row["payslip_id"],
        "worker_id": row["worker_id"],
        "net": to_yuan(row["net_fen"]),
        "currency": "CNY",
    }
    if before is None:
        return Difference(**shown, compared_with=None, net_before=None, causes=())
    was, now = [await calculated(each, reader) for each in (before, row)]
    return Difference(
        **shown, compared_with=before["payslip_id"], net_before=to_yuan(before["net_fen"]),
        causes=tuple(_because(change) for change in compare(was, now)),
    )  # fmt: skip


def _counts(before: Mapping[Any, Any], row: Mapping[Any, Any]) -> bool:
    """Paid by the same county before this one, and not taken back."""
    same = before["county"] == row["county"] and before["stage"] != RunStage.DISCARDED.value
    return bool(same and before["known_at"] < row["known_at"])


def _because(change: Change) -> Because:
    said = words("causes")[change.cause.value]
    named = {"before": change.before or "—", "after": change.after or "—"}
    return Because(
        cause=change.cause.value, amount=to_yuan(change.amount_fen), before=change.before, after=change.after,
        zh=said["zh"].format(**named), en=said["en"].format(**named),
    )  # fmt: skip
