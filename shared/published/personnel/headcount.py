"""The establishment: 18 workers per 10,000 urban residents."""

from typing import ClassVar

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class QuotaApprovedV1:
    """A unit may have so many places from the effective day."""

    told: ClassVar[Name] = Name("personnel.quota.approved")
    unit: Region
    places: int
