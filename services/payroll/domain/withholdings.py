"""Orders to withhold from wages: entered with document and body by one hand, confirmed by another; corrected and annulled alike."""

from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.facts import FactKind
from services.payroll.domain.order_events import (
    OrderAct,
    OrderKind,
    OrderPayee,
    WithholdingOrderConfirmed,
    WithholdingOrderEntered,
    WithholdingOrderRefused,
)
from services.payroll.domain.policies import Policies
from shared.kernel import Facts, Rejected, record, same_hand

MOST_FEN: Final = 10_000_000_00
OPEN_ENDED: Final = frozenset({OrderKind.MAINTENANCE})
"""Kinds that may go on without a total."""
PAID_OUT: Final = frozenset({OrderKind.MAINTENANCE, OrderKind.COURT})
"""Kinds whose money goes to somebody else; damages and wages paid too much stay with the employer."""

# Commands


@record
class EnterOrder:
    order_id: UUID
    kind: OrderKind
    body: str
    document: str
    starts: date
    total_fen: int
    monthly_fen: int
    ends: date | None
    payee: OrderPayee | None = None


@record
class CorrectOrder:
    """Another amount, term, document or payee; the kind stands, so does the payee where none is named. To end it, name its last day."""

    order_id: UUID
    body: str
    document: str
    starts: date
    total_fen: int
    monthly_fen: int
    ends: date | None
    payee: OrderPayee | None = None


@record
class AnnulOrder:
    """It never was: what was kept is paid back with the next run, once another hand confirmed."""

    order_id: UUID
    document: str


@record
class ConfirmOrder:
    order_id: UUID


@record
class RefuseOrder:
    order_id: UUID
    reason: str


OrderCommand = EnterOrder | CorrectOrder | AnnulOrder | ConfirmOrder | RefuseOrder
OrderDecision = WithholdingOrderEntered | WithholdingOrderConfirmed | WithholdingOrderRefused

# Decisions


def decide(entitlement: Entitlement, command: OrderCommand, facts: Facts[Policies]) -> tuple[OrderDecision, ...]:  # noqa: C901  one match
    worker = entitlement.worker_id
    if worker is None:
        raise Rejected("declarations.worker-unknown")
    match command:
        case EnterOrder():
            if _kind(entitlement, command.order_id) is not None:
                raise Rejected("withholdings.entered-already")
            return _entered(entitlement, worker, command, command.kind, facts)
        case CorrectOrder():
            if (kind := _kind(entitlement, command.order_id)) is None:
                raise Rejected("withholdings.unknown")
            return _entered(entitlement, worker, command, kind, facts)
        case AnnulOrder():
            return _annulled(entitlement, worker, command, facts)
        case ConfirmOrder():
            return _confirmed(entitlement, worker, command, facts)
        case RefuseOrder():
            return _refused(entitlement, worker, command, facts)


def _waiting(entitlement: Entitlement, id: UUID) -> WithholdingOrderEntered | None:
    return next((order for order in entitlement.orders if order.order_id == id), None)


def _kind(entitlement: Entitlement, id: UUID) -> OrderKind | None:
    known = entitlement.fact(FactKind.WITHHOLDING, id)
    if known is not None:
        return OrderKind(known.word)
    waiting = _waiting(entitlement, id)
    return waiting.kind if waiting is not None else None


def _entered(
    entitlement: Entitlement, worker: UUID, command: EnterOrder | CorrectOrder, kind: OrderKind, facts: Facts[Policies]
) -> tuple[WithholdingOrderEntered, ...]:
    _check(command, kind, facts)
    entered = WithholdingOrderEntered(
        effective=command.starts, worker_id=worker, order_id=command.order_id, act=OrderAct.STAND, kind=kind,
        body=command.body, document=command.document, total_fen=command.total_fen, monthly_fen=command.monthly_fen,
        ends=command.ends, entered_by=facts.by, payee=command.payee or _payee(entitlement, command.order_id),
    )  # fmt: skip
    waiting = _waiting(entitlement, command.order_id)
    return () if waiting is not None and _said(waiting) == _said(entered) else (entered,)


def _said(order: WithholdingOrderEntered) -> tuple[object, ...]:
    terms = order.effective, order.act, order.body, order.document, order.total_fen, order.monthly_fen, order.ends
    return *terms, order.payee


def _payee(entitlement: Entitlement, id: UUID) -> OrderPayee | None:
    """As named last, of what waits or of what stands."""
    waiting = _waiting(entitlement, id)
    if waiting is not None and waiting.payee is not None:
        return waiting.payee
    return next((order.payee for order in entitlement.confirmed if order.order_id == id), None)


def _check(command: EnterOrder | CorrectOrder, kind: OrderKind, facts: Facts[Policies]) -> None:
    if not command.body.strip():
        raise Rejected("withholdings.body", field="/body")
    if not command.document.strip():
        raise Rejected("withholdings.document", field="/document")
    if command.starts.day != 1 or abs(command.starts.year - facts.today.year) > 1:
        raise Rejected("withholdings.starts", field="/starts")
    if command.ends is not None and command.ends < command.starts:
        raise Rejected("withholdings.ends", field="/ends")
    if not (0 <= command.total_fen <= MOST_FEN and 0 <= command.monthly_fen <= MOST_FEN):
        raise Rejected("withholdings.amount", field="/total")
    if command.payee is not None and kind not in PAID_OUT:
        raise Rejected("withholdings.payee-employer", field="/payee")
    if not command.total_fen and not (kind in OPEN_ENDED and command.monthly_fen):
        raise Rejected("withholdings.amount", field="/total")


def _annulled(
    entitlement: Entitlement, worker: UUID, command: AnnulOrder, facts: Facts[Policies]
) -> tuple[WithholdingOrderEntered, ...]:
    known = entitlement.fact(FactKind.WITHHOLDING, command.order_id)
    if known is None:
        raise Rejected("withholdings.unknown")
    if known.annulled:
        return ()
    if not command.document.strip():
        raise Rejected("withholdings.document", field="/document")
    waiting = _waiting(entitlement, command.order_id)
    if waiting is not None and waiting.act is OrderAct.ANNUL:
        return ()
    return (
        WithholdingOrderEntered(
            effective=known.effective, worker_id=worker, order_id=command.order_id, act=OrderAct.ANNUL,
            kind=OrderKind(known.word), body="", document=command.document, total_fen=known.number,
            monthly_fen=known.second, ends=known.until, entered_by=facts.by,
            payee=_payee(entitlement, command.order_id),
        ),
    )  # fmt: skip


def _confirmed(
    entitlement: Entitlement, worker: UUID, command: ConfirmOrder, facts: Facts[Policies]
) -> tuple[WithholdingOrderConfirmed, ...]:
    waiting = _another_hand(entitlement, worker, command.order_id, facts)
    return (
        WithholdingOrderConfirmed(
            effective=waiting.effective, worker_id=worker, order_id=waiting.order_id, act=waiting.act, kind=waiting.kind,
            body=waiting.body, document=waiting.document, total_fen=waiting.total_fen, monthly_fen=waiting.monthly_fen, ends=waiting.ends,
            entered_by=waiting.entered_by, confirmed_by=facts.by, payee=waiting.payee,
        ),
    )  # fmt: skip


def _refused(
    entitlement: Entitlement, worker: UUID, command: RefuseOrder, facts: Facts[Policies]
) -> tuple[WithholdingOrderRefused, ...]:
    waiting = _another_hand(entitlement, worker, command.order_id, facts)
    if not command.reason.strip():
        raise Rejected("withholdings.reason", field="/reason")
    return (
        WithholdingOrderRefused(
            effective=facts.today, worker_id=worker, order_id=waiting.order_id, reason=command.reason,
            refused_by=facts.by,
        ),
    )  # fmt: skip


def _another_hand(
    entitlement: Entitlement, worker: UUID, id: UUID, facts: Facts[Policies]
) -> WithholdingOrderEntered:  # fmt: skip
    waiting = _waiting(entitlement, id)
    if waiting is None:
        raise Rejected("withholdings.nothing-waits")
    if same_hand(waiting.entered_by, facts.by) or same_hand(str(worker), facts.by):
        raise Rejected("withholdings.own-entry")
    return waiting
