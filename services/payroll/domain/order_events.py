"""Withholding from wages by decision (扣款决定): a court's enforcement, damages, overpaid wages taken back; in the person's stream.

Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from shared.kernel import OrderPayeeAccount, OrderPayeeName, record


class OrderKind(StrEnum):
    """In the order of priority: maintenance and other enforcement by a court (Civil Procedure Law), damages (Wage Payment
    Provisions art. 16), wages paid too much.
    """

    MAINTENANCE = "MAINTENANCE"
    COURT = "COURT"
    DAMAGES = "DAMAGES"
    RECOVERY = "RECOVERY"


class OrderAct(StrEnum):
    """What is asked: that it stands, as it is written now; or that it never was, so that what was kept is paid back."""

    STAND = "STAND"
    ANNUL = "ANNUL"


@record
class OrderPayee:
    """Who gets what is kept, and where: the creditor, or the court's account. Name and number are sealed with the worker's key
    for pay."""

    payee_id: UUID
    name: OrderPayeeName
    account: OrderPayeeAccount
    bank: str


@record
class WithholdingOrderEntered:
    """By one hand. Effective = first day of the first month it is kept in; `total_fen` 0 = until `ends`; `monthly_fen` 0 = as much
    as the law allows; `payee` none where the employer keeps it, or where nobody named an account yet.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    order_id: UUID
    act: OrderAct
    kind: OrderKind
    body: str
    document: str
    total_fen: int
    monthly_fen: int
    ends: date | None
    entered_by: str
    payee: OrderPayee | None = None


@record
class WithholdingOrderConfirmed:
    """By another hand: it counts from the next run on."""

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    order_id: UUID
    act: OrderAct
    kind: OrderKind
    body: str
    document: str
    total_fen: int
    monthly_fen: int
    ends: date | None
    entered_by: str
    confirmed_by: str
    payee: OrderPayee | None = None


@record
class WithholdingOrderRefused:
    """What was entered does not count; what was confirmed before stands."""

    effective: date
    worker_id: UUID
    order_id: UUID
    reason: str
    refused_by: str


@record
class OrderPayeesForgotten:
    """Names and numbers of these payees are erased with the worker's key for pay. Effective = day of the decision."""

    effective: date
    worker_id: UUID
    payees: tuple[UUID, ...]


@record
class WithheldReturned:
    """The payee gave back so much of what was handed on too much; `left_fen` is what is carried still, never above nothing. Effective =
    the day on which it was received."""

    effective: date
    worker_id: UUID
    order_id: UUID
    returned_fen: int
    left_fen: int
    reference: str
    recorded_by: str


def ordered_before_payees(stored: dict[str, Any]) -> dict[str, Any]:
    """Orders of version 1 as those of version 2: nobody had named who is paid."""
    return {**stored, "payee": None}


def order_fact(event: WithholdingOrderConfirmed, position: int) -> Fact:
    """As a dated fact: `number` the total, `second` the most of a month."""
    return Fact(
        position, FactKind.WITHHOLDING, event.order_id, event.effective, event.order_id, word=event.kind.value,
        number=event.total_fen, second=event.monthly_fen, until=event.ends, annulled=event.act is OrderAct.ANNUL,
    )  # fmt: skip
