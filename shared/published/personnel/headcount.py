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


@record
class QuotaExhaustedV1:
    """A unit's last vacant place is taken from the effective day on."""

    told: ClassVar[Name] = Name("personnel.quota.exhausted")
    unit: Region
    places: int


@record
class QuotaReleasedV1:
    """So many places of a street are vacant again from the effective day: the day after somebody's last."""

    told: ClassVar[Name] = Name("personnel.quota.released")
    unit: Region
    places: int


@record
class RatioComputedV1:
    """Workers of a unit against the law's ratio on the effective day, in tenths of a person, half up.

    `required_tenths` for the residents, `ratio_tenths` for 10,000 of them, `gap_tenths` what is missing (negative: too many).
    """

    told: ClassVar[Name] = Name("personnel.headcount.ratio_computed")
    unit: Region
    residents: int
    per_10000: int
    workers: int
    required_tenths: int
    ratio_tenths: int
    gap_tenths: int
