"""That a worker's deductions are right for a tax year, by his word: stored in the entitlement stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from shared.kernel import record
from shared.kernel.derived import derived_id


@record
class DeductionsConfirmed:
    """Effective = the first day of the tax year."""

    effective: date
    worker_id: UUID
    tax_year: int
    confirmed_on: date


def confirmed_fact(event: DeductionsConfirmed, position: int) -> Fact:
    """The event as a dated fact: one a year."""
    id = derived_id("payroll.deductions-confirmed", str(event.worker_id), str(event.tax_year))
    return Fact(position, FactKind.DEDUCTIONS_CONFIRMED, id, event.effective, id, number=event.tax_year)
