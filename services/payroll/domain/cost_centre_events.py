"""Which community bears the cost of a person, stored in the entitlement stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from shared.kernel import Region, record


@record
class CostCentreSet:
    """From the effective day on; `annulled`: it never was, `workplace` stays what it was before."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    transfer_id: UUID
    workplace: Region
    annulled: bool
    cause: UUID
