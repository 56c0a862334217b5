"""What was kept of wages for a court or a creditor is paid out with the run's files; damages and wages paid too much stay.

What a run pays back to the person because an order was corrected or annulled was handed on by an earlier file already: it is
carried and taken off what later runs keep by the same order, so that no file ever asks a payee for money.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from services.payroll.domain.order_events import OrderKind
from services.payroll.domain.withholdings import PAID_OUT


class WithheldPayment(NamedTuple):
    """Of an order in a run: `kept_fen` by the run's slips, below nothing where they pay back; `due_fen` goes to the payee now;
    `before_fen` and `carried_fen` are what the payee had too much before and has after, never above nothing."""

    order_id: UUID
    worker_id: UUID
    kept_fen: int
    due_fen: int
    before_fen: int
    carried_fen: int


def carried_after(kept: Iterable[int]) -> int:
    """What the payee has too much after these, in their order: what runs kept or paid back, what the payee gave back."""
    carried = 0
    for fen in kept:
        carried = min(carried + fen, 0)
    return carried


def payment(order_id: UUID, worker_id: UUID, kept_before: Iterable[int], kept_fen: int) -> WithheldPayment:
    """`kept_before`: what each earlier run kept by the order and what the payee gave back, in their order."""
    carried = carried_after(kept_before)
    left = carried + kept_fen
    return WithheldPayment(order_id, worker_id, kept_fen, max(left, 0), carried, min(left, 0))


def goes_out(kind: str) -> bool:
    """Whether an order of this kind is paid out at all."""
    return OrderKind(kind) in PAID_OUT


def sums_of(payments: Sequence[WithheldPayment]) -> tuple[int, int]:
    """How many payments there are, and what they come to."""
    due = [each.due_fen for each in payments if each.due_fen > 0]
    return len(due), sum(due)
