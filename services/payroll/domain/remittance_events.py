"""What is remitted after a pay day, stored in the run's stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from shared.kernel import record


@record
class RemittancesOwed:
    """Wages were paid on the effective day: until when insurances and fund are remitted; none for what was received already."""

    effective: date
    insurance_due: date | None
    fund_due: date | None


@record
class CarriedOver:
    """What the payee of an order has too much after a run, below nothing; nothing where later withholding made up for it."""

    order_id: UUID
    worker_id: UUID
    carried_fen: int


@record
class WithheldOwed:
    """Wages were paid on the effective day: what was kept by order is handed on to so many payees; `carried` names each order whose
    balance with its payee the run changed."""

    effective: date
    payments: int
    total_fen: int
    carried: tuple[CarriedOver, ...]
