"""That a worker's deductions are right for a tax year, by his own word: stored in the entitlement stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from shared.kernel import record


@record
class DeductionsConfirmed:
    """Effective = the first day of the tax year."""

    effective: date
    worker_id: UUID
    tax_year: int
    confirmed_on: date
