"""The file of what was kept by order (协助执行划付明细): one row a payee's order, its document as the remark."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from services.payroll.domain.payslips import Component, PayslipIssued


class Handed(NamedTuple):
    """What an order's payee is paid by the run; name and account in clear, None where nobody named them or the key is gone."""

    order_id: UUID
    name: str | None
    account: str | None
    bank: str | None
    document: str
    due_fen: int


def kept_by(slips: Sequence[PayslipIssued]) -> dict[UUID, int]:
    """What the lines of these slips keep by each order, paid back below nothing."""
    found: dict[UUID, int] = {}
    for slip in slips:
        for line in slip.lines:
            if line.component is Component.WITHHELD:
                order = line.causes[0]
                found[order] = found.get(order, 0) - line.amount_fen
    return found
