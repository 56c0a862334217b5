"""Emergency-duty subsidies; no amounts: those are read by right, not broadcast."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class SubsidyApprovedV1:
    """The next run pays the days of duty of these months (2027-07); none takes back what was approved before."""

    told: ClassVar[Name] = Name("payroll.subsidy.approved")
    worker_id: UUID
    emergency_id: UUID
    months: tuple[str, ...]
