"""Which money bears the cost of a person, stored in the entitlement stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from shared.kernel import record


@record
class FundingReassigned:
    """From the effective day the employment is paid from this money, that of the sponsor who paid before and which the county pools."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    sponsor: str
    funding_source: str
    cause: UUID


def funding_fact(event: FundingReassigned, position: int) -> Fact:
    return Fact(
        position, FactKind.FUNDING, event.employment_id, event.effective, event.cause, word=event.funding_source
    )
