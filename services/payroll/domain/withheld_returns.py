"""A payee gives back what was handed on too much, because an order was corrected or annulled: then less, or nothing, is carried."""

from datetime import date
from uuid import UUID

from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.order_events import WithheldReturned
from services.payroll.domain.policies import Policies
from shared.kernel import Facts, Rejected, record


@record
class RecordWithheldReturn:
    """`carried_fen` is what the payee has too much by all runs so far, never above nothing."""

    order_id: UUID
    day: date
    returned_fen: int
    reference: str
    carried_fen: int


def returned(
    entitlement: Entitlement, command: RecordWithheldReturn, facts: Facts[Policies]
) -> tuple[WithheldReturned, ...]:
    """Once by each reference; never more than is carried."""
    worker = entitlement.worker_id
    if worker is None or not any(order.order_id == command.order_id for order in entitlement.confirmed):
        raise Rejected("withholdings.unknown")
    if not command.reference.strip():
        raise Rejected("withholdings.return-reference", field="/reference")
    if (command.order_id, command.reference) in entitlement.returns:
        return ()
    if command.day > facts.today:
        raise Rejected("withholdings.return-day", field="/received_on")
    if not 0 < command.returned_fen <= -command.carried_fen:
        raise Rejected("withholdings.return-amount", field="/amount")
    return (
        WithheldReturned(
            effective=command.day, worker_id=worker, order_id=command.order_id, returned_fen=command.returned_fen,
            left_fen=command.carried_fen + command.returned_fen, reference=command.reference, recorded_by=facts.by,
        ),
    )  # fmt: skip
