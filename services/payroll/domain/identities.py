"""National ids as personnel tells them: what is declared from now on names the right one; files of runs stay what they were."""

from datetime import date
from uuid import UUID

from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.identity_events import PayeeIdentified
from shared.kernel import WorkerIdNumber, record


@record
class IdentifyPayee:
    """`identity` is the id of the news it was heard with."""

    worker_id: UUID
    identity: UUID
    id_number: WorkerIdNumber
    day: date


def identify(entitlement: Entitlement, command: IdentifyPayee) -> tuple[PayeeIdentified, ...]:
    """Also before the first employment is heard of: personnel registers a person before hiring."""
    if entitlement.forgotten or entitlement.id_number == command.id_number:
        return ()
    return (
        PayeeIdentified(
            effective=command.day, worker_id=command.worker_id, identity=command.identity, id_number=command.id_number
        ),
    )
