"""Statistics of the workforce."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class StatisticsFrozenV1:
    """A form of a region and a period was frozen, or corrected by a new version; `digest` is the hash of its bytes.

    The figures are read over HTTP.
    """

    told: ClassVar[Name] = Name("personnel.statistics.frozen")
    statistic_id: UUID
    region: Region
    form: str
    period: str
    version: int
    digest: str
